"""Boosted trees of four leaves for a yes or no, fitted with numpy.

Friedman, "Greedy function approximation: a gradient boosting machine" (2001), with Newton steps in
the leaves as in Chen and Guestrin, "XGBoost" (2016), eq. 5 and 7, and a share of the columns drawn
for each tree as there (2.3), so that no tree hangs on the same few cases as the one before.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from retrieval.certainty import Branch, Tree

Floats = npt.NDArray[np.float64]
Cells = npt.NDArray[np.int64]
BINS = 24
ROUNDS = 400
RATE = 0.05
COLUMNS = 0.3
"""Share of the columns that a tree may look at."""
LEAST = 12.0
"""Least weight of a leaf."""
RIDGE = 4.0


def edges_of(evidence: Floats) -> list[Floats]:
    """Places to cut each column at: its quantiles, halfway to the next value."""
    found = []
    for column in evidence.T:
        values = np.unique(np.quantile(column, np.linspace(0, 1, BINS + 1)))
        found.append((values[:-1] + values[1:]) / 2)
    return found


def fit_trees(evidence: Floats, right: Floats, weight: Floats) -> tuple[float, list[Tree]]:
    """Fits ``log odds = base + sum of trees``.

    Args:
        evidence: One row a case.
        right: 1 for yes, 0 for no.
        weight: What each case counts.
    """
    edges = edges_of(evidence)
    cells = np.stack(
        [np.searchsorted(e, c) for e, c in zip(edges, evidence.T, strict=True)], axis=1
    )
    share = float((weight * right).sum() / weight.sum())
    base = float(np.log(share / (1 - share)))
    odds = np.full(len(right), base)
    trees = []
    dice = np.random.default_rng(0)
    count = max(2, round(COLUMNS * evidence.shape[1]))
    for _ in range(ROUNDS):
        columns = dice.choice(evidence.shape[1], min(count, evidence.shape[1]), replace=False)
        chance = 1 / (1 + np.exp(-odds))
        slope, curve = weight * (right - chance), weight * chance * (1 - chance)
        tree, gained = _tree(cells, columns, slope, curve, edges)
        odds += gained
        trees.append(tree)
    return base, trees


def _tree(
    cells: Cells, columns: Cells, slope: Floats, curve: Floats, edges: list[Floats]
) -> tuple[Tree, Floats]:
    everywhere = np.ones(len(slope), dtype=bool)
    first, cut = _best_cut(cells, columns, slope, curve, everywhere)
    below = cells[:, first] <= cut
    gained = np.zeros(len(slope))
    parts: list[Branch] = []
    for side in (below, ~below):
        column, at = _best_cut(cells, columns, slope, curve, side)
        low = side & (cells[:, column] <= at)
        high = side & ~low
        below_cut, above_cut = _step(slope, curve, low), _step(slope, curve, high)
        gained[low], gained[high] = below_cut, above_cut
        parts.append((column, _edge(edges, column, at), below_cut, above_cut))
    return Tree(first, _edge(edges, first, cut), *parts), gained


def _step(slope: Floats, curve: Floats, leaf: npt.NDArray[np.bool_]) -> float:
    """The Newton step of a leaf, shortened."""
    return RATE * float(slope[leaf].sum() / (curve[leaf].sum() + RIDGE))


def _edge(edges: list[Floats], column: int, cut: int) -> float:
    return float(edges[column][cut]) if len(edges[column]) else 0.0


def _best_cut(
    cells: Cells, columns: Cells, slope: Floats, curve: Floats, inside: npt.NDArray[np.bool_]
) -> tuple[int, int]:
    """Column and cell after which to cut."""
    best, found = -np.inf, (0, 0)
    rows, slopes, curves = cells[inside], slope[inside], curve[inside]
    for column in sorted(columns.tolist()):
        at = rows[:, column]
        up = np.cumsum(np.bincount(at, slopes, BINS + 1))
        worth = np.cumsum(np.bincount(at, curves, BINS + 1))
        left = up**2 / (worth + RIDGE)
        other = (up[-1] - up) ** 2 / (worth[-1] - worth + RIDGE)
        fits = (worth > LEAST / 8) & (worth[-1] - worth > LEAST / 8)
        gain = np.where(fits, left + other, -np.inf)[:-1]
        cut = int(np.argmax(gain))
        if gain[cut] > best:
            best, found = float(gain[cut]), (column, cut)
    return found
