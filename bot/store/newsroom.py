"""What the newsroom decided: which issues are published, and what it told every chat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - the word of the glossary
from enum import StrEnum

from sqlalchemy import select, update
from sqlalchemy.dialects.sqlite import insert

from bot.store.database import Database
from bot.store.schema import BROADCASTS, ISSUES, date_text, text_date

__all__ = ["Broadcast", "Broadcasts", "IssueDecision", "IssueDecisions", "IssueState"]


class IssueState(StrEnum):
    """Whether readers may see an issue."""

    PENDING = "pending"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class IssueDecision:
    """The state of an issue.

    Attributes:
        date: Of the issue; None for the undated one.
        fingerprint: Of the reading that the newsroom saw last.
        state: Whether readers may see it.
        arrived: When its file was first read, seconds since 1970.
        decided: When it was published or withdrawn, or None.
        admin: Who decided, or None where nobody needed to.
    """

    date: Date | None
    fingerprint: str
    state: IssueState
    arrived: int
    decided: int | None = None
    admin: int | None = None


@dataclass(frozen=True, slots=True)
class Broadcast:
    """A message of an admin to every chat; `at` in seconds since 1970."""

    number: int
    text: str
    admin: int
    at: int


class IssueDecisions:
    """The issues that ever arrived.

    Args:
        database: Where they are kept.
        clock: Seconds since 1970.
    """

    def __init__(self, database: Database, clock: Callable[[], float]) -> None:
        self._database = database
        self._clock = clock

    def arrive(self, date: Date | None, fingerprint: str, *, publish: bool) -> IssueDecision:
        """Note that an issue was read. A decision about its date stands, even for another reading.

        Args:
            date: Of the issue.
            fingerprint: Of the reading.
            publish: Whether an issue that is new is published without anybody's word.

        Returns:
            How it stands now.
        """
        now = int(self._clock())
        fresh = {
            "issue": date_text(date),
            "fingerprint": fingerprint,
            "state": (IssueState.PUBLISHED if publish else IssueState.PENDING).value,
            "arrived": now,
            "decided": now if publish else None,
        }
        statement = insert(ISSUES).values(fresh)
        upsert = statement.on_conflict_do_update(
            index_elements=["issue"], set_={"fingerprint": fingerprint}
        )
        with self._database.confirmed() as connection:
            connection.execute(upsert)
        found = self.get(date)
        if found is None:
            raise LookupError(f"issue {date} was written and is gone")
        return found

    def decide(self, date: Date | None, state: IssueState, admin: int) -> bool:
        """Publish or withdraw an issue.

        Returns:
            Whether that changed anything; not where it stood so already, or never arrived.
        """
        statement = (
            update(ISSUES)
            .where(ISSUES.c.issue == date_text(date), ISSUES.c.state != state.value)
            .values(state=state.value, decided=int(self._clock()), admin=admin)
        )
        with self._database.confirmed() as connection:
            return connection.execute(statement).rowcount > 0

    def get(self, date: Date | None) -> IssueDecision | None:
        """How an issue stands, or None where it never arrived."""
        return next((found for found in self.all() if found.date == date), None)

    def all(self) -> tuple[IssueDecision, ...]:
        """Every issue that ever arrived, newest date first."""
        columns = (
            ISSUES.c.issue,
            ISSUES.c.fingerprint,
            ISSUES.c.state,
            ISSUES.c.arrived,
            ISSUES.c.decided,
            ISSUES.c.admin,
        )
        with self._database.read() as connection:
            rows = connection.execute(select(*columns).order_by(ISSUES.c.issue.desc())).all()
        return tuple(
            IssueDecision(text_date(issue), fingerprint, IssueState(state), *rest)
            for issue, fingerprint, state, *rest in rows
        )


class Broadcasts:
    """Messages to every chat, kept so that a restart can finish sending them.

    Args:
        database: Where they are kept.
        clock: Seconds since 1970.
    """

    def __init__(self, database: Database, clock: Callable[[], float]) -> None:
        self._database = database
        self._clock = clock

    def add(self, text: str, admin: int) -> Broadcast:
        """Keep a message that is about to be sent to every chat."""
        at = int(self._clock())
        statement = insert(BROADCASTS).values(text=text, admin=admin, at=at)
        with self._database.confirmed() as connection:
            number = int(connection.execute(statement.returning(BROADCASTS.c.id)).scalar_one())
        return Broadcast(number, text, admin, at)

    def get(self, number: int) -> Broadcast | None:
        """A message by its number."""
        columns = (BROADCASTS.c.id, BROADCASTS.c.text, BROADCASTS.c.admin, BROADCASTS.c.at)
        statement = select(*columns).where(BROADCASTS.c.id == number)
        with self._database.read() as connection:
            row = connection.execute(statement).one_or_none()
        return None if row is None else Broadcast(*row)
