"""Columns: the printed lines of the page's body, cut out of its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.page.language import weigh_language
from retrieval.page.lines import display_width, is_sentence_end
from retrieval.page.spacing import column_width, join_fragment
from retrieval.page.statistics import Statistics

__all__ = ["BodyRow", "PrintedLine", "cut_lines", "is_columnar"]

_NARROWEST, _WIDEST = 8.0, 40.0
_FULL_SHARE = 0.45
_FULL = (-1.6, 2.1)
_FUSED_BY = 2.5
_LONGEST = 120
_CLOSING = "”’）)》〉】」』。，、,;；:：!?！？"
_OPENING = "“‘（(《〈【「『"
_WEIGHTS = np.array(
    [-2.83, -0.4, 3.0, 0.38, -0.97, 2.83, 1.12, -0.05, 1.58, -1.74, -2.25, 1.9, 1.07, 0.79, 1.2]
)
"""Of the features in `_weigh_cuts`; a logistic regression on made pages' fused lines."""

_BIAS = -4.7625
_SURE_CUT = -1.0


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


def cut_lines(rows: Sequence[BodyRow], statistics: Statistics) -> tuple[PrintedLine, ...]:
    """Cut rows, in extracted order, into printed lines; lines that were fused are cut apart."""
    fragments: dict[int, list[str]] = {}
    for row in rows:
        fragments.setdefault(row.section, []).extend(row.text.split())
    widths = {section: column_width(found) for section, found in fragments.items()}
    lines: list[PrintedLine] = []
    for row in rows:
        column = widths[row.section]
        for text in _cut_row(row.text, column):
            for at, part in enumerate(_cut_fused(text, column, statistics)):
                width = display_width(part)
                lines.append(PrintedLine(part, row.section, row.block, width, column, at > 0))
    return tuple(lines)


def _cut_row(row: str, column: float) -> list[str]:
    cut: list[str] = []
    for fragment in row.split():
        first = len(cut) == 1
        joined = join_fragment(cut[-1], fragment, column, first=first) if cut else None
        if joined is None:
            cut.append(fragment)
        else:
            cut[-1] = joined
    return cut


def _cut_fused(text: str, column: float, statistics: Statistics) -> list[str]:
    """Cut lines apart that stand together with no space; mostly there is nothing to cut."""
    parts, rest = [], [text]
    while rest:
        here = rest.pop()
        at = _find_cut(here, column, statistics)
        if at:
            rest += [here[at:], here[:at]]
        else:
            parts.append(here)
    return parts


def _find_cut(text: str, column: float, statistics: Statistics) -> int:
    if display_width(text) <= column + _FUSED_BY or len(text) > _LONGEST:
        return 0
    places = [
        at
        for at in range(1, len(text))
        if text[at] not in _CLOSING and text[at - 1] not in _OPENING and not text[at].isspace()
    ]
    if not places:
        return 0
    scores = _weigh_cuts(text, places, column, statistics) @ _WEIGHTS + _BIAS
    best = int(scores.argmax())
    return places[best] if scores[best] > _SURE_CUT else 0


def _weigh_cuts(
    text: str, places: Sequence[int], column: float, statistics: Statistics
) -> NDArray[np.float64]:
    """Features of every place where the text might be two lines; one row a place."""
    lefts = [text[:at] for at in places]
    rights = [text[at:] for at in places]
    language = weigh_language([side.replace(" ", "") for side in lefts + rights], statistics)
    left = np.arange(len(places))
    right = left + len(places)
    gain = sum(np.clip(part, -6, 9)[left, right] for part in language.gains)
    before = np.array([display_width(side) for side in lefts]) - column
    after = np.array([display_width(side) for side in rights]) - column
    ends = np.array([is_sentence_end(side) for side in lefts])
    comma = np.array([side[-1] in ",，、;；" for side in lefts])
    near = [np.abs(side) <= limit for side in (before, after) for limit in (0.6, 1.1, 2.1)]
    indented = [np.abs(side + 2.0) <= 0.6 for side in (after, before)]  # noqa: PLR2004
    lone = (before < -2.9) & ~ends  # noqa: PLR2004 - shorter than any line but a last one
    columns = [
        gain / 5,
        language.word[left, right] / 4,
        *near,
        ends,
        before > 2.1,  # noqa: PLR2004 - more than two hanging marks
        lone,
        *indented,
        comma,
        language.opening[right] / 5 * ends,
    ]
    return np.stack(columns, axis=1).astype(np.float64)
