"""The fitted weights of the evidence, in one place, and the scores they make.

``weights.json`` is written by ``tests/benchmarks/fit_answers.py`` and ``fit_certainty.py`` and says
on what it was fitted.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from retrieval.certainty import CERTAINTY_EVIDENCE
from retrieval.evidence import PASSAGE_EVIDENCE, SENTENCE_EVIDENCE

__all__ = ["WEIGHTS_NAME", "Weights", "fitted_weights", "weighted"]


WEIGHTS_NAME = "weights.json"


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of linear models, in the order of the evidence they weigh.

    Attributes:
        sentence: Of `SENTENCE_EVIDENCE`.
        passage: Of `PASSAGE_EVIDENCE`.
        certainty: Of `CERTAINTY_EVIDENCE`; empty where only the order is wanted.
    """

    sentence: tuple[float, ...]
    passage: tuple[float, ...]
    certainty: tuple[float, ...] = ()


def weighted(weights: Sequence[float], evidence: Sequence[float]) -> float:
    """The sum of evidence times weight, added up in the order given."""
    return sum(w * e for w, e in zip(weights, evidence, strict=True))


@functools.cache
def fitted_weights() -> Weights:
    """The weights that ship with the package (read once)."""
    text = resources.files("retrieval").joinpath(WEIGHTS_NAME).read_text("utf-8")
    read: dict[str, dict[str, float]] = json.loads(text)
    return Weights(
        tuple(read["sentence"][name] for name in SENTENCE_EVIDENCE),
        tuple(read["passage"][name] for name in PASSAGE_EVIDENCE),
        tuple(read["certainty"][name] for name in CERTAINTY_EVIDENCE),
    )
