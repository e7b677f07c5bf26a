"""What readers think: verdicts on answers, lines of an article that are out of order."""

from __future__ import annotations

import asyncio

from telegram import Update
from telegram.ext import ContextTypes

from bot.desk import Desk
from bot.reply import acknowledge
from bot.store import Verdict
from bot.updates import press_of, query_of

__all__ = ["Feedback"]


class Feedback:
    """Keeps what readers think.

    Args:
        desk: What every handler needs.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def verdict(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """有用, 不确定 or 没用 under an answer; the last one pressed counts."""
        query, visit = query_of(update), await self._desk.visit(update)
        press = press_of(query)
        verdict = dict(enumerate(Verdict)).get(press.extra) if press else None
        if press is None or verdict is None:
            await acknowledge(query, visit.say("press-unknown"), alert=True)
            return
        questions = self._desk.store.questions
        known = await asyncio.to_thread(questions.judge, press.index, visit.reader, verdict)
        if known:
            self._desk.metrics.judged(verdict)
        await acknowledge(query, visit.say("verdict-thanks" if known else "verdict-gone"))

    async def wrong_line(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """报告错行 under a part of an article."""
        query, visit = query_of(update), await self._desk.visit(update)
        press = press_of(query)
        issue = self._desk.issue(press.date) if press else None
        if press is None or issue is None or press.index >= len(issue.articles):
            await acknowledge(query, visit.say("issue-gone"), alert=True)
            return
        headline, questions = issue.articles[press.index].label, self._desk.store.questions
        new = await asyncio.to_thread(
            questions.report_line, visit.reader, press.date, headline, press.extra
        )
        await acknowledge(query, visit.say("wrong-line-thanks" if new else "wrong-line-again"))
