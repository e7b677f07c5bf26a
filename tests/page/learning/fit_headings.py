"""Learn on made pages which short rows are headings.

``python -m tests.page.learning.fit_headings retrieval/page/headings.npz --pages 300``

Pages of every make, from stories of the fit part that no table has counted, half of them with their
form varied: blank lines left out, bylines left out, subheadings set inside the articles. A network
of one hidden layer is fitted; its weights are all that is kept.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retrieval.page.layout import find_forms
from retrieval.page.lines import cut_rows
from retrieval.page.traits import Form, Page
from tests.made_pages import MAKES, MadePage, Part
from tests.made_pages.news import load_stories
from tests.made_pages.papers import make_papers_page
from tests.page.learning.pages import COUNTED_BEFORE

Table = NDArray[np.float64]

_HIDDEN = 16
_RIDGE = 3e-4
_RATE = 0.02
_STEPS = 1200
_INNER = 0.3
_SHORTEST_LINE = 4


def rows_of(page: MadePage, rng: random.Random) -> tuple[str, set[str], set[str]]:
    """A page's text, varied, its headings and its rubrics, without white space."""
    headings = {
        _bare(text)
        for article in page.truth.articles
        for text in (article.headline, *article.subheads)
    }
    rubrics = {_bare(notice.text) for notice in page.truth.notices}
    blocks = [block for block in re.split(r"\n(?:[ \t]*\n)+", page.text) if block.strip()]
    body = {_bare(line) for article in page.truth.articles for line in _lines(article.lines)}
    if rng.random() < 0.5:
        blocks = list(_vary(blocks, headings, rng))
    if rng.random() < 0.25:
        blocks = ["".join(block.split()) if _is_set(block, body) else block for block in blocks]
    lone = rng.random() < 0.25
    gap = "\n" if lone else "\n\n"
    if lone:
        blocks = [block.replace(" ", "\n") if _is_set(block, body) else block for block in blocks]
    return gap.join(blocks), headings, rubrics


def _lines(paragraphs: tuple[tuple[str, ...], ...]) -> list[str]:
    return [line for lines in paragraphs for line in lines]


def _is_set(block: str, body: set[str]) -> bool:
    return any(_bare(piece) in body for piece in block.split()[:3])


def _vary(blocks: list[str], headings: set[str], rng: random.Random) -> Iterator[str]:
    """Leave out half the bylines and set some subheadings inside the articles."""
    unsigned, inner = rng.random() < 0.4, rng.random() < 0.3
    for at, block in enumerate(blocks):
        if unsigned and rng.random() < 0.6 and re.search("记 ?者|通讯员", block[:8]):
            continue
        closed = at > 0 and blocks[at - 1].rstrip().endswith(("。", "!", "?", "”", '"'))
        long = len(_bare(block)) > 60 and _bare(blocks[at - 1]) not in headings
        if inner and closed and long and rng.random() < _INNER:
            clauses = [
                c for c in re.split(r"[,，。、:：;；“”\"]", _bare(block)) if 4 <= len(c) <= 12
            ]
            if clauses:
                yield rng.choice(clauses)
        yield block


def _bare(text: str) -> str:
    return "".join(text.split())


def gather(pages: int, seed: int) -> tuple[Table, Table]:
    """Traits of the short rows of made pages, and whether each is of a heading."""
    traits: list[Table] = []
    labels: list[float] = []
    stories = tuple(one for one in load_stories(Part.FIT) if one.day >= COUNTED_BEFORE)
    builds = [*sorted(MAKES.items()), ("papers", make_papers_page), ("more", make_papers_page)]
    for make, build in builds:
        for number in range(pages):
            rng = random.Random(f"{make} {seed} {number}")  # noqa: S311 - made pages, no secret
            text, headings, rubrics = rows_of(build(rng, stories), rng)
            rows, forms = find_forms(cut_rows(text)[0])
            table = Page(rows, forms).traits
            for at, row in enumerate(rows):
                if forms[at] is Form.SHORT:
                    traits.append(table[at])
                    labels.append(float(_is_of_heading(row.bare, headings | rubrics)))
    return np.array(traits), np.array(labels)


def _is_of_heading(bare: str, headings: set[str]) -> bool:
    """Whether a row is a heading or one of the lines it was printed on."""
    return bare in headings or (
        len(bare) >= _SHORTEST_LINE
        and any(heading.startswith(bare) or heading.endswith(bare) for heading in headings)
    )


def fit(traits: Table, labels: Table, seed: int) -> dict[str, Table]:
    """Weights of a small network by Adam (Kingma and Ba 2015) on the whole table at once."""
    rng = np.random.default_rng(seed)
    size = traits.shape[1]
    weights = {
        "hidden": rng.normal(0, size**-0.5, (size, _HIDDEN)),
        "hidden_bias": np.zeros(_HIDDEN),
        "output": rng.normal(0, _HIDDEN**-0.5, _HIDDEN),
        "output_bias": np.zeros(()),
    }
    first = {name: np.zeros_like(value) for name, value in weights.items()}
    second = {name: np.zeros_like(value) for name, value in weights.items()}
    for step in range(1, _STEPS + 1):
        for name, slope in _slopes(traits, labels, weights).items():
            first[name] = 0.9 * first[name] + 0.1 * slope
            second[name] = 0.999 * second[name] + 0.001 * slope**2
            mean = first[name] / (1 - 0.9**step)
            spread = np.sqrt(second[name] / (1 - 0.999**step)) + 1e-8
            weights[name] = weights[name] - _RATE * (1 - step / (_STEPS + 1)) * mean / spread
    return weights


def _slopes(traits: Table, labels: Table, weights: dict[str, Table]) -> dict[str, Table]:
    active = np.tanh(traits @ weights["hidden"] + weights["hidden_bias"])
    odds = active @ weights["output"] + weights["output_bias"]
    wrong = (1 / (1 + np.exp(-np.clip(odds, -30, 30))) - labels) / len(labels)
    back = np.outer(wrong, weights["output"]) * (1 - active**2)
    return {
        "hidden": traits.T @ back + _RIDGE * weights["hidden"],
        "hidden_bias": back.sum(axis=0),
        "output": active.T @ wrong + _RIDGE * weights["output"],
        "output_bias": wrong.sum(),
    }


def main() -> None:
    """Gather, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pages", type=int, default=300, help="pages of each make")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    traits, labels = gather(asked.pages, asked.seed)
    weights = fit(traits, labels, asked.seed)
    odds = np.tanh(traits @ weights["hidden"] + weights["hidden_bias"]) @ weights["output"]
    wrong = ((odds + weights["output_bias"] > 0) != (labels > 0)).mean()
    print(f"{len(labels)} short rows, {int(labels.sum())} of headings, {wrong:.4f} wrong")
    np.savez(
        asked.out,
        hidden=weights["hidden"].astype(np.float32),
        hidden_bias=weights["hidden_bias"].astype(np.float32),
        output=weights["output"].astype(np.float32),
        output_bias=weights["output_bias"].astype(np.float32),
    )


if __name__ == "__main__":
    main()
