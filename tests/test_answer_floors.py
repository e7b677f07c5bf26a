from __future__ import annotations

import pytest

from retrieval.answer import Answerer
from retrieval.ranking import Weights, fitted_weights
from tests.answer_floors import (
    LISTS,
    MEASURES,
    digest_of_data,
    measure,
    measure_papers,
    paper_answerers,
    read_floors,
    shipped_answerer,
    too_low,
)


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return shipped_answerer()


def test_the_floors_were_measured_on_these_data() -> None:
    floors = read_floors()
    assert floors.digest == digest_of_data()
    asked = (*(path.stem for path in LISTS), "papers")
    assert set(floors.floors) == {f"{name}/{measure}" for name in asked for measure in MEASURES}


def test_answers_are_no_worse_than_their_floors(answerer: Answerer) -> None:
    assert too_low(measure(answerer), read_floors()) == []


def test_answers_from_other_papers_are_no_worse_than_their_floors() -> None:
    answerers = paper_answerers()
    assert too_low(measure_papers(answerers), read_floors()) == []
    fitted = fitted_weights()
    turned = Weights(fitted.sentence, tuple(-weight for weight in fitted.passage))
    for answerer in answerers.values():
        answerer._searcher.weights = turned
    assert too_low(measure_papers(answerers), read_floors())


@pytest.mark.parametrize("part", ["sentence", "passage"])
def test_a_broken_ranker_falls_through_the_floors(part: str) -> None:
    fitted = fitted_weights()
    turned = {"sentence": fitted.sentence, "passage": fitted.passage}
    turned[part] = tuple(-weight for weight in turned[part])
    broken = shipped_answerer()
    broken._searcher.weights = Weights(turned["sentence"], turned["passage"])
    assert too_low(measure(broken), read_floors())
