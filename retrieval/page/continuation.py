"""Continuation: how likely one printed line goes on in another.

Two views are added up. One network of one hidden layer weighs what the two texts say, blind to
where the lines were extracted: the logarithm of how much likelier the evidence is on a true join
than on two lines that stand on a page together. Three others see places too: the first weighs the
evidence on a pair by itself; the later ones see, besides, what the one before thinks of the pair's
rivals: of every other successor of the one line and predecessor of the other, of the extracted
neighbours, and of the pairs beside it. True joins on 92 develop pages of five kinds with the first
view alone were 0.953, 0.974, 0.911, 0.993 and 0.977; with the second alone 0.961, 0.975, 0.916,
0.987 and 0.971; with both 0.961, 0.983, 0.929, 0.992 and 0.982. Weights are rebuilt by
``python -m tests.page.learning.fit_joins``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from retrieval.page.evidence import TEXT, Features
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

PLACES, TEXTS = 0.4, 1.2
"""Weights of the two views; develop pages do not tell a third more or less of each apart."""

_LOST = 0.003
"""Chance that the line after a line was lost."""

_WEIGHTS = "joins.npz"
_TINY = 1e-6
_NEVER = -14.0
_ROUNDS = 8
_PLAUSIBLE = -9.0
_NEGLIGIBLE = 5e-5
_ROWS = 64
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

    def weigh(self, features: Features) -> Floats:
        """Probabilities of the three outputs; the last axis of the features is consumed."""
        hidden = np.tanh(features @ self.hidden + self.hidden_bias)
        scores = (hidden @ self.output + self.output_bias).astype(np.float64)
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        return np.asarray(scores / scores.sum(axis=-1, keepdims=True))


class JoinModel:
    """The networks: one for the texts, one that weighs pairs alone, those that see the rivals.

    Args:
        text: The network that sees only the features `TEXT`.
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
        inside = np.log(shares[..., 1] + _TINY) - np.log(shares[..., 2] + _TINY)
        return Joins(PLACES * _odds(shares) + TEXTS * self.weigh_texts(features), inside)

    def weigh_texts(self, features: Features) -> Floats:
        """Log likelihood ratios of joins by the texts alone; lines may be lost between any two."""
        slices = range(0, len(features), _ROWS)
        shares = [self._text.weigh(features[at : at + _ROWS][..., TEXT]) for at in slices]
        ratios = np.exp(_odds(np.concatenate(shares)))
        return np.asarray(np.log((1 - _LOST) * ratios + _LOST))

    def weigh_alone(self, features: Features) -> Floats:
        """The first network's probabilities, in slices that stay in the cache."""
        slices = range(0, len(features), _ROWS)
        return np.concatenate([self._alone.weigh(features[at : at + _ROWS]) for at in slices])


def _odds(shares: Floats) -> Floats:
    return np.log(shares[..., 1] + shares[..., 2] + _TINY) - np.log(shares[..., 0] + _TINY)


def weigh_again(network: Network, shares: Floats, features: Features, lines: int) -> Floats:
    """Weigh the pairs that are plausible once more; the others are none."""
    rivals = weigh_rivals(shares, lines)
    chosen = rivals[..., 0] > _PLAUSIBLE / 5
    again = np.zeros_like(shares)
    again[..., 0] = 1.0
    again[..., 1:] = _NEGLIGIBLE
    again[chosen] = network.weigh(np.concatenate((rivals[chosen], features[chosen]), axis=-1))
    return again


def weigh_rivals(first: Floats, lines: int) -> Features:
    """What the second network sees of each pair's competitors; size x size x `RIVALS`."""
    odds = _odds(first)
    np.fill_diagonal(odds, _NEVER)
    by_row, by_column = _normal(odds, 1), _normal(odds, 0)
    settled = odds
    for _ in range(_ROUNDS):
        settled = _normal(_normal(settled, 1), 0)
    extracted, kept = _follow(odds, lines), _follow(settled, lines)
    pulled_in = _but_extracted(by_column, lines).max(axis=0)
    pulled_out = _but_extracted(by_row, lines).max(axis=1)
    size = len(odds)
    columns = [
        odds / 5,
        np.log(first[..., 1] + _TINY) - np.log(first[..., 2] + _TINY),
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
    return np.stack([np.maximum(column, -5) for column in columns], axis=-1).astype(np.float32)


def _normal(odds: Floats, axis: int) -> Floats:
    """Log odds made logarithms of shares that sum to one along an axis."""
    top = odds.max(axis=axis, keepdims=True)
    return np.asarray(odds - top - np.log(np.exp(odds - top).sum(axis=axis, keepdims=True)))


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
        return JoinModel(text, sighted[0], sighted[1:])


def _network(arrays: Mapping[str, NDArray[np.float32]], name: str) -> Network:
    parts = ("hidden", "hidden_bias", "output", "output_bias")
    return Network(*(arrays[f"{name}_{part}"].astype(np.float32) for part in parts))
