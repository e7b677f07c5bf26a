"""What each row of the page is: masthead, heading, byline, credit, notice or body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import islice, takewhile

from retrieval.issue import Byline, NoticeKind
from retrieval.page.bylines import read_byline, split_credit
from retrieval.page.headlines import (
    is_briefs_rubric,
    is_dateline,
    is_heading_like,
    is_inner_heading_like,
    is_rubric_word,
    join_headlines,
    weigh_headings,
)
from retrieval.page.lines import Row, display_width, is_sentence_end
from retrieval.page.masthead import is_masthead, is_paper_name
from retrieval.page.notices import classify_notice, is_forecast
from retrieval.page.photographs import size_of_caption_after
from retrieval.page.spacing import column_width
from retrieval.page.traits import Form, Page
from retrieval.text import simplify

__all__ = ["Placed", "RowKind", "find_forms", "place_rows"]

_LONGEST_PART = 160
_CLAUSE_END = re.compile(r"[,，、;；:：]$")
_SOME_WEATHER = 0.3
_OVER_BYLINE = -4.0
_NEEDED = 0.0
_OVER_HEADING = 0.0
_LONGEST_NAME = 20
_FIRST_HALF = -2.5
_ALIKE = 2.5
_CLAUSES = re.compile(r"[,，].+[,，]$|^\S+$")
_COMMA = re.compile(r"[,，]$")
_SURE = frozenset({NoticeKind.COPYRIGHT, NoticeKind.WEATHER})
_LONGEST_ITEM = 300
_SPACED = 3
_INNER_BY = 4.0
_NEAR = 8
_FEW_VERSES = 2
_TRADITIONAL = 0.1
_WIDEST_COLUMN = 40.0


class RowKind(StrEnum):
    """What a row is."""

    MASTHEAD = "masthead"
    HEADING = "heading"
    BYLINE = "byline"
    CREDIT = "credit"
    NOTICE = "notice"
    INNER = "inner"
    BODY = "body"


_FORMS = {
    RowKind.MASTHEAD: Form.FURNITURE,
    RowKind.NOTICE: Form.FURNITURE,
    RowKind.BYLINE: Form.BYLINE,
    RowKind.CREDIT: Form.CREDIT,
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A row and what it is; `byline` and `notice` say more where they apply.

    `caption` is the number of rows under a credit that are its caption; 0 where it stands above.
    """

    row: Row
    kind: RowKind
    byline: Byline | None = None
    notice: NoticeKind | None = None
    caption: int = 0


def place_rows(rows: Sequence[Row]) -> tuple[Placed, ...]:
    """Decide for every row what it is, by its form and by its neighbours.

    A row that ends in a photographer's credit is two: the caption and the credit.
    """
    plain = _simplify_rows(rows)
    if plain is not None:
        return tuple(_as_printed(place_rows(plain), rows))
    rows = [part for row in join_headlines(rows, _is_loose_text) for part in _part_credit(row)]
    placed = _place_by_form(rows)
    _place_headings(placed)
    _keep_verses(placed)
    _place_only_heading(placed)
    _place_briefs(placed)
    _place_inner_headings(placed)
    _place_captions(placed)
    _give_titles_to_notices(placed)
    return tuple(placed)


def _simplify_rows(rows: Sequence[Row]) -> list[Row] | None:
    """The rows in simplified characters, one for one; None where the page is printed in them."""
    plain = [replace(row, text=simplify(row.text)) for row in rows]
    texts = zip("".join(row.text for row in rows), "".join(row.text for row in plain), strict=True)
    other = sum(printed != simple for printed, simple in texts)
    return plain if other > _TRADITIONAL * sum(len(row.text) for row in rows) else None


def _as_printed(placed: Sequence[Placed], rows: Sequence[Row]) -> Iterator[Placed]:
    """Give placed rows their printed characters back; rows were joined and parted, not moved."""
    printed = (character for row in rows for character in row.bare)
    for here in placed:
        text = "".join(c if c.isspace() else next(printed) for c in here.row.text)
        byline = here.byline and read_byline(text)
        yield replace(here, row=replace(here.row, text=text), byline=byline)


def _place_headings(placed: list[Placed]) -> None:
    forms = _forms(placed)
    odds = weigh_headings(Page([here.row for here in placed], forms).traits)
    headings: set[int] = set()
    for at in reversed(range(len(placed))):
        after = forms[at + 1] if at + 1 < len(placed) else None
        signed = after in {Form.BYLINE, Form.DATELINE} or at + 1 in headings
        closed = at > 1 and forms[at - 2] in {Form.TEXT, Form.DATELINE}
        under_byline = at > 0 and forms[at - 1] is Form.BYLINE and not signed and not closed
        needed = _OVER_BYLINE if after is Form.BYLINE else _NEEDED
        if at + 1 in headings:
            tops = at + 2 not in headings and (at == 0 or _ends_something(placed[at - 1]))
            needed = _OVER_HEADING if tops and placed[at].row.blanks else 0.0
        if at + 1 in headings and _is_first_half(placed, at):
            needed = _FIRST_HALF
        if at + 1 in headings and is_rubric_word(placed[at].row.text):
            needed = _OVER_BYLINE
        if forms[at] is Form.SHORT and odds[at] > needed and not under_byline:
            headings.add(at)
            placed[at] = Placed(placed[at].row, RowKind.HEADING)
    for at in range(1, len(placed) - 1):
        if forms[at] is Form.SHORT and {at - 1, at + 1} <= headings:
            placed[at] = Placed(placed[at].row, RowKind.HEADING)


def _is_first_half(placed: Sequence[Placed], at: int) -> bool:
    """Whether a row may be the first of a headline's two lines: 春风送岗来, over 就业暖民心."""
    here = placed[at].row
    alike = abs(display_width(here.text) - 1 - display_width(placed[at + 1].row.text)) <= _ALIKE
    opens = at == 0 or _ends_something(placed[at - 1])
    return opens and alike and _COMMA.search(here.text) is not None


def _keep_verses(placed: list[Placed]) -> None:
    """Short rows under a byline with no text under them are verses, but for the next headline."""
    for at, here in enumerate(placed):
        if here.kind is not RowKind.BYLINE or at == 0:
            continue
        if placed[at - 1].kind is not RowKind.HEADING:
            continue
        run = list(takewhile(_is_loose, placed[at + 1 :]))
        end = at + 1 + len(run)
        after = placed[end] if end < len(placed) else None
        if after is not None and after.kind is RowKind.BYLINE:
            end -= 1
        elif after is not None and after.kind is RowKind.BODY:
            continue
        if end - at > _FEW_VERSES:
            placed[at + 1 : end] = [Placed(row.row, RowKind.BODY) for row in placed[at + 1 : end]]


def _is_loose(here: Placed) -> bool:
    """Whether a row is short and may be a headline, a verse, or neither."""
    return here.kind in {RowKind.HEADING, RowKind.BODY} and is_heading_like(here.row)


def _place_only_heading(placed: list[Placed]) -> None:
    """On a page without any heading or byline, the first row is one, if text follows it."""
    if any(here.kind in {RowKind.HEADING, RowKind.BYLINE} for here in placed):
        return
    first = next((at for at, here in enumerate(placed) if here.kind is RowKind.BODY), len(placed))
    under = [here for here in placed[first + 1 : first + 2] if here.kind is RowKind.BODY]
    if under and is_heading_like(placed[first].row) and not is_heading_like(under[0].row):
        placed[first] = Placed(placed[first].row, RowKind.HEADING)


def _place_briefs(placed: list[Placed]) -> None:
    """In a section of short items, what would be a heading inside an article is the next item's."""
    left = 0
    for at, here in enumerate(placed):
        under = placed[at + 1].kind if at + 1 < len(placed) else None
        if here.kind is RowKind.BYLINE:
            left = 0
        elif here.kind is RowKind.HEADING and under is RowKind.HEADING:
            left = _LONGEST_ITEM * is_briefs_rubric(here.row.text)
        elif left > 0 and _stands_inside(placed, at):
            placed[at] = Placed(here.row, RowKind.HEADING)
            left = _LONGEST_ITEM
        elif here.kind is RowKind.BODY:
            left -= len(here.row.bare)


def _place_inner_headings(placed: list[Placed]) -> None:
    """A short row alone between two paragraphs of an article is a heading inside it."""
    for at, here in enumerate(placed):
        if _stands_inside(placed, at):
            placed[at] = Placed(here.row, RowKind.INNER)


def _stands_inside(placed: Sequence[Placed], at: int) -> bool:
    """Whether a row is short and alone between two paragraphs of running text."""
    if not 0 < at < len(placed) - 1:
        return False
    before, here, after = placed[at - 1 : at + 2]
    if {before.kind, here.kind, after.kind} != {RowKind.BODY}:
        return False
    alone = (here.row.blanks > 0) == (after.row.blanks > 0)
    if not (alone and is_sentence_end(before.row.text) and is_inner_heading_like(here.row.text)):
        return False
    column = min(_WIDEST_COLUMN, _column_around(placed, at))
    opens = display_width(after.row.fragments[0]) > column - 2 * _INNER_BY
    return opens and display_width(here.row.text) <= column - _INNER_BY


def _place_captions(placed: list[Placed]) -> None:
    """Find the credits that stand over their captions."""
    for at, here in enumerate(placed):
        if here.kind is not RowKind.CREDIT or at == 0 or at + 1 == len(placed):
            continue
        before = list(_run_of_body(reversed(placed[:at])))[::-1]
        after = list(_run_of_body(placed[at + 1 :]))
        beyond = (row.row for row in placed[at + 1 + len(after) :] if row.kind is RowKind.BODY)
        under_head = placed[at - 1].kind in {RowKind.HEADING, RowKind.BYLINE}
        if not under_head:
            over = [row.kind for row in placed[max(0, at - len(before) - 2) : at - len(before)]]
            signed = over == [RowKind.HEADING, RowKind.BYLINE]
            near = list(islice(beyond, _NEAR))
            size = size_of_caption_after(before, after, near, whole=not signed)
            placed[at] = replace(here, caption=size)


def _run_of_body(placed: Iterable[Placed]) -> Iterator[Row]:
    return (here.row for here in takewhile(lambda here: here.kind is RowKind.BODY, placed))


def _column_around(placed: Sequence[Placed], at: int) -> float:
    """The width of the column in which the rows around one are set."""
    near = [*placed[max(0, at - _NEAR) : at], *placed[at + 1 : at + 1 + _NEAR]]
    body = [here.row.fragments for here in near if here.kind is RowKind.BODY]
    return column_width([piece for pieces in body for piece in pieces[:_NEAR]])


def _part_credit(row: Row) -> list[Row]:
    parted = split_credit(row.text)
    if parted is None or not parted[0]:
        return [row]
    caption = replace(row, text=parted[0])
    return [caption, replace(row, text=row.text[len(parted[0]) :].strip(), blanks=0)]


def find_forms(rows: Sequence[Row]) -> tuple[tuple[Row, ...], tuple[Form, ...]]:
    """What each row is by its own form, the head of the page and broken notices included.

    The rows come back with the lines of headlines joined.
    """
    joined = join_headlines(rows, _is_loose_text)
    return tuple(joined), _forms(_place_by_form(joined))


def _forms(placed: Sequence[Placed]) -> tuple[Form, ...]:
    return tuple(_FORMS.get(here.kind) or _form_of_text(here.row) for here in placed)


def _form_of_text(row: Row) -> Form:
    if is_dateline(row.text):
        return Form.DATELINE
    return Form.SHORT if is_heading_like(row) else Form.TEXT


def _place_by_form(rows: Sequence[Row]) -> list[Placed]:
    placed = [_place_alone(row) for row in rows]
    _place_head(placed)
    _place_broken_notices(placed)
    _keep_lines_in_blocks(placed)
    _keep_weather_in_articles(placed)
    return placed


def _is_loose_text(row: Row) -> bool:
    return _place_alone(row).kind is RowKind.BODY


def _place_alone(row: Row) -> Placed:
    kind, byline, notice = _weigh_alone(row.text)
    return Placed(row, kind, byline, notice)


@lru_cache(maxsize=1024)
def _weigh_alone(text: str) -> tuple[RowKind, Byline | None, NoticeKind | None]:
    """What a row is by its own words; hostile pages repeat theirs by the hundred thousand."""
    byline = read_byline(text)
    if byline is not None:
        only_photographs = byline.photographers and byline.photographers == byline.names
        return (RowKind.CREDIT if only_photographs else RowKind.BYLINE), byline, None
    if is_masthead(text):
        return RowKind.MASTHEAD, None, None
    notice = None if is_dateline(text) else classify_notice(text)
    return (RowKind.BODY if notice is None else RowKind.NOTICE), None, notice


def _place_head(placed: list[Placed]) -> None:
    """Short rows at the top, down to the last one that is surely of the masthead, are its."""
    last = -1
    for at, here in enumerate(placed):
        named = is_paper_name(here.row.text) and not is_rubric_word(here.row.text)
        if here.kind is RowKind.MASTHEAD or named:
            last = at
        elif here.kind is not RowKind.BODY or not is_heading_like(here.row):
            break
    for at in range(last + 1):
        placed[at] = Placed(placed[at].row, RowKind.MASTHEAD)


def _place_broken_notices(placed: list[Placed]) -> None:
    """A notice may be broken over two rows; neither need be one by itself."""
    for at in range(len(placed) - 1):
        here, after = placed[at], placed[at + 1]
        whole = here.row.text + after.row.text
        if (
            RowKind.BODY not in {here.kind, after.kind}
            or not {here.kind, after.kind} <= {RowKind.BODY, RowKind.NOTICE}
            or not _CLAUSE_END.search(here.row.text)
            or len(whole) > _LONGEST_PART
            or is_dateline(here.row.text)
        ):
            continue
        notice = classify_notice(whole)
        opens = at == 0 or _ends_something(placed[at - 1])
        sure = here.kind is RowKind.NOTICE or (notice in _SURE and here.row.blanks > 0)
        prose = len(here.row.text) > _LONGEST_NAME and _CLAUSES.search(here.row.text) is not None
        if here.kind is RowKind.BODY and notice is NoticeKind.ADVERTISEMENT and prose:
            continue
        if notice is not None and (here.notice or notice) is notice and (opens or sure):
            placed[at] = Placed(here.row, RowKind.NOTICE, notice=notice)
            placed[at + 1] = Placed(after.row, RowKind.NOTICE, notice=notice)


def _ends_something(here: Placed) -> bool:
    return here.kind is not RowKind.BODY or is_sentence_end(here.row.text)


def _keep_lines_in_blocks(placed: list[Placed]) -> None:
    """A line in the middle of a block of text is text, whatever it speaks of."""
    running = False
    spaced = sum(here.row.blanks > 0 for here in placed[1:]) >= _SPACED
    for at, here in enumerate(placed):
        before = placed[at - 1]
        goes_on = at > 0 and not _ends_something(before)
        if here.row.blanks:
            running = False
        elif running and goes_on and (spaced or not is_heading_like(before.row)):
            placed[at] = Placed(here.row, RowKind.BODY)
        running |= placed[at].kind is RowKind.BODY and not is_heading_like(here.row)


def _keep_weather_in_articles(placed: list[Placed]) -> None:
    """A forecast that an article quotes is its paragraph: under a byline, after more weather."""
    for at in range(1, len(placed)):
        here, before = placed[at], placed[at - 1]
        if here.notice is not NoticeKind.WEATHER:
            continue
        reports = before.kind is RowKind.BODY and is_forecast(before.row.bare, _SOME_WEATHER)
        if before.kind is RowKind.BYLINE or (reports and is_sentence_end(before.row.text)):
            placed[at] = Placed(here.row, RowKind.BODY)


def _give_titles_to_notices(placed: list[Placed]) -> None:
    """A heading with nothing under it but a notice is the notice's title."""
    for at in range(len(placed) - 2, -1, -1):
        after = placed[at + 1]
        if placed[at].kind is RowKind.HEADING and after.notice in {
            NoticeKind.ADVERTISEMENT,
            NoticeKind.WEATHER,
            NoticeKind.COPYRIGHT,
        }:
            placed[at] = Placed(placed[at].row, RowKind.NOTICE, notice=after.notice)
