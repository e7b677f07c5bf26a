"""Learn how sure a join on the path is: ``python -m tests.page.learning.fit_sureness --pages 60``.

Pages of every make are put in order; a logistic regression (by Newton's method) tells from what
`retrieval.page.reading_order.SURENESS` names whether a join of two lines is true. Its weights are
printed, to be put there.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from retrieval.page.columns import cut_lines
from retrieval.page.language import load_language
from retrieval.page.reading_order import SURENESS, find_path
from tests.made_pages import MAKES, MadePage, Part
from tests.made_pages.news import load_stories
from tests.page.learning.pages import lesson_of, rows_of

_ROUNDS = 30
_RIDGE = 0.1


def joins_of(page: MadePage) -> Iterator[tuple[NDArray[np.float64], bool]]:
    """What is known of every join of two lines on a page's path, and whether it is true."""
    lesson = lesson_of(page)
    if lesson is None:
        return
    found = find_path(cut_lines(rows_of(page)[0], load_language()))
    before, here = found.path[:-1], found.path[1:]
    lines = len(lesson.lines)
    for known, first, second in zip(found.known, before, here, strict=True):
        if first < lines and second < lines:
            yield known, bool(lesson.labels[first, second])


def fit(known: NDArray[np.float64], true: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Weights of a logistic regression with a small ridge."""
    weights = np.zeros(known.shape[1])
    for _ in range(_ROUNDS):
        chances = 1 / (1 + np.exp(-known @ weights))
        slope = known.T @ (chances - true) + _RIDGE * weights
        bend = (known * (chances * (1 - chances))[:, None]).T @ known
        weights -= np.linalg.solve(bend + _RIDGE * np.eye(len(weights)), slope)
    return weights


def main() -> None:
    """Learn and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=60, help="pages of each make")
    asked = parser.parse_args()
    stories = load_stories(Part.DEVELOP)
    pages = (
        build(random.Random(f"sureness {make} {number}"), stories)  # noqa: S311 - no secret
        for number in range(asked.pages)
        for make, build in MAKES.items()
    )
    known, true = zip(*(join for page in pages for join in joins_of(page)), strict=True)
    print(f"{len(true)} joins, {np.mean(true):.4f} of them true")
    for name, weight in zip(SURENESS, fit(np.stack(known), np.array(true)), strict=True):
        print(f'    "{name}": {weight:.2f},')


if __name__ == "__main__":
    main()
