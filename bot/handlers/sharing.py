"""Inline mode: articles of the paper, found and sent from any chat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
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
from bot.render import render_card, render_notice_card, source_press
from bot.updates import inline_of
from retrieval.digest import summarise
from retrieval.issue import ArticleKind, Issue

__all__ = ["Sharing"]

_CACHED = 30
"""Seconds for which Telegram may give the same answer again: a correction shows soon."""
_DESCRIPTION_AT_MOST = 100
_TOO_OLD = "too old"
_TITLE_FROM = 4
"""Characters from which words are looked for at the head of every headline."""
_SHARED = frozenset({Act.ARTICLE, Act.NOTICE})


class Sharing:
    """Answers inline queries.

    Args:
        desk: What every handler needs.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def inline(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """`@bot words`: cards of what answers, or of all articles where there are no words."""
        query, visit = inline_of(update), await self._desk.visit(update)
        found = await self._found(query.query.strip(), visit.issue) if visit.issue else {}
        cards = [
            _card(issue, press, text, visit, context.bot.username)
            for press, text in islice(found.items(), InlineQueryLimit.RESULTS)
            if (issue := self._desk.issue(press.date))
        ]
        none = InlineQueryResultsButton(visit.say("inline-none"), start_parameter="inline")
        button = None if cards else none
        try:
            await query.answer(cards, cache_time=_CACHED, is_personal=True, button=button)
        except BadRequest as error:
            # Who typed on has asked again meanwhile, and nobody waits for this answer any more.
            if _TOO_OLD not in error.message:
                raise

    async def _found(self, words: str, issue: Issue) -> dict[Press, str]:
        """What can be shared, with the words to show of each, best first."""
        if not words:
            return await self._summaries(issue)
        found = dict.fromkeys(self._titled(words), "")
        answer = await self._desk.answer(words, issue.date)
        for excerpt in answer.excerpts if answer else ():
            press = source_press(excerpt.source)
            if press.act in _SHARED:
                found.setdefault(replace(press, extra=0), excerpt.text)
        return found

    async def _summaries(self, issue: Issue) -> dict[Press, str]:
        digest = await self._desk.digest(issue.date)
        entries = digest.articles if digest else ()
        return {Press(Act.ARTICLE, issue.date, entry.article): entry.summary for entry in entries}

    def _titled(self, words: str) -> Iterator[Press]:
        """Articles of any issue that `words` name, newest first: what a share button types."""
        if len(words) < _TITLE_FROM:
            return
        for issue in self._desk.newsstand.archive.issues:
            for at, article in enumerate(issue.articles):
                photo = article.kind is ArticleKind.PHOTO
                if article.headline.startswith(words) or (
                    photo and any(words in paragraph.text for paragraph in article.paragraphs)
                ):
                    yield Press(Act.ARTICLE, issue.date, at)


def _card(
    issue: Issue, press: Press, text: str, visit: Visit, username: str
) -> InlineQueryResultArticle:
    if press.act is Act.NOTICE:
        notice = issue.notices[press.index]
        card, title = render_notice_card(issue, notice, visit.say), notice.label
    else:
        article = issue.articles[press.index]
        text = text or summarise(article)
        card, title = render_card(issue, press.index, text, visit.say), article.label
    link = InlineKeyboardButton(visit.say("button-full"), url=article_link(username, press))
    return InlineQueryResultArticle(
        id=press.data,
        title=title,
        description=text[:_DESCRIPTION_AT_MOST],
        input_message_content=InputTextMessageContent(fitted(card)[0].html),
        reply_markup=InlineKeyboardMarkup([[link]]),
    )
