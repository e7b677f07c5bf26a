"""The makes of pages by name."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from tests.made_pages.geometry import make_placed_page
from tests.made_pages.news import Part, load_stories
from tests.made_pages.papers import make_papers_page
from tests.made_pages.rowwise import make_rowwise_page
from tests.made_pages.woven import make_woven_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tests.made_pages.news import Story
    from tests.made_pages.sheet import MadePage

__all__ = ["MAKES", "PAPERS", "make_pages"]

MAKES: dict[str, Callable[[random.Random, Sequence[Story]], MadePage]] = {
    "woven": make_woven_page,
    "placed": make_placed_page,
    "rowwise": make_rowwise_page,
}
"""The makes that differ in how lines are woven; furniture is the same in all."""

PAPERS = "papers"
"""The make that differs in what is printed beside the lines."""


def make_pages(make: str, part: Part, *, pages: int, seed: int) -> Iterator[MadePage]:
    """Make pages of one make from one part of the stories; the n-th depends on n alone."""
    stories = load_stories(part)
    build = make_papers_page if make == PAPERS else MAKES[make]
    for number in range(pages):
        rng = random.Random(f"{make} {part} {seed} {number}")  # noqa: S311 - made pages, no secret
        yield build(rng, stories)
