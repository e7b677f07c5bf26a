"""Path search: the reading order of the greatest score, found by moving runs of lines.

From the extracted order on, the run of lines whose move gains most is moved, again and again, until
no move gains `LEAST_GAIN` (steepest ascent, with several moves a round where they do not touch). A
move's gain in joins is known for all runs and targets at once; only the most promising ones are
weighed with the weave. A round takes O(r · n) for n places and the r runs whose ends are open to
doubt, there are at most `_MOST_ROUNDS` rounds, and memory is O(n²).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.page.statistics import Floats
from retrieval.page.weave import Path, Weave

__all__ = ["LEAST_GAIN", "search_path"]

LEAST_GAIN = 1.0
"""By how many nats a move must win; calibrated on made pages."""

_LONGEST = 16
_MOST_ROUNDS, _MOST_WEIGHED = 60, 60
_BARRED = -1e9


@dataclass(frozen=True, slots=True)
class _Move:
    """The `size` places from the `first` one on are read after the place at `after`."""

    gain: float
    first: int
    size: int
    after: int

    def of(self, path: Path) -> Path:
        """The path once the run is moved."""
        run = path[self.first : self.first + self.size]
        rest = np.delete(path, np.s_[self.first : self.first + self.size])
        at = self.after + 1 - (self.size if self.after > self.first else 0)
        return np.concatenate((rest[:at], run, rest[at:]))

    def touches(self) -> set[int]:
        """Places on the path whose neighbours change."""
        end = self.first + self.size
        return {self.first - 1, self.first, end - 1, end, self.after, self.after + 1}


def search_path(odds: Floats, start: Path, weave: Weave, trust: float) -> Path:
    """Find the path of the greatest score.

    Args:
        odds: Log odds of every ordered pair of places; n x n.
        start: The path as extracted; its first and last places stay where they are, and so do the
            heads, the places from `weave.lines` on.
        weave: How likely the extraction is, given a path.
        trust: Weight of the weave beside the joins.

    Returns:
        The path.
    """
    path = start
    for _ in range(_MOST_ROUNDS):
        base = trust * weave.weigh(path)
        moves = []
        for move in _promising(odds[np.ix_(path, path)], path < weave.lines):
            gain = move.gain + trust * weave.weigh(move.of(path)) - base
            if gain > LEAST_GAIN:
                moves.append(_Move(gain, move.first, move.size, move.after))
        if not moves:
            break
        path = _apply(odds, path, moves, weave, trust)
    return path


def _promising(odds: Floats, may_move: NDArray[np.bool_]) -> list[_Move]:
    """The moves that gain most in joins alone, best first; `odds` are in the path's order."""
    size = len(odds)
    own = np.append(odds[np.arange(size - 1), np.arange(1, size)], 0.0)
    into, out_of = odds.max(axis=0), odds.max(axis=1)
    weakest = own[:-1].min()
    found: list[NDArray[np.float64]] = []
    for length in range(1, min(_LONGEST, size - 2) + 1):
        first = np.arange(1, size - length)
        whole = np.lib.stride_tricks.sliding_window_view(may_move[1:-1], length).all(axis=1)
        last = first + length - 1
        closed = odds[first - 1, last + 1] - own[first - 1] - own[last]
        first = first[whole & (closed + into[first] + out_of[last] - weakest > 0)]
        if len(first):
            found.append(_gains(odds, own, first, length))
    best = np.concatenate(found) if found else np.empty((0, 4))
    best = best[np.argsort(-best[:, 0], kind="stable")[:_MOST_WEIGHED]]
    return [_Move(float(gain), int(at), int(n), int(to)) for gain, at, n, to in best]


def _gains(odds: Floats, own: Floats, first: NDArray[np.int64], length: int) -> NDArray[np.float64]:
    """Gain in joins of moving runs of one length to every place: rows of gain, run, target."""
    last = first + length - 1
    after = np.arange(len(odds) - 1)
    closed = odds[first - 1, last + 1] - own[first - 1] - own[last]
    opened = odds[after[None, :], first[:, None]] + odds[last[:, None], after[None, :] + 1]
    gains = closed[:, None] + opened - own[None, :-1]
    inside = (after[None, :] >= first[:, None] - 1) & (after[None, :] <= last[:, None])
    gains[inside] = _BARRED
    run, target = np.nonzero(gains > 0)
    sizes = np.full(len(run), length)
    return np.stack((gains[run, target], first[run], sizes, after[target]), axis=1)


def _apply(odds: Floats, path: Path, moves: list[_Move], weave: Weave, trust: float) -> Path:
    """Make the best move, and those of the others that touch nothing it changed and still gain."""
    moves = sorted(moves, key=lambda move: (-move.gain, move.first, move.size, move.after))
    base, touched = path, moves[0].touches()
    path = moves[0].of(path)
    score = _score(odds, path, weave, trust)
    for move in moves[1:]:
        if touched & move.touches():
            continue
        at = np.empty(len(path), dtype=np.int64)
        at[path] = np.arange(len(path))
        here = _Move(move.gain, int(at[base[move.first]]), move.size, int(at[base[move.after]]))
        end = here.first + here.size
        if not np.array_equal(path[here.first : end], base[move.first : move.first + move.size]):
            continue
        if here.first - 1 <= here.after < end:
            continue
        moved = here.of(path)
        gained = _score(odds, moved, weave, trust)
        if gained > score + LEAST_GAIN:
            path, score = moved, gained
            touched |= move.touches()
    return path


def _score(odds: Floats, path: Path, weave: Weave, trust: float) -> float:
    return float(odds[path[:-1], path[1:]].sum()) + trust * weave.weigh(path)
