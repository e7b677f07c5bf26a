"""Dated news stories, parted by date so that what is fitted is never what is reported on."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel

__all__ = ["NEWS", "Part", "Story", "load_stories"]

NEWS = Path(__file__).parents[3] / "shared" / "news" / "news.jsonl.gz"
"""Where the stories lie: beside the checkout, never in it."""

_DEVELOP_FROM = date(2025, 1, 1)
_REPORT_FROM = date(2025, 9, 1)
_ENDS = "。！？”…）"
_SHORTEST_PARAGRAPH = 12
_SHORTEST, _LONGEST = 110, 2600
_HEADLINE = range(6, 33)


class Part(StrEnum):
    """Fit until the end of 2024, develop until August 2025, report from September 2025."""

    FIT = "fit"
    DEVELOP = "develop"
    REPORT = "report"

    def holds(self, day: date) -> bool:
        """Whether a story of that day belongs to this part."""
        if day < _DEVELOP_FROM:
            return self is Part.FIT
        if day < _REPORT_FROM:
            return self is Part.DEVELOP
        return self is Part.REPORT


@dataclass(frozen=True, slots=True)
class Story:
    """One story: its day, its headline without a series' name in brackets, its paragraphs."""

    day: date
    headline: str
    paragraphs: tuple[str, ...]

    @property
    def length(self) -> int:
        """Characters of the body."""
        return sum(map(len, self.paragraphs))


class _Row(BaseModel):
    date: date
    headline: str
    paragraphs: list[str]


@lru_cache(maxsize=3)
def load_stories(part: Part, path: Path = NEWS) -> tuple[Story, ...]:
    """Load the stories of one part that can be set as an article.

    Left out are bulletins of many short items, lists, and stories too short or too long for a page.
    """
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = (_Row.model_validate_json(line) for line in file)
        stories = [story for row in rows if part.holds(row.date) and (story := _story(row))]
    return tuple(stories)


def _story(row: _Row) -> Story | None:
    headline = re.sub(r"^[【〖].*?[】〗]", "", row.headline).strip()
    paragraphs = tuple(re.sub(r"\s+", " ", p).strip().replace("\u200c", "") for p in row.paragraphs)
    story = Story(row.date, headline, paragraphs)
    whole = all(len(p) >= _SHORTEST_PARAGRAPH and p[-1] in _ENDS for p in paragraphs)
    fits = _SHORTEST <= story.length <= _LONGEST and len(headline) in _HEADLINE
    return story if whole and fits and "快讯" not in headline else None
