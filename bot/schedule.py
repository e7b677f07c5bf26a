"""Who is owed which issue now: decided from values alone, so that it can be tried on any day.

A push of an issue is due at the chat's time on the issue's day, or when the issue is published if
that is later. A wish made after that moment waits for the next issue. What could not go out on its
day, because the bot was down, goes out until the end of the day after, and only the newest of what
a chat has missed. The ledger sees to it that nothing goes out twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - the word of the glossary
from datetime import datetime, timedelta

from bot.store import Subscription, Watch
from retrieval.issue import Issue

__all__ = ["Paper", "due_pushes", "due_watches", "is_fresh", "push_time"]

_LATE = timedelta(days=1)
_AHEAD = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Paper:
    """An issue that readers may see, and since when (with a time zone)."""

    issue: Issue
    published: datetime

    @property
    def day(self) -> Date:
        """The issue's date; where it has none, the day on which it was published."""
        return self.issue.date or self.published.date()


def push_time(paper: Paper, wish: Subscription, now: datetime) -> datetime:
    """When a paper is due to a subscriber.

    Args:
        paper: What to push.
        wish: For whom.
        now: Any time, for its time zone.
    """
    asked = datetime.combine(paper.day, wish.time, now.tzinfo)
    return max(asked, paper.published)


def due_pushes(
    now: datetime, papers: Iterable[Paper], wishes: Sequence[Subscription]
) -> tuple[tuple[Paper, tuple[int, ...]], ...]:
    """Which chats each paper is due to.

    Args:
        now: With the time zone of the subscriptions' times.
        papers: Those published.
        wishes: Every subscription.

    Returns:
        Papers with their chats, newest first; a chat stands under one paper at most.
    """
    told: set[int] = set()
    due = []
    for paper in sorted(papers, key=lambda paper: (paper.day, paper.published), reverse=True):
        if not is_fresh(paper, now):
            continue
        chats = tuple(
            wish.chat
            for wish in wishes
            if wish.chat not in told and wish.since <= push_time(paper, wish, now).timestamp()
            if push_time(paper, wish, now) <= now
        )
        told.update(chats)
        if chats:
            due.append((paper, chats))
    return tuple(due)


def due_watches(now: datetime, paper: Paper, watches: Iterable[Watch]) -> tuple[Watch, ...]:
    """The watches that a paper's arrival is to be checked for: those made before it."""
    if not is_fresh(paper, now):
        return ()
    return tuple(watch for watch in watches if watch.since <= paper.published.timestamp())


def is_fresh(paper: Paper, now: datetime) -> bool:
    """Whether a paper is news: of yesterday, today, or already of tomorrow.

    An older one that is put into the folder to fill the archive is told to nobody.
    """
    return -_AHEAD <= now.date() - paper.day <= _LATE
