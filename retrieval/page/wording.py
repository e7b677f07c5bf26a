"""Wording: how much a short text reads as a headline rather than as a line of running text.

A logistic regression over the text's strings of one to three characters, its edges among them,
hashed into one table of weights; learned on headlines and on lines cut out of news, see
`tests.page.learning.fit_wording`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from retrieval.page.statistics import Floats, classes_of, hash_strings

__all__ = ["SLOTS", "find_slots", "weigh_wording"]

SLOTS = 1 << 14
"""Places of the table; strings that share one share a weight."""

_WEIGHTS = "wording.npz"
_BEGIN, _END = 17, 18
_LONGEST = 3
_BITS = 64 - SLOTS.bit_length() + 1
_MOST, _SCALE = 6.0, 3.0


def find_slots(text: str) -> NDArray[np.int64]:
    """The places in the table of a text's strings, which may repeat; white space is no part."""
    bare = classes_of("".join(text.split()))
    framed = np.concatenate(([_BEGIN], bare, [_END])).astype(np.uint64)
    found = [
        hash_strings(*(framed[at : len(framed) - length + 1 + at] for at in range(length)))
        for length in range(1, min(_LONGEST, len(framed)) + 1)
    ]
    return (np.concatenate(found) >> np.uint64(_BITS)).astype(np.int64)


def weigh_wording(texts: Sequence[str]) -> Floats:
    """Log odds, in nats, clipped and scaled to -2 to 2, that each text is worded as a headline."""
    weights, bias = _load_weights()
    slots = map(find_slots, texts)
    odds = np.array([weights[here].sum() / np.sqrt(len(here)) + bias for here in slots])
    scaled: Floats = np.clip(odds, -_MOST, _MOST) / _SCALE
    return scaled


@cache
def _load_weights() -> tuple[Floats, float]:
    with files("retrieval.page").joinpath(_WEIGHTS).open("rb") as file, np.load(file) as arrays:
        return arrays["weights"].astype(np.float64), float(arrays["bias"])
