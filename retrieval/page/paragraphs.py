"""Paragraphs: where they begin in ordered lines, and where text is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from retrieval.issue import GAP_MARK, TURN_MARK, Paragraph
from retrieval.page.columns import BodyRow
from retrieval.page.lines import is_sentence_end
from retrieval.page.reading_order import OrderedLine
from retrieval.page.spacing import join_lines

__all__ = ["Gap", "Paragraphs", "make_paragraphs", "make_plain_paragraphs"]

_SHOWN = 12
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
class Paragraphs:
    """An article's paragraphs and the gaps in them."""

    paragraphs: tuple[Paragraph, ...]
    gaps: tuple[Gap, ...] = ()


def make_paragraphs(lines: Sequence[OrderedLine], *, may_turn: bool) -> Paragraphs:
    """Cut ordered lines into paragraphs.

    A paragraph that does not end a sentence has lost its last line, and is marked; an article that
    does not, goes on on another page.

    Args:
        lines: An article's lines in reading order.
        may_turn: Whether the article may go on elsewhere; a caption does not.
    """
    cut: list[list[str]] = []
    gaps: list[Gap] = []
    lost: list[bool] = []
    broken = _PARTED if _set_by_paragraphs(lines) else -_GAP
    for line in lines:
        whole = not cut or is_sentence_end(cut[-1][-1])
        limit = (_PARTED if line.parted else 0.0) if whole else (broken if line.parted else -_GAP)
        if not cut or line.inside < limit or line.odds < _HOPELESS:
            if cut and not whole:
                score = max(-line.inside, -line.odds)
                gaps.append(Gap(cut[-1][-1][-_SHOWN:], line.text[:_SHOWN], score))
                lost[-1] = True
            cut.append([line.text])
            lost.append(False)
        else:
            cut[-1].append(line.text)
    texts = [join_lines(part) for part in cut]
    marks = [GAP_MARK if gone else "" for gone in lost]
    if may_turn and texts and not is_sentence_end(texts[-1]):
        marks[-1] = TURN_MARK
    paragraphs = tuple(_marked(text, mark) for text, mark in zip(texts, marks, strict=True))
    return Paragraphs(paragraphs, tuple(gaps))


def _set_by_paragraphs(lines: Sequence[OrderedLine]) -> bool:
    """Whether the extractor gave one block a paragraph here, all but one of them whole."""
    ends = [is_sentence_end(before.text) for before, line in pairwise(lines) if line.parted]
    return ends.count(True) >= _FEWEST_BLOCKS and ends.count(False) == 1


def make_plain_paragraphs(rows: Sequence[BodyRow]) -> Paragraphs:
    """Cut rows that are not set in columns into paragraphs: nothing is moved or marked.

    A blank line parts paragraphs, and so does a line end after the end of a sentence.
    """
    cut: list[list[str]] = []
    for row in rows:
        if cut and not row.parted and not is_sentence_end(cut[-1][-1]):
            cut[-1].append(row.text)
        else:
            cut.append([row.text])
    return Paragraphs(tuple(Paragraph(join_lines(part)) for part in cut))


def _marked(text: str, mark: str) -> Paragraph:
    return Paragraph(text + mark, ((len(text), len(text) + len(mark)),) if mark else ())
