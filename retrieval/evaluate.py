"""Judgements + answers → figures: question lists and BEIR collections."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import ir_measures

from retrieval.analyzer import warm
from retrieval.answer import make_excerpt
from retrieval.errors import JudgementsError
from retrieval.excerpt import Answer, Excerpt
from retrieval.judgements import Collection, json_lines, read_collection
from retrieval.passage import passage_of
from retrieval.ranking import Weights
from retrieval.search import Searcher
from retrieval.text import squeeze

__all__ = [
    "Asked",
    "CollectionFigures",
    "CurvePoint",
    "Failure",
    "JudgedQuestion",
    "QuestionFigures",
    "Verdict",
    "curve_of",
    "curve_points",
    "evaluate_collection",
    "evaluate_questions",
    "figures_of",
    "judge_questions",
    "measure_collection",
    "read_questions",
]

_NONE = "none"
_DEPTH = 100
"""Documents of a run that are measured."""


class Asked(Protocol):
    """Whatever answers questions."""

    def answer(self, question: str, *, top: int = 3, article: int | None = None) -> Answer:
        """Answers a question."""
        ...


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """A question with its judgement.

    Attributes:
        identifier: ``id`` of the list, or its line number.
        question: As a reader would send it.
        kind: Sort of question; ``none`` has no answer in the paper.
        headline: Of the right source, or None where any source is right.
        answers: One of these stands in a right excerpt; empty where only the source counts.
        near: How near to the paper's subjects an unanswerable question is (``near``, ``far``,
            ``chat``), or "" where nobody said.
    """

    identifier: str
    question: str
    kind: str
    headline: str | None
    answers: tuple[str, ...]
    near: str = ""

    @property
    def answerable(self) -> bool:
        """Whether the paper answers it."""
        return self.kind != _NONE


@dataclass(frozen=True, slots=True)
class Failure:
    """A question that went wrong, with what was shown."""

    identifier: str
    question: str
    reason: str
    headline: str
    answer: str


@dataclass(frozen=True, slots=True)
class QuestionFigures:
    """Figures of a question list; shares are 0 to 1 (0 where there is nothing to count).

    Attributes:
        questions: How many.
        answered: Share of answerable questions whose first excerpt holds an answer.
        source: Share of answerable questions whose first excerpt is of the right source.
        both: Share with both.
        sentence: Share of answerable questions whose bold sentence holds an answer.
        declined: Share of unanswerable questions not claimed to be answered.
        wrongly_declined: Share of answerable questions that were declined or marked as related.
        unshown: Share of answerable questions that were declined outright: no excerpt was shown.
        kinds: ``(kind, questions, share right)`` in the order of the list; unanswerable ones
            apart by how near they are.
        failures: What went wrong.
    """

    questions: int
    answered: float
    source: float
    both: float
    sentence: float
    declined: float
    wrongly_declined: float
    unshown: float
    kinds: tuple[tuple[str, int, float], ...]
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """What happens where only answers of at least `threshold` are given.

    Attributes:
        threshold: Least probability.
        wrong: Share of all questions answered wrongly (an answer claimed that is none).
        declined: Share of answerable questions that get no answer.
    """

    threshold: float
    wrong: float
    declined: float


@dataclass(frozen=True, slots=True)
class CollectionFigures:
    """Figures of a collection.

    Attributes:
        measures: ``recall@1``, ``recall@5``, ``recall@20``, ``mrr@10``, ``ndcg@10``.
        queries: How many judged queries.
        seconds: Time of answering them all, without reading the collection.
        excerpts: Share of queries with known answers whose first excerpt holds one, or None.
        sentences: The same of the bold sentence.
    """

    measures: tuple[tuple[str, float], ...]
    queries: int
    seconds: float
    excerpts: float | None
    sentences: float | None


def read_questions(path: Path) -> tuple[JudgedQuestion, ...]:
    """Reads a question list, one JSON object a line.

    Args:
        path: Lines with ``question`` and, each optional, ``id``, ``kind``, ``headline``,
            ``answers``.

    Raises:
        JudgementsError: The file or a line of it cannot be read.
    """
    found = []
    for number, entry in json_lines(path):
        question = entry.get("question")
        if not isinstance(question, str):
            raise JudgementsError('没有文字的 "question"', source=str(path), line=number)
        kind = entry.get("kind", "fact")
        headline = entry.get("headline")
        answers = entry.get("answers", [])
        if not isinstance(kind, str) or not (headline is None or isinstance(headline, str)):
            raise JudgementsError('"kind" 和 "headline" 应是文字', source=str(path), line=number)
        if not isinstance(answers, list) or not all(isinstance(a, str) for a in answers):
            raise JudgementsError('"answers" 应是一列文字', source=str(path), line=number)
        identifier = str(entry.get("id", number))
        near = str(entry.get("near") or "")
        found.append(JudgedQuestion(identifier, question, kind, headline, tuple(answers), near))
    if not found:
        raise JudgementsError("没有一个问题", source=str(path))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A question, what was answered, and whether that is right.

    Attributes:
        question: With its judgement.
        answer: As given.
        holds: Whether the first excerpt holds an answer.
        source: Whether it is of the right source.
        sentence: Whether its bold sentence holds an answer.
    """

    question: JudgedQuestion
    answer: Answer
    holds: bool
    source: bool
    sentence: bool

    @property
    def right(self) -> bool:
        """Whether nothing is wrong with the answer."""
        if not self.question.answerable:
            return not self.answer.found
        return self.answer.found and self.holds and self.source and self.sentence

    @property
    def kind(self) -> str:
        """The question's kind, and how near it is."""
        return " ".join(filter(None, (self.question.kind, self.question.near)))

    def failure(self) -> Failure:
        """What went wrong."""
        first = self.answer.excerpts[0] if self.answer.excerpts else None
        reason = "应答未答"
        if not self.question.answerable:
            reason = "不应答而答"
        elif self.answer.found:
            reason = "出处不对" if not self.source else "摘录无答案"
            if self.source and self.holds:
                reason = "句子无答案"
        return Failure(
            self.question.identifier,
            self.question.question,
            reason,
            first.source.headline if first else "",
            first.answer_text if first else "",
        )


def judge_questions(questions: Sequence[JudgedQuestion], answerer: Asked) -> tuple[Verdict, ...]:
    """Asks every question.

    Args:
        questions: With their judgements.
        answerer: Whatever answers.
    """
    return tuple(_judge(question, answerer.answer(question.question)) for question in questions)


def evaluate_questions(questions: Sequence[JudgedQuestion], answerer: Asked) -> QuestionFigures:
    """Asks every question and counts.

    Args:
        questions: With their judgements.
        answerer: Whatever answers.
    """
    return figures_of(judge_questions(questions, answerer))


def figures_of(verdicts: Sequence[Verdict]) -> QuestionFigures:
    """Counts verdicts, of one paper's questions or of many papers'."""
    good = [v for v in verdicts if v.question.answerable]
    none = [v for v in verdicts if not v.question.answerable]
    kinds = tuple(
        (kind, len(of_kind), _share([v.right for v in of_kind]))
        for kind in dict.fromkeys(v.kind for v in verdicts)
        for of_kind in [[v for v in verdicts if v.kind == kind]]
    )
    return QuestionFigures(
        questions=len(verdicts),
        answered=_share([v.holds for v in good]),
        source=_share([v.source for v in good]),
        both=_share([v.holds and v.source for v in good]),
        sentence=_share([v.sentence for v in good]),
        declined=_share([not v.answer.found for v in none]),
        wrongly_declined=_share([not v.answer.found for v in good]),
        unshown=_share([not v.answer.excerpts for v in good]),
        kinds=kinds,
        failures=tuple(v.failure() for v in verdicts if not v.right),
    )


def _judge(question: JudgedQuestion, answer: Answer) -> Verdict:
    if not answer.excerpts:
        return Verdict(question, answer, holds=False, source=False, sentence=False)
    first = answer.excerpts[0]
    headline = question.headline
    return Verdict(
        question,
        answer,
        holds=_holds(first.text, question.answers),
        source=headline is None or squeeze(headline) == squeeze(first.source.headline),
        sentence=_holds(first.answer_text, question.answers),
    )


def _holds(text: str, answers: Sequence[str]) -> bool:
    squeezed = squeeze(text)
    return not answers or any(squeeze(answer) in squeezed for answer in answers)


def _share(flags: Sequence[bool]) -> float:
    return sum(flags) / len(flags) if flags else 0.0


def curve_points(questions: Sequence[JudgedQuestion], answerer: Asked) -> tuple[CurvePoint, ...]:
    """Wrong answers against declined questions as the least probability rises.

    Args:
        questions: With their judgements.
        answerer: Whatever answers.

    Returns:
        One point for each threshold at which something changes, ascending.
    """
    return curve_of(judge_questions(questions, answerer))


def curve_of(verdicts: Sequence[Verdict]) -> tuple[CurvePoint, ...]:
    """The same of verdicts, of one paper's questions or of many papers'."""
    answerable = [v for v in verdicts if v.question.answerable]
    thresholds = sorted({0.0, *(v.answer.probability for v in verdicts), 1.01})
    points = []
    for threshold in thresholds:
        given = [v for v in verdicts if v.answer.excerpts and v.answer.probability >= threshold]
        wrong = sum(not (v.question.answerable and v.holds and v.source) for v in given)
        kept = sum(v.question.answerable for v in given)
        declined = (len(answerable) - kept) / len(answerable) if answerable else 0.0
        points.append(CurvePoint(threshold, wrong / len(verdicts) if verdicts else 0.0, declined))
    return tuple(points)


def evaluate_collection(folder: Path) -> CollectionFigures:
    """Runs a BEIR folder through the very search that an issue uses.

    Args:
        folder: With ``corpus.jsonl``, ``queries.jsonl`` and ``qrels/test.tsv``.

    Raises:
        JudgementsError: A file or a line of it cannot be read.
    """
    return measure_collection(read_collection(folder))


def measure_collection(collection: Collection, weights: Weights | None = None) -> CollectionFigures:
    """Runs a collection through the very search that an issue uses.

    Args:
        collection: What is asked of what.
        weights: Of the ranking; by default the shipped ones.
    """
    keys = [document.key for document in collection.documents]
    documents = enumerate(collection.documents)
    passages = [passage_of(at, document.title, document.text) for at, document in documents]
    searcher = Searcher(passages, weights=weights)
    warm()
    run: dict[str, dict[str, float]] = {}
    verdicts: list[tuple[bool, bool]] = []
    seconds = 0.0
    for asked in collection.queries:
        begun = time.perf_counter()
        query = searcher.query(asked.text)
        hits = searcher.search(query)
        seconds += time.perf_counter() - begun
        run[asked.key] = {keys[h.number]: -float(rank) for rank, h in enumerate(hits[:_DEPTH])}
        if asked.answers:
            first = make_excerpt(searcher, query, hits[0]) if hits else None
            verdicts.append(_verdict(first, asked.answers))
    return CollectionFigures(
        measures=_measure(collection.judgements, run),
        queries=len(collection.queries),
        seconds=seconds,
        excerpts=_share([holds for holds, _ in verdicts]) if verdicts else None,
        sentences=_share([holds for _, holds in verdicts]) if verdicts else None,
    )


def _verdict(first: Excerpt | None, answers: Sequence[str]) -> tuple[bool, bool]:
    if first is None:
        return False, False
    return _holds(first.text, answers), _holds(first.answer_text, answers)


def _measure(
    judgements: Mapping[str, Mapping[str, int]], run: dict[str, dict[str, float]]
) -> tuple[tuple[str, float], ...]:
    measures = {
        "recall@1": ir_measures.R @ 1,
        "recall@5": ir_measures.R @ 5,
        "recall@20": ir_measures.R @ 20,
        "mrr@10": ir_measures.RR @ 10,
        "ndcg@10": ir_measures.nDCG @ 10,
    }
    kept = {query: judgements[query] for query in run}
    figures = ir_measures.calc_aggregate(measures.values(), kept, run)
    return tuple((name, float(figures[measure])) for name, measure in measures.items())
