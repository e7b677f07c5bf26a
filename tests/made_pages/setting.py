"""Setting a page: its fount, its stories, each article in lines and columns."""

from __future__ import annotations

from dataclasses import replace
from statistics import median
from typing import TYPE_CHECKING

from retrieval.issue import ArticleKind
from tests.made_pages.printed import Line
from tests.made_pages.typeset import Fount, break_lines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from random import Random

    from tests.made_pages.news import Story
    from tests.made_pages.printed import PrintedArticle

__all__ = ["choose_stories", "draw_fount", "number_lines", "set_lines"]

_CLOSING = '。！？!?”"…）)'
_SHORT_LAST = 5


def draw_fount(rng: Random) -> Fount:
    """How a page prints and breaks its text."""
    half = rng.random() < 0.6
    return Fount(
        half=half,
        straight=rng.random() < (0.75 if half else 0.3),
        full_digits=rng.random() < 0.04,
        whole_numbers=rng.random() < 0.6,
        hanging=rng.random() < 0.7,
        indent=rng.choices((2, 0), weights=[5, 1])[0],
    )


def choose_stories(rng: Random, stories: Sequence[Story], day: date) -> list[Story]:
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


def set_lines(rng: Random, article: PrintedArticle, fount: Fount, count: int = 0) -> PrintedArticle:
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


def number_lines(article: PrintedArticle, index: int) -> PrintedArticle:
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
    if article.tail and lines:
        columns[-1] = (*columns[-1][:-1], replace(columns[-1][-1], tail=article.tail))
    return replace(article, columns=tuple(columns))
