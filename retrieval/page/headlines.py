"""Headlines: which rows of the page stand over an article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.page.lines import Row, is_balanced, is_sentence_end
from retrieval.page.notices import is_rubric

__all__ = ["Heading", "is_closed", "is_dateline", "is_heading_like", "split_heading"]

_LONGEST = 40
_DATELINE = re.compile(
    r"^(?:本报|本刊)\S{0,12}?[讯电](?=[\s(（]|\S)|^(?:新华社|中新社|据)\S{0,14}?[电讯]|^\S{2,6}[讯]\s"
)
_OPEN_END = re.compile(r"[,，、;；:：—\-]$|[。]")
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
        and is_balanced(bare)
    )


def is_closed(row: Row) -> bool:
    """Whether nothing needs to go on after a row of body text."""
    return is_sentence_end(row.text)


def split_heading(rows: Sequence[str]) -> Heading:
    """Tell rubric, headline and subheads apart, in the order of print."""
    left = list(rows)
    rubric = ""
    if len(left) > 1 and is_rubric(left[0]):
        rubric = left.pop(0)
    if len(left) > 1 and _SUBHEAD.match(left[0]):
        left.append(left.pop(0))
    return Heading(left[0] if left else "", tuple(left[1:]), rubric)
