"""Paragraphs: where they begin in ordered lines, and where text is missing."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from retrieval.issue import GAP_MARK, TURN_MARK, Paragraph
from retrieval.page.columns import BodyRow
from retrieval.page.headlines import is_inner_heading_like, is_table_row
from retrieval.page.lines import display_width, is_sentence_end
from retrieval.page.reading_order import OrderedLine
from retrieval.page.spacing import INDENT, column_width, join_lines, tighten

__all__ = ["Gap", "InnerHeading", "Paragraphs", "make_paragraphs", "make_plain_paragraphs"]

_SHOWN = 12
_NARROWEST, _RAGGED = 8.0, 8.0
_SHORTER, _UNEVEN = 4.0, 1.1
_GAP, _PARTED = 0.5, 2.5
_HOPELESS = -2.0
"""Odds under which a join is shown as a gap: of such joins on made pages most are false."""
_FEWEST_BLOCKS = 3
"""Blocks that must have been whole paragraphs before one that is not is taken to lack its end."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A place where text is missing: the text around it and how sure that is, in nats."""

    before: str
    after: str
    score: float

    @property
    def marked(self) -> str:
        """The text around the place as a reader sees it."""
        return self.before + GAP_MARK + self.after


@dataclass(frozen=True, slots=True)
class InnerHeading:
    """A heading inside an article: its text, and the printed line that it was extracted before."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """An article's paragraphs and the gaps in them."""

    paragraphs: tuple[Paragraph, ...]
    gaps: tuple[Gap, ...] = ()


@dataclass(slots=True)
class _Part:
    """A paragraph while its lines are collected; `mark` is what is missing at its end."""

    lines: list[str]
    heading: bool = False
    mark: str = ""

    @property
    def is_whole(self) -> bool:
        return self.heading or is_sentence_end(self.lines[-1])

    def finish(self) -> Paragraph:
        text = join_lines(self.lines)
        marks = ((len(text), len(text) + len(self.mark)),) if self.mark else ()
        return Paragraph(text + self.mark, marks, self.heading)


def make_paragraphs(
    lines: Sequence[OrderedLine], *, may_turn: bool, headings: Sequence[InnerHeading] = ()
) -> Paragraphs:
    """Cut ordered lines into paragraphs.

    A paragraph that does not end a sentence has lost its last line, and is marked; an article that
    does not, goes on on another page.

    Args:
        lines: An article's lines in reading order.
        may_turn: Whether the article may go on elsewhere; a caption does not.
        headings: Headings that were extracted apart from the lines; each stands before its anchor,
            or at the end where no line is its anchor.
    """
    cut: list[_Part] = []
    gaps: list[Gap] = []
    waiting = list(headings)
    by_paragraphs = _set_by_paragraphs(lines)
    column = column_width([line.text for line in lines])
    for at, line in enumerate(lines):
        due = [heading for heading in waiting if _begins(line.text, heading.anchor)]
        inner = may_turn and _is_inner_heading(lines, at, column)
        whole = not cut or cut[-1].is_whole
        told = line.parted and (whole or by_paragraphs)
        limit = _PARTED if told else 0.0 if whole else -_GAP
        lost = not whole and told and _is_indented(line.text, column)
        addressed = bool(cut) and _addresses(cut[-1].lines, column)
        whole = whole or addressed
        apart = not cut or bool(due) or inner or lost or addressed or cut[-1].heading
        if not (apart or line.inside < limit or line.odds < _HOPELESS):
            cut[-1].lines.append(line.text)
            continue
        if not whole:
            score = max(-line.inside, -line.odds)
            gaps.append(Gap(cut[-1].lines[-1][-_SHOWN:], line.text[:_SHOWN], score))
            cut[-1].mark = GAP_MARK
        cut += [_Part([heading.text], heading=True) for heading in due]
        waiting = [heading for heading in waiting if heading not in due]
        cut.append(_Part([line.text], heading=inner))
    if may_turn and cut and not (cut[-1].is_whole or _signs_off(cut, column)):
        cut[-1].mark = TURN_MARK
    cut += [_Part([heading.text], heading=True) for heading in waiting]
    return Paragraphs(tuple(part.finish() for part in cut), tuple(gaps))


def _addresses(lines: Sequence[str], column: float) -> bool:
    """Whether a paragraph's one line is short and ends in a colon: 编辑同志:."""
    return (
        len(lines) == 1 and lines[0][-1] in ":：" and display_width(lines[0]) <= column - _SHORTER
    )


def _signs_off(parts: Sequence[_Part], column: float) -> bool:
    """Whether the last paragraph needs no full stop.

    It ends in one that a line's end broke, or is a short line after a whole paragraph, as a
    signature is; a text that turns fills its last line.
    """
    last = parts[-1].lines
    if is_sentence_end("".join(last)):
        return True
    short = sum(map(display_width, last)) <= column - _SHORTER
    return short and len(parts) > 1 and parts[-2].is_whole


def _begins(line: str, anchor: str) -> bool:
    return bool(anchor) and (line.startswith(anchor) or anchor.startswith(line))


def _is_indented(text: str, column: float) -> bool:
    """Whether a line is as much shorter than the column as an indent takes."""
    return INDENT - _UNEVEN <= column - display_width(text) <= INDENT + _UNEVEN


def _is_inner_heading(lines: Sequence[OrderedLine], at: int, column: float) -> bool:
    """Whether a line amid the others is a heading: short, between a full stop and a paragraph."""
    if not 0 < at < len(lines) - 1 or not is_sentence_end(lines[at - 1].text):
        return False
    short = display_width(lines[at].text) <= column - _SHORTER
    starts = lines[at + 1].inside < _PARTED
    return short and starts and is_inner_heading_like(lines[at].text)


def _set_by_paragraphs(lines: Sequence[OrderedLine]) -> bool:
    """Whether the extractor gave one block a paragraph here, all but one of them whole."""
    ends = [is_sentence_end(before.text) for before, line in pairwise(lines) if line.parted]
    return ends.count(True) >= _FEWEST_BLOCKS and ends.count(False) == 1


def make_plain_paragraphs(
    rows: Sequence[BodyRow], headings: AbstractSet[int] = frozenset()
) -> Paragraphs:
    """Cut rows that are not set in columns into paragraphs: nothing is moved or marked.

    A blank line or an indent parts paragraphs. So does the end of a line that does not fill its
    block (a verse), of a row of a table, and of a sentence; but where some rows are parted, others
    are not, and a line is full, its sentence's end tells nothing.

    Args:
        rows: In the order of the page.
        headings: Places of the rows that are headings inside the article.
    """
    widest: dict[int, float] = {}
    for row in rows:
        widest[row.block] = max(widest.get(row.block, 0.0), display_width(row.text))
    told = any(row.parted for row in rows[1:]) and not all(row.parted for row in rows)
    cut: list[_Part] = []
    for before, row in zip((None, *rows), rows, strict=False):
        heading = row.place in headings
        apart = before is None or row.parted or heading or cut[-1].heading
        if before is None or apart or _ends_paragraph(before.text, widest[before.block], told):
            cut.append(_Part(_mend(row.text), heading=heading))
        else:
            cut[-1].lines += _mend(row.text)
    return Paragraphs(tuple(part.finish() for part in cut))


def _ends_paragraph(text: str, width: float, told: bool) -> bool:  # noqa: FBT001 - it is private
    """Whether a row that is not parted from the next one ends a paragraph all the same.

    Args:
        text: The row.
        width: Of the widest row of its block.
        told: Blank lines or indents tell paragraphs here.
    """
    if not _fills(text, width) or is_table_row(text.split()):
        return True
    return is_sentence_end(text) and not (told and display_width(text) >= width - INDENT)


def _fills(text: str, width: float) -> bool:
    """Whether a line is as wide as the widest of its block, near enough; Latin lines vary more."""
    slack = _RAGGED if text.isascii() else _SHORTER
    return width >= _NARROWEST and display_width(text) >= width - slack


def _mend(row: str) -> list[str]:
    """The printed lines in a row of prose; any other row as it is, its spaces with it."""
    inner = row.split()[1:-1]
    prose = is_sentence_end(row) or "。" in row
    if prose and all(display_width(piece) >= _NARROWEST for piece in inner):
        return list(tighten(row))
    return [row]
