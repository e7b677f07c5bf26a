"""What every handler needs: the papers being served, the answerers, the store, the clock."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812 - the word of the glossary
from datetime import datetime
from typing import TypeVar

from telegram import Update

from bot.batches import Batches
from bot.known_answers import KnownAnswers, Wanted
from bot.last_shown import LastShown
from bot.metrics import Metrics
from bot.newsstand import Newsstand
from bot.settings import Settings
from bot.store import Asked, Chat, Store
from bot.wording import Language, Wording, language_of, wording
from retrieval.digest import Digest
from retrieval.excerpt import Answer
from retrieval.issue import Issue

__all__ = ["Desk", "Visit"]

_T = TypeVar("_T")
_LOG = logging.getLogger(__name__)
_SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class Visit:
    """Who is at the desk: a reader in a chat, with what the chat has chosen.

    Attributes:
        chat: Telegram's id of the chat; the reader's where there is none (inline mode).
        reader: Telegram's id of the reader; the chat's where Telegram does not tell.
        say: The sentences in the reader's language.
        issue: The issue that the chat reads; None where no issue is served.
        chosen: Whether the reader chose that issue, rather than whichever is the newest.
        traditional: Whether the chat reads the paper's words in traditional characters.
    """

    chat: int
    reader: int
    say: Wording
    issue: Issue | None
    chosen: bool = False
    traditional: bool = False

    @property
    def date(self) -> Date | None:
        """Of the issue."""
        return self.issue.date if self.issue else None


@dataclass(slots=True)
class Desk:
    """Shared by all handlers of one bot.

    Attributes:
        settings: What the operator decided.
        newsstand: The papers being served.
        store: What is kept of chats.
        now: The time, with the time zone of the settings.
        metrics: Counts.
        last_shown: What each chat saw last.
        known_answers: What was asked and answered lately.
        pool: Threads for work that takes CPU.
        asked: Keeps questions in the store, for their numbers.
    """

    settings: Settings
    newsstand: Newsstand
    store: Store
    now: Callable[[], datetime]
    metrics: Metrics = field(default_factory=Metrics)
    last_shown: LastShown = field(default_factory=LastShown)
    known_answers: KnownAnswers = field(default_factory=KnownAnswers)
    pool: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(max_workers=2, thread_name_prefix="answer")
    )
    asked: Batches[Asked, int] = field(init=False)
    _met: Batches[int, Chat] = field(init=False)

    def __post_init__(self) -> None:
        """Gather what many readers want of the store at once."""
        self.asked = Batches(self.store.questions.note_all)
        self._met = Batches(self.store.chats.meet)

    def today(self) -> Date:
        """The date where the readers are."""
        return self.now().date()

    async def visit(self, update: Update) -> Visit:
        """Who sent an update, and what they read."""
        user, place = update.effective_user, update.effective_chat
        chat = place.id if place else user.id if user else 0
        kept = self.store.chats.known(chat)
        if kept is None and place:
            kept = await self._met.of(chat)
        elif kept is None:
            # Who only asks inline has opened no chat that a broadcast could go to.
            kept = await asyncio.to_thread(self.store.chats.get, chat)
        return self._visit(kept, user.id if user else chat, user.language_code if user else None)

    async def visit_to(self, chat: int) -> Visit:
        """A chat that has not written just now."""
        kept = await asyncio.to_thread(self.store.chats.get, chat)
        return self._visit(kept, chat, None)

    def _visit(self, kept: Chat, reader: int, code: str | None) -> Visit:
        chosen = self.issue(kept.issue) if kept.issue else None
        return Visit(
            chat=kept.chat,
            reader=reader,
            say=wording(self._language(kept, code)),
            issue=chosen or self.newsstand.archive.newest,
            chosen=chosen is not None,
            traditional=kept.traditional,
        )

    def issue(self, date: Date | None) -> Issue | None:
        """The issue of a date, or None where none is served."""
        return self.newsstand.archive.issue(date)

    async def answer(
        self, question: str, date: Date | None, *, article: int | None = None
    ) -> Answer | None:
        """Ask an issue, off the event loop; what was asked lately is answered at once.

        Args:
            question: As the reader wrote it.
            date: Of the issue.
            article: To keep to first, for a follow-up.

        Returns:
            None where no issue of that date is served any more.
        """
        archive, top = self.newsstand.archive, self.settings.excerpts
        wanted = Wanted(question, date, article)
        known = self.known_answers.of(archive, wanted)
        if known is not None:
            return known

        def ask() -> Answer | None:
            answerer = archive.answerer(date)
            return answerer.answer(question, top=top, article=article) if answerer else None

        answer = await self.off_loop(ask)
        if answer is not None:
            self.known_answers.note(archive, wanted, answer)
        return answer

    async def suggestions(self, date: Date | None, count: int = _SUGGESTIONS) -> tuple[str, ...]:
        """Questions that the issue of a date answers, off the event loop.

        There are none where the issue cannot be indexed, which is no reason not to show it.
        """
        archive = self.newsstand.archive

        def suggest() -> tuple[str, ...]:
            answerer = archive.answerer(date)
            return answerer.suggestions(count) if answerer else ()

        try:
            return await self.off_loop(suggest)
        except Exception:  # noqa: BLE001 - as told above
            _LOG.exception("no questions can be suggested")
            return ()

    async def digest(self, date: Date | None) -> Digest | None:
        """The issue of a date at a glance, off the event loop; None where none is served."""
        archive = self.newsstand.archive
        return await self.off_loop(lambda: archive.digest(date))

    async def off_loop(self, work: Callable[[], _T]) -> _T:
        """The result of `work`, done in a thread for work that takes CPU."""
        return await asyncio.get_running_loop().run_in_executor(self.pool, work)

    def _language(self, chat: Chat, code: str | None) -> Language:
        if chat.language in set(Language):
            return Language(chat.language)
        return language_of(code, self.settings.language)
