"""What each kind of evidence on joins is worth: ``python -m tests.benchmarks.ablate_joins``.

Pages of the develop part are read with the shipped networks and one kind of evidence blotted out,
one at a time: every pair of lines gets its mean. The networks are not fitted again, so a kind that
others could stand in for looks dearer than it is. Headlines are taken as known. Printed is the
share of true joins that stand in the reading, by make.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase as fnmatch

import numpy as np

from retrieval.page.evidence import FEATURES
from retrieval.page.reading_order import find_path
from tests.made_pages import MAKES, Part, make_pages
from tests.page.learning.pages import Lesson, lesson_of

KINDS = {
    "nothing": (),
    "character n-grams": ("gain_*", "association", "span_*"),
    "encoder": ("encoder*",),
    "word pairs": ("words",),
    "all language together": ("all_*",),
    "topic (kin, shared)": ("kin", "shared"),
    "strings repeated on the page": ("repeat",),
    "a word over the break": ("word",),
    "sentence ends, commas": ("ends_*", "opening"),
    "quotes and brackets": (
        *("first_odd_quotes", "first_open", "second_odd_quotes", "second_closes"),
        *("second_opening", "second_forbidden", "bracket_closed", "quote_closed"),
    ),
    "widths and indents": (
        *("first_width", "first_short", "first_indented", "first_full", "first_wide"),
        *("second_indented", "second_short", "second_full", "second_tiny", "other_width"),
    ),
    "datelines, digits": ("second_dateline", "second_digit"),
}
"""Kinds of evidence by patterns of their features' names."""


def columns_of(patterns: Sequence[str]) -> list[int]:
    """Which features are of a kind."""
    return [at for at, name in enumerate(FEATURES) if any(fnmatch(name, one) for one in patterns)]


def read_without(lesson: Lesson, columns: Sequence[int]) -> tuple[int, int]:
    """How many true joins stand, and how many there are, with some features blotted out."""
    features = lesson.features.copy()
    count = len(lesson.lines)
    for column in columns:
        features[:count, :count, column] = features[:count, :count, column].mean()
    path = find_path(lesson.lines, features).path
    true = lesson.labels[:count, :count] > 0
    before, here = path[:-1], path[1:]
    lines = (before < count) & (here < count)
    return int(true[before[lines], here[lines]].sum()), int(true.sum())


def lessons(pages: int, seed: int) -> Iterator[tuple[str, Lesson]]:
    """Pages of every make whose headlines all have lines under them."""
    for make in sorted(MAKES):
        for page in make_pages(make, Part.DEVELOP, pages=pages, seed=seed):
            lesson = lesson_of(page)
            if lesson is not None:
                yield make, lesson


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=20, help="pages of each make")
    parser.add_argument("--seed", type=int, default=91)
    asked = parser.parse_args()
    stood: Counter[tuple[str, str]] = Counter()
    there: Counter[str] = Counter()
    for make, lesson in lessons(asked.pages, asked.seed):
        for kind, patterns in KINDS.items():
            right, joins = read_without(lesson, columns_of(patterns))
            stood[kind, make] += right
        there[make] += joins
    print(f"{'without':30}", *(f"{make:>8}" for make in sorted(there)))
    for kind in KINDS:
        shares = (stood[kind, make] / np.maximum(there[make], 1) for make in sorted(there))
        print(f"{kind:30}", *(f"{share:8.4f}" for share in shares))


if __name__ == "__main__":
    main()
