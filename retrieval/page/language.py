"""Language evidence: how well the first characters of one line go on from the last of another.

An n-gram model with interpolated absolute discounting (Ney, Essen and Kneser 1994) over the shipped
character statistics gives, for every pair of lines, the gain in log probability of the second
line's first three characters when the first line's last three stand before them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from retrieval.page.encoder import Encoder, load_encoder
from retrieval.page.statistics import (
    FOLLOWERS,
    START,
    WORD,
    Classes,
    Floats,
    Statistics,
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
    "weigh_language",
]

EDGE = 3
"""Characters of each line that are looked at."""

_DISCOUNT = 0.75
_LONG_WORD = 4.0
_BITS = 22
_REPEATS = range(3, 2 * EDGE + 1)


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
    tails = np.full((EDGE, len(texts)), START, dtype=np.uint64)
    heads = np.full((EDGE, len(texts)), START, dtype=np.uint64)
    for at, text in enumerate(texts):
        classes = classes_of(text[-EDGE:])[::-1]
        tails[: len(classes), at] = classes
        classes = classes_of(text[:EDGE])
        heads[: len(classes), at] = classes
    return tails, heads


def weigh_language(texts: Sequence[str], statistics: Statistics) -> LanguageEvidence:
    """Weigh every ordered pair of lines, given without white space."""
    tails, heads = edges(texts)
    a1, a2, a3 = (tail[:, None] for tail in tails)
    b1, b2, b3 = (head[None, :] for head in heads)
    model = LanguageModel(statistics)
    count = statistics.count
    second, third = heads[1] != START, heads[2] != START
    alone = model.begin(b1, b2, b3)
    after = (
        model.after(model.after(model.after(alone[0], b1, a1), b1, a2, a1), b1, a3, a2, a1),
        model.after(model.after(alone[1], b2, a1, b1), b2, a2, a1, b1),
        model.after(alone[2], b3, a1, b1, b2),
    )
    start = np.full((1, 1), START, dtype=np.uint64)
    opened = (
        model.after(alone[0], b1, start),
        model.after(alone[1], b2, start, b1),
        model.after(alone[2], b3, start, b1, b2),
    )
    there = (1.0, second, third)
    gains = [np.log(p / q) * mask for p, q, mask in zip(after, alone, there, strict=True)]
    opening = [np.log(p / q) * mask for p, q, mask in zip(opened, alone, there, strict=True)]
    pair = count(a1, b1)
    single = (statistics.single(a1) + 1) * (statistics.single(b1) + 1)
    spans = ((a2, a1, b1), (a1, b1, b2), (a3, a2, a1, b1), (a2, a1, b1, b2), (a1, b1, b2, b3))
    return LanguageEvidence(
        gains=(gains[0], gains[1], gains[2]),
        association=np.log((pair + 0.1) * statistics.total / single),
        spans=tuple(np.log1p(count(*span)) for span in spans),
        word=_word_over(statistics, (a1, a2, a3), (b1, b2, b3)),
        opening=(opening[0] + opening[1] + opening[2])[0],
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
            best[seen[_slots(hash_strings(*before, *after))]] = length - 2
    return best


def _slots(hashes: Classes) -> Classes:
    return hashes >> np.uint64(64 - _BITS)


def _word_over(
    statistics: Statistics, tails: tuple[Classes, ...], heads: tuple[Classes, ...]
) -> Floats:
    best = np.zeros((tails[0].shape[0], heads[0].shape[1]))
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

    def join_gain(self, left: str, right: str) -> float:
        """Gain in log probability of the right text's start after the left text's end, in nats."""
        gains = weigh_language((left, right), self._statistics).gains
        return float(sum(gain[0, 1] for gain in gains))

    def opening_gain(self, text: str) -> float:
        """How much likelier a text begins a paragraph than it occurs, in nats."""
        return float(weigh_language((text,), self._statistics).opening[0])

    def edge_gains(self, text: str, start: int, end: int) -> tuple[float, float]:
        """How much likelier a text begins after the class `start`, and ends before `end`."""
        tails, heads = edges((text,))
        b1, b2, b3 = heads
        first = np.array([start], dtype=np.uint64)
        last = np.array([end], dtype=np.uint64)
        alone = self.begin(b1, b2, b3)
        gain = np.log(self.after(alone[0], b1, first) / alone[0])
        gain = gain + np.log(self.after(alone[1], b2, first, b1) / alone[1])
        ended = self.after(self._single(last), last, tails[0])
        ended = self.after(ended, last, tails[1], tails[0])
        ended = self.after(ended, last, tails[2], tails[1], tails[0])
        return float(gain[0]), float(np.log(ended / self._single(last))[0])

    def begin(self, b1: Classes, b2: Classes, b3: Classes) -> tuple[Floats, Floats, Floats]:
        """Probabilities of a line's characters with nothing before the line."""
        single = [self._single(b) for b in (b1, b2, b3)]
        return (
            single[0],
            self.after(single[1], b2, b1),
            self.after(self.after(single[2], b3, b2), b3, b1, b2),
        )

    def after(self, lower: Floats, character: Classes, *context: Classes) -> Floats:
        """Probability of a character after a context, given that after a shorter context."""
        statistics = self._statistics
        if len(context) == 1:
            times = statistics.single(context[0])
            kinds = statistics.single_followers(context[0])
        else:
            times = statistics.count(*context)
            kinds = statistics.count(FOLLOWERS, *context)
        kinds = np.where(kinds > 0, np.minimum(kinds, times), times)
        here = np.maximum(statistics.count(*context, character) - _DISCOUNT, 0.0)
        mixed = (here + _DISCOUNT * kinds * lower) / np.maximum(times, 1.0)
        return np.where(times > 0, mixed, lower)

    def _single(self, character: Classes) -> Floats:
        return (self._statistics.single(character) + 0.5) / self._statistics.total
