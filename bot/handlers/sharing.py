"""Inline mode: articles of the paper, found and sent from any chat."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InputTextMessageContent,
    Update,
)
from telegram.constants import InlineQueryLimit
from telegram.error import BadRequest
from telegram.ext import ContextTypes

from bot.deep_link import article_link
from bot.desk import Desk, Visit
from bot.pieces import fitted
from bot.press import Act, Press
from bot.render import render_card
from bot.updates import inline_of
from retrieval.excerpt import SourceKind
from retrieval.issue import Issue

__all__ = ["Sharing"]

_CACHED = 30
"""Seconds for which Telegram may give the same answer again: a correction shows soon."""
_DESCRIPTION_AT_MOST = 100
_TOO_OLD = "too old"


class Sharing:
    """Answers inline queries.

    Args:
        desk: What every handler needs.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def inline(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """`@bot words`: cards of the articles that answer, or of all where there are no words."""
        query, visit = inline_of(update), await self._desk.visit(update)
        cards = []
        if visit.issue is not None:
            found = await self._found(query, visit.issue)
            cards = [
                _card(visit.issue, article, text, visit, context.bot.username)
                for article, text in islice(found.items(), InlineQueryLimit.RESULTS)
            ]
        try:
            await query.answer(cards, cache_time=_CACHED, is_personal=True)
        except BadRequest as error:
            # Who typed on has asked again meanwhile, and nobody waits for this answer any more.
            if _TOO_OLD not in error.message:
                raise

    async def _found(self, query: InlineQuery, issue: Issue) -> dict[int, str]:
        """Articles with the words to show of each, best first."""
        words = query.query.strip()
        glance = await self._desk.digest(issue.date)
        digest = {entry.article: entry.summary for entry in glance.articles} if glance else {}
        if not words:
            return digest
        titled = {at: digest[at] for at in _titled(issue, words) if at in digest}
        answer = await self._desk.answer(words, issue.date)
        for excerpt in answer.excerpts if answer else ():
            if excerpt.source.kind in {SourceKind.REPORT, SourceKind.PHOTO}:
                titled.setdefault(excerpt.source.index, excerpt.text)
        return titled


def _titled(issue: Issue, words: str) -> Iterator[int]:
    for at, article in enumerate(issue.articles):
        if article.label.startswith(words):
            yield at


def _card(
    issue: Issue, article: int, text: str, visit: Visit, username: str
) -> InlineQueryResultArticle:
    press = Press(Act.ARTICLE, issue.date, article)
    shown = fitted(render_card(issue, article, text, visit.say))[0]
    link = InlineKeyboardButton(visit.say("button-full"), url=article_link(username, press))
    return InlineQueryResultArticle(
        id=press.data,
        title=issue.articles[article].label,
        description=text[:_DESCRIPTION_AT_MOST],
        input_message_content=InputTextMessageContent(shown.html),
        reply_markup=InlineKeyboardMarkup([[link]]),
    )
