"""Reading order: woven lines in the order in which a person reads them.

Every body line and every headline of the page is a place; the whole page is one path through all
places: a headline, the lines of its article, the next headline. `continuation` gives the log odds
of every join; the path of the greatest sum is taken (`path_cover`). Changes to the extracted order
fall into groups that can be undone by themselves; a group stands only where it wins by `MARGIN`.

Compared on the same 25 develop pages, with one scorer of pairs (true joins; as extracted 0.846):
local search with moves of runs from the extracted order 0.913; assignment with joined cycles 0.932;
the same followed by moves of runs 0.932; assignment over odds that were weighed once more with
their rivals in view 0.958. The last one stands, with moves of runs after cycles were joined.

Work grows with the square of the lines of a stretch; a stretch is at most `LONGEST_STRETCH` lines,
cut between articles, and a page of more than `MOST_LINES` lines is left as extracted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from retrieval.issue import RepairKind
from retrieval.page.columns import BodyRow, PrintedLine, cut_lines
from retrieval.page.continuation import Joins, load_join_model
from retrieval.page.encoder import load_encoder
from retrieval.page.evidence import FEATURES, Features, Head, gather_evidence
from retrieval.page.path_cover import (
    Successors,
    alternating_cycles,
    cover,
    extracted_successors,
    is_one_cycle,
)
from retrieval.page.statistics import Floats, load_statistics

__all__ = [
    "LANGUAGE",
    "LONGEST_STRETCH",
    "MARGIN",
    "MOST_LINES",
    "Change",
    "OrderedLine",
    "Reading",
    "confidence_of",
    "order_lines",
]

MARGIN = 2.0
"""By how many nats a group of changes must win; calibrated on made pages."""

LANGUAGE = 1.2
"""Weight of the bare language shares in the search, calibrated on made pages."""

LONGEST_STRETCH, MOST_LINES = 500, 3000
_SURE = 6.0
_ENDS_SENTENCE = FEATURES.index("ends_sentence")
_FARTHEST = 6.0
_SHARES = [
    FEATURES.index(name) for name in ("encoder_row", "encoder_column", "gain_row", "gain_column")
]
_BARRED = -1e5
_HEAD_TO_HEAD = -1e3
_UNSURE = 0.0
_SHOWN = 12
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class OrderedLine:
    """A line in its place in an article.

    Attributes:
        text: As printed.
        odds: Log odds that it is read right after the line before it; 0 for an article's first.
        inside: Log odds that it stands in the paragraph of the line before it.
        parted: It was extracted right after that line, with a blank line between them.
    """

    text: str
    odds: float = 0.0
    inside: float = 0.0
    parted: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A place where the reading differs from the extracted text, or may be wrong."""

    section: int
    kind: RepairKind
    before: str
    after: str
    score: float


@dataclass(slots=True)
class Reading:
    """The lines of every section in reading order, what was changed, and warnings."""

    sections: dict[int, list[OrderedLine]] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def order_lines(rows: Sequence[BodyRow]) -> Reading:
    """Put the lines of columnar sections in reading order.

    Args:
        rows: Body rows in extracted order. Sections that are not set in columns must not be here.

    Returns:
        The reading; every line of the rows is in it once.
    """
    reading = Reading()
    fragments = sum(len(row.text.split()) for row in rows)
    if fragments > MOST_LINES:
        reading.warnings.append(
            f"版面正文有{fragments}行,超过{MOST_LINES}行,未调整阅读顺序,按文件中的顺序照录"
        )
        _keep(reading, rows)
        return reading
    for stretch in _cut_stretches(rows):
        lines = cut_lines(stretch, load_statistics())
        if len(lines) > LONGEST_STRETCH:
            reading.warnings.append(
                f"有一篇正文长达{len(lines)}行,超过{LONGEST_STRETCH}行,未调整阅读顺序,按文件中的顺序照录"
            )
            _keep(reading, stretch)
        elif len(lines) < _FEWEST:
            _keep(reading, stretch)
        else:
            _order_stretch(reading, lines)
    return reading


def confidence_of(lines: Sequence[OrderedLine]) -> float:
    """How sure the order of an article's lines is: the mean probability of its joins."""
    odds = np.array([line.odds for line in lines[1:]])
    return float(np.mean(1 / (1 + np.exp(-odds)))) if len(odds) else 1.0


def _cut_stretches(rows: Sequence[BodyRow]) -> list[list[BodyRow]]:
    """Cut the page between sections so that no stretch is too long, if that can be."""
    runs: list[list[BodyRow]] = []
    for row in rows:
        if runs and runs[-1][-1].section == row.section:
            runs[-1].append(row)
        else:
            runs.append([row])
    stretches: list[list[BodyRow]] = []
    length = 0
    for run in runs:
        size = sum(len(row.text.split()) for row in run)
        known = stretches and any(row.section == run[0].section for row in stretches[-1])
        if stretches and (known or length + size <= LONGEST_STRETCH):
            stretches[-1] += run
            length += size
        else:
            stretches.append(list(run))
            length = size
    return stretches


def _keep(reading: Reading, rows: Sequence[BodyRow]) -> None:
    for row in rows:
        lines = reading.sections.setdefault(row.section, [])
        lines.extend(OrderedLine(text, 9.0, 1.0) for text in row.text.split())


def _order_stretch(reading: Reading, lines: Sequence[PrintedLine]) -> None:
    heads = _find_heads(lines)
    if len(heads) == 1:
        heads.insert(0, Head(0, lines[0].section))
    features = gather_evidence(lines, heads, load_statistics(), load_encoder())
    joins = load_join_model().weigh(features, len(lines))
    count = len(lines)
    odds = joins.odds + _lean_on_language(features, count)
    odds[count:, count:] = _HEAD_TO_HEAD
    odds[-1, :] = odds[:, count] = _BARRED
    odds[-1, count] = 0.0
    np.fill_diagonal(odds, 10 * _BARRED)
    firsts = np.array([head.first for head in heads])
    extracted = extracted_successors(firsts, count)
    successors = cover(odds, extracted, _SURE)
    for group in alternating_cycles(successors, extracted):
        gain = float((odds[group, successors[group]] - odds[group, extracted[group]]).sum())
        if gain < MARGIN:
            undone = successors.copy()
            undone[group] = extracted[group]
            if is_one_cycle(undone):
                successors = undone
    _collect(reading, lines, heads, successors, joins)


def _lean_on_language(features: Features, count: int) -> Floats:
    """More weight for language, by how much a pair is over the joins as extracted.

    The networks trust the extracted order more than other makes of pages deserve. After the end of
    a sentence language says little, and nothing is leaned on it.
    """
    shares = features[:count, :count, _SHARES].sum(axis=-1, dtype=np.float64)
    usual = np.median(shares[np.arange(count - 1), np.arange(1, count)])
    lean = np.zeros(features.shape[:2])
    inside = 1 - features[:count, :count, _ENDS_SENTENCE]
    lean[:count, :count] = np.clip(LANGUAGE * (shares - usual), -_FARTHEST, _FARTHEST) * inside
    return lean


def _find_heads(lines: Sequence[PrintedLine]) -> list[Head]:
    """A head for every section where it was first met, and one for the end."""
    heads: dict[int, Head] = {}
    for at, line in enumerate(lines):
        if line.section >= 0:
            heads.setdefault(line.section, Head(at, line.section))
    return [*heads.values(), Head(len(lines), -2)]


def _collect(
    reading: Reading,
    lines: Sequence[PrintedLine],
    heads: Sequence[Head],
    successors: Successors,
    joins: Joins,
) -> None:
    """Walk the path and note the lines of every section, and every place worth a look."""
    count = len(lines)
    for number, head in enumerate(heads[:-1]):
        ordered = reading.sections.setdefault(head.section, [])
        before, here = -1, int(successors[count + number])
        while here < count:
            if before < 0:
                ordered.append(OrderedLine(lines[here].text))
            else:
                odds, inside = float(joins.odds[before, here]), float(joins.inside[before, here])
                parted = here == before + 1 and lines[here].block != lines[before].block
                ordered.append(OrderedLine(lines[here].text, odds, inside, parted))
                _note(reading, head.section, lines, (before, here), odds)
            before, here = here, int(successors[here])


def _note(
    reading: Reading,
    section: int,
    lines: Sequence[PrintedLine],
    pair: tuple[int, int],
    odds: float,
) -> None:
    """Note a join that is not as extracted, or that is not sure."""
    before, here = pair
    after = lines[before].text[-_SHOWN:] + lines[here].text[:_SHOWN]
    if here != before + 1:
        follower = lines[before + 1] if before + 1 < len(lines) else None
        kind = RepairKind.SPLIT if follower and follower.fused else RepairKind.MOVED
        space = "" if kind is RepairKind.SPLIT else " "
        was = lines[before].text[-_SHOWN:] + space + (follower.text[:_SHOWN] if follower else "")
        reading.changes.append(Change(section, kind, was, after, odds))
    elif odds < _UNSURE:
        reading.changes.append(Change(section, RepairKind.UNSURE, after, after, odds))
