"""Questions that an issue's own numbers, names and dates suggest, each with what answers it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.issue import Issue

__all__ = ["Suggestion", "suggested_questions"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question made from a paragraph.

    Attributes:
        question: As a reader would ask it.
        article: Index of the article it was made from.
        answer: The printed words that answer it.
    """

    question: str
    article: int
    answer: str


_AMOUNT = re.compile(
    r"(?<![一-龥])([一-龥]{2,10}?)(达到|达|为|共有|共计|突破|增长)(\d[\d.]*(?:%|[一-龥]))"
)
_OFFICE = re.compile(
    r"([一-龥]{2,16}(?:书记|主任|[科局市县区镇院校队站处]长|经理|主席|部长|教授|工程师))"
    r"([一-龥]{2,3}?)(?:说|介绍|表示|告诉|坦言|指出)"
)
_FROM = re.compile(r"(\d{1,2}月\d{1,2}日)起([一-龥]{2,8})")
_COUNT = re.compile(
    r"(?:带去|提供|推出|设立|建成|招聘|收到|新增)了?(\d+余?[个份家名条座项])([一-龥]{2,4})"
)
_VAGUE = re.compile(
    r"时间|日期|普遍|^(?:同比|环比|其中|目前|全部|一共|总共|累计|[年月天]里)"
    r"|[认作成改分称同均约各仅已视设变定列评选]$"
)
"""Subjects that make no question of their own (普遍认|为) or leave open what is meant (同比)."""
_BARE = re.compile(r"^(?:实行|执行|实施|陆续|分|在|每)|^..$")
"""The same of events."""
_PRONOUNS = tuple("他她它其这那此该但而并且")


def suggested_questions(issue: Issue) -> Iterator[Suggestion]:
    """Questions to offer, the best made of each article first, article by article.

    Args:
        issue: One day's paper.

    Yields:
        Questions; whether the issue answers them is for the caller to check.
    """
    of_article = [list(_questions(issue, index)) for index in range(len(issue.articles))]
    for rank in range(max(map(len, of_article), default=0)):
        for questions in of_article:
            if rank < len(questions):
                yield questions[rank]


def _questions(issue: Issue, index: int) -> Iterator[Suggestion]:
    for paragraph in issue.articles[index].paragraphs:
        text = paragraph.masked
        for match in _AMOUNT.finditer(text):
            subject, verb, amount = match.groups()
            if not subject.startswith(_PRONOUNS) and not _VAGUE.search(subject):
                yield Suggestion(f"{subject}{verb}多少?", index, amount)
        for match in _COUNT.finditer(text):
            amount, thing = match.groups()
            found = match.group().split(amount)[0]
            yield Suggestion(f"{found}多少{amount[-1]}{thing}?", index, amount + thing)
        for match in _FROM.finditer(text):
            day, event = match.groups()
            if not _BARE.search(event):
                yield Suggestion(f"什么时候{event}?", index, day)
        for match in _OFFICE.finditer(text):
            office, name = match.groups()
            yield Suggestion(f"{name}是什么职务?", index, office + name)
