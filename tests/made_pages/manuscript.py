"""The page as it was printed: what stands on it and how its text is broken into lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING, TypeAlias

from retrieval.issue import ArticleKind
from tests.made_pages.furniture import (
    MadeByline,
    make_advertisement,
    make_byline,
    make_copyright,
    make_masthead,
    make_photo_byline,
    make_rubric,
    make_weather,
)
from tests.made_pages.typeset import Fount, break_lines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from random import Random

    from retrieval.page_truth import MastheadTruth, NoticeTruth
    from tests.made_pages.news import Story

__all__ = ["Column", "Line", "Manuscript", "PrintedArticle", "compose"]

_CLOSING = '。！？!?”"…）)'
_SHORT_LAST = 5
_DATELINES = ("本报讯 ", "本报讯", "本报讯  ", "本报综合消息 ", "据新华社电 ")


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
    """

    text: str
    article: int
    paragraph: int
    index: int
    starts: bool
    short: bool


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


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A printed page."""

    masthead_blocks: tuple[str, ...]
    masthead: MastheadTruth
    articles: tuple[PrintedArticle, ...]
    notices: tuple[NoticeTruth, ...]
    fount: Fount


def compose(rng: Random, stories: Sequence[Story]) -> Manuscript:
    """Compose a page of four to six articles from stories of about one day."""
    fount = _fount(rng)
    day = rng.choice(stories).day
    near = _near(rng, stories, day)
    blocks, masthead = make_masthead(rng, day)
    bullet = rng.choices(("■", "□", "●", "◎", "▲", ""), weights=[8, 2, 2, 1, 1, 3])[0]
    articles = [_report(rng, story, fount, bullet) for story in near]
    if rng.random() < 0.6:
        photo = _photo(rng, rng.choice(stories), fount, bullet)
        articles.insert(rng.randrange(1, len(articles)), photo)
    makers = (make_weather, make_advertisement, make_copyright)
    notices = tuple(make(rng) for make in makers if rng.random() < 0.75)
    placed = tuple(_number(article, index) for index, article in enumerate(articles))
    return Manuscript(tuple(blocks), masthead, placed, notices, fount)


def _fount(rng: Random) -> Fount:
    half = rng.random() < 0.6
    return Fount(
        half=half,
        straight=rng.random() < (0.75 if half else 0.3),
        full_digits=rng.random() < 0.04,
        whole_numbers=rng.random() < 0.6,
        hanging=rng.random() < 0.7,
        indent=rng.choices((2, 0), weights=[5, 1])[0],
    )


def _near(rng: Random, stories: Sequence[Story], day: date) -> list[Story]:
    """Four to six stories of mixed length, no two alike, from within some weeks of the day."""
    pool = [story for story in stories if abs((story.day - day).days) <= 45]
    count = rng.randrange(4, 7)
    chosen: dict[str, Story] = {}
    for _ in range(200):
        if len(chosen) == count:
            break
        low, high = rng.choices(((110, 320), (320, 750), (750, 2600)), weights=[3, 5, 3])[0]
        story = rng.choice(pool)
        if low <= story.length < high:
            chosen.setdefault(story.paragraphs[0][:12], story)
    return list(chosen.values())


def _headline(rng: Random, story: Story, fount: Fount) -> tuple[str, tuple[str, ...]]:
    """A headline and its subheads: a dash parts them, a space may."""
    head, dash, rest = fount.printed(story.headline).partition("——")
    if rest.strip() and _is_whole(head):
        return head.strip(), (rest.strip(),)
    head += dash + rest
    first, _, second = head.partition(" ")
    if second.count(" ") == 0 and _is_whole(first) and rng.random() < 0.5:
        return first, (second,) if second else ()
    return head.strip(), ()


def _is_whole(text: str) -> bool:
    """Whether no bracket or quotation is left open in a part of a headline."""
    return text.count("《") == text.count("》") and len(re.findall('["“”]', text)) % 2 == 0


def _report(rng: Random, story: Story, fount: Fount, bullet: str) -> PrintedArticle:
    headline, subheads = _headline(rng, story, fount)
    form = rng.choices(("line", "inline", "none"), weights=[80, 7, 13])[0]
    byline = (
        MadeByline("") if form == "none" else make_byline(rng, bullet if form == "line" else "")
    )
    texts = [fount.printed(text) for text in story.paragraphs]
    if form == "inline":
        texts[0] = fount.printed(f"本报讯（{byline.text}）") + texts[0]
        byline = replace(byline, text="")
    elif rng.random() < 0.75:
        texts[0] = rng.choices(_DATELINES, weights=[16, 2, 2, 1, 1])[0] + texts[0]
    rubric = make_rubric(rng) if rng.random() < 0.15 else None
    article = PrintedArticle(
        headline,
        rubric,
        subheads,
        byline,
        ArticleKind.REPORT,
        (),
        tuple(texts),
        (),
        turned=False,
        columns=(),
    )
    return _set(rng, article, fount)


def _photo(rng: Random, story: Story, fount: Fount, bullet: str) -> PrintedArticle:
    sentences = re.findall(r"[^。！？]+[。！？]", story.paragraphs[0])
    caption = ""
    for sentence in sentences:
        if caption and len(caption) + len(sentence) > 130:
            break
        caption += sentence
    caption = fount.printed(caption or story.paragraphs[0])
    byline = make_photo_byline(rng, bullet)
    article = PrintedArticle(
        "", None, (), byline, ArticleKind.PHOTO, (), (caption,), (), turned=False, columns=()
    )
    return _set(rng, article, fount, count=1)


def _set(rng: Random, article: PrintedArticle, fount: Fount, count: int = 0) -> PrintedArticle:
    """Break an article into lines, lose some, and share the rest out over its columns."""
    width = rng.randrange(12, 23)
    broken = [break_lines(text, width, fount) for text in article.texts]
    if count == 0:
        lines = sum(map(len, broken))
        count = rng.randrange(1, min(4, 1 + lines // 6) + 1)
    kept, gaps, turned = _lose(rng, broken, may_turn=article.kind is ArticleKind.REPORT)
    texts = tuple(_kept_text(t, k, b) for t, k, b in zip(article.texts, kept, broken, strict=False))
    return replace(
        article,
        paragraphs=kept,
        texts=texts,
        gaps=tuple((paragraph, len(texts[paragraph])) for paragraph in gaps),
        turned=turned,
        columns=tuple(() for _ in range(count)),
    )


def _kept_text(text: str, kept: tuple[str, ...], broken: tuple[str, ...]) -> str:
    """The paragraph's printed text up to the end of its last line that was not lost."""
    if len(kept) == len(broken):
        return text
    at = 0
    for line in kept:
        at = text.index(line, at) + len(line)
    return text[:at]


def _lose(
    rng: Random, broken: list[tuple[str, ...]], *, may_turn: bool
) -> tuple[tuple[tuple[str, ...], ...], list[int], bool]:
    """Lose some short last lines, and perhaps turn the article to another page mid-sentence."""
    loss = rng.choice((0.0, 0.0, 0.1, 0.3))
    kept, gaps = [], []
    for index, lines in enumerate(broken):
        short = len(lines) > 2 and len(lines[-1]) <= _SHORT_LAST
        if (
            short
            and lines[-2][-1] not in _CLOSING
            and index < len(broken) - 1
            and rng.random() < loss
        ):
            kept.append(lines[:-1])
            gaps.append(index)
        else:
            kept.append(lines)
    turned = False
    if may_turn and len(kept[-1]) > 3 and rng.random() < 0.12:
        cut = kept[-1][: rng.randrange(2, len(kept[-1]))]
        turned = cut[-1][-1] not in _CLOSING
        kept[-1] = cut if turned else kept[-1]
    return tuple(kept), gaps, turned


def _number(article: PrintedArticle, index: int) -> PrintedArticle:
    """Give every line its place and share the lines out over the columns, the last one shorter."""
    width = median(len(text) for texts in article.paragraphs for text in texts)
    lines = [
        Line(text, index, paragraph, at, at == 0, at == len(texts) - 1 and len(text) <= width - 3)
        for paragraph, texts in enumerate(article.paragraphs)
        for at, text in enumerate(texts)
    ]
    count = min(len(article.columns), len(lines))
    height = -(-len(lines) // count)
    columns = [tuple(lines[at : at + height]) for at in range(0, len(lines), height)]
    return replace(article, columns=tuple(columns))
