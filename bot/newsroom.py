"""Which issues readers may see: what the folder holds, less what the newsroom has not published."""

from __future__ import annotations

import hashlib
import logging
from datetime import date as Date  # noqa: N812 - the word of the glossary
from datetime import datetime, tzinfo

from bot.issue_folder import FolderChange, FolderEvent, FolderEventKind, LoadedFolder
from bot.metrics import Metrics
from bot.newsstand import Newsstand
from bot.schedule import Paper
from bot.store import IssueDecision, IssueState, Store
from retrieval.archive import Archive
from retrieval.issue import Issue

__all__ = ["Newsroom"]

_LOG = logging.getLogger(__name__)

_ASKED_TOGETHER = 7
"""The newest issue and those of the six days before."""
_NEWS = frozenset({FolderEventKind.ARRIVED, FolderEventKind.REPLACED})


class Newsroom:
    """Keeps the newsstand filled with what is published.

    Its methods read and write the store and build what a new issue answers from before readers see
    it, so that none of them waits for its index; call them off the event loop.

    Args:
        store: With the newsroom's decisions.
        newsstand: Where readers are served from.
        metrics: Told what is served.
        zone: Time zone of the papers.
        asks: Whether a new issue waits for an admin's word; else it is published as it comes.
    """

    def __init__(
        self, store: Store, newsstand: Newsstand, metrics: Metrics, zone: tzinfo, *, asks: bool
    ) -> None:
        self._store = store
        self._newsstand = newsstand
        self._metrics = metrics
        self._zone = zone
        self._asks = asks
        self._loaded: LoadedFolder | None = None

    def open(self, loaded: LoadedFolder) -> tuple[Issue, ...]:
        """Take the folder as it stands at the start.

        Returns:
            Issues that arrived while the bot was down and wait for an admin's word. Where the
            store knows of no issue yet, everything in the folder is published.
        """
        first = not self._store.issues.all()
        waiting = []
        for issue in loaded.archive.issues:
            decision = self._arrive(issue, publish=first or not self._asks)
            if decision.state is IssueState.PENDING:
                waiting.append(issue)
        self._loaded = loaded
        self._serve()
        return tuple(waiting)

    def take(self, change: FolderChange) -> tuple[FolderEvent, ...]:
        """Follow a change of the folder.

        Returns:
            What the newsroom should be told, all of it.
        """
        for event in change.events:
            if event.kind in _NEWS and event.issue is not None:
                self._arrive(event.issue, publish=not self._asks)
        self._loaded = change.loaded
        self._serve()
        return change.events

    def prepare_past(self) -> None:
        """Make ready the issues of the past week, which are asked where the newest has no answer.

        Nobody is kept waiting for it: they are served already.
        """
        archive = self._newsstand.archive
        for date in archive.dates[:_ASKED_TOGETHER]:
            _make_ready(archive, date)

    def decide(self, date: Date | None, state: IssueState, admin: int) -> bool:
        """Publish or withdraw an issue.

        Returns:
            Whether that changed anything.
        """
        changed = self._store.issues.decide(date, state, admin)
        self._serve()
        return changed

    def state(self, date: Date | None) -> IssueState | None:
        """How an issue stands; None where it never arrived."""
        found = self._store.issues.get(date)
        return found.state if found else None

    def papers(self) -> tuple[Paper, ...]:
        """The issues that readers may see, with when they were published."""
        since = {
            decision.date: decision.decided or decision.arrived
            for decision in self._store.issues.all()
        }
        return tuple(
            Paper(issue, datetime.fromtimestamp(since[issue.date], self._zone))
            for issue in self._newsstand.archive.issues
            if issue.date in since
        )

    def _arrive(self, issue: Issue, *, publish: bool) -> IssueDecision:
        fingerprint = hashlib.sha256(repr(issue).encode("utf-8", "replace")).hexdigest()
        return self._store.issues.arrive(issue.date, fingerprint, publish=publish)

    def _serve(self) -> None:
        if self._loaded is None:
            return
        archive = self._loaded.archive
        hidden = {
            decision.date
            for decision in self._store.issues.all()
            if decision.state is not IssueState.PUBLISHED
        }
        for date in hidden:
            archive = archive.without_issue(date)
        newest = archive.newest
        if newest is not None:
            _make_ready(archive, newest.date)
        self._newsstand.serve(archive)
        self._metrics.serves(len(archive), newest.date if newest else None)

    def issue(self, date: Date | None) -> Issue | None:
        """An issue of the folder, published or not."""
        return self._loaded.archive.issue(date) if self._loaded else None


def _make_ready(archive: Archive, date: Date | None) -> None:
    try:
        archive.make_ready(date)
    except Exception:  # noqa: BLE001 - an issue that cannot be indexed can still be read
        _LOG.exception("the issue of %s cannot be made ready", date)
