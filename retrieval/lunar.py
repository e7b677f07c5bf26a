"""The Chinese calendar: between lunar months and days and the days of our calendar."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date as Date  # noqa: N812 - the word of the glossary
from functools import lru_cache

from lunar_python import Lunar, Solar

__all__ = ["lunar_date", "lunar_days"]

_MONTHS = 12
_DAYS = 30


def lunar_date(day: Date) -> tuple[str, str, str]:
    """Year (甲辰), month (二) and day (初五) of a day as print writes them; 闰 for a leap month."""
    lunar = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    return (
        str(lunar.getYearInGanZhi()),
        str(lunar.getMonthInChinese()),
        str(lunar.getDayInChinese()),
    )


def lunar_days(
    years: Iterable[int], month: int, day: int, *, leap: bool = False
) -> tuple[Date, ...]:
    """The days on which a lunar month and day fell.

    Args:
        years: Lunar years, numbered by the year of our calendar in which they begin.
        month: 1 to 12.
        day: 1 to 30.
        leap: Whether the leap month of that number is meant.

    Returns:
        Ascending. A year without that leap month, or whose month has 29 days, gives none.
    """
    if not (1 <= month <= _MONTHS and 1 <= day <= _DAYS):
        return ()
    found = (_solar(year, -month if leap else month, day) for year in sorted(set(years)))
    return tuple(date for date in found if date is not None)


@lru_cache(maxsize=4096)
def _solar(year: int, month: int, day: int) -> Date | None:
    try:
        solar = Lunar.fromYmd(year, month, day).getSolar()
    except Exception:  # noqa: BLE001 - the library raises nothing narrower for a month that is not
        return None
    date = Date(solar.getYear(), solar.getMonth(), solar.getDay())
    # The library counts a 30th of a month of 29 days on into the next month.
    lunar = Solar.fromYmd(date.year, date.month, date.day).getLunar()
    return date if (lunar.getMonth(), lunar.getDay()) == (month, day) else None
