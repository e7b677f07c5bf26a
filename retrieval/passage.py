"""What is indexed: the paragraphs, headlines, bylines, masthead and notices of an issue.

A collection's document is a passage as well, so that both go through the very same way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from retrieval.excerpt import Source, SourceKind
from retrieval.issue import Article, ArticleKind, Issue, NoticeKind

__all__ = ["Passage", "PassageRole", "names_of", "passage_of", "passages_of"]


class PassageRole(StrEnum):
    """What part of an article or issue a passage is."""

    BODY = "body"
    HEADLINE = "headline"
    BYLINE = "byline"
    MASTHEAD = "masthead"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of the index.

    Attributes:
        text: As shown; excerpts are substrings of it.
        source: Where it stands.
        group: Passages of one article share it; neighbours in a group are neighbours in the paper.
        role: What part it is.
        headline: Printed words that stand over it and speak for it (headline and subheads).
        labels: Ordinary words for what it is (天气, 气温 …); indexed, never shown.
        marks: ``(start, end)`` of our own marks in `text`; never indexed.
    """

    text: str
    source: Source
    group: int
    role: PassageRole = PassageRole.BODY
    headline: str = ""
    labels: str = ""
    marks: tuple[tuple[int, int], ...] = ()

    @property
    def masked(self) -> str:
        """`text` with our marks replaced by spaces: same offsets, only the paper's characters."""
        masked = self.text
        for start, end in self.marks:
            masked = masked[:start] + " " * (end - start) + masked[end:]
        return masked


_MASTHEAD_LABELS = (
    "报头 报纸 今天 日期 几月几号 几月几日 星期几 农历 谁办的 主办 联办 出版 报社 哪一天"
)
_BYLINE_LABELS = "署名 谁写的 作者 记者 撰写 写了 报道"
_PHOTO_LABELS = "图片新闻 照片 图片 拍摄 摄影 谁拍的"
_NOTICE_LABELS = {
    NoticeKind.WEATHER: "天气 天气预报 气温 温度 多少度 几度 下雨 刮风 冷 热 带伞 穿衣",
    NoticeKind.ADVERTISEMENT: "广告 地址 电话",
    NoticeKind.COPYRIGHT: "版权声明 版权 转载 授权 允许 可以 文章",
    NoticeKind.RUBRIC: "栏题 栏目 专栏",
    NoticeKind.OTHER: "启事",
}


def passages_of(issue: Issue) -> tuple[Passage, ...]:
    """Everything of an issue that can be found, in reading order.

    Args:
        issue: One day's paper.

    Returns:
        The masthead, then each article's headline, subheads, byline and paragraphs, then notices.
    """
    found = list(_masthead(issue))
    group = 1
    for index, article in enumerate(issue.articles):
        found.extend(_article(issue, index, article, group))
        group += 1
    for index, notice in enumerate(issue.notices):
        source = Source(issue.date, SourceKind.NOTICE, index, -1, notice.label)
        labels = _NOTICE_LABELS[notice.kind]
        found.append(Passage(notice.text, source, group, PassageRole.NOTICE, labels=labels))
        group += 1
    return tuple(passage for passage in found if passage.text.strip())


def _masthead(issue: Issue) -> Iterator[Passage]:
    source = Source(issue.date, SourceKind.MASTHEAD, 0, -1, "报头")
    yield Passage(issue.masthead.text, source, 0, PassageRole.MASTHEAD, labels=_MASTHEAD_LABELS)


def _article(issue: Issue, index: int, article: Article, group: int) -> Iterator[Passage]:
    kind = SourceKind.PHOTO if article.kind is ArticleKind.PHOTO else SourceKind.REPORT
    printed = (article.label, article.byline.text)
    head = Source(issue.date, kind, index, -1, *printed)
    over = "\n".join((article.headline, *article.subheads)).strip()
    labels = _PHOTO_LABELS if kind is SourceKind.PHOTO else ""
    for line in (article.headline, *article.subheads):
        yield Passage(line, head, group, PassageRole.HEADLINE, over)
    yield Passage(article.byline.text, head, group, PassageRole.BYLINE, over, _BYLINE_LABELS)
    for number, paragraph in enumerate(article.paragraphs):
        source = Source(issue.date, kind, index, number, *printed)
        yield Passage(
            paragraph.text, source, group, PassageRole.BODY, over, labels, paragraph.marks
        )


def passage_of(number: int, title: str, text: str) -> Passage:
    """A collection's document as a passage.

    Args:
        number: Its place in the collection.
        title: Stands over it as a headline stands over its paragraphs; may be "".
        text: Its text.
    """
    return Passage(text, Source(None, SourceKind.REPORT, number, 0, title), number, headline=title)


def names_of(issue: Issue) -> tuple[str, ...]:
    """Names that the issue's bylines give, as words for the analyzer."""
    return tuple(sorted({name for article in issue.articles for name in article.byline.names}))
