"""The fitted weights of the evidence, in one place, and the scores they make.

``weights.json`` is written by ``tests/benchmarks/fit_answers.py``, ``certainty.json`` by
``fit_certainty.py``; each says on what it was fitted.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from operator import mul
from typing import TypedDict

from retrieval.certainty import CERTAINTY_EVIDENCE, CertaintyModel, Tree
from retrieval.evidence import PASSAGE_EVIDENCE, SENTENCE_EVIDENCE

__all__ = [
    "CERTAINTY_NAME",
    "WEIGHTS_NAME",
    "Weights",
    "WrittenModel",
    "fitted_certainty",
    "fitted_weights",
    "weighted",
]


WEIGHTS_NAME = "weights.json"
CERTAINTY_NAME = "certainty.json"


class WrittenModel(TypedDict):
    """``certainty.json``.

    Attributes:
        fitted_on: Names of the data.
        evidence: Names that the trees count by.
        base: Log odds before any tree.
        trees: Each ``evidence, cut``, then ``evidence, cut, step at most, step above`` of its low
            and of its high branch.
    """

    fitted_on: list[str]
    evidence: list[str]
    base: float
    trees: list[list[float]]


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of linear models, in the order of the evidence they weigh.

    Attributes:
        sentence: Of `SENTENCE_EVIDENCE`.
        passage: Of `PASSAGE_EVIDENCE`.
    """

    sentence: tuple[float, ...]
    passage: tuple[float, ...]


def weighted(weights: Sequence[float], evidence: Sequence[float]) -> float:
    """The sum of evidence times weight, added up in the order given."""
    total: float = sum(map(mul, weights, evidence))
    return total


@functools.cache
def fitted_weights() -> Weights:
    """The weights that ship with the package (read once)."""
    text = resources.files("retrieval").joinpath(WEIGHTS_NAME).read_text("utf-8")
    read: dict[str, dict[str, float]] = json.loads(text)
    return Weights(
        tuple(read["sentence"][name] for name in SENTENCE_EVIDENCE),
        tuple(read["passage"][name] for name in PASSAGE_EVIDENCE),
    )


@functools.cache
def fitted_certainty() -> CertaintyModel:
    """The model of certainty that ships with the package (read once)."""
    text = resources.files("retrieval").joinpath(CERTAINTY_NAME).read_text("utf-8")
    read: WrittenModel = json.loads(text)
    place = [CERTAINTY_EVIDENCE.index(name) for name in read["evidence"]]
    trees = []
    for row in read["trees"]:
        first, cut, *branches = row
        low, high = (
            (place[int(at)], edge, below, above)
            for at, edge, below, above in (branches[:4], branches[4:])
        )
        trees.append(Tree(place[int(first)], cut, low, high))
    return CertaintyModel(read["base"], tuple(trees))
