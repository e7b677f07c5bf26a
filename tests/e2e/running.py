"""The bot as an operator runs it: a process with an environment, watched and stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.fake_bot_api import FakeBotApi

__all__ = ["READINGS", "ROOT", "RunningBot", "running_bot"]

ROOT = Path(__file__).resolve().parents[2]
READINGS = ROOT / ".pytest_cache" / "readings"
"""Where tests keep the readings of the shipped page, which take seconds."""
_START = 90.0


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
        return self.process.wait(30)

    def ended(self, patience: float = 30) -> int:
        """Wait for its own end; its exit status."""
        return self.process.wait(patience)


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """The environment of a bot: nothing of this process's own settings.

    Reading the shipped page takes seconds; it is read once for all tests.
    """
    cache = {"WENBAO_CACHE": str(READINGS)}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WENBAO_")}
    return {**kept, **cache, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **settings}


@contextmanager
def running_bot(api: FakeBotApi, folder: Path, **settings: str) -> Iterator[RunningBot]:
    """Run `wenbao run` while the block runs.

    Args:
        api: The fake that it talks to.
        folder: Of issues.
        **settings: More environment variables.
    """
    with tempfile.TemporaryDirectory() as home:
        given = {
            "WENBAO_TOKEN": api.token,
            "WENBAO_API_URL": api.root_url,
            "WENBAO_STORE": str(Path(home) / "wenbao.sqlite3"),
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
            process.wait(30)
