"""Query → hits."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from retrieval.analyzer import Analyzer, Term
from retrieval.index import Bm25Index
from retrieval.passage import Passage
from retrieval.query import Query, read_question
from retrieval.text import Shadow, fold, sentence_spans

__all__ = ["Hit", "ReadPassage", "Searcher"]


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """A passage as search sees it.

    Attributes:
        passage: The passage.
        shadow: The shadow of its text, our marks masked.
        places: Term → ``(start, end)`` offsets in the shadow.
        head: Terms of what stands over it: headline and labels.
        sentences: ``(start, end)`` of its sentences in the text.
        ends: Ends of the sentences in the shadow, for bisection.
    """

    passage: Passage
    shadow: Shadow
    places: dict[str, list[tuple[int, int]]]
    head: tuple[str, ...]
    sentences: tuple[tuple[int, int], ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that shares a term with the query.

    Attributes:
        number: Index of the passage.
        score: What orders hits.
        sentence: Index of the sentence that answers.
    """

    number: int
    score: float
    sentence: int


class Searcher:
    """Search over passages; immutable once made, so threads may share it.

    Args:
        passages: In reading order.
        names: Names that are words.
    """

    def __init__(self, passages: Sequence[Passage], names: Iterable[str] = ()) -> None:
        self.analyzer = Analyzer(names)
        self.read = tuple(self._read(passage) for passage in passages)
        self.index = Bm25Index([self._indexed(read) for read in self.read])

    def _read(self, passage: Passage) -> ReadPassage:
        shadow = fold(passage.masked)
        places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for term in self.analyzer.terms(shadow.text):
            places[term.text].append((term.start, term.end))
        over = self.analyzer.terms(fold(passage.headline + "\n" + passage.labels).text)
        sentences = sentence_spans(passage.text, passage.marks) or ((0, len(passage.text)),)
        ends = tuple(bisect.bisect_left(shadow.starts, end) for _, end in sentences)
        head = tuple(term.text for term in over)
        return ReadPassage(passage, shadow, dict(places), head, sentences, ends)

    @staticmethod
    def _indexed(read: ReadPassage) -> list[str]:
        body = [term for term, places in read.places.items() for _ in places]
        return body + list(read.head)

    def query(self, question: str) -> Query:
        """Reads a question with the passages' own analyzer."""
        return read_question(question, self.analyzer)

    def search(self, query: Query) -> list[Hit]:
        """All hits of a query, best first; ties in reading order."""
        terms = [term.text for term in query.terms]
        numbers = self.index.hits(terms)
        scores = self.index.scores(terms, numbers)
        ordered = sorted(zip(numbers, scores, strict=True), key=lambda hit: (-hit[1], hit[0]))
        return [Hit(n, score, self._sentence(query.terms, n)) for n, score in ordered]

    def _sentence(self, terms: Sequence[Term], number: int) -> int:
        read = self.read[number]
        weights = [0.0] * len(read.sentences)
        for term in {term.text for term in terms}:
            held = {bisect.bisect_right(read.ends, at) for at, _ in read.places.get(term, ())}
            for sentence in held:
                weights[min(sentence, len(weights) - 1)] += 1.0
        return weights.index(max(weights))
