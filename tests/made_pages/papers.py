"""Third make: the furniture of many papers, woven or placed as in the other makes.

Each page draws how its paper prints headlines, signatures, credits and notices, far more widely
than one paper does; headings stand inside long reports.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from retrieval.issue import ArticleKind
from tests.made_pages.geometry import place_manuscript
from tests.made_pages.heads import make_head, make_inner_heading
from tests.made_pages.papers_furniture import make_footer, make_paper_masthead, make_paper_notices
from tests.made_pages.printed import Manuscript, PrintedArticle
from tests.made_pages.setting import choose_stories, draw_fount, number_lines, set_lines
from tests.made_pages.signatures import Signature, make_photo_signature, make_signature
from tests.made_pages.woven import weave_manuscript

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from tests.made_pages.news import Story
    from tests.made_pages.sheet import MadePage
    from tests.made_pages.typeset import Fount

__all__ = ["make_papers_page"]

_PLACES = ("line", "two lines", "opening", "closing", "under", "agency", "source", "none")
_BULLETS = "■□●○◎▲◆★▶"
_LONG = 4
_LONGEST_CAPTION = 130


def make_papers_page(rng: Random, stories: Sequence[Story]) -> MadePage:
    """Make one page; the extractor errs as in one of the other makes."""
    manuscript = _compose(rng, stories)
    extract = weave_manuscript if rng.random() < 0.5 else place_manuscript
    return extract(rng, manuscript, make="papers")


def _compose(rng: Random, stories: Sequence[Story]) -> Manuscript:
    fount = draw_fount(rng)
    day = rng.choice(stories).day
    blocks, masthead = make_paper_masthead(rng, day)
    bullet = rng.choice(_BULLETS) if rng.random() < 0.75 else ""
    usual = rng.choices(_PLACES, weights=[8, 1, 1, 1.5, 0.5, 0.5, 0.5, 1.5])[0]
    inner = rng.random() < 0.3
    articles = []
    for story in choose_stories(rng, stories, day):
        place = usual if rng.random() < 0.7 else rng.choice(_PLACES)
        articles.append(_report(rng, story, fount, make_signature(rng, bullet, place), inner=inner))
    if rng.random() < 0.6:
        photo = _photo(rng, rng.choice(stories), fount, bullet)
        articles.insert(rng.randrange(1, len(articles)), photo)
    placed = tuple(number_lines(article, index) for index, article in enumerate(articles))
    notices = tuple(make_paper_notices(rng))
    footer = tuple(make_footer(rng))
    return Manuscript(tuple(blocks), masthead, placed, notices, fount, footer)


def _report(
    rng: Random, story: Story, fount: Fount, signature: Signature, *, inner: bool
) -> PrintedArticle:
    head = make_head(rng, story, fount)
    texts = [fount.printed(text) for text in story.paragraphs]
    texts[0] = fount.printed(signature.dateline) + texts[0]
    if signature.closing:
        texts[-1] += fount.printed(signature.closing)
    if inner and len(texts) >= _LONG:
        texts = _with_inner_headings(rng, story, fount, texts)
    article = PrintedArticle(
        head.headline,
        head.rubric,
        head.subheads,
        replace(signature.byline, text=" ".join(signature.over + signature.under)),
        ArticleKind.REPORT,
        (),
        tuple(texts),
        (),
        turned=False,
        columns=(),
        head=(*head.blocks, *map(fount.printed, signature.over)),
        foot=tuple(map(fount.printed, signature.under)),
    )
    return set_lines(rng, article, fount)


def _with_inner_headings(rng: Random, story: Story, fount: Fount, texts: list[str]) -> list[str]:
    """Set a heading before some paragraphs, never before the first or between two headings."""
    step = rng.randrange(2, _LONG)
    made: list[str] = []
    for at, text in enumerate(texts):
        if at and at % step == 0:
            made.append(make_inner_heading(rng, story, fount))
        made.append(text)
    return made


def _photo(rng: Random, story: Story, fount: Fount, bullet: str) -> PrintedArticle:
    sentences = re.findall(r"[^。！？]+[。！？]", story.paragraphs[0])
    caption = ""
    for sentence in sentences:
        if caption and len(caption) + len(sentence) > _LONGEST_CAPTION:
            break
        caption += sentence
    signature = make_photo_signature(rng, bullet)
    title = fount.printed(story.headline) if rng.random() < 0.2 else ""
    article = PrintedArticle(
        title,
        None,
        (),
        signature.byline,
        ArticleKind.PHOTO,
        (),
        (fount.printed(caption or story.paragraphs[0]),),
        (),
        turned=False,
        columns=(),
        head=(title,) if title else (),
        foot=tuple(map(fount.printed, signature.under)),
        tail=fount.printed(signature.closing),
    )
    return set_lines(rng, article, fount, count=1)
