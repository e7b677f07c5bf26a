"""Query → hits: BM25 orders what shares a term, then the evidence orders the best of it again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from retrieval.analyzer import Analyzer
from retrieval.certainty import Best, certainty_evidence
from retrieval.evidence import (
    FORM_EVIDENCE,
    SIGN_EVIDENCE,
    passage_evidence,
    sentence_evidence,
)
from retrieval.forgiveness import Forgiveness
from retrieval.index import Bm25Index
from retrieval.passage import Passage, PassageRole
from retrieval.query import Query, read_question
from retrieval.ranking import Weights, fitted_weights, weighted
from retrieval.reading import ReadPassage, read_passage
from retrieval.synonyms import synonyms
from retrieval.weighing import WeighedQuery, content_characters, weigh

__all__ = ["DEPTH", "Hit", "Searcher"]

DEPTH = 24
"""Hits that are looked at closely. Of the right documents 0.999 are among BM25's first twenty."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that shares a term with the query.

    Attributes:
        number: Index of the passage.
        score: What orders hits.
        sentence: Index of the sentence that answers.
        bm25: The BM25 number.
        evidence: Of the passage; empty where only BM25 has looked at it.
        row: Of the sentence.
    """

    number: int
    score: float
    sentence: int
    bm25: float
    evidence: tuple[float, ...] = ()
    row: tuple[float, ...] = ()


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
        shadows = [shadow for read in self.read for shadow in (read.shadow.text, read.headline)]
        self._forgiveness = Forgiveness(shadows, self.analyzer)
        mastheads = [r for r in self.read if r.passage.role is PassageRole.MASTHEAD]
        self._home = frozenset(term for read in mastheads for term in read.places)
        self._characters = frozenset(c for read in self.read for c in read.shadow.text + read.over)
        self.weights = weights or fitted_weights()

    @staticmethod
    def _indexed(read: ReadPassage) -> list[str]:
        body = [term for term, places in read.places.items() for _ in places]
        return body + [term for term, count in read.head.items() for _ in range(count)]

    def query(self, question: str) -> Query:
        """Reads a question with the passages' own analyzer."""
        return read_question(question, self.analyzer, self._forgiveness)

    def candidates(self, query: Query) -> list[tuple[int, float]]:
        """``(passage, BM25 number)`` of every hit, best first; ties in reading order."""
        terms = self._searched(query)
        numbers = self.index.hits(terms)
        scores = self.index.scores(terms, numbers)
        found = sorted(zip(numbers, scores, strict=True), key=lambda hit: (-hit[1], hit[0]))
        return found + self._by_character(query, frozenset(numbers), DEPTH - len(found))

    def _by_character(
        self, query: Query, found: frozenset[int], count: int
    ) -> list[tuple[int, float]]:
        """Where few passages share a term, those that share the worth of most characters."""
        if count < 1:
            return []
        worths = content_characters(query)
        shares = [
            (sum(worth for c, worth in worths.items() if c in read.shadow.text), number)
            for number, read in enumerate(self.read)
            if number not in found
        ]
        best = sorted((-share, number) for share, number in shares if share > 0)
        return [(number, 0.0) for _, number in best[:count]]

    def _searched(self, query: Query) -> list[str]:
        """The query's terms, and ordinary words for those that no passage has."""
        terms = [term.text for term in query.terms] + list(query.issue_terms)
        others = [word for term in dict.fromkeys(terms) for word in synonyms(term)]
        return terms + [word for word in dict.fromkeys(others) if word not in terms]

    def search(self, query: Query, group: int | None = None) -> list[Hit]:
        """All hits of a query, best first; ties in reading order.

        Args:
            query: What is asked.
            group: Only passages of this article, where given.
        """
        found = [
            (number, bm25)
            for number, bm25 in self.candidates(query)
            if group is None or self.read[number].passage.group == group
        ]
        weighed = weigh(query, self.index)
        close = [self._hit(weighed, number, bm25) for number, bm25 in found[:DEPTH]]
        close.sort(key=lambda hit: (-hit.score, hit.number))
        # What BM25 puts lower stays below, in BM25's order.
        floor = close[-1].score if close else 0.0
        top = found[DEPTH - 1][1] if len(found) > DEPTH else 0.0
        return close + [Hit(n, floor - (top - bm25) - 1, 0, bm25) for n, bm25 in found[DEPTH:]]

    def certainty(self, query: Query, hits: Sequence[Hit]) -> list[float]:
        """The evidence for the first hit's answering; of `CERTAINTY_EVIDENCE`."""
        first = hits[0]
        read = self.read[first.number]
        groups = (hit for hit in hits if self.read[hit.number].passage.group != read.passage.group)
        other = next(groups, None)
        best = Best(
            read,
            first.evidence,
            first.row,
            first.score,
            other.score if other else 0.0,
            first.sentence,
            self._characters,
        )
        return certainty_evidence(weigh(query, self.index), best, self.index, self._home)

    def evidence(
        self, weighed: WeighedQuery, number: int, bm25: float
    ) -> tuple[list[float], int, list[float]]:
        """The evidence for a passage, its best sentence, and the evidence for that."""
        read = self.read[number]
        rows = sentence_evidence(weighed, read)
        scores = [weighted(self.weights.sentence, row) for row in rows]
        best = max(scores)
        chosen = scores.index(best)
        signs = weighted(self.weights.sentence[SIGN_EVIDENCE], rows[chosen][SIGN_EVIDENCE])
        formless = not any(row[FORM_EVIDENCE] for row in rows)
        found = passage_evidence(weighed, read, bm25, (best, signs), formless=formless)
        return found, chosen, rows[chosen]

    def _hit(self, weighed: WeighedQuery, number: int, bm25: float) -> Hit:
        evidence, sentence, row = self.evidence(weighed, number, bm25)
        score = weighted(self.weights.passage, evidence)
        return Hit(number, score, sentence, bm25, tuple(evidence), tuple(row))
