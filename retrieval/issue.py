"""One day's paper as frozen values: masthead, articles, notices, and how they were read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812 - the field is called `date`
from enum import StrEnum

__all__ = [
    "GAP_MARK",
    "TURN_MARK",
    "Article",
    "ArticleKind",
    "Byline",
    "Issue",
    "Masthead",
    "Notice",
    "NoticeKind",
    "Paragraph",
    "Repair",
    "RepairKind",
]

GAP_MARK = "……〔此处版面缺字〕"
"""Stands in a paragraph where the page lost a line. Ours, never the paper's."""

TURN_MARK = "……〔下文转版〕"
"""Stands at the end of an article that goes on on another page. Ours, never the paper's."""


class ArticleKind(StrEnum):
    """What an article is."""

    REPORT = "report"
    PHOTO = "photo"


class NoticeKind(StrEnum):
    """What a notice is; `label` is what a reader sees in place of a headline."""

    WEATHER = "weather"
    ADVERTISEMENT = "advertisement"
    COPYRIGHT = "copyright"
    RUBRIC = "rubric"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The Chinese label of the kind."""
        return _NOTICE_LABELS[self]


_NOTICE_LABELS = {
    NoticeKind.WEATHER: "天气",
    NoticeKind.ADVERTISEMENT: "广告",
    NoticeKind.COPYRIGHT: "版权声明",
    NoticeKind.RUBRIC: "栏题",
    NoticeKind.OTHER: "启事",
}


@dataclass(frozen=True, slots=True)
class Masthead:
    """What stands at the head of the page.

    Attributes:
        text: The masthead's lines as printed, joined by line feeds.
        publishers: Who publishes the paper, one name each, as printed.
        date: The issue's date, or None where the page prints none.
        weekday: As printed (星期四), or "".
        lunar: As printed (农历甲辰年二月初五), or "".
    """

    text: str
    publishers: tuple[str, ...] = ()
    date: Date | None = None
    weekday: str = ""
    lunar: str = ""


@dataclass(frozen=True, slots=True)
class Byline:
    """Who made an article, apart by role.

    Attributes:
        text: The byline as printed, e.g. ``■记者 徐玉霞 通讯员 姚心辉``; "" where there is none.
        reporters: 记者, names without inner spaces.
        correspondents: 通讯员.
        photographers: 摄影.
    """

    text: str = ""
    reporters: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Everybody named, reporters first."""
        return self.reporters + self.correspondents + self.photographers


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The unit that is indexed and shown.

    Attributes:
        text: The page's own characters, with `GAP_MARK` or `TURN_MARK` where text is missing.
        marks: ``(start, end)`` offsets of those marks in `text`, in order.
        heading: It is a heading inside the article (小标题), printed between its paragraphs.
    """

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    heading: bool = False

    @property
    def printed(self) -> str:
        """The text without our marks: only what the page printed."""
        pieces, at = [], 0
        for start, end in self.marks:
            pieces.append(self.text[at:start])
            at = end
        return "".join(pieces) + self.text[at:]

    @property
    def masked(self) -> str:
        """`text` with each mark replaced by as many spaces: same offsets, none of ours to find."""
        masked = self.text
        for start, end in self.marks:
            masked = masked[:start] + " " * (end - start) + masked[end:]
        return masked


@dataclass(frozen=True, slots=True)
class Article:
    """One report or one captioned photograph.

    Attributes:
        headline: As printed; "" for a photograph without one.
        paragraphs: In reading order, never empty.
        subheads: As printed, in order.
        byline: Who made it.
        kind: Report or photograph.
        confidence: How sure the reading order is, 0 to 1.
        rubric: The section's title over the headline, as printed; "" where there is none.
    """

    headline: str
    paragraphs: tuple[Paragraph, ...]
    subheads: tuple[str, ...] = ()
    byline: Byline = Byline()
    kind: ArticleKind = ArticleKind.REPORT
    confidence: float = 1.0
    rubric: str = ""

    @property
    def label(self) -> str:
        """What a reader sees as the source: the headline, or 图片新闻."""
        return self.headline or "图片新闻"


@dataclass(frozen=True, slots=True)
class Notice:
    """What is printed but is no article. `text` is as printed, line breaks mended."""

    kind: NoticeKind
    text: str

    @property
    def label(self) -> str:
        """What a reader sees as the source."""
        return self.kind.label


class RepairKind(StrEnum):
    """What the reader of the page did at a join, or could not decide."""

    MOVED = "moved"
    SPLIT = "split"
    UNSURE = "unsure"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Repair:
    """One place where the reading differs from the extracted text, or may be wrong.

    Attributes:
        article: Index into `Issue.articles`.
        kind: What was done.
        before: The text around the place as extracted.
        after: The text around the place as read.
        score: Evidence for the reading, in nats (log odds); higher is surer.
    """

    article: int
    kind: RepairKind
    before: str
    after: str
    score: float


@dataclass(frozen=True, slots=True)
class Issue:
    """One day's paper.

    Attributes:
        masthead: Its head.
        articles: In the order of the page, lead story first.
        notices: In the order of the page.
        warnings: Sentences for the newsroom: a weekday that does not fit the date, and the like.
        unplaced: Pieces of the page that fitted nowhere, verbatim.
        removed: Characters taken out on purpose (marks such as a stray ``>``), verbatim; white
            space is not counted.
        repairs: What was done to the reading order.
        source: Where it was read from (a file name), for messages.
    """

    masthead: Masthead
    articles: tuple[Article, ...] = ()
    notices: tuple[Notice, ...] = ()
    warnings: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()
    source: str = field(default="", compare=False)

    @property
    def date(self) -> Date | None:
        """The masthead's date."""
        return self.masthead.date
