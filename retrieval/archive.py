"""Many issues by date, each with an answerer that is built when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date as Date  # noqa: N812 - the word of the glossary
from threading import Lock
from types import MappingProxyType

from retrieval.answer import Answerer
from retrieval.digest import Digest, make_digest
from retrieval.issue import Issue

__all__ = ["Archive"]


class _Shelved:
    """One issue and, once somebody has asked it something, its answerer.

    Archives made from one another share these, so that an answerer is built once for all.
    """

    __slots__ = ("_answerer", "_digest", "_lock", "issue")

    def __init__(self, issue: Issue) -> None:
        self.issue = issue
        self._lock = Lock()
        self._answerer: Answerer | None = None
        self._digest: Digest | None = None

    def answerer(self) -> Answerer:
        with self._lock:
            if self._answerer is None:
                self._answerer = Answerer(self.issue)
            return self._answerer

    @property
    def ready(self) -> bool:
        return self._answerer is not None and self._digest is not None

    def digest(self) -> Digest:
        with self._lock:
            if self._digest is None:
                self._digest = make_digest(self.issue)
            return self._digest


class Archive:
    """An immutable set of issues, at most one a date and at most one without a date.

    Args:
        issues: In any order. Of two issues of one date the later one given stands.
    """

    __slots__ = ("_shelves",)

    def __init__(self, issues: Iterable[Issue] = ()) -> None:
        self._shelves = _sorted({issue.date: _Shelved(issue) for issue in issues})

    @property
    def dates(self) -> tuple[Date | None, ...]:
        """The dates, newest first; None, for an issue without a date, stands last."""
        return tuple(self._shelves)

    @property
    def issues(self) -> tuple[Issue, ...]:
        """The issues in the order of `dates`."""
        return tuple(shelved.issue for shelved in self._shelves.values())

    @property
    def newest(self) -> Issue | None:
        """The issue of the latest date, an undated one last; None in an empty archive."""
        return next(iter(self.issues), None)

    def issue(self, date: Date | None) -> Issue | None:
        """The issue of a date, or None where the archive has none."""
        shelved = self._shelves.get(date)
        return None if shelved is None else shelved.issue

    def answerer(self, date: Date | None) -> Answerer | None:
        """What answers from the issue of a date, or None where the archive has no such issue.

        The first call for an issue builds its index, which takes CPU; later calls are free. Safe
        from several threads, which wait for one another only over the same issue.
        """
        shelved = self._shelves.get(date)
        return None if shelved is None else shelved.answerer()

    def digest(self, date: Date | None) -> Digest | None:
        """The issue of a date at a glance, or None where the archive has no such issue.

        Made at the first call, kept for later ones; safe from several threads.
        """
        shelved = self._shelves.get(date)
        return None if shelved is None else shelved.digest()

    def is_ready(self, date: Date | None) -> bool:
        """Whether the issue of a date has its answerer and its digest, so that nobody waits."""
        shelved = self._shelves.get(date)
        return shelved is not None and shelved.ready

    def make_ready(self, date: Date | None) -> None:
        """Build what the issue of a date answers from, before anybody asks; takes CPU, once."""
        self.answerer(date)
        self.digest(date)

    def with_issue(self, issue: Issue) -> Archive:
        """This archive with one issue more, or with another in place of the one of its date.

        Answerers that are built already go along; an equal issue changes nothing.
        """
        if self.issue(issue.date) == issue:
            return self
        return _of({**self._shelves, issue.date: _Shelved(issue)})

    def without_issue(self, date: Date | None) -> Archive:
        """This archive without the issue of a date; itself where there is none."""
        if date not in self._shelves:
            return self
        return _of({day: shelved for day, shelved in self._shelves.items() if day != date})

    def __contains__(self, date: Date | None) -> bool:
        return date in self._shelves

    def __len__(self) -> int:
        return len(self._shelves)


def _of(shelves: Mapping[Date | None, _Shelved]) -> Archive:
    archive = Archive()
    archive._shelves = _sorted(shelves)  # noqa: SLF001 - a new archive that nobody has seen yet
    return archive


def _sorted(shelves: Mapping[Date | None, _Shelved]) -> Mapping[Date | None, _Shelved]:
    days = sorted(shelves, key=lambda day: (day is not None, day or Date.min), reverse=True)
    return MappingProxyType({day: shelves[day] for day in days})
