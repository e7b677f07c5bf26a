"""A question → the message that answers it: which issue is asked, what is kept of it."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, replace
from datetime import date as Date  # noqa: N812 - the word of the glossary

from bot.desk import Desk, Visit
from bot.last_shown import LastAnswer
from bot.pieces import Block, Message, Style, line
from bot.render import Frame, date_text, render_answer, render_none, source_press
from bot.script import as_read_by
from bot.store import Asked
from retrieval.dates import absent_day, dated_question
from retrieval.digest import summarise
from retrieval.excerpt import Answer, Certainty, Source, SourceKind
from retrieval.issue import Issue

__all__ = ["Answering", "Question"]

_LOG = logging.getLogger(__name__)
_PAST_ISSUES = 6
"""Issues before the newest that are asked where it has no answer: a week of daily papers."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question on its way to an answer.

    Attributes:
        text: As the reader wrote it.
        date: Of the issue to ask; None lets the question's own words, the chat's choice and at
            last the past week decide.
        kept: The article to keep to first, or None.
        at: Which excerpt to show.
        before: Blocks to set above the answer.
        number: Of the question in the store where it is asked again, else 0.
    """

    text: str
    date: Date | None = None
    kept: int | None = None
    at: int = 0
    before: tuple[Block, ...] = ()
    number: int = 0


class Answering:
    """Answers questions for all handlers.

    Args:
        desk: What every handler needs.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def first(self, question: Question, visit: Visit) -> Message | None:
        """Answer a new question and keep that it was asked.

        Returns:
            None where the issue that it names is no longer served.
        """
        begun = time.perf_counter()
        found = await self._search(question, visit)
        if found is None:
            return None
        answer, asked = found
        seconds = time.perf_counter() - begun
        self._desk.metrics.answered(answer.certainty, seconds)
        number = await self._kept(answer, asked.date, visit, seconds)
        return await self._shown(answer, replace(asked, number=number), visit)

    async def again(self, question: Question, visit: Visit) -> Message | None:
        """Answer a question once more, to show another of its excerpts.

        Returns:
            None where its issue is no longer served.
        """
        archive = self._desk.newsstand.archive
        dated = dated_question(question.text, archive, self._desk.today())
        words = dated.question if dated and dated.date == question.date else question.text
        answer = await self._desk.answer(words, question.date, article=question.kept)
        if answer is not None and dated is None:
            question = self._told_missing(question, answer, visit)
        return await self._shown(answer, question, visit) if answer else None

    async def _search(self, question: Question, visit: Visit) -> tuple[Answer, Question] | None:
        """The answer, and the question with the issue that it came from."""
        if question.date is not None:
            answer = await self._desk.answer(question.text, question.date, article=question.kept)
            return (answer, question) if answer else None
        own = replace(question, date=visit.date)
        archive = self._desk.newsstand.archive
        dated = dated_question(question.text, archive, self._desk.today())
        if dated is not None:
            answer = await self._desk.answer(dated.question, dated.date)
            if answer and (dated.firm or answer.found or dated.date == visit.date):
                return answer, replace(question, date=dated.date)
        answer = await self._desk.answer(question.text, visit.date, article=question.kept)
        if answer is None:
            return None
        if dated is None:
            own = self._told_missing(own, answer, visit)
        if answer.certainty is Certainty.NONE and not visit.chosen:
            return await self._past(own, visit) or (answer, own)
        return answer, own

    def _told_missing(self, question: Question, answer: Answer, visit: Visit) -> Question:
        """The question with a line before its answer where no paper came on the day it names."""
        archive, today = self._desk.newsstand.archive, self._desk.today()
        shown = "".join(excerpt.text for excerpt in answer.excerpts[question.at : question.at + 1])
        missing = absent_day(question.text, archive, today, shown, question.date)
        if missing is None:
            return question
        key = "answer-missing" if answer.excerpts else "answer-missing-only"
        told = line(visit.say(key, date=date_text(missing, visit.say)), Style.ITALIC)
        return replace(question, before=(*question.before, told))

    async def _past(self, question: Question, visit: Visit) -> tuple[Answer, Question] | None:
        """The answer of the latest past issue that has one."""
        for date in self._desk.newsstand.archive.dates[1 : 1 + _PAST_ISSUES]:
            answer = await self._desk.answer(question.text, date)
            if answer and answer.found:
                newest = date_text(visit.date, visit.say)
                told = line(visit.say("answer-past", date=newest), Style.ITALIC)
                return answer, replace(question, date=date, before=(*question.before, told))
        return None

    async def _kept(self, answer: Answer, date: Date | None, visit: Visit, seconds: float) -> int:
        """The question's number in the store; 0 where it cannot be kept, which costs no answer."""
        first = answer.excerpts[0] if answer.excerpts else None
        asked = Asked(
            visit.chat,
            visit.reader,
            answer.question,
            date,
            answer.certainty,
            first.source.headline if first else "",
            first.answer_text if first else "",
            round(1000 * seconds, 3),
        )
        try:
            return await self._desk.asked.of(asked)
        except Exception:  # noqa: BLE001 - whatever ails the disk, the reader gets the answer
            _LOG.exception("a question could not be kept")
            return 0

    async def _shown(self, answer: Answer, question: Question, visit: Visit) -> Message | None:
        issue = self._desk.issue(question.date)
        if issue is None:
            return None
        if not answer.excerpts:
            suggestions = await self._desk.suggestions(question.date)
            shown = render_none(answer, issue, suggestions, visit.say, before=question.before)
            return as_read_by(visit, [shown])[0]
        at = min(question.at, len(answer.excerpts) - 1)
        source = answer.excerpts[at].source
        self._desk.last_shown.note(
            visit.chat, LastAnswer(source_press(source), answer.question, at)
        )
        frame = Frame(at, question.before, question.kept, question.number, _summary(issue, source))
        return as_read_by(visit, [render_answer(answer, frame, visit.say)])[0]


def _summary(issue: Issue, source: Source) -> str:
    """What an article is about, where only its headline or byline answers; else ""."""
    of_article = source.kind in {SourceKind.REPORT, SourceKind.PHOTO}
    if source.paragraph >= 0 or not of_article or source.index >= len(issue.articles):
        return ""
    return summarise(issue.articles[source.index])
