"""News of issues on its way to the admins: what arrived, changed, went, could not be read."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence

from telegram import Bot
from telegram.error import TelegramError

from bot.desk import Desk
from bot.issue_folder import BrokenFile, FolderEvent, FolderEventKind, IssueFolder
from bot.newsroom import Newsroom
from bot.pieces import Message
from bot.render import date_text, render_note
from bot.render_newsroom import refusal_message, report_messages
from bot.reply import send
from bot.rounds import Rounds
from bot.wording import Wording
from retrieval.issue import Issue

__all__ = ["NewsDesk"]

_LOG = logging.getLogger(__name__)


class NewsDesk:
    """Follows the folder and tells the admins.

    Args:
        bot: Speaks to the admins.
        desk: Who they are.
        folder: Of issues, loaded.
        newsroom: Decides what readers see.
        rounds: Stirred when an issue may have become visible.
    """

    def __init__(
        self, bot: Bot, desk: Desk, folder: IssueFolder, newsroom: Newsroom, rounds: Rounds
    ) -> None:
        self._bot = bot
        self._desk = desk
        self._folder = folder
        self._newsroom = newsroom
        self._rounds = rounds
        self._untold: list[Issue | BrokenFile] = []

    async def open(self) -> None:
        """Serve what the folder holds at the start."""
        loaded = self._folder.loaded
        waiting = await asyncio.to_thread(self._newsroom.open, loaded)
        self._untold = [*waiting, *loaded.broken]
        for broken in loaded.broken:
            _LOG.warning("an issue file is refused: %s (%s)", broken.path.name, broken.fault)

    async def follow(self, stop: asyncio.Event) -> None:
        """Tell what the start found, then follow the folder until `stop` is set."""
        for untold in self._untold:
            await self._tell_of(untold)
        await asyncio.to_thread(self._newsroom.prepare_past)
        async for change in self._folder.watch(stop):
            for event in await asyncio.to_thread(self._newsroom.take, change):
                _LOG.info("%s: %s", event.path.name, event.kind)
                await self._tell_event(event)
            self._rounds.stir()

    async def tell_doubt(self, count: int) -> None:
        """Tell that so many messages of a push or broadcast may not have arrived."""
        await self._tell(lambda say: (render_note(say("deliveries-doubtful", count=count)),))

    async def _tell_event(self, event: FolderEvent) -> None:
        if event.kind is FolderEventKind.WITHDRAWN:
            await self._tell(lambda say: (_gone(event, say),))
        elif event.broken is not None:
            await self._tell_of(event.broken)
        elif event.issue is not None:
            await self._tell_of(event.issue)

    async def _tell_of(self, news: Issue | BrokenFile) -> None:
        if isinstance(news, BrokenFile):
            await self._tell(lambda say: (refusal_message(news, say),))
            return
        state = await asyncio.to_thread(self._newsroom.state, news.date)
        await self._tell(lambda say: report_messages(news, state, say))

    async def _tell(self, words: Callable[[Wording], Sequence[Message]]) -> None:
        for admin in sorted(self._desk.settings.admins):
            say = (await self._desk.visit_to(admin)).say
            try:
                await send(self._bot, admin, words(say))
            except TelegramError as error:
                _LOG.warning("admin %d cannot be told: %s", admin, type(error).__name__)


def _gone(event: FolderEvent, say: Wording) -> Message:
    return render_note(say("issue-left", date=date_text(event.date, say)))
