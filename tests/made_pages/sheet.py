"""The page text as an extractor leaves it, and the truth that goes with it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from retrieval.page_truth import ArticleTruth, PageTruth, StreamLine, TrueJoin

if TYPE_CHECKING:
    from random import Random

    from tests.made_pages.printed import Line, Manuscript, PrintedArticle

__all__ = ["Block", "MadePage", "Token", "foot_blocks", "head_blocks", "make_page_of"]


@dataclass(frozen=True, slots=True)
class Token:
    """One body line in a block; `fused` leaves out the space before it."""

    line: Line
    fused: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text between blank lines: body lines, or furniture."""

    tokens: tuple[Token, ...] = ()
    text: str = ""

    def written(self, between: str) -> str:
        """The block as the extractor writes it, with `between` lines that it did not fuse."""
        if not self.tokens:
            return self.text
        spaced = "".join(
            ("" if token.fused else between) + token.line.text + token.line.tail
            for token in self.tokens
        )
        return spaced.removeprefix(between)


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page text with its truth."""

    text: str
    truth: PageTruth


def head_blocks(article: PrintedArticle) -> list[Block]:
    """The blocks of an article's head: rubric, headline, subheads, byline."""
    if article.head is not None:
        return [Block(text=text) for text in article.head]
    rubric = article.rubric.text if article.rubric else ""
    texts = (rubric, article.headline, *article.subheads, article.byline.text)
    return [Block(text=text) for text in texts if text]


def foot_blocks(article: PrintedArticle) -> list[Block]:
    """The blocks under an article: a byline or a credit."""
    return [Block(text=text) for text in article.foot]


def make_page_of(
    rng: Random, manuscript: Manuscript, blocks: list[Block], *, make: str, weave: float
) -> MadePage:
    """Write blocks as a page text and note the truth of the manuscript they were made from."""
    stray = rng.choice((0.0, 0.0, 0.0, 0.03))
    gap = rng.choice((0.0, 0.05, 0.15))
    between = rng.choices((" ", "\n", "  "), weights=[18, 1, 1])[0]
    pieces = ["\n" * rng.randrange(3)]
    for block in blocks:
        mark = "> " if block.tokens and rng.random() < stray else ""
        pieces.append(mark + block.written(between) + "\n\n")
        if rng.random() < gap:
            pieces.append("\n" * rng.randrange(1, 5))
    stream = tuple(
        StreamLine(
            block=at,
            article=token.line.article,
            paragraph=token.line.paragraph,
            line=token.line.index,
            fused=token.fused,
        )
        for at, block in enumerate(blocks)
        for token in block.tokens
    )
    truth = PageTruth(
        make=make,
        weave=round(weave, 2),
        woven=_is_woven(stream),
        masthead=manuscript.masthead,
        articles=tuple(map(_article_truth, manuscript.articles)),
        notices=manuscript.notices
        + tuple(article.rubric for article in manuscript.articles if article.rubric),
        joins=tuple(_joins(manuscript)),
        stream=stream,
    )
    return MadePage("".join(pieces).rstrip("\n") + "\n" * rng.randrange(2), truth)


def _is_woven(stream: tuple[StreamLine, ...]) -> bool:
    order = [(line.article, line.paragraph, line.line) for line in stream]
    return order != sorted(order) or any(line.fused for line in stream)


def _article_truth(article: PrintedArticle) -> ArticleTruth:
    return ArticleTruth(
        headline=article.headline,
        subheads=article.subheads,
        reporters=article.byline.reporters,
        correspondents=article.byline.correspondents,
        photographers=article.byline.photographers,
        kind=article.kind,
        paragraphs=article.texts,
        lines=article.paragraphs,
        gaps=article.gaps,
        turned=article.turned,
    )


def _joins(manuscript: Manuscript) -> list[TrueJoin]:
    return [
        TrueJoin(article=at, paragraph=number, left=left, right=right)
        for at, article in enumerate(manuscript.articles)
        for number, lines in enumerate(article.paragraphs)
        for left, right in pairwise(lines)
    ]
