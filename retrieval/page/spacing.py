"""Spaces: which ones were printed, and which ones only part printed lines or stretch words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.page.lines import display_width

__all__ = ["column_width", "join_lines", "tighten"]

_DATELINE = re.compile(r"(?:讯|电|报道)$")
_LONGEST_DATELINE = 20
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
        if lines and _was_printed(lines[-1], fragment, width):
            lines[-1] += " " + fragment
        else:
            lines.append(fragment)
    return tuple(lines)


def _was_printed(line: str, fragment: str, width: float) -> bool:
    if len(line) <= _LONGEST_DATELINE and _DATELINE.search(line):
        return True
    return display_width(line) + 1 + display_width(fragment) <= width + 0.5


def _parts_latin(left: str, right: str) -> bool:
    return bool(_LATIN.match(left[-1:]) and _LATIN.match(right[:1]))
