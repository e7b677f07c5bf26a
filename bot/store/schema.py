"""The tables of the store as they are now; the migrations say how they came to be.

Times are whole seconds since 1970 UTC, dates are ISO 8601 text, and the issue without a date is the
empty text, so that a file can be read with any SQLite tool and sorts as it should.
"""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - the word of the glossary

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

__all__ = [
    "BROADCASTS",
    "CHATS",
    "DELIVERIES",
    "FEEDBACK",
    "ISSUES",
    "METADATA",
    "QUESTIONS",
    "SUBSCRIPTIONS",
    "WATCHES",
    "WRONG_LINES",
    "date_text",
    "text_date",
]

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""All tables."""

CHATS = Table(
    "chats",
    METADATA,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("language", String),
    Column("issue", String),
    Column("traditional", Boolean, nullable=False),
    Column("blocked", Boolean, nullable=False),
    Column("first_seen", Integer, nullable=False),
    Column("last_seen", Integer, nullable=False),
)
"""A chat, its settings, and whether it blocked the bot. `issue` is its choice, NULL for newest."""

SUBSCRIPTIONS = Table(
    "subscriptions",
    METADATA,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("minute", Integer, nullable=False),
    Column("since", Integer, nullable=False),
)
"""When a chat wants its daily push, in minutes after midnight of the bot's time zone."""

WATCHES = Table(
    "watches",
    METADATA,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("word", String, primary_key=True),
    Column("since", Integer, nullable=False),
)
"""Words that a chat wants to hear of."""

QUESTIONS = Table(
    "questions",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("chat", BigInteger, nullable=False),
    Column("reader", BigInteger, nullable=False),
    Column("question", String, nullable=False),
    Column("issue", String, nullable=False),
    Column("headline", String, nullable=False),
    Column("sentence", String, nullable=False),
    Column("certainty", String, nullable=False),
    Column("milliseconds", Float, nullable=False),
    Column("at", Integer, nullable=False),
    Index("ix_questions_at", "at"),
    Index("ix_questions_reader", "reader"),
    sqlite_autoincrement=True,
)
"""What was asked and how it was answered; `headline` and `sentence` are of the first excerpt."""

FEEDBACK = Table(
    "feedback",
    METADATA,
    Column("question", Integer, ForeignKey("questions.id", ondelete="CASCADE"), primary_key=True),
    Column("reader", BigInteger, primary_key=True, autoincrement=False),
    Column("verdict", String, nullable=False),
    Column("at", Integer, nullable=False),
)
"""What a reader thought of an answer; the last word counts."""

WRONG_LINES = Table(
    "wrong_lines",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("reader", BigInteger, nullable=False),
    Column("issue", String, nullable=False),
    Column("headline", String, nullable=False),
    Column("part", Integer, nullable=False),
    Column("at", Integer, nullable=False),
    UniqueConstraint("reader", "issue", "headline", "part"),
)
"""Readers' reports that the lines of an article stand in the wrong order."""

ISSUES = Table(
    "issues",
    METADATA,
    Column("issue", String, primary_key=True),
    Column("fingerprint", String, nullable=False),
    Column("state", String, nullable=False),
    Column("arrived", Integer, nullable=False),
    Column("decided", Integer),
    Column("admin", BigInteger),
)
"""What the newsroom decided about an issue."""

BROADCASTS = Table(
    "broadcasts",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("text", String, nullable=False),
    Column("admin", BigInteger, nullable=False),
    Column("at", Integer, nullable=False),
    sqlite_autoincrement=True,
)
"""Messages of an admin to every chat; kept so that a restart can finish sending them."""

DELIVERIES = Table(
    "deliveries",
    METADATA,
    Column("occasion", String, primary_key=True),
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("state", String, nullable=False),
    Column("part", Integer, nullable=False),
    Column("doubt", Boolean, nullable=False),
    Column("at", Integer, nullable=False),
    Index("ix_deliveries_chat", "chat"),
)
"""Who is owed what, and how far it got; see `bot.store.deliveries`."""


def date_text(date: Date | None) -> str:
    """A date as the store keeps it."""
    return "" if date is None else date.isoformat()


def text_date(text: str) -> Date | None:
    """A date as the store kept it."""
    return Date.fromisoformat(text) if text else None
