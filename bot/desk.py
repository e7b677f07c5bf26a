"""What every handler needs: the papers being served, the answerers, the clock, the wordings."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date as Date  # noqa: N812 - the word of the glossary
from datetime import datetime

import telegram

from bot.newsstand import Newsstand
from bot.press import Press
from bot.settings import Settings
from bot.wording import Wording, language_of, wording
from retrieval.excerpt import Answer
from retrieval.issue import Issue

__all__ = ["Desk", "LastAnswer", "LastShown"]

_CHATS_REMEMBERED = 10_000
_SUGGESTIONS = 3


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
    """What each chat was shown last, for 全文 and 还有呢 said without a reply.

    Kept in memory only and only for the latest chats: losing it costs a reader one tap.
    """

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


@dataclass(slots=True)
class Desk:
    """Shared by all handlers of one bot.

    Attributes:
        settings: What the operator decided.
        newsstand: The papers being served.
        now: The time, with the time zone of the settings.
        last_shown: What each chat saw last.
        pool: Threads for work that takes CPU.
    """

    settings: Settings
    newsstand: Newsstand
    now: Callable[[], datetime]
    last_shown: LastShown = field(default_factory=LastShown)
    pool: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(max_workers=2, thread_name_prefix="answer")
    )

    def today(self) -> Date:
        """The date where the readers are."""
        return self.now().date()

    def say(self, user: telegram.User | None) -> Wording:
        """The sentences for a reader, in the language of their Telegram."""
        code = user.language_code if user else None
        return wording(language_of(code, self.settings.language))

    def issue(self, date: Date | None) -> Issue | None:
        """The issue of a date, or None where none is served."""
        return self.newsstand.archive.issue(date)

    def current(self, _chat: int) -> Issue | None:
        """The issue that a chat reads: the newest."""
        return self.newsstand.archive.newest

    async def answer(
        self, question: str, date: Date | None, *, article: int | None = None
    ) -> Answer | None:
        """Ask an issue, off the event loop.

        Args:
            question: As the reader wrote it.
            date: Of the issue.
            article: To keep to first, for a follow-up.

        Returns:
            None where no issue of that date is served any more.
        """
        archive, top = self.newsstand.archive, self.settings.excerpts

        def ask() -> Answer | None:
            answerer = archive.answerer(date)
            return answerer.answer(question, top=top, article=article) if answerer else None

        return await asyncio.get_running_loop().run_in_executor(self.pool, ask)

    async def suggestions(self, date: Date | None, count: int = _SUGGESTIONS) -> tuple[str, ...]:
        """Questions that the issue of a date answers, off the event loop."""
        archive = self.newsstand.archive

        def suggest() -> tuple[str, ...]:
            answerer = archive.answerer(date)
            return answerer.suggestions(count) if answerer else ()

        return await asyncio.get_running_loop().run_in_executor(self.pool, suggest)
