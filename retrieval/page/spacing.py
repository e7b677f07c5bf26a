"""Spaces: which ones were printed, and which ones only part printed lines or stretch words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from retrieval.page.lines import display_width, is_sentence_end

__all__ = ["INDENT", "column_width", "join_fragment", "join_lines", "tighten"]

_DATELINE = re.compile(
    r"(?:本[报報台刊]|新[华華]社|中新社|[据據])\S{0,12}[讯訊电電息道]|\S{2,4}[讯訊]"
)
INDENT = 2.0
"""How far a paragraph's first line is set in, in full-width characters."""

_ALIKE, _AROUND, _FUSED, _MANY = 1.3, 2.1, 1.3, 8
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_LATIN_EDGE = re.compile(r"[A-Za-zÀ-ɏ0-9]")
_LATIN_END = re.compile(r"[A-Za-zÀ-ɏ][,.;:!?)\]\"'’”]*$")
_LATIN_START = re.compile(r"[\"'“‘(\[]*[A-Za-zÀ-ɏ]")
_QUOTES = ("“”", "‘’", "《》", "「」", "『』", "（）", "()")


def join_lines(lines: Sequence[str]) -> str:
    """Join printed lines to running text.

    A word that was broken over two lines is whole again; two Latin words stay apart.
    """
    pieces: list[str] = []
    for line in lines:
        if pieces and _parts_latin(pieces[-1], line):
            pieces.append(" ")
        pieces.append(line)
    return "".join(pieces)


def column_width(fragments: Sequence[str]) -> float:
    """The width of the column, in full-width characters: what most fragments reach.

    Where so many lines were fused that three quarters are no longer lines, the commonest width.
    """
    widths = sorted(display_width(fragment) for fragment in fragments)
    if not widths:
        return 0.0
    reached = widths[int(len(widths) * 0.75)]
    kinds = sorted(set(widths))
    alike = [
        bisect_right(widths, kind + _ALIKE) - bisect_left(widths, kind - _ALIKE) for kind in kinds
    ]
    commonest = kinds[alike.index(max(alike))]
    around = [width for width in widths if abs(width - commonest) <= _AROUND]
    usual = around[int(len(around) * 0.75)]
    return usual if max(alike) >= _MANY and reached > _FUSED * usual else reached


def tighten(text: str, width: float | None = None) -> tuple[str, ...]:
    """Cut a row into printed lines.

    Args:
        text: The row; its white space parts printed lines or was printed.
        width: The column's width; by default what most of the row's fragments reach.

    Returns:
        The printed lines. A space that was printed (after 本报讯, between two parts that fit on
        one line together, between Latin words) stands inside its line.
    """
    fragments = text.split()
    if width is None:
        width = column_width(fragments)
    lines: list[str] = []
    for fragment in fragments:
        first = len(lines) == 1
        joined = join_fragment(lines[-1], fragment, width, first=first) if lines else None
        if joined is None:
            lines.append(fragment)
        else:
            lines[-1] = joined
    return tuple(lines)


def join_fragment(line: str, fragment: str, width: float, *, first: bool = False) -> str | None:
    """Join what an extractor parted with a space inside one printed line.

    Args:
        line: What was extracted before the space.
        fragment: What was extracted after it.
        width: The column's width.
        first: Whether the line may be a paragraph's first one, which is indented.

    Returns:
        The line with the space where it was printed, without it where a half-width question mark
        was only set wide; None where the space parts two lines.
    """
    if _DATELINE.fullmatch(line):
        return f"{line} {fragment}"
    used = INDENT * first + display_width(line) + display_width(fragment)
    if line[-1] in "?!" and not line.isascii():
        return line + fragment if used <= width - 1 else None
    may_be_parted = _LATIN_EDGE.search(line[-1] + fragment[0]) or _is_quoting(line)
    if is_sentence_end(line) or not may_be_parted:
        return None
    bracketed = max(line.rfind("（"), line.rfind("(")) > max(line.rfind("）"), line.rfind(")"))
    return f"{line} {fragment}" if used <= width + (0.5 if bracketed else -0.5) else None


def _is_quoting(text: str) -> bool:
    """Whether a quotation or bracket is open at the end, in which a space may part words."""
    if text.count('"') % 2:
        return True
    return any(text.count(pair[0]) > text.count(pair[1]) for pair in _QUOTES)


def _parts_latin(left: str, right: str) -> bool:
    """Whether two pieces are of Latin text, in which words stay apart over a line's end."""
    if _LATIN_END.search(left[-8:]) and _LATIN_START.match(right):
        return True
    return left.isascii() and right.isascii() and bool(_LATIN.search(left + right))
