"""Greetings are returned, thanks accepted, and who asks what is new gets the front page."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - the word of the glossary

from telegram import Message as Shown

from bot.desk import Desk, Visit
from bot.handlers.issue_views import IssueViews
from bot.pieces import Message, Style, line
from bot.render import date_text, render_note, suggestion_rows
from bot.reply import reply
from bot.script import as_read_by
from bot.small_talk import Talk, talk_of
from retrieval.dates import day_choice
from retrieval.issue import Issue

__all__ = ["Courtesy"]


class Courtesy:
    """Meets what is no question to the paper.

    Args:
        desk: What every handler needs.
        views: Makes the front page.
    """

    def __init__(self, desk: Desk, views: IssueViews) -> None:
        self._desk = desk
        self._views = views

    async def met(self, message: Shown, text: str, visit: Visit) -> bool:
        """Whether `text` was small talk, which is answered then."""
        choice = day_choice(text, self._desk.newsstand.archive, self._desk.today())
        talk = talk_of(text) or (talk_of(choice.rest) if choice.spans else None)
        if talk is None:
            return False
        if talk is Talk.OVERVIEW:
            if visit.issue is None:
                return False
            issue = self._desk.issue(choice.dates[0]) if choice.dates else visit.issue
            missing = choice.missing[0] if choice.missing and not choice.dates else None
            await reply(message, await self._overview(issue or visit.issue, missing, visit))
        else:
            await reply(message, [await self._word(talk, visit)])
        return True

    async def _overview(
        self, issue: Issue, missing: Date | None, visit: Visit
    ) -> tuple[Message, ...]:
        """The front page; above it, that there is no paper of the day that was asked for."""
        first, *rest = await self._views.front_page(issue, visit.say)
        if missing and missing != self._desk.today():
            # The front page itself tells that today's paper is not here yet.
            told = visit.say("answer-missing", date=date_text(missing, visit.say))
            first = Message((line(told, Style.ITALIC), line(), *first.blocks), first.buttons)
        return as_read_by(visit, [first, *rest])

    async def _word(self, talk: Talk, visit: Visit) -> Message:
        told, issue = visit.say(f"talk-{talk}"), visit.issue
        if talk is Talk.THANKS or issue is None:
            return render_note(told)
        return render_note(
            told, suggestion_rows(await self._desk.suggestions(issue.date), issue.date)
        )
