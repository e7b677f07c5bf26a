"""The masthead: what it says, and whether weekday and lunar date agree with the date."""

from __future__ import annotations

from datetime import date

import pytest

from retrieval.page.masthead import check_masthead, is_masthead, read_masthead


def test_names_date_weekday_and_lunar_date_are_read() -> None:
    masthead = read_masthead(
        (
            "嘉兴市新闻传媒中心 中共平湖市委 联办",
            "2024年3月14日 ◆ 星期四",
            "农历甲辰年二月初五",
        )
    )
    assert masthead.publishers == ("嘉兴市新闻传媒中心", "中共平湖市委")
    assert masthead.date == date(2024, 3, 14)
    assert (masthead.weekday, masthead.lunar) == ("星期四", "农历甲辰年二月初五")
    assert check_masthead(masthead) == ()


def test_a_wrong_weekday_and_a_wrong_lunar_date_are_warned_of() -> None:
    masthead = read_masthead(("2024年3月14日 星期五", "农历甲辰年二月初六"))
    warnings = check_masthead(masthead)
    assert len(warnings) == 2
    assert "星期四" in warnings[0]
    assert "二月初五" in warnings[1]


def test_a_page_without_a_date_is_warned_of() -> None:
    assert check_masthead(read_masthead(("平湖日报",))) == ("报头没有可识别的出版日期",)


@pytest.mark.parametrize(
    "row",
    [
        "第1234期 今日8版",
        "JIAXING",
        "星期四 2024年3月14日",
        "中共平湖市委主管主办",
        "读者来信 06版",
        "责任编辑 苗青",
    ],
)
def test_masthead_matter_is_known_by_its_form(row: str) -> None:
    assert is_masthead(row)


@pytest.mark.parametrize(
    "row",
    [
        "正月十五闹元宵",
        "全市领导干部会议召开",
        "出版界推出一批主题图书",
        "编辑同志：",
        "编辑回复",
        "相关报道 3版",
        "详见 3版",
    ],
)
def test_headlines_are_no_masthead_matter(row: str) -> None:
    assert not is_masthead(row)
