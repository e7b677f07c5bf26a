"""The ledger of what is owed to whom: written before a message leaves and again after.

Telegram has no way to ask whether a message arrived, and takes no key that would make sending it
twice harmless. So of a message that was under way when the process died nobody can know whether it
arrived. The ledger's rule is that such a message is never sent again, and that nothing else is ever
left out:

- *queued*: owed, and surely not sent yet. A restart goes on with these.
- *sending*: written to the disk before the message leaves. Found at a restart, it counts as sent,
  and the row carries a doubt for the newsroom to see; at most as many rows can be so as messages
  were under way, a handful. What is owed after it (a further part) is still sent.
- *sent*, *blocked*, *failed*: done. `blocked` is a chat that may not be written to, `failed` one
  that Telegram refused for another reason or whose time ran out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, and_, delete, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.store.database import Database
from bot.store.schema import DELIVERIES

__all__ = [
    "Deliveries",
    "DeliveryState",
    "Mark",
    "Occasion",
    "OccasionKind",
    "Owed",
    "Tally",
]


class OccasionKind(StrEnum):
    """Why something is delivered that nobody asked for just now."""

    PUSH = "push"
    WATCH = "watch"
    BROADCAST = "broadcast"


@dataclass(frozen=True, slots=True)
class Occasion:
    """One thing to deliver, once to each chat it is owed to.

    Attributes:
        kind: Why.
        key: The issue's date in ISO 8601 ("" for the undated one), or the broadcast's number.
    """

    kind: OccasionKind
    key: str

    def __str__(self) -> str:
        return f"{self.kind}/{self.key}"

    @staticmethod
    def of(text: str) -> Occasion:
        """The occasion that prints as `text`."""
        kind, _, key = text.partition("/")
        return Occasion(OccasionKind(kind), key)


class DeliveryState(StrEnum):
    """How far a delivery got; see the module."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    BLOCKED = "blocked"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Owed:
    """A chat that is still owed something, from message `part` (from 0) of it on."""

    chat: int
    part: int


@dataclass(frozen=True, slots=True)
class Mark:
    """One step of a delivery, to be written down.

    Attributes:
        occasion: Of the delivery.
        chat: Of the delivery.
        state: `SENDING` claims message `part`, which no other claim of it may have done; `QUEUED`
            gives it back unsent; the others end the delivery.
        part: The message meant.
        doubt: Whether a message may have arrived or not.
    """

    occasion: Occasion
    chat: int
    state: DeliveryState
    part: int
    doubt: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """How many deliveries of an occasion are in each state, and how many carry a doubt."""

    queued: int = 0
    sending: int = 0
    sent: int = 0
    blocked: int = 0
    failed: int = 0
    doubtful: int = 0


class Deliveries:
    """The ledger.

    Args:
        database: Where it is kept.
        clock: Seconds since 1970.
    """

    def __init__(self, database: Database, clock: Callable[[], float]) -> None:
        self._database = database
        self._clock = clock

    def enrol(self, occasion: Occasion, chats: Iterable[int]) -> int:
        """Owe something to chats; those it was ever owed to are passed over.

        Returns:
            How many are new. All of them are on the disk.
        """
        fresh = {
            "occasion": str(occasion),
            "state": DeliveryState.QUEUED.value,
            "part": 0,
            "doubt": False,
            "at": int(self._clock()),
        }
        rows = [{"chat": chat, **fresh} for chat in dict.fromkeys(chats)]
        if not rows:
            return 0
        with self._database.confirmed() as connection:
            before = _count(connection, occasion)
            connection.execute(insert(DELIVERIES).on_conflict_do_nothing(), rows)
            return _count(connection, occasion) - before

    def owed(self, occasion: Occasion) -> tuple[Owed, ...]:
        """Chats still owed something, by id."""
        statement = (
            select(DELIVERIES.c.chat, DELIVERIES.c.part)
            .where(
                DELIVERIES.c.occasion == str(occasion),
                DELIVERIES.c.state == DeliveryState.QUEUED.value,
            )
            .order_by(DELIVERIES.c.chat)
        )
        with self._database.read() as connection:
            return tuple(Owed(*row) for row in connection.execute(statement))

    def unfinished(self) -> tuple[Occasion, ...]:
        """Occasions that are still owed to somebody."""
        statement = (
            select(DELIVERIES.c.occasion)
            .where(DELIVERIES.c.state == DeliveryState.QUEUED.value)
            .distinct()
            .order_by(DELIVERIES.c.occasion)
        )
        with self._database.read() as connection:
            return tuple(Occasion.of(text) for text in connection.scalars(statement))

    def recover(self) -> int:
        """Put right what a crash left under way; call once at the start, before any delivery.

        Returns:
            How many messages were under way, and may have arrived or not.
        """
        statement = (
            update(DELIVERIES)
            .where(DELIVERIES.c.state == DeliveryState.SENDING.value)
            .values(
                state=DeliveryState.QUEUED.value,
                part=DELIVERIES.c.part + 1,
                doubt=True,
                at=int(self._clock()),
            )
        )
        with self._database.confirmed() as connection:
            return connection.execute(statement).rowcount

    def write(self, marks: Sequence[Mark]) -> tuple[bool, ...]:
        """Write steps down, all in one go; they are on the disk when this returns.

        Returns:
            For each, whether it took: a claim does not take where the delivery was made, begun or
            forgotten in the meantime, and the message must then not be sent.
        """
        now = int(self._clock())
        with self._database.confirmed() as connection:
            return tuple(_write(connection, mark, now) for mark in marks)

    def expire(self, before: int) -> int:
        """Give up what has been owed since before a time (seconds since 1970).

        Returns:
            How many deliveries.
        """
        statement = (
            update(DELIVERIES)
            .where(DELIVERIES.c.state == DeliveryState.QUEUED.value, DELIVERIES.c.at < before)
            .values(state=DeliveryState.FAILED.value)
        )
        with self._database.confirmed() as connection:
            return connection.execute(statement).rowcount

    def prune(self, before: int) -> int:
        """Delete what ended before a time (seconds since 1970).

        A push or a watch of so long ago is never enrolled again. Broadcasts stay, for a button that
        confirms one can be pressed again at any time.

        Returns:
            How many deliveries.
        """
        owed = (DeliveryState.QUEUED.value, DeliveryState.SENDING.value)
        statement = delete(DELIVERIES).where(
            DELIVERIES.c.at < before,
            DELIVERIES.c.state.not_in(owed),
            ~DELIVERIES.c.occasion.startswith(f"{OccasionKind.BROADCAST}/"),
        )
        with self._database.noted() as connection:
            return connection.execute(statement).rowcount

    def tally(self, occasion: Occasion) -> Tally:
        """How far an occasion got."""
        mine = DELIVERIES.c.occasion == str(occasion)
        states = select(DELIVERIES.c.state, func.count()).where(mine).group_by(DELIVERIES.c.state)
        doubts = select(func.count()).where(mine, DELIVERIES.c.doubt)
        with self._database.read() as connection:
            counts = {str(state): int(count) for state, count in connection.execute(states)}
            doubtful = int(connection.execute(doubts).scalar_one())
        return Tally(**counts, doubtful=doubtful)


def _count(connection: Connection, occasion: Occasion) -> int:
    statement = select(func.count()).where(DELIVERIES.c.occasion == str(occasion))
    return int(connection.execute(statement).scalar_one())


def _write(connection: Connection, mark: Mark, now: int) -> bool:
    state, part = DELIVERIES.c.state, DELIVERIES.c.part
    sending: ColumnElement[bool] = state == DeliveryState.SENDING.value
    queued: ColumnElement[bool] = state == DeliveryState.QUEUED.value
    if mark.state is DeliveryState.SENDING:
        # The first part of a chat's delivery comes from the queue, a later one follows its own;
        # parts in between may be left out.
        allowed = or_(and_(queued, part <= mark.part), and_(sending, part < mark.part))
    elif mark.state is DeliveryState.QUEUED:
        # Given back before it left, or those before it arrived and this one is not begun.
        allowed = and_(sending, part <= mark.part)
    else:
        allowed = or_(sending, queued)
    statement = (
        update(DELIVERIES)
        .where(DELIVERIES.c.occasion == str(mark.occasion), DELIVERIES.c.chat == mark.chat, allowed)
        .values(state=mark.state.value, part=mark.part, at=now)
    )
    if mark.doubt:
        statement = statement.values(doubt=True)
    return connection.execute(statement).rowcount > 0
