"""Never worse: text that is already clean stays as it is, on every run, read once or twice."""

from __future__ import annotations

from textwrap import wrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.issue import Issue, RepairKind
from retrieval.page import read_page
from tests.characters import bare
from tests.made_pages.typeset import Fount, break_lines

MASTHEAD = "青河日报社 主办\n\n2025年3月4日 星期二"
HEAD = "老街修好了\n\n■记者 黄雨欣"

ARTICLE = (
    (
        "本报讯 上周六清早,青河老街的石板路重新铺好,沿街三十多家店铺又开了门。卖豆腐的周阿姨第"
        "一个把招牌挂出来,她说,等了整整八个月,心里总算踏实了。"
    ),
    (
        "老街修缮去年七月动工,先挖开路面埋下雨水管和电缆,再把旧石板一块块照编号放回原处。工程队"
        '的老吴说,最难的不是铺路,是记住每一块石板原来在哪里。"六千多块,错一块都看得出来。"他'
        "说。"
    ),
    (
        "记者在街口看到,新装的路灯照着老样式打制,灯杆上刻着街名。社区还在空地上摆了长椅,下午三"
        "点以后,这里坐满了晒太阳的老人和放学的孩子。"
    ),
    ("据街道办介绍,二期工程今年九月开始,将修整沿河的四座旧码头,预计明年五月完工。"),
)
ENGLISH = tuple(
    """\
The old street was paved again on Saturday, and more than thirty shops opened.
Workers had numbered every stone before they dug, so that each could go back to its place.
A second stage begins in September. It will mend four landing places along the river.
""".splitlines()
)
TABLE = (
    "站名 首班 末班 票价",
    "老街口 6:00 21:30 2元",
    "旧码头 6:12 21:42 2元",
    "东门桥 6:20 21:50 3元",
    "青河站 6:35 22:05 4元",
)
CLEAN = {"an article": ARTICLE, "an English text": ENGLISH, "a table": TABLE}

SUBJECTS = (
    "老街的石板路",
    "青河新桥",
    "二期工程",
    "村里的老人",
    "卖豆腐的周阿姨",
    "社区食堂",
    "旧码头",
)
VERBS = (
    "上周开始修整",
    "今年要搬到河对岸",
    "已经准备好了",
    "还在等消息",
    "受到大家欢迎",
    "比去年多了三成",
)
ENDS = ("。", "。", "!", "?", ",大家都说好。", ',"等了八个月。"老吴说。')

sentences = st.builds(
    "{}{}{}".format, st.sampled_from(SUBJECTS), st.sampled_from(VERBS), st.sampled_from(ENDS)
)
made_paragraphs = st.lists(sentences, min_size=2, max_size=8).map("".join)
made_articles = st.lists(made_paragraphs, min_size=1, max_size=6)
founts = st.builds(
    Fount,
    half=st.just(value=True),
    straight=st.just(value=True),
    full_digits=st.just(value=False),
    whole_numbers=st.booleans(),
    hanging=st.booleans(),
    indent=st.sampled_from([0, 2]),
)


def page(*blocks: str) -> str:
    return "\n\n".join((MASTHEAD, HEAD, *blocks)) + "\n"


def body(issue: Issue) -> str:
    """All running text in the order of the reading, whatever became of its paragraphs."""
    (article,) = issue.articles
    return bare("".join(paragraph.printed for paragraph in article.paragraphs))


def assert_nothing_moved(issue: Issue) -> None:
    moved = [one for one in issue.repairs if one.kind in {RepairKind.MOVED, RepairKind.SPLIT}]
    assert moved == []


@pytest.mark.parametrize("blocks", CLEAN.values(), ids=CLEAN.keys())
def test_clean_text_keeps_its_order_whatever_it_is(blocks: tuple[str, ...]) -> None:
    issue = read_page(page(*blocks))
    assert_nothing_moved(issue)
    assert body(issue) == bare("".join(blocks))


@pytest.mark.parametrize("name", ["an article", "an English text"])
def test_a_clean_article_keeps_its_paragraphs_and_spaces(name: str) -> None:
    (article,) = read_page(page(*CLEAN[name])).articles
    assert [paragraph.text for paragraph in article.paragraphs] == list(CLEAN[name])


def test_an_english_text_broken_into_lines_gets_its_spaces_back() -> None:
    broken = [" ".join(wrap(paragraph, 34)) for paragraph in ENGLISH]
    (article,) = read_page(page(*broken)).articles
    assert [paragraph.text for paragraph in article.paragraphs] == list(ENGLISH)


@settings(max_examples=25)
@given(made_articles)
def test_whole_paragraphs_are_never_moved_or_split(blocks: list[str]) -> None:
    issue = read_page(page(*blocks))
    assert_nothing_moved(issue)
    assert body(issue) == bare("".join(blocks))


@settings(max_examples=25)
@given(made_articles, st.integers(12, 22), founts)
def test_the_same_text_gives_the_same_issue_on_every_run(
    blocks: list[str], width: int, fount: Fount
) -> None:
    lines = [" ".join(break_lines(block, width, fount)) for block in blocks]
    text = page(*lines[::-1])
    assert read_page(text) == read_page(text)
