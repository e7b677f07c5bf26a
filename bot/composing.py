"""What goes out unasked: the day's front page, watched words, broadcasts, as parts to deliver."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date as Date  # noqa: N812 - the word of the glossary
from functools import partial

from telegram import Bot

from bot.cards import Cards
from bot.delivery import Part
from bot.desk import Desk, Visit
from bot.handlers.issue_views import IssueViews
from bot.pieces import Button, Message, Style, fitted, in_rows, line
from bot.press import Act, Press
from bot.render import date_text, render_note
from bot.render_front import front_page_messages
from bot.reply import keyboard
from bot.script import as_read_by
from bot.store import Occasion, OccasionKind
from bot.wording import Wording
from retrieval.issue import Issue
from retrieval.watch import WatchedIssue

__all__ = ["Composing"]


class Composing:
    """Makes the messages of an occasion for a chat; the same ones each time it is asked.

    Args:
        bot: Sends them.
        desk: What every handler needs.
        views: Makes the front page.
        cards: Sends the picture card over it.
    """

    def __init__(self, bot: Bot, desk: Desk, views: IssueViews, cards: Cards) -> None:
        self._bot = bot
        self._desk = desk
        self._views = views
        self._cards = cards
        self._watched: tuple[Issue, WatchedIssue] | None = None

    async def compose(self, occasion: Occasion, chat: int) -> Sequence[Part | None]:
        """The parts of an occasion for a chat; none where its issue is withdrawn."""
        visit = await self._desk.visit_to(chat)
        if occasion.kind is OccasionKind.PUSH:
            return await self._push(occasion, visit)
        if occasion.kind is OccasionKind.WATCH:
            return self._parts(await self._watch(occasion, visit), visit)
        kept = await asyncio.to_thread(self._desk.store.broadcasts.get, int(occasion.key))
        return self._parts((render_note(kept.text),) if kept else (), visit)

    def _parts(self, messages: Sequence[Message], visit: Visit) -> Sequence[Part]:
        shown = as_read_by(visit, messages)
        return [partial(self._send, part) for message in shown for part in fitted(message)]

    def _issue(self, occasion: Occasion) -> Issue | None:
        return self._desk.issue(Date.fromisoformat(occasion.key) if occasion.key else None)

    async def _push(self, occasion: Occasion, visit: Visit) -> Sequence[Part | None]:
        """The front page; the first place is the picture's, whether there is one or not."""
        issue = self._issue(occasion)
        page = await self._views.page(issue) if issue else None
        if page is None:
            return ()
        card = self._cards.part(self._bot, page, visit)
        return [card, *self._parts(front_page_messages(page, visit.say), visit)]

    async def _watch(self, occasion: Occasion, visit: Visit) -> Sequence[Message]:
        issue = self._issue(occasion)
        if issue is None:
            return ()
        words = await asyncio.to_thread(self._desk.store.watches.of, visit.chat)
        return await self._desk.off_loop(lambda: self._watch_messages(issue, words, visit.say))

    def _watch_messages(
        self, issue: Issue, words: Sequence[str], say: Wording
    ) -> tuple[Message, ...]:
        """One message that lists, word by word, the articles that speak of it."""
        blocks, rows = [], []
        numbers: dict[int, int] = {}
        for word in words:
            articles = self._watched_issue(issue).articles(word)
            if articles:
                date = date_text(issue.date, say)
                blocks.append(line(say("watch-found", word=word, date=date), Style.BOLD))
            for article in articles:
                number = numbers.setdefault(article, len(numbers) + 1)
                blocks.append(line(f"{number}. {issue.articles[article].label}"))
        for article, number in numbers.items():
            rows.append(Button(str(number), Press(Act.ARTICLE, issue.date, article).data))
        return (Message(tuple(blocks), in_rows(rows)),) if blocks else ()

    def _watched_issue(self, issue: Issue) -> WatchedIssue:
        kept = self._watched
        if kept is None or kept[0] is not issue:
            kept = self._watched = (issue, WatchedIssue(issue))
        return kept[1]

    async def _send(self, message: Message, chat: int) -> object:
        return await self._bot.send_message(
            chat, message.html, reply_markup=keyboard(message.buttons)
        )
