"""Passages → postings, and BM25 over them. The only module that knows rank_bm25.

The postings decide what is a hit; rank_bm25 only orders hits, through `get_batch_scores` on the
chosen passages, because its own search returns passages that match nothing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from rank_bm25 import BM25Okapi

__all__ = ["Bm25Index", "Index"]

_K1 = 1.5
_B = 0.75


class Index(Protocol):
    """What search needs of an engine; an archive of years may put another behind it."""

    @property
    def size(self) -> int:
        """How many documents there are."""
        ...

    def postings(self, term: str) -> tuple[tuple[int, int], ...]:
        """``(document, frequency)`` of a term, ascending by document; empty where unknown."""
        ...

    def hits(self, terms: Iterable[str]) -> list[int]:
        """Documents that share a term with `terms`, ascending."""
        ...

    def scores(self, terms: Sequence[str], documents: Sequence[int]) -> list[float]:
        """The BM25 number of each of `documents`, in their order; a repeated term counts again."""
        ...


class _Bm25(BM25Okapi):  # type: ignore[misc]  # the library ships no types
    """BM25 whose idf never vanishes.

    The library's own gives 0 to a term in exactly half the documents and one floor to all above;
    ``ln(1 + (N - n + 0.5) / (n + 0.5))`` (Lucene's) is positive and falls throughout.
    """

    idf: dict[str, float]
    corpus_size: int

    def _calc_idf(self, nd: Mapping[str, int]) -> None:
        for term, count in nd.items():
            self.idf[term] = math.log1p((self.corpus_size - count + 0.5) / (count + 0.5))


class Bm25Index:
    """Postings of documents held in memory.

    Args:
        documents: The terms of each document; may be empty, and so may each document.
    """

    def __init__(self, documents: Sequence[Sequence[str]]) -> None:
        postings: dict[str, list[tuple[int, int]]] = {}
        for number, terms in enumerate(documents):
            for term, frequency in Counter(terms).items():
                postings.setdefault(term, []).append((number, frequency))
        self._postings = {term: tuple(entries) for term, entries in postings.items()}
        self._size = len(documents)
        # Without documents, or without a single term, the library divides by zero.
        self._bm25 = _Bm25(documents, k1=_K1, b=_B) if self._postings else None

    @property
    def size(self) -> int:
        """How many documents there are."""
        return self._size

    def postings(self, term: str) -> tuple[tuple[int, int], ...]:
        """``(document, frequency)`` of a term, ascending by document; empty where unknown."""
        return self._postings.get(term, ())

    def hits(self, terms: Iterable[str]) -> list[int]:
        """Documents that share a term with `terms`, ascending."""
        return sorted({number for term in terms for number, _ in self.postings(term)})

    def scores(self, terms: Sequence[str], documents: Sequence[int]) -> list[float]:
        """The BM25 number of each of `documents`, in their order; a repeated term counts again."""
        if self._bm25 is None or not documents:
            return [0.0] * len(documents)
        known = [term for term in terms if term in self._postings]
        scores: list[float] = self._bm25.get_batch_scores(known, list(documents))
        return [float(score) for score in scores]
