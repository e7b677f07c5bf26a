"""Encoder: a small learned model of which line goes on in which, by more than three characters.

Two towers map a line as seen from its end, and a line as seen from its start, to vectors whose
product is high where the one goes on in the other; a third term looks at four characters on either
side together. Learned contrastively (van den Oord et al. 2018, InfoNCE) on lines of news; weights
are rebuilt by ``python -m tests.page.learning.fit_encoder``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from retrieval.page.statistics import ALPHABET, classes_of

__all__ = ["JOINT", "LONG", "NEAR", "Encoder", "encode_lines", "load_encoder"]

NEAR, LONG, JOINT = 8, 24, 4
"""Characters of a line's edge, of a line, and of an edge in the joint term."""

_WEIGHTS = "encoder.npz"
_ROWS = 8

_Scores: TypeAlias = NDArray[np.float32]


def encode_lines(
    texts: Sequence[str], places: NDArray[np.int32]
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    """Vocabulary places of lines: from the end, from the start, of the whole; 0 fills up."""
    ends = np.zeros((len(texts), NEAR), dtype=np.int32)
    starts = np.zeros((len(texts), NEAR), dtype=np.int32)
    wholes = np.zeros((len(texts), LONG), dtype=np.int32)
    for at, text in enumerate(texts):
        found = places[classes_of(text)]
        ends[at, : min(NEAR, len(found))] = found[::-1][:NEAR]
        starts[at, : min(NEAR, len(found))] = found[:NEAR]
        wholes[at, : min(LONG, len(found))] = found[:LONG]
    return ends, starts, wholes


class Encoder:
    """The learned model.

    Args:
        weights: ``vocab`` (classes in the vocabulary, from place 2 on; 1 is any other class) and
            the model's arrays by name.
    """

    def __init__(self, weights: Mapping[str, NDArray[np.float32]]) -> None:
        self._weights = {k: v.astype(np.float32) for k, v in weights.items() if k != "vocab"}
        self._places = np.ones(ALPHABET, dtype=np.int32)
        vocabulary = weights["vocab"].astype(np.int64)
        self._places[vocabulary] = np.arange(2, len(vocabulary) + 2)

    def score(self, texts: Sequence[str], others: Sequence[str] | None = None) -> _Scores:
        """Score every line before every other one, given without white space; n x m, in nats.

        Args:
            texts: The n lines.
            others: The m lines that may go on from them; the same ones if not given.
        """
        w = self._weights
        near_end, near_start, topic = self._embed(texts)
        theirs = topic
        if others is not None:
            _, near_start, theirs = self._embed(others)
        left = np.concatenate((near_end, topic), axis=1) @ w["a1"] + w["ab"]
        right = np.concatenate((near_start, theirs), axis=1) @ w["b1"] + w["bb"]
        size = w["a2"].shape[1]
        before = np.maximum(left, 0.0) @ w["a2"] * np.float32(2.0 / np.sqrt(size))
        scores = before @ (np.maximum(right, 0.0) @ w["b2"]).T
        edge = JOINT * w["E"].shape[1]
        hinge = near_end[:, :edge] @ w["ja"] + w["jc"]
        hook = near_start[:, :edge] @ w["jb"]
        for at in range(0, len(texts), _ROWS):
            both = hinge[at : at + _ROWS, None, :] + hook[None, :, :]
            np.maximum(both, 0.0, out=both)
            scores[at : at + _ROWS] += both @ w["jw"]
        return np.asarray(scores, dtype=np.float32)

    def _embed(self, texts: Sequence[str]) -> tuple[_Scores, _Scores, _Scores]:
        """Vectors of each line's end, its start and the whole of it."""
        w = self._weights
        ends, starts, wholes = encode_lines(texts, self._places)
        there = (wholes > 0).astype(np.float32)[:, :, None]
        topic = (w["T"][wholes] * there).sum(1) / np.sqrt(np.maximum(there.sum(1), 1.0))
        flat = (len(texts), -1)
        return w["E"][ends].reshape(flat), w["E"][starts].reshape(flat), topic


@cache
def load_encoder() -> Encoder:
    """The shipped model; loading it takes some milliseconds."""
    with files("retrieval.page").joinpath(_WEIGHTS).open("rb") as file, np.load(file) as weights:
        return Encoder({name: weights[name] for name in weights.files})
