"""Spaces: which ones were printed, and which ones only part printed lines or stretch words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.page.lines import display_width

__all__ = ["column_width", "join_lines", "tighten", "was_printed"]

_DATELINE = re.compile(r"(?:本报|本台|本刊|新华社|中新社|据)\S{0,12}[讯电息道]|\S{2,4}讯")
_INDENT = 2.0
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")


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
    """The width of the column, in full-width characters: what most fragments reach."""
    widths = sorted(display_width(fragment) for fragment in fragments)
    return widths[int(len(widths) * 0.75)] if widths else 0.0


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
        if lines and was_printed(lines[-1], fragment, width, first=len(lines) == 1):
            lines[-1] += " " + fragment
        else:
            lines.append(fragment)
    return tuple(lines)


def was_printed(line: str, fragment: str, width: float, *, first: bool = False) -> bool:
    """Whether the space between a line and what follows it was printed.

    Args:
        line: What was extracted before the space.
        fragment: What was extracted after it.
        width: The column's width.
        first: Whether the line may be a paragraph's first one, which is indented.
    """
    if _DATELINE.fullmatch(line):
        return True
    indent = _INDENT if first else 0.0
    return indent + display_width(line) + 1 + display_width(fragment) <= width + 0.5


def _parts_latin(left: str, right: str) -> bool:
    return bool(_LATIN.match(left[-1:]) and _LATIN.match(right[:1]))
