from __future__ import annotations

import pytest

from retrieval.kinds import (
    AnswerKind,
    answer_signs,
    asked_terms,
    kind_of,
    question_words,
)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("谁主持会议?", AnswerKind.WHO),
        ("在哪里举行?", AnswerKind.WHERE),
        ("什么时候出发?", AnswerKind.WHEN),
        ("今天几月几号", AnswerKind.WHEN),
        ("有多少个岗位?", AnswerKind.HOW_MANY),
        ("几名工匠", AnswerKind.HOW_MANY),
        ("在全省排第几?", AnswerKind.ORDINAL),
        ("为什么加班?", AnswerKind.WHY),
        ("怎么监测?", AnswerKind.HOW),
        ("还去哪些高校?", AnswerKind.WHICH),
        ("是什么职务?", AnswerKind.WHAT),
        ("有没有阵雨", AnswerKind.WHETHER),
        ("农污治理", AnswerKind.OPEN),
    ],
)
def test_the_question_word_tells_what_is_asked_for(question: str, kind: AnswerKind) -> None:
    assert kind_of(question) is kind


def test_who_a_named_person_is_asks_for_an_office_not_for_a_name() -> None:
    for question in ("朱雷鸣是谁?", "朱雷鸣是什么职务?", "朱雷鸣是干什么的?"):
        assert kind_of(question, named=True) is AnswerKind.IDENTITY
    assert kind_of("社区书记是谁?", named=False) is AnswerKind.WHO


def test_question_words_leave_what_is_asked_about() -> None:
    question = "树有多高?在哪所大学?"
    words = [question[start:end] for start, end in question_words(question)]
    assert words == ["多", "哪"]


def test_words_that_ask_after_the_issue_are_terms_of_their_own() -> None:
    assert asked_terms("今天几月几号星期几") == ("?几月", "?几号", "?期几")
    assert asked_terms("谁主持会议") == ()


@pytest.mark.parametrize(
    ("kind", "sentence", "sign"),
    [
        (AnswerKind.HOW_MANY, "共带去312个岗位", "312"),
        (AnswerKind.WHEN, "3月18日起奔赴军营", "3月18日"),
        (AnswerKind.ORDINAL, "取得第三名的好成绩", "第三"),
        (AnswerKind.WHY, "由于不熟练", "由于"),
        (AnswerKind.WHO, "卡尔·马克思写道", "卡尔·马克思写道"),
    ],
)
def test_a_sentence_shows_signs_of_its_kind(kind: AnswerKind, sentence: str, sign: str) -> None:
    assert sign in [sentence[start:end] for start, end in answer_signs(kind, sentence)]
