"""What each row of the page is: masthead, heading, byline, credit, notice or body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from retrieval.issue import Byline, NoticeKind
from retrieval.page.bylines import read_byline
from retrieval.page.headlines import is_closed, is_dateline, is_heading_like
from retrieval.page.lines import Row
from retrieval.page.masthead import is_masthead, is_paper_name
from retrieval.page.notices import classify_notice

__all__ = ["Placed", "RowKind", "place_rows"]

_LONGEST_RUN = 4
_BLOCK = 30


class RowKind(StrEnum):
    """What a row is."""

    MASTHEAD = "masthead"
    HEADING = "heading"
    BYLINE = "byline"
    CREDIT = "credit"
    NOTICE = "notice"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Placed:
    """A row and what it is; `byline` and `notice` say more where they apply."""

    row: Row
    kind: RowKind
    byline: Byline | None = None
    notice: NoticeKind | None = None


def place_rows(rows: Sequence[Row]) -> tuple[Placed, ...]:
    """Decide for every row what it is, by its form and by its neighbours."""
    placed = [_place_alone(rows, at) for at in range(len(rows))]
    _place_head(placed)
    for at in range(len(placed)):
        if placed[at].kind is RowKind.BYLINE or (
            placed[at].kind is RowKind.BODY and is_dateline(placed[at].row.text)
        ):
            _place_heading_before(placed, at)
    _place_lone_headings(placed)
    return tuple(placed)


def _place_alone(rows: Sequence[Row], at: int) -> Placed:
    row = rows[at]
    byline = read_byline(row.text)
    if byline is not None:
        only_photographs = byline.photographers and byline.photographers == byline.names
        return Placed(row, RowKind.CREDIT if only_photographs else RowKind.BYLINE, byline)
    if is_masthead(row.text):
        return Placed(row, RowKind.MASTHEAD)
    in_tail = at == 0 or is_closed(rows[at - 1])
    notice = classify_notice(row.text, in_tail=in_tail)
    if notice is not None:
        return Placed(row, RowKind.NOTICE, notice=notice)
    return Placed(row, RowKind.BODY)


def _place_head(placed: list[Placed]) -> None:
    """Short rows at the top, down to the last one that is surely of the masthead, are its."""
    last = -1
    for at, here in enumerate(placed):
        if here.kind is RowKind.MASTHEAD or is_paper_name(here.row.text):
            last = at
        elif here.kind is not RowKind.BODY or not is_heading_like(here.row):
            break
    for at in range(last + 1):
        placed[at] = Placed(placed[at].row, RowKind.MASTHEAD)


def _place_heading_before(placed: list[Placed], at: int) -> None:
    """Mark the run of heading rows that ends right before `at`."""
    start = at
    while (
        start > 0
        and at - start < _LONGEST_RUN
        and placed[start - 1].kind is RowKind.BODY
        and is_heading_like(placed[start - 1].row)
    ):
        start -= 1
    if start == at:
        return
    while start < at - 1 and not _opens_section(placed, start):
        start += 1
    for position in range(start, at):
        placed[position] = Placed(placed[position].row, RowKind.HEADING)


def _opens_section(placed: list[Placed], at: int) -> bool:
    """Whether nothing goes on from before this row into it."""
    if at == 0:
        return True
    before = placed[at - 1]
    return before.kind is not RowKind.BODY or is_closed(before.row)


def _place_lone_headings(placed: list[Placed]) -> None:
    """Headings without a byline: a short row between a closed row and a whole block."""
    bylines = any(here.kind is RowKind.BYLINE for here in placed)
    for at in range(len(placed) - 1):
        here, after = placed[at], placed[at + 1]
        if (
            here.kind is RowKind.BODY
            and after.kind is RowKind.BODY
            and is_heading_like(here.row)
            and _opens_section(placed, at)
            and len(after.row.bare) >= _BLOCK
            and (here.row.blanks > 1 or not bylines)
        ):
            placed[at] = Placed(here.row, RowKind.HEADING)
