"""Questions: asked outright, from a suggestion, as a follow-up; and leafing through the hits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - the word of the glossary

from telegram import Message as Shown
from telegram import Update
from telegram.ext import ContextTypes

from bot.asking import Follow, follow_kind, press_under, question_behind, question_of
from bot.desk import Desk, LastAnswer
from bot.handlers.issue_views import IssueViews
from bot.pieces import Block, Message
from bot.press import Act, Press
from bot.render import question_block, render_answer, render_none, render_note, source_press
from bot.reply import acknowledge, replace, reply, while_typing
from bot.updates import message_of, press_of, query_of
from bot.wording import Wording

__all__ = ["Questions"]

_LEANS = re.compile(r"那?(?:他|她|它|这|那|该|其)(?![天里儿年月边次期])")
"""A question that begins so goes on from the answer before it."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question on its way to an answer.

    Attributes:
        question: As the reader wrote it.
        date: Of the issue that is asked.
        kept: The article to keep to first, or None.
        at: Which excerpt to show.
        before: Blocks to set above the answer.
    """

    question: str
    date: Date | None
    kept: int | None = None
    at: int = 0
    before: tuple[Block, ...] = ()


class Questions:
    """Answers questions.

    Args:
        desk: What every handler needs.
        views: Shows the article that 全文 asks for.
    """

    def __init__(self, desk: Desk, views: IssueViews) -> None:
        self._desk = desk
        self._views = views

    async def ask(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """`/ask QUESTION`."""
        message, say = message_of(update), self._desk.say(update.effective_user)
        question = question_of(message, context.bot.username)
        if question:
            await self._answer(message, question, say, press_under(message.reply_to_message))
        else:
            await reply(message, [render_note(say("ask-empty"))])

    async def plain(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Any message that is meant for the bot."""
        message, say = message_of(update), self._desk.say(update.effective_user)
        question = question_of(message, context.bot.username)
        follow = follow_kind(question)
        behind = press_under(message.reply_to_message)
        last = self._desk.last_shown.of(message.chat.id)
        if not question:
            await reply(message, [render_note(say("start-how"))])
        elif follow and last:
            await self._follow(message, follow, behind or last.press, say)
        else:
            leaning = last.press if last and _LEANS.match(question) else None
            await self._answer(message, question, say, behind or leaning)

    async def turn(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """更多 and 上一处: another hit in place of the one that is shown."""
        query, say = query_of(update), self._desk.say(update.effective_user)
        press = press_of(query)
        question = question_behind(query.message, context.bot.username, say)
        if press is None or not question:
            await acknowledge(query, say("question-lost"), alert=True)
            return
        kept = press.extra - 1 if press.extra else None
        asked = _Asked(question, press.date, kept, press.index, _head(query.message, question, say))
        shown = await self._shown(asked, say)
        await acknowledge(query, None if shown else say("issue-gone"), alert=shown is None)
        if shown:
            await replace(query, shown)

    async def suggestion(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """A suggested question, asked by pressing it."""
        query, say = query_of(update), self._desk.say(update.effective_user)
        press = press_of(query)
        question = await self._suggested(press, query.message) if press else ""
        if press is None or not question or not isinstance(query.message, Shown):
            await acknowledge(query, say("issue-gone"), alert=True)
            return
        await acknowledge(query)
        asked = _Asked(question, press.date, before=(question_block(question, say),))
        shown = await self._shown(asked, say, chat=query.message.chat.id)
        await reply(query.message, [shown] if shown else [])

    async def _answer(
        self, message: Shown, question: str, say: Wording, behind: Press | None
    ) -> None:
        """Answer `question`, keeping to the article `behind` it if there is one."""
        issue = self._desk.issue(behind.date) if behind else None
        issue = issue or self._desk.current(message.chat.id)
        if issue is None:
            await reply(message, [render_note(say("empty-archive"))])
            return
        kept = behind.index if behind and behind.act is Act.ARTICLE else None
        work = self._shown(_Asked(question, issue.date, kept), say, chat=message.chat.id)
        shown = await while_typing(message, work)
        await reply(message, [shown or render_note(say("issue-gone"))])

    async def _follow(self, message: Shown, follow: Follow, behind: Press, say: Wording) -> None:
        """全文 and 还有呢, said rather than pressed."""
        last = self._desk.last_shown.of(message.chat.id)
        if follow is Follow.FURTHER and last and last.question:
            asked = _Asked(last.question, behind.date, at=last.at + 1)
            shown = await self._shown(asked, say, chat=message.chat.id)
            await reply(message, [shown or render_note(say("issue-gone"))])
        else:
            messages = await self._views.part(behind, say)
            await reply(message, messages or [render_note(say("issue-gone"))])

    async def _shown(
        self, asked: _Asked, say: Wording, *, chat: int | None = None
    ) -> Message | None:
        """The answer as a message, noted as what `chat` saw last; None where the issue is gone."""
        issue = self._desk.issue(asked.date)
        answer = await self._desk.answer(asked.question, asked.date, article=asked.kept)
        if issue is None or answer is None:
            return None
        if not answer.excerpts:
            suggestions = await self._desk.suggestions(asked.date)
            return render_none(answer, issue, suggestions, say, before=asked.before)
        at = min(asked.at, len(answer.excerpts) - 1)
        if chat is not None:
            press = source_press(answer.excerpts[at].source)
            self._desk.last_shown.note(chat, LastAnswer(press, asked.question, at))
        return render_answer(answer, at, say, before=asked.before, kept=asked.kept)

    async def _suggested(self, press: Press, under: object) -> str:
        """The question of a pressed suggestion: the button's text, or computed where it is cut."""
        markup = under.reply_markup if isinstance(under, Shown) else None
        texts = [
            button.text
            for row in (markup.inline_keyboard if markup else ())
            for button in row
            if button.callback_data == press.data
        ]
        if texts and not texts[0].endswith("…"):
            return texts[0]
        suggestions = await self._desk.suggestions(press.date, press.index + 1)
        return suggestions[press.index] if press.index < len(suggestions) else ""


def _head(under: object, question: str, say: Wording) -> tuple[Block, ...]:
    """The line with the question, kept where the message that is replaced has one."""
    headed = isinstance(under, Shown) and (under.text or "").startswith(
        question_block(question, say).text
    )
    return (question_block(question, say),) if headed else ()
