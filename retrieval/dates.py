"""Dates in a question choose the issue that is asked: 昨天, 上周五, 3月14日, 二月初五."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - the word of the glossary
from datetime import timedelta

from retrieval.archive import Archive

__all__ = ["DatedQuestion", "dated_question"]

_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "两": 2,
}
_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_RELATIVE = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2, "前日": 2, "大前天": 3}
_WEEKDAYS = {character: value for value, character in enumerate("一二三四五六日")} | {"天": 6}
_TAIL = r"(?:的?(?:报纸|报上|那期|这期|那天|那一期|报)(?:上|里)?)?的?"

_FULL = re.compile(rf"(\d{{4}})\s*[年\-/.]\s*(\d{{1,2}})\s*[月\-/.]\s*(\d{{1,2}})\s*[日号]?{_TAIL}")
_MONTH_DAY = re.compile(rf"(?<![\d月])({_NUMBER})\s*月\s*({_NUMBER})\s*[日号]{_TAIL}")
_DAYS_AGO = re.compile(rf"({_NUMBER}|两)天前{_TAIL}")
_NEAR = re.compile(rf"(大前天|前[天日]|昨[天日]|今[天日]){_TAIL}")
_WEEKDAY = re.compile(rf"(上上|上|这|本)?个?(?:周|星期|礼拜)([一二三四五六日天])(?!期){_TAIL}")
_LUNAR = re.compile(
    rf"(?:农历)?([正一二三四五六七八九十冬腊]{{1,2}}月(?:初[一二三四五六七八九十]"
    rf"|(?:十|二十|廿)[一二三四五六七八九]|二十|三十|十)){_TAIL}"
)
_LUNAR_MONTHS = ({"一", "正"}, {"十一", "冬"}, {"十二", "腊"})
"""Months that have two names."""


@dataclass(frozen=True, slots=True)
class DatedQuestion:
    """A question that names the day of an issue.

    Attributes:
        date: Of the issue, which the archive has.
        question: The question without the words that name the day; as asked where nothing else
            would be left.
    """

    date: Date
    question: str


def dated_question(question: str, archive: Archive, today: Date) -> DatedQuestion | None:
    """The issue that a question names by its day.

    Args:
        question: As asked.
        archive: The issues that there are.
        today: The reader's date, for 昨天 and 上周五.

    Returns:
        The first day named of which the archive has an issue, or None. A day without a year means
        the latest such day that has an issue.
    """
    for span, dates in _mentions(question, archive, today):
        for date in dates:
            if date in archive:
                rest = (question[: span[0]] + question[span[1] :]).strip(" ,，、。:：")
                return DatedQuestion(date, rest if len(rest) > 1 else question)
    return None


def _mentions(
    question: str, archive: Archive, today: Date
) -> Iterator[tuple[tuple[int, int], tuple[Date, ...]]]:
    for found in _FULL.finditer(question):
        yield found.span(), _real(int(found[1]), int(found[2]), int(found[3]))
    for found in _MONTH_DAY.finditer(question):
        month, day = _number(found[1]), _number(found[2])
        years = range(today.year + 1, today.year - 100, -1)
        yield found.span(), tuple(date for year in years for date in _real(year, month, day))
    for found in _LUNAR.finditer(question):
        yield found.span(), _of_lunar(found[1], archive)
    for found in _DAYS_AGO.finditer(question):
        yield found.span(), (today - timedelta(days=_number(found[1])),)
    for found in _NEAR.finditer(question):
        yield found.span(), (today - timedelta(days=_RELATIVE[found[1]]),)
    for found in _WEEKDAY.finditer(question):
        yield found.span(), (_weekday(found[1] or "", _WEEKDAYS[found[2]], today),)


def _real(year: int, month: int, day: int) -> tuple[Date, ...]:
    try:
        return (Date(year, month, day),)
    except ValueError:
        return ()


def _number(text: str) -> int:
    """An Arabic or a Chinese number below a hundred."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS[text[-1]]
    return (_DIGITS[tens[-1]] if tens else 1) * 10 + (_DIGITS[ones[-1]] if ones else 0)


def _weekday(which: str, weekday: int, today: Date) -> Date:
    monday = today - timedelta(days=today.weekday())
    if which:
        return monday + timedelta(days=weekday, weeks=-which.count("上"))
    back = (today.weekday() - weekday) % 7
    return today - timedelta(days=back)


def _of_lunar(lunar: str, archive: Archive) -> tuple[Date, ...]:
    """Dates of the issues whose masthead prints this lunar day, newest first."""
    month, _, day = lunar.partition("月")
    months = next((names for names in _LUNAR_MONTHS if month in names), {month})
    wanted = {f"{name}月{day}".replace("廿", "二十") for name in months}
    return tuple(
        issue.date
        for issue in archive.issues
        if issue.date and any(_ends_with_day(issue.masthead.lunar, text) for text in wanted)
    )


def _ends_with_day(printed: str, wanted: str) -> bool:
    plain = printed.replace("廿", "二十").rstrip("日")
    before = plain.removesuffix(wanted)
    # 十二月初五 ends in 二月初五 and is another day.
    return before != plain and not before.endswith(("十", "闰"))
