"""Path search: the reading order of the greatest score, found by moving runs of lines.

From the extracted order on, the move of a run of lines that gains most is made, again and again,
until none gains `LEAST_GAIN` (steepest ascent; several moves a round where they do not touch); then
two runs are exchanged where that gains, as lines of two columns that were mixed up at one height
need it. A move's gain in joins, and what it makes or breaks of the extracted order, is known for
all runs and targets at once; only for the most promising moves the whole path is weighed. A round
takes O(r · n) for n places and the r runs whose ends are open to doubt, there are at most
`_MOST_ROUNDS` rounds, and memory is O(n²).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from retrieval.page.balance import Balance
from retrieval.page.statistics import Floats
from retrieval.page.weave import Path, Weave

__all__ = ["LEAST_GAIN", "LEAST_WIN", "Score", "search_path", "weigh_doubts"]

LEAST_GAIN = 0.5
"""By how many nats a change must win; calibrated on made pages."""

LEAST_WIN = 6.0
"""By how many nats all changes of a page must win together; most pages are not woven at all."""

_LONGEST, _LONGEST_EXCHANGED = 16, 8
_MOST_ROUNDS, _MOST_PAIRS = 60, 200
_STAY = 4.0
"""What a join as extracted is worth in the weave, about, in nats."""

_COARSE, _FINE = (60, -2.0), (100, -4.0)
"""How many changes of a round are weighed, and their least promise: first, and before the end."""

_DOUBT_PER_NAT, _LEAST_DOUBT = 0.4, -6.0
_BARRED = -1e9


@dataclass(frozen=True, slots=True)
class Score:
    """What a path is scored by.

    Attributes:
        odds: Log odds of every ordered pair of places; n x n.
        weave: The extraction, and how likely it is given a path.
        balance: The quotes and brackets that lack their partners, given a path.
        trust: Weight of the weave beside the others.
    """

    odds: Floats
    weave: Weave
    balance: Balance
    trust: float

    def weigh(self, path: Path) -> float:
        """The whole score of a path, in nats."""
        return float(self.odds[path[:-1], path[1:]].sum()) + self.weigh_whole(path)

    def weigh_whole(self, path: Path) -> float:
        """The part that is no sum over joins."""
        return self.trust * self.weave.weigh(path) + self.balance.weigh(path)


@dataclass(frozen=True, slots=True)
class _Change:
    """Two stretches of the path change places: `first` to `middle` and `inner` to `end`.

    What is between them stays between them; `gain` is what the joins gain, in nats.
    """

    gain: float
    first: int
    middle: int
    inner: int
    end: int

    def of(self, path: Path) -> Path:
        """The path once it is changed."""
        cuts = (0, self.first, self.middle, self.inner, self.end, len(path))
        head, one, between, two, tail = (path[start:end] for start, end in pairwise(cuts))
        return np.concatenate((head, two, between, one, tail))


class _View:
    """The joins in the order of a path."""

    def __init__(self, score: Score, path: Path) -> None:
        odds, weave = score.odds, score.weave
        self.path = path
        self.size = len(path)
        self.odds = odds[np.ix_(path, path)]
        after = np.full(self.size, -1)
        after[weave.order[:-1]] = weave.order[1:]
        as_extracted = after[path][:, None] == path[None, :]
        self.hopes = self.odds + score.trust * _STAY * as_extracted
        self.movable = path < weave.lines
        self.own, self.own_hopes = (
            np.append(np.diagonal(matrix, 1), 0.0) for matrix in (self.odds, self.hopes)
        )


def search_path(score: Score) -> Path:
    """Find the path of the greatest score.

    The head that is the first place and the last place stay where they are, and heads keep their
    order.
    """
    order, head = score.weave.order, score.weave.lines
    start = path = np.concatenate(([head], order[order != head]))
    for _ in range(_MOST_ROUNDS):
        view = _View(score, path)
        base = score.weigh_whole(path)
        gaining = _weigh_all(_promising_moves(view, *_COARSE), view, score, base)
        if not gaining:
            gaining = _weigh_all(_promising_moves(view, *_FINE), view, score, base)
        if not gaining:
            gaining = _weigh_all(_promising_exchanges(view, *_FINE), view, score, base)[:1]
        if not gaining:
            break
        path = _make(gaining, view, score, base)
    return path if score.weigh(path) - score.weigh(start) >= LEAST_WIN else start


def weigh_doubts(score: Score, path: Path) -> Floats:
    """How strongly each join of a path is contested by paths that differ in one change.

    Returns:
        For each place of the path the logarithm of a sum, over the changes that part it from the
        place before it, of what they are worth; about -6 where none comes near, 0 where one is as
        good.
    """
    view, base = _View(score, path), score.weigh_whole(path)
    worths = np.full(len(path) + 1, np.exp(_LEAST_DOUBT))
    for change in _promising_moves(view, *_FINE) + _promising_exchanges(view, *_FINE):
        gain = change.gain + score.weigh_whole(change.of(path)) - base
        cuts = {change.first, change.middle, change.inner, change.end}
        worths[list(cuts)] += np.exp(min(0.0, _DOUBT_PER_NAT * gain))
    return np.asarray(np.log(worths[:-1]))


def _weigh_all(changes: list[_Change], view: _View, score: Score, base: float) -> list[_Change]:
    """The changes that gain once the whole path is weighed, the greatest gain first."""
    gaining: list[tuple[float, _Change]] = []
    for change in changes:
        gain = change.gain + score.weigh_whole(change.of(view.path)) - base
        if gain > LEAST_GAIN:
            gaining.append((gain, change))
    gaining.sort(key=lambda pair: (-pair[0], pair[1].first, pair[1].end))
    return [change for _, change in gaining]


def _make(changes: list[_Change], view: _View, score: Score, base: float) -> Path:
    """Make the best change, and those of the others that lie apart from it and still gain."""
    path, reached, taken = view.path, base, np.zeros(view.size + 1, dtype=np.bool_)
    for change in changes:
        reach = slice(change.first - 1, change.end + 1)
        if taken[reach].any():
            continue
        changed = change.of(path)
        weighed = score.weigh_whole(changed)
        if change.gain + weighed - reached > LEAST_GAIN:
            path, reached = changed, weighed
            taken[reach] = True
    return path


def _promising_moves(view: _View, most: int, least: float) -> list[_Change]:
    """The moves of one run that promise most."""
    size, own = view.size, view.own_hopes
    into, out_of = view.hopes.max(axis=0), view.hopes.max(axis=1)
    weakest = own[:-1].min()
    found: list[NDArray[np.float64]] = []
    for length in range(1, min(_LONGEST, size - 2) + 1):
        first = np.arange(1, size - length)
        windows = np.lib.stride_tricks.sliding_window_view(view.movable[1:-1], length)
        last = first + length - 1
        closed = view.hopes[first - 1, last + 1] - own[first - 1] - own[last]
        hope = closed + into[first] + out_of[last] - weakest
        first = first[windows.all(axis=1) & (hope > least)]
        if len(first):
            found.append(_promises(view, first, length, least))
    if not found:
        return []
    rows = np.concatenate(found)
    rows = rows[np.argsort(-rows[:, 0], kind="stable")[:most]]
    return [_as_move(float(gain), *map(int, cuts)) for _, gain, *cuts in rows.tolist()]


def _promises(view: _View, first: Path, length: int, least: float) -> NDArray[np.float64]:
    """Moves of runs of one length: rows of promise, gain in joins, run, its end, place after."""
    after = np.arange(view.size - 1)
    promise = _gains(view.hopes, view.own_hopes, (first[:, None], after[None, :]), length)
    within = (after >= first[:, None] - 1) & (after < first[:, None] + length)
    run, to = np.nonzero((promise > least) & ~within)
    gain = _gains(view.odds, view.own, (first[run], to), length)
    return np.stack((promise[run, to], gain, first[run], first[run] + length, to + 1), axis=1)


def _gains(odds: Floats, own: Floats, move: tuple[Path, Path], length: int) -> Floats:
    """What joins gain where runs of one length, given their firsts, come to stand after places."""
    first, after = move
    last = first + length - 1
    closed = odds[first - 1, last + 1] - own[first - 1] - own[last]
    return np.asarray(closed + odds[after, first] + odds[last, after + 1] - own[after])


def _as_move(gain: float, first: int, end: int, before: int) -> _Change:
    """The run from `first` to `end` comes to stand before the place `before`."""
    if before > end:
        return _Change(gain, first, end, end, before)
    return _Change(gain, before, first, first, end)


def _promising_exchanges(view: _View, most: int, least: float) -> list[_Change]:
    """The exchanges of two short runs, with something between them, that promise most."""
    size = view.size
    if size < 5:  # noqa: PLR2004 - two runs, what is between them, and both ends
        return []
    across, own = view.hopes[:-1, 1:], view.own_hopes[:-1]
    rows, columns = np.triu_indices(size - 1, 2)
    promise = (across + across.T - own[:, None] - own[None, :])[rows, columns]
    best = np.argsort(-promise, kind="stable")[:_MOST_PAIRS]
    one = rows[best][:, None, None] + 1
    two = columns[best][:, None, None] + 1
    lengths = np.arange(1, _LONGEST_EXCHANGED + 1)
    middle, end = one + lengths[None, :, None], two + lengths[None, None, :]
    still = np.concatenate(([0], np.cumsum(~view.movable)))
    middle, end = np.minimum(middle, size - 1), np.minimum(end, size - 1)
    cuts = (one, middle, two, end)
    sound = (middle < two) & (end < size) & (end > two)
    sound &= (still[middle] == still[one]) & (still[end] == still[two])
    promise = np.where(sound, _exchanged(view.hopes, view.own_hopes, cuts), _BARRED)
    gain = _exchanged(view.odds, view.own, cuts)
    kept = np.argsort(-promise, axis=None, kind="stable")[:most]
    changes = []
    for pair, left, right in zip(*np.unravel_index(kept, promise.shape), strict=True):
        if promise[pair, left, right] > least:
            at = (one[pair, 0, 0], middle[pair, left, 0], two[pair, 0, 0], end[pair, 0, right])
            changes.append(_Change(float(gain[pair, left, right]), *map(int, at)))
    return changes


def _exchanged(odds: Floats, own: Floats, cuts: tuple[Path, Path, Path, Path]) -> Floats:
    """Gain in joins of exchanging two runs, given where each begins and ends."""
    one, middle, two, end = cuts
    opened = odds[one - 1, two] + odds[end - 1, middle] + odds[two - 1, one] + odds[middle - 1, end]
    return np.asarray(opened - own[one - 1] - own[middle - 1] - own[two - 1] - own[end - 1])
