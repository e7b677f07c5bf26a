"""Chats: their settings, whether they can be reached, moving and forgetting them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date as Date  # noqa: N812 - the word of the glossary
from threading import Lock

from sqlalchemy import Connection, Row, Table, bindparam, delete, func, or_, select, update
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

_REMEMBERED = 10_000
"""Chats whose settings are kept in memory, some 3 MB."""
_FIND = select(CHATS).where(CHATS.c.chat.in_(bindparam("sought", expanding=True)))
_MEET = (
    insert(CHATS)
    .values(
        chat=bindparam("chat"),
        traditional=False,
        blocked=False,
        first_seen=bindparam("now"),
        last_seen=bindparam("now"),
    )
    .on_conflict_do_update(
        index_elements=["chat"], set_={"last_seen": bindparam("now"), "blocked": False}
    )
)


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
        self._lately = _Lately()

    def get(self, chat: int) -> Chat:
        """A chat's settings; those of a newcomer where it is unknown."""
        with self._database.read() as connection:
            row = connection.execute(_FIND, {"sought": [chat]}).one_or_none()
        return Chat(chat) if row is None else _chat(row)

    def known(self, chat: int) -> Chat | None:
        """A chat that was met within the hour and is unchanged since, without a look at the disk.

        Returns:
            None where it has to be met, which also notes that it was seen.
        """
        known = self._lately.get(chat)
        fresh = known is not None and known.last_seen > int(self._clock()) - _SEEN_EVERY
        return known if fresh else None

    def seen(self, chat: int) -> Chat:
        """Note that a chat wrote to the bot, which also ends its being blocked.

        Returns:
            Its settings.
        """
        return self.meet([chat])[0]

    def meet(self, chats: Sequence[int]) -> tuple[Chat, ...]:
        """What `seen` does, for several chats in one go."""
        now, before = int(self._clock()), self._lately.changes
        with self._database.noted() as connection:
            rows = connection.execute(_FIND, {"sought": chats})
            known = {found.chat: found for found in map(_chat, rows)}
            met = {chat: _met(chat, known.get(chat), now) for chat in chats}
            changed = [
                {"chat": chat, "now": now} for chat in met if met[chat] is not known.get(chat)
            ]
            if changed:
                connection.execute(_MEET, changed)
        self._lately.keep(met.values(), before)
        return tuple(met[chat] for chat in chats)

    def set_language(self, chat: int, language: str | None) -> None:
        """Keep a chat's language; None follows Telegram's again."""
        self._put(chat, language=language)

    def set_issue(self, chat: int, date: Date | None) -> None:
        """Keep which issue a chat asks; None is the newest, whichever that is."""
        self._put(chat, issue=None if date is None else date.isoformat())

    def set_traditional(self, chat: int, *, traditional: bool) -> None:
        """Keep whether a chat sees the paper's words in traditional characters."""
        self._put(chat, traditional=traditional)

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
        self._lately.drop(chat)

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
        self._lately.drop(old, new)

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
        self._lately.drop(reader)
        self._database.erase_log()
        return rows

    def count(self) -> tuple[int, int]:
        """How many chats there are, and how many of them blocked the bot."""
        statement = select(func.count(), func.coalesce(func.sum(CHATS.c.blocked), 0))
        with self._database.read() as connection:
            known, blocked = connection.execute(statement.select_from(CHATS)).one()
        return int(known), int(blocked)

    def _put(self, chat: int, **values: str | bool | None) -> None:
        with self._database.confirmed() as connection:
            _put(connection, chat, int(self._clock()), **values)
        self._lately.drop(chat)


class _Lately:
    """Chats as they stood lately, in memory. Safe from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._chats: OrderedDict[int, Chat] = OrderedDict()
        self.changes = 0

    def get(self, chat: int) -> Chat | None:
        return self._chats.get(chat)

    def keep(self, met: Iterable[Chat], before: int) -> None:
        """Keep chats as they were read, unless a chat has changed since `changes` was `before`."""
        with self._lock:
            if self.changes != before:
                return
            for chat in met:
                self._chats[chat.chat] = chat
                self._chats.move_to_end(chat.chat)
            while len(self._chats) > _REMEMBERED:
                self._chats.popitem(last=False)

    def drop(self, *chats: int) -> None:
        """Read these anew; call it when a change is on the disk."""
        with self._lock:
            self.changes += 1
            for chat in chats:
                self._chats.pop(chat, None)


def _met(chat: int, known: Chat | None, now: int) -> Chat:
    """How a chat stands that wrote just now; `known` itself where nothing of note has changed."""
    if known is None:
        return Chat(chat, first_seen=now, last_seen=now)
    if not known.blocked and known.last_seen > now - _SEEN_EVERY:
        return known
    return replace(known, blocked=False, last_seen=now)


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
