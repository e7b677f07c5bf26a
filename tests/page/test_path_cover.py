"""Path cover: always one cycle through all places, and the best one where that can be checked."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retrieval.page.path_cover import (
    alternating_cycles,
    cover,
    extracted_successors,
    is_one_cycle,
)

seeds = st.integers(min_value=0, max_value=2**32 - 1)


@given(seeds, st.integers(min_value=2, max_value=40))
def test_the_cover_is_one_cycle_through_all_places(seed: int, size: int) -> None:
    odds = np.random.default_rng(seed).normal(size=(size, size)) * 4
    np.fill_diagonal(odds, -1e6)
    extracted = np.roll(np.arange(size), -1)
    assert is_one_cycle(cover(odds, extracted, sure=5.0))


@given(seeds)
def test_a_clear_order_is_found_whatever_the_extracted_one(seed: int) -> None:
    rng = np.random.default_rng(seed)
    order = rng.permutation(12)
    odds = np.full((12, 12), -5.0)
    odds[order, np.roll(order, -1)] = 5.0
    found = cover(odds, np.roll(np.arange(12), -1), sure=9.0)
    assert found[order].tolist() == np.roll(order, -1).tolist()


@given(seeds)
def test_every_group_of_changes_can_be_undone_by_itself(seed: int) -> None:
    rng = np.random.default_rng(seed)
    extracted = np.roll(np.arange(15), -1)
    found = rng.permutation(15)
    for group in alternating_cycles(found, extracted):
        undone = found.copy()
        undone[group] = extracted[group]
        assert sorted(undone.tolist()) == list(range(15))


def test_heads_stand_before_the_first_line_of_their_section() -> None:
    successors = extracted_successors(np.array([0, 3, 5]), 5)
    assert successors.tolist() == [1, 2, 6, 4, 7, 0, 3, 5]
