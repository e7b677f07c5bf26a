"""The fake Bot API that tests start: readers' doings go in, the bot's calls come out."""

from __future__ import annotations

import time
from collections.abc import Callable

from tests.fake_bot_api.doings import Doings
from tests.fake_bot_api.faults import Fault
from tests.fake_bot_api.values import Call, JsonObject, SentMessage

__all__ = ["FakeBotApi"]

_PATIENCE = 60.0
_POLLED = 0.02


class FakeBotApi(Doings):
    """A strict Bot API over real HTTP on 127.0.0.1; see `Stage` for its arguments.

    What the bot does against the rules is answered as Telegram would and also kept in
    `violations`, which a test wants to be empty at its end.
    """

    def fail_next(  # noqa: PLR0913 - a fault has this many sides
        self,
        method: str,
        status: int = 429,
        *,
        retry_after: int = 0,
        description: str = "",
        times: int = 1,
        chat: int | None = None,
        after_effect: bool = False,
    ) -> None:
        """Refuse the next calls of `method`; with `after_effect` only after doing their work."""
        if status == 429 and not retry_after:
            retry_after = 1
        fault = Fault(status, retry_after, description, after_effect=after_effect)
        self.in_loop(lambda: self.service.faults.order(method, fault, times=times, chat=chat))

    def drop_next(
        self, method: str, *, times: int = 1, chat: int | None = None, after_effect: bool = False
    ) -> None:
        """Break the line at the next calls of `method`, before or after doing their work."""
        fault = Fault(drop=True, after_effect=after_effect)
        self.in_loop(lambda: self.service.faults.order(method, fault, times=times, chat=chat))

    def slow_next(
        self, method: str, seconds: float, *, times: int = 1, chat: int | None = None
    ) -> None:
        """Let the next calls of `method` wait before they do their work."""
        fault = Fault(delay=seconds)
        self.in_loop(lambda: self.service.faults.order(method, fault, times=times, chat=chat))

    def hold_next(self, method: str) -> None:
        """Let the next call of `method` wait until `release`."""
        self.in_loop(lambda: self.service.faults.order(method, Fault(held=True)))

    def wait_held(self) -> None:
        """Wait until a call is held."""
        self.wait_until(lambda: bool(self.service.held), what="a call to be held")

    def release(self) -> None:
        """Let the calls that are held do their work."""

        def go() -> None:
            while self.service.held:
                self.service.held.pop()()

        self.in_loop(go)

    def script(self, choose: Callable[[Call], Fault | None] | None) -> None:
        """Ask `choose`, in the fake's thread, about every call that nothing was ordered for."""
        self.in_loop(lambda: self.service.faults.script(choose))

    def push_raw(self, batch: bytes) -> None:
        """Answer the next `getUpdates` with these very bytes, be they JSON or not."""
        self.in_loop(lambda: self.service.delivery.push_raw(batch))

    def proxy(self, public: str, local: str) -> None:
        """Deliver what goes to the webhook at `public` to `local`, as a reverse proxy does."""
        self.in_loop(lambda: self.service.delivery.proxied.update({public: local}))

    @property
    def violations(self) -> list[str]:
        """What the bot did against the rules, oldest first."""
        return list(self.service.violations)

    def calls(self, method: str | None = None) -> list[Call]:
        """The calls so far, oldest first, of all methods or of one."""
        return [call for call in list(self.service.calls) if method in (None, call.method)]

    def sent(self, chat: int) -> list[SentMessage]:
        """The bot's messages in `chat` as they now stand, oldest first."""
        return self.in_loop(lambda: list(self.service.chats.open(chat).sent()))

    def all_sent(self) -> list[SentMessage]:
        """The bot's messages in all chats as they now stand."""
        return self.in_loop(
            lambda: [sent for chat in self.service.chats.all() for sent in chat.sent()]
        )

    def answer_to(self, query: str) -> JsonObject | None:
        """What a press or an inline query was answered with, or None so far."""
        queries = self.service.queries
        return self.in_loop(lambda: queries.presses.get(query) or queries.inline.get(query))

    @property
    def unconfirmed(self) -> int:
        """Updates that the bot has not confirmed yet."""
        return self.in_loop(lambda: self.service.delivery.waiting)

    @property
    def has_poller(self) -> bool:
        """Whether a `getUpdates` waits at this moment."""
        return self.in_loop(lambda: self.service.delivery.has_poller)

    def wait_for(
        self,
        method: str,
        predicate: Callable[[Call], bool] | None = None,
        timeout: float = _PATIENCE,
        *,
        after: int = 0,
    ) -> Call:
        """The first answered call of `method` that fits.

        Args:
            method: Name.
            predicate: What must hold of the call.
            timeout: Seconds.
            after: Number of the first call to look at.

        Raises:
            TimeoutError: If there is none in time; it tells what was called instead.
        """
        end = time.monotonic() + timeout
        with self.service.changed:
            while True:
                for call in self.service.calls[after:]:
                    fits = call.method == method and call.status
                    if fits and (predicate is None or predicate(call)):
                        return call
                left = end - time.monotonic()
                if left <= 0:
                    break
                self.service.changed.wait(left)
        seen = [f"{call.method} {call.status}" for call in self.calls()[-20:]]
        raise TimeoutError(f"no fitting {method} within {timeout} s; last calls: {seen}")

    def wait_sent(self, chat: int, count: int = 1, timeout: float = _PATIENCE) -> list[SentMessage]:
        """The bot's messages in `chat`, once there are at least `count`.

        Raises:
            TimeoutError: If there are fewer in time.
        """
        self.wait_until(lambda: len(self.sent(chat)) >= count, timeout, f"{count} in {chat}")
        return self.sent(chat)

    def wait_until(
        self, holds: Callable[[], bool], timeout: float = _PATIENCE, what: str = "it"
    ) -> None:
        """Wait until `holds`; it is asked about fifty times a second.

        Raises:
            TimeoutError: If it does not in time.
        """
        end = time.monotonic() + timeout
        while not holds():
            if time.monotonic() > end:
                seen = [f"{call.method} {call.status}" for call in self.calls()[-20:]]
                raise TimeoutError(f"{what}: not within {timeout} s; last calls: {seen}")
            time.sleep(_POLLED)
