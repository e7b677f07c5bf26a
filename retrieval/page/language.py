"""Language evidence: how well the first characters of one line go on from the last of another.

An n-gram model with interpolated absolute discounting (Ney, Essen and Kneser 1994) over the shipped
character statistics gives, for every pair of lines, the gain in log probability of the second
line's first three characters when the first line's last three stand before them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from retrieval.page.encoder import Encoder, load_encoder
from retrieval.page.statistics import (
    FOLLOWERS,
    START,
    WORD,
    Classes,
    Floats,
    Statistics,
    classes_in_columns,
    classes_of,
    hash_strings,
    load_statistics,
)
from retrieval.page.word_pairs import WordPairs, load_word_pairs

__all__ = [
    "EDGE",
    "Language",
    "LanguageEvidence",
    "LanguageModel",
    "edges",
    "find_repeats",
    "load_language",
    "weigh_breaks",
    "weigh_language",
]

EDGE = 3
"""Characters of each line that are looked at."""

_DISCOUNT = 0.75
_LONG_WORD = 4.0
_BITS = 22
_REPEATS = range(3, 2 * EDGE + 1)
_SPANS = ((2, 1), (1, 2), (3, 1), (2, 2), (1, 3))

_Spans: TypeAlias = dict[tuple[int, int], Floats]
_Three: TypeAlias = tuple[Floats, Floats, Floats]


@dataclass(frozen=True, slots=True)
class LanguageEvidence:
    """What language says on each pair of n lines; matrices are n x n, first line by row.

    Attributes:
        gains: The gain of the second line's first, second and third character, in nats.
        association: Pointwise mutual information of the two characters at the break.
        spans: Logarithms of counts of strings over the break, five of them.
        word: Logarithm of the frequency of a word over the break.
        opening: For each line, in nats, how much likelier it begins a paragraph than it occurs.
    """

    gains: tuple[Floats, Floats, Floats]
    association: Floats
    spans: tuple[Floats, ...]
    word: Floats
    opening: Floats


@dataclass(frozen=True, slots=True)
class Language:
    """What is known of the language: counts of characters, pairs of words, a learned encoder."""

    statistics: Statistics
    words: WordPairs
    encoder: Encoder


@cache
def load_language() -> Language:
    """The shipped tables and weights; loading them takes some milliseconds."""
    return Language(load_statistics(), load_word_pairs(), load_encoder())


def edges(texts: Sequence[str]) -> tuple[Classes, Classes]:
    """Classes of the last characters, last one first, and of the first ones; `START` fills up."""
    tails = classes_in_columns([text[: -EDGE - 1 : -1] for text in texts], EDGE)
    return tails, classes_in_columns(texts, EDGE)


def weigh_language(texts: Sequence[str], statistics: Statistics) -> LanguageEvidence:
    """Weigh every ordered pair of lines, given without white space."""
    tails, heads = edges(texts)
    tails, heads = tails[:, :, None], heads[:, None, :]
    model, spans = LanguageModel(statistics), _count_spans(statistics, tails, heads)
    alone = model.alone(heads)
    single = (statistics.single(tails[0]) + 1) * (statistics.single(heads[0]) + 1)
    return LanguageEvidence(
        gains=_gains(model, tails, heads, spans, alone),
        association=np.log((spans[1, 1] + 0.1) * statistics.total / single),
        spans=tuple(np.log1p(spans[sides]) for sides in _SPANS),
        word=_word_over(statistics, tails, heads),
        opening=_opening(model, heads, alone)[0],
    )


def weigh_breaks(
    before: Sequence[str], after: Sequence[str], statistics: Statistics
) -> tuple[tuple[Floats, Floats, Floats], Floats]:
    """The gains and the opening of `LanguageEvidence` for each text and what comes after it."""
    tails, heads = edges(before)[0], edges(after)[1]
    model, spans = LanguageModel(statistics), _count_spans(statistics, tails, heads)
    alone = model.alone(heads)
    return _gains(model, tails, heads, spans, alone), _opening(model, heads, alone)


def _count_spans(statistics: Statistics, tails: Classes, heads: Classes) -> _Spans:
    """Counts of strings over breaks, by how many characters stand before and after the break."""
    return {
        (left, right): statistics.count(*tails[:left][::-1], *heads[:right])
        for left, right in ((1, 1), *_SPANS)
    }


def _gains(
    model: LanguageModel, tails: Classes, heads: Classes, spans: _Spans, alone: _Three
) -> _Three:
    """Gains of the first, second and third character over having nothing before the line."""
    (a1, a2, a3), (b1, b2, b3) = tails, heads
    first = model.go_on(alone[0], spans[1, 1], a1)
    first = model.go_on(first, spans[2, 1], a2, a1)
    first = model.go_on(first, spans[3, 1], a3, a2, a1)
    second = model.go_on_where(alone[1], spans[1, 2], spans[1, 1], a1, b1)
    second = model.go_on_where(second, spans[2, 2], spans[2, 1], a2, a1, b1)
    third = model.go_on_where(alone[2], spans[1, 3], spans[1, 2], a1, b1, b2)
    return (
        np.log(first / alone[0]),
        np.log(second / alone[1]) * (b2 != START),
        np.log(third / alone[2]) * (b3 != START),
    )


def _opening(model: LanguageModel, heads: Classes, alone: _Three) -> Floats:
    b1, b2, b3 = heads
    start = np.full_like(b1, START)
    return np.asarray(
        np.log(model.after(alone[0], b1, start) / alone[0])
        + np.log(model.after(alone[1], b2, start, b1) / alone[1]) * (b2 != START)
        + np.log(model.after(alone[2], b3, start, b1, b2) / alone[2]) * (b3 != START)
    )


def find_repeats(texts: Sequence[str]) -> Floats:
    """For every pair, how long a string over the break stands inside some line of the page.

    The number is the length less two, 0 where no string of three or more does.
    """
    tails, heads = edges(texts)
    stop = np.array([START], dtype=np.uint64)
    classes = np.concatenate([piece for text in texts for piece in (stop, classes_of(text))])
    best = np.zeros((len(texts), len(texts)))
    for length in _REPEATS:
        if len(classes) < length:
            break
        windows = [classes[at : len(classes) - length + 1 + at] for at in range(length)]
        whole = np.all(np.stack(windows) != START, axis=0)
        seen = np.zeros(1 << _BITS, dtype=bool)
        seen[_slots(hash_strings(*windows)[whole])] = True
        for left in range(max(1, length - EDGE), min(EDGE, length - 1) + 1):
            before = [tail[:, None] for tail in tails[:left]][::-1]
            after = [head[None, :] for head in heads[: length - left]]
            best[seen.take(_slots(hash_strings(*before, *after)))] = length - 2
    return best


def _slots(hashes: Classes) -> NDArray[np.int64]:
    return (hashes >> np.uint64(64 - _BITS)).astype(np.int64)


def _word_over(statistics: Statistics, tails: Classes, heads: Classes) -> Floats:
    best = np.zeros(np.broadcast_shapes(tails[0].shape, heads[0].shape))
    for left in range(1, EDGE + 1):
        for right in range(1, EDGE + 2 - left):
            times = statistics.count(WORD, *tails[:left][::-1], *heads[:right])
            best = np.maximum(best, times * (_LONG_WORD if left + right > EDGE else 1.0))
    return np.log1p(best)


class LanguageModel:
    """Probabilities of characters after characters.

    Args:
        statistics: The counts to smooth.
    """

    def __init__(self, statistics: Statistics) -> None:
        self._statistics = statistics

    def begin(self, b1: Classes, b2: Classes, b3: Classes) -> tuple[Floats, Floats, Floats]:
        """Probabilities of a line's characters with nothing before the line."""
        single = [self._single(b) for b in (b1, b2, b3)]
        return (
            single[0],
            self.after(single[1], b2, b1),
            self.after(self.after(single[2], b3, b2), b3, b1, b2),
        )

    def alone(self, heads: Classes) -> _Three:
        """The same for the first characters of lines, along the first axis."""
        b1, b2, b3 = heads
        return self.begin(b1, b2, b3)

    def after(self, lower: Floats, character: Classes, *context: Classes) -> Floats:
        """Probability of a character after a context, given that after a shorter context."""
        return self.go_on(lower, self._statistics.count(*context, character), *context)

    def go_on(self, lower: Floats, here: Floats, *context: Classes) -> Floats:
        """The same where the count of the context with the character is known."""
        statistics = self._statistics
        if len(context) == 1:
            times = statistics.single(context[0])
            kinds = statistics.single_followers(context[0])
        else:
            times = statistics.count(*context)
            kinds = statistics.count(FOLLOWERS, *context)
        return np.where(times > 0, _mix(lower, here, times, kinds), lower)

    def go_on_where(self, lower: Floats, here: Floats, times: Floats, *context: Classes) -> Floats:
        """The same for tables of which most contexts, whose counts are known, never occur."""
        mixed = np.array(np.broadcast_to(lower, here.shape))
        at = np.nonzero(times)
        found = (np.broadcast_to(part, here.shape)[at] for part in context)
        kinds = self._statistics.count(FOLLOWERS, *found)
        mixed[at] = _mix(mixed[at], here[at], times[at], kinds)
        return mixed

    def _single(self, character: Classes) -> Floats:
        return (self._statistics.single(character) + 0.5) / self._statistics.total


def _mix(lower: Floats, here: Floats, times: Floats, kinds: Floats) -> Floats:
    """Discount the count of a string and give what was taken to the shorter context."""
    kinds = np.where(kinds > 0, np.minimum(kinds, times), times)
    kept = np.maximum(here - _DISCOUNT, 0.0)
    return np.asarray((kept + _DISCOUNT * kinds * lower) / np.maximum(times, 1.0))
