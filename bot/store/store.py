"""All that is kept, behind one door."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from bot.store.chats import Chats
from bot.store.database import Database
from bot.store.deliveries import Deliveries
from bot.store.newsroom import Broadcasts, IssueDecisions
from bot.store.questions import Questions
from bot.store.subscriptions import Subscriptions, Watches

__all__ = ["Store"]


class Store:
    """The store of one bot.

    Every call is synchronous, takes milliseconds, and is thread-safe; from a coroutine call it by
    `asyncio.to_thread`.

    Args:
        path: The SQLite file; made or migrated where needed.
        clock: Seconds since 1970.

    Attributes:
        chats: Settings, blocking, moving, forgetting.
        subscriptions: Daily pushes.
        watches: Words to hear of.
        questions: Questions, feedback, reports of wrong lines.
        deliveries: The ledger of pushes and broadcasts.
        issues: What is published.
        broadcasts: Messages to every chat.

    Raises:
        StoreError: The file cannot be opened, is no store, or is of a newer version.
    """

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        self._database = Database(path)
        self.chats = Chats(self._database, clock)
        self.subscriptions = Subscriptions(self._database, clock)
        self.watches = Watches(self._database, clock)
        self.questions = Questions(self._database, clock)
        self.deliveries = Deliveries(self._database, clock)
        self.issues = IssueDecisions(self._database, clock)
        self.broadcasts = Broadcasts(self._database, clock)

    @property
    def path(self) -> Path:
        """The SQLite file."""
        return self._database.path

    def close(self) -> None:
        """Close the file; the store cannot be used after."""
        self._database.close()
