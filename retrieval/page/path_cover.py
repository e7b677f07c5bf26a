"""Path cover: the successor of every place such that the whole page is one path.

The best set of successors is an assignment (each place has one successor and one predecessor),
found by shortest augmenting paths (Jonker and Volgenant 1987, here without their preprocessing) in
O(m³) for m places; cycles are then joined to one by the cheapest exchange of two successors at a
time (Karp 1979), O(m²) each. Joins that nothing else competes for are contracted first, so that m
is the number of runs of lines and not of lines.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from retrieval.page.statistics import Floats

__all__ = ["Successors", "alternating_cycles", "cover", "extracted_successors", "is_one_cycle"]

Successors = NDArray[np.int64]

_BARRED = -1e6
_MOST_ROUNDS, _LONGEST_MOVE = 40, 30
_LEAST_WIN = 1e-6


def extracted_successors(firsts: NDArray[np.int64], lines: int) -> Successors:
    """Successors as extracted, the end of the page going on in the first head.

    Args:
        firsts: For each head the index of its first line, ascending; the last one is `lines`.
        lines: How many lines there are; heads are numbered after them.
    """
    order = np.argsort(np.concatenate((np.arange(lines), firsts - 0.5)), kind="stable")
    successors = np.empty(len(order), dtype=np.int64)
    successors[order] = np.roll(order, -1)
    return successors


def cover(odds: Floats, extracted: Successors, sure: float) -> Successors:
    """Find the successors of the greatest sum of log odds that make one cycle.

    Args:
        odds: Log odds of every ordered pair; the caller has barred what must not be.
        extracted: Successors as extracted.
        sure: An extracted join is taken for granted where its odds are over this and over those
            of every competitor by as much.

    Returns:
        The successor of every place.
    """
    size = len(odds)
    own = odds[np.arange(size), extracted]
    rivals = odds.copy()
    rivals[np.arange(size), extracted] = _BARRED
    rival = np.maximum(rivals.max(axis=1), rivals.max(axis=0)[extracted])
    granted = (own > sure) & (own - rival > sure)
    if granted.all():
        return extracted.copy()
    open_rows = np.flatnonzero(~granted)
    open_columns = extracted[open_rows]
    successors = extracted.copy()
    chosen = _assign(-odds[np.ix_(open_rows, open_columns)])
    successors[open_rows] = open_columns[chosen]
    if is_one_cycle(successors):
        return successors
    return _move_runs(odds, _join_cycles(odds, successors, open_rows), open_rows)


def alternating_cycles(found: Successors, extracted: Successors) -> list[NDArray[np.int64]]:
    """The places whose successor was changed, in groups that can be changed back by themselves."""
    before = np.empty_like(extracted)
    before[extracted] = np.arange(len(extracted))
    changed = set(np.flatnonzero(found != extracted).tolist())
    groups: list[NDArray[np.int64]] = []
    for start in sorted(changed):
        if start not in changed:
            continue
        group, here = [], start
        while here in changed:
            changed.remove(here)
            group.append(here)
            here = int(before[found[here]])
        groups.append(np.array(group, dtype=np.int64))
    return groups


def is_one_cycle(successors: Successors) -> bool:
    """Whether following the successors leads through all places."""
    here, steps = int(successors[0]), 1
    while here != 0:
        here = int(successors[here])
        steps += 1
    return steps == len(successors)


def _assign(costs: Floats) -> NDArray[np.int64]:
    """Column of every row such that the sum of costs is least."""
    size = len(costs)
    row_price, column_price = np.zeros(size), np.zeros(size + 1)
    owner = np.full(size + 1, -1)
    for row in range(size):
        owner[size] = row
        column, distance = size, np.full(size, np.inf)
        way, done = np.full(size, size), np.zeros(size + 1, dtype=bool)
        while owner[column] >= 0:
            done[column] = True
            here = owner[column]
            reached = costs[here] - row_price[here] - column_price[:size]
            better = ~done[:size] & (reached < distance)
            distance[better], way[better] = reached[better], column
            free = np.where(done[:size], np.inf, distance)
            nearest = int(free.argmin())
            step = free[nearest]
            row_price[owner[done]] += step
            column_price[done] -= step
            distance[~done[:size]] -= step
            column = nearest
        while column != size:
            owner[column] = owner[way[column]]
            column = int(way[column])
    result = np.empty(size, dtype=np.int64)
    result[owner[:size]] = np.arange(size)
    return result


def _join_cycles(odds: Floats, successors: Successors, open_rows: NDArray[np.int64]) -> Successors:
    """Exchange successors of two places of different cycles until one cycle is left."""
    successors = successors.copy()
    while True:
        cycle = _number_cycles(successors)
        if cycle.max() == 0:
            return successors
        ends = successors[open_rows]
        own = odds[open_rows, ends]
        cross = odds[np.ix_(open_rows, ends)]
        gain = cross + cross.T - own[:, None] - own[None, :]
        gain[cycle[open_rows][:, None] == cycle[open_rows][None, :]] = -np.inf
        one, other = divmod(int(gain.argmax()), len(open_rows))
        first, second = open_rows[one], open_rows[other]
        successors[first], successors[second] = successors[second], successors[first]


def _move_runs(odds: Floats, successors: Successors, open_rows: NDArray[np.int64]) -> Successors:
    """Move stretches of runs to better places while that wins; joining cycles is seldom best.

    A run is what stands between two open places; one round is O(m²) for each length of stretch.
    """
    tails, heads = _list_runs(successors, int(open_rows[0]), set(open_rows.tolist()))
    between = odds[np.ix_(tails, heads)]
    order = np.arange(len(tails))
    for _ in range(_MOST_ROUNDS):
        move = _best_move(between, order)
        if move is None:
            break
        first, last, target = move
        stretch = order[first : last + 1]
        rest = np.concatenate((order[:first], order[last + 1 :]))
        place = target + 1 if target < first else target + 1 - len(stretch)
        order = np.concatenate((rest[:place], stretch, rest[place:]))
    moved = successors.copy()
    moved[tails[order]] = heads[np.roll(order, -1)]
    return moved


def _list_runs(
    successors: Successors, start: int, open_rows: set[int]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The last and the first place of every run, in the order of the path."""
    tails, heads = [], []
    here = int(successors[start])
    heads.append(here)
    for _ in range(len(successors)):
        if here in open_rows:
            tails.append(here)
            if here == start:
                break
            heads.append(int(successors[here]))
        here = int(successors[here])
    return np.array(tails, dtype=np.int64), np.array(heads, dtype=np.int64)


def _best_move(between: Floats, order: NDArray[np.int64]) -> tuple[int, int, int] | None:
    """The stretch ``first..last`` and the place it had better stand after, or None."""
    size = len(order)
    odds = between[np.ix_(order, order)]
    own = odds[np.arange(size), (np.arange(size) + 1) % size]
    best, move = _LEAST_WIN, None
    target = np.arange(size)
    after = (target + 1) % size
    for length in range(1, min(_LONGEST_MOVE, size - 2) + 1):
        first = np.arange(1, size - length + 1)
        last = first + length - 1
        closed = odds[first - 1, (last + 1) % size] - own[first - 1] - own[last]
        gain = closed[:, None] + odds[target[None, :], first[:, None]]
        gain += odds[last[:, None], after[None, :]] - own[None, :]
        within = (target[None, :] >= first[:, None] - 1) & (target[None, :] <= last[:, None])
        gain[within] = -np.inf
        at = int(gain.argmax())
        row, column = divmod(at, size)
        if gain[row, column] > best:
            best, move = float(gain[row, column]), (int(first[row]), int(last[row]), column)
    return move


def _number_cycles(successors: Successors) -> NDArray[np.int64]:
    cycle = np.full(len(successors), -1, dtype=np.int64)
    number = 0
    for start in range(len(successors)):
        here = start
        if cycle[here] >= 0:
            continue
        while cycle[here] < 0:
            cycle[here] = number
            here = int(successors[here])
        number += 1
    return cycle
