"""Kinship evidence: which lines of a page tell of the same matter.

Lines that share characters, or pairs of them, which are rare in news are kin, and so are, more
distantly, lines that have kin in common: kinship walks on over the page for some steps, as in
diffusion kernels (Kondor and Lafferty 2002). It says nothing on the order of two lines, but much on
whether they can be of one story, where the words at the break say little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.page.statistics import Floats, Hashes, Statistics, classes_of, hash_strings

__all__ = ["Kinship", "find_kin"]

_COMMON, _COMMON_ALONE = 2e5, 3e4
_OFTEN = 0.5
_LATIN = 127
_SCALE = 100.0
_ALONE = 0.2
_STEPS = 6
_SPREAD = 20.0


@dataclass(frozen=True, slots=True)
class Kinship:
    """Kinship of every pair of n lines: n x n, symmetric, 0 or more, 0 on the diagonal.

    Attributes:
        shared: How much the two lines themselves have in common, as ``log(1 + x)``.
        kin: How near the two are over all lines of the page, as ``log(1 + x)``.
    """

    shared: Floats
    kin: Floats


def find_kin(texts: Sequence[str], statistics: Statistics) -> Kinship:
    """Find how near in matter every two lines are, given without white space."""
    shared = _share(texts, statistics)
    reach = 1.0 / np.sqrt(shared.sum(axis=1) + _ALONE)
    step = np.eye(len(texts)) + shared * reach[:, None] * reach[None, :]
    kin = np.linalg.matrix_power(step, _STEPS)
    np.fill_diagonal(kin, 0.0)
    return Kinship(np.log1p(shared), np.log1p(_SPREAD * kin))


def _share(texts: Sequence[str], statistics: Statistics) -> Floats:
    """Sums over the characters and pairs that two lines share; rare ones weigh more."""
    lines, hashes, weights = _strings_of(texts, statistics)
    _, which, times = np.unique(hashes, return_inverse=True, return_counts=True)
    again = times[which] > 1
    lines, weights = lines[again], weights[again] / np.log2(1 + times[which[again]])
    kept, which = np.unique(which[again], return_inverse=True)
    table = np.zeros((len(texts), len(kept)))
    table[lines, which] = weights
    shared = table @ table.T / _SCALE
    np.fill_diagonal(shared, 0.0)
    return shared


def _strings_of(
    texts: Sequence[str], statistics: Statistics
) -> tuple[NDArray[np.int64], Hashes, Floats]:
    """The characters of lines and pairs of them that are no marks, no Latin and not common.

    Returns:
        For each of them its line, its hash and how rare it is.
    """
    lines = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    classes = classes_of("".join(texts))
    first, second, written = classes[:-1], classes[1:], classes > _LATIN
    paired = written[:-1] & written[1:] & (lines[:-1] == lines[1:])
    weights = np.append(
        _rarity(_COMMON_ALONE, statistics.single(classes)) * written,
        _rarity(_COMMON, statistics.count(first, second)) * paired,
    )
    hashes = np.append(hash_strings(classes), hash_strings(first, second))
    rare = weights > 0
    return np.append(lines, lines[:-1])[rare], hashes[rare], weights[rare]


def _rarity(common: float, times: Floats) -> Floats:
    return np.maximum(np.log(common / (times + _OFTEN)), 0.0)
