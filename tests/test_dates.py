"""Dates in questions: what day is named, and which issue is therefore asked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.archive import Archive
from retrieval.dates import (
    DatedQuestion,
    absent_day,
    choose_days,
    dated_question,
    missing_day,
)
from retrieval.issue import Issue, Masthead
from retrieval.lunar import lunar_days
from retrieval.named_days import named_days

TODAY = date(2024, 3, 14)  # a Thursday
ARCHIVE = (
    date(2024, 3, 14),
    date(2024, 3, 13),
    date(2024, 3, 11),
    date(2024, 3, 8),
    date(2024, 2, 14),
    date(2023, 3, 14),
)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("昨天有什么新闻", "2024-03-13"),
        ("昨日头条", "2024-03-13"),
        ("前天的报纸", "2024-03-12"),
        ("大前天的报纸", "2024-03-11"),
        ("今天的要闻", "2024-03-14"),
        ("上周五的报纸", "2024-03-08"),
        ("上週五的報紙", "2024-03-08"),
        ("上个星期五的报纸", "2024-03-08"),
        ("上上周五的报纸", "2024-03-01"),
        ("本周一的报纸", "2024-03-11"),
        ("这周一的报纸", "2024-03-11"),
        ("礼拜三的报纸", "2024-03-13"),
        ("周四的报纸", "2024-03-14"),
        ("星期天的报纸", "2024-03-10"),
        ("3月14日的报纸", "2024-03-14"),
        ("3月14号谁主持会议", "2024-03-14"),
        ("３月１４日的报纸", "2024-03-14"),
        ("三月十四日的报纸", "2024-03-14"),
        ("2024年3月13日的报纸", "2024-03-13"),
        ("二〇二四年三月十三日的报纸", "2024-03-13"),
        ("2024-03-13有什么新闻", "2024-03-13"),
        ("2024/3/13 头版", "2024-03-13"),
        ("2024.3.13的头条", "2024-03-13"),
        ("2月14日的报纸", "2024-02-14"),
        ("2023年3月14日的报纸", "2023-03-14"),
        ("13号的报纸", "2024-03-13"),
        ("十三日有什么新闻", "2024-03-13"),
        ("二月初五的报纸", "2024-03-14"),
        ("农历二月初四的报纸", "2024-03-13"),
        ("農曆二月初四的報紙", "2024-03-13"),
        ("农历甲辰年二月初五的报纸", "2024-03-14"),
        ("正月初五的报纸", "2024-02-14"),
        ("腊月廿三的报纸", "2024-02-02"),
        ("闰二月初五的报纸", "2023-03-26"),
        ("5月1日的报纸", "2023-05-01"),
    ],
)
def test_a_named_day_is_understood(question: str, named: str) -> None:
    (found,) = named_days(question, TODAY, ARCHIVE)
    assert found.days[0] == day(named)


@pytest.mark.parametrize(
    "question",
    [
        "",
        "2021年的产值是多少",
        "3月的天气",
        "14号线什么时候开通",
        "3号楼的住户",
        "第14号文件",
        "13日内办结吗",
        "下周五有什么活动",
        "每周五有什么活动",
        "一周五天营业吗",
        "明天天气怎么样",
        "2月30日的报纸",
        "13月1日的报纸",
        "十五分钟公共服务圈",
        "三支队伍",
        "二月三十的报纸",
        "本周日有雨吗",
        "周边有什么",
        "海角七号的主题曲",
        "哪部漫画在日本周刊上连载",
        "15:30开会",
        "110号",
        "比上年增长3.14",
    ],
)
def test_what_names_no_past_day_is_let_alone(question: str) -> None:
    assert named_days(question, TODAY, ARCHIVE) == ()
    assert choose_days(question, TODAY, ARCHIVE).dates == ()
    assert choose_days(question, TODAY, ARCHIVE).rest == question


@pytest.mark.parametrize(
    ("question", "dates", "rest"),
    [
        ("昨天有什么新闻", ["2024-03-13"], "有什么新闻"),
        ("上周五的报纸头条是什么", ["2024-03-08"], "头条是什么"),
        ("3月13日，谁主持了会议？", ["2024-03-13"], "谁主持了会议？"),
        ("二月初四的头条", ["2024-03-13"], "头条"),
        ("3月14日和3月13日的头条", ["2024-03-14", "2024-03-13"], "和头条"),
        ("3月13日到底谁主持会议", ["2024-03-13"], "到底谁主持会议"),
        ("3月13日前往省城的是谁", ["2024-03-13"], "前往省城的是谁"),
        ("上周有什么新闻", ["2024-03-08"], "有什么新闻"),
        ("本周的要闻", ["2024-03-14", "2024-03-13", "2024-03-11"], "要闻"),
        ("今天的报纸说昨天开了什么会", ["2024-03-14"], "说昨天开了什么会"),
    ],
)
def test_a_day_with_an_issue_chooses_it(question: str, dates: list[str], rest: str) -> None:
    choice = choose_days(question, TODAY, ARCHIVE)
    assert choice.dates == tuple(map(day, dates))
    assert choice.firm
    assert choice.rest == rest
    assert choice.missing == ()


@pytest.mark.parametrize(
    "question",
    [
        "3月13日起哪些路段封闭",
        "截至3月13日有多少人",
        "3月13日至16日的活动",
        "3月11日到3月13日的活动",
        "从3月13日开始施行的是什么",
        "2024年3月13日前完成了什么",
        "周一至周三营业吗",
        "生于2024年3月13日的是谁",
    ],
)
def test_a_day_that_is_part_of_the_matter_chooses_nothing(question: str) -> None:
    choice = choose_days(question, TODAY, ARCHIVE)
    assert choice.dates == ()
    assert choice.missing == ()
    assert choice.rest == question


def test_yesterdays_event_is_looked_for_in_the_newest_issue_where_yesterday_has_none() -> None:
    choice = choose_days("昨天的领导干部会议是谁主持的", date(2026, 11, 23), ARCHIVE)
    assert choice.dates == ()
    assert choice.missing == ()
    assert choice.rest == "昨天的领导干部会议是谁主持的"


def test_yesterdays_event_chooses_yesterdays_issue_but_not_firmly() -> None:
    choice = choose_days("昨天的领导干部会议是谁主持的", TODAY, ARCHIVE)
    assert choice.dates == (day("2024-03-13"),)
    assert not choice.firm


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("3月12日的报纸有什么", "2024-03-12"),
        ("前天的头条是什么", "2024-03-12"),
        ("3月12日", "2024-03-12"),
        ("上周一的那期", "2024-03-04"),
    ],
)
def test_a_paper_that_is_asked_for_and_not_there_is_missing(question: str, missing: str) -> None:
    choice = choose_days(question, TODAY, ARCHIVE)
    assert choice.dates == ()
    assert choice.missing == (day(missing),)
    assert not choice.firm


def test_a_day_in_the_matter_without_an_issue_is_not_missing() -> None:
    choice = choose_days("3月12日的植树活动在哪里", TODAY, ARCHIVE)
    assert (choice.dates, choice.missing) == ((), ())


def test_an_old_archive_is_asked_by_day_and_month_whatever_the_year() -> None:
    later = date(2026, 11, 23)
    for question in ("3月14日的报纸", "14号的报纸", "二月初五的报纸"):
        assert choose_days(question, later, ARCHIVE).dates == (day("2024-03-14"),), question


def test_a_lunar_day_that_a_month_has_not_is_no_day() -> None:
    assert lunar_days([2024], 1, 30) == ()
    assert lunar_days([2024], 2, 30) == (day("2024-04-08"),)
    assert lunar_days([2024], 2, 5, leap=True) == ()
    assert lunar_days([2024], 13, 1) == ()
    assert lunar_days([2023, 2024], 2, 5) == (day("2023-02-24"), day("2024-03-14"))


todays = st.dates(date(1990, 1, 1), date(2060, 12, 31))
words = st.sampled_from(
    [
        "昨天",
        "上周五",
        "3月14日",
        "2024年3月14日",
        "14号",
        "二月初五",
        "的",
        "报纸",
        "起",
        "头条",
        "有",
        "会议",
    ]
    + ["，", " ", "谁", "周末", "上周", "2021年", "今天", "闰", "十", "月", "日"]
)
questions = st.one_of(st.text(max_size=40), st.lists(words, max_size=8).map("".join))
archives = st.sets(st.dates(date(2022, 1, 1), date(2025, 1, 1)), max_size=6)


LATER = date(2024, 3, 16)  # a Saturday
ISSUES = Archive(
    Issue(Masthead("", date=day(text)))
    for text in ("2024-03-16", "2024-03-15", *map(str, ARCHIVE), "2024-01-15")
)


@pytest.mark.parametrize(
    ("question", "named", "rest"),
    [
        ("昨天的报纸天气怎么样?", "2024-03-15", "天气怎么样?"),
        ("前天谁开会了", "2024-03-14", "谁开会了"),
        ("周五的报上有什么?", "2024-03-15", "有什么?"),
        ("3月14日那期的头条是什么?", "2024-03-14", "头条是什么?"),
        ("三月十四号的天气", "2024-03-14", "天气"),
        ("2023年3月14日的天气", "2023-03-14", "天气"),
        ("2024-03-14 天气", "2024-03-14", "天气"),
        ("农历正月二十八有什么报道", "2024-03-08", "有什么报道"),
        ("腊月初五的天气", "2024-01-15", "天气"),
        ("两天前", "2024-03-14", "两天前"),
        ("2天前的天气", "2024-03-14", "天气"),
        ("昨天", "2024-03-15", "昨天"),
    ],
)
def test_a_dated_question_is_asked_of_its_issue(question: str, named: str, rest: str) -> None:
    found = dated_question(question, ISSUES, LATER)
    assert found is not None
    assert (found.date, found.question) == (day(named), rest)


def test_a_dated_question_tells_whether_another_issue_can_be_meant() -> None:
    firm = dated_question("3月14日谁主持会议", ISSUES, LATER)
    assert firm == DatedQuestion(day("2024-03-14"), "谁主持会议", firm=True)
    loose = dated_question("昨天的会议是谁主持的", ISSUES, LATER)
    assert loose == DatedQuestion(day("2024-03-15"), "会议是谁主持的", firm=False)


def test_a_day_without_a_paper_is_told_where_its_paper_is_asked_for() -> None:
    assert missing_day("3月12日的报纸有什么", ISSUES, LATER) == day("2024-03-12")
    assert missing_day("3月12日植树了吗", ISSUES, LATER) is None
    assert missing_day("3月14日的报纸有什么", ISSUES, LATER) is None


@pytest.mark.parametrize(
    ("question", "shown", "absent"),
    [
        ("3月12日的天气", "今天晴。", "2024-03-12"),
        ("3月12日的报纸有什么", "3月12日,记者从市治水办获悉。", "2024-03-12"),
        ("3月12日谁植树了", "3月12日,市领导植树。", None),
        ("3月13日谁植树了", "昨天,市领导植树。", None),
        ("3月14日的天气", "今天晴。", None),
        ("3月12日起哪条路封闭", "今天起,东湖路封闭。", None),
        ("昨天的天气", "今天晴。", None),
        ("4月20日的招聘会在哪里", "招聘会在体育馆举行。", None),
        ("什么时候植树", "今天。", None),
    ],
)
def test_a_day_that_no_paper_and_no_excerpt_speaks_of_is_told(
    question: str, shown: str, absent: str | None
) -> None:
    found = absent_day(question, ISSUES, LATER, shown, day("2024-03-14"))
    assert found == (day(absent) if absent else None)


@pytest.mark.parametrize(
    "question", ["明天天气怎么样?", "3月18日去哪里?", "99月99号", "312个岗位", "", "月日"]
)
def test_a_question_without_a_day_of_the_archive_is_not_dated(question: str) -> None:
    assert dated_question(question, ISSUES, LATER) is None


@given(questions, todays, archives)
def test_whatever_is_asked_the_choice_holds_together(
    question: str, today: date, archive: set[date]
) -> None:
    choice = choose_days(question, today, archive)
    assert set(choice.dates) <= archive
    assert not set(choice.missing) & archive
    assert len(set(choice.dates)) == len(choice.dates)
    assert not choice.firm or choice.dates
    assert list(choice.spans) == sorted(choice.spans)
    assert bool(choice.spans) == bool(choice.dates or choice.missing)
    ends = 0
    for start, end in choice.spans:
        assert ends <= start < end <= len(question)
        ends = end
    assert choice == choose_days(question, today, archive)
    if not choice.spans:
        assert choice.rest == question
    assert len(choice.rest) <= len(question)


@given(todays, st.integers(0, 3))
def test_relative_words_count_back_from_today(today: date, ago: int) -> None:
    word = ("今天", "昨天", "前天", "大前天")[ago]
    (named,) = named_days(f"{word}的报纸", today)
    assert named.days == (today - timedelta(days=ago),)


@given(todays, st.dates(date(1990, 1, 1), date(2060, 12, 31)))
def test_a_full_date_means_itself_however_it_is_written(today: date, named: date) -> None:
    for written in (
        named.isoformat(),
        f"{named.year}年{named.month}月{named.day}日",
        f"{named.year}/{named.month}/{named.day}",
    ):
        (found,) = named_days(f"{written}的报纸", today)
        assert found.days == (named,)
        assert found.span == (0, len(written))


@given(todays, st.integers(1, 12), st.integers(1, 28))
def test_a_day_of_a_year_left_open_is_the_last_that_is_past(
    today: date, month: int, number: int
) -> None:
    (found,) = named_days(f"{month}月{number}日的报纸", today)
    assert found.days[0] <= today
    assert (today - found.days[0]).days <= 366
