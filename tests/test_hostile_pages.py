"""Pages meant to break the reader, and clean text that it must leave alone."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import PageError
from retrieval.issue import Issue
from retrieval.page import read_page
from tests.characters import assert_no_character_lost_or_made

HEAD = (
    "青河日报社 主办\n\n2025年3月4日 星期二\n\n我市农污治理获省优秀\n\n■记者 黄雨欣\n\n"
    "本报讯 近日,农村生活 污水处理设施绩效复核成 绩出炉,我市复核结果为优 秀。\n\n"
)

HOSTILE = {
    "one line of a megabyte": "市" * 1_000_000,
    "one line of a megabyte of sentences": "今天晴。明天阴," * 125_000,
    "a hundred thousand lines of one character": "市\n" * 100_000,
    "a hundred thousand blocks of one character": "市\n\n" * 100_000,
    "a hundred thousand characters parted by spaces": "市 " * 100_000,
    "all lines equal": "全市领导干部会议召开传达学习 " * 20_000,
    "all blocks equal": "全市领导干部会议召开传达学习\n\n" * 20_000,
    "one block of twenty thousand lines": " ".join(
        f"第{number}行文字在这一栏里排着" for number in range(20_000)
    ),
    "many headlines and no text": "全市领导干部会议召开\n\n■记者 荣怡婷\n\n" * 5_000,
    "many bylines": "■记者 荣怡婷 通讯员 姚心辉\n\n" * 5_000,
    "many dates": "2024年3月14日 星期四\n\n" * 5_000,
    "only punctuation": "。,、;:?!…—·" * 5_000,
    "only opening marks": "《“‘（【「" * 5_000,
    "only quotes": '"' * 50_000,
    "only quotes in lines": '" ' * 20_000,
    "only stray marks": "> " * 20_000,
    "only white space": " \t\n\r\u3000\x0b\x0c" * 5_000,
    "NUL and control characters": "".join(map(chr, range(32))) * 200,
    "NUL between the lines of a page": "本报讯 昨天上午\x00全市领\x00 导干部会议召开。\n",
    "lone surrogates": "本报讯 昨天\ud800上午 全市\udfff领导干部。\n",
    "private use and noncharacters": "\ue000\uffff\U0010ffff" * 1_000,
    "combining marks": "a" + "\u0301" * 50_000,
    "right-to-left marks": "\u202e本报讯 昨天上午 全市领导\u202c干部会议召开。\n",
    "emoji": "👨‍👩‍👧‍👦🎉" * 2_000,
    "digits": "0123456789" * 20_000,
    "spaced digits": "1 2 3 4 5 " * 10_000,
    "brackets for a regular expression": "((((" * 10_000 + "a" * 10_000 + "))))" * 10_000,
    "roles without names": "记者" * 20_000,
    "spaced names": "■记者 " + "王 强 " * 10_000,
    "Windows line ends": "本报讯 昨天上午,全市领 导干部会议召开。\r\n\r\n会议 传达精神。\r\n",
    "byte order mark": "\ufeff本报讯 昨天上午,全市领 导干部会议召开。\n",
}


def read_or_refuse(text: str) -> Issue | None:
    with contextlib.suppress(PageError):
        return read_page(text)
    return None


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_alone_is_read_without_loss_or_refused(text: str) -> None:
    issue = read_or_refuse(text)
    if issue is not None:
        assert_no_character_lost_or_made(issue, text)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_page_that_holds_a_hostile_text_is_read_without_loss(text: str) -> None:
    issue = read_page(HEAD + text)
    assert_no_character_lost_or_made(issue, HEAD + text)
    assert issue.articles[0].headline == "我市农污治理获省优秀"


TOKENS = [
    "本报讯 ",
    "■记者 荣怡婷",
    "■记 者 徐玉霞 通讯员 姚心辉",
    "■摄影 王 强",
    "（记者 张三）",
    "2024年3月14日",
    "2024年13月45日 星期八",
    "星期四",
    "农历甲辰年二月初五",
    "中共平湖市委 联办",
    "全市领导干部会议召开",
    "昨天上午,全市领 导干部会议召开。",
    "今天阴转多云。",
    "地址:东桥路88号",
    "未经授权,不得转载。",
    "……",
    "——",
    "\n",
    "\n\n",
    "\n\n",
    " ",
    "> ",
    '"',
    "'",
    "《",
    "》",
    "〔此处版面缺字〕",
    "\x00",
    "\ud800",
    "\u200b",
    "\r",
    "\u2028",
]
tokens = st.one_of(st.sampled_from(TOKENS), st.text(max_size=4))


@given(st.lists(tokens, max_size=60).map("".join))
def test_any_text_is_read_without_loss_or_refused(text: str) -> None:
    issue = read_or_refuse(text)
    if issue is not None:
        assert_no_character_lost_or_made(issue, text)


@given(st.lists(tokens, max_size=60).map("".join))
def test_any_text_on_a_page_leaves_the_page_readable(text: str) -> None:
    issue = read_page(HEAD + text)
    assert_no_character_lost_or_made(issue, HEAD + text)
