"""A reader's question → Query: its terms and what kind of answer it asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from retrieval.analyzer import Analyzer, Term
from retrieval.text import fold

__all__ = ["MAX_QUESTION", "AnswerKind", "Query", "read_question"]

MAX_QUESTION = 512
"""Characters of a question that are read; a longer one is a pasted text, not a question."""


class AnswerKind(StrEnum):
    """What the question asks for."""

    WHO = "who"
    WHERE = "where"
    WHEN = "when"
    HOW_MANY = "how_many"
    ORDINAL = "ordinal"
    WHY = "why"
    HOW = "how"
    WHICH = "which"
    WHAT = "what"
    WHETHER = "whether"
    OPEN = "open"


_PATTERNS: tuple[tuple[AnswerKind, str], ...] = (
    (AnswerKind.ORDINAL, r"第几|第多少|排名?第?几|排名(?:多少|如何)|几名次"),
    (AnswerKind.WHY, r"为什么|为何|为啥|什么原因|原因是|何以|怎么会|因为什么"),
    (
        AnswerKind.WHEN,
        r"(?:什么|啥)(?:时候|时间|年代|日子)|何[时年]|几[时月号点]|哪一?[年天日月]|多会儿|[期周]几|哪个?(?:年代|月份|世纪)",
    ),
    (
        AnswerKind.HOW_MANY,
        r"多少|几(?!乎|何)|多[大高长远久重宽深快]|若干|占比|比例是",
    ),
    (AnswerKind.WHO, r"谁|哪位|何人|什么人|哪个人|哪些人|叫什么名字"),
    (
        AnswerKind.WHERE,
        r"哪里|哪儿|在哪|何处|什么地方|哪个?(?:地方|国家|城市|省|市|县|区|镇|村|小区)|何地|去哪|位于",
    ),
    (AnswerKind.HOW, r"怎么样|怎样|怎么|如何|咋"),
    (AnswerKind.WHICH, r"哪些|哪几|哪个|哪一|哪(?:所|家|种|部|项|支|条|场|本|座)|有什么|包括什么"),
    (AnswerKind.WHAT, r"什么|啥|何"),
    (AnswerKind.WHETHER, r"吗|有没有|是不是|是否|能不能|可不可以|会不会|有无"),
)
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)


@dataclass(frozen=True, slots=True)
class Query:
    """A question analysed.

    Attributes:
        question: As asked, cut to `MAX_QUESTION`.
        shadow: Its shadow text.
        terms: Its terms, each as often as it stands there.
        kind: What it asks for.
        asked: ``(start, end)`` in `shadow` of the question words.
    """

    question: str
    shadow: str
    terms: tuple[Term, ...]
    kind: AnswerKind
    asked: tuple[tuple[int, int], ...]


def read_question(question: str, analyzer: Analyzer) -> Query:
    """Analyses a question.

    Args:
        question: Any string.
        analyzer: The one that read the passages.
    """
    question = question[:MAX_QUESTION]
    shadow = fold(question).text
    kind = AnswerKind.OPEN
    asked: list[tuple[int, int]] = []
    for candidate, pattern in _COMPILED:
        for match in pattern.finditer(shadow):
            if kind is AnswerKind.OPEN:
                kind = candidate
            if all(match.end() <= start or match.start() >= end for start, end in asked):
                asked.append(match.span())
    terms = tuple(
        term
        for term in analyzer.terms(shadow)
        if all(term.end <= start or term.start >= end for start, end in asked)
    )
    return Query(question, shadow, terms, kind, tuple(sorted(asked)))
