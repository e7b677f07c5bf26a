"""The page as it was printed: what stands on it and how its text is broken into lines."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

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
from tests.made_pages.printed import Manuscript, PrintedArticle
from tests.made_pages.setting import choose_stories, draw_fount, number_lines, set_lines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from tests.made_pages.news import Story
    from tests.made_pages.typeset import Fount

__all__ = ["compose"]

_DATELINES = ("本报讯 ", "本报讯", "本报讯  ", "本报综合消息 ", "据新华社电 ")


def compose(rng: Random, stories: Sequence[Story]) -> Manuscript:
    """Compose a page of four to six articles from stories of about one day."""
    fount = draw_fount(rng)
    day = rng.choice(stories).day
    near = choose_stories(rng, stories, day)
    blocks, masthead = make_masthead(rng, day)
    bullet = rng.choices(("■", "□", "●", "◎", "▲", ""), weights=[8, 2, 2, 1, 1, 3])[0]
    articles = [_report(rng, story, fount, bullet) for story in near]
    if rng.random() < 0.6:
        photo = _photo(rng, rng.choice(stories), fount, bullet)
        articles.insert(rng.randrange(1, len(articles)), photo)
    makers = (make_weather, make_advertisement, make_copyright)
    notices = tuple(make(rng) for make in makers if rng.random() < 0.75)
    placed = tuple(number_lines(article, index) for index, article in enumerate(articles))
    return Manuscript(tuple(blocks), masthead, placed, notices, fount)


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
    return set_lines(rng, article, fount)


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
    return set_lines(rng, article, fount, count=1)
