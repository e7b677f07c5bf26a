"""Hits → excerpts with the answering sentence, or an honest no."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Lock

from retrieval.certainty import may_be_claimed, probability
from retrieval.excerpt import Answer, Certainty, Excerpt, SourceKind
from retrieval.forms import answer_form
from retrieval.issue import Issue
from retrieval.kinds import AnswerKind
from retrieval.passage import PassageRole, names_of, passages_of
from retrieval.query import Query
from retrieval.ranking import fitted_certainty
from retrieval.reading import ReadPassage
from retrieval.search import Hit, Searcher
from retrieval.suggestions import suggested_questions

__all__ = ["Answerer", "Explanation", "TermReport", "make_excerpt", "one_of_each"]

_SURE = 0.27
"""Least chance of an answer; `fitted_certainty` tells how the chance is fitted."""
_THIN = 0.06
"""Least chance of related reporting."""
_UNCLAIMED = _SURE - 0.01
"""What the chance is lowered to where nothing may be claimed."""
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
        probability: The chance that the first of them answers.
    """

    question: str
    kind: str
    terms: tuple[TermReport, ...]
    scores: tuple[tuple[str, str, float], ...]
    probability: float


class Answerer:
    """Answers questions about one issue; threads may share it.

    Args:
        issue: One day's paper.
    """

    def __init__(self, issue: Issue) -> None:
        self._issue = issue
        self._searcher = Searcher(passages_of(issue), names_of(issue))
        self._suggesting = Lock()
        self._suggests = self._answered_suggestions()
        self._suggested: list[str] = []

    def answer(self, question: str, *, top: int = 3, article: int | None = None) -> Answer:
        """Answers a question.

        Args:
            question: Any string.
            top: At most so many excerpts.
            article: Index of the article to keep to first, for a follow-up.
        """
        query = self._searcher.query(question)
        hits = one_of_each(self._searcher, self._searcher.search(query))
        chance = self._chance(query, hits)
        certainty = _certainty(chance)
        if article is not None and not self._stands_alone(certainty, hits, article):
            hits, chance = self._kept_to(query, hits, article)
            certainty = max(_certainty(chance), Certainty.RELATED, key=_FIRMNESS.index)
        if certainty is Certainty.NONE or top < 1 or not hits:
            nearest = self._nearest(hits)
            return Answer(question, Certainty.NONE, (), nearest, query.readings, chance)
        excerpts = tuple(make_excerpt(self._searcher, query, hit) for hit in hits[:top])
        return Answer(question, certainty, excerpts, (), query.readings, chance)

    def explain(self, question: str) -> Explanation:
        """Tells how a question was understood and what scored."""
        query = self._searcher.query(question)
        read = self._searcher.read
        reports = []
        for term in dict.fromkeys(term.text for term in query.terms):
            postings = self._searcher.index.postings(term)
            places = tuple(read[number].passage.source.headline for number, _ in postings)
            reports.append(TermReport(term, postings, places))
        hits = one_of_each(self._searcher, self._searcher.search(query))
        passages = [(read[hit.number].passage, hit.score) for hit in hits]
        scores = tuple((p.source.headline, p.text, score) for p, score in passages)
        chance = self._chance(query, hits)
        return Explanation(question, query.kind, tuple(reports), scores, chance)

    def suggestions(self, count: int) -> tuple[str, ...]:
        """Questions about this issue that it answers itself, of different articles first.

        Each is worked out once, which takes milliseconds, and kept.

        Args:
            count: At most so many.
        """
        with self._suggesting:
            while len(self._suggested) < count:
                question = next(self._suggests, None)
                if question is None:
                    break
                self._suggested.append(question)
            return tuple(self._suggested[: max(0, count)])

    def _answered_suggestions(self) -> Iterator[str]:
        found: set[str] = set()
        for suggestion in suggested_questions(self._issue):
            if suggestion.question in found:
                continue
            answer = self.answer(suggestion.question, top=1)
            if (
                answer.found
                and answer.excerpts[0].source.index == suggestion.article
                and suggestion.answer in answer.excerpts[0].answer_text
            ):
                found.add(suggestion.question)
                yield suggestion.question

    def _chance(self, query: Query, hits: Sequence[Hit]) -> float:
        if not hits:
            return 0.0
        evidence = self._searcher.certainty(query, hits)
        chance = probability(fitted_certainty(), evidence)
        return chance if may_be_claimed(evidence) else min(chance, _UNCLAIMED)

    def _stands_alone(self, certainty: Certainty, hits: Sequence[Hit], article: int) -> bool:
        """Whether a follow-up is answered well without keeping to the article."""
        return certainty is Certainty.ANSWER and self._is_of(hits[0], article)

    def _is_of(self, hit: Hit, article: int) -> bool:
        source = self._searcher.read[hit.number].passage.source
        return source.index == article and source.kind in (SourceKind.REPORT, SourceKind.PHOTO)

    def _kept_to(self, query: Query, hits: list[Hit], article: int) -> tuple[list[Hit], float]:
        """The article's own hits first; where it has none, its paragraphs from the beginning."""
        read = self._searcher.read
        own = [n for n in range(len(read)) if self._is_of(Hit(n, 0.0, 0, 0.0), article)]
        if not own:
            return hits, self._chance(query, hits)
        kept = self._searcher.search(query, read[own[0]].passage.group)
        kept = [hit for hit in kept if read[hit.number].passage.role is PassageRole.BODY] or kept
        inside = self._chance(query, kept)
        outside = self._chance(query, hits)
        if outside >= _SURE > inside:
            return hits, outside
        if not kept:
            body = (n for n in own if read[n].passage.role is PassageRole.BODY)
            kept = [Hit(n, 0.0, 0, 0.0) for n in body]
        return kept, inside

    def _nearest(self, hits: Sequence[Hit]) -> tuple[str, ...]:
        """Headlines of the articles nearest to the question, then the first of the page."""
        sources = [self._searcher.read[hit.number].passage.source for hit in hits]
        near = [s.headline for s in sources if s.kind is SourceKind.REPORT]
        first = [article.headline for article in self._issue.articles if article.headline]
        return tuple(dict.fromkeys(near + first))[:_NEAREST]


def one_of_each(searcher: Searcher, hits: Sequence[Hit]) -> list[Hit]:
    """The best hit of each article first, then the rest.

    Args:
        searcher: Where the hits were found.
        hits: Best first.
    """
    seen: set[int] = set()
    first: list[Hit] = []
    later: list[Hit] = []
    for hit in hits:
        group = searcher.read[hit.number].passage.group
        (later if group in seen else first).append(hit)
        seen.add(group)
    return first + later


_FIRMNESS = (Certainty.NONE, Certainty.RELATED, Certainty.ANSWER)


def _certainty(chance: float) -> Certainty:
    if chance >= _SURE:
        return Certainty.ANSWER
    return Certainty.RELATED if chance >= _THIN else Certainty.NONE


def make_excerpt(searcher: Searcher, query: Query, hit: Hit) -> Excerpt:
    """Cuts the excerpt of a hit: whole sentences around the one that answers.

    Args:
        searcher: Where the hit was found.
        query: What was asked.
        hit: What was found.
    """
    read = searcher.read[hit.number]
    begun, ended = _answering(read, query, hit)
    first, last = _window(read.sentences, begun, ended)
    begin, end = read.sentences[first][0], read.sentences[last][1]
    matches = []
    for term in {term.text for term in query.terms}:
        for at, after, _ in read.places.get(term, ()):
            start, stop = read.shadow.back(at, after)
            if begin <= start and stop <= end:
                matches.append((start - begin, stop - begin))
    start, stop = read.sentences[begun][0], read.sentences[ended][1]
    text = read.passage.text[begin:end]
    answer = (start - begin, stop - begin)
    return Excerpt(read.passage.source, text, answer, _merge(matches), hit.score)


def _answering(read: ReadPassage, query: Query, hit: Hit) -> tuple[int, int]:
    """First and last sentence that answer: one, or a whole notice asked about as a whole."""
    passage = read.passage
    general = query.kind in (AnswerKind.HOW, AnswerKind.OPEN) and answer_form(query.shadow) is None
    if general and passage.role is PassageRole.NOTICE and len(passage.text) <= _EXCERPT:
        return 0, len(read.sentences) - 1
    return hit.sentence, hit.sentence


def _window(spans: Sequence[tuple[int, int]], first: int, last: int) -> tuple[int, int]:
    """First and last sentence of the excerpt around some: one before, one after, in turn."""
    grown = True
    while grown:
        grown = False
        if first > 0 and spans[last][1] - spans[first - 1][0] <= _EXCERPT:
            first, grown = first - 1, True
        if last + 1 < len(spans) and spans[last + 1][1] - spans[first][0] <= _EXCERPT:
            last, grown = last + 1, True
    return first, last


def _merge(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)
