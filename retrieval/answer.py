"""Hits → excerpts with the answering sentence, or an honest no."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.excerpt import Answer, Certainty, Excerpt
from retrieval.issue import Issue
from retrieval.passage import names_of, passages_of
from retrieval.query import Query
from retrieval.search import Hit, Searcher

__all__ = ["Answerer", "Explanation", "TermReport", "make_excerpt"]

_EXCERPT = 220
"""Characters of an excerpt; what is longer is cut at sentence ends."""
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class TermReport:
    """One term of a question as the index has it.

    Attributes:
        text: The term; a leading ``·`` marks a character bigram.
        postings: ``(passage, frequency)``.
        places: For each posting the passage's source headline.
    """

    text: str
    postings: tuple[tuple[int, int], ...]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a question was understood and what each passage scored.

    Attributes:
        question: As asked.
        kind: What kind of answer it asks for.
        terms: Its terms with their postings.
        scores: ``(headline, text, score)`` of the hits, best first.
    """

    question: str
    kind: str
    terms: tuple[TermReport, ...]
    scores: tuple[tuple[str, str, float], ...]


class Answerer:
    """Answers questions about one issue; threads may share it.

    Args:
        issue: One day's paper.
    """

    def __init__(self, issue: Issue) -> None:
        self._searcher = Searcher(passages_of(issue), names_of(issue))
        self._headlines = tuple(article.label for article in issue.articles)

    def answer(self, question: str, *, top: int = 3, article: int | None = None) -> Answer:
        """Answers a question.

        Args:
            question: Any string.
            top: At most so many excerpts.
            article: Index of the article to keep to first, for a follow-up.
        """
        query = self._searcher.query(question)
        hits = self._searcher.search(query)
        if article is not None:
            hits.sort(
                key=lambda hit: self._searcher.read[hit.number].passage.source.index != article
            )
        hits = self._one_of_each(hits)[: max(0, top)]
        if not hits:
            return Answer(question, Certainty.NONE, nearest=self._headlines[:_NEAREST])
        excerpts = tuple(make_excerpt(self._searcher, query, hit) for hit in hits)
        return Answer(question, Certainty.ANSWER, excerpts, probability=1.0)

    def explain(self, question: str) -> Explanation:
        """Tells how a question was understood and what scored."""
        query = self._searcher.query(question)
        read = self._searcher.read
        reports = []
        for term in dict.fromkeys(term.text for term in query.terms):
            postings = self._searcher.index.postings(term)
            places = tuple(read[number].passage.source.headline for number, _ in postings)
            reports.append(TermReport(term, postings, places))
        hits = self._searcher.search(query)
        passages = [(read[hit.number].passage, hit.score) for hit in hits]
        scores = tuple((p.source.headline, p.text, score) for p, score in passages)
        return Explanation(question, query.kind, tuple(reports), scores)

    def suggestions(self, count: int) -> tuple[str, ...]:
        """Questions about this issue that it answers itself."""
        return tuple(f"{headline}?" for headline in self._headlines[: max(0, count)])

    def _one_of_each(self, hits: list[Hit]) -> list[Hit]:
        """The best hit of each article first, then the rest."""
        seen: set[int] = set()
        first: list[Hit] = []
        later: list[Hit] = []
        for hit in hits:
            group = self._searcher.read[hit.number].passage.group
            (later if group in seen else first).append(hit)
            seen.add(group)
        return first + later


def make_excerpt(searcher: Searcher, query: Query, hit: Hit) -> Excerpt:
    """Cuts the excerpt of a hit: whole sentences around the one that answers.

    Args:
        searcher: Where the hit was found.
        query: What was asked.
        hit: What was found.
    """
    read = searcher.read[hit.number]
    text = read.passage.text
    first = last = hit.sentence
    spans = read.sentences
    while spans[last][1] - spans[first][0] < _EXCERPT:
        before = first > 0 and spans[last][1] - spans[first - 1][0] <= _EXCERPT
        after = last + 1 < len(spans) and spans[last + 1][1] - spans[first][0] <= _EXCERPT
        if after:
            last += 1
        elif before:
            first -= 1
        else:
            break
    begin, end = spans[first][0], spans[last][1]
    matches = []
    for term in {term.text for term in query.terms}:
        for begun, ended, _ in read.places.get(term, ()):
            start, stop = read.shadow.back(begun, ended)
            if begin <= start and stop <= end:
                matches.append((start - begin, stop - begin))
    sentence = spans[hit.sentence]
    answer = (sentence[0] - begin, sentence[1] - begin)
    return Excerpt(read.passage.source, text[begin:end], answer, _merge(matches), hit.score)


def _merge(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)
