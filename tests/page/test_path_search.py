"""Path search: always a path through all places, the heads in order, and a clear order is found."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.page.path_search import search_path
from retrieval.page.weave import Extraction, Path, Weave

LINES, HEADS = 30, 3
seeds = st.integers(min_value=0, max_value=2**32 - 1)


def extraction(order: Path) -> Extraction:
    plain = np.zeros(len(order), dtype=np.bool_)
    sections = np.array([at // 15 for at in range(LINES)] + list(range(HEADS)))
    return Extraction(order, plain, plain, sections, LINES)


def true_path() -> Path:
    """Two articles of fifteen lines, each after its head, and the end."""
    return np.array([30, *range(15), 31, *range(15, 30), 32])


def clear_odds(path: Path) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    odds = np.full((len(path), len(path)), -4.0)
    odds[path[:-1], path[1:]] = 6.0
    odds[LINES:, LINES:] = -1e3
    return odds


@settings(deadline=None, max_examples=10)
@given(seeds)
def test_what_is_found_is_a_path_through_all_places_with_the_heads_in_order(seed: int) -> None:
    rng = np.random.default_rng(seed)
    odds = rng.normal(size=(33, 33)) * 6
    found = search_path(odds, Weave(extraction(true_path())), 0.5)
    assert sorted(found.tolist()) == list(range(33))
    assert [place for place in found if place >= LINES] == [30, 31, 32]
    assert (found[0], found[-1]) == (30, 32)


@settings(deadline=None, max_examples=15)
@given(seeds)
def test_runs_that_were_moved_come_back_where_the_joins_are_clear(seed: int) -> None:
    rng = np.random.default_rng(seed)
    put_out = true_path()
    for _ in range(3):
        first, size = int(rng.integers(1, 27)), int(rng.integers(1, 4))
        run = put_out[first : first + size]
        if (run < LINES).all():
            rest = np.delete(put_out, np.s_[first : first + size])
            to = int(rng.integers(1, len(rest)))
            put_out = np.concatenate((rest[:to], run, rest[to:]))
    found = search_path(clear_odds(true_path()), Weave(extraction(put_out)), 0.5)
    assert found.tolist() == true_path().tolist()


def test_where_nothing_speaks_for_a_change_the_extracted_order_stands() -> None:
    odds = np.zeros((33, 33))
    found = search_path(odds, Weave(extraction(true_path())), 0.5)
    assert found.tolist() == true_path().tolist()
