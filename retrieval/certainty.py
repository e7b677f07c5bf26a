"""Whether the best hit answers: what speaks for it, and the chance a fitted model gives it."""

from __future__ import annotations

import math
from collections.abc import Container, Sequence
from dataclasses import dataclass

from retrieval.analyzer import TermKind
from retrieval.evidence import PASSAGE_EVIDENCE, SENTENCE_EVIDENCE
from retrieval.index import Index
from retrieval.reading import ReadPassage
from retrieval.weighing import WeighedQuery, has_term

__all__ = ["CERTAINTY_EVIDENCE", "Best", "certainty_evidence", "probability"]

CERTAINTY_EVIDENCE = (
    "covered",
    "covered_sentence",
    "bigrams",
    "characters",
    "run",
    "missing_most",
    "unknown",
    "unknown_most",
    "names_missing",
    "numbers_missing",
    "place_missing",
    "asked_missing",
    "character_missing",
    "margin",
    "score",
    "sentence",
    "sign_near",
    "words",
    "always",
)
"""Names of what `certainty_evidence` gives, in its order."""

_DAYS = frozenset(
    ["后天", "大后天", "前天", "前年", "明年", "后年", "下周", "上周", "下月", "下个月", "上个月"]
)
"""Days that are not the issue's own; 今天, 昨天 and 今年 are said in many ways."""
_ASKED = 3
"""Characters from a question word within which a word tells what is asked."""


@dataclass(frozen=True, slots=True)
class Best:
    """The best hit as certainty sees it.

    Attributes:
        read: The passage.
        passage: Its evidence, of `PASSAGE_EVIDENCE`.
        sentence: The evidence of its answering sentence, of `SENTENCE_EVIDENCE`.
        score: Its score.
        other: The score of the best hit of another article, 0 where there is none.
    """

    read: ReadPassage
    passage: Sequence[float]
    sentence: Sequence[float]
    score: float
    other: float


def certainty_evidence(
    weighed: WeighedQuery, best: Best, index: Index, home: Container[str]
) -> list[float]:
    """What speaks for the best hit's answering.

    Args:
        weighed: The question.
        best: The best hit.
        index: Over all passages.
        home: Terms of the masthead; a place named there goes without saying everywhere.

    Returns:
        The numbers that `CERTAINTY_EVIDENCE` names.
    """
    read = best.read
    passage = dict(zip(PASSAGE_EVIDENCE, best.passage, strict=True))
    sentence = dict(zip(SENTENCE_EVIDENCE, best.sentence, strict=True))
    words = weighed.words
    missing = [
        term
        for term in words
        if not has_term(weighed, term, read.places) and not has_term(weighed, term, read.head)
    ]
    unknown = [t for t in missing if not any(index.postings(o) for o in weighed.others[t])]
    return [
        passage["words_with_head"],
        sentence["words_with_head"],
        passage["bigrams_with_head"],
        passage["characters"],
        passage["run"],
        max((words[term] for term in missing), default=0.0),
        sum(words[term] for term in unknown) / weighed.totals[0],
        max((words[term] for term in unknown), default=0.0),
        *_lacking(weighed, missing, home),
        _character_missing(weighed, read),
        math.tanh((best.score - best.other) / 6),
        best.score / 10,
        passage["sentence"] / 10,
        sentence["sign_near"],
        math.log(1 + len(words)),
        1.0,
    ]


def _lacking(
    weighed: WeighedQuery, missing: Sequence[str], home: Container[str]
) -> tuple[float, float, float, float]:
    """Whether a name, a number or day, a place is missing; share missing of what is asked for."""
    words = weighed.words
    kinds = {term.text: term.kind for term in weighed.query.terms}
    asked = _asked_words(weighed)
    places = (t for t in missing if kinds.get(t) is TermKind.PLACE)
    return (
        float(any(kinds.get(term) is TermKind.NAME for term in missing)),
        float(any(_is_fixed(term, kinds.get(term)) for term in missing)),
        float(any(place not in home for place in places)),
        sum(words[term] for term in missing if term in asked)
        / (sum(words[term] for term in asked) or 1.0),
    )


def _is_fixed(term: str, kind: TermKind | None) -> bool:
    """Whether a term is a number or a day that nothing else can stand for."""
    return term in _DAYS or (kind is TermKind.NUMBER and not term[-1].isalpha())


def _asked_words(weighed: WeighedQuery) -> list[str]:
    query = weighed.query
    near = {
        at
        for start, end in query.asked
        for at in (*range(start - _ASKED, start), *range(end, end + _ASKED))
    }
    found = (t.text for t in query.terms if t.start in near or t.end - 1 in near)
    return [term for term in dict.fromkeys(found) if term in weighed.words]


def _character_missing(weighed: WeighedQuery, read: ReadPassage) -> float:
    """Worth of the rarest content character that the passage and its headline lack."""
    text = read.shadow.text
    lacking = [
        worth
        for character, worth in weighed.characters.items()
        if character not in text and character not in read.over
    ]
    return max(lacking, default=0.0)


def probability(weights: Sequence[float], evidence: Sequence[float]) -> float:
    """The logistic model's chance, 0 to 1."""
    total = sum(w * e for w, e in zip(weights, evidence, strict=True))
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, total))))
