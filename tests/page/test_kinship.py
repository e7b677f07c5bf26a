"""Kinship of lines: lines of one story are nearer to each other than to strangers."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.page.kinship import find_kin
from retrieval.page.statistics import load_statistics

_LINES = [
    "滴水湖畔的候鸟今年来得早",
    "观鸟人王阿姨说,候鸟多了",
    "王阿姨每天清晨六点出门",
    "社区食堂推出了葱油拌面",
    "一碗葱油拌面只要八块钱",
]


def test_lines_that_share_rare_words_are_kin_and_strangers_are_not() -> None:
    kinship = find_kin(_LINES, load_statistics())
    strangers = kinship.kin[:3, 3:].max()
    assert min(kinship.kin[0, 1], kinship.kin[1, 2], kinship.kin[3, 4]) > 5 * strangers


def test_lines_with_kin_in_common_are_kin_though_they_share_next_to_nothing() -> None:
    kinship = find_kin(_LINES, load_statistics())
    assert kinship.shared[0, 2] < kinship.shared[0, 1] / 10
    assert kinship.kin[0, 2] > 5 * kinship.kin[0, 3]


def test_marks_digits_and_latin_letters_make_no_kin() -> None:
    assert not find_kin(["12,300元;ABC", "ABC12,300吨;"], load_statistics()).kin.any()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(alphabet="滴水湖畔葱油拌面A1,", max_size=20), min_size=1, max_size=8))
def test_kinship_of_any_lines_is_finite_symmetric_and_never_with_oneself(texts: list[str]) -> None:
    kinship = find_kin(texts, load_statistics())
    for matrix in (kinship.shared, kinship.kin):
        assert matrix.shape == (len(texts), len(texts))
        assert np.isfinite(matrix).all()
        assert (matrix >= 0).all()
        assert np.allclose(matrix, matrix.T)
        assert not np.diag(matrix).any()
