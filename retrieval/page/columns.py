"""Columns: the printed lines of the page's body, cut out of its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.page.fused import Column, WidthShares, cut_fused
from retrieval.page.language import Language
from retrieval.page.lines import display_width
from retrieval.page.spacing import column_width, join_fragment

__all__ = ["BodyRow", "PrintedLine", "columns_of", "cut_lines", "cut_row", "is_columnar"]

_NARROWEST, _WIDEST = 8.0, 40.0
_FULL_SHARE = 0.45
_FULL = (-1.6, 2.1)


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A row of body text.

    Attributes:
        text: As extracted.
        block: Number of the block it stands in; blank lines part blocks.
        section: The heading it was extracted under, -1 before the first one.
        place: Its physical line on the page.
        parted: A blank line stands before it.
    """

    text: str
    block: int
    section: int
    place: int = 0
    parted: bool = True


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One printed line of body text, where the extractor put it.

    Attributes:
        text: As printed; a space in it was printed.
        section: The heading it was extracted under, -1 before the first one.
        block: The block it stands in.
        width: In full-width characters.
        column: Width of the column its section is set in.
        fused: It was extracted with no space before it.
    """

    text: str
    section: int
    block: int
    width: float
    column: float
    fused: bool = False


def is_columnar(rows: Sequence[BodyRow]) -> bool:
    """Whether rows are lines of a newspaper column: not a table, a poem or whole paragraphs.

    Under a headline, rows that are all blocks of one line are no column; before all headlines they
    may be what rises beside one.
    """
    fragments = [fragment for row in rows for fragment in row.text.split()]
    width = column_width(fragments)
    under_head = bool(rows) and rows[0].section >= 0
    if under_head and len(fragments) == len(rows) and all(row.parted for row in rows):
        return False
    if not _NARROWEST <= width <= _WIDEST:
        return False
    low, high = _FULL
    full = sum(low <= display_width(fragment) - width <= high for fragment in fragments)
    return full >= _FULL_SHARE * len(fragments)


def cut_lines(rows: Sequence[BodyRow], language: Language) -> tuple[PrintedLine, ...]:
    """Cut rows, in extracted order, into printed lines; lines that were fused are cut apart."""
    columns = columns_of(rows)
    lines: list[PrintedLine] = []
    for row in rows:
        column = columns[row.section]
        for text in cut_row(row.text, column.width):
            for at, part in enumerate(cut_fused(text, column, language)):
                width = display_width(part)
                fused = at > 0
                lines.append(PrintedLine(part, row.section, row.block, width, column.width, fused))
    return tuple(lines)


def columns_of(rows: Sequence[BodyRow]) -> dict[int, Column]:
    """The column of every section."""
    fragments: dict[int, list[str]] = {}
    for row in rows:
        fragments.setdefault(row.section, []).extend(row.text.split())
    page = WidthShares([fragment for found in fragments.values() for fragment in found])
    return {
        section: Column(column_width(found), WidthShares(found), page)
        for section, found in fragments.items()
    }


def cut_row(row: str, column: float) -> list[str]:
    """Cut a row at its spaces, but at those that were printed, given its column's width."""
    cut: list[str] = []
    for fragment in row.split():
        first = len(cut) == 1
        joined = join_fragment(cut[-1], fragment, column, first=first) if cut else None
        if joined is None:
            cut.append(fragment)
        else:
            cut[-1] = joined
    return cut
