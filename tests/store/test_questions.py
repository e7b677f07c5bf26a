"""Questions, feedback, reports of wrong lines, and what the newsroom learns from them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from bot.store import Asked, IssueState, Store, Unanswered, Verdict, WrongLine
from retrieval.excerpt import Certainty

DAY = date(2024, 3, 14)


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    with closing(Store(tmp_path / "wenbao.sqlite3", clock)) as store:
        yield store


def asked(
    question: str,
    reader: int = 1,
    certainty: Certainty = Certainty.ANSWER,
    *,
    sentence: str = "仲旭东主持会议。",
    milliseconds: float = 5.0,
) -> Asked:
    headline = "" if certainty is Certainty.NONE else "全市领导干部会议召开"
    return Asked(reader, reader, question, DAY, certainty, headline, sentence, milliseconds)


def test_a_question_is_found_by_its_number(store: Store) -> None:
    first = store.questions.note(asked("谁主持会议"))
    second = store.questions.note(Asked(2, 2, "？", None, Certainty.NONE))
    assert first != second
    assert store.questions.get(first) == asked("谁主持会议")
    assert store.questions.get(second) == Asked(2, 2, "？", None, Certainty.NONE)
    assert store.questions.get(999) is None


def test_a_number_is_not_used_again_after_its_question_is_forgotten(store: Store) -> None:
    number = store.questions.note(asked("谁主持会议", 1))
    store.chats.forget(1)
    assert store.questions.note(asked("谁主持会议", 2)) > number


def test_a_readers_last_verdict_counts(store: Store) -> None:
    number = store.questions.note(asked("谁主持会议"))
    assert store.questions.judge(number, 1, Verdict.USELESS)
    assert store.questions.judge(number, 1, Verdict.USEFUL)
    assert store.questions.judge(number, 2, Verdict.UNSURE)
    assert store.questions.figures().verdicts == (
        (Verdict.USEFUL, 1),
        (Verdict.UNSURE, 1),
        (Verdict.USELESS, 0),
    )


def test_a_verdict_on_a_forgotten_question_is_not_kept(store: Store) -> None:
    assert not store.questions.judge(7, 1, Verdict.USEFUL)


def test_figures_count_readers_answers_and_times(store: Store, clock: Clock) -> None:
    store.questions.note(asked("早先的问题", 9))
    clock.now = 200
    store.questions.note(asked("甲", 1, milliseconds=1))
    store.questions.note(asked("乙", 1, Certainty.RELATED, milliseconds=9))
    store.questions.note(asked("丙", 2, Certainty.NONE, milliseconds=2))
    figures = store.questions.figures(since=200)
    assert (figures.readers, figures.questions) == (2, 3)
    assert (figures.answered, figures.related) == (1, 1)
    assert (figures.median, figures.slowest) == (2.0, 9.0)
    assert store.questions.figures(since=201).questions == 0
    assert store.questions.figures(since=201).median == 0


def test_unanswered_questions_come_by_how_many_readers_asked(store: Store, clock: Clock) -> None:
    for reader, question in (
        (1, "明天停电吗"),
        (2, "明天停电吗"),
        (3, "地铁几点"),
        (3, "地铁几点"),
    ):
        clock.now += 1
        store.questions.note(asked(question, reader, Certainty.NONE))
    store.questions.note(asked("谁主持会议", 4))
    store.questions.note(asked("北京天气", 5, Certainty.RELATED))
    assert store.questions.unanswered() == (
        Unanswered("明天停电吗", 2, 102),
        Unanswered("北京天气", 1, 104),
        Unanswered("地铁几点", 1, 104),
    )
    assert len(store.questions.unanswered(limit=1)) == 1
    assert store.questions.unanswered(since=105) == ()


def test_useful_answers_are_exported_as_a_question_list(store: Store) -> None:
    for reader, sentence in ((1, "仲旭东主持会议。"), (2, "仲旭东主持会议。"), (3, "另一句。")):
        number = store.questions.note(asked("谁主持会议", reader, sentence=sentence))
        store.questions.judge(number, reader, Verdict.USEFUL)
    bad = store.questions.note(asked("别的"))
    store.questions.judge(bad, 1, Verdict.USELESS)
    store.questions.note(asked("没有评价的"))
    lines = [json.loads(line) for line in store.questions.export()]
    assert lines == [
        {
            "question": "谁主持会议",
            "kind": "feedback",
            "headline": "全市领导干部会议召开",
            "answers": ["仲旭东主持会议。"],
            "date": "2024-03-14",
            "readers": 2,
        }
    ]


def test_a_wrong_line_is_counted_once_a_reader(store: Store) -> None:
    assert store.questions.report_line(1, DAY, "标题", 2)
    assert not store.questions.report_line(1, DAY, "标题", 2)
    assert store.questions.report_line(2, DAY, "标题", 2)
    assert store.questions.report_line(2, None, "标题", 0)
    assert store.questions.wrong_lines() == (
        WrongLine(DAY, "标题", 2, 2),
        WrongLine(None, "标题", 0, 1),
    )


def test_old_questions_go_unless_somebody_judged_them(store: Store, clock: Clock) -> None:
    judged, plain = store.questions.note(asked("甲")), store.questions.note(asked("乙"))
    store.questions.judge(judged, 1, Verdict.USEFUL)
    clock.now = 200
    fresh = store.questions.note(asked("丙"))
    assert store.questions.prune(200, 0) == 1
    assert store.questions.get(plain) is None
    assert store.questions.get(judged) is not None
    assert store.questions.get(fresh) is not None


def test_what_was_judged_goes_later_with_its_feedback_and_old_reports(
    store: Store, clock: Clock
) -> None:
    judged = store.questions.note(asked("甲"))
    store.questions.judge(judged, 1, Verdict.USEFUL)
    store.questions.report_line(1, DAY, "标题", 2)
    clock.now = 200
    store.questions.report_line(2, DAY, "标题", 2)
    assert store.questions.prune(200, 200) == 1
    assert store.questions.get(judged) is None
    assert store.questions.wrong_lines() == (WrongLine(DAY, "标题", 2, 1),)
    assert dict(store.questions.figures().verdicts)[Verdict.USEFUL] == 0


def test_an_issue_waits_for_the_newsroom_or_is_published_at_once(store: Store) -> None:
    assert store.issues.arrive(DAY, "a", publish=False).state is IssueState.PENDING
    assert store.issues.arrive(None, "b", publish=True).state is IssueState.PUBLISHED
    assert [found.date for found in store.issues.all()] == [DAY, None]


def test_a_decision_stands_when_another_reading_arrives(store: Store, clock: Clock) -> None:
    store.issues.arrive(DAY, "a", publish=False)
    clock.now = 150
    assert store.issues.decide(DAY, IssueState.PUBLISHED, 7)
    assert not store.issues.decide(DAY, IssueState.PUBLISHED, 8)
    found = store.issues.arrive(DAY, "b", publish=False)
    assert (found.state, found.fingerprint, found.admin) == (IssueState.PUBLISHED, "b", 7)
    assert (found.arrived, found.decided) == (100, 150)
    assert store.issues.decide(DAY, IssueState.WITHDRAWN, 8)
    assert store.issues.arrive(DAY, "c", publish=True).state is IssueState.WITHDRAWN


def test_nothing_is_decided_about_an_issue_that_never_arrived(store: Store) -> None:
    assert not store.issues.decide(DAY, IssueState.PUBLISHED, 7)
    assert store.issues.get(DAY) is None


def test_a_broadcast_is_kept_word_for_word(store: Store) -> None:
    broadcast = store.broadcasts.add("明日休刊\n<b>", 7)
    assert store.broadcasts.get(broadcast.number) == broadcast
    assert store.broadcasts.get(broadcast.number + 1) is None
