"""Encoder: a small learned model of which line goes on in which, by all that both lines say.

One recurrent network (GRU, Cho et al. 2014) reads a line up to its end, another one a line backward
to its start. What they make of the two lines is compared in three ways: a product of two vectors, a
layer of hinges over both, and how likely the one network takes the first character of the other
line to come next, the other one the last character of this line to have come before. Learned
contrastively (van den Oord et al. 2018, InfoNCE) and as two language models at once; weights are
rebuilt by ``python -m tests.page.learning.fit_encoder``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from retrieval.page.statistics import ALPHABET, classes_of

__all__ = ["SEEN", "SHARPNESS", "Encoder", "encode_lines", "load_encoder", "pack_weights"]

SEEN = 16
"""Characters of a line that are read, those nearest to the edge."""

SHARPNESS = 4.0
"""What the product of two vectors counts for, over the root of their length."""

_WEIGHTS = "encoder.npz"
_ROWS = 8
_SCALE = "_scale"
_STEPS = 127
"""Weights are kept as whole numbers from minus so many to so many, times a scale a column."""

_Array: TypeAlias = NDArray[np.float32]
_Places: TypeAlias = NDArray[np.int32]


def encode_lines(texts: Sequence[str], places: _Places) -> tuple[_Places, _Places]:
    """Vocabulary places of the ends of lines and, backward, of their starts; 0 fills up in front.

    Args:
        texts: The n lines.
        places: Class of a character → its place.

    Returns:
        Twice n x `SEEN`.
    """
    ends = np.zeros((len(texts), SEEN), dtype=np.int32)
    starts = np.zeros((len(texts), SEEN), dtype=np.int32)
    for at, text in enumerate(texts):
        size = min(SEEN, len(text))
        ends[at, SEEN - size :] = places[classes_of(text[len(text) - size :])]
        starts[at, SEEN - size :] = places[classes_of(text[:size])][::-1]
    return ends, starts


def pack_weights(weights: Mapping[str, _Array]) -> dict[str, NDArray[np.int8] | _Array]:
    """Matrices as whole numbers of eight bits with a scale a column; vectors as they are."""
    packed: dict[str, NDArray[np.int8] | _Array] = {}
    for name, array in weights.items():
        if array.ndim == 1:
            packed[name] = array.astype(np.float32)
            continue
        scale = np.maximum(np.abs(array).max(axis=0), 1e-8) / np.float32(_STEPS)
        packed[name] = np.round(array / scale).astype(np.int8)
        packed[name + _SCALE] = scale.astype(np.float32)
    return packed


class Encoder:
    """The learned model.

    Args:
        weights: ``vocab`` (classes in the vocabulary, from place 2 on; 1 is any other class, 0 no
            character) and the model's arrays by name, as `pack_weights` makes them. Those that
            begin with ``on`` are of the network that reads to a line's end, those with ``back`` of
            the one that reads to a line's start.
    """

    def __init__(self, weights: Mapping[str, NDArray[np.int8] | _Array]) -> None:
        self._weights = {
            name: array.astype(np.float32) * weights.get(name + _SCALE, np.float32(1.0))
            for name, array in weights.items()
            if name != "vocab" and not name.endswith(_SCALE)
        }
        self._places = np.ones(ALPHABET, dtype=np.int32)
        vocabulary = weights["vocab"].astype(np.int64)
        self._places[vocabulary] = np.arange(2, len(vocabulary) + 2)

    def score(self, texts: Sequence[str], others: Sequence[str] | None = None) -> _Array:
        """Score every line before every other one, given without white space; n x m, in nats.

        Args:
            texts: The n lines.
            others: The m lines that may go on from them; the same ones if not given.
        """
        w = self._weights
        ends, starts = encode_lines(texts, self._places)
        if others is not None:
            starts = encode_lines(others, self._places)[1]
        on, back = self._read("on", ends), self._read("back", starts)
        scores = self._vectors("on", on) @ self._vectors("back", back).T
        scores *= np.float32(SHARPNESS / np.sqrt(w["on_vector"].shape[1]))
        scores += w["mix"][0] * self._foresee("on", on, starts[:, -1])
        scores += w["mix"][1] * self._foresee("back", back, ends[:, -1]).T
        hinge = on @ w["on_hinge"] + w["on_hinge_bias"]
        hook = back @ w["back_hinge"]
        for at in range(0, len(texts), _ROWS):
            both = hinge[at : at + _ROWS, None, :] + hook[None, :, :]
            np.maximum(both, 0.0, out=both)
            scores[at : at + _ROWS] += both @ w["hinge_weight"]
        return np.asarray(scores, dtype=np.float32)

    def _read(self, tower: str, places: _Places) -> _Array:
        """The network's state after the last character of each line."""
        w = self._weights
        seen, at = np.unique(places, return_inverse=True)
        at = at.reshape(places.shape)
        inputs = w["characters"][seen] @ w[f"{tower}_in"] + w[f"{tower}_in_bias"]
        again, bias = w[f"{tower}_again"], w[f"{tower}_again_bias"]
        size = len(again)
        state = np.zeros((len(places), size), dtype=np.float32)
        for step in range(places.shape[1]):
            new, old = inputs[at[:, step]], state @ again + bias
            # The logistic function by way of the hyperbolic tangent, which numpy has.
            gates = np.float32(0.5) * (new[:, : 2 * size] + old[:, : 2 * size])
            np.tanh(gates, out=gates)
            gates += 1
            gates *= np.float32(0.5)
            fresh = np.tanh(new[:, 2 * size :] + gates[:, :size] * old[:, 2 * size :])
            state = fresh + gates[:, size:] * (state - fresh)
        return state

    def _vectors(self, tower: str, states: _Array) -> _Array:
        w = self._weights
        return np.asarray(states @ w[f"{tower}_vector"] + w[f"{tower}_vector_bias"])

    def _foresee(self, tower: str, states: _Array, characters: _Places) -> _Array:
        """How much likelier than usual each state makes each character; n x m, in nats."""
        w = self._weights
        seen, at = np.unique(characters, return_inverse=True)
        asked = states @ w[f"{tower}_next"] + w[f"{tower}_next_bias"]
        every = asked @ w["characters"].T + w[f"{tower}_odds"]
        top = every.max(axis=1, keepdims=True)
        whole = top + np.log(np.exp(every - top).sum(axis=1, keepdims=True))
        chances = every[:, seen] - whole - w[f"{tower}_usual"][seen]
        return np.asarray(chances[:, at.reshape(-1)])


@cache
def load_encoder() -> Encoder:
    """The shipped model; loading it takes some milliseconds."""
    with files("retrieval.page").joinpath(_WEIGHTS).open("rb") as file, np.load(file) as weights:
        return Encoder({name: weights[name] for name in weights.files})
