"""Query → hits: BM25 orders what shares a term, then the evidence orders the best of it again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from retrieval.analyzer import Analyzer
from retrieval.evidence import WeighedQuery, passage_evidence, sentence_evidence, weigh
from retrieval.index import Bm25Index
from retrieval.passage import Passage
from retrieval.query import Query, read_question
from retrieval.ranking import Weights, fitted_weights, weighted
from retrieval.reading import ReadPassage, read_passage
from retrieval.text import fold

__all__ = ["DEPTH", "Hit", "Searcher"]

DEPTH = 20
"""Hits that are looked at closely. Of the right documents 0.999 are among BM25's first twenty."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that shares a term with the query.

    Attributes:
        number: Index of the passage.
        score: What orders hits.
        sentence: Index of the sentence that answers.
        bm25: The BM25 number.
    """

    number: int
    score: float
    sentence: int
    bm25: float


class Searcher:
    """Search over passages; immutable once made, so threads may share it.

    Args:
        passages: In reading order.
        names: Names that are words.
        weights: Of the evidence; those that ship with the package where None.
    """

    def __init__(
        self,
        passages: Sequence[Passage],
        names: Iterable[str] = (),
        weights: Weights | None = None,
    ) -> None:
        self.analyzer = Analyzer(names)
        self.read = tuple(read_passage(passage, self.analyzer) for passage in passages)
        self.index = Bm25Index([self._indexed(read) for read in self.read])
        self.weights = weights or fitted_weights()

    def _indexed(self, read: ReadPassage) -> list[str]:
        over = f"{read.passage.headline}\n{read.passage.labels}"
        body = [term for term, places in read.places.items() for _ in places]
        return body + [term.text for term in self.analyzer.terms(fold(over).text)]

    def query(self, question: str) -> Query:
        """Reads a question with the passages' own analyzer."""
        return read_question(question, self.analyzer)

    def candidates(self, query: Query) -> list[tuple[int, float]]:
        """``(passage, BM25 number)`` of every hit, best first; ties in reading order."""
        terms = [term.text for term in query.terms]
        numbers = self.index.hits(terms)
        scores = self.index.scores(terms, numbers)
        return sorted(zip(numbers, scores, strict=True), key=lambda hit: (-hit[1], hit[0]))

    def search(self, query: Query) -> list[Hit]:
        """All hits of a query, best first; ties in reading order."""
        found = self.candidates(query)
        weighed = weigh(query, self.index)
        close = [self._hit(weighed, number, bm25) for number, bm25 in found[:DEPTH]]
        close.sort(key=lambda hit: (-hit.score, hit.number))
        # What BM25 puts lower stays below, in BM25's order.
        floor = close[-1].score if close else 0.0
        top = found[DEPTH - 1][1] if len(found) > DEPTH else 0.0
        return close + [Hit(n, floor - (top - bm25) - 1, 0, bm25) for n, bm25 in found[DEPTH:]]

    def evidence(self, weighed: WeighedQuery, number: int, bm25: float) -> tuple[list[float], int]:
        """The evidence for a passage, and its best sentence."""
        read = self.read[number]
        rows = sentence_evidence(weighed, read)
        scores = [weighted(self.weights.sentence, row) for row in rows]
        best = max(scores)
        around = [
            self.read[at]
            for at in (number - 1, number + 1)
            if 0 <= at < len(self.read) and self.read[at].passage.group == read.passage.group
        ]
        return passage_evidence(weighed, read, around, bm25, best), scores.index(best)

    def _hit(self, weighed: WeighedQuery, number: int, bm25: float) -> Hit:
        evidence, sentence = self.evidence(weighed, number, bm25)
        return Hit(number, weighted(self.weights.passage, evidence), sentence, bm25)
