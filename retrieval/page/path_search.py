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

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from retrieval.page.balance import Balance
from retrieval.page.statistics import Floats
from retrieval.page.weave import Path, Weave

__all__ = ["LEAST_GAIN", "LEAST_WIN", "Nearby", "Score", "search_path"]

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
        whole = self.weigh_whole(path[None, :])
        return float(self.odds[path[:-1], path[1:]].sum() + whole[0])

    def weigh_whole(self, paths: Path) -> Floats:
        """The part that is no sum over joins, for each of some paths, one a row."""
        return self.trust * self.weave.weigh_all(paths) + self.balance.weigh_all(paths)


@dataclass(frozen=True, slots=True)
class _Change:
    """Two stretches of the path change places: from cut to cut, what is between them stays there.

    Attributes:
        cuts: Where the first stretch begins and ends, and where the second one does.
        gain: What the joins gain, in nats.
        promise: The same, and what the extracted order may gain.
    """

    cuts: tuple[int, int, int, int]
    gain: float
    promise: float

    def of(self, path: Path) -> Path:
        """The path once it is changed."""
        bounds = (0, *self.cuts, len(path))
        head, one, between, two, tail = (path[start:end] for start, end in pairwise(bounds))
        return np.concatenate((head, two, between, one, tail))


class _View:
    """The joins in the order of a path."""

    def __init__(self, score: Score, path: Path) -> None:
        odds, weave = score.odds, score.weave
        self.size = len(path)
        self.odds = odds[np.ix_(path, path)]
        after = np.full(self.size, -1)
        after[weave.order[:-1]] = weave.order[1:]
        as_extracted = after[path][:, None] == path[None, :]
        self.hopes = self.odds + score.trust * _STAY * as_extracted
        self.still = np.concatenate(([0], np.cumsum(path >= weave.lines)))
        self.own, self.own_hopes = (
            np.append(np.diagonal(matrix, 1), 0.0) for matrix in (self.odds, self.hopes)
        )


class Nearby:
    """A path, and those promising ones that are one change away from it.

    Args:
        score: What paths are scored by.
        path: The path.
    """

    def __init__(self, score: Score, path: Path) -> None:
        self.path = path
        self._score = score
        self._view = _View(score, path)
        self._base = float(score.weigh_whole(path[None, :])[0])
        self._whole: dict[tuple[int, int, int, int], float] = {}

    @cached_property
    def _moves(self) -> list[_Change]:
        return _promising_moves(self._view, *_FINE)

    @cached_property
    def _exchanges(self) -> list[_Change]:
        return _promising_exchanges(self._view, *_FINE)

    def climb(self) -> Path | None:
        """The path after the changes that gain most, None where none gains enough."""
        most, least = _COARSE
        coarse = [move for move in self._moves[:most] if move.promise > least]
        gaining = self._gaining(coarse) or self._gaining(self._moves)
        gaining = gaining or self._gaining(self._exchanges)[:1]
        return self._make(gaining) if gaining else None

    def weigh_doubts(self) -> Floats:
        """How strongly each join of the path is contested by paths that differ in one change.

        Returns:
            For each place of the path the logarithm of a sum, over the changes that part it from
            the place before it, of what they are worth; about -6 where none comes near, 0 where one
            is as good.
        """
        worths = np.full(len(self.path) + 1, np.exp(_LEAST_DOUBT))
        changes = self._moves + self._exchanges
        for change, gain in zip(changes, self._gains(changes), strict=True):
            worths[list({*change.cuts})] += np.exp(min(0.0, _DOUBT_PER_NAT * gain))
        return np.asarray(np.log(worths[:-1]))

    def _gains(self, changes: Sequence[_Change]) -> list[float]:
        """What changes gain once the whole path is weighed; none is weighed twice."""
        new = {change.cuts: change for change in changes if change.cuts not in self._whole}
        if new:
            paths = np.stack([change.of(self.path) for change in new.values()])
            self._whole |= zip(new, self._score.weigh_whole(paths).tolist(), strict=True)
        return [change.gain + self._whole[change.cuts] - self._base for change in changes]

    def _gaining(self, changes: Sequence[_Change]) -> list[_Change]:
        """The changes that gain, the greatest gain first."""
        gains = zip(self._gains(changes), changes, strict=True)
        gaining = [(gain, change) for gain, change in gains if gain > LEAST_GAIN]
        gaining.sort(key=lambda pair: (-pair[0], pair[1].cuts[0], pair[1].cuts[-1]))
        return [change for _, change in gaining]

    def _make(self, changes: Sequence[_Change]) -> Path:
        """Make the best change, and those of the others that lie apart from it and still gain."""
        path, reached = self.path, self._base
        taken = np.zeros(len(path) + 1, dtype=np.bool_)
        for change in changes:
            reach = slice(change.cuts[0] - 1, change.cuts[-1] + 1)
            if taken[reach].any():
                continue
            changed = change.of(path)
            weighed = float(self._score.weigh_whole(changed[None, :])[0])
            if change.gain + weighed - reached > LEAST_GAIN:
                path, reached = changed, weighed
                taken[reach] = True
        return path


def search_path(score: Score) -> Nearby:
    """Find the path of the greatest score.

    The head that is the first place and the last place stay where they are, and heads keep their
    order.
    """
    order, head = score.weave.order, score.weave.lines
    start = np.concatenate(([head], order[order != head]))
    best = first = Nearby(score, start)
    for _ in range(_MOST_ROUNDS):
        path = best.climb()
        if path is None:
            break
        best = Nearby(score, path)
    return best if score.weigh(best.path) - score.weigh(start) >= LEAST_WIN else first


def _promising_moves(view: _View, most: int, least: float) -> list[_Change]:
    """The moves of one run that promise most."""
    size, own = view.size, view.own_hopes
    arrive = np.ascontiguousarray(view.hopes.T - own)[:, :-1]
    leave = np.ascontiguousarray(view.hopes[:, 1:])
    best_arrive, best_leave = arrive.max(axis=1), leave.max(axis=1)
    found: list[NDArray[np.float64]] = []
    for length in range(1, min(_LONGEST, size - 2) + 1):
        first = np.arange(1, size - length)
        last = first + length - 1
        closed = view.hopes[first - 1, last + 1] - own[first - 1] - own[last]
        hope = closed + best_arrive[first] + best_leave[last]
        run = np.flatnonzero((view.still[last + 1] == view.still[first]) & (hope > least))
        promise = arrive[first[run]]
        promise += leave[last[run]]
        promise += closed[run, None]
        row, after = np.nonzero(promise > least)
        begin = first[run[row]]
        within = (after >= begin - 1) & (after < begin + length)
        rows = np.stack((promise[row, after], begin, begin + length, after + 1), axis=1)
        found.append(rows[~within])
    if not found:
        return []
    rows = np.concatenate(found)
    rows = rows[_largest(rows[:, 0], most)]
    first, end, before = rows[:, 1:].astype(np.int64).T
    gains = _gains(view, first, end, before).tolist()
    return [_as_move(row, gain) for row, gain in zip(rows.tolist(), gains, strict=True)]


def _gains(view: _View, first: Path, end: Path, before: Path) -> Floats:
    """What joins gain where runs come to stand before places."""
    odds, own = view.odds, view.own
    closed = odds[first - 1, end] - own[first - 1] - own[end - 1]
    return np.asarray(closed + odds[before - 1, first] + odds[end - 1, before] - own[before - 1])


def _as_move(row: Sequence[float], gain: float) -> _Change:
    """A run, given by its promise, first, end and the place before which it comes to stand."""
    first, end, before = (int(cut) for cut in row[1:])
    cuts = (first, end, end, before) if before > end else (before, first, first, end)
    return _Change(cuts, gain, row[0])


def _largest(values: Floats, most: int) -> Path:
    """Where the largest of some values are, the largest first and the first of equals first."""
    at = np.arange(len(values))
    if len(values) > most:
        at = np.flatnonzero(values >= np.partition(values, -most)[-most])
    return at[np.argsort(-values[at], kind="stable")[:most]]


def _promising_exchanges(view: _View, most: int, least: float) -> list[_Change]:
    """The exchanges of two short runs, with something between them, that promise most."""
    size = view.size
    if size < 5:  # noqa: PLR2004 - two runs, what is between them, and both ends
        return []
    across, own = view.hopes[:-1, 1:], view.own_hopes[:-1]
    promise = across + across.T - own[:, None] - own[None, :]
    promise[np.tri(size - 1, k=1, dtype=np.bool_)] = _BARRED
    rows, columns = np.divmod(_largest(promise.ravel(), _MOST_PAIRS), size - 1)
    one, two = rows[:, None, None] + 1, columns[:, None, None] + 1
    lengths = np.arange(1, _LONGEST_EXCHANGED + 1)
    middle, end = one + lengths[None, :, None], two + lengths[None, None, :]
    middle, end = np.minimum(middle, size - 1), np.minimum(end, size - 1)
    cuts = (one, middle, two, end)
    sound = (middle < two) & (end < size) & (end > two)
    sound &= (view.still[middle] == view.still[one]) & (view.still[end] == view.still[two])
    promise = np.where(sound, _exchanged(view.hopes, view.own_hopes, cuts), _BARRED)
    gain = _exchanged(view.odds, view.own, cuts)
    kept = _largest(promise.ravel(), most)
    kept = kept[promise.ravel()[kept] > least]
    table = [np.broadcast_to(part, promise.shape).ravel()[kept] for part in (*cuts, gain, promise)]
    return [
        _Change((int(one), int(middle), int(two), int(end)), gain, promise)
        for one, middle, two, end, gain, promise in zip(*(c.tolist() for c in table), strict=True)
    ]


def _exchanged(odds: Floats, own: Floats, cuts: tuple[Path, Path, Path, Path]) -> Floats:
    """Gain in joins of exchanging two runs, given where each begins and ends."""
    one, middle, two, end = cuts
    opened = odds[one - 1, two] + odds[end - 1, middle] + odds[two - 1, one] + odds[middle - 1, end]
    return np.asarray(opened - own[one - 1] - own[middle - 1] - own[two - 1] - own[end - 1])
