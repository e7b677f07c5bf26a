"""What each row of the page is: masthead, heading, byline, credit, notice or body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from retrieval.issue import Byline, NoticeKind
from retrieval.page.bylines import read_byline
from retrieval.page.headlines import Neighbours, heading_odds, is_heading_like
from retrieval.page.lines import Row, is_sentence_end
from retrieval.page.masthead import is_masthead, is_paper_name
from retrieval.page.notices import classify_notice, is_rubric
from retrieval.page.statistics import load_statistics

__all__ = ["Placed", "RowKind", "neighbours_of", "place_rows"]

_HEADING = -0.5
_SCRAP = 60
_MOST_LIKELY = 2000
_GOES_ON = ",，、;；"


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
    placed = [_place_alone(row) for row in rows]
    _place_head(placed)
    _mend_notices(placed)
    _place_headings(placed)
    return tuple(placed)


def _place_alone(row: Row) -> Placed:
    byline = read_byline(row.text)
    if byline is not None:
        only_photographs = byline.photographers and byline.photographers == byline.names
        return Placed(row, RowKind.CREDIT if only_photographs else RowKind.BYLINE, byline)
    if is_masthead(row.text):
        return Placed(row, RowKind.MASTHEAD)
    notice = classify_notice(row.text)
    if notice is not None:
        return Placed(row, RowKind.NOTICE, notice=notice)
    return Placed(row, RowKind.BODY)


def _place_head(placed: list[Placed]) -> None:
    """Short rows at the top, down to the last one that is surely of the masthead, are its."""
    last = -1
    for at, here in enumerate(placed):
        if here.kind is RowKind.MASTHEAD or (
            is_paper_name(here.row.text) and not is_rubric(here.row.text)
        ):
            last = at
        elif here.kind is not RowKind.BODY or not is_heading_like(here.row):
            break
    for at in range(last + 1):
        placed[at] = Placed(placed[at].row, RowKind.MASTHEAD)


def _mend_notices(placed: list[Placed]) -> None:
    """A short row that goes on in a notice, or that a notice goes on in, belongs to it."""
    for at in range(len(placed) - 1):
        here, after = placed[at], placed[at + 1]
        if here.row.text[-1] not in _GOES_ON:
            continue
        opens = at == 0 or placed[at - 1].kind is not RowKind.BODY
        opens = opens or is_sentence_end(placed[at - 1].row.text)
        if (
            opens
            and here.kind is RowKind.BODY
            and after.kind is RowKind.NOTICE
            and len(here.row.bare) <= _SCRAP
        ):
            placed[at] = Placed(here.row, RowKind.NOTICE, notice=after.notice)
        elif (
            here.kind is RowKind.NOTICE
            and after.kind is RowKind.BODY
            and len(after.row.bare) <= _SCRAP
        ):
            placed[at + 1] = Placed(after.row, RowKind.NOTICE, notice=here.notice)


def _place_headings(placed: list[Placed]) -> None:
    """From the foot of the page upwards, so that what stands under a row is known."""
    statistics = load_statistics()
    likely = [here.kind is RowKind.BODY and is_heading_like(here.row) for here in placed]
    crowded = sum(likely) > _MOST_LIKELY
    for at in reversed(range(len(placed))):
        here = placed[at]
        if likely[at] and not (at and placed[at - 1].kind is RowKind.BYLINE):
            around = neighbours_of(placed, at)
            if crowded and not (around.after_byline or around.after_heading):
                continue
            if heading_odds(here.row, around, statistics) > _HEADING:
                placed[at] = Placed(here.row, RowKind.HEADING)


def neighbours_of(placed: Sequence[Placed], at: int) -> Neighbours:
    """What stands around a row."""
    before = placed[at - 1] if at else None
    after = placed[at + 1] if at + 1 < len(placed) else None
    return Neighbours(
        before=before.row if before and before.kind is RowKind.BODY else None,
        after=after.row if after and after.kind is RowKind.BODY else None,
        after_byline=after is not None and after.kind in (RowKind.BYLINE, RowKind.CREDIT),
        after_heading=after is not None and after.kind is RowKind.HEADING,
    )
