"""A passage as search sees it: its shadow, and where each term stands in which sentence."""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from retrieval.analyzer import Analyzer, TermKind
from retrieval.kinds import asked_terms
from retrieval.passage import Passage
from retrieval.text import Shadow, fold, sentence_spans

__all__ = ["Place", "ReadPassage", "read_passage"]

Place = tuple[int, int, int]
"""``(start, end, sentence)``: offsets in the shadow, index of the sentence."""


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """A passage analysed.

    Attributes:
        passage: The passage.
        shadow: The shadow of its text, our marks masked.
        places: Term → where it stands, ascending.
        head: Terms of what stands over it, headline and labels → how often.
        headline: Shadow text of the headline.
        over: Shadow text of the headline and the labels.
        sentences: ``(start, end)`` of its sentences in the text; at least one.
        shadows: Their shadow texts.
        begins: Where each sentence begins in the shadow.
        names: Where persons' names stand.
    """

    passage: Passage
    shadow: Shadow
    places: Mapping[str, tuple[Place, ...]]
    head: Mapping[str, int]
    headline: str
    over: str
    sentences: tuple[tuple[int, int], ...]
    shadows: tuple[str, ...]
    begins: tuple[int, ...]
    names: tuple[Place, ...]

    def has(self, term: str) -> bool:
        """Whether the text or what stands over it has a term."""
        return term in self.places or term in self.head


def read_passage(passage: Passage, analyzer: Analyzer) -> ReadPassage:
    """Analyses a passage.

    Args:
        passage: Of an issue or of a collection.
        analyzer: The one that reads the questions.
    """
    shadow = fold(passage.masked)
    sentences = sentence_spans(passage.text, passage.marks) or ((0, len(passage.text)),)
    ends = [bisect.bisect_left(shadow.starts, end) for _, end in sentences]
    begins = (0, *ends[:-1])
    last = len(sentences) - 1
    places: dict[str, list[Place]] = {}
    names: list[Place] = []
    for term in analyzer.terms(shadow.text):
        sentence = min(bisect.bisect_right(ends, term.start), last)
        places.setdefault(term.text, []).append((term.start, term.end, sentence))
        if term.kind is TermKind.NAME:
            names.append((term.start, term.end, sentence))
    return ReadPassage(
        passage,
        shadow,
        {term: tuple(found) for term, found in places.items()},
        Counter(_head_terms(passage, analyzer)),
        fold(passage.headline).text,
        fold(f"{passage.headline}\n{passage.labels}").text,
        sentences,
        tuple(shadow.text[start:end] for start, end in zip(begins, ends, strict=True)),
        begins,
        tuple(names),
    )


def _head_terms(passage: Passage, analyzer: Analyzer) -> list[str]:
    labels = fold(passage.labels).text
    over = f"{fold(passage.headline).text}\n{labels}"
    return [*(term.text for term in analyzer.terms(over)), *asked_terms(labels)]
