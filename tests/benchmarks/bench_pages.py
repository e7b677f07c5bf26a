"""How well and how fast made pages are read: ``python -m tests.benchmarks.bench_pages``.

Pages come from stories that no statistics were made from (the report part), in every make there is.
Printed are the measures of `retrieval.page_measures` by make and by how strongly the pages were
woven, then the time of one processor for the shipped page and for pages of growing size.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from retrieval.page import read_page
from retrieval.page_counts import PageCounts, count_as_extracted, count_page
from retrieval.page_measures import sum_up, sum_up_extracted
from tests.made_pages import MAKES, PAPERS, Part, make_pages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from retrieval.page_measures import PageFigures
    from tests.made_pages import MadePage

_LIGHT = 0.4
"""Weave strength up to which a page counts as lightly woven."""
_SHIPPED = Path(__file__).parents[2] / "seeds" / "2024-03-14.txt"
_SIZES = (1, 2, 4, 8, 16)
"""Pages set one after the other as one page text."""
_HEADINGS = (
    ("true joins", 10),
    ("false/1000", 10),
    ("perfect", 7),
    ("untouched", 9),
    ("headlines", 9),
    ("bylines", 7),
    ("marks", 5),
    ("false marks", 11),
    ("median s", 8),
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", type=Part, choices=list(Part), default=Part.REPORT)
    parser.add_argument("--pages", type=int, default=60, help="pages of each make")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    print(f"{asked.pages} pages a make of the {asked.part} part, seed {asked.seed}\n")
    print(" ".join((f"{'pages':30} {'n':>4}", *(f"{name:>{size}}" for name, size in _HEADINGS))))
    for make in (*sorted(MAKES), PAPERS):
        pages = list(make_pages(make, asked.part, pages=asked.pages, seed=asked.seed))
        groups: dict[str, list[PageCounts]] = defaultdict(list)
        for page in pages:
            strength = _strength(page)
            plain = count_as_extracted(page.truth)
            read = _read(page)
            for group in (f"{make}, {strength}", f"{make}, all"):
                groups[f"{group}, as extracted"].append(plain)
                groups[f"{group}, as read"].append(read)
        for name in sorted(groups):
            sum_all = sum_up_extracted if name.endswith("extracted") else sum_up
            print(_row(name, sum_all(groups[name])))
    print("\nTime by size\n")
    for row in _time_by_size(asked.part, asked.seed):
        print(row)


def _strength(page: MadePage) -> str:
    if not page.truth.woven:
        return "0 whole"
    return "1 light" if page.truth.weave <= _LIGHT else "2 heavy"


def _read(page: MadePage) -> PageCounts:
    started = time.perf_counter()
    issue = read_page(page.text)
    return count_page(page.truth, issue, seconds=time.perf_counter() - started)


def _row(name: str, figures: PageFigures) -> str:
    values = (
        (figures.true_joins, ".4f"),
        (figures.false_joins_per_1000, ".1f"),
        (figures.perfect_articles, ".3f"),
        (figures.untouched_pages, ".3f"),
        (figures.headlines, ".3f"),
        (figures.bylines, ".3f"),
        (figures.marks, ".3f"),
        (figures.false_marks_per_page, ".2f"),
        (figures.median_seconds, ".3f"),
    )
    cells = (
        f"{'-' if value is None else format(value, form):>{size}}"
        for (value, form), (_, size) in zip(values, _HEADINGS, strict=True)
    )
    return " ".join((f"{name:30} {figures.pages:4}", *cells))


def _time_by_size(part: Part, seed: int) -> Iterable[str]:
    """Time for the shipped page, then for ever longer ones and the growth since the one before."""
    yield f"  shipped page {_processor_seconds(_SHIPPED.read_text(encoding='utf-8')):8.3f} s"
    pages = list(make_pages("woven", part, pages=max(_SIZES), seed=seed + 1))
    before = (0, 0.0)
    for size in _SIZES:
        text = "\n\n".join(page.text for page in pages[:size])
        lines = sum(len(page.truth.stream) for page in pages[:size])
        seconds = _processor_seconds(text)
        row = f"{lines:6} lines {seconds:8.3f} s"
        if before[0]:
            row += f", {lines / before[0]:.1f} x lines, {seconds / before[1]:.1f} x time"
        yield row
        before = (lines, seconds)


def _processor_seconds(text: str) -> float:
    """Median of three readings of a page."""
    times = []
    for _ in range(3):
        started = time.process_time()
        read_page(text)
        times.append(time.process_time() - started)
    return statistics.median(times)


if __name__ == "__main__":
    main()
