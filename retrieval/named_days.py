"""The days that a question names: 昨天, 上周五, 3月14日, 14号, 二月初五, 2024-03-14."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - the word of the glossary
from datetime import timedelta

from retrieval.lunar import lunar_days
from retrieval.text import fold

__all__ = ["MAX_LOOKED_AT", "NamedDay", "named_days"]

MAX_LOOKED_AT = 256
"""Characters of a question that are looked through."""

_WEEK = 7
_RECENT = 31
"""Days back within which 14日 without a month is looked for."""

_ONES = "〇一二三四五六七八九"
_ONE = "[一二三四五六七八九]"
_NUMBER = (
    r"(?:\d{1,2}|[一二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])"
)
_YEAR = r"(?P<year>(?:19|20)\d\d|[一二][〇零○一二三四五六七八九]{3})"
_LUNAR_MONTH = r"(?P<leap>闰)?(?P<lunar_month>正|十[一二]|[一二三四五六七八九十冬腊])月"
_LUNAR_DAY = rf"(?P<lunar_day>初(?:{_ONE}|十)|[二三]?十{_ONE}?|廿{_ONE}?|卅)"
_FOLLOWS_A_BARE_DAY = (
    r"(?=的|那天|当天|这天|那期|有|报|刊|登|头|要闻|新闻|天气|谁|什么|哪|[,，。?？!\s]|$)"
)

_PATTERNS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (
            "full",
            rf"(?<!\d){_YEAR}(?:年|[-/.])(?P<month>{_NUMBER})(?:月|[-/.])(?P<day>{_NUMBER})(?:日|号)?(?!\d)",
        ),
        (
            "lunar",
            rf"(?:农历|阴历|旧历)(?:[^\s\d，。]{{2}}年)?{_LUNAR_MONTH}{_LUNAR_DAY}(?![日号])",
        ),
        ("lunar", rf"{_LUNAR_MONTH}(?=初|廿|卅){_LUNAR_DAY}"),
        ("lunar", rf"(?P<leap>闰)?(?P<lunar_month>正|冬|腊)月{_LUNAR_DAY}(?![日号])"),
        ("month", rf"(?<![\d年第])(?P<month>{_NUMBER})月(?P<day>{_NUMBER})[日号](?!线)"),
        (
            "weekday",
            r"(?<![下每双单逢隔一两几])(?P<back>上+个?|[本这]个?)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])(?![天日次个])",
        ),
        ("weekend", r"(?P<back>上+个?|[本这]个?)周末"),
        (
            "week",
            r"(?<!日)(?P<back>上+个?|[本这]个?)(?:周|星期|礼拜)(?![一二三四五六日天末边围期转年身刊岁长知]|报(?!纸))",
        ),
        ("ago", rf"(?P<ago>{_NUMBER}|两)天前(?!后)"),
        ("relative", r"(?P<word>大前天|前天|前日|昨天|昨日|昨晚|昨夜|今天|今日|今早|今晚)"),
        (
            "day",
            rf"(?:^|(?<=[\s,，。、:看查找问的是在和与]))(?P<day>{_NUMBER})[日号]{_FOLLOWS_A_BARE_DAY}",
        ),
    )
)

_RELATIVE = {"今": 0, "昨": 1, "前": 2, "大": 3}


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A place in a question that names one day or several.

    Attributes:
        span: ``(start, end)`` in the question.
        days: Every day that may be meant, nearest to today first; several for a week or a
            weekend, or where the year is left open.
        all_meant: Whether all of `days` are meant together, as of a week, or one of them.
        loose: Whether it is counted from today (昨天, 周五), as the paper's own words are.
    """

    span: tuple[int, int]
    days: tuple[Date, ...]
    all_meant: bool = False
    loose: bool = False


def named_days(question: str, today: Date, dates: Collection[Date] = ()) -> tuple[NamedDay, ...]:
    """Every place in a question that names a day, in order; the later of two that overlap goes.

    Args:
        question: Any string; its first 256 characters are looked through.
        today: The reader's day.
        dates: Of the archive; they tell which year is meant where the question leaves it open.
    """
    shadow = fold(question[:MAX_LOOKED_AT])
    found: list[tuple[int, int, NamedDay]] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(shadow.text):
            start, end = match.span()
            if any(start < stop and first < end for first, stop, _ in found):
                continue
            days = _READERS[kind](match, today, dates)
            if days:
                wide, loose = kind in {"week", "weekend"}, kind in {"relative", "ago", "weekday"}
                named = NamedDay(shadow.back(start, end), days, all_meant=wide, loose=loose)
                found.append((start, end, named))
    return tuple(named for _, _, named in sorted(found, key=lambda entry: entry[0]))


def _full(match: re.Match[str], _today: Date, _dates: Collection[Date]) -> tuple[Date, ...]:
    year = match["year"]
    if not year.isdigit():
        year = "".join(str(max(_ONES.find(digit), 0)) for digit in year)
    return _valid((int(year),), _number(match["month"]), _number(match["day"]))


def _month(match: re.Match[str], today: Date, dates: Collection[Date]) -> tuple[Date, ...]:
    days = _valid(_years(today, dates), _number(match["month"]), _number(match["day"]))
    return _likeliest(days, today, dates)


def _lunar(match: re.Match[str], today: Date, dates: Collection[Date]) -> tuple[Date, ...]:
    month = {"正": 1, "冬": 11, "腊": 12}.get(match["lunar_month"]) or _number(match["lunar_month"])
    day = _number(match["lunar_day"].removeprefix("初"))
    years = _years(today, dates)
    days = lunar_days(years, month, day, leap=match["leap"] is not None)
    return _likeliest(days, today, dates)


def _day(match: re.Match[str], today: Date, dates: Collection[Date]) -> tuple[Date, ...]:
    number = _number(match["day"])
    anchors = (today, max(dates, default=today))
    back = (anchor - timedelta(days=ago) for anchor in anchors for ago in range(_RECENT + 1))
    days = tuple(dict.fromkeys(day for day in back if day.day == number))
    return tuple(sorted(days, key=lambda day: day not in dates))


def _weekday(match: re.Match[str], today: Date, _dates: Collection[Date]) -> tuple[Date, ...]:
    weekday = "一二三四五六日".index(match["weekday"].replace("天", "日"))
    back = match["back"]
    if not back:
        return (today - timedelta(days=(today.weekday() - weekday) % _WEEK),)
    day = _monday(today, back) + timedelta(days=weekday)
    return (day,) if day <= today else ()


def _weekend(match: re.Match[str], today: Date, _dates: Collection[Date]) -> tuple[Date, ...]:
    monday = _monday(today, match["back"])
    days = (monday + timedelta(days=6), monday + timedelta(days=5))
    return tuple(day for day in days if day <= today)


def _week(match: re.Match[str], today: Date, _dates: Collection[Date]) -> tuple[Date, ...]:
    monday = _monday(today, match["back"])
    days = (monday + timedelta(days=ahead) for ahead in reversed(range(_WEEK)))
    return tuple(day for day in days if day <= today)


def _relative(match: re.Match[str], today: Date, _dates: Collection[Date]) -> tuple[Date, ...]:
    return (today - timedelta(days=_RELATIVE[match["word"][0]]),)


def _ago(match: re.Match[str], today: Date, _dates: Collection[Date]) -> tuple[Date, ...]:
    ago = match["ago"]
    return (today - timedelta(days=2 if ago == "两" else _number(ago)),)


_READERS: dict[str, Callable[[re.Match[str], Date, Collection[Date]], tuple[Date, ...]]] = {
    "full": _full,
    "month": _month,
    "lunar": _lunar,
    "day": _day,
    "weekday": _weekday,
    "weekend": _weekend,
    "week": _week,
    "relative": _relative,
    "ago": _ago,
}


def _monday(today: Date, back: str) -> Date:
    return today - timedelta(days=today.weekday() + _WEEK * back.count("上"))


def _years(today: Date, dates: Collection[Date]) -> tuple[int, ...]:
    """Years in which a day without a year may lie; lunar years begin in the year before too."""
    years = {date.year for date in dates} | {today.year}
    return tuple(sorted(years | {year - 1 for year in years}))


def _likeliest(days: tuple[Date, ...], today: Date, dates: Collection[Date]) -> tuple[Date, ...]:
    """Days of the archive first, then those that are past, then the nearest."""
    return tuple(
        sorted(days, key=lambda day: (day not in dates, day > today, abs((today - day).days)))
    )


def _valid(years: tuple[int, ...], month: int, day: int) -> tuple[Date, ...]:
    return tuple(_dates_of(years, month, day))


def _dates_of(years: tuple[int, ...], month: int, day: int) -> Iterator[Date]:
    for year in years:
        try:
            yield Date(year, month, day)
        except ValueError:
            continue


def _number(written: str) -> int:
    """1 to 39 in digits or characters."""
    if written.isdigit():
        return int(written)
    written = written.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return _ONES.index(written)
    return (_ONES.index(tens) if tens else 1) * 10 + (_ONES.index(ones) if ones else 0)
