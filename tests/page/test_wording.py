"""Wording: headlines are told from lines of running text by their words alone."""

from __future__ import annotations

import pytest

from retrieval.page.wording import SLOTS, find_slots, weigh_wording

HEADLINES = ("青河老街修缮工程顺利完工", "全市领导干部会议召开", "三项措施助力乡村振兴")
LINES = (
    "来的时候已经是下午三点多,他",
    "的石板路重新铺好,沿街三十多",
    "据介绍,这条老街一共有六千多",
)


def test_a_headline_weighs_more_than_a_line_of_a_paragraph() -> None:
    assert min(weigh_wording(HEADLINES)) > max(weigh_wording(LINES))


@pytest.mark.parametrize("text", ["", "a", "会", "一" * 500])
def test_any_text_has_a_bounded_weight(text: str) -> None:
    assert abs(weigh_wording([text])[0]) <= 2.0


def test_white_space_is_no_part_of_the_wording() -> None:
    assert find_slots("全市 会议").tolist() == find_slots("全市会议").tolist()
    assert all(0 <= slot < SLOTS for slot in find_slots("全市会议").tolist())
