"""Watched words: literal, but never across the words of the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.issue import Article, Byline, Issue, Masthead, Paragraph
from retrieval.watch import WatchedIssue


def issue_of(*texts: str) -> Issue:
    articles = tuple(Article("标题", (Paragraph(text),)) for text in texts)
    return Issue(Masthead(""), articles)


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("地铁", "本报讯 昨天，地铁三号线开通。"),
        ("地铁", "记者在地铁站看到"),
        ("大桥", "跨海大桥昨日合龙"),
        ("地鐵", "昨天地铁开通"),
        ("地铁", "昨天地鐵開通"),
        ("\uff23\uff22\uff21", "cba联赛开赛"),
        ("三支队伍", "抓好“三支队伍”建设"),
        ("顾嘉煌", "青年顾嘉煌回到家乡"),
        ("15分钟", "15分钟公共服务圈"),
        ("98.76%", "覆盖率达98.76%。"),
    ],
)
def test_a_word_that_is_meant_is_found(word: str, text: str) -> None:
    assert WatchedIssue(issue_of("别的内容", text)).articles(word) == (1,)


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("地铁", "出让土地铁路两侧"),
        ("华人", "中华人民共和国成立"),
        ("地铁", "昨天公交开通"),
        ("", "昨天地铁开通"),
        (" 　", "昨天 地铁　开通"),
    ],
)
def test_a_word_that_is_not_meant_is_not_found(word: str, text: str) -> None:
    assert WatchedIssue(issue_of(text)).articles(word) == ()


def test_headlines_subheads_and_bylines_are_looked_through() -> None:
    article = Article(
        "地铁开通",
        (Paragraph("本报讯。"),),
        subheads=("三号线今起试运行",),
        byline=Byline("■记者 徐玉霞", ("徐玉霞",)),
    )
    watched = WatchedIssue(Issue(Masthead(""), (article,)))
    assert [watched.articles(word) for word in ("地铁", "三号线", "徐玉霞")] == [(0,)] * 3


def test_marks_of_ours_are_no_words_of_the_paper() -> None:
    text = "走得踏实……〔此处版面缺字〕沉稳"
    paragraph = Paragraph(text, ((4, 4 + len("……〔此处版面缺字〕")),))
    watched = WatchedIssue(Issue(Masthead(""), (Article("标题", (paragraph,)),)))
    assert watched.articles("版面") == ()


@given(st.text(max_size=30), st.text(max_size=4))
def test_what_is_found_stands_there_after_folding(text: str, word: str) -> None:
    found = WatchedIssue(issue_of(text)).articles(word)
    assert found in {(), (0,)}
    if word.strip() and text == word.strip():
        assert found == (0,) or not word.strip().isprintable()
