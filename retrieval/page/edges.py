"""Edges of rows: how text goes on over their ends, and how headlines begin and end.

All gains are in log probability from the character statistics of the page package, clipped and
scaled to about -2 to 2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.page.language import LanguageModel, edges
from retrieval.page.lines import is_sentence_end
from retrieval.page.statistics import (
    HEAD_END,
    HEAD_START,
    START,
    Classes,
    Floats,
    load_statistics,
)

__all__ = ["Gains", "weigh_edges", "weigh_partners"]

_NEAR = 40
_LEAST = -2.0


@dataclass(frozen=True, slots=True)
class Gains:
    """Gains in log probability, scaled to about -2 to 2, for each row.

    Attributes:
        onward: Of the next row's first characters after this row's last ones.
        opening: Of the row's first characters at a paragraph's start.
        begins: Of the row's first characters at a headline's start.
        ends: Of a headline's end after the row's last characters.
    """

    onward: Floats
    opening: Floats
    begins: Floats
    ends: Floats


def weigh_edges(texts: Sequence[str]) -> Gains:
    """Weigh rows, given by their first and last characters; one step a row."""
    model = LanguageModel(load_statistics())
    tails, heads = edges(texts)
    onward = _weigh_onward(model, tails, np.roll(heads, -1, axis=1))
    a1, a2, a3 = tails
    last = np.full(len(texts), HEAD_END, dtype=np.uint64)
    end = model.begin(last, last, last)[0]
    ended = model.after(model.after(model.after(end, last, a1), last, a2, a1), last, a3, a2, a1)
    return Gains(
        onward=onward / 3,
        opening=_begun(model, heads, START),
        begins=_begun(model, heads, HEAD_START),
        ends=np.clip(np.log(ended / end), -8, 8) / 4,
    )


def _begun(model: LanguageModel, heads: Classes, start: int) -> Floats:
    """How much likelier the first two characters are after a class than anywhere, in nats / 4."""
    b1, b2, b3 = heads
    first = np.full(b1.shape, start, dtype=np.uint64)
    alone = model.begin(b1, b2, b3)
    gain = np.log(model.after(alone[0], b1, first) / alone[0])
    gain = gain + np.log(model.after(alone[1], b2, first, b1) / alone[1])
    return np.asarray(np.clip(gain, -8, 8) / 4)


def weigh_partners(rows: Sequence[Sequence[str]], asked: Sequence[int]) -> Floats:
    """How well the text near some rows goes on from them, and leads to them.

    Args:
        rows: Each row's pieces, parted by white space; no pieces where a row is no running text.
        asked: Numbers of the rows to weigh, each with at least one piece.

    Returns:
        Two lines of gains, one number a row asked for: of the best of the `_NEAR` pieces before and
        after it as what follows its end, and as what stands before its start. A piece that ends a
        sentence leads to nothing.
    """
    pieces = [piece for row in rows for piece in row]
    firsts = np.cumsum([0, *map(len, rows)]).tolist()
    closed = np.array([is_sentence_end(piece) for piece in pieces], dtype=bool)
    rights: list[tuple[int, int, int]] = []
    lefts: list[tuple[int, int, int]] = []
    for number, at in enumerate(asked):
        first, end = firsts[at], firsts[at + 1]
        near = [*range(max(0, first - _NEAR), first), *range(end, min(len(pieces), end + _NEAR))]
        rights += [(number, end - 1, other) for other in near]
        lefts += [(number, other, first) for other in near if not closed[other]]
    model = LanguageModel(load_statistics())
    tails, heads = edges(pieces)
    best = np.full((2, len(asked)), _LEAST)
    for side, pairs in enumerate((rights, lefts)):
        if pairs:
            numbers, before, after = np.array(pairs).T
            gains = _weigh_onward(model, tails[:, before], heads[:, after]) / 3
            np.maximum.at(best[side], numbers, gains)
    return best


def _weigh_onward(model: LanguageModel, tails: Classes, heads: Classes) -> Floats:
    """Gain of each line's first characters after the last ones of the line before it, in nats."""
    a1, a2, a3 = tails
    b1, b2, b3 = heads
    alone = model.begin(b1, b2, b3)
    after = (
        model.after(model.after(model.after(alone[0], b1, a1), b1, a2, a1), b1, a3, a2, a1),
        model.after(model.after(alone[1], b2, a1, b1), b2, a2, a1, b1),
        model.after(alone[2], b3, a1, b1, b2),
    )
    gains = np.array([np.log(p / q) for p, q in zip(after, alone, strict=True)]).sum(axis=0)
    return np.asarray(np.clip(gains, -6, 6))
