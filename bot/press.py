"""What a button sends back: a short text that says everything, so that nothing is remembered.

A button outlives the process that drew it, so its data names the issue by date and the article
by place. Telegram gives it 64 bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - the field is called `date`
from enum import StrEnum

__all__ = ["Act", "Press"]

_DATA = re.compile(r"([a-z]{2})\|(\d{8}|-)\|(\d{1,9})\|(\d{1,9})", re.ASCII)
_UNDATED = "-"


class Act(StrEnum):
    """What pressing a button asks for; the value is its two letters in the data."""

    ARTICLE = "ar"
    NOTICE = "no"
    MASTHEAD = "ma"
    HIT = "hi"
    SUGGESTION = "su"
    TODAY = "to"
    HEADLINES = "he"
    VERDICT = "ve"
    WRONG_LINE = "wr"
    MONTH = "mo"
    ISSUE = "is"
    LANGUAGE = "la"
    SUBSCRIBE = "sb"
    UNWATCH = "uw"
    FORGET = "fo"
    PUBLISH = "pu"
    WITHDRAW = "wi"
    BROADCAST = "br"


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button.

    Attributes:
        act: What it asks for.
        date: Of the issue meant; None for the undated issue.
        index: Of the article, the hit or the suggestion.
        extra: A second number where the act needs one.
    """

    act: Act
    date: Date | None = None
    index: int = 0
    extra: int = 0

    @property
    def data(self) -> str:
        """As `callback_data`, at most 32 bytes."""
        day = self.date.isoformat().replace("-", "") if self.date else _UNDATED
        return f"{self.act}|{day}|{self.index}|{self.extra}"

    @staticmethod
    def read(data: str) -> Press | None:
        """The press that `data` stands for, or None where it is none of ours."""
        found = _DATA.fullmatch(data)
        if found is None:
            return None
        act, day, index, extra = found.groups()
        try:
            date = None if day == _UNDATED else Date.fromisoformat(day)
            return Press(Act(act), date, int(index), int(extra))
        except ValueError:
            return None
