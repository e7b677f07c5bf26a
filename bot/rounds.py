"""The rounds of the delivery: look what is due, enrol it in the ledger, send the courier."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from bot.delivery import Compose, Courier
from bot.retention import JUDGED_KEPT, LEDGER_KEPT, QUESTIONS_KEPT
from bot.schedule import Paper, due_pushes, due_watches
from bot.store import Occasion, OccasionKind, Store
from retrieval.watch import WatchedIssue

__all__ = ["Rounds", "occasion_of"]

_LOG = logging.getLogger(__name__)

_EVERY = 15.0
"""Seconds between rounds; a push leaves at most so much after its minute."""
_HOUSEKEEPING = timedelta(hours=1)
"""Between two clearings of what is old."""
_LAST_WORDS = 3.0
"""Seconds for the messages under way at the end; what takes longer is left in doubt."""
_GIVEN_UP = timedelta(days=2)
"""What could not be delivered for so long is given up: it is no news any more."""


def occasion_of(kind: OccasionKind, paper: Paper) -> Occasion:
    """The occasion of a paper's push or watch; its key is the paper's date."""
    return Occasion(kind, paper.issue.date.isoformat() if paper.issue.date else "")


class Rounds:
    """Runs beside the bot and sees that everybody gets what is due, once.

    Args:
        store: Wishes and ledger.
        courier: Who delivers.
        papers: Gives the papers that readers may see now.
        compose: Makes the messages of an occasion for a chat.
        now: The time, with the time zone of the subscriptions.
        doubted: Told how many messages were under way at the last end, where there were some.
    """

    def __init__(  # noqa: PLR0913 - each is a part of its own
        self,
        store: Store,
        courier: Courier,
        *,
        papers: Callable[[], Sequence[Paper]],
        compose: Compose,
        now: Callable[[], datetime],
        doubted: Callable[[int], Awaitable[None]] | None = None,
    ) -> None:
        self._store = store
        self._courier = courier
        self._papers = papers
        self._compose = compose
        self._now = now
        self._doubted = doubted
        self._stirred = asyncio.Event()
        self._under_way: dict[Occasion, asyncio.Task[None]] = {}
        self._watched: set[tuple[Occasion, datetime]] = set()
        self._cleared: datetime | None = None

    def stir(self) -> None:
        """Make the next round now: an issue was published, a broadcast enrolled."""
        self._stirred.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Make rounds until `stop` is set or the task is cancelled.

        What a crash left in doubt is put right first; at the end the messages under way are
        finished, for a few seconds, and no other is begun.
        """
        ending = asyncio.Event()
        doubtful = await asyncio.to_thread(self._store.deliveries.recover)
        if doubtful:
            _LOG.warning("%d messages were under way at the last end and may be lost", doubtful)
            if self._doubted is not None:
                await self._doubted(doubtful)
        try:
            while not stop.is_set():
                self._stirred.clear()
                await self._round(ending)
                await _either(stop, self._stirred, _EVERY)
        finally:
            ending.set()
            await self._finish()

    async def _round(self, ending: asyncio.Event) -> None:
        """Enrol what is due and set the courier going for all that is owed."""
        try:
            owed = await asyncio.to_thread(self._due)
        except Exception:  # noqa: BLE001 - a full disk today must not end tomorrow's push
            _LOG.exception("a round broke off")
            return
        for occasion in owed:
            task = self._under_way.get(occasion)
            if task is None or task.done():
                self._under_way[occasion] = asyncio.create_task(self._deliver(occasion, ending))
        self._under_way = {key: task for key, task in self._under_way.items() if not task.done()}

    async def _finish(self) -> None:
        tasks = self._under_way.values()
        if tasks:
            await asyncio.wait(tasks, timeout=_LAST_WORDS)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _deliver(self, occasion: Occasion, ending: asyncio.Event) -> None:
        try:
            tally = await self._courier.deliver(occasion, self._compose, ending)
        except Exception:  # noqa: BLE001 - what is still owed is tried again in the next round
            _LOG.exception("%s broke off", occasion)
            return
        _LOG.info(
            "%s: %d sent, %d blocked, %d failed, %d owed, %d doubtful",
            occasion,
            tally.sent,
            tally.blocked,
            tally.failed,
            tally.queued,
            tally.doubtful,
        )

    def _due(self) -> tuple[Occasion, ...]:
        now, papers, ledger = self._now(), self._papers(), self._store.deliveries
        ledger.expire(int((now - _GIVEN_UP).timestamp()))
        if self._cleared is None or now - self._cleared >= _HOUSEKEEPING:
            self._clear(now)
        for paper, chats in due_pushes(now, papers, self._store.subscriptions.all()):
            ledger.enrol(occasion_of(OccasionKind.PUSH, paper), chats)
        for paper in papers:
            self._enrol_watches(paper, now)
        return ledger.unfinished()

    def _clear(self, now: datetime) -> None:
        """Delete what is kept no longer."""
        self._store.deliveries.prune(int((now - LEDGER_KEPT).timestamp()))
        asked, judged = (int((now - kept).timestamp()) for kept in (QUESTIONS_KEPT, JUDGED_KEPT))
        self._store.questions.prune(asked, judged)
        self._cleared = now

    def _enrol_watches(self, paper: Paper, now: datetime) -> None:
        occasion = occasion_of(OccasionKind.WATCH, paper)
        if (occasion, paper.published) in self._watched:
            return
        watches = due_watches(now, paper, self._store.watches.all())
        if watches:
            watched = WatchedIssue(paper.issue)
            words = {watch.word for watch in watches}
            spoken_of = {word for word in words if watched.articles(word)}
            chats = (watch.chat for watch in watches if watch.word in spoken_of)
            self._store.deliveries.enrol(occasion, chats)
        self._watched.add((occasion, paper.published))


async def _either(stop: asyncio.Event, stirred: asyncio.Event, seconds: float) -> None:
    waits = [asyncio.create_task(event.wait()) for event in (stop, stirred)]
    try:
        await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
        await asyncio.gather(*waits, return_exceptions=True)
