"""Bylines: roles apart, names whole, and nothing else taken for one."""

from __future__ import annotations

import pytest

from retrieval.page.bylines import find_inline_byline, read_byline

READ = {
    "■记 者 徐玉霞 通讯员 姚心辉": (("徐玉霞",), ("姚心辉",), ()),
    "■摄影 王 强 夏晓蕾": ((), (), ("王强", "夏晓蕾")),
    "■通讯员 黎烨冬 曾 文": ((), ("黎烨冬", "曾文"), ()),
    "□记者/郑帆涛 邵 强 通讯员/陈大伟": (("郑帆涛", "邵强"), ("陈大伟",), ()),
    "本报记者徐玉霞通讯员姚心辉": (("徐玉霞",), ("姚心辉",), ()),
    "徐玉霞 文/图": (("徐玉霞",), (), ("徐玉霞",)),
    "文/徐玉霞 图/王强": (("徐玉霞",), (), ("王强",)),
    "（王 强 摄）": ((), (), ("王强",)),
    "记者 王强 摄": ((), (), ("王强",)),
}
NO_BYLINES = (
    "记者节特别报道",
    "记者手记",
    "记者从市农业农村局获悉,今年早稻已全部栽插完毕。",
    "全市领导干部会议召开",
    "",
)


@pytest.mark.parametrize("text", READ)
def test_every_role_gets_its_names(text: str) -> None:
    byline = read_byline(text)
    assert byline is not None
    assert (byline.reporters, byline.correspondents, byline.photographers) == READ[text]


@pytest.mark.parametrize("text", NO_BYLINES)
def test_what_only_mentions_a_reporter_is_no_byline(text: str) -> None:
    assert read_byline(text) is None


def test_a_byline_is_shown_as_printed_without_the_spaces_that_stretch_words() -> None:
    byline = read_byline("■记 者 居丹荔 王 强")
    assert byline is not None
    assert byline.text == "■记者 居丹荔 王强"


def test_a_byline_in_brackets_inside_the_text_is_found() -> None:
    byline = find_inline_byline("本报讯(记者 张三 通讯员 李小四)昨天上午,会议召开。")
    assert byline is not None
    assert (byline.reporters, byline.correspondents) == (("张三",), ("李小四",))
