"""The issue itself: the front page, the headlines, whole articles, notices, the masthead."""

from __future__ import annotations

from telegram import Message as Shown
from telegram import Update
from telegram.ext import ContextTypes

from bot.cards import Cards
from bot.desk import Desk
from bot.pieces import Message
from bot.press import Act, Press
from bot.render import render_note
from bot.render_front import FrontPage, front_page_messages, headlines_messages
from bot.render_issue import article_messages, masthead_messages, notice_messages
from bot.reply import acknowledge, reply
from bot.script import as_read_by
from bot.updates import message_of, press_of, query_of
from bot.wording import Wording
from retrieval.issue import Issue

__all__ = ["IssueViews"]


class IssueViews:
    """Shows issues and their parts.

    Args:
        desk: What every handler needs.
        cards: Sends the picture card over a front page.
    """

    def __init__(self, desk: Desk, cards: Cards) -> None:
        self._desk = desk
        self._cards = cards

    async def today(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """`/today`: the front page of the issue that the chat reads."""
        message, visit = message_of(update), await self._desk.visit(update)
        page = await self.page(visit.issue) if visit.issue else None
        if page is None:
            await reply(message, _no_paper(visit.say), quote=False)
            return
        await self._cards.reply(message, page, visit)
        shown = front_page_messages(page, visit.say)
        await reply(message, as_read_by(visit, shown), quote=False)

    async def headlines(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """`/headlines`: every headline of the issue that the chat reads."""
        message, visit = message_of(update), await self._desk.visit(update)
        shown = await self._headlines(visit.issue, visit.say) if visit.issue else ()
        shown = shown or _no_paper(visit.say)
        await reply(message, as_read_by(visit, shown), quote=False)

    async def pressed(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """A button that opens a part of an issue."""
        query, visit = query_of(update), await self._desk.visit(update)
        press = press_of(query)
        messages = as_read_by(visit, await self.part(press, visit.say)) if press else ()
        if not messages:
            await acknowledge(query, visit.say("issue-gone"), alert=True)
            return
        await acknowledge(query)
        if press and isinstance(query.message, Shown):
            await reply(query.message, messages)
            self._desk.last_shown.opened(query.message.chat.id, press)

    async def part(self, press: Press, say: Wording) -> tuple[Message, ...]:
        """The part of an issue that a button opens; nothing where it is no longer served."""
        issue = self._desk.issue(press.date)
        if issue is None:
            return ()
        if press.act is Act.TODAY:
            return await self.front_page(issue, say)
        if press.act is Act.HEADLINES:
            return await self._headlines(issue, say)
        return _part(issue, press, say)

    async def front_page(self, issue: Issue, say: Wording) -> tuple[Message, ...]:
        """The front page of `issue`; nothing where it is no longer served."""
        page = await self.page(issue)
        return front_page_messages(page, say) if page else ()

    async def page(self, issue: Issue) -> FrontPage | None:
        """What the front page of `issue` is made of; None where it is no longer served."""
        digest = await self._desk.digest(issue.date)
        if digest is None:
            return None
        suggestions = await self._desk.suggestions(issue.date)
        newest, today = self._desk.newsstand.archive.newest, self._desk.today()
        return FrontPage(issue, digest, suggestions, today, newest.date if newest else None)

    async def _headlines(self, issue: Issue, say: Wording) -> tuple[Message, ...]:
        digest = await self._desk.digest(issue.date)
        return headlines_messages(issue, digest, say) if digest else ()


def _no_paper(say: Wording) -> tuple[Message, ...]:
    return (render_note(say("empty-archive")),)


def _part(issue: Issue, press: Press, say: Wording) -> tuple[Message, ...]:
    shown: tuple[Message, ...] = ()
    match press.act:
        case Act.MASTHEAD:
            shown = masthead_messages(issue)
        case Act.NOTICE if press.index < len(issue.notices):
            shown = notice_messages(issue, issue.notices[press.index], say)
        case Act.ARTICLE if press.index < len(issue.articles):
            shown = article_messages(issue, press.index, say)
    return shown
