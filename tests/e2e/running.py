"""The bot as an operator runs it: a process with an environment, watched and stopped."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

from bot.store import Store
from tests.e2e.papers import ZONE
from tests.fake_bot_api import FakeBotApi

__all__ = ["READINGS", "ROOT", "RunningBot", "free_port", "running_bot"]

ROOT = Path(__file__).resolve().parents[2]
READINGS = ROOT / ".pytest_cache" / "readings"
"""Where tests keep the readings of the shipped page, which take seconds."""
_START = 90.0
_END = 60.0
_PORTS = range(20_000, 32_000)
"""Below those that systems give to connections, so that none gets a port that is free now."""


@dataclass(slots=True)
class RunningBot:
    """A bot at work.

    Attributes:
        api: The fake Bot API that it talks to.
        process: Itself.
        log: File with all that it prints.
        folder: Its issues.
    """

    api: FakeBotApi
    process: subprocess.Popen[bytes]
    log: Path
    folder: Path

    @property
    def printed(self) -> str:
        """All that it has printed so far."""
        return self.log.read_text("utf-8", "replace")

    def wait_until_polling(self) -> None:
        """Wait for its first `getUpdates` that is heard."""
        end = time.monotonic() + _START
        while not self.api.calls("getUpdates"):
            assert self.process.poll() is None, self.printed
            assert time.monotonic() < end, self.printed
            time.sleep(0.01)

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Ask it to stop; its exit status."""
        self.process.send_signal(number)
        return self.process.wait(_END)

    def ended(self, patience: float = _START) -> int:
        """Wait for its own end; its exit status."""
        return self.process.wait(patience)


def free_port() -> int:
    """A port that nobody listens on, another one for each process that looks for one."""
    first = os.getpid() % len(_PORTS)
    for port in chain(_PORTS[first:], _PORTS[:first]):
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise AssertionError("no port is free")


@cache
def _empty_store() -> bytes:
    """A store as it is when it is made, which takes a bot a tenth of its start."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "empty.sqlite3"
        Store(path).close()
        return path.read_bytes()


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """The environment of a bot: nothing of this process's own settings.

    Reading the shipped page takes seconds; it is read once for all tests.
    """
    own = {"WENBAO_CACHE": str(READINGS), "WENBAO_TIMEZONE": ZONE.key}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WENBAO_")}
    return {**kept, **own, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **settings}


@contextmanager
def running_bot(api: FakeBotApi, folder: Path, **settings: str) -> Iterator[RunningBot]:
    """Run `wenbao run` while the block runs.

    Args:
        api: The fake that it talks to.
        folder: Of issues.
        **settings: More environment variables.
    """
    with tempfile.TemporaryDirectory() as home:
        store = Path(home) / "wenbao.sqlite3"
        store.write_bytes(_empty_store())
        given = {
            "WENBAO_TOKEN": api.token,
            "WENBAO_API_URL": api.root_url,
            "WENBAO_STORE": str(store),
            **settings,
        }
        log = Path(home) / "printed"
        with log.open("wb") as printed:
            process = subprocess.Popen(
                [sys.executable, "-m", "bot", "run", "--issues", str(folder)],
                cwd=home,
                env=environment(given),
                stdout=printed,
                stderr=subprocess.STDOUT,
            )
        try:
            yield RunningBot(api, process, log, folder)
        finally:
            if process.poll() is None:
                process.kill()
            process.wait(_END)
