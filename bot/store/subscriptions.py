"""Daily pushes and keyword watches that chats asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time as Time  # noqa: N812 - the word of the glossary

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from bot.store.database import Database
from bot.store.schema import SUBSCRIPTIONS, WATCHES

__all__ = ["Subscription", "Subscriptions", "Watch", "Watches"]

_HOUR = 60


@dataclass(frozen=True, slots=True)
class Subscription:
    """A chat's wish for a daily push.

    Attributes:
        chat: Telegram's id.
        time: Of day, to the minute, in the bot's time zone.
        since: When it was made or last changed, seconds since 1970.
    """

    chat: int
    time: Time
    since: int


@dataclass(frozen=True, slots=True)
class Watch:
    """A word that a chat wants to hear of; `since` in seconds since 1970."""

    chat: int
    word: str
    since: int


class Subscriptions:
    """The daily pushes, at most one a chat.

    Args:
        database: Where they are kept.
        clock: Seconds since 1970.
    """

    def __init__(self, database: Database, clock: Callable[[], float]) -> None:
        self._database = database
        self._clock = clock

    def put(self, chat: int, time: Time) -> None:
        """Subscribe a chat, or change its time; on the disk when this returns."""
        values = {"minute": time.hour * _HOUR + time.minute, "since": int(self._clock())}
        statement = insert(SUBSCRIPTIONS).values(chat=chat, **values)
        with self._database.confirmed() as connection:
            connection.execute(
                statement.on_conflict_do_update(index_elements=["chat"], set_=values)
            )

    def remove(self, chat: int) -> bool:
        """End a chat's subscription; whether it had one."""
        statement = delete(SUBSCRIPTIONS).where(SUBSCRIPTIONS.c.chat == chat)
        with self._database.confirmed() as connection:
            return connection.execute(statement).rowcount > 0

    def get(self, chat: int) -> Subscription | None:
        """A chat's subscription."""
        return next(iter(self._select(chat)), None)

    def all(self) -> tuple[Subscription, ...]:
        """Every subscription, by time then chat."""
        return self._select(None)

    def _select(self, chat: int | None) -> tuple[Subscription, ...]:
        statement = select(SUBSCRIPTIONS.c.chat, SUBSCRIPTIONS.c.minute, SUBSCRIPTIONS.c.since)
        if chat is not None:
            statement = statement.where(SUBSCRIPTIONS.c.chat == chat)
        ordered = statement.order_by(SUBSCRIPTIONS.c.minute, SUBSCRIPTIONS.c.chat)
        with self._database.read() as connection:
            return tuple(
                Subscription(chat, Time(*divmod(minute, _HOUR)), since)
                for chat, minute, since in connection.execute(ordered)
            )


class Watches:
    """The words that chats watch for, each once a chat.

    Args:
        database: Where they are kept.
        clock: Seconds since 1970.
    """

    def __init__(self, database: Database, clock: Callable[[], float]) -> None:
        self._database = database
        self._clock = clock

    def add(self, chat: int, word: str) -> bool:
        """Watch for a word; whether it is new. On the disk when this returns."""
        statement = insert(WATCHES).values(chat=chat, word=word, since=int(self._clock()))
        with self._database.confirmed() as connection:
            return connection.execute(statement.on_conflict_do_nothing()).rowcount > 0

    def remove(self, chat: int, word: str) -> bool:
        """Watch for a word no more; whether it was watched for."""
        statement = delete(WATCHES).where(WATCHES.c.chat == chat, WATCHES.c.word == word)
        with self._database.confirmed() as connection:
            return connection.execute(statement).rowcount > 0

    def of(self, chat: int) -> tuple[str, ...]:
        """The words of a chat, oldest first."""
        return tuple(watch.word for watch in self._select(chat))

    def all(self) -> tuple[Watch, ...]:
        """Every watch, by chat, oldest first."""
        return self._select(None)

    def _select(self, chat: int | None) -> tuple[Watch, ...]:
        statement = select(WATCHES.c.chat, WATCHES.c.word, WATCHES.c.since)
        if chat is not None:
            statement = statement.where(WATCHES.c.chat == chat)
        ordered = statement.order_by(WATCHES.c.chat, WATCHES.c.since, WATCHES.c.word)
        with self._database.read() as connection:
            return tuple(Watch(*row) for row in connection.execute(ordered))
