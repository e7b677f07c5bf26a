"""Balance: what is opened in a paragraph and not closed in it costs a path."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.page.balance import PENALTY, Balance


def weighed(*paragraphs: list[str]) -> float:
    """The penalty of paragraphs read in turn."""
    texts = [line for lines in paragraphs for line in lines]
    firsts = np.cumsum([0, *(len(lines) for lines in paragraphs)])[:-1]
    parts = np.zeros((len(texts), len(texts)), dtype=np.bool_)
    parts[:, firsts] = True
    return Balance(texts, parts).weigh(np.arange(len(texts)))


@pytest.mark.parametrize(
    ("paragraphs", "missing"),
    [
        ([["他说“今天", "不去”了。"]], 0),
        ([["他说“今天"], ["不去”了。"]], 2),
        ([['他说"今天', '不去"了。']], 0),
        ([['他说"今天'], ['不去"了。']], 2),
        ([["《问", "报》（第", "二版）。"]], 0),
        ([["报》《问"]], 2),
        ([["“““", "三个"]], 2),
        ([["没有引号。"], ["也没有。"]], 0),
    ],
)
def test_every_partner_that_is_missing_in_its_paragraph_costs(
    paragraphs: list[list[str]], missing: int
) -> None:
    assert weighed(*paragraphs) == -PENALTY * missing


@given(
    st.lists(st.lists(st.text('字“”《》（）"。', max_size=6), min_size=1, max_size=5), min_size=1)
)
def test_where_a_paragraph_is_broken_into_lines_makes_no_difference(
    paragraphs: list[list[str]],
) -> None:
    assert weighed(*paragraphs) == weighed(*(["".join(lines)] for lines in paragraphs))
