"""What in a sentence could be the answer, and how much of the question stands beside it.

Of a near miss the paper has the words here and a number, a name or a day there; of an answer both
stand in one clause.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from retrieval.forms import answer_form
from retrieval.kinds import AnswerKind, answer_signs
from retrieval.reading import ReadPassage
from retrieval.weighing import WeighedQuery

__all__ = ["TELLING", "value_evidence"]

TELLING = (AnswerKind.WHO, AnswerKind.WHERE, AnswerKind.WHEN, AnswerKind.WHY, AnswerKind.ORDINAL)
"""Kinds whose answers can be told by their signs."""

_CLAUSE = re.compile(r"[^,;:。!?\n\"](?:[^,;:。!?\n\"]|(?<=\d)[,:](?=\d))*")
_BESIDE = 3
"""Characters from a question word within which a character tells what is asked."""


def value_evidence(
    weighed: WeighedQuery, read: ReadPassage, at: int
) -> tuple[float, float, float, float]:
    """How well what could be the answer goes with the question.

    Args:
        weighed: The question.
        read: The passage.
        at: Index of the sentence.

    Returns:
        Whether the sentence has nothing that could be the answer though it could be told; shares,
        by worth, of the question's characters in the best clause that has it, in that clause and
        those beside it, and in the latter of the characters next to the question word.
    """
    spans = _values(weighed, read, at)
    text = read.shadows[at]
    clauses = [found.span() for found in _CLAUSE.finditer(text)]
    others = _others(weighed)
    asked = _asked(weighed)
    own = around = beside = 0.0
    for start, end in spans:
        held = [n for n, (a, b) in enumerate(clauses) if a < end and start < b]
        if not held:
            continue
        first, last = held[0], held[-1]
        clause = f"{text[clauses[first][0] : start]}\n{text[end : clauses[last][1]]}"
        first, last = max(0, first - 1), min(len(clauses) - 1, last + 1)
        near = f"{text[clauses[first][0] : start]}\n{text[end : clauses[last][1]]}"
        own = max(own, _share(weighed.characters, clause, others))
        around = max(around, _share(weighed.characters, near, others))
        beside = max(beside, _share(asked, near, others))
    could = answer_form(weighed.query.shadow) is not None or weighed.query.kind in TELLING
    return float(could and not spans), own, around, beside if asked else 1.0


def _values(weighed: WeighedQuery, read: ReadPassage, at: int) -> list[tuple[int, int]]:
    """Where the sentence has what an answer looks like and the question has not."""
    query = weighed.query
    text = read.shadows[at]
    form = answer_form(query.shadow)
    if form is not None:
        spans = [found.span() for found in form.finditer(text)]
    else:
        spans = list(answer_signs(query.kind, text))
        if query.kind is AnswerKind.WHO:
            begin = read.begins[at]
            spans += [(a - begin, b - begin) for a, b, held in read.names if held == at]
    return [(start, end) for start, end in spans if text[start:end] not in query.shadow]


def _others(weighed: WeighedQuery) -> dict[str, frozenset[str]]:
    """Character of the question → words that may stand for the word it is of."""
    found: dict[str, frozenset[str]] = {}
    for term, others in weighed.others.items():
        for character in term:
            found[character] = found.get(character, frozenset()).union(others[1:])
    return found


def _asked(weighed: WeighedQuery) -> dict[str, float]:
    """Characters next to a question word, with their worth."""
    query = weighed.query
    near = {
        at
        for start, end in query.asked
        for at in (*range(start - _BESIDE, start), *range(end, end + _BESIDE))
    }
    characters = (c for at, c in enumerate(query.shadow) if at in near)
    return {c: weighed.characters[c] for c in characters if c in weighed.characters}


def _share(worths: Mapping[str, float], text: str, others: Mapping[str, frozenset[str]]) -> float:
    """Share of characters that a text has, or has a word for."""
    held = (
        worth
        for character, worth in worths.items()
        if character in text or any(other in text for other in others.get(character, ()))
    )
    return sum(held) / (sum(worths.values()) or 1.0)
