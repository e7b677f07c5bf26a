"""Saving, bringing back and exporting what the bot keeps, from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.console import main
from bot.store import Asked, Store, Verdict
from retrieval.evaluate import read_questions
from retrieval.excerpt import Certainty

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WENBAO_STORE", "wenbao.sqlite3")

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(main, arguments)

    return call


def filled(path: Path) -> None:
    with closing(Store(path)) as store:
        day = date(2024, 3, 14)
        asked = Asked(42, 42, "谁主持会议", day, Certainty.ANSWER, "会议召开", "仲旭东主持。")
        store.questions.judge(store.questions.note(asked), 42, Verdict.USEFUL)


def test_what_is_saved_comes_back(run: Run, tmp_path: Path) -> None:
    filled(tmp_path / "wenbao.sqlite3")
    saved = run("backup", "saved")
    assert (saved.exit_code, saved.output) == (0, "已把 wenbao.sqlite3 存到 saved\n")
    (tmp_path / "wenbao.sqlite3").unlink()
    assert run("restore", "saved").exit_code == 0
    with closing(Store(tmp_path / "wenbao.sqlite3")) as store:
        assert store.questions.figures().questions == 1


@pytest.mark.parametrize("command", [("backup", "saved"), ("restore", "saved"), ("feedback",)])
def test_a_file_that_is_not_there_is_named(run: Run, tmp_path: Path, command: list[str]) -> None:
    done = run(*command)
    assert done.exit_code == 2
    assert "没有这个" in done.output
    assert list(tmp_path.iterdir()) == []


def test_feedback_is_a_question_list_that_names_nobody(run: Run, tmp_path: Path) -> None:
    filled(tmp_path / "wenbao.sqlite3")
    done = run("feedback")
    assert done.exit_code == 0
    line = json.loads(done.output)
    assert (line["question"], line["headline"]) == ("谁主持会议", "会议召开")
    assert line["answers"] == ["仲旭东主持。"]
    assert "42" not in done.output
    (tmp_path / "list.jsonl").write_text(done.output, "utf-8")
    (judged,) = read_questions(tmp_path / "list.jsonl")
    assert judged.answerable
