"""Learn where fused lines are cut: ``python -m tests.page.learning.fit_cuts --pages 300``.

From pages of every make, of the fit part, come all texts wider than their column, with the places
where they were fused. The weights of the conditional logit of `retrieval.page.fused` are fitted
with a small ridge and printed, to be put there. Wants SciPy.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from retrieval.page.columns import columns_of, cut_row
from retrieval.page.fused import PLACE_WEIGHTS, WHOLE_WEIGHTS, Wide, look_at_wide
from retrieval.page.language import load_language
from tests.made_pages import MadePage
from tests.page.learning.pages import fitting_pages, line_of, rows_of

_RIDGE = 1.0
_SEED = 4711


@dataclass(frozen=True, slots=True)
class Example:
    """A wide text, and for each of its places whether two lines were fused there."""

    wide: Wide
    fused: NDArray[np.bool_]


def examples_of(page: MadePage) -> Iterator[Example]:
    """Every wide text of a page; where it is three lines, what is left after a cut once more."""
    rows, places = rows_of(page)
    seams, at = set(), 0
    for place in places:
        if place.fused:
            seams.add(at)
        at += len(_bare(line_of(page.truth, place)))
    columns = columns_of(rows)
    at = 0
    for row in rows:
        for text in cut_row(row.text, columns[row.section].width):
            rest = [(text, at)]
            at += len(_bare(text))
            while rest:
                here, begin = rest.pop()
                wide = look_at_wide(here, columns[row.section], load_language())
                if wide is None:
                    continue
                starts = [begin + len(_bare(here[:place])) for place in wide.places]
                fused = np.array([start in seams for start in starts])
                yield Example(wide, fused)
                if fused.any():
                    cut, start = wide.places[int(fused.argmax())], starts[int(fused.argmax())]
                    rest += [(here[cut:], start), (here[:cut], begin)]


def fit(examples: list[Example]) -> NDArray[np.float64]:
    """The weights, places' first; log likelihood of the true places, with a ridge."""
    size = len(PLACE_WEIGHTS)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        value, slope = _RIDGE / 2 * float(weights @ weights), _RIDGE * weights
        for example in examples:
            wide = example.wide
            scores = np.append(wide.cuts @ weights[:size], wide.whole @ weights[size:])
            shares = np.exp(scores - np.logaddexp.reduce(scores))
            right = np.append(example.fused, not example.fused.any())
            chance = shares[right].sum()
            value -= float(np.log(chance))
            excess = shares - np.where(right, shares / chance, 0)
            slope[:size] += excess[:-1] @ wide.cuts
            slope[size:] += excess[-1] * wide.whole
        return value, slope

    start = np.zeros(size + len(WHOLE_WEIGHTS))
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B").x)


def _bare(text: str) -> str:
    return "".join(text.split())


def main() -> None:
    """Learn and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=300, help="pages of each make")
    asked = parser.parse_args()
    examples = [one for page in fitting_pages(asked.pages, _SEED) for one in examples_of(page)]
    print(f"{len(examples)} wide texts, {sum(one.fused.any() for one in examples)} of them fused")
    for name, weight in zip((*PLACE_WEIGHTS, *WHOLE_WEIGHTS), fit(examples), strict=True):
        print(f'    "{name}": {weight:.2f},')


if __name__ == "__main__":
    main()
