"""Answers given lately: only the archive that gave them gives them again, and not without end."""

from __future__ import annotations

from bot.known_answers import KnownAnswers, Wanted
from retrieval.archive import Archive
from retrieval.excerpt import Answer, Certainty


def test_an_answer_is_known_to_its_own_archive_only() -> None:
    known, archive, wanted = KnownAnswers(), Archive(), Wanted("谁", None, None)
    answer = Answer("谁", Certainty.NONE)
    assert known.of(archive, wanted) is None
    known.note(archive, wanted, answer)
    assert known.of(archive, wanted) is answer
    assert known.of(archive, Wanted("谁", None, 1)) is None
    other = Archive()
    assert known.of(other, wanted) is None
    known.note(other, Wanted("何时", None, None), answer)
    assert known.of(archive, wanted) is None
    assert known.of(other, wanted) is None


def test_the_answers_longest_not_asked_for_go_first() -> None:
    known, archive = KnownAnswers(), Archive()
    wanted = [Wanted(f"第{number}问", None, None) for number in range(1_001)]
    for one in wanted[:-1]:
        known.note(archive, one, Answer(one.question, Certainty.NONE))
    assert known.of(archive, wanted[0]) is not None
    known.note(archive, wanted[-1], Answer("末问", Certainty.NONE))
    assert known.of(archive, wanted[0]) is not None
    assert known.of(archive, wanted[1]) is None
