"""Counting on one page: a reading of it against its truth.

The reading's paragraphs are cut back into the page's printed lines, white space aside; neighbours
found that way are the reading's joins. Text that is no printed line stays a piece of its own, so a
line cut in two makes false joins on both sides.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from retrieval.issue import Article, Issue
    from retrieval.page_truth import ArticleTruth, PageTruth

__all__ = ["PageCounts", "count_as_extracted", "count_page"]

_SENTENCE_END = tuple("。！？!?…”\"’'）)")
_SENTENCE = re.compile(r"[^。！？!?]+[。！？!?]*|[。！？!?]+")
_MARK = "\0"
_SURE_LENGTH = 4
"""A line this long is recognised amid text that is no printed line; a shorter one may be chance."""
_SPOT_LENGTH = 8


@dataclass(frozen=True, slots=True)
class PageCounts:
    """What was counted on one page; every count is a non-negative number of things.

    Attributes:
        true_joins: Joins of the truth.
        joins: Joins of the reading.
        standing: True joins that stand in the reading.
        articles: Articles of the truth.
        perfect: Of those, read paragraph for paragraph.
        headlines: Of those, with the right headline.
        subheads: Of those, with the right subheads.
        bylines: Of those, with the right people.
        missing: Places where text is missing: lost lines and turns.
        marked: Of those, marked.
        false_marks: Marks where nothing is missing.
        woven: Whether the page was woven.
        in_order: Whether every article's lines are read in the true order, none lost, none cut.
        seconds: Time the reading took.
    """

    true_joins: int
    joins: int
    standing: int
    articles: int
    perfect: int
    headlines: int = 0
    subheads: int = 0
    bylines: int = 0
    missing: int = 0
    marked: int = 0
    false_marks: int = 0
    woven: bool = True
    in_order: bool = False
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class _Read:
    """One article of the reading and its paragraphs cut into pieces."""

    article: Article
    cuts: tuple[tuple[str, ...], ...]

    @property
    def pieces(self) -> list[str]:
        return [piece for cut in self.cuts for piece in cut if piece != _MARK]


def count_page(truth: PageTruth, issue: Issue, *, seconds: float = 0.0) -> PageCounts:
    """Count one reading against its truth.

    Joins are counted where the truth notes the lines of every article, else there are none.
    """
    lines = _PrintedLines(line for article in truth.articles for line in _flat(article))
    reading = [
        _Read(article, tuple(lines.cut(text) for text in _marked(article)))
        for article in issue.articles
    ]
    knows_lines = all(article.lines for article in truth.articles)
    out = Counter(
        pair for read in reading if knows_lines for cut in read.cuts for pair in _pairs(cut)
    )
    true = _true_joins(truth) if knows_lines else Counter()
    both = [(article, _partner(article, reading)) for article in truth.articles]
    found = [(article, read) for article, read in both if read is not None]
    wanted = Counter(spot for article in truth.articles for spot in _missing_spots(article))
    marked = Counter(spot for article in issue.articles for spot in _mark_spots(article))
    return PageCounts(
        true_joins=true.total(),
        joins=out.total(),
        standing=(true & out).total(),
        articles=len(truth.articles),
        perfect=sum(_same_paragraphs(article, read.article) for article, read in found),
        headlines=sum(_bare(one.headline) == _bare(read.article.headline) for one, read in found),
        subheads=sum(
            _bare("\n".join(one.subheads)) == _bare("\n".join(read.article.subheads))
            for one, read in found
        ),
        bylines=sum(_same_people(article, read.article) for article, read in found),
        missing=wanted.total(),
        marked=(wanted & marked).total(),
        false_marks=(marked - wanted).total(),
        woven=truth.woven,
        in_order=len(found) == len(both)
        and all(read.pieces == _flat(article) for article, read in found),
        seconds=seconds,
    )


def count_as_extracted(truth: PageTruth) -> PageCounts:
    """Count the page's own order of lines, headlines taken as known.

    Lines follow each other as in the page text; a blank line ends a paragraph only after a
    sentence's end. What needs a reader (headlines, bylines, marks) is not counted.
    """
    runs: list[list[str]] = []
    block, before = -1, ""
    for place in truth.stream:
        line = _bare(truth.articles[place.article].lines[place.paragraph][place.line])
        next_block = place.block == block + 1 and not before.endswith(_SENTENCE_END)
        if runs and (place.block == block or next_block):
            runs[-1].append(line)
        else:
            runs.append([line])
        block, before = place.block, line
    out = Counter(pair for run in runs for pair in pairwise(run))
    true = _true_joins(truth)
    paragraphs = {"".join(run) for run in runs}
    return PageCounts(
        true_joins=true.total(),
        joins=out.total(),
        standing=(true & out).total(),
        articles=len(truth.articles),
        perfect=sum(
            all(_bare(text) in paragraphs for text in article.paragraphs)
            for article in truth.articles
        ),
        woven=truth.woven,
        in_order=not truth.woven,
    )


def _bare(text: str) -> str:
    """Text without white space."""
    return re.sub(r"\s+", "", text)


class _PrintedLines:
    """The printed lines of a page, ready to be found again in running text."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._by_first: dict[str, list[str]] = {}
        for line in sorted({_bare(line) for line in lines} - {""}, key=len, reverse=True):
            self._by_first.setdefault(line[0], []).append(line)

    def cut(self, text: str) -> tuple[str, ...]:
        """Cut text without white space into printed lines and what stands between them."""
        pieces: list[str] = []
        at, strange = 0, 0
        while at < len(text):
            line = self._at(text, at, 1 if strange == at else _SURE_LENGTH)
            if not line:
                at += 1
                continue
            if strange < at:
                pieces.append(text[strange:at])
            pieces.append(line)
            at += len(line)
            strange = at
        return (*pieces, text[strange:]) if strange < len(text) else tuple(pieces)

    def _at(self, text: str, at: int, shortest: int) -> str:
        if text[at] == _MARK:
            return _MARK
        for line in self._by_first.get(text[at], ()):
            if len(line) >= shortest and text.startswith(line, at):
                return line
        return ""


def _marked(article: Article) -> list[str]:
    """Each paragraph's text without white space, every mark of ours as one sign."""
    texts = []
    for paragraph in article.paragraphs:
        text = paragraph.text
        for start, end in reversed(paragraph.marks):
            text = text[:start] + _MARK + text[end:]
        texts.append(_bare(text))
    return texts


def _pairs(cut: Sequence[str]) -> list[tuple[str, str]]:
    """Neighbours, except across a mark, which joins nothing."""
    return [pair for pair in pairwise(cut) if _MARK not in pair]


def _true_joins(truth: PageTruth) -> Counter[tuple[str, str]]:
    """The true joins, from the lines: none leads over a gap."""
    joins: Counter[tuple[str, str]] = Counter()
    for article in truth.articles:
        gaps = {
            (paragraph, len(_bare(article.paragraphs[paragraph][:offset])))
            for paragraph, offset in article.gaps
        }
        for number, lines in enumerate(article.lines):
            at = 0
            for left, right in pairwise(map(_bare, lines)):
                at += len(left)
                joins[left, right] += (number, at) not in gaps
    return +joins


def _flat(article: ArticleTruth) -> list[str]:
    """The article's printed lines; its sentences where nobody noted the lines."""
    sentences = (one for text in article.paragraphs for one in _SENTENCE.findall(text))
    lines = (line for paragraph in article.lines for line in paragraph)
    return [_bare(line) for line in (lines if article.lines else sentences)]


def _partner(article: ArticleTruth, reading: Sequence[_Read]) -> _Read | None:
    """The article of the reading that holds most of this article's lines."""
    own = set(_flat(article))
    held = [sum(len(piece) for piece in read.pieces if piece in own) for read in reading]
    return reading[held.index(max(held))] if any(held) else None


def _same_paragraphs(article: ArticleTruth, read: Article) -> bool:
    true = [_bare(text) for text in article.paragraphs]
    return true == [_bare(paragraph.printed) for paragraph in read.paragraphs]


def _same_people(article: ArticleTruth, read: Article) -> bool:
    true = (article.reporters, article.correspondents, article.photographers)
    return true == (read.byline.reporters, read.byline.correspondents, read.byline.photographers)


def _missing_spots(article: ArticleTruth) -> list[str]:
    """For each place where text is missing, the characters before it."""
    spots = [_bare(article.paragraphs[at][:offset]) for at, offset in article.gaps]
    if article.turned:
        spots.append(_bare(article.paragraphs[-1]))
    return [spot[-_SPOT_LENGTH:] for spot in spots]


def _mark_spots(article: Article) -> list[str]:
    return [
        text[: match.start()].replace(_MARK, "")[-_SPOT_LENGTH:]
        for text in _marked(article)
        for match in re.finditer(_MARK, text)
    ]
