"""One issue file: what is read, and what each bad file is told."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from bot.errors import FileFault, IssueFileError
from bot.issue_file import MAX_BYTES, date_in_name, is_issue_file, read_issue_file
from bot.readings import Readings
from retrieval.issue import Issue
from tests.e2e.running import READINGS

SEED = Path(__file__).resolve().parents[2] / "seeds" / "2024-03-14.txt"
PAGE = """嘉善新闻
2024年3月14日 星期四 农历甲辰年二月初五

我市农污治理获省优秀

■记者 徐玉霞

本报讯 昨天，记者从市治水办获悉，我市农村生活污水治理工作获评省优秀，行政村覆盖率达到100%。
"""
UNDATED = PAGE.replace("2024年3月14日", "")


@pytest.fixture
def page(tmp_path: Path) -> Issue:
    """The page as it is read from plain UTF-8."""
    return read_issue_file(written(tmp_path, "2024-03-14.txt", PAGE))


def written(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def fault_of(path: Path, max_bytes: int = MAX_BYTES) -> IssueFileError:
    with pytest.raises(IssueFileError) as caught:
        read_issue_file(path, max_bytes=max_bytes)
    assert str(path) in str(caught.value)
    assert caught.value.reason in str(caught.value)
    assert caught.value.mend in str(caught.value)
    return caught.value


def test_the_shipped_page_is_read() -> None:
    issue = read_issue_file(SEED, readings=Readings(READINGS))
    assert issue.date == date(2024, 3, 14)
    assert issue.source == "2024-03-14.txt"
    assert len(issue.articles) > 5


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    assert fault_of(tmp_path / "2024-03-15.txt").fault is FileFault.MISSING


def test_a_folder_is_told_from_a_file(tmp_path: Path) -> None:
    assert fault_of(tmp_path).fault is FileFault.DIRECTORY


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert fault_of(tmp_path / "a.txt").fault is FileFault.NOT_A_FILE


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Root may read everything; so root gives that up for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_file_without_read_permission_says_so(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", PAGE)
    path.chmod(0)
    with ordinary_user():
        assert fault_of(path).fault is FileFault.UNREADABLE


def test_a_link_that_points_at_itself_says_that_it_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.symlink_to(path)
    assert fault_of(path).fault is FileFault.UNREADABLE


@pytest.mark.parametrize("data", ["", " \n\t\n", "\ufeff", "　\n"])
def test_a_file_without_text_is_called_empty(tmp_path: Path, data: str) -> None:
    assert fault_of(written(tmp_path, "a.txt", data)).fault is FileFault.EMPTY


def test_a_hundred_megabytes_are_refused_before_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    error = fault_of(path)
    assert error.fault is FileFault.TOO_LARGE
    assert "100.0 MB" in error.reason


def test_the_size_limit_is_a_setting(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", PAGE)
    size = path.stat().st_size
    assert fault_of(path, max_bytes=size - 1).fault is FileFault.TOO_LARGE
    assert read_issue_file(path, max_bytes=size).articles


def test_a_pdf_is_named_as_one(tmp_path: Path) -> None:
    error = fault_of(written(tmp_path, "a.txt", b"%PDF-1.4\n\x00\x01"))
    assert error.fault is FileFault.BINARY
    assert "PDF" in error.reason


def test_gb18030_is_read_and_said_so(tmp_path: Path, page: Issue) -> None:
    issue = read_issue_file(written(tmp_path, "a.txt", PAGE.encode("gb18030")))
    assert issue.articles == page.articles
    assert any("GB18030" in warning for warning in issue.warnings)


def test_utf16_is_read_and_said_so(tmp_path: Path, page: Issue) -> None:
    issue = read_issue_file(written(tmp_path, "a.txt", PAGE.encode("utf-16")))
    assert issue.articles == page.articles
    assert any("UTF-16" in warning for warning in issue.warnings)


def test_a_utf8_mark_changes_nothing(tmp_path: Path, page: Issue) -> None:
    path = written(tmp_path, "2024-03-14.txt", PAGE.encode("utf-8-sig"))
    assert read_issue_file(path) == page


def test_a_harmed_byte_is_named_with_its_line(tmp_path: Path) -> None:
    error = fault_of(written(tmp_path, "a.txt", PAGE.encode() + b"\n\xe5\xe5"))
    assert error.fault is FileFault.ENCODING
    assert error.line == PAGE.count("\n") + 2


@pytest.mark.parametrize("data", ["。。。", "12345 67890", "一\n"])
def test_text_without_a_headline_is_no_page(tmp_path: Path, data: str) -> None:
    error = fault_of(written(tmp_path, "a.txt", data))
    assert error.fault in {FileFault.NO_HEADLINE, FileFault.MALFORMED}


def test_another_suffix_is_refused_by_name(tmp_path: Path) -> None:
    error = fault_of(written(tmp_path, "a.docx", PAGE))
    assert error.fault is FileFault.SUFFIX
    assert ".docx" in error.reason


def test_the_file_name_gives_the_date_where_the_masthead_does_not(tmp_path: Path) -> None:
    issue = read_issue_file(written(tmp_path, "嘉善20240315.txt", UNDATED))
    assert issue.date == date(2024, 3, 15)
    assert any("按文件名取 2024-03-15" in warning for warning in issue.warnings)


def test_an_issue_with_no_date_anywhere_is_served_with_a_warning(tmp_path: Path) -> None:
    issue = read_issue_file(written(tmp_path, "today.txt", UNDATED))
    assert issue.date is None
    assert any("不能按日期查找" in warning for warning in issue.warnings)


def test_a_file_name_that_contradicts_the_masthead_is_a_warning(tmp_path: Path) -> None:
    issue = read_issue_file(written(tmp_path, "2024-03-15.txt", PAGE))
    assert issue.date == date(2024, 3, 14)
    assert any("不一致" in warning for warning in issue.warnings)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2024-03-14.txt", date(2024, 3, 14)),
        ("20240314.txt", date(2024, 3, 14)),
        ("嘉善新闻2024年3月4日.md", date(2024, 3, 4)),
        ("2024_3_14-02版.txt", date(2024, 3, 14)),
        ("2024-02-30.txt", None),
        ("2024314.txt", None),
        ("120240314.txt", None),
        ("today.txt", None),
    ],
)
def test_dates_in_file_names(name: str, expected: date | None) -> None:
    assert date_in_name(name) == expected


@pytest.mark.parametrize(
    "name",
    [".a.txt", "._a.txt", "~$a.txt", "#a.txt#", "a.txt~", ".a.txt.swp", "a.txt.part", "a.txt.swp"]
    + ["a.txt.tmp", "a.txt.crdownload", "a.bak", "a", ".txt"],
)
def test_hidden_and_half_written_names_are_no_issue_files(name: str) -> None:
    assert not is_issue_file(name)


@pytest.mark.parametrize("name", ["a.txt", "A.TXT", "a.md", "2024-03-14.txt"])
def test_page_texts_and_mended_issues_are_issue_files(name: str) -> None:
    assert is_issue_file(name)
