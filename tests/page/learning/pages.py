"""What is learned from made pages: which printed line truly follows which."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from retrieval.issue import ArticleKind
from retrieval.page.columns import BodyRow, PrintedLine, cut_lines
from retrieval.page.evidence import Features, Head, gather_evidence
from retrieval.page.language import load_language
from retrieval.page_truth import PageTruth, StreamLine
from tests.made_pages import MAKES, MadePage, Part
from tests.made_pages.news import load_stories

__all__ = ["COUNTED_BEFORE", "Lesson", "fitting_pages", "lesson_of", "line_of", "rows_of"]

COUNTED_BEFORE = date(2024, 7, 1)
"""Stories before this day are in the character statistics and the encoder; pages are not."""

_ARTICLE_GAP = 5
_INSIDE, _NEW_PARAGRAPH = 1, 2


@dataclass(frozen=True, slots=True)
class Lesson:
    """A page to learn from.

    Attributes:
        lines: Its printed lines as the reader cuts them, in extracted order.
        features: Of every ordered pair of places.
        labels: 0 no join, 1 inside a paragraph, 2 into a new one; of every ordered pair.
    """

    lines: tuple[PrintedLine, ...]
    features: Features
    labels: NDArray[np.int8]


def fitting_pages(count: int, seed: int) -> Iterator[MadePage]:
    """Pages of every make from stories that no table has counted and no measure looks at."""
    stories = tuple(s for s in load_stories(Part.FIT) if s.day >= COUNTED_BEFORE)
    for number in range(count):
        for make, build in MAKES.items():
            yield build(random.Random(f"{make} {seed} {number}"), stories)  # noqa: S311 - no secret


def lesson_of(page: MadePage) -> Lesson | None:
    """Make a lesson of a page; None where an article has no line under its own headline."""
    rows, places = rows_of(page)
    lines = cut_lines(rows, load_language())
    heads: dict[int, Head] = {}
    for at, line in enumerate(lines):
        if line.section >= 0:
            heads.setdefault(line.section, Head(at, line.section))
    starts, follows = _true_order(page.truth, lines, places)
    if len(heads) < len(page.truth.articles) or len(starts) < len(heads):
        return None
    order = [*heads.values(), Head(len(lines), -2)]
    labels = np.zeros((len(lines) + len(order),) * 2, dtype=np.int8)
    lasts: dict[int, list[int]] = defaultdict(list)
    for at, (after, label, article) in enumerate(follows):
        if label:
            labels[at, after] = label
        else:
            lasts[article].append(at)
    for number, head in enumerate(order):
        if head.section in starts:
            labels[len(lines) + number, starts[head.section]] = _NEW_PARAGRAPH
        if number and len(lasts[order[number - 1].section]) == 1:
            labels[lasts[order[number - 1].section][0], len(lines) + number] = _NEW_PARAGRAPH
    features = gather_evidence(lines, order, load_language())
    return Lesson(lines, features, labels)


def rows_of(page: MadePage) -> tuple[list[BodyRow], list[StreamLine]]:
    """Body rows under the headings of the truth, and which line of the truth each piece is."""
    truth = page.truth
    headings = {_bare(a.headline): at for at, a in enumerate(truth.articles) if a.headline}
    by_block: dict[int, list[StreamLine]] = defaultdict(list)
    for place in truth.stream:
        by_block[place.block].append(place)
    rows: list[BodyRow] = []
    section = -1
    blocks = [block for block in re.split(r"\n[ ]*\n", page.text) if block.strip()]
    for number, block in enumerate(blocks):
        if number not in by_block:
            section = headings.get(_bare(block), section)
            continue
        most = Counter(place.article for place in by_block[number]).most_common(1)[0][0]
        is_photo = truth.articles[most].kind is ArticleKind.PHOTO
        pieces = [
            ("" if place.fused or not at else " ") + line_of(truth, place)
            for at, place in enumerate(by_block[number])
        ]
        rows.append(BodyRow("".join(pieces), number, most if is_photo else section))
    return rows, list(truth.stream)


def _true_order(
    truth: PageTruth, lines: Sequence[PrintedLine], places: Sequence[StreamLine]
) -> tuple[dict[int, int], list[tuple[int, int, int]]]:
    """The first line of each article; for each line what follows, how, and its article.

    Every character of the page is numbered in true order, so that lines need not have been cut
    where the truth cuts them.
    """
    begin: dict[tuple[int, int, int], int] = {}
    at = 0
    for article, told in enumerate(truth.articles):
        for paragraph, texts in enumerate(told.lines):
            for line, text in enumerate(texts):
                begin[article, paragraph, line] = at
                at += len(_bare(text))
        at += _ARTICLE_GAP
    characters = [
        (begin[place.article, place.paragraph, place.line] + offset, place.article, place.paragraph)
        for place in places
        for offset in range(len(_bare(line_of(truth, place))))
    ]
    edges: list[tuple[tuple[int, int, int], tuple[int, int, int]]] = []
    at = 0
    for printed in lines:
        size = len(_bare(printed.text))
        edges.append((characters[at], characters[at + size - 1]))
        at += size
    first = {edge[0][0]: number for number, edge in enumerate(edges)}
    starts = {
        article: first[begin[article, 0, 0]]
        for article in range(len(truth.articles))
        if begin[article, 0, 0] in first
    }
    follows = []
    for _, (last, article, paragraph) in edges:
        after = first.get(last + 1, -1)
        label = 0 if after < 0 else _NEW_PARAGRAPH
        if after >= 0 and edges[after][0][2] == paragraph:
            label = _INSIDE
        follows.append((after, label, article))
    return starts, follows


def line_of(truth: PageTruth, place: StreamLine) -> str:
    """A line of the truth, as printed."""
    return truth.articles[place.article].lines[place.paragraph][place.line]


def _bare(text: str) -> str:
    return "".join(text.split())
