"""Paragraphs: where they begin in ordered lines, and where text is missing."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from retrieval.issue import GAP_MARK, TURN_MARK, Paragraph
from retrieval.page.columns import BodyRow
from retrieval.page.headlines import is_inner_heading_like
from retrieval.page.lines import display_width, is_sentence_end
from retrieval.page.reading_order import OrderedLine
from retrieval.page.spacing import column_width, join_lines

__all__ = ["Gap", "InnerHeading", "Paragraphs", "make_paragraphs", "make_plain_paragraphs"]

_SHOWN = 12
_SHORTER = 4.0
_GAP, _PARTED = 0.5, 2.5
_HOPELESS = -3.5
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
    broken = _PARTED if _set_by_paragraphs(lines) else -_GAP
    column = column_width([line.text for line in lines])
    for at, line in enumerate(lines):
        due = [heading for heading in waiting if _begins(line.text, heading.anchor)]
        inner = may_turn and _is_inner_heading(lines, at, column)
        whole = not cut or cut[-1].is_whole
        limit = (_PARTED if line.parted else 0.0) if whole else (broken if line.parted else -_GAP)
        apart = not cut or bool(due) or inner or cut[-1].heading
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
    if may_turn and cut and not cut[-1].is_whole:
        cut[-1].mark = TURN_MARK
    cut += [_Part([heading.text], heading=True) for heading in waiting]
    return Paragraphs(tuple(part.finish() for part in cut), tuple(gaps))


def _begins(line: str, anchor: str) -> bool:
    return bool(anchor) and (line.startswith(anchor) or anchor.startswith(line))


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

    A blank line parts paragraphs, and so does a line end after the end of a sentence.

    Args:
        rows: In the order of the page.
        headings: Places of the rows that are headings inside the article.
    """
    cut: list[_Part] = []
    for row in rows:
        heading = row.place in headings
        goes_on = bool(cut) and not (row.parted or heading or cut[-1].is_whole)
        if goes_on:
            cut[-1].lines.append(row.text)
        else:
            cut.append(_Part([row.text], heading=heading))
    return Paragraphs(tuple(part.finish() for part in cut))
