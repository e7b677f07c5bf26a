"""From whatever schema a store has to the newest one; the only module that drives alembic.

Imported when a store has to be changed: alembic brings the dialects of five databases along, which
is a tenth of what a start of the bot costs.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from bot.errors import StoreError

__all__ = ["newest_version", "upgrade"]

_MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(connection: Connection, path: Path) -> None:
    """Bring a store to the newest schema.

    Args:
        connection: To the store, in a transaction that nobody else can write in.
        path: Of the store, for an error.

    Raises:
        StoreError: The store is of a newer version than the program.
    """
    config = _config()
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        known = newest_version()
        raise StoreError(
            path, f"数据库版本比程序新（程序认识到 {known}）", "请升级程序，或恢复旧的备份"
        ) from error


def newest_version() -> str | None:
    """The last of the migrations."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config
