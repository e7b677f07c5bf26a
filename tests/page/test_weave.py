"""Weave: the plain order is likeliest, and a stray line is likelier one column's height away."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retrieval.page.weave import Extraction, Path, Weave


def put_out(order: list[int]) -> Weave:
    """One article of 48 lines, places 0 to 47, its head and the end."""
    plain = np.zeros(len(order), dtype=np.bool_)
    sections = np.array([0] * 48 + [0, 1])
    return Weave(Extraction(np.array(order), plain, plain, sections, 48))


def read(*strays: tuple[int, int]) -> Path:
    """The lines as numbered, but each stray one read after another."""
    lines = list(range(48))
    for line, after in strays:
        lines.remove(line)
        lines.insert(lines.index(after) + 1, line)
    return np.array([48, *lines, 49])


def extracted() -> Weave:
    return put_out([48, *range(48), 49])


def test_going_on_line_by_line_is_likelier_than_anything_else() -> None:
    plain = extracted().weigh(read())
    assert plain > extracted().weigh(read((20, 4)))
    assert plain > extracted().weigh(read((20, 4), (30, 9)))


def test_a_jump_that_repeats_an_earlier_one_is_likelier_than_another() -> None:
    weave = extracted()
    alike = weave.weigh(read((20, 4), (25, 9), (29, 13)))
    unlike = weave.weigh(read((20, 4), (25, 16), (29, 2)))
    assert alike > unlike + 2


def test_coming_back_to_where_it_left_off_is_likelier_than_going_elsewhere() -> None:
    there_and_back = put_out([48, 0, 1, 2, 30, 3, *range(4, 30), *range(31, 48), 49])
    and_elsewhere = put_out(
        [48, 0, 1, 2, 30, 12, *range(3, 12), *range(13, 30), *range(31, 48), 49]
    )
    assert there_and_back.weigh(read()) > and_elsewhere.weigh(read()) + 2


@given(st.permutations(list(range(48))))
def test_every_order_has_a_finite_chance_below_one(order: list[int]) -> None:
    chance = extracted().weigh(np.array([48, *order, 49]))
    assert np.isfinite(chance)
    assert chance < 0
