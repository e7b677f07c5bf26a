"""Which articles of an issue speak of a watched word.

A watched word is literal, yet Chinese writes no spaces: 地铁 stands in 土地铁路 and is not meant.
So an occurrence counts only where it fits the words around it: made of whole words, or the
beginning or the end of one (大桥 of 跨海大桥, 地铁 of 地铁站).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from retrieval.analyzer import Analyzer, TermKind
from retrieval.issue import Article, Issue
from retrieval.text import fold

__all__ = ["WatchedIssue"]

_Span = tuple[int, int]


class WatchedIssue:
    """An issue made ready for many watched words.

    Args:
        issue: Whose articles are looked through: headlines, subheads, bylines, paragraphs.
    """

    def __init__(self, issue: Issue) -> None:
        analyzer = Analyzer()
        self._articles = tuple(
            tuple(_Text(fold(text).text, analyzer) for text in _texts(article))
            for article in issue.articles
        )

    def articles(self, word: str) -> tuple[int, ...]:
        """Indices of the articles that speak of a word, ascending; none for a blank word."""
        wanted = fold(word).text.strip()
        if not wanted:
            return ()
        return tuple(
            index
            for index, texts in enumerate(self._articles)
            if any(text.speaks_of(wanted) for text in texts)
        )


class _Text:
    """A shadow text, cut into words once a watched word occurs in it."""

    def __init__(self, shadow: str, analyzer: Analyzer) -> None:
        self._shadow = shadow
        self._words = cache(lambda: _outermost(_words(shadow, analyzer)))

    def speaks_of(self, wanted: str) -> bool:
        return any(
            all(_fits(span, word) for word in self._words())
            for span in _occurrences(self._shadow, wanted)
        )


def _texts(article: Article) -> Iterator[str]:
    yield article.headline
    yield from article.subheads
    yield article.byline.text
    for paragraph in article.paragraphs:
        yield paragraph.masked


def _words(shadow: str, analyzer: Analyzer) -> list[_Span]:
    return [(term.start, term.end) for term in analyzer.terms(shadow) if term.kind is TermKind.WORD]


def _outermost(spans: Iterable[_Span]) -> list[_Span]:
    """Spans that lie in no other, in order: the analyzer also gives the words within words."""
    found: list[_Span] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not found or end > found[-1][1]:
            found.append((start, end))
    return found


def _occurrences(shadow: str, wanted: str) -> Iterator[_Span]:
    at = shadow.find(wanted)
    while at >= 0:
        yield at, at + len(wanted)
        at = shadow.find(wanted, at + 1)


def _fits(span: _Span, word: _Span) -> bool:
    (start, end), (first, last) = span, word
    apart = last <= start or first >= end
    within = start <= first and last <= end
    at_an_edge = (first == start and last >= end) or (last == end and first <= start)
    return apart or within or at_an_edge
