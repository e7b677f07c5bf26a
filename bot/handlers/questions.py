"""Questions: asked outright, from a suggestion, as a follow-up; and leafing through the hits."""

from __future__ import annotations

import re

from telegram import MaybeInaccessibleMessage, Update
from telegram import Message as Shown
from telegram.ext import ContextTypes

from bot.answering import Answering, Question
from bot.asking import (
    Follow,
    follow_kind,
    press_under,
    question_behind,
    question_number_under,
    question_of,
)
from bot.desk import Desk, Visit
from bot.handlers.courtesy import Courtesy
from bot.handlers.issue_views import IssueViews
from bot.pieces import Block
from bot.press import Act, Press
from bot.render import question_block, render_note
from bot.reply import Typing, acknowledge, replace, reply
from bot.script import as_read_by
from bot.updates import message_of, press_of, pressed_text, query_of
from bot.wording import Wording

__all__ = ["Questions"]

_LEANS = re.compile(r"那?(?:他|她|它|这|那|该|其)(?![天里儿年月边次期])")
"""A question that begins so goes on from the answer before it."""


class Questions:
    """Answers questions.

    Args:
        desk: What every handler needs.
        answering: Makes the answers.
        views: Shows the article that 全文 asks for.
        courtesy: Meets what is no question to the paper.
    """

    def __init__(
        self, desk: Desk, answering: Answering, views: IssueViews, courtesy: Courtesy
    ) -> None:
        self._desk = desk
        self._answering = answering
        self._views = views
        self._courtesy = courtesy
        self._typing = Typing()

    async def ask(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """`/ask QUESTION`."""
        message, visit = message_of(update), await self._desk.visit(update)
        question = question_of(message, context.bot.username)
        behind = press_under(message.reply_to_message)
        if not question:
            await reply(message, [render_note(visit.say("ask-empty"))])
        elif behind or not await self._courtesy.met(message, question, visit):
            await self._answer(message, question, visit, behind)

    async def plain(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Any message that is meant for the bot."""
        message, visit = message_of(update), await self._desk.visit(update)
        question = question_of(message, context.bot.username)
        follow = follow_kind(question)
        behind = press_under(message.reply_to_message)
        last = self._desk.last_shown.of(visit.chat)
        if not question:
            await reply(message, [render_note(visit.say("start-how"))])
        elif follow and (behind or last):
            await self._follow(message, follow, behind, visit)
        elif behind or not await self._courtesy.met(message, question, visit):
            leaning = last.press if last and _LEANS.match(question) else None
            await self._answer(message, question, visit, behind or leaning)

    async def turn(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """更多 and 上一处: another hit in place of the one that is shown."""
        query, visit = query_of(update), await self._desk.visit(update)
        press, under = press_of(query), query.message
        text = question_behind(under, context.bot.username, visit.say)
        if press is None or not text:
            await acknowledge(query, visit.say("question-lost"), alert=True)
            return
        kept = press.extra - 1 if press.extra else None
        before, number = _head(under, text, visit.say), question_number_under(under)
        question = Question(text, press.date, kept, press.index, before, number)
        shown = await self._answering.again(question, visit)
        await acknowledge(query, None if shown else visit.say("issue-gone"), alert=shown is None)
        if shown:
            await replace(query, shown)

    async def suggestion(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """A suggested question, asked by pressing it."""
        query, visit = query_of(update), await self._desk.visit(update)
        press = press_of(query)
        text = await self._suggested(press, pressed_text(query)) if press else ""
        if press is None or not text or not isinstance(query.message, Shown):
            await acknowledge(query, visit.say("issue-gone"), alert=True)
            return
        await acknowledge(query)
        question = Question(text, press.date, before=(question_block(text, visit.say),))
        shown = await self._answering.first(question, visit)
        await reply(query.message, [shown or render_note(visit.say("issue-gone"))])

    async def _answer(self, message: Shown, text: str, visit: Visit, behind: Press | None) -> None:
        """Answer `text`, keeping to the article `behind` it if there is one."""
        if visit.issue is None:
            await reply(message, [render_note(visit.say("empty-archive"))])
            return
        kept = behind.index if behind and behind.act is Act.ARTICLE else None
        served = behind is not None and self._desk.issue(behind.date) is not None
        question = Question(text, behind.date if behind and served else None, kept)
        shown = await self._typing.during(message, self._answering.first(question, visit))
        await reply(message, [shown or render_note(visit.say("issue-gone"))])

    async def _follow(
        self, message: Shown, follow: Follow, behind: Press | None, visit: Visit
    ) -> None:
        """全文 and 还有呢, said rather than pressed."""
        last = self._desk.last_shown.of(visit.chat)
        press = behind or (last.press if last else None)
        gone = render_note(visit.say("issue-gone"))
        if follow is Follow.FURTHER and last and last.question and press:
            question = Question(last.question, press.date, at=last.at + 1)
            shown = await self._answering.again(question, visit)
            await reply(message, [shown or gone])
        elif press:
            messages = as_read_by(visit, await self._views.part(press, visit.say))
            await reply(message, messages or [gone])

    async def _suggested(self, press: Press, text: str) -> str:
        """The question of a pressed suggestion: the button's text, or computed where it is cut."""
        if text and not text.endswith("…"):
            return text
        suggestions = await self._desk.suggestions(press.date, press.index + 1)
        return suggestions[press.index] if press.index < len(suggestions) else ""


def _head(under: MaybeInaccessibleMessage | None, question: str, say: Wording) -> tuple[Block, ...]:
    """The line with the question, kept where the message that is replaced has one."""
    head = question_block(question, say)
    headed = isinstance(under, Shown) and (under.text or "").startswith(head.text)
    return (head,) if headed else ()
