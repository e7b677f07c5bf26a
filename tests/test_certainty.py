from __future__ import annotations

import numpy as np
import pytest

from retrieval.certainty import (
    CERTAINTY_EVIDENCE,
    CertaintyModel,
    Tree,
    may_be_claimed,
    probability,
)
from retrieval.ranking import fitted_certainty
from tests.benchmarks.boosting import fit_trees

TREE = Tree(0, 0.5, (1, 0.5, -1.0, 1.0), (1, 2.0, 3.0, 4.0))


def test_a_tree_looks_at_one_thing_and_then_at_another() -> None:
    assert TREE.step((0.5, 0.5)) == -1.0
    assert TREE.step((0.5, 0.6)) == 1.0
    assert TREE.step((0.6, 2.0)) == 3.0
    assert TREE.step((0.6, 2.1)) == 4.0


def test_the_chance_is_the_logistic_of_all_steps() -> None:
    assert probability(CertaintyModel(0.0, ()), (0.0,)) == 0.5
    model = CertaintyModel(-3.0, (TREE, TREE))
    assert probability(model, (1.0, 0.0)) == pytest.approx(1 / (1 + np.exp(-3.0)))


def test_the_fitted_trees_count_by_the_evidence_there_is() -> None:
    model = fitted_certainty()
    assert model.trees
    assert all(
        at in range(len(CERTAINTY_EVIDENCE))
        for tree in model.trees
        for at in (tree.evidence, tree.low[0], tree.high[0])
    )


def test_boosting_learns_what_no_single_cut_tells() -> None:
    dice = np.random.default_rng(0)
    evidence = dice.random((400, 3))
    right = ((evidence[:, 0] > 0.5) ^ (evidence[:, 1] > 0.5)).astype(float)
    base, trees = fit_trees(evidence, right, np.ones(400))
    model = CertaintyModel(base, tuple(trees))
    told = [probability(model, row) > 0.5 for row in evidence.tolist()]
    assert np.mean(np.array(told) == (right > 0.5)) > 0.95


def evidence(**told: float) -> list[float]:
    return [told.get(name, 0.0) for name in CERTAINTY_EVIDENCE]


def test_nothing_is_claimed_of_a_person_or_place_that_the_paper_never_names() -> None:
    assert may_be_claimed(evidence(place_missing=1.0))
    assert not may_be_claimed(evidence(unknown_named=1.0))
    assert not may_be_claimed(evidence(place_missing=1.0, notice_elsewhere=1.0))


def test_no_telephone_number_is_claimed_of_a_paragraph_that_prints_none() -> None:
    assert may_be_claimed(evidence(asks_number=1.0, form_passage=1.0))
    assert not may_be_claimed(evidence(asks_number=1.0, contact_passage=1.0))
