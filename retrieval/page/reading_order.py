"""Reading order: woven lines in the order in which a person reads them.

Every body line and every headline of the page is a place; the whole page is one path through all
places: a headline, the lines of its article, the next headline. `continuation` gives the log odds
of every join, `weave` how likely the extracted order is, given a path, `balance` what quotes and
brackets without their partners cost; the path of the greatest sum is searched for (`path_search`).
A change stands only where it wins by a margin.

Ways of searching were compared on the same pages, with one scorer of pairs. True joins on 25
develop pages were, as extracted, 0.846; after local search with moves of runs 0.913; after
assignment with joined cycles 0.932; the same with odds that were weighed again with their rivals in
view 0.958. On 92 other pages of four kinds assignment and local search came out alike (0.950,
0.985, 0.910, 0.999 and 0.951, 0.985, 0.906, 0.997), local search with the weave in view above both
(0.956, 0.986, 0.910, 0.999), and with exchanges of runs once more (by 0.001 to 0.004); it stands.

Work grows with the square of the lines of a stretch; a stretch is at most `LONGEST_STRETCH` lines,
cut between articles, and a page of more than `MOST_LINES` lines is left as extracted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from retrieval.issue import RepairKind
from retrieval.page.balance import Balance
from retrieval.page.columns import BodyRow, PrintedLine, cut_lines
from retrieval.page.continuation import load_join_model
from retrieval.page.evidence import Features, Head, gather_evidence
from retrieval.page.language import load_language
from retrieval.page.lines import is_sentence_end
from retrieval.page.path_search import Score, search_path
from retrieval.page.statistics import Floats
from retrieval.page.weave import Extraction, Path, Weave

__all__ = [
    "LONGEST_STRETCH",
    "MOST_LINES",
    "SURENESS",
    "WEAVE",
    "Change",
    "Found",
    "OrderedLine",
    "Reading",
    "confidence_of",
    "find_heads",
    "find_path",
    "order_lines",
]

WEAVE = 0.8
"""Weight of the weave beside the joins; calibrated on made pages."""

LONGEST_STRETCH, MOST_LINES = 500, 3000
_FARTHEST = 40.0
_BARRED = -1e5
_HEAD_TO_HEAD = -1e3
_UNSURE = 0.0
SURENESS = {"odds": 0.24, "doubt": -0.46, "as_extracted": 1.49, "moved": -4.23, "any": 0.77}
"""Weights for the log odds that a join on the path is true; see ``fit_sureness``.

Of the join's log odds, how much it is contested, whether it stands as extracted, the share of the
page's joins that do not, and a constant.
"""

_UNENDED = 0.5
"""By how much the odds must be for a new paragraph where the line before ends no sentence."""

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
        lines = cut_lines(stretch, load_language())
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
    found = find_path(lines)
    _collect(reading, lines, found, found.known @ np.array([*SURENESS.values()]))


@dataclass(frozen=True, slots=True)
class Found:
    """The path through n lines and k heads.

    Attributes:
        heads: The heads; they are numbered after the lines.
        path: All places as they are read.
        inside: Log odds that a join, if true, stands inside a paragraph; (n + k) x (n + k).
        known: For every join of the path in turn, what `SURENESS` weighs; (n + k - 1) x 5.
    """

    heads: tuple[Head, ...]
    path: Path
    inside: Floats
    known: Floats


def find_path(lines: Sequence[PrintedLine], features: Features | None = None) -> Found:
    """Find the path of the greatest score through a stretch.

    Args:
        lines: In extracted order.
        features: The evidence on their joins, where it was gathered before.
    """
    heads = find_heads(lines)
    if features is None:
        features = gather_evidence(lines, heads, load_language())
    joins = load_join_model().weigh(features, len(lines))
    count = len(lines)
    odds = np.clip(joins.odds, -_FARTHEST, _FARTHEST)
    odds[count:, count:] = _HEAD_TO_HEAD
    odds[-1, :] = odds[:, count] = _BARRED
    np.fill_diagonal(odds, 10 * _BARRED)
    score = Score(
        odds, Weave(_extraction_of(lines, heads)), _balance_of(lines, joins.inside), WEAVE
    )
    found = search_path(score)
    known = _describe(odds, found.path, found.weigh_doubts())
    return Found(tuple(heads), found.path, joins.inside, known)


def _balance_of(lines: Sequence[PrintedLine], inside: Floats) -> Balance:
    """The balance of quotes and brackets, paragraphs as the joins alone part them."""
    ends = np.array([is_sentence_end(line.text) for line in lines])
    limits = np.full(len(inside), -_UNENDED)
    limits[: len(lines)][ends] = 0.0
    parts = inside < limits[:, None]
    parts[len(lines) :] = parts[:, len(lines) :] = True
    return Balance([line.text for line in lines], parts)


def _describe(odds: Floats, path: Path, doubts: Floats) -> Floats:
    """What `SURENESS` weighs, for every join of the path in turn."""
    before, here = path[:-1], path[1:]
    as_extracted = here == before + 1
    moved = np.full(len(before), np.mean(~as_extracted))
    columns = (odds[before, here], doubts[1:], as_extracted, moved, np.ones(len(before)))
    return np.stack(columns, axis=1)


def _extraction_of(lines: Sequence[PrintedLine], heads: Sequence[Head]) -> Extraction:
    """The places as they were put out, each head before the first line under it."""
    count = len(lines)
    before = [head.first - 0.5 for head in heads]
    order = np.argsort(np.array([*range(count), *before]), kind="stable")
    number = {head.section: at for at, head in enumerate(heads)}
    sections = [number.get(line.section, -1) for line in lines] + list(range(len(heads)))
    blocks = [lines[place].block if place < count else -1 for place in order]
    starts = [blocks[at] < 0 or not at or blocks[at] != blocks[at - 1] for at in range(len(blocks))]
    fused = [bool(place < count and lines[place].fused) for place in order]
    return Extraction(order, np.array(starts), np.array(fused), np.array(sections), count)


def find_heads(lines: Sequence[PrintedLine]) -> list[Head]:
    """A head for every section where it was first met, and one for the end; two at least."""
    heads: dict[int, Head] = {}
    for at, line in enumerate(lines):
        if line.section >= 0:
            heads.setdefault(line.section, Head(at, line.section))
    begins = [*heads.values()] or [Head(0, lines[0].section)]
    return [*begins, Head(len(lines), -2)]


def _collect(
    reading: Reading, lines: Sequence[PrintedLine], found: Found, sureness: Floats
) -> None:
    """Walk the path and note the lines of every section, and every place worth a look.

    Args:
        reading: Gets the lines.
        lines: In extracted order.
        found: The path through them.
        sureness: Log odds that the joins of the path, in turn, are true.
    """
    count, heads = len(lines), found.heads
    section, before = heads[0].section, -1
    for step, here in enumerate(found.path.tolist()):
        if here >= count:
            section, before = heads[here - count].section, -1
            if here < count + len(heads) - 1:
                reading.sections.setdefault(section, [])
            continue
        ordered = reading.sections[section]
        if before < 0:
            ordered.append(OrderedLine(lines[here].text))
        else:
            odds, inside = float(sureness[step - 1]), float(found.inside[before, here])
            parted = here == before + 1 and lines[here].block != lines[before].block
            ordered.append(OrderedLine(lines[here].text, odds, inside, parted))
            _note(reading, section, lines, (before, here), odds)
        before = here


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
