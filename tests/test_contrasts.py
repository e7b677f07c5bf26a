from __future__ import annotations

import pytest

from retrieval.contrasts import contrast
from retrieval.passage import passage_of
from retrieval.search import Searcher

TEXT = "2号线首班车早上6点。二期总投资68亿元。今天白天最高气温17℃。去年卖了240只羊。"


def told(question: str, sentence: int) -> float:
    searcher = Searcher([passage_of(0, "", TEXT)])
    return contrast(searcher.query(question).shadow, searcher.read[0], sentence)


@pytest.mark.parametrize(
    ("other", "same", "sentence"),
    [
        ("1号线首班车几点", "2号线首班车几点", 0),
        ("一期总投资多少", "2期总投资多少", 1),
        ("后天最高气温多少", "今天最高气温多少", 2),
        ("今年卖了多少只羊", "去年卖了多少只羊", 3),
    ],
)
def test_what_is_told_of_another_of_its_kind_is_told_apart(
    other: str, same: str, sentence: int
) -> None:
    assert told(other, sentence) == 1.0
    assert told(same, sentence) == 0.0


def test_what_the_sentence_merely_lacks_counts_half() -> None:
    assert told("3号楼投资多少", 2) == 0.5
    assert told("投资多少", 2) == 0.0
