"""A month as buttons: the days that have an issue can be pressed."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date as Date  # noqa: N812 - the word of the glossary

from bot.pieces import Button, Message, Style, line
from bot.press import Act, Press
from bot.render import date_text
from bot.wording import Wording

__all__ = ["calendar_message"]

_NO_DAY = "·"
_NEWEST = 1
"""`Press.extra` of the button that follows the newest issue again."""


def calendar_message(
    dates: Sequence[Date], month: Date, chosen: Date | None, say: Wording
) -> Message:
    """A month of issues.

    Args:
        dates: Of every issue that is served.
        month: Any day of the month to show.
        chosen: The date that the chat has chosen, or None for the newest.
        say: The reader's language.
    """
    blocks = [line(say("issue-title"), Style.BOLD), line(say("issue-how"))]
    if chosen:
        blocks.append(line(say("issue-chosen", date=date_text(chosen, say))))
    first = month.replace(day=1)
    rows = [_turning(dates, first, say), _weekdays(first, say), *_weeks(set(dates), first, chosen)]
    newest = Button(say("issue-newest"), Press(Act.ISSUE, None, 0, _NEWEST).data)
    return Message(tuple(blocks), (*rows, (newest,)))


def _turning(dates: Sequence[Date], first: Date, say: Wording) -> tuple[Button, ...]:
    """The month's name between the nearest months before and after that have an issue."""
    before = max((date for date in dates if date < first), default=None)
    after = min((d for d in dates if (d.year, d.month) > (first.year, first.month)), default=None)
    name = Button(say("month", year=str(first.year), month=first.month), _month(first))
    row = [name]
    if before:
        row.insert(0, Button("◀", _month(before)))
    if after:
        row.append(Button("▶", _month(after)))
    return tuple(row)


def _weekdays(first: Date, say: Wording) -> tuple[Button, ...]:
    return tuple(Button(name, _month(first)) for name in say("weekdays").split())


def _weeks(dates: set[Date], first: Date, chosen: Date | None) -> list[tuple[Button, ...]]:
    weeks = calendar.Calendar().monthdayscalendar(first.year, first.month)
    return [tuple(_day(dates, first, day, chosen) for day in week) for week in weeks]


def _day(dates: set[Date], first: Date, day: int, chosen: Date | None) -> Button:
    date = first.replace(day=day) if day else None
    if date is None or date not in dates:
        return Button(_NO_DAY, _month(first))
    name = f"[{day}]" if date == chosen else str(day)
    return Button(name, Press(Act.ISSUE, date).data)


def _month(day: Date) -> str:
    return Press(Act.MONTH, day.replace(day=1)).data
