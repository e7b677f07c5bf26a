"""Continuation: how likely one printed line goes on in another.

Two views are added up. One network of one hidden layer weighs what the two texts say, blind to
where the lines were extracted: the logarithm of how much likelier the evidence is on a true join
than on two lines that stand on a page together. Three others see places too: the first weighs the
evidence on a pair by itself; the later ones see, besides, what the one before thinks of the pair's
rivals: of every other successor of the one line and predecessor of the other, of the extracted
neighbours, and of the pairs beside it. True joins on 120 develop pages of three kinds, headlines
known, were with the first view alone 0.960, 0.974 and 0.970; with the second alone 0.972, 0.983 and
0.970; with both 0.975, 0.984 and 0.976. Networks half as large again, from 400 pages of each kind
instead of 250, did no better (0.972, 0.985, 0.978). Weights are rebuilt by
``python -m tests.page.learning.fit_joins``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from retrieval.page.evidence import FEATURES, TEXT, Features
from retrieval.page.statistics import Floats

__all__ = [
    "NETWORKS",
    "PLACES",
    "RIVALS",
    "TEXTS",
    "JoinModel",
    "Joins",
    "Network",
    "load_join_model",
    "weigh_again",
    "weigh_rivals",
]

RIVALS = 18
"""Features that the second network sees besides the first one's."""

NETWORKS = ("text", "first", "second", "third")
"""Names of the networks in the file of weights."""

PLACES, TEXTS = 0.3, 1.2
"""Weights of the two views; develop pages do not tell a third more or less of each apart."""

_LOST = 0.003
"""Chance that the line after a line was lost."""

_WEIGHTS = "joins.npz"
_TINY = 1e-6
_NEVER = -14.0
_ROUNDS = 8
_PLAUSIBLE = -9.0
_NEGLIGIBLE = 5e-5
_PAIRS = 2048
_REACH = 8
_AROUND = 9


@dataclass(frozen=True, slots=True)
class Joins:
    """Log odds for every ordered pair of places.

    Attributes:
        odds: That the second is read right after the first.
        inside: That, if so, both stand in one paragraph.
    """

    odds: Floats
    inside: Floats


@dataclass(frozen=True, slots=True)
class Network:
    """One hidden layer of hyperbolic tangents and three outputs: no join, inside, new paragraph."""

    hidden: NDArray[np.float32]
    hidden_bias: NDArray[np.float32]
    output: NDArray[np.float32]
    output_bias: NDArray[np.float32]

    def weigh(self, planes: NDArray[np.float32]) -> Floats:
        """Probabilities of the three outputs for m pairs; 3 x m.

        Args:
            planes: The features, one a row; as many as the network has inputs x m.
        """
        hidden = self.hidden.T @ planes + self.hidden_bias[:, None]
        np.tanh(hidden, out=hidden)
        scores = (self.output.T @ hidden + self.output_bias[:, None]).astype(np.float64)
        scores = np.exp(scores - scores.max(axis=0))
        return np.asarray(scores / scores.sum(axis=0))

    def weigh_all(self, features: Features) -> Floats:
        """The same for a table of pairs, in slices that stay in the cache; 3 x n x n."""
        planes, shape = _planes(features), features.shape[:-1]
        slices = range(0, planes.shape[1], _PAIRS)
        shares = [self.weigh(planes[:, at : at + _PAIRS]) for at in slices]
        return np.concatenate(shares, axis=1).reshape(-1, *shape)

    def spread(self, features: Sequence[int], many: int) -> Network:
        """The same network among `many` features, of which it heeds those numbered alone."""
        hidden = np.zeros((many, self.hidden.shape[1]), dtype=np.float32)
        hidden[features] = self.hidden
        return replace(self, hidden=hidden)


class JoinModel:
    """The networks: one for the texts, one that weighs pairs alone, those that see the rivals.

    Args:
        text: The network that heeds only the features `TEXT`, of all of them.
        alone: The first network that sees places.
        later: Each of these sees what the one before it made of the rivals.
    """

    def __init__(self, text: Network, alone: Network, later: Sequence[Network]) -> None:
        self._text = text
        self._alone = alone
        self._later = tuple(later)

    def weigh(self, features: Features, lines: int) -> Joins:
        """Weigh every ordered pair of places; the first `lines` of them are lines."""
        shares = self.weigh_alone(features)
        for network in self._later:
            shares = weigh_again(network, shares, features, lines)
        inside = np.log(shares[1] + _TINY) - np.log(shares[2] + _TINY)
        return Joins(PLACES * _odds(shares) + TEXTS * self.weigh_texts(features), inside)

    def weigh_texts(self, features: Features) -> Floats:
        """Log likelihood ratios of joins by the texts alone; lines may be lost between any two."""
        ratios = np.exp(_odds(self._text.weigh_all(features)))
        return np.asarray(np.log((1 - _LOST) * ratios + _LOST))

    def weigh_alone(self, features: Features) -> Floats:
        """The first network's probabilities; 3 x size x size."""
        return self._alone.weigh_all(features)


def _planes(features: Features) -> NDArray[np.float32]:
    """A table of pairs as one row a feature; a view where it is stored so."""
    return np.asarray(np.moveaxis(features, -1, 0).reshape(features.shape[-1], -1))


def _odds(shares: Floats) -> Floats:
    return np.asarray(np.log(shares[1] + shares[2] + _TINY) - np.log(shares[0] + _TINY))


def weigh_again(network: Network, shares: Floats, features: Features, lines: int) -> Floats:
    """Weigh the pairs that are plausible once more; the others are none."""
    rivals = _planes(weigh_rivals(shares, lines))
    chosen = np.flatnonzero(rivals[0] > _PLAUSIBLE / 5)
    again = np.full((len(shares), rivals.shape[1]), _NEGLIGIBLE)
    again[0] = 1.0
    both = [planes.take(chosen, axis=1) for planes in (rivals, _planes(features))]
    again[:, chosen] = network.weigh(np.concatenate(both))
    return again.reshape(shares.shape)


def weigh_rivals(first: Floats, lines: int) -> Features:
    """What the second network sees of each pair's competitors; size x size x `RIVALS`."""
    odds = _odds(first)
    np.fill_diagonal(odds, _NEVER)
    chances = np.exp(odds)
    by_row = odds - np.log(chances.sum(axis=1))[:, None]
    by_column = odds - np.log(chances.sum(axis=0))
    settled = odds + _settle(chances)
    extracted, kept = _follow(odds, lines), _follow(settled, lines)
    pulled_in = _but_extracted(by_column, lines).max(axis=0)
    pulled_out = _but_extracted(by_row, lines).max(axis=1)
    size = len(odds)
    columns = [
        odds / 5,
        np.log(first[1] + _TINY) - np.log(first[2] + _TINY),
        by_row / 4,
        by_column / 4,
        settled / 4,
        np.clip(_over_others(odds, 1), -12, 12) / 4,
        np.clip(_over_others(odds, 0), -12, 12) / 4,
        _of_first(extracted / 5, size),
        _of_second(extracted / 5, size),
        _of_first(np.maximum(kept, -12) / 4, size),
        _of_second(np.maximum(kept, -12) / 4, size),
        *_beside(np.exp(settled), lines),
        _of_first(np.maximum(pulled_in[1:lines], -8) / 4, size),
        _of_second(np.maximum(pulled_out[: lines - 1], -8) / 4, size),
        np.exp(by_row),
        np.exp(by_column),
    ]
    planes = np.empty((RIVALS, size, size), dtype=np.float32)
    for plane, column in zip(planes, columns, strict=True):
        np.maximum(column, -5, out=plane, casting="same_kind")
    return np.moveaxis(planes, 0, -1)


def _settle(chances: Floats) -> Floats:
    """What makes rows and columns sum to one in turn, as logarithms (Sinkhorn 1964)."""
    of_row, of_column = np.ones(len(chances)), np.ones(len(chances))
    for _ in range(_ROUNDS):
        of_row = 1 / (chances @ of_column)
        of_column = 1 / (of_row @ chances)
    return np.asarray(np.log(of_row)[:, None] + np.log(of_column))


def _over_others(odds: Floats, axis: int) -> Floats:
    """By how much each value is over the best of the others along an axis."""
    two = np.partition(odds, -2, axis=axis)
    best, next_best = np.take(two, [-1], axis=axis), np.take(two, [-2], axis=axis)
    return np.where(odds == best, odds - next_best, odds - best)


def _follow(odds: Floats, lines: int) -> Floats:
    """Values of the joins as extracted."""
    return np.asarray(odds[np.arange(lines - 1), np.arange(1, lines)])


def _but_extracted(odds: Floats, lines: int) -> Floats:
    others = odds.copy()
    others[np.arange(lines - 1), np.arange(1, lines)] = 2 * _NEVER
    return others


def _of_first(values: Floats, size: int) -> Floats:
    """A value for each line but the last, spread over all pairs whose first it is."""
    padded = np.pad(values, (0, size - len(values)))
    return np.broadcast_to(padded[:, None], (size, size))


def _of_second(values: Floats, size: int) -> Floats:
    """A value for each line but the first, spread over all pairs whose second it is."""
    padded = np.pad(values, (1, size - len(values) - 1))
    return np.broadcast_to(padded[None, :], (size, size))


def _beside(shares: Floats, lines: int) -> tuple[Floats, Floats, Floats]:
    """Shares of the pairs one and two lines on and back, and how much the stretch jumps."""
    body = shares[:lines, :lines]
    near, next_near, jumps = (np.zeros_like(shares) for _ in range(3))
    for target, step in ((near, 1), (next_near, 2)):
        target[: lines - step, : lines - step] += body[step:, step:]
        target[step:lines, step:lines] += body[: lines - step, : lines - step]
    ahead = np.arange(lines)[None, :] - np.arange(lines)[:, None]
    jump = (body * ((ahead > 1) & (ahead <= _REACH))).sum(axis=1)
    jump = jump + (body * ((ahead < 0) | (ahead > _REACH))).sum(axis=1) / 2
    half = _AROUND // 2
    around = np.convolve(jump, np.ones(_AROUND))[half : half + lines]
    jumps[:lines, :lines] = (around[:, None] + around[None, :]) / _AROUND
    return near, next_near, jumps


@cache
def load_join_model() -> JoinModel:
    """The shipped networks."""
    with files("retrieval.page").joinpath(_WEIGHTS).open("rb") as file, np.load(file) as arrays:
        text, *sighted = (_network(arrays, name) for name in NETWORKS)
        return JoinModel(text.spread(TEXT, len(FEATURES)), sighted[0], sighted[1:])


def _network(arrays: Mapping[str, NDArray[np.float32]], name: str) -> Network:
    parts = ("hidden", "hidden_bias", "output", "output_bias")
    return Network(*(arrays[f"{name}_{part}"].astype(np.float32) for part in parts))
