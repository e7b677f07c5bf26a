"""What is indexed: the paragraphs, headlines, bylines, masthead and notices of an issue.

A collection's document is a passage as well, so that both go through the very same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from retrieval.analyzer import SURNAMES
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


_LUNAR = re.compile(r"农历|[正二三四五六七八九十冬腊]月(?:初|十|廿|三十)")
_DATE = re.compile(r"\d{1,2}\s*月\s*\d{1,2}\s*日|星期")
_QUOTED = re.compile(
    rf"(?:书记|主任|[科局市县区镇院校队站处馆厂村社]长|经理|主席|部长|教授|教师|老师|居民|村民|负责人|工程师)"
    rf"([{''.join(sorted(SURNAMES))}][一-龥]{{1,2}}?)(?=说|介绍|表示|告诉|坦言|指出|强调|认为|主持|,|，)"
)
_DATE_LABELS = (
    "报头 今天 今日 日期 几月几号 几月几日 几号 星期几 周几 礼拜几 哪一天 哪天 什么日子 阳历 公历"
    " 哪天出的 出版日期"
)
_LUNAR_LABELS = "报头 今天 今日 农历 阴历 旧历 几月初几 初几 什么日子"
_NAME_LABELS = "报头 这张报纸叫什么 报社 出版 多久出一期 第几期 总期数 名字"
_PUBLISHER_LABELS = f"{_NAME_LABELS} 这份报纸是谁办的 谁办的报纸 单位 主办 主管 联办 合办"
_HEADLINE_LABELS = "标题 内容 要闻 报道 消息 今天报纸有什么新闻 今日 本期都有哪些新闻"
_LEAD_LABELS = "头条 头版头条 最重要"
_BYLINE_LABELS = (
    "署名 作者 记者 通讯员 撰写 采写 是谁写的 这篇稿子是哪个记者写的 采访 写了什么 写了哪些报道"
    " 写的是哪篇报道 文章 稿子"
)
_PHOTO_LABELS = "图片新闻 这张照片是谁拍的 图片 拍了什么 拍摄 摄影"
_NOTICE_LABELS = {
    NoticeKind.WEATHER: (
        "天气预报 天气怎么样 气温 温度 最高多少度 最低几度 会下雨吗 刮什么风"
        " 几级风 风力 冷 热 带伞 穿衣"
    ),
    NoticeKind.ADVERTISEMENT: "那个广告 地址 电话 打的什么口号 宣传",
    NoticeKind.COPYRIGHT: "版权声明 报纸上的文章可以转载吗 授权 允许 复制 内容",
    NoticeKind.RUBRIC: "栏题 栏目 专栏",
    NoticeKind.OTHER: "启事 通知",
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
    publishers = issue.masthead.publishers
    for line in issue.masthead.text.splitlines():
        # Where no line is known to name the publishers, any may.
        named = not publishers or any(publisher in line for publisher in publishers)
        labels = _PUBLISHER_LABELS if named else _NAME_LABELS
        if _LUNAR.search(line):
            labels = _LUNAR_LABELS
        elif _DATE.search(line):
            labels = _DATE_LABELS
        yield Passage(line, source, 0, PassageRole.MASTHEAD, labels=labels)


def _article(issue: Issue, index: int, article: Article, group: int) -> Iterator[Passage]:
    kind = SourceKind.PHOTO if article.kind is ArticleKind.PHOTO else SourceKind.REPORT
    printed = (article.label, article.byline.text)
    head = Source(issue.date, kind, index, -1, *printed)
    over = "\n".join((article.headline, *article.subheads)).strip()
    labels = _PHOTO_LABELS if kind is SourceKind.PHOTO else ""
    told = f"{_HEADLINE_LABELS} {_LEAD_LABELS if index == 0 else ''}"
    inner = (paragraph.text for paragraph in article.paragraphs if paragraph.heading)
    for line in (article.headline, *article.subheads, *inner):
        above = told if line == article.headline else ""
        yield Passage(line, head, group, PassageRole.HEADLINE, over, above)
    yield Passage(article.byline.text, head, group, PassageRole.BYLINE, over, _BYLINE_LABELS)
    for number, paragraph in enumerate(article.paragraphs):
        if paragraph.heading:
            continue
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
    """Persons' names that are words: from the bylines, and of those who are quoted with an office.

    Args:
        issue: One day's paper.
    """
    names = {name for article in issue.articles for name in article.byline.names}
    for article in issue.articles:
        for paragraph in article.paragraphs:
            names.update(_QUOTED.findall(paragraph.masked))
    return tuple(sorted(names))
