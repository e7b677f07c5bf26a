"""Reading order: the order in which a person reads the body rows of the page's articles."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.page.lines import is_sentence_end
from retrieval.page.spacing import join_lines, tighten

__all__ = ["read_paragraphs"]


def read_paragraphs(rows: Sequence[str]) -> tuple[str, ...]:
    """Cut an article's body rows, in extracted order, into paragraphs.

    A row that does not end a sentence goes on in the next one.
    """
    paragraphs: list[str] = []
    lines: list[str] = []
    for row in rows:
        lines.extend(tighten(row))
        if is_sentence_end(row):
            paragraphs.append(join_lines(lines))
            lines = []
    if lines:
        paragraphs.append(join_lines(lines))
    return tuple(paragraphs)
