"""Dates in questions choose issues."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - the word of the glossary

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.archive import Archive
from retrieval.dates import dated_question
from retrieval.issue import Issue, Masthead

TODAY = Date(2024, 3, 16)  # a Saturday
ARCHIVE = Archive(
    Issue(Masthead("", date=date, lunar=lunar))
    for date, lunar in (
        (Date(2024, 3, 16), "农历甲辰年二月初七"),
        (Date(2024, 3, 15), "农历甲辰年二月初六"),
        (Date(2024, 3, 14), "农历甲辰年二月初五"),
        (Date(2024, 3, 8), "农历甲辰年正月廿八"),
        (Date(2024, 1, 15), "农历癸卯年十二月初五"),
        (Date(2023, 3, 14), "农历癸卯年二月廿三"),
    )
)


@pytest.mark.parametrize(
    ("question", "date", "rest"),
    [
        ("昨天的报纸天气怎么样?", Date(2024, 3, 15), "天气怎么样?"),
        ("前天谁开会了", Date(2024, 3, 14), "谁开会了"),
        ("上周五有什么新闻?", Date(2024, 3, 8), "有什么新闻?"),
        ("周五的报上有什么?", Date(2024, 3, 15), "有什么?"),
        ("3月14日那期的头条是什么?", Date(2024, 3, 14), "头条是什么?"),
        ("三月十四号的天气", Date(2024, 3, 14), "天气"),
        ("2023年3月14日的天气", Date(2023, 3, 14), "天气"),
        ("2024-03-14 天气", Date(2024, 3, 14), "天气"),
        ("二月初五的报纸说了什么?", Date(2024, 3, 14), "说了什么?"),
        ("农历正月二十八有什么报道", Date(2024, 3, 8), "有什么报道"),
        ("腊月初五的天气", Date(2024, 1, 15), "天气"),
        ("两天前", Date(2024, 3, 14), "两天前"),
        ("2天前的天气", Date(2024, 3, 14), "天气"),
        ("昨天", Date(2024, 3, 15), "昨天"),
    ],
)
def test_a_day_in_the_question_names_its_issue(question: str, date: Date, rest: str) -> None:
    found = dated_question(question, ARCHIVE, TODAY)
    assert found is not None
    assert (found.date, found.question) == (date, rest)


@pytest.mark.parametrize(
    "question",
    [
        "明天天气怎么样?",
        "3月18日去哪里?",
        "2月30日",
        "13月40日",
        "99月99号",
        "312个岗位",
        "",
        "月日",
    ],
)
def test_a_day_without_an_issue_names_none(question: str) -> None:
    assert dated_question(question, ARCHIVE, TODAY) is None


@given(
    st.text(
        alphabet=st.sampled_from("昨今前天上周星期一二三四五六日十月初廿正腊0123456789年号的-/")
    )
)
def test_no_question_breaks_it(question: str) -> None:
    found = dated_question(question, ARCHIVE, TODAY)
    assert found is None or found.date in ARCHIVE
