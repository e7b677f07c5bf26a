"""Headlines: which rows of the page stand over an article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.page.language import LanguageModel
from retrieval.page.lines import Row, display_width, is_balanced, is_sentence_end
from retrieval.page.notices import is_rubric
from retrieval.page.statistics import HEAD_END, HEAD_START, Floats, Statistics

__all__ = [
    "Heading",
    "Neighbours",
    "heading_features",
    "heading_odds",
    "is_dateline",
    "is_heading_like",
    "split_heading",
]

_LONGEST = 44
_DATELINE = re.compile(
    r"^(?:本报|本刊|本台)\S{0,12}?(?:[讯电]|消息)|^(?:新华社|中新社|据)\S{0,14}?[电讯]|^\S{2,6}讯\s"
)
_OPEN_END = re.compile(r"[,，、;；:：]$|[。]")
_SUBHEAD = re.compile(r"^(?:——|--|—|──|－－)")


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over an article.

    Attributes:
        headline: As printed, "" where there is none.
        subheads: As printed.
        rubric: The section's title over the headline, "" where there is none.
    """

    headline: str
    subheads: tuple[str, ...] = ()
    rubric: str = ""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What stands around a row.

    Attributes:
        before: The body row before it, or None where it is no body row.
        after: The body row after it, or None.
        after_byline: The row after it is a byline.
        after_heading: The row after it is a heading.
    """

    before: Row | None
    after: Row | None
    after_byline: bool
    after_heading: bool


def is_dateline(text: str) -> bool:
    """Whether a body text begins as a report does: 本报讯, 新华社北京3月13日电."""
    return _DATELINE.match(text) is not None


def is_heading_like(row: Row) -> bool:
    """Whether a row could be a headline by its form alone."""
    bare = row.bare
    return (
        1 < len(bare) <= _LONGEST
        and not _OPEN_END.search(bare)
        and not is_dateline(row.text)
    )


def heading_features(row: Row, around: Neighbours, statistics: Statistics) -> Floats:
    """What speaks for a row being a heading; see `_WEIGHTS`."""
    model = LanguageModel(statistics)
    bare = row.bare
    begins, ends = model.edge_gains(bare, HEAD_START, HEAD_END)
    before, after = around.before, around.after
    gain_before = model.join_gain(before.bare, bare) if before else -2.0
    gain_after = model.join_gain(bare, after.bare) if after else -2.0
    width = display_width(bare)
    lines_after = len(after.text.split()) if after else 0
    return np.array(
        [
            1.0,
            begins / 4,
            ends / 4,
            width / 10,
            min(2, sum(bare.count(c) for c in ",，、")),
            around.after_byline,
            after is not None and is_dateline(after.text),
            around.after_heading,
            before is None,
            before is not None and is_sentence_end(before.text),
            min(6.0, max(-6.0, gain_before)) / 3,
            min(6.0, max(-6.0, gain_after)) / 3,
            row.blanks > 0,
            row.blanks > 1,
            before is not None and abs(display_width(before.bare) - width) <= 1,
            after is not None and abs(display_width(after.bare) - width) <= 1,
            lines_after >= 3,  # noqa: PLR2004 - a whole block
            lines_after == 1,
            " " in row.text,
            model.opening_gain(after.bare) / 4 if after else 0.0,
            bool(re.search(r"[!！?？\"”》]$", bare)),
            not is_balanced(bare),
            before is not None and len(before.text.split()) == 1,
        ],
        dtype=np.float64,
    )


def split_heading(rows: Sequence[str]) -> Heading:
    """Tell rubric, headline and subheads apart, in the order of print."""
    left = list(rows)
    rubric = ""
    if len(left) > 1 and is_rubric(left[0]):
        rubric = left.pop(0)
    if len(left) > 1 and _SUBHEAD.match(left[0]):
        left.append(left.pop(0))
    return Heading(left[0] if left else "", tuple(left[1:]), rubric)


_OVER_BYLINE = 9.0
_WEIGHTS = np.array(
    [-1.992, 2.641, 2.656, -1.648, -5.392, 12.572, 6.327, 6.709, 0.299, -0.845, -0.538, -0.928]
    + [0.943, 0.106, -2.661, -0.11, 1.355, 2.77, 3.886, 1.873, -3.671, -7.123, -0.525]
)
"""Of `heading_features`: a logistic regression on the rows of made pages, fitted by
``python -m tests.page.learning.fit_headings``."""


def heading_odds(row: Row, around: Neighbours, statistics: Statistics) -> float:
    """Log odds that a row that is heading-like is a heading; sure right over a byline."""
    if around.after_byline and not around.after_heading and is_balanced(row.bare):
        return _OVER_BYLINE
    return float(heading_features(row, around, statistics) @ _WEIGHTS)
