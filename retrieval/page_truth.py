"""What a page with known truth says about itself: values, and the JSON they are kept in.

A folder of such pages holds pairs ``NAME.txt`` (the page text) and ``NAME.json`` (one `PageTruth`).
Only ``articles`` must be given; a truth worked out by hand may leave everything else out. Without
lines an article's joins are not counted.
"""

from __future__ import annotations

import re
from datetime import date as Date  # noqa: N812 - the field is called `date`
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from retrieval.errors import JudgementsError
from retrieval.issue import ArticleKind, NoticeKind

__all__ = [
    "ArticleTruth",
    "MastheadTruth",
    "NoticeTruth",
    "PageTruth",
    "StreamLine",
    "TrueJoin",
    "read_truth",
]


def _bare(text: str) -> str:
    """Text without white space."""
    return re.sub(r"\s+", "", text)


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class MastheadTruth(_Value):
    """The head of the page as printed; `publishers` are names without the closing 联办 or 主办."""

    date: Date | None = None
    weekday: str = ""
    lunar: str = ""
    publishers: tuple[str, ...] = ()


class ArticleTruth(_Value):
    """One article as a careful person reads the printed page.

    Attributes:
        headline: As printed, "" for a photograph without one.
        subheads: As printed, in order.
        reporters: Names without inner spaces; so `correspondents` and `photographers`.
        kind: Report or photograph.
        paragraphs: Printed characters in reading order, without marks; lost lines are not in them.
        lines: The printed lines of each paragraph; without white space they make up the paragraph.
            Empty where nobody noted the lines.
        gaps: ``(paragraph, offset)`` where the page lost a line.
        turned: The article goes on on another page.
    """

    headline: str = ""
    subheads: tuple[str, ...] = ()
    reporters: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    kind: ArticleKind = ArticleKind.REPORT
    paragraphs: tuple[str, ...] = Field(min_length=1)
    lines: tuple[tuple[str, ...], ...] = ()
    gaps: tuple[tuple[int, int], ...] = ()
    turned: bool = False

    @model_validator(mode="after")
    def _lines_make_paragraphs(self) -> Self:
        if self.lines and [_bare("".join(lines)) for lines in self.lines] != [
            _bare(text) for text in self.paragraphs
        ]:
            raise ValueError("各行连起来不是这些段落")
        for paragraph, offset in self.gaps:
            inside = 0 <= paragraph < len(self.paragraphs)
            if not inside or not 0 <= offset <= len(self.paragraphs[paragraph]):
                raise ValueError(f"缺字处 ({paragraph}, {offset}) 不在任何段落里")
        return self


class NoticeTruth(_Value):
    """What is printed but is no article."""

    kind: NoticeKind
    text: str


class TrueJoin(_Value):
    """Printed line `left` goes on in printed line `right` of the same paragraph."""

    article: int
    paragraph: int
    left: str
    right: str


class StreamLine(_Value):
    """One body line where the extractor put it.

    Attributes:
        block: Index of the block (blocks are parted by blank lines, furniture counts as well).
        article: With `paragraph` and `line`, which printed line it is.
        paragraph: Index into the article's paragraphs.
        line: Index into the paragraph's lines.
        fused: It follows the line before with no space between them.
    """

    block: int
    article: int
    paragraph: int
    line: int
    fused: bool = False


class PageTruth(_Value):
    """A page's truth.

    Attributes:
        make: Which generator made it, or "" for a real page.
        weave: How strongly it was woven, 0 (not at all) to 1.
        woven: Whether the extracted order of body lines differs from the true one.
        masthead: Its head.
        articles: In the order of the page.
        notices: In the order of the page.
        joins: Every true line-to-line join, gaps left out.
        stream: Body lines in extracted order.
    """

    make: str = ""
    weave: float = 0.0
    woven: bool = False
    masthead: MastheadTruth = MastheadTruth()
    articles: tuple[ArticleTruth, ...]
    notices: tuple[NoticeTruth, ...] = ()
    joins: tuple[TrueJoin, ...] = ()
    stream: tuple[StreamLine, ...] = ()

    @model_validator(mode="after")
    def _stream_names_lines(self) -> Self:
        known = {
            (at, number, line)
            for at, article in enumerate(self.articles)
            for number, lines in enumerate(article.lines)
            for line in range(len(lines))
        }
        for place in self.stream:
            if (place.article, place.paragraph, place.line) not in known:
                raise ValueError(f"stream 里有一行不属于任何报道:{place}")
        return self


def read_truth(text: str, *, source: str = "") -> PageTruth:
    """Read one truth from JSON.

    Raises:
        JudgementsError: The text is no truth; the message names the first field that is wrong.
    """
    try:
        return PageTruth.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "整个文件"
        reason = f"这不是版面的答案,{field} 有误:{first['msg']}"
        raise JudgementsError(reason, source=source) from error
