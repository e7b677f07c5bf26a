"""Third make: columns of one height, and an extractor that takes some rows across two columns.

An article runs through columns as high as each other, the first one lowered by the headline. Most
rows are read column by column; now and then both lines on one height are put out in the flow of one
of the two columns, the left one first. So a line that strays is as far from its place as a column
is high, as it is on real pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from tests.made_pages.manuscript import compose
from tests.made_pages.sheet import MadePage, make_page_of
from tests.made_pages.woven import (
    Habits,
    Slot,
    draw_habits,
    lay_out,
    move_run,
    swap_between,
    take_early,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from tests.made_pages.news import Story
    from tests.made_pages.printed import PrintedArticle

__all__ = ["make_rowwise_page"]

_FEWEST_ROWS = 6


@dataclass(frozen=True, slots=True)
class _Slips:
    """How the extractor slips between two neighbouring columns, each a chance.

    Attributes:
        starts: That a row is taken across.
        goes_on: That the row below one that was taken across is taken across too.
        leftward: That the right line comes into the left column's flow, and not the reverse.
        loose: That the stray line lands one row off.
    """

    starts: float
    goes_on: float
    leftward: float
    loose: float


def make_rowwise_page(rng: Random, stories: Sequence[Story]) -> MadePage:
    """Make one page: about a third of them not woven at all, the rest lightly or heavily."""
    manuscript = compose(rng, stories)
    habits = draw_habits(rng)
    loose = rng.choice((0.0, 0.0, 0.2))
    bodies = [_weave_article(rng, article, habits, loose) for article in manuscript.articles]
    if habits.weave and rng.random() < habits.foreign / 2:
        swap_between(rng, bodies, habits)
    early = [
        take_early(rng, body, article, habits)
        for body, article in zip(bodies, manuscript.articles, strict=True)
    ]
    blocks = lay_out(rng, manuscript, bodies, early, habits)
    return make_page_of(rng, manuscript, blocks, make="rowwise", weave=habits.weave)


def _weave_article(
    rng: Random, article: PrintedArticle, habits: Habits, loose: float
) -> list[Slot]:
    lines = [line for column in article.columns for line in column]
    lowered = rng.choice((0, 0, rng.randrange(1, 9)))
    count = max(1, min(6, len(article.columns) + rng.choice((0, 0, 1, 2))))
    height = max(_FEWEST_ROWS, -(-(len(lines) + lowered) // count))
    cuts = [0, *range(max(1, height - lowered), len(lines), height), len(lines)]
    columns = [
        [Slot(line, top=at == 0) for at, line in enumerate(lines[first:last])]
        for first, last in pairwise(cuts)
    ]
    flows = [list(column) for column in columns]
    if habits.weave:
        for left in range(len(columns) - 1):
            slips = _Slips(
                starts=rng.choice((0.0, 0.05, 0.15, 0.3)) * (habits.weave + 0.2),
                goes_on=rng.choice((0.1, 0.4, 0.7)),
                leftward=rng.choice((0.1, 0.5, 0.9)),
                loose=loose,
            )
            under = columns[left + 1][lowered if left == 0 else 0 :]
            _slip(rng, list(zip(columns[left], under, strict=False)), flows[left : left + 2], slips)
        if rng.random() < 0.2:
            move_run(rng, flows)
    return [slot for flow in flows for slot in flow]


def _slip(
    rng: Random, rows: list[tuple[Slot, Slot]], flows: list[list[Slot]], slips: _Slips
) -> None:
    """Take some rows across a left and a right column.

    Args:
        rng: Dice.
        rows: The left and the right line of every height.
        flows: What is put out of the left column and of the right one; changed in place.
        slips: How often and whither.
    """
    left, right = flows
    across = False
    for ours, theirs in rows:
        across = rng.random() < (slips.goes_on if across else slips.starts)
        if not across or ours not in left or theirs not in right:
            continue
        off = rng.choice((-1, 1)) if rng.random() < slips.loose else 0
        if rng.random() < slips.leftward:
            right.remove(theirs)
            _take_in(left, left.index(ours) + 1 + off, theirs)
        else:
            left.remove(ours)
            _take_in(right, right.index(theirs) + off, ours)


def _take_in(host: list[Slot], at: int, stray: Slot) -> None:
    at = min(len(host), max(0, at))
    stray.edge, stray.top = True, False
    host.insert(at, stray)
    if at + 1 < len(host):
        host[at + 1].edge = True
