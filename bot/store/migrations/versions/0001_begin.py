"""The first tables."""  # noqa: INP001 - Alembic runs it by its path

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table of the first version."""
    _readers()
    _questions()
    _newsroom()


def downgrade() -> None:
    """Remove every table."""
    for table in (
        "feedback",
        "questions",
        "wrong_lines",
        "watches",
        "subscriptions",
        "chats",
        "deliveries",
        "broadcasts",
        "issues",
    ):
        op.drop_table(table)


def _readers() -> None:
    op.create_table(
        "chats",
        sa.Column("chat", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("language", sa.String),
        sa.Column("issue", sa.String),
        sa.Column("traditional", sa.Boolean, nullable=False),
        sa.Column("blocked", sa.Boolean, nullable=False),
        sa.Column("first_seen", sa.Integer, nullable=False),
        sa.Column("last_seen", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("chat", name="pk_chats"),
    )
    op.create_table(
        "subscriptions",
        sa.Column("chat", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("minute", sa.Integer, nullable=False),
        sa.Column("since", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("chat", name="pk_subscriptions"),
    )
    op.create_table(
        "watches",
        sa.Column("chat", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("word", sa.String, nullable=False),
        sa.Column("since", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("chat", "word", name="pk_watches"),
    )


def _questions() -> None:
    op.create_table(
        "questions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("reader", sa.BigInteger, nullable=False),
        sa.Column("question", sa.String, nullable=False),
        sa.Column("issue", sa.String, nullable=False),
        sa.Column("headline", sa.String, nullable=False),
        sa.Column("sentence", sa.String, nullable=False),
        sa.Column("certainty", sa.String, nullable=False),
        sa.Column("milliseconds", sa.Float, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_questions_at", "questions", ["at"])
    op.create_index("ix_questions_reader", "questions", ["reader"])
    op.create_table(
        "feedback",
        sa.Column("question", sa.Integer, nullable=False),
        sa.Column("reader", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("verdict", sa.String, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("question", "reader", name="pk_feedback"),
        sa.ForeignKeyConstraint(
            ["question"], ["questions.id"], name="fk_feedback_question", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "wrong_lines",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("reader", sa.BigInteger, nullable=False),
        sa.Column("issue", sa.String, nullable=False),
        sa.Column("headline", sa.String, nullable=False),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_wrong_lines"),
        sa.UniqueConstraint("reader", "issue", "headline", "part", name="uq_wrong_lines_reader"),
    )


def _newsroom() -> None:
    op.create_table(
        "issues",
        sa.Column("issue", sa.String, nullable=False),
        sa.Column("fingerprint", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("arrived", sa.Integer, nullable=False),
        sa.Column("decided", sa.Integer),
        sa.Column("admin", sa.BigInteger),
        sa.PrimaryKeyConstraint("issue", name="pk_issues"),
    )
    op.create_table(
        "broadcasts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("admin", sa.BigInteger, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_broadcasts"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "deliveries",
        sa.Column("occasion", sa.String, nullable=False),
        sa.Column("chat", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("doubt", sa.Boolean, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("occasion", "chat", name="pk_deliveries"),
    )
    op.create_index("ix_deliveries_chat", "deliveries", ["chat"])
