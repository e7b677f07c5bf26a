"""Photographs: which rows are the caption that goes with a photographer's credit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.page.lines import Row, display_width, is_sentence_end
from retrieval.page.spacing import column_width

__all__ = ["find_caption", "size_of_caption_after"]

_LONGEST = 300
_USUAL = 160
_SHORT_BY = 1.5
_SAME_WIDTH = 1.5
_TELLS = re.compile(r"[▲▼◀▶↑↓]?\s*(?:图[①-⑨一二三四\d]?为|[上下左右]图|这是|图片)")
_THEME = 6.0
_LEADS = 0.5
_NO_RIVAL = -0.6
"""Weight of a caption that is not there; text of other words than the article's is over it."""


def find_caption(rows: Sequence[Row], *, whole: bool) -> int:
    """Where the caption begins that ends a run of body rows.

    A caption is one paragraph in one column: rows of one block, or rows on which it goes on. Where
    the rows may not be a caption as a `whole`, for an article is theirs, it is the last block.
    """
    start = max(0, len(rows) - 1)
    size = len(rows[start].bare) if rows else 0
    while start > 0:
        here, before = rows[start], rows[start - 1]
        size += len(before.bare)
        ended = is_sentence_end(before.text)
        width = abs(column_width(before.fragments) - column_width(here.fragments))
        short = display_width(before.fragments[-1]) < column_width(here.fragments) - _SHORT_BY
        if size > _LONGEST or (ended and (here.blanks or short)):
            break
        if not ended and width > _SAME_WIDTH and len(here.fragments) > 1:
            break
        start -= 1
    if start == 0 and not whole:
        return next((at for at, row in enumerate(rows) if row.block == rows[-1].block), 0)
    return start


def size_of_caption_after(
    before: Sequence[Row], after: Sequence[Row], beyond: Sequence[Row], *, whole: bool
) -> int:
    """How many rows after a credit are its caption, 0 where the caption stands before it.

    What is set in another width than the article above and speaks of other things is the caption.

    Args:
        before: The run of body rows before the credit.
        after: The run of body rows after it.
        beyond: Some body rows after that run's end.
        whole: Whether all that stands before the credit may be a caption.
    """
    size = next((at for at, row in enumerate(after, 1) if is_sentence_end(row.text)), 0)
    if not size:
        return 0
    start = find_caption(before, whole=whole)
    if start == 0 and not whole:
        start = len(before)
    article = before[:start]
    weight = _weigh_caption(after[:size], article, beyond)
    if not before:
        return size if weight > 0 else 0
    rival = _weigh_caption(before[start:], article, ()) if start < len(before) else _NO_RIVAL
    return size if weight - rival > _LEADS else 0


def _weigh_caption(rows: Sequence[Row], article: Sequence[Row], beyond: Sequence[Row]) -> float:
    """How much rows read as a caption rather than as text of the article above or below."""
    text = "".join(row.bare for row in rows)
    weight = 1.5 * bool(_TELLS.match(text)) - 1.0 * (len(text) > _USUAL)
    if article:
        width = abs(_width(rows) - _width(article))
        weight += float(width > _SAME_WIDTH) - min(1.0, _THEME * _share(text, article))
    return weight - min(1.0, _THEME * _share(text, beyond)) + 1.0 * (not article)


def _width(rows: Sequence[Row]) -> float:
    return column_width([piece for row in rows for piece in row.fragments])


def _share(text: str, rows: Sequence[Row]) -> float:
    """The share of a text's runs of three characters that come up in other rows."""
    other = "\n".join(row.bare for row in rows)
    runs = {text[at : at + 3] for at in range(len(text) - 2)}
    return sum(run in other for run in runs) / max(1, len(runs))
