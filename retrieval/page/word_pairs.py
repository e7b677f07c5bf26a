"""Word evidence: how much likelier two lines are as one run of words than as strangers.

A line's last and first characters are cut into words in every way; each way counts as much as its
words' frequencies say. A pair's score is the logarithm of the mean, over the ways of both lines, of
how much oftener the last word of the one stands before the first word of the other than chance
would have it, words that the break cuts in two included. Frequencies of 70,000 words and the gains
of 600,000 pairs of them come from Open-gram (CC BY-SA 3.0), a language model of written Chinese at
large: it knows what the broadcaster's news never says. The shipped table is rebuilt by
``python -m tests.page.learning.pack_words`` (see there).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from retrieval.page.statistics import Classes, Floats, Hashes, classes_in_columns, hash_strings

__all__ = [
    "BETWEEN",
    "CELLS",
    "GAINS",
    "LONGEST",
    "PAIR",
    "RARITY",
    "WordPairs",
    "load_word_pairs",
    "split_hashes",
]

PAIR, BETWEEN = 15, 16
"""Classes that stand before the first word of a pair and between its words."""

LONGEST = 4
"""Characters of the longest word."""

CELLS = 4
"""Cells of 16 bits in a bucket: twelve bits of a pair's hash, four bits of its gain's level."""

GAINS = (-0.4, -2.5, *(1.6 + 0.6 * step for step in range(14)))
"""Gain at each level, in nats: of a pair that is not in the table, of one that is avoided, of pairs
that are sought."""

RARITY = 0.08
"""From level to level of a word, in nats less."""

_TABLE = "word_pairs.npz"
_TAIL, _HEAD = 7, 6
_BITS = 20
_UNKNOWN = -16.0
_NEVER = -1e9
_UNLIKELY = -7.0
_FLOOR = -12.0


def split_hashes(hashes: Hashes, buckets: int) -> tuple[Hashes, NDArray[np.uint16]]:
    """A pair's bucket, and its cell with an empty level."""
    return hashes % np.uint64(buckets), ((hashes >> np.uint64(52)) << np.uint64(4)).astype(
        np.uint16
    )


class WordPairs:
    """Frequencies of words, and gains of words that stand side by side.

    Args:
        table: ``words``, the upper halves of words' hashes, ascending; ``rarities``, their levels;
            ``pairs``, the buckets.
    """

    def __init__(self, table: Mapping[str, NDArray[np.generic]]) -> None:
        self._words = np.asarray(table["words"], dtype=np.uint32)
        self._rarities = np.asarray(table["rarities"], dtype=np.float64) * -RARITY
        self._pairs = np.asarray(table["pairs"], dtype=np.uint64)
        self._gains = np.array(GAINS)
        self._begun = np.zeros(1 << _BITS, dtype=np.bool_)
        self._begun[self._words >> np.uint32(32 - _BITS)] = True

    def word(self, *characters: Classes) -> Floats:
        """Logarithm of a word's probability; for a string that is none, next to nothing."""
        hashes = hash_strings(*characters)
        chances = np.full(hashes.size, _UNKNOWN if len(characters) == 1 else _NEVER)
        places, found = self._find(hashes)
        chances[places] = found
        return chances.reshape(hashes.shape)

    def _find(self, hashes: Hashes) -> tuple[NDArray[np.int64], Floats]:
        """Which of some strings, numbered through, are words, and their log probabilities.

        Most are none: only those whose first bits some word has are searched for.
        """
        hashes = hashes.ravel()
        places = np.flatnonzero(
            self._begun.take((hashes >> np.uint64(64 - _BITS)).astype(np.int64))
        )
        wanted = (hashes[places] >> np.uint64(32)).astype(np.uint32)
        at = np.minimum(np.searchsorted(self._words, wanted), len(self._words) - 1)
        same = self._words[at] == wanted
        return places[same], self._rarities[at[same]]

    def gain(self, first: Sequence[Classes], second: Sequence[Classes]) -> Floats:
        """How much likelier the second word is after the first than anywhere, in nats."""
        hashes = hash_strings(PAIR, *first, BETWEEN, *second)
        bucket, wanted = split_hashes(hashes, len(self._pairs))
        cells = self._pairs[bucket][..., None].view(np.uint16)
        level = np.zeros(hashes.shape, dtype=np.uint16)
        for cell in range(CELLS):
            here = cells[..., cell] ^ wanted
            level = np.maximum(level, here * (here < len(self._gains)))
        return self._gains[level]

    def score(self, texts: Sequence[str]) -> Floats:
        """Score every ordered pair of lines, given without white space; n x n, in nats."""
        tails, heads = _ends(texts)
        ended, begun = self._cut_tails(tails), self._cut_heads(heads)
        score = np.full((len(texts), len(texts)), _FLOOR)
        for left in range(1, LONGEST + 1):
            last = _suffix(tails, _TAIL, left)
            at_left = ended[_TAIL - left] + self.word(*last) - ended[_TAIL]
            rows = np.flatnonzero(at_left > _UNLIKELY)
            for right in range(1, LONGEST + 1):
                first = list(heads[:right])
                at_right = self.word(*first) + begun[right] - begun[0]
                columns = np.flatnonzero(at_right > _UNLIKELY)
                if not len(rows) or not len(columns):
                    continue
                gain = self.gain(
                    [c[rows][:, None] for c in last], [c[columns][None] for c in first]
                )
                here = np.ix_(rows, columns)
                gain += at_left[rows][:, None] + at_right[columns][None, :]
                score[here] = np.logaddexp(score[here], gain)
        for left in range(1, LONGEST):
            for right in range(1, LONGEST + 1 - left):
                self._cross(score, (tails, ended, left), (heads, begun, right))
        return score

    def _cross(
        self,
        score: Floats,
        tail: tuple[Classes, Floats, int],
        head: tuple[Classes, Floats, int],
    ) -> None:
        """Add the words that the break cuts after some characters of theirs."""
        (tails, ended, left), (heads, begun, right) = tail, head
        last, first = _suffix(tails, _TAIL, left), list(heads[:right])
        strings = hash_strings(*(c[:, None] for c in last), *(c[None, :] for c in first))
        places, chances = self._find(strings)
        if not len(places):
            return
        rows, columns = np.divmod(places, len(score))
        word = [c[rows] for c in last] + [c[columns] for c in first]
        before = np.full(len(rows), _NEVER)
        behind = np.full(len(rows), _NEVER)
        for length in range(1, LONGEST + 1):
            if length <= _TAIL - left:
                other = _suffix(tails, _TAIL - left, length)
                at = ended[_TAIL - left - length] + self.word(*other)
                gain = self.gain([c[rows] for c in other], word)
                before = np.logaddexp(before, at[rows] + gain)
            if right + length <= _HEAD:
                other = list(heads[right : right + length])
                at = begun[right + length] + self.word(*other)
                gain = self.gain(word, [c[columns] for c in other])
                behind = np.logaddexp(behind, at[columns] + gain)
        total = chances + before + behind
        total -= ended[_TAIL][rows] + begun[0][columns]
        score[rows, columns] = np.logaddexp(score[rows, columns], total)

    def _cut_tails(self, tails: Classes) -> Floats:
        """Logarithms of the chances of the first 0, 1, ... of the last characters, in all cuts."""
        chances = np.full((_TAIL + 1, tails.shape[1]), _NEVER)
        chances[0] = 0.0
        for end in range(1, _TAIL + 1):
            for length in range(1, min(LONGEST, end) + 1):
                word = self.word(*_suffix(tails, end, length))
                chances[end] = np.logaddexp(chances[end], chances[end - length] + word)
        return chances

    def _cut_heads(self, heads: Classes) -> Floats:
        """Logarithms of the chances of the first characters without the first 0, 1, ..."""
        chances = np.full((_HEAD + 1, heads.shape[1]), _NEVER)
        chances[_HEAD] = 0.0
        for start in range(_HEAD - 1, -1, -1):
            for length in range(1, min(LONGEST, _HEAD - start) + 1):
                word = self.word(*heads[start : start + length])
                chances[start] = np.logaddexp(chances[start], chances[start + length] + word)
        return chances


def _ends(texts: Sequence[str]) -> tuple[Classes, Classes]:
    """Classes of the last and of the first characters, in reading order; `START` fills up."""
    tails = classes_in_columns([text[: -_TAIL - 1 : -1] for text in texts], _TAIL)
    return tails[::-1], classes_in_columns(texts, _HEAD)


def _suffix(tails: Classes, end: int, length: int) -> list[Classes]:
    return list(tails[end - length : end])


@cache
def load_word_pairs() -> WordPairs:
    """The shipped table; loading it takes some milliseconds."""
    with files("retrieval.page").joinpath(_TABLE).open("rb") as file, np.load(file) as table:
        return WordPairs({name: table[name] for name in table.files})
