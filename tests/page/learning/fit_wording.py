"""Learn how headlines are worded, against lines cut out of running text.

``python -m tests.page.learning.fit_wording NEWS.jsonl.gz 199801.txt retrieval/page/wording.npz``

NEWS is as for `count_strings`, the other text as for `texts.read_paper`. Headlines from `BEFORE` on
are left for measuring.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retrieval.page.wording import SLOTS, find_slots
from tests.page.learning.count_strings import BEFORE
from tests.page.learning.texts import read_headings, read_paper

_SIZES = range(4, 41)
_A_HEADLINE = 3
_PASSES, _BATCH, _RATE, _RIDGE = 6, 64, 0.15, 1e-6


def read_told(path: Path, first: str, end: str) -> tuple[list[str], list[str]]:
    """Headlines and paragraphs of the news of some days."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        told = [story for story in map(json.loads, file) if first <= story["date"] < end]
    headlines = [re.sub(r"^[【〖].*?[】〗]", "", story["headline"]).strip() for story in told]
    return headlines, [text for story in told for text in story["paragraphs"]]


def examples(
    headlines: list[str], paragraphs: list[str], rng: random.Random
) -> tuple[list[str], list[str]]:
    """Headlines and their parts; three times as many lines cut out of paragraphs."""
    parts = [part for text in headlines for part in re.split(r"\s+|——|(?<=[，,])", text)]
    found = {"".join(text.split()) for text in (*headlines, *parts)}
    good = sorted(text for text in found if len(text) in _SIZES)
    bad: list[str] = []
    while len(bad) < _A_HEADLINE * len(good):
        line = _cut_line("".join(rng.choice(paragraphs).split()), rng)
        if "。" not in line and len(line) >= _SIZES[0] and line[0] not in "，、；：！？”》）,;:!?)":
            bad.append(line)
    return good, bad


def _cut_line(text: str, rng: random.Random) -> str:
    """A line of a paragraph: its first, its last, or any; some are what a weave left of one."""
    size = rng.choice((rng.randint(12, 22), rng.randint(12, 30), rng.randint(4, 12)))
    at = rng.choices((0, len(text) - size, rng.randrange(len(text) + 1)), weights=[3, 2, 15])[0]
    return text[max(0, at) : max(0, at) + size]


def fit(good: list[str], bad: list[str], seed: int) -> tuple[NDArray[np.float64], float]:
    """Weights and bias by AdaGrad (Duchi, Hazan and Singer 2011), a few texts at a time."""
    rng = np.random.default_rng(seed)
    slots = [find_slots(text) for text in (*good, *bad)]
    labels = np.repeat([1.0, 0.0], [len(good), len(bad)])
    weights, seen, bias = np.zeros(SLOTS), np.full(SLOTS, 1e-4), 0.0
    for _ in range(_PASSES):
        order = rng.permutation(len(slots))
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            sizes = np.array([len(slots[at]) for at in batch])
            rows = np.repeat(np.arange(len(batch)), sizes)
            places = np.concatenate([slots[at] for at in batch])
            scale = 1 / np.sqrt(sizes)[rows]
            odds = np.bincount(rows, weights[places] * scale, len(batch)) + bias
            wrong = 1 / (1 + np.exp(-odds)) - labels[batch]
            slope = np.bincount(places, wrong[rows] * scale, SLOTS) / len(batch) + _RIDGE * weights
            seen += slope**2
            weights -= _RATE * slope / np.sqrt(seen)
            bias -= 0.02 * float(wrong.mean())
    return weights, bias


def _wrong(weights: NDArray[np.float64], bias: float, texts: list[str]) -> NDArray[np.bool_]:
    slots = map(find_slots, texts)
    return np.array([weights[here].sum() / np.sqrt(len(here)) + bias < 0 for here in slots])


def main() -> None:
    """Gather, fit, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path)
    parser.add_argument("paper", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    rng = random.Random(asked.seed)  # noqa: S311 - which lines are cut is no secret
    headlines, paragraphs = read_told(asked.news, "", BEFORE)
    headlines += read_headings(asked.paper)
    paragraphs += [text for story in read_paper(asked.paper) for text in story]
    weights, bias = fit(*examples(headlines, paragraphs, rng), asked.seed)
    good, bad = examples(*read_told(asked.news, BEFORE, "2025"), rng)
    missed, taken = _wrong(weights, bias, good).mean(), 1 - _wrong(weights, bias, bad).mean()
    print(f"after {BEFORE}: {missed:.3f} of headlines missed, {taken:.3f} of lines taken for one")
    np.savez_compressed(asked.out, weights=weights.astype(np.float16), bias=np.float32(bias))


if __name__ == "__main__":
    main()
