"""Opening, migrating, saving and bringing back the SQLite file."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import time
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.exc import IntegrityError

from bot.errors import StoreError
from bot.store import Store, backup, restore
from bot.store.database import _NEWEST, Database
from bot.store.migrating import newest_version
from bot.store.schema import METADATA

READER = 42
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "wenbao.sqlite3"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with closing(Store(path)) as store:
        yield store


def test_the_migrations_make_exactly_the_tables_that_the_code_means(path: Path) -> None:
    with closing(Database(path)) as database, database.read() as connection:
        assert METADATA.tables
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_a_new_store_stands_at_the_last_migration(path: Path) -> None:
    with closing(Database(path)) as database, database.read() as connection:
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    assert found == newest_version() == _NEWEST


@pytest.mark.usefixtures("store")
def test_a_store_that_needs_no_change_is_opened_without_alembic(path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from bot.store import Store\n"
        f"Store(Path({str(path)!r}))\n"
        "assert 'alembic' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT)


def test_opening_an_existing_store_keeps_what_it_has(store: Store, path: Path) -> None:
    store.subscriptions.put(READER, time(7, 30))
    store.close()
    with closing(Store(path)) as again:
        assert [wish.chat for wish in again.subscriptions.all()] == [READER]


@pytest.mark.usefixtures("store")
def test_only_the_owner_may_read_the_file(path: Path) -> None:
    assert path.stat().st_mode & 0o077 == 0


def test_confirmed_writing_waits_for_the_disk_and_noted_does_not(path: Path) -> None:
    with closing(Database(path)) as database:
        full, normal = 2, 1
        for transaction, expected in ((database.confirmed, full), (database.noted, normal)):
            with transaction() as connection:
                assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == expected
                assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
                assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_an_error_inside_a_transaction_undoes_it(path: Path) -> None:
    with closing(Database(path)) as database:
        with pytest.raises(IntegrityError), database.confirmed() as connection:  # noqa: PT012 - the first must be undone
            connection.exec_driver_sql("INSERT INTO watches VALUES (1, '地铁', 0)")
            connection.exec_driver_sql("INSERT INTO watches VALUES (1, '地铁', 0)")
        with database.read() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM watches").scalar() == 0


def test_many_threads_write_at_once_and_nothing_is_lost(store: Store) -> None:
    def add(chat: int) -> None:
        for number in range(10):
            assert store.watches.add(chat, f"词{number}")

    threads = [threading.Thread(target=add, args=(chat,)) for chat in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.watches.all()) == 80


def test_a_file_that_is_no_database_is_refused_by_name(path: Path) -> None:
    path.write_text("本报讯 " * 1000, "utf-8")
    with pytest.raises(StoreError, match=r"wenbao\.sqlite3：打不开"):
        Store(path)


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="打不开"):
        Store(tmp_path)


def test_a_store_of_a_newer_version_is_not_touched(store: Store, path: Path) -> None:
    store.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="比程序新"):
        Store(path)


def test_a_copy_is_made_while_the_store_is_in_use(store: Store, path: Path, tmp_path: Path) -> None:
    store.watches.add(READER, "地铁")
    backup(path, tmp_path / "saved")
    assert {file.name for file in tmp_path.iterdir() if file.name.startswith("saved")} == {"saved"}
    assert (tmp_path / "saved").stat().st_mode & 0o077 == 0
    store.watches.add(READER, "大桥")
    with closing(Store(tmp_path / "saved")) as saved:
        assert saved.watches.of(READER) == ("地铁",)


def test_a_copy_of_a_missing_store_is_refused_and_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="没有这个数据库文件"):
        backup(tmp_path / "none", tmp_path / "saved")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("store")
def test_a_copy_into_a_missing_folder_says_so(path: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="saved"):
        backup(path, tmp_path / "none" / "saved")


def test_the_store_is_not_saved_over_itself(store: Store, path: Path) -> None:
    store.watches.add(READER, "地铁")
    for act in (backup, restore):
        with pytest.raises(StoreError, match="另取一个文件名"):
            act(path, path.parent / "." / path.name)
    assert store.watches.of(READER) == ("地铁",)


def test_a_saved_store_comes_back_and_the_one_before_stays_beside(
    store: Store, path: Path, tmp_path: Path
) -> None:
    store.watches.add(READER, "地铁")
    backup(path, tmp_path / "saved")
    store.watches.add(READER, "大桥")
    store.close()
    restore(tmp_path / "saved", path)
    with closing(Store(path)) as again:
        assert again.watches.of(READER) == ("地铁",)
    with closing(Store(path.with_name(path.name + ".before-restore"))) as before:
        assert set(before.watches.of(READER)) == {"地铁", "大桥"}


def test_a_saved_store_comes_back_where_there_was_none(
    store: Store, path: Path, tmp_path: Path
) -> None:
    store.watches.add(READER, "地铁")
    backup(path, tmp_path / "saved")
    restore(tmp_path / "saved", tmp_path / "new.sqlite3")
    with closing(Store(tmp_path / "new.sqlite3")) as again:
        assert again.watches.of(READER) == ("地铁",)


def test_a_store_in_use_is_not_replaced(store: Store, path: Path, tmp_path: Path) -> None:
    backup(path, tmp_path / "saved")
    store.watches.add(READER, "地铁")
    with pytest.raises(StoreError, match="正在使用"):
        restore(tmp_path / "saved", path)
    assert store.watches.of(READER) == ("地铁",)


def test_a_damaged_copy_does_not_replace_the_store(
    store: Store, path: Path, tmp_path: Path
) -> None:
    store.watches.add(READER, "地铁")
    store.close()
    for content in (b"", b"no database " * 500, path.read_bytes()[:5000]):
        (tmp_path / "saved").write_bytes(content)
        with pytest.raises(StoreError):
            restore(tmp_path / "saved", path)
        with closing(Store(path)) as again:
            assert again.watches.of(READER) == ("地铁",)
    assert not [file for file in tmp_path.iterdir() if "restoring" in file.name]
