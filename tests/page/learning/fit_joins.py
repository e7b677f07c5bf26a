"""Fit the networks that weigh joins: ``python -m tests.page.learning.fit_joins OUT.npz``.

Wants scikit-learn. The shipped weights were fitted on 250 pages of each make for the network of the
texts and 250, 250 and 170 for the three that see places; pairs that are neither true nor plausible
are sampled, and weighed by the inverse of their chance. For the network of the texts the false
pairs of a line weigh as much as its true one together, so that its log odds are log likelihood
ratios; lines of one article, which are harder to tell apart, weigh three times as much as others.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.neural_network import MLPClassifier

from retrieval.page.continuation import (
    NETWORKS,
    JoinModel,
    Network,
    weigh_again,
    weigh_rivals,
)
from retrieval.page.evidence import FEATURES, TEXT, Features
from tests.page.learning.pages import Lesson, fitting_pages, lesson_of

_NEAR = 8
_BEST, _HARDEST = 6, 5
_NO_SECTION = -9
_SAME_ARTICLE = 3.0
_LIKELY, _PLAUSIBLE = -6.0 / 5, -9.0 / 5


def sample_texts(
    lesson: Lesson, dice: np.random.Generator
) -> tuple[Features, NDArray[np.int8], NDArray[np.float64]]:
    """Pairs for the network of the texts: true ones, the likeliest others, and some at random."""
    features, labels = lesson.features[:, :, TEXT], lesson.labels
    size, count = len(features), len(lesson.lines)
    hard = _likeliest(lesson, _HARDEST)
    hard[np.arange(count - 1), np.arange(1, count)] = True
    sections = np.array([line.section for line in lesson.lines] + [_NO_SECTION] * (size - count))
    same = sections[:, None] == sections[None, :]
    chance = np.where(hard, 1.0, np.where(same, 8 / size, 3 / size))
    weights = np.where(same, _SAME_ARTICLE, 1.0) * (labels == 0)
    np.fill_diagonal(weights, 0.0)
    weights /= weights.sum(axis=1, keepdims=True)
    picked = (dice.random(chance.shape) < chance) & (weights > 0)
    weights = np.where(labels > 0, 1.0, weights / chance)
    picked |= labels > 0
    return features[picked].astype(np.float16), labels[picked], weights[picked]


def _likeliest(lesson: Lesson, best: int) -> NDArray[np.bool_]:
    """For every line its likeliest followers and forerunners by language."""
    count = len(lesson.lines)
    names = ("gain_1", "gain_2", "gain_3", "encoder", "encoder")
    body = lesson.features[:count, :count]
    language = body[:, :, [FEATURES.index(name) for name in names]].sum(axis=-1)
    rows, columns = np.argsort(-language, axis=1), np.argsort(-language, axis=0)
    likeliest = np.zeros(lesson.labels.shape, dtype=np.bool_)
    likeliest[np.arange(count)[:, None], rows[:, :best]] = True
    likeliest[columns[:best], np.arange(count)[None, :]] = True
    return likeliest


def sample_alone(
    lesson: Lesson, dice: np.random.Generator
) -> tuple[Features, NDArray[np.int8], NDArray[np.float64]]:
    """Pairs for the first network: near ones, and the likeliest by language, most of all."""
    size, count = len(lesson.features), len(lesson.lines)
    steps = np.abs(np.arange(size)[:, None] - np.arange(size)[None, :])
    wanted = steps <= _NEAR
    wanted[count:] = wanted[:, count:] = True
    wanted |= _likeliest(lesson, _BEST)
    chance = np.where(wanted, 0.35, 0.02)
    return _sample(lesson.features, lesson.labels, chance, dice)


def sample_again(
    lesson: Lesson, alone: Network, later: list[Network], dice: np.random.Generator
) -> tuple[Features, NDArray[np.int8], NDArray[np.float64]]:
    """Pairs for a later network: the plausible ones, with what is thought of their rivals."""
    count = len(lesson.lines)
    shares = JoinModel(alone, alone, []).weigh_alone(lesson.features)
    for network in later:
        shares = weigh_again(network, shares, lesson.features, count)
    rivals = weigh_rivals(shares, count)
    odds = rivals[:, :, 0]
    chance = np.where(odds > _LIKELY, 1.0, np.where(odds > _PLAUSIBLE, 0.2, 0.0))
    both = np.concatenate((rivals, lesson.features), axis=-1)
    return _sample(both, lesson.labels, chance, dice)


def _sample(
    features: Features,
    labels: NDArray[np.int8],
    chance: NDArray[np.float64],
    dice: np.random.Generator,
) -> tuple[Features, NDArray[np.int8], NDArray[np.float64]]:
    chance = np.where(labels > 0, 1.0, chance)
    np.fill_diagonal(chance, 0.0)
    picked = dice.random(chance.shape) < chance
    return features[picked].astype(np.float16), labels[picked], 1 / chance[picked]


def fit(
    samples: Iterable[tuple[Features, NDArray[np.int8], NDArray[np.float64]]], hidden: int
) -> Network:
    """Fit one network, with ever smaller steps."""
    features, labels, weights = (np.concatenate(part) for part in zip(*samples, strict=True))
    model = MLPClassifier(
        (hidden,), activation="tanh", max_iter=14, batch_size=2048, learning_rate_init=2e-3,
        random_state=0, n_iter_no_change=100,
    )  # fmt: skip
    for rate in (2e-3, 5e-4, 1e-4):
        model.set_params(learning_rate_init=rate, max_iter=14 if rate > 1e-3 else 4)
        model.fit(features.astype(np.float32), labels, sample_weight=weights)
        model.set_params(warm_start=True)
    (one, two), (first, second) = model.coefs_, model.intercepts_
    return Network(*(part.astype(np.float32) for part in (one, first, two, second)))


def fit_texts(pages: int) -> Network:
    """The network that is blind to places."""
    dice = np.random.default_rng(0)
    return fit((sample_texts(lesson, dice) for lesson in _lessons(pages, 501)), 64)


def fit_places(first: int, second: int, third: int) -> tuple[Network, Network, Network]:
    """The networks that see places, each with what the one before thinks, from so many pages."""
    dice = np.random.default_rng(0)
    alone = fit((sample_alone(lesson, dice) for lesson in _lessons(first, 1)), 64)
    again = fit((sample_again(one, alone, [], dice) for one in _lessons(second, 2)), 48)
    last = fit((sample_again(one, alone, [again], dice) for one in _lessons(third, 4)), 40)
    return alone, again, last


def main() -> None:
    """Fit both views, side by side, and write the networks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pages", type=int, nargs=4, default=(250, 250, 250, 170))
    asked = parser.parse_args()
    texts, first, second, third = asked.pages
    with ProcessPoolExecutor(2) as pool:
        blind = pool.submit(fit_texts, texts)
        sighted = pool.submit(fit_places, first, second, third)
        networks = (blind.result(), *sighted.result())
    arrays = {
        f"{name}_{part}": getattr(network, part)
        for name, network in zip(NETWORKS, networks, strict=True)
        for part in ("hidden", "hidden_bias", "output", "output_bias")
    }
    np.savez(asked.out, **arrays)


def _lessons(pages: int, seed: int) -> Iterable[Lesson]:
    return (lesson for page in fitting_pages(pages, seed) if (lesson := lesson_of(page)))


if __name__ == "__main__":
    main()
