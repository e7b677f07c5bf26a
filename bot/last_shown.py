"""What each chat was shown last, for 全文 and 还有呢 said without a reply."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace

from bot.press import Press

__all__ = ["LastAnswer", "LastShown"]

_CHATS_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """What a chat was shown last.

    Attributes:
        press: The button that opens the article it was taken from.
        question: That it answered, or "" where an article was opened.
        at: Which excerpt of the answer it was.
    """

    press: Press
    question: str = ""
    at: int = 0


class LastShown:
    """Remembers the latest chats, in memory only: losing it costs a reader one tap."""

    __slots__ = ("_shown",)

    def __init__(self) -> None:
        self._shown: OrderedDict[int, LastAnswer] = OrderedDict()

    def note(self, chat: int, shown: LastAnswer) -> None:
        """Remember what `chat` was shown."""
        self._shown[chat] = shown
        self._shown.move_to_end(chat)
        if len(self._shown) > _CHATS_REMEMBERED:
            self._shown.popitem(last=False)

    def opened(self, chat: int, press: Press) -> None:
        """Remember that `chat` opened an article; the question it was found by stays known."""
        last = self._shown.get(chat)
        same = last is not None and (last.press.date, last.press.index) == (press.date, press.index)
        self.note(chat, replace(last, press=press) if last and same else LastAnswer(press))

    def of(self, chat: int) -> LastAnswer | None:
        """What `chat` was shown last, if it is still known."""
        return self._shown.get(chat)

    def forget(self, chat: int) -> None:
        """Remember nothing of `chat`."""
        self._shown.pop(chat, None)
