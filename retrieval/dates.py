"""Dates in a question: which issue does the reader mean?

A question names days for two reasons. "3月14日的头条是什么" means the paper of that day; "3月18日起
哪些路段封闭" asks about a day that the paper speaks of. So a day chooses an issue only where the
archive has that issue and the wording does not make the day part of the matter (起, 前, 截至 and
the like). Where the wording is about the paper itself (那天的报纸), a day without an issue is told
as missing. Words such as 昨天 stand in the paper as well: they choose an issue, but not firmly.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - the word of the glossary
from datetime import timedelta
from functools import lru_cache

from retrieval.archive import Archive
from retrieval.named_days import MAX_LOOKED_AT, NamedDay, named_days
from retrieval.text import fold

__all__ = [
    "DatedQuestion",
    "DayChoice",
    "absent_day",
    "choose_days",
    "dated_question",
    "day_choice",
    "missing_day",
]

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
_LEFT_OVER = re.compile(
    r"^(?:那天|那日|当天|当日|这天)?的?(?:(?:报纸|[那这]一?期|报(?=[上里]))[上里]?的?)?[，,、:：\s]*"
)
_OVERLAP = 20
"""Characters; no day takes more to name."""
_SOON = timedelta(days=60)
"""A day without a year that lies so near ahead is the coming one, and no paper of it can be."""
_BARE = re.compile(r"[\s，,。.?？!！的呢吗]*")


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


@dataclass(frozen=True, slots=True)
class DatedQuestion:
    """A question that names the day of an issue.

    Attributes:
        date: Of the issue, which the archive has.
        question: The question without the words that name the day; as asked where nothing else
            would be left.
        firm: Whether no other issue can be meant; see `DayChoice`.
    """

    date: Date
    question: str
    firm: bool = True


def choose_days(question: str, today: Date, dates: Collection[Date]) -> DayChoice:
    """Which issues a question is to be asked of.

    Args:
        question: Any string.
        today: The reader's day.
        dates: Of the archive, those with a date.
    """
    wording = question[:MAX_LOOKED_AT]
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


def dated_question(question: str, archive: Archive, today: Date) -> DatedQuestion | None:
    """The first issue that a question chooses by its day, or None where it chooses none.

    Args:
        question: Any string.
        archive: The issues that there are.
        today: The reader's day.
    """
    choice = day_choice(question, archive, today)
    if not choice.dates:
        return None
    rest = choice.rest.strip(" ,，、。:：")
    asks_more = _BARE.fullmatch(rest) is None
    return DatedQuestion(choice.dates[0], rest if asks_more else question, choice.firm)


def missing_day(question: str, archive: Archive, today: Date) -> Date | None:
    """The first day whose paper a question asks for and the archive has not.

    Args:
        question: Any string.
        archive: The issues that there are.
        today: The reader's day.
    """
    return next(iter(day_choice(question, archive, today).missing), None)


def absent_day(
    question: str, archive: Archive, today: Date, shown: str, printed: Date | None
) -> Date | None:
    """A day that a question names and nothing that answers it speaks of: no paper came that day.

    Other than for `missing_day` it need not be the paper that is asked for: 3月1日的天气 is not to
    be answered from the paper of another day without a word. Days counted from today (昨天) do not
    count, for the paper speaks so as well, nor do those that are part of the matter (3月18日起) and
    those that are yet to come.

    Args:
        question: Any string, by which no issue is chosen.
        archive: The issues that there are.
        today: The reader's day.
        shown: What the answer shows of the paper.
        printed: The date of that paper.
    """
    missing = missing_day(question, archive, today)
    if missing is not None:
        return missing
    dates, wording = _days_of(archive), question[:MAX_LOOKED_AT]
    for named in named_days(question, today, dates):
        counted = named.loose or named.all_meant or _of_matter(wording, named)
        comes = any(today < day <= today + _SOON for day in named.days)
        if not counted and not comes and dates.isdisjoint(named.days):
            return None if _names_one(shown, named.days, printed or today) else named.days[0]
    return None


def day_choice(question: str, archive: Archive, today: Date) -> DayChoice:
    """`choose_days` of an archive; asked again of the same question it costs nothing.

    Args:
        question: Any string.
        archive: The issues that there are.
        today: The reader's day.
    """
    return _choice(question, today, _days_of(archive))


@lru_cache(200)
def _choice(question: str, today: Date, dates: frozenset[Date]) -> DayChoice:
    """`choose_days`, kept: each question is looked at twice, and in a rush many ask the same."""
    return choose_days(question, today, dates)


def _days_of(archive: Archive) -> frozenset[Date]:
    return frozenset(date for date in archive.dates if date is not None)


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


def _names_one(text: str, days: Collection[Date], printed: Date) -> bool:
    """Whether a text of the paper names one of `days`, by its date or as counted from its own."""
    parts = (text[at : at + MAX_LOOKED_AT] for at in range(0, len(text), MAX_LOOKED_AT - _OVERLAP))
    return any(
        day in days for part in parts for named in named_days(part, printed) for day in named.days
    )


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
