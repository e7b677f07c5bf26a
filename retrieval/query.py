"""A reader's question → Query: its terms and what kind of answer it asks for."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.analyzer import Analyzer, Term, TermKind
from retrieval.excerpt import Reading
from retrieval.forgiveness import Forgiveness
from retrieval.kinds import AnswerKind, asked_terms, kind_of, question_words
from retrieval.text import fold

__all__ = ["MAX_QUESTION", "Query", "read_question"]

MAX_QUESTION = 256
"""Characters of a question that are read; what is longer is a pasted text, not a question."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question analysed.

    Attributes:
        question: As asked, cut to `MAX_QUESTION`.
        shadow: Its shadow text, mended.
        terms: Its terms but for the question words, each as often as it stands there.
        kind: What it asks for.
        asked: ``(start, end)`` in `shadow` of the question words.
        issue_terms: Question words that ask after the issue itself, as terms.
        readings: What was understood otherwise than written.
    """

    question: str
    shadow: str
    terms: tuple[Term, ...]
    kind: AnswerKind
    asked: tuple[tuple[int, int], ...]
    issue_terms: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()


def read_question(question: str, analyzer: Analyzer, forgiveness: Forgiveness) -> Query:
    """Analyses a question.

    Args:
        question: Any string.
        analyzer: The one that read the passages.
        forgiveness: Made from the passages.
    """
    question = question[:MAX_QUESTION]
    shadow, readings = forgiveness.mend(fold(question).text)
    asked = question_words(shadow)
    terms = tuple(
        term
        for term in analyzer.terms(shadow)
        if all(term.end <= start or term.start >= end for start, end in asked)
    )
    named = any(term.kind is TermKind.NAME for term in terms)
    kind = kind_of(shadow, named=named)
    return Query(question, shadow, terms, kind, asked, asked_terms(shadow), readings)
