"""What the terms of a question are worth: rare in the news, rare among the passages.

An issue of fifty paragraphs cannot tell a rare word from a common one; the counts of
`retrieval.background` can. Words that may stand for a word of the question go along with it.
"""

from __future__ import annotations

import math
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from retrieval.analyzer import Term, TermKind
from retrieval.background import rarity
from retrieval.index import Index
from retrieval.query import Query
from retrieval.synonyms import synonyms

__all__ = ["WeighedQuery", "content_characters", "has_term", "weigh"]

_NUMBER_WORTH = 0.8
"""Rarity of a number or a name; the news counts know neither."""
_ISSUE_WORTH = 1.0
"""The same of a question word that asks after the issue (几月, 星期几)."""
_NEAR = 4
"""Characters from a question word within which a bigram tells what is asked (几个|孩子)."""
_COMMON = frozenset(
    "的了是在和与及或等也都就而着吗呢啊吧之其以于被把让给对从将向这那个你我他她它们有什么哪谁多少几怎样如何为何时"
    "候地方人年月日名位中上下不一"
)
"""Characters that say nothing about what is asked."""


@dataclass(frozen=True, slots=True)
class WeighedQuery:
    """A query with what its terms are worth.

    Attributes:
        query: The query.
        words: Word, name or number → rarity in the news.
        bigrams: Bigram → rarity in the news.
        others: Word → the word and its synonyms.
        local: Word or bigram → inverse document frequency among the passages.
        characters: Content character → rarity.
        asked: Bigrams next to a question word.
        totals: Sums of the above, never 0: words, bigrams, local words, local bigrams, characters,
            asked.
        rarest: The word that fewest passages have, or None.
    """

    query: Query
    words: Mapping[str, float]
    bigrams: Mapping[str, float]
    others: Mapping[str, tuple[str, ...]]
    local: Mapping[str, float]
    characters: Mapping[str, float]
    asked: frozenset[str]
    totals: tuple[float, float, float, float, float, float]
    rarest: str | None


def weigh(query: Query, index: Index) -> WeighedQuery:
    """Weighs a query's terms.

    Args:
        query: The query.
        index: Over the passages.
    """
    words: dict[str, float] = {}
    bigrams: dict[str, float] = {}
    for term in query.terms:
        if term.kind is TermKind.BIGRAM:
            bigrams[term.text] = rarity(term.text)
        else:
            words[term.text] = _worth(term)
    # Question words count only where they ask after something the issue has.
    words.update((term, _ISSUE_WORTH) for term in query.issue_terms if index.postings(term))
    others = {term: (term, *synonyms(term)) for term in words}
    local = {term: _local(index, others.get(term, (term,))) for term in (*words, *bigrams)}
    near = _near(query)
    asked = frozenset(
        term.text
        for term in query.terms
        if term.kind is TermKind.BIGRAM and (term.start in near or term.end - 1 in near)
    )
    characters = content_characters(query)
    totals = (
        sum(words.values()) or 1.0,
        sum(bigrams.values()) or 1.0,
        sum(local[term] for term in words) or 1.0,
        sum(local[term] for term in bigrams) or 1.0,
        sum(characters.values()) or 1.0,
        sum(bigrams[term] for term in sorted(asked)) or 1.0,
    )
    rarest = max(words, key=lambda term: (local[term], term), default=None)
    return WeighedQuery(query, words, bigrams, others, local, characters, asked, totals, rarest)


def _worth(term: Term) -> float:
    counted = term.kind in (TermKind.WORD, TermKind.PLACE)
    return rarity(term.text) if counted else _NUMBER_WORTH


def _local(index: Index, terms: Sequence[str]) -> float:
    count = len({number for term in terms for number, _ in index.postings(term)})
    return math.log1p((index.size - count + 0.5) / (count + 0.5))


def _near(query: Query) -> frozenset[int]:
    return frozenset(
        at
        for start, end in query.asked
        for at in (*range(start - _NEAR, start), *range(end, end + _NEAR))
    )


def content_characters(query: Query) -> dict[str, float]:
    """What the characters of a question are worth that tell what is asked about.

    Args:
        query: The question.

    Returns:
        Character → rarity in the news.
    """
    masked = {at for start, end in query.asked for at in range(start, end)}
    return {
        character: rarity(f"·{character}")
        for at, character in enumerate(query.shadow)
        if "一" <= character <= "龥" and at not in masked and character not in _COMMON
    }


def has_term(weighed: WeighedQuery, term: str, held: Container[str]) -> bool:
    """Whether a word of the question, or a word that may stand for it, is among terms."""
    return any(other in held for other in weighed.others[term])
