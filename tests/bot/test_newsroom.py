"""What readers see of the folder, and that it is ready before they see it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC
from datetime import date as Date  # noqa: N812 - the word of the glossary
from pathlib import Path

import pytest

from bot.issue_folder import FolderChange, IssueFolder
from bot.metrics import Metrics
from bot.newsroom import Newsroom
from bot.newsstand import Newsstand
from bot.store import IssueState, Store
from retrieval.archive import Archive
from tests.e2e.papers import paper, put

DAYS = tuple(Date(2024, 3, day) for day in range(4, 15))


class WatchedStand(Newsstand):
    """Notes whether the newest issue is ready at the moment it is served."""

    def __init__(self) -> None:
        super().__init__(Archive())
        self.ready: list[bool] = []

    def serve(self, archive: Archive) -> None:
        """Note and serve."""
        if archive.newest is not None:
            self.ready.append(archive.is_ready(archive.newest.date))
        super().serve(archive)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(tmp_path / "store.sqlite3")) as opened:
        yield opened


def newsroom(store: Store, stand: Newsstand, *, asks: bool = False) -> Newsroom:
    return Newsroom(store, stand, Metrics(), UTC, asks=asks)


def changed(folder: IssueFolder) -> FolderChange:
    while (change := folder.survey()) is None:
        pass
    return change


def test_an_issue_is_ready_before_the_first_reader_sees_it(tmp_path: Path, store: Store) -> None:
    stand = WatchedStand()
    put(tmp_path, DAYS[0], paper(DAYS[0]))
    folder = IssueFolder(tmp_path)
    room = newsroom(store, stand)
    room.open(folder.load())
    put(tmp_path, DAYS[1], paper(DAYS[1]))
    room.take(changed(folder))
    assert stand.archive.dates == (DAYS[1], DAYS[0])
    assert stand.ready == [True, True]


def test_an_issue_is_made_ready_at_the_newsrooms_word_not_before(
    tmp_path: Path, store: Store
) -> None:
    stand = WatchedStand()
    put(tmp_path, DAYS[0], paper(DAYS[0]))
    folder = IssueFolder(tmp_path)
    room = newsroom(store, stand, asks=True)
    room.open(folder.load())
    put(tmp_path, DAYS[1], paper(DAYS[1]))
    room.take(changed(folder))
    assert DAYS[1] not in stand.archive
    room.decide(DAYS[1], IssueState.PUBLISHED, 1)
    assert stand.archive.dates == (DAYS[1], DAYS[0])
    assert all(stand.ready)


def test_the_past_week_is_made_ready_and_nothing_older(tmp_path: Path, store: Store) -> None:
    stand = WatchedStand()
    for day in DAYS:
        put(tmp_path, day, paper(day))
    room = newsroom(store, stand)
    room.open(IssueFolder(tmp_path).load())
    assert [stand.archive.is_ready(day) for day in stand.archive.dates] == [True] + [False] * 10
    room.prepare_past()
    assert [stand.archive.is_ready(day) for day in stand.archive.dates] == [True] * 7 + [False] * 4
