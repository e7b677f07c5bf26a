"""Character statistics of Chinese news: how often short strings occur, in one compact table.

The shipped table is rebuilt by ``python -m tests.page.learning.count_strings`` (see there). It is
one array of 64-bit buckets; a bucket has four cells of 16 bits, eleven bits of a string's hash and
five bits of the logarithm of its count. A string that was never counted is taken for one that was
about once in six hundred look-ups; in exchange more than two million strings fit into 7 MB. Counts
of single characters follow the buckets, exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from retrieval.text import simplify

__all__ = [
    "ALPHABET",
    "BUCKETS",
    "CELLS",
    "FOLLOWERS",
    "HEAD_END",
    "HEAD_START",
    "LEVELS",
    "RATIO",
    "START",
    "WORD",
    "Classes",
    "Floats",
    "Hashes",
    "Statistics",
    "classes_in_columns",
    "classes_of",
    "hash_strings",
    "load_statistics",
]

Classes: TypeAlias = NDArray[np.uint64]
Hashes: TypeAlias = NDArray[np.uint64]
Floats: TypeAlias = NDArray[np.float64]

START = 10
"""Class that stands before a paragraph's first character."""

HEAD_START, HEAD_END = 11, 12
"""Classes that stand before the first and after the last character of a headline."""

FOLLOWERS = 13
"""Class before a string: the entry counts the different characters that follow the string."""

WORD = 14
"""Class before a string: the entry tells how often a dictionary has the string as a word."""

BUCKETS, CELLS = 765_000, 4
RATIO, LEVELS = 1.4, 31
ALPHABET = 1 << 16
_TABLE = "statistics.npy"
_MIX = np.uint64(0x9E3779B97F4A7C15)
_FOLD = np.uint64(29)
_EVERY_CELL = np.uint64(sum(1 << 16 * cell + 5 for cell in range(CELLS)))
_HALVES = {ord(full): ord(half) for full, half in zip("，；：！？（）", ",;:!?()", strict=True)}
_QUOTES = {ord(quote): ord('"') for quote in "“”„«»"} | {ord(quote): ord("'") for quote in "‘’"}


def classes_of(text: str) -> Classes:
    """Map characters to classes: width, shape of quotes and traditional forms aside.

    All digits are of one class, and so are all Latin letters.
    """
    return np.fromiter(map(_class_of, text), dtype=np.uint64, count=len(text))


def classes_in_columns(texts: Sequence[str], size: int) -> Classes:
    """Classes of the first characters of texts, a column each; size x n, `START` fills up."""
    fill = [START] * size
    columns = [[*map(_class_of, text[:size]), *fill][:size] for text in texts]
    return np.ascontiguousarray(np.array(columns, dtype=np.uint64).reshape(-1, size).T)


@cache
def _class_of(character: str) -> int:
    if character.isdecimal():
        return ord("0")
    code = ord(simplify(character))
    code = _HALVES.get(code, _QUOTES.get(code, code))
    if chr(code).isascii() and chr(code).isalpha():
        return ord("A")
    return code % ALPHABET


def hash_strings(*parts: Classes | int) -> Hashes:
    """Hash strings given as one array of classes a character; the arrays broadcast."""
    total = np.array(len(parts), dtype=np.uint64)
    one = np.uint64(1)
    with np.errstate(over="ignore"):
        for part in parts:
            total = total + (np.asarray(part, dtype=np.uint64) + one)
            total *= _MIX
            total ^= total >> _FOLD
    return total


class Statistics:
    """How often strings of two to four characters occur in news.

    Args:
        table: The buckets, the counts of single classes, the number of their followers.
    """

    def __init__(self, table: NDArray[np.uint64]) -> None:
        self._buckets = np.asarray(table[:BUCKETS])
        singles, followers = np.split(np.asarray(table[BUCKETS:]), 2)
        self._singles = singles.view(np.uint32)
        self._followers = followers.view(np.uint32)
        self.total = float(self._singles.sum(dtype=np.float64))
        self._counts = np.concatenate(([0.0], RATIO ** np.arange(LEVELS)))

    def single(self, classes: Classes) -> Floats:
        """Counts of single characters."""
        return self._singles[classes].astype(np.float64)

    def single_followers(self, classes: Classes) -> Floats:
        """How many different characters follow single characters."""
        return self._followers[classes].astype(np.float64)

    def count(self, *parts: Classes | int) -> Floats:
        """Counts of strings, to the nearest step of 1.4; 0 where never seen."""
        hashes = hash_strings(*parts)
        found = self._buckets.take((hashes % np.uint64(BUCKETS)).astype(np.int64))
        found ^= (hashes >> np.uint64(53)) * _EVERY_CELL
        cells = found.view(np.uint16)
        cells *= cells <= LEVELS
        cells = cells.reshape(*hashes.shape, CELLS)
        level = np.maximum(cells[..., 0], cells[..., 1])
        for cell in range(2, CELLS):
            np.maximum(level, cells[..., cell], out=level)
        return self._counts[level]


@cache
def load_statistics() -> Statistics:
    """The shipped table, mapped into memory; it takes some milliseconds."""
    path = files("retrieval.page").joinpath(_TABLE)
    return Statistics(np.load(str(path), mmap_mode="r"))
