"""Alembic runs this to migrate over the connection that `bot.store.database` hands it."""  # noqa: INP001 - Alembic runs it by its path

from __future__ import annotations

from alembic import context

__all__: list[str] = []

context.configure(connection=context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
