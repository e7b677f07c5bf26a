from __future__ import annotations

import pytest

from retrieval.passage import passage_of
from retrieval.search import Searcher
from retrieval.values import value_evidence
from retrieval.weighing import weigh

TEXT = "三号泊位总投资17.6亿元,岸线长386米。新校长是本地人。"


def told(question: str, sentence: int = 0) -> tuple[float, float, float, float]:
    searcher = Searcher([passage_of(0, "", TEXT)])
    return value_evidence(
        weigh(searcher.query(question), searcher.index), searcher.read[0], sentence
    )


def test_an_answer_stands_in_one_clause_with_what_is_asked() -> None:
    lacking, own, around, beside = told("三号泊位总投资多少钱")
    assert lacking == 0.0
    assert own == around == beside == pytest.approx(1.0)


def test_another_clause_has_less_of_the_question() -> None:
    assert told("三号泊位岸线有多长")[1] < told("三号泊位岸线有多长")[2]


def test_a_sentence_without_anything_that_could_be_the_answer_says_so() -> None:
    assert told("新校长今年几岁", 1) == (1.0, 0.0, 0.0, 0.0)
