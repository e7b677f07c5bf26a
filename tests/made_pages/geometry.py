"""Second make: a page with places on paper, and an extractor that goes by places.

Lines have a left edge and a height on the sheet. The headline stands over some columns only, so
that others rise beside it; a picture pushes lines down; baselines of columns are not aligned. The
extractor finds gutters, and where it misses one it reads both columns row by row, in bands as high
as its tolerance, fusing lines on one height. What rises beside the headline is met before it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from retrieval.issue import ArticleKind
from tests.made_pages.manuscript import compose
from tests.made_pages.sheet import Block, MadePage, Token, foot_blocks, head_blocks, make_page_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from tests.made_pages.news import Story
    from tests.made_pages.printed import Line, Manuscript, PrintedArticle

__all__ = ["make_placed_page", "place_manuscript"]

_LEADING = 1.5
"""Height of a line, in character widths."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A body line on the sheet: its column and the height of its top, in character widths."""

    line: Line
    column: int
    top: float


@dataclass(frozen=True, slots=True)
class _Extractor:
    """How this page's extractor errs.

    Attributes:
        misses: Chance that a gutter is missed somewhere.
        reach: Largest share of the columns' height over which a gutter is missed.
        tolerance: Greatest height of a band that is read across, in lines; each band draws its own.
        fuses: Chance that two lines on one height are fused.
        right_first: Chance that a band's right side is read first.
        by_height: Chance that what stands beside the headline is met before it.
        singly: That such lines become blocks of their own.
        indents: Chance that an indented line after a short one begins a block.
        zones: Chance that two neighbouring articles are read as one zone.
        bottom: Chance that a low, narrow piece at a column's foot is met before the column.
    """

    misses: float
    reach: float
    tolerance: int
    fuses: float
    right_first: float
    by_height: float
    singly: bool
    indents: float
    zones: float
    bottom: float


def make_placed_page(rng: Random, stories: Sequence[Story]) -> MadePage:
    """Make one page; a third of them meet an extractor that errs in nothing but block breaks."""
    return place_manuscript(rng, compose(rng, stories), make="placed")


def place_manuscript(rng: Random, manuscript: Manuscript, *, make: str) -> MadePage:
    """Extract a printed page as this make does."""
    extractor = _draw_extractor(rng)
    sheets = [_place(rng, article) for article in manuscript.articles]
    if rng.random() < extractor.zones:
        _merge_zones(rng, sheets)
    blocks = [Block(text=text) for text in manuscript.masthead_blocks]
    notices = [Block(text=notice.text) for notice in manuscript.notices]
    if notices and rng.random() < 0.3:
        blocks.append(notices.pop())
    for article, sheet in zip(manuscript.articles, sheets, strict=True):
        before, after = _read_sheet(rng, article, sheet, extractor)
        head = head_blocks(article)
        plain_photo = article.kind is ArticleKind.PHOTO and article.head is None
        blocks += after + head if plain_photo else before + head + after + foot_blocks(article)
    blocks += notices + [Block(text=text) for text in manuscript.footer]
    return make_page_of(
        rng, manuscript, blocks, make=make, weave=extractor.misses * extractor.reach
    )


def _draw_extractor(rng: Random) -> _Extractor:
    errs = rng.random() < 0.68
    return _Extractor(
        misses=rng.choice((0.4, 0.7, 1.0)) if errs else 0.0,
        reach=rng.choice((0.3, 0.7, 1.0)),
        tolerance=rng.choice((1, 2, 3, 4)),
        fuses=rng.choice((0.0, 0.1, 0.4)),
        right_first=rng.choice((0.0, 0.1, 0.5)),
        by_height=rng.choice((0.0, 0.3, 0.7)) if errs else 0.0,
        singly=rng.random() < 0.5,
        indents=rng.choice((1.0, 0.95, 0.7)),
        zones=rng.choice((0.0, 0.0, 0.6)) if errs else 0.0,
        bottom=rng.choice((0.0, 0.0, 0.2)) if errs else 0.0,
    )


def _place(rng: Random, article: PrintedArticle) -> list[_Placed]:
    """Set an article's lines in columns: the head over some of them, a picture in one."""
    lines = [line for column in article.columns for line in column]
    count = len(article.columns)
    head = rng.uniform(3.0, 9.0)
    under = count if rng.random() < 0.5 else rng.randrange(1, count + 1)
    picture_column, picture = rng.randrange(count), rng.choice((0.0, 0.0, rng.uniform(4, 15)))
    tops = [head if column < under else 0.0 for column in range(count)]
    tops[picture_column] += picture
    bottom = (sum(tops) + len(lines) * _LEADING) / count
    placed: list[_Placed] = []
    at = 0
    for column, top in enumerate(tops):
        offset = rng.choice((0.0, rng.uniform(-0.7, 0.7)))
        room = max(1, round((bottom - top) / _LEADING))
        size = len(lines) - at if column == count - 1 else min(room, len(lines) - at)
        placed += [
            _Placed(line, column, top + offset + row * _LEADING)
            for row, line in enumerate(lines[at : at + size])
        ]
        at += size
    return placed


def _merge_zones(rng: Random, sheets: list[list[_Placed]]) -> None:
    """Read the first column of an article together with the last one of the article beside it."""
    at = rng.randrange(len(sheets) - 1)
    left, right = sheets[at], sheets[at + 1]
    if not left or not right:
        return
    last = max(item.column for item in left)
    size = rng.randrange(1, 6)
    strip = [item for item in right if item.column == 0][:size]
    if len(strip) < len(right):
        sheets[at + 1] = [item for item in right if item not in strip]
        sheets[at] = left + [replace(item, column=last + 1) for item in strip]


def _read_sheet(
    rng: Random, article: PrintedArticle, sheet: list[_Placed], extractor: _Extractor
) -> tuple[list[Block], list[Block]]:
    """The blocks met before the headline, and those after it."""
    count = 1 + max((item.column for item in sheet), default=0)
    columns = [[item for item in sheet if item.column == column] for column in range(count)]
    early: list[_Placed] = []
    head = min((item.top for item in columns[0]), default=0.0)
    if article.kind is ArticleKind.REPORT and rng.random() < extractor.by_height:
        for column in range(1, count):
            beside = [item for item in columns[column] if item.top < head - _LEADING]
            if 0 < len(beside) <= 14 and not early:
                early = beside
                columns[column] = columns[column][len(beside) :]
    before = _blocks(rng, [Token(item.line) for item in early], extractor)
    if extractor.singly:
        before = [
            Block(block.tokens[at : at + 1]) for block in before for at in range(len(block.tokens))
        ]
    pieces = _read_columns(rng, columns, extractor)
    after = [block for piece in pieces for block in _blocks(rng, piece, extractor)]
    return before, after


def _read_columns(
    rng: Random, columns: list[list[_Placed]], extractor: _Extractor
) -> list[list[Token]]:
    """Column after column; where a gutter is missed, both sides of it band by band.

    Out come pieces, each of which begins a block.
    """
    pieces: list[list[Token]] = []
    columns = [list(column) for column in columns]
    for at, column in enumerate(columns):
        beside = columns[at + 1] if at + 1 < len(columns) else []
        if not column or not beside or rng.random() >= extractor.misses:
            pieces.append([Token(item.line) for item in column])
            continue
        low, high = _missed_stretch(rng, column, beside, extractor)
        inside = [item for item in column + beside if low <= item.top < high]
        columns[at + 1] = [item for item in beside if not low <= item.top < high]
        above = [Token(item.line) for item in column if item.top < low]
        below = [Token(item.line) for item in column if item.top >= high]
        rows = _bands(rng, inside, extractor)
        if rng.random() < 0.5:
            pieces.append(above + rows + below)
        else:
            pieces += [above, rows, below]
    if len(pieces) > 1 and rng.random() < extractor.bottom:
        foot = pieces[-1]
        pieces = [*pieces[:-2], foot, pieces[-2]]
    return [piece for piece in pieces if piece]


def _missed_stretch(
    rng: Random, left: list[_Placed], right: list[_Placed], extractor: _Extractor
) -> tuple[float, float]:
    top = max(left[0].top, right[0].top)
    bottom = min(left[-1].top, right[-1].top) + _LEADING
    height = (bottom - top) * rng.uniform(0.4, 1.0) * extractor.reach
    low = rng.uniform(top, max(top, bottom - height))
    return low, low + height


def _bands(rng: Random, items: list[_Placed], extractor: _Extractor) -> list[Token]:
    """Read across: bands of some lines' height, left side first, lines on one height fused."""
    rows: list[Token] = []
    items = sorted(items, key=lambda item: (item.top, item.column))
    while items:
        height = rng.randrange(1, extractor.tolerance + 1) * _LEADING
        edge = items[0].top + height - 0.01
        band = [item for item in items if item.top < edge]
        items = items[len(band) :]
        turned = rng.random() < extractor.right_first
        band.sort(key=lambda item: (item.column, item.top))
        sides = [list(side) for _, side in groupby(band, key=lambda item: item.column)]
        if turned:
            sides.reverse()
        for number, side in enumerate(sides):
            fused = number > 0 and rng.random() < extractor.fuses
            rows += [Token(item.line, fused and row == 0) for row, item in enumerate(side)]
    return rows


def _blocks(rng: Random, tokens: list[Token], extractor: _Extractor) -> list[Block]:
    """Begin a block at an indented line, mostly."""
    blocks: list[list[Token]] = []
    for token in tokens:
        glues = blocks and blocks[-1][-1].line.short and rng.random() >= extractor.indents
        if not blocks or (token.line.starts and not token.fused and not glues):
            blocks.append([replace(token, fused=False)])
        else:
            blocks[-1].append(token)
    return [Block(tuple(block)) for block in blocks]
