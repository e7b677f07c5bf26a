"""Bad luck on order: refusals, slow answers and dropped lines for calls to come."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from tests.fake_bot_api.values import Call, JsonObject

__all__ = ["Fault", "Faults", "Pace"]

_DESCRIPTIONS = {
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: (
        "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running"
    ),
    429: "Too Many Requests: retry after {retry_after}",
    500: "Internal Server Error",
    502: "Bad Gateway",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with a call.

    Attributes:
        status: Answered instead of what the call would get; 0 leaves the answer as it is.
        retry_after: Seconds, sent along with a 429.
        description: Telegram's words where the usual ones do not fit.
        drop: Break the line instead of answering.
        after_effect: Whether the call does its work before it goes wrong.
        delay: Seconds between the request and its effect and answer.
        held: Whether effect and answer wait until they are released.
    """

    status: int = 0
    retry_after: int = 0
    description: str = ""
    drop: bool = False
    after_effect: bool = False
    delay: float = 0.0
    held: bool = False

    @property
    def body(self) -> JsonObject:
        """The refusal as the Bot API writes it."""
        usual = _DESCRIPTIONS.get(self.status, f"Bad Request: fault {self.status}")
        answer: JsonObject = {
            "ok": False,
            "error_code": self.status,
            "description": self.description or usual.format(retry_after=self.retry_after),
        }
        if self.retry_after:
            answer["parameters"] = {"retry_after": self.retry_after}
        return answer


@dataclass(slots=True)
class _Order:
    method: str
    fault: Fault
    times: int
    chat: int | None


class Faults:
    """The faults that are on order; each is used up by the calls that it fits."""

    def __init__(self) -> None:
        self._orders: list[_Order] = []
        self._script: Callable[[Call], Fault | None] | None = None

    def order(self, method: str, fault: Fault, *, times: int = 1, chat: int | None = None) -> None:
        """Let the next `times` calls of `method` (to `chat`, if given) meet with `fault`."""
        self._orders.append(_Order(method, fault, times, chat))

    def script(self, choose: Callable[[Call], Fault | None] | None) -> None:
        """Ask `choose` about every call that no order fits."""
        self._script = choose

    def of(self, call: Call) -> Fault | None:
        """The fault that `call` meets with, if any; it is used up."""
        for order in self._orders:
            if order.method == call.method and order.chat in (None, call.chat):
                order.times -= 1
                if order.times <= 0:
                    self._orders.remove(order)
                return order.fault
        return self._script(call) if self._script else None


class Pace:
    """Telegram's own limits on what a bot sends; who sends faster gets a 429.

    Args:
        overall: Messages a second to all chats.
        group: Messages a minute to one group.
        patience: How far a limit may be exceeded, as Telegram forgives short bursts.
    """

    def __init__(self, overall: int = 30, group: int = 20, patience: float = 1.5) -> None:
        self._overall = overall * patience
        self._group = group * patience
        self._sent: dict[int, deque[float]] = {}

    def retry_after(self, chat: int, at: float) -> int:
        """Seconds to wait before a message to `chat` may be sent; 0 where it may be sent now."""
        limits = [(0, 1.0, self._overall)]
        if chat < 0:
            limits.append((chat, 60.0, self._group))
        wait = max(self._wait(key, at, window, limit) for key, window, limit in limits)
        if wait > 0:
            return int(wait) + 1
        for key, _, _ in limits:
            self._sent[key].append(at)
        return 0

    def _wait(self, key: int, at: float, window: float, limit: float) -> float:
        times = self._sent.setdefault(key, deque())
        while times and at - times[0] >= window:
            times.popleft()
        return window - (at - times[0]) if len(times) >= limit else 0.0
