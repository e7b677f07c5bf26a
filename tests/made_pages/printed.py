"""A page in print: values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from retrieval.issue import ArticleKind
    from retrieval.page_truth import MastheadTruth, NoticeTruth
    from tests.made_pages.furniture import MadeByline
    from tests.made_pages.typeset import Fount

__all__ = ["Column", "Line", "Manuscript", "PrintedArticle"]


@dataclass(frozen=True, slots=True)
class Line:
    """A printed body line and where it belongs.

    Attributes:
        text: Its characters, without white space at the ends.
        article: With `paragraph` and `index`, where it belongs.
        paragraph: Into the article's paragraphs.
        index: Into the paragraph's lines.
        starts: It begins a paragraph.
        short: It visibly ends one: by three characters or more shorter than most lines.
        tail: What is printed right after it and is no part of the text: a photographer's credit.
    """

    text: str
    article: int
    paragraph: int
    index: int
    starts: bool
    short: bool
    tail: str = ""


Column: TypeAlias = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PrintedArticle:
    """An article in print: its head, its columns of lines, what the page lost of it.

    Attributes:
        headline: "" for a photograph.
        rubric: A rubric that stands right before the headline, or "".
        subheads: As printed.
        byline: Its byline; the text is "" where none is printed.
        kind: Report or photograph.
        paragraphs: The printed lines of each paragraph, lost ones gone.
        texts: The printed text of each paragraph, lost lines gone.
        gaps: ``(paragraph, offset)`` of lost lines.
        turned: The article goes on on another page.
        columns: The lines as they stand in columns.
        head: The blocks printed over the text, where they are not simply rubric, headline, subheads
            and byline one by one.
        foot: The blocks printed under the text.
        tail: What is printed right after the last line.
    """

    headline: str
    rubric: NoticeTruth | None
    subheads: tuple[str, ...]
    byline: MadeByline
    kind: ArticleKind
    paragraphs: tuple[tuple[str, ...], ...]
    texts: tuple[str, ...]
    gaps: tuple[tuple[int, int], ...]
    turned: bool
    columns: tuple[Column, ...]
    head: tuple[str, ...] | None = None
    foot: tuple[str, ...] = ()
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A printed page."""

    masthead_blocks: tuple[str, ...]
    masthead: MastheadTruth
    articles: tuple[PrintedArticle, ...]
    notices: tuple[NoticeTruth, ...]
    fount: Fount
    footer: tuple[str, ...] = ()
