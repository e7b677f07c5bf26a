"""Bylines: roles apart, names whole, and nothing else taken for one."""

from __future__ import annotations

import random

import pytest

from retrieval.issue import Byline
from retrieval.page.bylines import (
    find_closing_names,
    find_inline_byline,
    find_torn_byline,
    read_byline,
    split_credit,
)
from tests.made_pages.furniture import MadeByline
from tests.made_pages.signatures import make_photo_signature, make_signature

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
    "▶央视记者 贾 鑫 汤 莲": (("贾鑫", "汤莲"), (), ()),
    "文/图 本报记者 陈晓": (("陈晓",), (), ("陈晓",)),
    "采写 记者 陈晓 摄影记者 李明": (("陈晓",), (), ("李明",)),
    "记者 文 红 通讯员 余图": (("文红",), ("余图",), ()),
    "新华社发（葛军蓉、甘 林 摄）": ((), (), ("葛军蓉", "甘林")),
    "新华社发（文 诺 摄）": ((), (), ("文诺",)),
    "★文 孔丽": (("孔丽",), (), ()),
    "■文 强": (("文强",), (), ()),
    "據新華社電": ((), (), ()),
    "記者 周詠心 實習生 何嘉 攝影 盧 強": (("周詠心", "何嘉"), (), ("盧強",)),
    "口述/魏长河 整理/本刊记者 莫言秋": (("魏长河", "莫言秋"), (), ()),
    "（宣传部供稿）": ((), (), ()),
    "（学生记者 顾念 程雨桐） （宣传部供稿）": (("顾念", "程雨桐"), (), ()),
    "据新华社电": ((), (), ()),
    "本报综合": ((), (), ()),
}
NO_BYLINES = (
    "记者节特别报道",
    "记者手记",
    "记者从市农业农村局获悉,今年早稻已全部栽插完毕。",
    "全市领导干部会议召开",
    "综合执法新风扑面",
    "记者：下一步呢？",
    "记者：谢谢您的来信。",
    "编辑同志：",
    "据。",
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


def test_names_alone_in_brackets_sign_a_report_at_its_end() -> None:
    byline = find_closing_names("比计划提前五天完成。（罗新华 陈 静）")
    assert byline is not None
    assert byline.reporters == ("罗新华", "陈静")
    assert find_closing_names("全长六公里（含桥梁）。") is None
    assert find_closing_names("他去了北京。（见图）") is None


def test_a_byline_torn_by_weaving_is_put_together_where_only_one_line_fits() -> None:
    rows = [
        "本报讯（记者 龚兰波 通讯员 高伟 不畏生死、英勇杀敌，取得了",
        "佳）陆军某旅是一支英雄连队。",
    ]
    byline = find_torn_byline(rows)
    assert byline is not None
    assert (byline.reporters, byline.correspondents) == (("龚兰波",), ("高伟佳",))


def names(byline: Byline | MadeByline) -> tuple[tuple[str, ...], ...]:
    return byline.reporters, byline.correspondents, byline.photographers


def test_signatures_in_the_ways_of_many_papers_are_read() -> None:
    rng = random.Random(8)  # noqa: S311 - made signatures, no secret
    wrong = []
    for _ in range(500):
        place = rng.choice(("line", "opening", "closing", "under", "agency", "source"))
        signature = make_signature(rng, rng.choice(("■", "□", "▶", "")), place)
        printed = "".join(signature.over + signature.under)
        text = f"{signature.dateline}昨天上午,会议召开。{signature.closing}"
        read = read_byline(printed) if printed else find_inline_byline(text)
        read = read or find_closing_names(text)
        if names(read or Byline()) != names(signature.byline):
            wrong.append((printed or text, read))
    assert wrong == []


def test_credits_in_the_ways_of_many_papers_are_read() -> None:
    rng = random.Random(8)  # noqa: S311 - made signatures, no secret
    for _ in range(200):
        signature = make_photo_signature(rng, rng.choice(("■", "")))
        parted = split_credit(f"昨天上午,会议召开。{signature.closing}")
        read = parted[1] if parted else read_byline("".join(signature.under))
        assert read is not None
        assert read.photographers == signature.byline.photographers
