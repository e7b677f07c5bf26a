"""How well pages were read, measured against their truth.

A *join* is a place where one printed line goes on in the next one within a paragraph. Let a page
have ``T`` true joins, a reading of it ``O`` joins, and let ``S`` joins be in both (each pair of
lines counted as often as it occurs):

- true joins ``S / T``; false joins per 1,000 ``1000 * (O - S) / O``;
- perfect articles: articles whose paragraphs are the true ones, one for one, over all articles;
- untouched pages: pages that were not woven whose lines are read in their own order, none lost and
  none cut, over pages not woven (where paragraphs begin does not count here);
- headlines, subheads, bylines: articles where each is right, over all articles. A byline is right
  when reporters, correspondents and photographers are;
- marks: places with missing text that carry a mark, over all such places; false marks: marks where
  nothing is missing, a page;
- seconds: the median over pages of the time one page took.

Sums run over all pages before a share is taken. White space never counts: where a printed space
belongs is for golden pages to prove. A share over nothing is None.
"""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from retrieval.errors import JudgementsError, PageError
from retrieval.page import read_page
from retrieval.page_counts import PageCounts, count_as_extracted, count_page
from retrieval.page_truth import read_truth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from retrieval.issue import Issue

__all__ = ["PageFigures", "PagesReport", "measure_pages", "sum_up", "sum_up_extracted"]


@dataclass(frozen=True, slots=True)
class PageFigures:
    """The measures of the module's docstring over a set of pages; shares are 0 to 1.

    Attributes:
        pages: How many pages.
        articles: True articles on them.
        joins: Joins of the readings.
        true_joins: Share of the true joins that stand.
        false_joins_per_1000: Joins of the readings that are not true, of a thousand.
        perfect_articles: Share read paragraph for paragraph.
        untouched_pages: Share of the pages not woven that kept their order.
        headlines: Share right.
        subheads: Share right.
        bylines: Share right.
        marks: Share of the places with missing text that are marked.
        false_marks_per_page: Marks where nothing is missing.
        median_seconds: Time for one page.
    """

    pages: int
    articles: int
    joins: int
    true_joins: float | None
    false_joins_per_1000: float | None
    perfect_articles: float | None
    untouched_pages: float | None
    headlines: float | None
    subheads: float | None
    bylines: float | None
    marks: float | None
    false_marks_per_page: float | None
    median_seconds: float | None


@dataclass(frozen=True, slots=True)
class PagesReport:
    """Figures for a folder.

    Attributes:
        read: As the reader read the pages.
        as_extracted: As the lines stand in the page texts, headlines taken as known; None where
            no truth notes the extracted order.
        pages: Name and counts of each page, in the order of names.
    """

    read: PageFigures
    as_extracted: PageFigures | None
    pages: tuple[tuple[str, PageCounts], ...]


def measure_pages(folder: Path, *, read: Callable[[str], Issue] = read_page) -> PagesReport:
    """Read every ``NAME.txt`` of a folder that has a ``NAME.json`` and measure the readings.

    Args:
        folder: Holds page texts and their truths, all in UTF-8.
        read: Page text to issue.

    Raises:
        JudgementsError: No pair is there, a truth cannot be read, or a page is no page.
    """
    texts = sorted(path for path in folder.glob("*.txt") if path.with_suffix(".json").exists())
    if not texts:
        reason = "这里没有带答案的版面,请给每个 NAME.txt 配一个 NAME.json"
        raise JudgementsError(reason, source=str(folder))
    pages: list[tuple[str, PageCounts]] = []
    plain: list[PageCounts] = []
    for path in texts:
        truth_path = path.with_suffix(".json")
        truth = read_truth(_text(truth_path), source=str(truth_path))
        text = _text(path)
        started = time.perf_counter()
        issue = _issue(text, path, read)
        seconds = time.perf_counter() - started
        pages.append((path.stem, count_page(truth, issue, seconds=seconds)))
        if truth.stream:
            plain.append(count_as_extracted(truth))
    figures = sum_up(counts for _, counts in pages)
    return PagesReport(figures, sum_up_extracted(plain) if plain else None, tuple(pages))


def sum_up(pages: Iterable[PageCounts]) -> PageFigures:
    """Sum pages up into the measures."""
    counts = list(pages)
    articles = sum(page.articles for page in counts)
    joins = sum(page.joins for page in counts)
    standing = sum(page.standing for page in counts)
    whole = [page for page in counts if not page.woven]
    false = _share(joins - standing, joins)
    return PageFigures(
        pages=len(counts),
        articles=articles,
        joins=joins,
        true_joins=_share(standing, sum(page.true_joins for page in counts)),
        false_joins_per_1000=None if false is None else 1000 * false,
        perfect_articles=_share(sum(page.perfect for page in counts), articles),
        untouched_pages=_share(sum(page.in_order for page in whole), len(whole)),
        headlines=_share(sum(page.headlines for page in counts), articles),
        subheads=_share(sum(page.subheads for page in counts), articles),
        bylines=_share(sum(page.bylines for page in counts), articles),
        marks=_share(sum(page.marked for page in counts), sum(page.missing for page in counts)),
        false_marks_per_page=_share(sum(page.false_marks for page in counts), len(counts)),
        median_seconds=statistics.median(page.seconds for page in counts) if counts else None,
    )


def sum_up_extracted(pages: Iterable[PageCounts]) -> PageFigures:
    """Sum pages up as extracted: what takes a reader to find is None."""
    return replace(
        sum_up(pages),
        headlines=None,
        subheads=None,
        bylines=None,
        marks=None,
        false_marks_per_page=None,
        median_seconds=None,
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise JudgementsError(f"文件读不出来({error})", source=str(path)) from error


def _issue(text: str, path: Path, read: Callable[[str], Issue]) -> Issue:
    try:
        return read(text)
    except PageError as error:
        raise JudgementsError(error.reason, source=str(path), line=error.line) from error
