"""Path search: always a path through all places, the heads in order, and a clear order is found."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.page.balance import Balance
from retrieval.page.path_search import Nearby, Score, search_path
from retrieval.page.statistics import Floats
from retrieval.page.weave import Extraction, Path, Weave

LINES, HEADS = 30, 3
seeds = st.integers(min_value=0, max_value=2**32 - 1)


def extraction(order: Path) -> Extraction:
    plain = np.zeros(len(order), dtype=np.bool_)
    sections = np.array([at // 15 for at in range(LINES)] + list(range(HEADS)))
    return Extraction(order, plain, plain, sections, LINES)


def score_of(odds: Floats, put_out: Path, texts: list[str] | None = None) -> Score:
    parts = np.zeros(odds.shape, dtype=np.bool_)
    parts[LINES:] = parts[:, LINES:] = True
    balance = Balance(texts or [""] * LINES, parts)
    return Score(odds, Weave(extraction(put_out)), balance, 0.5)


def true_path() -> Path:
    """Two articles of fifteen lines, each after its head, and the end."""
    return np.array([30, *range(15), 31, *range(15, 30), 32])


def clear_odds(path: Path) -> Floats:
    odds = np.full((len(path), len(path)), -4.0)
    odds[path[:-1], path[1:]] = 6.0
    odds[LINES:, LINES:] = -1e3
    return odds


@settings(deadline=None, max_examples=6)
@given(seeds)
def test_what_is_found_is_a_path_through_all_places_with_the_heads_in_order(seed: int) -> None:
    rng = np.random.default_rng(seed)
    odds = rng.normal(size=(33, 33)) * 6
    found = search_path(score_of(odds, true_path())).path
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
    found = search_path(score_of(clear_odds(true_path()), put_out)).path
    assert found.tolist() == true_path().tolist()


def test_where_nothing_speaks_for_a_change_the_extracted_order_stands() -> None:
    odds = np.zeros((33, 33))
    found = search_path(score_of(odds, true_path())).path
    assert found.tolist() == true_path().tolist()


def test_of_two_readings_alike_the_one_that_closes_its_quotations_wins() -> None:
    put_out = true_path()
    put_out[[5, 22]] = put_out[[22, 5]]
    odds = clear_odds(true_path())
    as_put_out = [(3, 20), (20, 5), (19, 4), (4, 21)]
    for first, second in as_put_out:
        odds[first, second] = 6.0
    texts = [""] * LINES
    assert search_path(score_of(odds, put_out, texts)).path.tolist() == put_out.tolist()
    texts[2], texts[4], texts[18], texts[20] = "“《问", "答》”", "（《书", "名》）"
    for first, second in as_put_out:
        odds[first, second] = 3.0
    plain = search_path(score_of(odds, put_out, [""] * LINES))
    assert plain.path.tolist() == put_out.tolist()
    assert search_path(score_of(odds, put_out, texts)).path.tolist() == true_path().tolist()


def test_a_join_is_in_doubt_where_another_path_is_as_good() -> None:
    odds = clear_odds(true_path())
    odds[8, 10] = odds[10, 9] = odds[9, 11] = 12.0
    doubts = Nearby(score_of(odds, true_path()), true_path()).weigh_doubts()
    assert doubts[[10, 11, 12]].min() > doubts[20:30].max()
