"""Readings kept on disk: found again by the same reader, never worth an error."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.issue_file import read_issue_file
from bot.issue_folder import load_folder
from bot.readings import Readings
from retrieval.issue import (
    Article,
    ArticleKind,
    Byline,
    Issue,
    Masthead,
    Notice,
    NoticeKind,
    Paragraph,
    Repair,
    RepairKind,
)

DATA = "版面文字".encode()
PAGE = """嘉善新闻
2024年3月14日 星期四

我市农污治理获省优秀

本报讯 昨天，我市农村生活污水治理工作获评省优秀，行政村覆盖率达到100%。
"""
ISSUE = Issue(
    Masthead("嘉善新闻", ("嘉善县融媒体中心",), date(2024, 3, 14), "星期四", "二月初五"),
    (
        Article(
            "标题",
            (Paragraph("本报讯……〔此处版面缺字〕", ((3, 14),)),),
            ("副题",),
            Byline("■记者 徐玉霞", ("徐玉霞",)),
            ArticleKind.PHOTO,
            0.75,
        ),
    ),
    (Notice(NoticeKind.WEATHER, "晴"),),
    ("警告",),
    ("放不下",),
    (">",),
    (Repair(0, RepairKind.GAP, "前", "后", 1.5),),
    "2024-03-14.txt",
)


def test_a_reading_comes_back_as_it_was(tmp_path: Path) -> None:
    readings = Readings(tmp_path / "kept")
    assert readings.get("a.txt", DATA) is None
    readings.put("a.txt", DATA, ISSUE)
    found = readings.get("a.txt", DATA)
    assert found == ISSUE
    assert repr(found) == repr(ISSUE)
    assert (tmp_path / "kept").stat().st_mode & 0o077 == 0


def test_another_file_and_another_name_are_read_anew(tmp_path: Path) -> None:
    readings = Readings(tmp_path)
    readings.put("a.txt", DATA, ISSUE)
    assert readings.get("a.txt", DATA + b"\n") is None
    assert readings.get("b.txt", DATA) is None


def test_a_harmed_reading_is_read_anew(tmp_path: Path) -> None:
    readings = Readings(tmp_path)
    readings.put("a.txt", DATA, ISSUE)
    (kept,) = tmp_path.iterdir()
    for harm in (b"", b"{}", kept.read_bytes()[:-10], b"\xff\xfe"):
        kept.write_bytes(harm)
        assert readings.get("a.txt", DATA) is None


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    readings = Readings(tmp_path / "file" / "kept")
    readings.put("a.txt", DATA, ISSUE)
    assert readings.get("a.txt", DATA) is None
    readings.prune()


def test_a_text_that_json_cannot_hold_is_not_kept(tmp_path: Path) -> None:
    readings = Readings(tmp_path)
    readings.put("a.txt", DATA, replace(ISSUE, warnings=("\ud800",)))
    assert readings.get("a.txt", DATA) is None
    assert list(tmp_path.iterdir()) == []


def test_the_readings_used_last_are_kept(tmp_path: Path) -> None:
    readings = Readings(tmp_path)
    for number in range(5):
        readings.put(f"{number}.txt", DATA, ISSUE)
    for kept in tmp_path.iterdir():
        os.utime(kept, (1_700_000_000, 1_700_000_000))
    assert readings.get("0.txt", DATA) is not None
    readings.prune(keep=2)
    assert len(list(tmp_path.iterdir())) == 2
    assert readings.get("0.txt", DATA) is not None


@pytest.mark.parametrize("name", ["2024-03-14.txt", "other.txt"])
def test_a_file_is_read_once_and_found_again(tmp_path: Path, name: str) -> None:
    issues = tmp_path / "issues"
    issues.mkdir()
    (issues / name).write_text(PAGE, "utf-8")
    readings = Readings(tmp_path / "kept")
    first = read_issue_file(issues / name, readings=readings)
    assert len(list((tmp_path / "kept").iterdir())) == 1
    assert read_issue_file(issues / name, readings=readings) == first
    assert load_folder(issues, readings=readings).archive.newest == first
    assert load_folder(issues).archive.newest == first
