"""Dates in a question: which issue does the reader mean?

A question names days for two reasons. "3月14日的头条是什么" means the paper of that day; "3月18日起
哪些路段封闭" asks about a day that the paper speaks of. So a day chooses an issue only where the
archive has that issue and the wording does not make the day part of the matter (起, 前, 截至 and
the like). Where the wording is about the paper itself (那天的报纸), a day without an issue is told
as missing. Words such as 昨天 stand in the paper as well: they choose an issue, but not firmly.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - the word of the glossary
from datetime import timedelta

from retrieval.lunar import lunar_days
from retrieval.text import fold

__all__ = ["DayChoice", "NamedDay", "choose_days", "named_days"]

_AT_MOST = 256
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
            r"(?<!日)(?P<back>上+个?|[本这]个?)(?:周|星期|礼拜)"
            r"(?![一二三四五六日天末边围期转年身刊岁长知]|报(?!纸))",
        ),
        ("relative", r"(?P<word>大前天|前天|前日|昨天|昨日|昨晚|昨夜|今天|今日|今早|今晚)"),
        (
            "day",
            rf"(?:^|(?<=[\s,，。、:看查找问的是在和与]))(?P<day>{_NUMBER})[日号]{_FOLLOWS_A_BARE_DAY}",
        ),
    )
)

_RELATIVE = {"今": 0, "昨": 1, "前": 2, "大": 3}
_MATTER_AFTER = re.compile(
    r"\s*(?:起(?![草飞诉火来])|开始|之?前(?![往来去线方])|以前|之?后(?![续来勤])|以后|至|到(?!底)|截?止|为止|出生|施行|实施|生效|[—~～\-－](?=\s*[\d一二三四五六七八九十]))"
)
_MATTER_BEFORE = re.compile(r"(?:截至|截止|自从?|从|至|到|于|生于|[—~～－])\s*$")
_PAPER_AFTER = re.compile(
    r"\s*(?:那天|那日|当天|当日|这天)?的?\s*(?:(?:那|这|该)(?:一)?(?:期|份|张)|报纸?|日报|晚报|新闻(?!发布)|要闻|头条|头版|版面|《)"
)
_PAPER = re.compile(
    r"报纸|这份报|那份报|头条|头版|要闻|版面|刊登|刊发|登了|见报|哪些新闻|什么新闻|(?:那|这)(?:一)?期"
)
_AND = re.compile(r"\s*[和与及跟或、,，]+\s*")
_LEFT_OVER = re.compile(r"^(?:那天|那日|当天|当日|这天)?的?[，,、:：\s]*")
_BARE = re.compile(r"[\s，,。.?？!！的呢吗]*")


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


@dataclass(frozen=True, slots=True)
class DayChoice:
    """Which issues a question is to be asked of.

    Attributes:
        dates: Issues that the archive has, in the order of the question, the days of a week newest
            first; empty where the question names none, and the newest issue is meant.
        missing: Days whose paper is asked for and not in the archive.
        spans: ``(start, end)`` in the question of the words that chose, ascending.
        firm: Whether the words can mean nothing else. Where not, the newest issue may know better,
            and the surer of the two answers should be shown.
        rest: The question without those words, for the search.
    """

    dates: tuple[Date, ...]
    missing: tuple[Date, ...]
    spans: tuple[tuple[int, int], ...]
    firm: bool
    rest: str


def named_days(question: str, today: Date, dates: Collection[Date] = ()) -> tuple[NamedDay, ...]:
    """Every place in a question that names a day, in order; the later of two that overlap goes.

    Args:
        question: Any string; its first 256 characters are looked through.
        today: The reader's day.
        dates: Of the archive; they tell which year is meant where the question leaves it open.
    """
    shadow = fold(question[:_AT_MOST])
    found: list[tuple[int, int, NamedDay]] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(shadow.text):
            start, end = match.span()
            if any(start < stop and first < end for first, stop, _ in found):
                continue
            days = _READERS[kind](match, today, dates)
            if days:
                wide, loose = kind in {"week", "weekend"}, kind in {"relative", "weekday"}
                named = NamedDay(shadow.back(start, end), days, all_meant=wide, loose=loose)
                found.append((start, end, named))
    return tuple(named for _, _, named in sorted(found, key=lambda entry: entry[0]))


def choose_days(question: str, today: Date, dates: Collection[Date]) -> DayChoice:
    """Which issues a question is to be asked of.

    Args:
        question: Any string.
        today: The reader's day.
        dates: Of the archive, those with a date.
    """
    wording = question[:_AT_MOST]
    found = named_days(question, today, dates)
    named = _papers_days(wording, found)
    if not named:
        named = [day for day in found if not _of_matter(wording, day)]
    chosen: dict[Date, None] = {}
    missing: dict[Date, None] = {}
    spans = []
    asks_for_paper = bool(_PAPER.search(fold(wording).text)) or _is_bare(wording, named)
    for day in named:
        there = [date for date in day.days if date in dates]
        if there:
            chosen.update(dict.fromkeys(there if day.all_meant else there[:1]))
            spans.append(day.span)
        elif asks_for_paper or _of_paper(wording, day):
            missing.update(dict.fromkeys(day.days if day.all_meant else day.days[:1]))
            spans.append(day.span)
    firm = bool(chosen) and all(
        not day.loose or asks_for_paper or _of_paper(wording, day) for day in named
    )
    return DayChoice(tuple(chosen), tuple(missing), tuple(spans), firm, _without(question, spans))


def _papers_days(wording: str, found: tuple[NamedDay, ...]) -> list[NamedDay]:
    """Days whose paper is spoken of: 3月14日的报纸, and both of 13日和14日的报纸."""
    days: list[NamedDay] = []
    for named in reversed(found):
        joined = days and _AND.fullmatch(wording[named.span[1] : days[0].span[0]])
        if joined or _of_paper(wording, named):
            days.insert(0, named)
    return days


def _of_paper(wording: str, named: NamedDay) -> bool:
    return _PAPER_AFTER.match(fold(wording[named.span[1] :]).text) is not None


def _of_matter(wording: str, named: NamedDay) -> bool:
    start, end = named.span
    return (
        _MATTER_AFTER.match(fold(wording[end:]).text) is not None
        or _MATTER_BEFORE.search(fold(wording[:start]).text) is not None
    )


def _is_bare(wording: str, named: list[NamedDay]) -> bool:
    """Whether the question is nothing but days."""
    return (
        bool(named) and _BARE.fullmatch(_without(wording, [day.span for day in named])) is not None
    )


def _without(question: str, spans: list[tuple[int, int]]) -> str:
    kept, at = [], 0
    for start, end in spans:
        kept.append(question[at:start])
        left_over = _LEFT_OVER.match(question[end:])
        at = end + (left_over.end() if left_over else 0)
    return "".join(kept) + question[at:]


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


_READERS: dict[str, Callable[[re.Match[str], Date, Collection[Date]], tuple[Date, ...]]] = {
    "full": _full,
    "month": _month,
    "lunar": _lunar,
    "day": _day,
    "weekday": _weekday,
    "weekend": _weekend,
    "week": _week,
    "relative": _relative,
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
