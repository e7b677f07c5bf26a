"""Word evidence: pairs of lines that go on in each other, and pairs of strangers."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.page.statistics import Classes, classes_of, hash_strings
from retrieval.page.word_pairs import (
    BETWEEN,
    GAINS,
    PAIR,
    RARITY,
    WordPairs,
    load_word_pairs,
    split_hashes,
)

_LEVEL = 9


def _spelled(word: str) -> list[Classes]:
    return [np.array([c], dtype=np.uint64) for c in classes_of(word)]


def _tiny_table() -> WordPairs:
    """Five words, and one pair of them that is sought."""
    keys = {int(hash_strings(*_spelled(word))[0]) >> 32: 100 for word in ("红", "花", "绿", "叶")}
    keys[int(hash_strings(*_spelled("花朵"))[0]) >> 32] = 60
    words = np.array(sorted(keys), dtype=np.uint32)
    rarities = np.array([keys[int(key)] for key in words], dtype=np.uint8)
    bucket, cell = split_hashes(hash_strings(PAIR, *_spelled("红"), BETWEEN, *_spelled("花")), 3)
    pairs = np.zeros(3, dtype=np.uint64)
    pairs[int(bucket[0])] = np.uint64(int(cell[0]) | _LEVEL)
    return WordPairs({"words": words, "rarities": rarities, "pairs": pairs})


def test_a_word_has_its_probability_and_a_string_that_is_none_next_to_nothing() -> None:
    table = _tiny_table()
    assert table.word(*_spelled("花朵"))[0] == -60 * RARITY
    assert table.word(*_spelled("红花"))[0] < -1000
    assert -1000 < table.word(*_spelled("黑"))[0] < -10


def test_a_pair_has_its_gain_in_its_order_only() -> None:
    table = _tiny_table()
    assert table.gain(_spelled("红"), _spelled("花"))[0] == GAINS[_LEVEL]
    assert table.gain(_spelled("花"), _spelled("红"))[0] == GAINS[0]


def test_lines_whose_words_seek_each_other_or_make_one_word_score_higher_than_strangers() -> None:
    score = _tiny_table().score(["绿叶红", "花叶绿", "红红花", "朵绿绿"])
    assert score[0, 1] > score[0, 3] + 3
    assert score[2, 3] > score[2, 1] + 3


def test_the_shipped_table_finds_the_words_that_a_line_break_parts() -> None:
    lines = [
        "他们在院子里种了许多葡",
        "萄,秋天请邻居来尝",
        "老人每天早上到公园打太极",
        "拳,风雨无阻",
        "这条路已经修好,交通",
        "便利,去城里只要十分钟",
    ]
    score = load_word_pairs().score(lines)
    np.fill_diagonal(score, -np.inf)
    assert [int(score[at].argmax()) for at in (0, 2, 4)] == [1, 3, 5]
    assert [int(score[:, at].argmax()) for at in (1, 3, 5)] == [0, 2, 4]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=24), min_size=1, max_size=6))
def test_any_lines_have_finite_scores_that_do_not_hang_on_their_company(texts: list[str]) -> None:
    table = load_word_pairs()
    score = table.score(texts)
    assert score.shape == (len(texts), len(texts))
    assert np.isfinite(score).all()
    assert np.allclose(table.score([texts[0], texts[-1]])[0, 1], score[0, -1])
