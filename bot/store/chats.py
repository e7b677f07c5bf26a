"""Chats: their settings, whether they can be reached, moving and forgetting them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - the word of the glossary

from sqlalchemy import Connection, Row, Table, delete, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.store.database import Database
from bot.store.schema import (
    CHATS,
    DELIVERIES,
    FEEDBACK,
    QUESTIONS,
    SUBSCRIPTIONS,
    WATCHES,
    WRONG_LINES,
    text_date,
)

__all__ = ["Chat", "Chats"]

_SEEN_EVERY = 3600
"""Seconds between two notes that a chat was seen; finer would only be wear on the disk."""


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat as the store knows it.

    Attributes:
        chat: Telegram's id; a person's private chat has the person's id, groups are negative.
        language: Chosen with /language, or None to follow Telegram's.
        issue: The date chosen with /issue, or None for the newest.
        traditional: Whether the paper's words are shown converted to traditional characters.
        blocked: Whether the bot may no longer write here.
        first_seen: Seconds since 1970.
        last_seen: Seconds since 1970, to the hour.
    """

    chat: int
    language: str | None = None
    issue: Date | None = None
    traditional: bool = False
    blocked: bool = False
    first_seen: int = 0
    last_seen: int = 0


class Chats:
    """The chats of the store.

    Args:
        database: Where they are kept.
        clock: Seconds since 1970.
    """

    def __init__(self, database: Database, clock: Callable[[], float]) -> None:
        self._database = database
        self._clock = clock

    def get(self, chat: int) -> Chat:
        """A chat's settings; those of a newcomer where it is unknown."""
        with self._database.read() as connection:
            row = connection.execute(select(CHATS).where(CHATS.c.chat == chat)).one_or_none()
        return Chat(chat) if row is None else _chat(row)

    def seen(self, chat: int) -> Chat:
        """Note that a chat wrote to the bot, which also ends its being blocked.

        Returns:
            Its settings.
        """
        now = int(self._clock())
        known = self.get(chat)
        if not known.blocked and known.last_seen > now - _SEEN_EVERY:
            return known
        with self._database.noted() as connection:
            _put(connection, chat, now, last_seen=now, blocked=False)
        return self.get(chat)

    def set_language(self, chat: int, language: str | None) -> None:
        """Keep a chat's language; None follows Telegram's again."""
        with self._database.confirmed() as connection:
            _put(connection, chat, int(self._clock()), language=language)

    def set_issue(self, chat: int, date: Date | None) -> None:
        """Keep which issue a chat asks; None is the newest, whichever that is."""
        with self._database.confirmed() as connection:
            issue = None if date is None else date.isoformat()
            _put(connection, chat, int(self._clock()), issue=issue)

    def set_traditional(self, chat: int, *, traditional: bool) -> None:
        """Keep whether a chat sees the paper's words in traditional characters."""
        with self._database.confirmed() as connection:
            _put(connection, chat, int(self._clock()), traditional=traditional)

    def reachable(self) -> tuple[int, ...]:
        """Every chat that did not block the bot, by id."""
        statement = select(CHATS.c.chat).where(~CHATS.c.blocked).order_by(CHATS.c.chat)
        with self._database.read() as connection:
            return tuple(connection.scalars(statement))

    def block(self, chat: int) -> None:
        """Note that the bot may not write to a chat: its subscription and watches end for good."""
        with self._database.confirmed() as connection:
            _put(connection, chat, int(self._clock()), blocked=True)
            for table in (SUBSCRIPTIONS, WATCHES):
                connection.execute(delete(table).where(table.c.chat == chat))

    def migrate(self, old: int, new: int) -> None:
        """Follow a group that became a supergroup: all that is kept of it goes to its new id.

        Where the new id has something of its own already, that stands.
        """
        if old == new:
            return
        with self._database.confirmed() as connection:
            for table in (CHATS, SUBSCRIPTIONS, WATCHES, DELIVERIES):
                moved = update(table).where(table.c.chat == old).values(chat=new)
                connection.execute(moved.prefix_with("OR IGNORE", dialect="sqlite"))
                connection.execute(delete(table).where(table.c.chat == old))
            moved = update(QUESTIONS).where(QUESTIONS.c.chat == old).values(chat=new)
            connection.execute(moved)

    def forget(self, reader: int) -> int:
        """Delete at once all that is kept of a reader, or of a group, overwriting the bytes.

        Args:
            reader: A person's id, which is also the id of the private chat, or a group's id.

        Returns:
            How many rows there were.
        """
        mine = or_(QUESTIONS.c.reader == reader, QUESTIONS.c.chat == reader)
        with self._database.confirmed() as connection:
            rows = _deleted(connection, FEEDBACK, reader, "reader")
            asked = select(QUESTIONS.c.id).where(mine)
            rows += connection.execute(
                delete(FEEDBACK).where(FEEDBACK.c.question.in_(asked))
            ).rowcount
            rows += connection.execute(delete(QUESTIONS).where(mine)).rowcount
            rows += _deleted(connection, WRONG_LINES, reader, "reader")
            for table in (CHATS, SUBSCRIPTIONS, WATCHES, DELIVERIES):
                rows += _deleted(connection, table, reader, "chat")
        self._database.erase_log()
        return rows

    def count(self) -> tuple[int, int]:
        """How many chats there are, and how many of them blocked the bot."""
        statement = select(func.count(), func.coalesce(func.sum(CHATS.c.blocked), 0))
        with self._database.read() as connection:
            known, blocked = connection.execute(statement.select_from(CHATS)).one()
        return int(known), int(blocked)


def _put(connection: Connection, chat: int, now: int, **values: str | int | bool | None) -> None:
    fresh = {"traditional": False, "blocked": False, "first_seen": now, "last_seen": now}
    statement = insert(CHATS).values(**{"chat": chat, **fresh, **values})
    connection.execute(statement.on_conflict_do_update(index_elements=["chat"], set_=values))


def _deleted(connection: Connection, table: Table, reader: int, column: str) -> int:
    return connection.execute(delete(table).where(table.c[column] == reader)).rowcount


def _chat(row: Row[tuple[object, ...]]) -> Chat:
    kept = row._mapping  # noqa: SLF001 - SQLAlchemy's public name for it
    return Chat(
        chat=kept[CHATS.c.chat],
        language=kept[CHATS.c.language],
        issue=text_date(kept[CHATS.c.issue] or ""),
        traditional=kept[CHATS.c.traditional],
        blocked=kept[CHATS.c.blocked],
        first_seen=kept[CHATS.c.first_seen],
        last_seen=kept[CHATS.c.last_seen],
    )
