"""The SQLite file: opening, migrating, saving and bringing back. Knows no table's meaning."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import ConnectionPoolEntry

from bot.errors import StoreError

__all__ = ["Database", "backup", "restore"]

_NEWEST = "0001"
"""The last of the migrations; a store that stands at it needs none."""
_BUSY_SECONDS = 10.0
"""How long a writer waits for another one before it gives up; writes take milliseconds."""


class Database:
    """An open SQLite file, migrated to the newest schema. Safe from several threads.

    Write-ahead logging lets readers go on while one writes. Two kinds of writing: `confirmed`
    reaches the disk before it returns, as promises to people must; `noted` survives the death of
    the process but the last of it not the loss of power, and costs no wait for the disk.

    Args:
        path: The file; made where it is missing, readable by its owner alone.

    Raises:
        StoreError: The file cannot be opened, is no such database, or is of a newer version.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        _prepare(path)
        self._reading = _engine(path, synchronous="NORMAL", begin="BEGIN")
        self._noting = _engine(path, synchronous="NORMAL", begin="BEGIN IMMEDIATE")
        self._confirming = _engine(path, synchronous="FULL", begin="BEGIN IMMEDIATE")
        try:
            self._migrate()
        except StoreError:
            self.close()
            raise
        except (DatabaseError, OSError) as error:
            self.close()
            raise _broken(path, error) from error

    @contextmanager
    def read(self) -> Generator[Connection]:
        """A consistent view of all tables."""
        with self._reading.begin() as connection:
            yield connection

    @contextmanager
    def noted(self) -> Generator[Connection]:
        """A transaction that is not waited for."""
        with self._noting.begin() as connection:
            yield connection

    @contextmanager
    def confirmed(self) -> Generator[Connection]:
        """A transaction that is on the disk when the block ends."""
        with self._confirming.begin() as connection:
            yield connection

    def erase_log(self) -> None:
        """Empty the write-ahead log, in which deleted rows may still stand.

        Waits for readers that are under way; where one outlasts the wait, the log is emptied by the
        next writer that finds nobody reading.
        """
        with closing(sqlite3.connect(self.path, timeout=_BUSY_SECONDS)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close every connection."""
        for engine in (self._reading, self._noting, self._confirming):
            engine.dispose()

    def _migrate(self) -> None:
        with self.confirmed() as connection:
            if _version(connection) != _NEWEST:
                from bot.store.migrating import upgrade  # noqa: PLC0415 - see there

                upgrade(connection, self.path)


def backup(path: Path, target: Path) -> None:
    """Save a consistent copy of the store while it may be in use.

    Args:
        path: The store's file.
        target: Where to put the copy, readable by its owner alone; it is complete or not there.

    Raises:
        StoreError: The store is missing or damaged, or the copy cannot be written.
    """
    if not path.is_file():
        raise StoreError(path, "没有这个数据库文件", "请检查 WENBAO_STORE 的路径")
    _check_apart(path, target)
    _copy(path, target, blame=target)


def restore(source: Path, path: Path) -> None:
    """Put a saved copy in the place of the store. No process may have the store open.

    The copy is checked and migrated before it takes the store's place; the store as it was stays
    beside it with the suffix ``.before-restore``.

    Args:
        source: A file that `backup` made.
        path: The store's file; need not exist.

    Raises:
        StoreError: The copy is missing, damaged, or not a store; or the store is in use. The store
            is then as it was.
    """
    if not source.is_file():
        raise StoreError(source, "没有这个备份文件", "请检查路径")
    _check_apart(path, source)
    fresh = path.with_name(path.name + ".restoring")
    _remove(fresh)
    try:
        _copy(source, fresh, blame=source)
        _check_is_store(fresh, blame=source)
        Database(fresh).close()
        if path.exists():
            _copy(path, path.with_name(path.name + ".before-restore"), blame=path)
            _take_alone(path)
        _take_alone(fresh)
        _remove_log(path)
        fresh.replace(path)
        _sync_folder(path.parent)
    finally:
        _remove(fresh)


def _engine(path: Path, *, synchronous: str, begin: str) -> Engine:
    engine = create_engine(
        f"sqlite+pysqlite:///{path}", connect_args={"timeout": _BUSY_SECONDS}, pool_size=8
    )

    def connected(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
        # The driver's own transactions begin too late and without IMMEDIATE; ours are explicit.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            f"synchronous = {synchronous}",
            "foreign_keys = ON",
            "secure_delete = ON",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def begun(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)
    return engine


def _version(connection: Connection) -> str | None:
    """Where a store stands; None for a new one."""
    find = "SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'"
    if not connection.exec_driver_sql(find).scalar_one():
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return str(found) if found else None


def _prepare(path: Path) -> None:
    """Make the file with its owner's rights alone and turn write-ahead logging on, once."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        with closing(sqlite3.connect(path, timeout=_BUSY_SECONDS)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
    except (OSError, sqlite3.Error) as error:
        raise _broken(path, error) from error


def _copy(path: Path, target: Path, *, blame: Path) -> None:
    partial = target.with_name(target.name + ".part")
    _remove(partial)
    try:
        os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with (
            closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(partial)) as copy,
        ):
            source.backup(copy)
            # The copy is one plain file, with no log beside it to be forgotten.
            copy.execute("PRAGMA journal_mode = DELETE")
            (verdict,) = copy.execute("PRAGMA quick_check").fetchone()
        if verdict != "ok":
            raise StoreError(path, f"数据库已损坏（{verdict}）", "请改用另一份备份")
        partial.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise _broken(blame, error) from error
    finally:
        _remove(partial)


def _check_apart(path: Path, saved: Path) -> None:
    if saved.resolve() == path.resolve():
        raise StoreError(saved, "这就是正在用的数据库，不是备份", "请给备份另取一个文件名")


def _check_is_store(path: Path, *, blame: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'"
        (found,) = connection.execute(query).fetchone()
    if not found:
        raise StoreError(blame, "这不是问报的数据库备份", "请给出 wenbao backup 存下的文件")


def _take_alone(path: Path) -> None:
    """Fold the log into the file and make sure that nobody has it open."""
    try:
        with closing(sqlite3.connect(path, timeout=0.0)) as connection:
            # Leaving write-ahead logging takes the whole file: it fails while anybody else has it.
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        raise StoreError(path, "数据库正在使用", "请先停止 wenbao run 再恢复") from error


def _remove(path: Path) -> None:
    with suppress(FileNotFoundError):
        path.unlink()
    _remove_log(path)


def _remove_log(path: Path) -> None:
    for suffix in ("-wal", "-shm", "-journal"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + suffix).unlink()


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _broken(path: Path, error: Exception) -> StoreError:
    return StoreError(path, f"打不开或写不了（{error}）", "请检查路径、权限和磁盘，或恢复备份")
