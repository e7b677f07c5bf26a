"""The folder of issue files, on real files."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import FileFault, IssueFolderError
from bot.issue_folder import FolderEventKind, IssueFolder, load_folder
from retrieval.markdown import write_markdown

PAGE = """嘉善新闻
2024年3月14日 星期四 农历甲辰年二月初五

我市农污治理获省优秀

■记者 徐玉霞

本报讯 昨天，记者从市治水办获悉，我市农村生活污水治理工作获评省优秀，行政村覆盖率达到100%。
"""
FIRST = date(2024, 3, 14)
SECOND = date(2024, 3, 15)
_SECONDS = count()


def page_of(day: date, headline: str = "") -> str:
    page = PAGE.replace("2024年3月14日", f"{day.year}年{day.month}月{day.day}日")
    assert day == FIRST or page != PAGE
    return page.replace("我市农污治理获省优秀", headline) if headline else page


def save(path: Path, content: str | bytes) -> None:
    """Write a file as an editor does, some time after its last change.

    A test writes twice within one tick of the clock that dates files, which nobody else does.
    """
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    moment = 1_700_000_000 + next(_SECONDS)
    os.utime(path, (moment, moment))


def settled(folder: IssueFolder) -> list[tuple[FolderEventKind, str]]:
    """Survey until nothing waits; the events by kind and file name."""
    events = []
    for _ in range(5):
        change = folder.survey()
        if change is not None:
            events += [(event.kind, event.path.name) for event in change.events]
            assert change.loaded == folder.loaded
        if not folder.unsettled:
            return events
    raise AssertionError("the folder never settles")


def test_many_issues_are_served_newest_first(tmp_path: Path) -> None:
    days = [FIRST + timedelta(days=ahead) for ahead in range(3)]
    for day in days:
        save(tmp_path / f"{day}.txt", page_of(day))
    loaded = load_folder(tmp_path)
    assert loaded.archive.dates == tuple(reversed(days))
    assert loaded.broken == ()
    assert [file.path.name for file in loaded.files] == [f"{day}.txt" for day in reversed(days)]


def test_an_empty_folder_serves_nothing_and_breaks_nothing(tmp_path: Path) -> None:
    loaded = load_folder(tmp_path)
    assert len(loaded.archive) == 0
    assert loaded.archive.newest is None
    assert loaded.broken == ()


def test_one_broken_issue_is_reported_and_the_good_ones_serve(tmp_path: Path) -> None:
    save(tmp_path / "2024-03-14.txt", PAGE)
    save(tmp_path / "2024-03-15.txt", b"%PDF-1.4")
    save(tmp_path / "2024-03-16.txt", b"")
    loaded = load_folder(tmp_path)
    assert loaded.archive.dates == (FIRST,)
    assert [(file.path.name, file.fault) for file in loaded.broken] == [
        ("2024-03-15.txt", FileFault.BINARY),
        ("2024-03-16.txt", FileFault.EMPTY),
    ]
    assert loaded.broken[0].message.startswith("2024-03-15.txt：这是 PDF 文件")


def test_what_is_no_issue_file_is_let_alone(tmp_path: Path) -> None:
    for name in (".2024-03-14.txt.swp", "2024-03-14.txt~", "2024-03-14.txt.part", "notes.docx"):
        save(tmp_path / name, b"\x00")
    (tmp_path / "pictures").mkdir()
    loaded = load_folder(tmp_path)
    assert len(loaded.archive) == 0
    assert loaded.broken == ()


def test_a_folder_named_like_an_issue_is_reported(tmp_path: Path) -> None:
    (tmp_path / "2024-03-14.txt").mkdir()
    assert [file.fault for file in load_folder(tmp_path).broken] == [FileFault.DIRECTORY]


def test_of_two_files_of_one_date_the_one_named_after_it_serves(tmp_path: Path) -> None:
    save(tmp_path / "2024-03-14.txt", PAGE)
    save(tmp_path / "01.txt", page_of(FIRST, "另一个标题"))
    loaded = load_folder(tmp_path)
    assert [file.path.name for file in loaded.files] == ["2024-03-14.txt"]
    assert [(file.path.name, file.fault) for file in loaded.broken] == [
        ("01.txt", FileFault.SAME_DATE)
    ]
    assert "2024-03-14.txt" in loaded.broken[0].reason


def test_a_mended_issue_stands_in_place_of_its_page_text(tmp_path: Path) -> None:
    save(tmp_path / "2024-03-14.txt", PAGE)
    issue = load_folder(tmp_path).archive.newest
    assert issue is not None
    save(tmp_path / "2024-03-14.md", write_markdown(issue))
    loaded = load_folder(tmp_path)
    assert [file.path.name for file in loaded.files] == ["2024-03-14.md"]
    assert loaded.broken == ()


def test_a_broken_mended_issue_leaves_the_page_text_serving(tmp_path: Path) -> None:
    save(tmp_path / "2024-03-14.txt", PAGE)
    save(tmp_path / "2024-03-14.md", b"")
    loaded = load_folder(tmp_path)
    assert [file.path.name for file in loaded.files] == ["2024-03-14.txt"]
    assert [file.path.name for file in loaded.broken] == ["2024-03-14.md"]


def test_a_missing_folder_and_a_file_in_its_place_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(IssueFolderError, match="不存在"):
        load_folder(tmp_path / "issues")
    (tmp_path / "file").touch()
    with pytest.raises(IssueFolderError, match="不是文件夹"):
        load_folder(tmp_path / "file")


def test_a_new_file_arrives_once_two_surveys_agree_on_it(tmp_path: Path) -> None:
    folder = IssueFolder(tmp_path)
    folder.load()
    path = tmp_path / "2024-03-14.txt"
    save(path, PAGE[:200])
    assert folder.survey() is None
    save(path, PAGE)
    assert folder.survey() is None
    change = folder.survey()
    assert change is not None
    assert [event.kind for event in change.events] == [FolderEventKind.ARRIVED]
    assert change.events[0].date == FIRST
    assert change.loaded.archive.newest == change.events[0].issue
    assert not folder.unsettled


def test_changed_and_removed_files_are_replaced_and_withdrawn(tmp_path: Path) -> None:
    path = tmp_path / "2024-03-14.txt"
    save(path, PAGE)
    folder = IssueFolder(tmp_path)
    folder.load()
    save(path, page_of(FIRST, "另一个标题"))
    assert settled(folder) == [(FolderEventKind.REPLACED, path.name)]
    path.unlink()
    assert settled(folder) == [(FolderEventKind.WITHDRAWN, path.name)]
    assert len(folder.loaded.archive) == 0


def test_a_file_saved_again_without_a_change_is_no_event(tmp_path: Path) -> None:
    path = tmp_path / "2024-03-14.txt"
    save(path, PAGE)
    folder = IssueFolder(tmp_path)
    archive = folder.load().archive
    save(path, PAGE)
    assert settled(folder) == []
    assert folder.loaded.archive is archive


def test_saving_by_renaming_is_one_replacement(tmp_path: Path) -> None:
    path = tmp_path / "2024-03-14.txt"
    save(path, PAGE)
    folder = IssueFolder(tmp_path)
    folder.load()
    path.unlink()
    assert folder.survey() is None
    save(tmp_path / ".new", page_of(FIRST, "另一个标题"))
    (tmp_path / ".new").replace(path)
    assert settled(folder) == [(FolderEventKind.REPLACED, path.name)]


def test_a_file_that_breaks_is_refused_and_the_old_state_serves_on(tmp_path: Path) -> None:
    path = tmp_path / "2024-03-14.txt"
    save(path, PAGE)
    folder = IssueFolder(tmp_path)
    archive = folder.load().archive
    save(path, b"\x00\x00")
    assert settled(folder) == [(FolderEventKind.REFUSED, path.name)]
    assert folder.loaded.archive is archive
    assert [file.fault for file in folder.loaded.broken] == [FileFault.BINARY]
    save(path, PAGE)
    assert settled(folder) == []
    assert folder.loaded.broken == ()


def test_a_corrected_date_moves_the_issue(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    save(path, PAGE)
    folder = IssueFolder(tmp_path)
    folder.load()
    save(path, page_of(SECOND))
    assert settled(folder) == [
        (FolderEventKind.WITHDRAWN, path.name),
        (FolderEventKind.ARRIVED, path.name),
    ]
    assert folder.loaded.archive.dates == (SECOND,)


def test_a_folder_that_vanishes_keeps_its_state_and_says_so(tmp_path: Path) -> None:
    home = tmp_path / "issues"
    home.mkdir()
    save(home / "2024-03-14.txt", PAGE)
    folder = IssueFolder(home)
    archive = folder.load().archive
    home.rename(tmp_path / "elsewhere")
    with pytest.raises(IssueFolderError):
        folder.survey()
    assert folder.loaded.archive is archive
    (tmp_path / "elsewhere").rename(home)
    assert settled(folder) == []


names = st.sampled_from(["2024-03-14.txt", "2024-03-15.txt", "a.txt", "2024-03-14.md", ".b.txt"])
contents = st.sampled_from(
    [page_of(FIRST), page_of(SECOND), page_of(FIRST, "另一个标题"), "\0", "", None]
)


@settings(max_examples=25)
@given(st.lists(st.lists(st.tuples(names, contents), max_size=3), max_size=5))
def test_however_it_came_about_the_state_is_that_of_a_fresh_start(
    tmp_path_factory: pytest.TempPathFactory, days: list[list[tuple[str, str | None]]]
) -> None:
    """Files are written and removed; broken ones are left out, for they serve as last read."""
    home = tmp_path_factory.mktemp("issues")
    folder = IssueFolder(home)
    folder.load()
    served: dict[date | None, str] = {}
    for changes in days:
        for name, content in changes:
            path = home / name
            if content is None or len(content) < 2:
                path.unlink(missing_ok=True)
            else:
                save(path, content)
        before = dict(served)
        arrived, withdrawn = set[date | None](), set[date | None]()
        for _ in range(3):
            change = folder.survey()
            for event in change.events if change else ():
                if event.kind is FolderEventKind.ARRIVED:
                    arrived.add(event.date)
                if event.kind is FolderEventKind.WITHDRAWN:
                    withdrawn.add(event.date)
        fresh = load_folder(home)
        served = {file.issue.date: file.path.name for file in fresh.files}
        assert folder.loaded.archive.issues == fresh.archive.issues
        assert folder.loaded.files == fresh.files
        assert folder.loaded.broken == fresh.broken
        assert arrived == served.keys() - before.keys()
        assert withdrawn == before.keys() - served.keys()


def test_a_watch_tells_what_happens_until_it_is_stopped(tmp_path: Path) -> None:
    home = tmp_path / "issues"
    home.mkdir()
    seen: list[tuple[FolderEventKind, str]] = []
    path = home / "2024-03-14.txt"

    def bring_back_without_the_file() -> None:
        (tmp_path / "elsewhere" / path.name).unlink()
        (tmp_path / "elsewhere").rename(home)

    steps: list[Callable[[], object]] = [
        lambda: save(path, PAGE),
        lambda: save(path, b"\x00"),
        lambda: home.rename(tmp_path / "elsewhere"),
        bring_back_without_the_file,
    ]

    async def follow() -> None:
        folder, stop = IssueFolder(home), asyncio.Event()
        folder.load()
        remaining = iter(steps)
        next(remaining)()
        async for change in folder.watch(stop, every=0.05):
            seen.extend((event.kind, event.path.name) for event in change.events)
            step = next(remaining, None)
            if step is None:
                stop.set()
            else:
                step()

    asyncio.run(asyncio.wait_for(follow(), 60))
    assert seen == [
        (FolderEventKind.ARRIVED, path.name),
        (FolderEventKind.REFUSED, path.name),
        (FolderEventKind.REFUSED, home.name),
        (FolderEventKind.WITHDRAWN, path.name),
    ]
