"""What readers asked, how it was answered, and what they thought of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - the word of the glossary
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, case, delete, func, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import IntegrityError

from bot.store.database import Database
from bot.store.schema import FEEDBACK, QUESTIONS, WRONG_LINES, date_text, text_date
from retrieval.excerpt import Certainty

__all__ = ["Asked", "Figures", "Questions", "Unanswered", "Verdict", "WrongLine"]

_NOTE = QUESTIONS.insert().returning(QUESTIONS.c.id, sort_by_parameter_order=True)


class Verdict(StrEnum):
    """What a reader thinks of an answer: 有用, 不确定, 没用."""

    USEFUL = "useful"
    UNSURE = "unsure"
    USELESS = "useless"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and what became of it.

    Attributes:
        chat: Where it was asked.
        reader: Who asked; the chat's id where Telegram does not say.
        question: As asked.
        issue: Date of the issue that was asked; None for the undated one.
        certainty: How far the answer carried.
        headline: Source of the first excerpt, or "".
        sentence: The answering sentence of the first excerpt, or "".
        milliseconds: The bot's own time for it.
    """

    chat: int
    reader: int
    question: str
    issue: Date | None
    certainty: Certainty
    headline: str = ""
    sentence: str = ""
    milliseconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that the paper did not answer: how many readers asked it, and when last."""

    question: str
    readers: int
    last: int


@dataclass(frozen=True, slots=True)
class WrongLine:
    """A place where readers found lines out of order: how many reported it."""

    issue: Date | None
    headline: str
    part: int
    readers: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What `/stats` tells of a time.

    Attributes:
        readers: How many asked.
        questions: How many were asked.
        answered: How many got an answer.
        related: How many got related reporting only.
        median: Milliseconds; 0 where nothing was asked.
        slowest: Milliseconds.
        verdicts: How many of each, in the order of `Verdict`.
    """

    readers: int
    questions: int
    answered: int
    related: int
    median: float
    slowest: float
    verdicts: tuple[tuple[Verdict, int], ...]


class Questions:
    """The questions of the store.

    Args:
        database: Where they are kept.
        clock: Seconds since 1970.
    """

    def __init__(self, database: Database, clock: Callable[[], float]) -> None:
        self._database = database
        self._clock = clock

    def note(self, asked: Asked) -> int:
        """Keep a question.

        Returns:
            Its number, for buttons under the answer; a number is never used twice.
        """
        return self.note_all([asked])[0]

    def note_all(self, asked: Sequence[Asked]) -> tuple[int, ...]:
        """Keep questions, all in one go; their numbers in the same order."""
        at = int(self._clock())
        with self._database.noted() as connection:
            rows = connection.execute(_NOTE, [_values(one, at) for one in asked])
            return tuple(int(number) for number in rows.scalars())

    def get(self, number: int) -> Asked | None:
        """A question by its number, or None where it was forgotten or is too old."""
        columns = (
            QUESTIONS.c.chat,
            QUESTIONS.c.reader,
            QUESTIONS.c.question,
            QUESTIONS.c.issue,
            QUESTIONS.c.certainty,
            QUESTIONS.c.headline,
            QUESTIONS.c.sentence,
            QUESTIONS.c.milliseconds,
        )
        with self._database.read() as connection:
            row = connection.execute(select(*columns).where(QUESTIONS.c.id == number)).one_or_none()
        if row is None:
            return None
        chat, reader, question, issue, certainty, *rest = row
        return Asked(chat, reader, question, text_date(issue), Certainty(certainty), *rest)

    def judge(self, number: int, reader: int, verdict: Verdict) -> bool:
        """Keep what a reader thinks of an answer, in place of what they thought before.

        Returns:
            Whether the question is still known.
        """
        values = {"verdict": verdict.value, "at": int(self._clock())}
        statement = insert(FEEDBACK).values(question=number, reader=reader, **values)
        upsert = statement.on_conflict_do_update(index_elements=["question", "reader"], set_=values)
        try:
            with self._database.confirmed() as connection:
                connection.execute(upsert)
        except IntegrityError:
            # The foreign key: the question was forgotten in the meantime.
            return False
        return True

    def report_line(self, reader: int, issue: Date | None, headline: str, part: int) -> bool:
        """Keep that a reader found the lines of an article out of order.

        Args:
            reader: Who reports.
            issue: Date of the issue.
            headline: Of the article.
            part: Which message of its full text, from 0.

        Returns:
            Whether this reader had not reported it before.
        """
        statement = insert(WRONG_LINES).values(
            reader=reader,
            issue=date_text(issue),
            headline=headline,
            part=part,
            at=int(self._clock()),
        )
        with self._database.confirmed() as connection:
            return connection.execute(statement.on_conflict_do_nothing()).rowcount > 0

    def wrong_lines(self) -> tuple[WrongLine, ...]:
        """Places reported as out of order, most reported first."""
        place = (WRONG_LINES.c.issue, WRONG_LINES.c.headline, WRONG_LINES.c.part)
        statement = select(*place, func.count().label("readers")).group_by(*place)
        with self._database.read() as connection:
            rows = connection.execute(statement).all()
        found = [WrongLine(text_date(issue), *rest) for issue, *rest in rows]
        return tuple(sorted(found, key=lambda line: (-line.readers, line.headline, line.part)))

    def unanswered(self, *, since: int = 0, limit: int = 50) -> tuple[Unanswered, ...]:
        """Questions that the paper did not answer, asked by most readers first, then latest."""
        readers = func.count(QUESTIONS.c.reader.distinct())
        last = func.max(QUESTIONS.c.at)
        statement = (
            select(QUESTIONS.c.question, readers, last)
            .where(QUESTIONS.c.certainty != Certainty.ANSWER.value, QUESTIONS.c.at >= since)
            .group_by(QUESTIONS.c.question)
            .order_by(readers.desc(), last.desc(), QUESTIONS.c.question)
            .limit(limit)
        )
        with self._database.read() as connection:
            return tuple(Unanswered(*row) for row in connection.execute(statement))

    def figures(self, *, since: int = 0) -> Figures:
        """Counts of the questions asked since a time (seconds since 1970)."""
        recent = QUESTIONS.c.at >= since
        counts = select(
            func.count(QUESTIONS.c.reader.distinct()),
            func.count(),
            _count_of(Certainty.ANSWER),
            _count_of(Certainty.RELATED),
            func.coalesce(func.max(QUESTIONS.c.milliseconds), 0.0),
        ).where(recent)
        with self._database.read() as connection:
            readers, questions, answered, related, slowest = connection.execute(counts).one()
            median = _median(connection, since, questions)
            verdicts = _verdicts(connection, since)
        return Figures(readers, questions, answered, related, median, slowest, verdicts)

    def export(self) -> Iterator[str]:
        """Answers that readers found useful, as lines of a question list for `wenbao eval`.

        A question comes once, with the source and sentence that most readers confirmed.

        Yields:
            JSON objects with ``question``, ``kind``, ``headline``, ``answers``, ``date`` and
            ``readers``, by question; no line tells who asked.
        """
        readers = func.count(FEEDBACK.c.reader.distinct())
        source = (QUESTIONS.c.question, QUESTIONS.c.issue)
        answer = (QUESTIONS.c.headline, QUESTIONS.c.sentence)
        statement = (
            select(*source, *answer, readers)
            .join(FEEDBACK, FEEDBACK.c.question == QUESTIONS.c.id)
            .where(FEEDBACK.c.verdict == Verdict.USEFUL.value, QUESTIONS.c.headline != "")
            .group_by(*source, *answer)
            .order_by(*source, readers.desc(), *answer)
        )
        with self._database.read() as connection:
            rows = connection.execute(statement).all()
        told: set[tuple[str, str]] = set()
        for question, issue, headline, sentence, count in rows:
            if (question, issue) in told:
                continue
            told.add((question, issue))
            line = {
                "question": question,
                "kind": "feedback",
                "headline": headline,
                "answers": [sentence] if sentence else [],
                "date": issue or None,
                "readers": count,
            }
            yield json.dumps(line, ensure_ascii=False)

    def prune(self, before: int, judged_before: int) -> int:
        """Delete what is old; times are in seconds since 1970.

        Args:
            before: Questions asked before it go, if nobody judged the answer.
            judged_before: Questions asked before it go with what readers thought of the answers,
                and so do earlier reports of wrong lines.

        Returns:
            How many questions.
        """
        judged = select(FEEDBACK.c.question)
        unjudged = (QUESTIONS.c.at < before) & QUESTIONS.c.id.not_in(judged)
        statement = delete(QUESTIONS).where(unjudged | (QUESTIONS.c.at < judged_before))
        with self._database.noted() as connection:
            connection.execute(delete(WRONG_LINES).where(WRONG_LINES.c.at < judged_before))
            return connection.execute(statement).rowcount


def _values(asked: Asked, at: int) -> dict[str, str | int | float]:
    return {
        "chat": asked.chat,
        "reader": asked.reader,
        "question": asked.question,
        "issue": date_text(asked.issue),
        "headline": asked.headline,
        "sentence": asked.sentence,
        "certainty": asked.certainty.value,
        "milliseconds": asked.milliseconds,
        "at": at,
    }


def _count_of(certainty: Certainty) -> ColumnElement[int]:
    matches = case((QUESTIONS.c.certainty == certainty.value, 1), else_=0)
    return func.coalesce(func.sum(matches), 0)


def _median(connection: Connection, since: int, questions: int) -> float:
    if not questions:
        return 0.0
    statement = (
        select(QUESTIONS.c.milliseconds)
        .where(QUESTIONS.c.at >= since)
        .order_by(QUESTIONS.c.milliseconds)
        .offset((questions - 1) // 2)
        .limit(1)
    )
    return float(connection.execute(statement).scalar_one())


def _verdicts(connection: Connection, since: int) -> tuple[tuple[Verdict, int], ...]:
    statement = (
        select(FEEDBACK.c.verdict, func.count())
        .where(FEEDBACK.c.at >= since)
        .group_by(FEEDBACK.c.verdict)
    )
    counts = {str(verdict): int(count) for verdict, count in connection.execute(statement)}
    return tuple((verdict, counts.get(verdict.value, 0)) for verdict in Verdict)
