"""The thread that serves the fake Bot API, and the way into it from a test."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from types import TracebackType
from typing import Self, TypeVar

from tests.fake_bot_api.faults import Pace
from tests.fake_bot_api.http import connection_factory
from tests.fake_bot_api.service import Service
from tests.fake_bot_api.values import JsonObject

__all__ = ["Stage"]

_T = TypeVar("_T")
_PATIENCE = 60.0


class Stage:
    """Serves the Bot API on 127.0.0.1, in a thread of its own, while its block runs.

    Args:
        token: The bot's token.
        username: The bot's, without ``@``.
        pace: Telegram's limits on sending; None for none.
    """

    def __init__(
        self,
        token: str = "123456:TEST",  # noqa: S107 - no secret: it opens nothing but this fake
        username: str = "wenbao_bot",
        *,
        pace: Pace | None = None,
    ) -> None:
        self.token = token
        self.bot: JsonObject = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": "问报",
            "username": username,
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": True,
        }
        self.service = Service(token, self.bot, pace)
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="fake-bot-api", daemon=True)
        self._ready = threading.Event()

    def __enter__(self) -> Self:
        """Start to serve."""
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Break every line and stop."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    @property
    def root_url(self) -> str:
        """What stands before ``/bot`` in the URL of a call."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def base_url(self) -> str:
        """`base_url` of python-telegram-bot."""
        return f"{self.root_url}/bot"

    @property
    def base_file_url(self) -> str:
        """`base_file_url` of python-telegram-bot."""
        return f"{self.root_url}/file/bot"

    def in_loop(self, work: Callable[[], _T]) -> _T:
        """The result of `work`, done in the fake's own thread between two requests."""
        done: Future[_T] = Future()

        def run() -> None:
            try:
                done.set_result(work())
            except BaseException as error:  # noqa: BLE001 - it is raised where it was asked for
                done.set_exception(error)

        self._loop.call_soon_threadsafe(run)
        return done.result(_PATIENCE)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        lines: set[asyncio.Transport] = set()
        serving: Coroutine[object, object, asyncio.Server] = self._loop.create_server(
            connection_factory(self.service.serve, lines), "127.0.0.1", 0, backlog=4096
        )
        server = self._loop.run_until_complete(serving)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        try:
            self._loop.run_forever()
        finally:
            self.service.delivery.stop()
            server.close()
            for line in list(lines):
                line.abort()
            self._loop.run_until_complete(asyncio.sleep(0))
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.close()
