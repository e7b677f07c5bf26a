"""The newsroom's side: reports, publishing, uploaded issues, figures, broadcasts."""

from __future__ import annotations

import asyncio
from datetime import date as Date  # noqa: N812 - the word of the glossary
from datetime import timedelta

from telegram import Document, Update
from telegram.ext import ContextTypes

from bot.desk import Desk
from bot.errors import IssueFileError
from bot.inbox import Inbox
from bot.issue_file import MAX_BYTES
from bot.newsroom import Newsroom
from bot.press import Act
from bot.render import date_text, render_note
from bot.render_newsroom import (
    broadcast_preview,
    report_messages,
    stats_message,
    unanswered_messages,
)
from bot.reply import acknowledge, replace, reply
from bot.rounds import Rounds
from bot.store import IssueState, Occasion, OccasionKind
from bot.updates import argument_of, message_of, press_of, query_of

__all__ = ["Admin"]

_STATS_OF = timedelta(days=7)
_STATES = {Act.PUBLISH: IssueState.PUBLISHED, Act.WITHDRAW: IssueState.WITHDRAWN}


class Admin:
    """What only admins may do; `app` lets nobody else in.

    Args:
        desk: What every handler needs.
        newsroom: Publishes and withdraws.
        inbox: Takes uploaded issue files.
        rounds: Delivers broadcasts.
    """

    def __init__(self, desk: Desk, newsroom: Newsroom, inbox: Inbox, rounds: Rounds) -> None:
        self._desk = desk
        self._newsroom = newsroom
        self._inbox = inbox
        self._rounds = rounds

    async def decided(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """发布 or 撤回 under a report."""
        query, visit = query_of(update), await self._desk.visit(update)
        press = press_of(query)
        issue = self._newsroom.issue(press.date) if press else None
        if press is None or issue is None or visit.reader not in self._desk.settings.admins:
            await acknowledge(query, visit.say("issue-gone"), alert=True)
            return
        state = _STATES[press.act]
        decide = self._newsroom.decide
        changed = await asyncio.to_thread(decide, press.date, state, visit.reader)
        self._rounds.stir()
        key = f"issue-{state}" if changed else "issue-decided"
        await acknowledge(query, visit.say(key, date=date_text(press.date, visit.say)))
        await replace(query, report_messages(issue, state, visit.say)[0])

    async def uploaded(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """A page text or a mended issue sent as a file: into the folder, where it is found."""
        message, visit = message_of(update), await self._desk.visit(update)
        document = message.document
        if document is None or (document.file_size or 0) > MAX_BYTES:
            await reply(message, [render_note(visit.say("upload-large"))])
            return
        try:
            date = await self._taken(document)
        except IssueFileError as error:
            told = visit.say("upload-refused", reason=error.reason, mend=error.mend)
        else:
            told = visit.say("upload-taken", date=date_text(date, visit.say))
        await reply(message, [render_note(told)])

    async def stats(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """`/stats`: the past week in figures."""
        message, visit = message_of(update), await self._desk.visit(update)
        store, since = self._desk.store, int((self._desk.now() - _STATS_OF).timestamp())
        figures = await asyncio.to_thread(store.questions.figures, since=since)
        known, blocked = await asyncio.to_thread(store.chats.count)
        wrong = await asyncio.to_thread(store.questions.wrong_lines)
        await reply(message, [stats_message(figures, known, blocked, wrong, visit.say)])

    async def unanswered(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """`/unanswered`: what readers asked that the paper did not report."""
        message, visit = message_of(update), await self._desk.visit(update)
        since = int((self._desk.now() - _STATS_OF).timestamp())
        found = await asyncio.to_thread(self._desk.store.questions.unanswered, since=since)
        await reply(message, unanswered_messages(found, visit.say))

    async def broadcast(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """`/broadcast TEXT`: how it would look, to be confirmed."""
        message, visit = message_of(update), await self._desk.visit(update)
        text, store = argument_of(message), self._desk.store
        if not text:
            await reply(message, [render_note(visit.say("broadcast-how"))])
            return
        kept = await asyncio.to_thread(store.broadcasts.add, text, visit.reader)
        chats = len(await asyncio.to_thread(store.chats.reachable))
        await reply(message, [broadcast_preview(kept.number, text, chats, visit.say)])

    async def broadcast_decided(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """A broadcast confirmed or dropped; confirmed twice it is still sent once."""
        query, visit = query_of(update), await self._desk.visit(update)
        press, store = press_of(query), self._desk.store
        known = await asyncio.to_thread(store.broadcasts.get, press.index) if press else None
        if press is None or known is None or visit.reader not in self._desk.settings.admins:
            await acknowledge(query, visit.say("press-unknown"), alert=True)
            return
        await acknowledge(query)
        if not press.extra:
            await replace(query, render_note(visit.say("broadcast-dropped")))
            return
        occasion = Occasion(OccasionKind.BROADCAST, str(known.number))
        chats = await asyncio.to_thread(store.chats.reachable)
        await asyncio.to_thread(store.deliveries.enrol, occasion, chats)
        self._rounds.stir()
        await replace(query, render_note(visit.say("broadcast-begun", chats=len(chats))))

    async def _taken(self, document: Document) -> Date | None:
        """The date of the issue that an uploaded file holds, now in the folder."""
        file = await document.get_file()
        content = bytes(await file.download_as_bytearray())
        name = document.file_name or ""
        return (await self._desk.off_loop(lambda: self._inbox.take(name, content))).date
