"""The encoder: what it makes of a pair hangs on the pair alone, and a true next line stands out."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retrieval.page.encoder import SEEN, encode_lines, load_encoder, pack_weights
from retrieval.page.statistics import ALPHABET

COLUMN = (
    "县图书馆本周六上午举办亲子",
    "阅读活动,馆员将带领孩子们认",
    "识古籍修复的工具,并教大家用",
    "宣纸做一册小小的线装书。活动",
    "免费,家长可以在服务台报名。",
    "昨天凌晨,一场大雨过后,城南",
    "立交桥下积水超过半米,市政工",
    "人连夜抽水,早高峰前恢复了通",
    "行。交警提醒司机雨天减速慢行。",
)
TEXTS = st.lists(st.text(min_size=1, max_size=24), min_size=1, max_size=6)


def test_most_lines_find_their_next_line_among_all() -> None:
    scores = load_encoder().score(COLUMN)
    np.fill_diagonal(scores, -np.inf)
    inside = [at for at in range(len(COLUMN) - 1) if at != 4]
    right = [int(scores[at].argmax()) == at + 1 for at in inside]
    assert sum(right) >= len(inside) - 1


@given(TEXTS, TEXTS)
def test_a_pair_scores_the_same_in_whatever_company(texts: list[str], others: list[str]) -> None:
    encoder = load_encoder()
    together = encoder.score(texts, others)
    assert together.shape == (len(texts), len(others))
    alone = encoder.score(texts[:1], others[-1:])
    np.testing.assert_allclose(together[0, -1], alone[0, 0], rtol=1e-3, atol=1e-3)


def test_only_the_characters_at_the_edge_are_read() -> None:
    places = np.arange(ALPHABET, dtype=np.int32)
    ends, starts = encode_lines(["甲" * 5 + "乙" * SEEN, "丙"], places)
    assert set(ends[0]) == {ord("乙")}
    assert list(starts[0][-5:]) == [ord("甲")] * 5
    assert list(starts[1]) == [0] * (SEEN - 1) + [ord("丙")]


def test_packed_weights_lie_within_half_a_step() -> None:
    matrix = np.random.default_rng(0).normal(size=(20, 7)).astype(np.float32)
    vector = np.arange(3, dtype=np.float32)
    packed = pack_weights({"matrix": matrix, "vector": vector})
    unpacked = packed["matrix"].astype(np.float32) * packed["matrix_scale"]
    assert packed["matrix"].dtype == np.int8
    assert np.all(np.abs(unpacked - matrix) <= packed["matrix_scale"] * 0.501)
    np.testing.assert_array_equal(packed["vector"], vector)
