"""Balance: whether what is opened in a paragraph is closed in it, given how a page is read.

A person who reads a wrong line notices that a quotation never ends, or ends twice. Each quote or
bracket without its partner costs a path `PENALTY` nats; a straight quote is its own partner. On
made pages one true paragraph in two hundred is out of balance, mostly for a line that was lost.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["PENALTY", "Balance"]

PENALTY = 3.0
"""Nats for each partner that is missing; from 2 to 4 the readings of made pages are the same."""

_PAIRS = ("“”", "‘’", "《》", "（）", "()", "「」", "『』")
_STRAIGHT = '"'
_MOST = 2
"""Missing partners that count, of one kind in one paragraph: often one line is to blame for all."""


class Balance:
    """What a path costs for quotes and brackets that lack their partners.

    Args:
        texts: The n lines; the places after them are heads.
        parts: Whether a place begins a paragraph if it is read after another; (n + k) x (n + k),
            first place by row.
    """

    def __init__(self, texts: Sequence[str], parts: NDArray[np.bool_]) -> None:
        self._parts = parts
        self._straight = np.zeros(len(parts), dtype=np.int64)
        self._straight[: len(texts)] = [text.count(_STRAIGHT) for text in texts]
        used = [pair for pair in _PAIRS if any(set(pair) & set(text) for text in texts)]
        self._net = np.zeros((len(used), len(parts)), dtype=np.int64)
        self._lowest = np.zeros_like(self._net)
        self._any = bool(used) or bool(self._straight.any())
        for kind, pair in enumerate(used):
            for at, text in enumerate(texts):
                self._net[kind, at], self._lowest[kind, at] = _depths(text, pair)

    def weigh(self, path: NDArray[np.int64]) -> float:
        """The penalty of a path, 0 or less, in nats."""
        return float(self.weigh_all(path[None, :])[0])

    def weigh_all(self, paths: NDArray[np.int64]) -> NDArray[np.float64]:
        """The same for each of some paths, one a row."""
        many, size = paths.shape
        if not self._any:
            return np.zeros(many)
        begins = np.ones(paths.shape, dtype=np.bool_)
        begins[:, 1:] = self._parts[paths[:, :-1], paths[:, 1:]]
        starts, places = np.flatnonzero(begins), paths.ravel()
        missing = np.add.reduceat(self._straight[places], starts) % 2
        if len(self._net):
            net = self._net[:, places]
            before = np.cumsum(net, axis=1) - net
            begun = np.repeat(before[:, starts], np.diff(starts, append=len(places)), axis=1)
            depths = before - begun + self._lowest[:, places]
            unopened = -np.minimum.reduceat(depths, starts, axis=1)
            unclosed = np.add.reduceat(net, starts, axis=1) + unopened
            missing += np.minimum(unopened, _MOST).sum(axis=0)
            missing += np.minimum(unclosed, _MOST).sum(axis=0)
        return np.asarray(-PENALTY * np.bincount(starts // size, missing, many), np.float64)


def _depths(text: str, pair: str) -> tuple[int, int]:
    """How many more are opened than closed, and the least of that on the way, 0 at most."""
    depth = lowest = 0
    for character in text:
        if character in pair:
            depth += 1 if character == pair[0] else -1
            lowest = min(lowest, depth)
    return depth, lowest
