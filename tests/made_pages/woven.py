"""First make: columns read in order, then runs of lines moved among the rows of a neighbour.

The page is thought of as text: an extractor that goes down a column and now and then picks up some
rows of the column beside it, fuses two of them, or meets a block before its headline.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrieval.issue import ArticleKind
from tests.made_pages.manuscript import compose
from tests.made_pages.sheet import Block, MadePage, Token, foot_blocks, head_blocks, make_page_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from tests.made_pages.news import Story
    from tests.made_pages.printed import Line, Manuscript, PrintedArticle

__all__ = ["make_woven_page", "weave_manuscript"]


@dataclass(frozen=True, slots=True)
class Habits:
    """What this page's extractor does, each a chance.

    Attributes:
        weave: Strength, 0 to 1: scales how often runs move.
        fuse: That an edge of a moved run is fused.
        early: That a block of an article is set before its headline.
        foreign: That a moved run lands in another article.
        rows: That two columns are taken up in turns over a stretch, and not only single runs.
        glue: That a new paragraph goes on in the block of one that ended on a short line.
        cut: That a block ends in the middle of a paragraph.
        single: That an early block has a blank line after every line.
        whole: That a column's end does not end the block.
    """

    weave: float
    fuse: float
    early: float
    foreign: float
    rows: float
    glue: float
    cut: float
    single: float
    whole: float


@dataclass(slots=True, eq=False)
class Slot:
    """A line on its way through the extractor; `edge` marks the seams of a moved run."""

    line: Line
    edge: bool = False
    top: bool = False


def make_woven_page(rng: Random, stories: Sequence[Story]) -> MadePage:
    """Make one page: about a third of them not woven at all, the rest lightly or heavily."""
    return weave_manuscript(rng, compose(rng, stories), make="woven")


def weave_manuscript(rng: Random, manuscript: Manuscript, *, make: str) -> MadePage:
    """Extract a printed page as this make does."""
    habits = draw_habits(rng)
    bodies = [_weave_article(rng, article, habits) for article in manuscript.articles]
    if habits.weave and rng.random() < habits.foreign:
        swap_between(rng, bodies, habits)
    early = [
        take_early(rng, body, article, habits)
        for body, article in zip(bodies, manuscript.articles, strict=True)
    ]
    blocks = lay_out(rng, manuscript, bodies, early, habits)
    return make_page_of(rng, manuscript, blocks, make=make, weave=habits.weave)


def draw_habits(rng: Random) -> Habits:
    """Draw what a page's extractor does: nothing in a third of the pages."""
    kind = rng.choices(("none", "light", "heavy"), weights=[30, 35, 35])[0]
    weave = {"none": 0.0, "light": rng.uniform(0.1, 0.4), "heavy": rng.uniform(0.5, 1.0)}[kind]
    woven = weave > 0
    return Habits(
        weave=weave,
        fuse=rng.choice((0.0, 0.05, 0.15, 0.3)) if woven else 0.0,
        early=rng.choice((0.0, 0.1, 0.3)) if woven else 0.0,
        foreign=rng.choice((0.0, 0.0, 0.5)),
        rows=rng.choice((0.2, 0.5, 0.8)),
        glue=rng.choice((0.0, 0.05, 0.3)),
        cut=rng.choice((0.0, 0.02, 0.06)),
        single=rng.choice((0.2, 0.7)),
        whole=rng.choice((0.0, 0.0, 0.3)),
    )


def _weave_article(rng: Random, article: PrintedArticle, habits: Habits) -> list[Slot]:
    columns = [
        [Slot(line, top=at == 0) for at, line in enumerate(column)] for column in article.columns
    ]
    if habits.weave and len(columns) > 1:
        for left in range(len(columns) - 1):
            for _ in range(3):
                if rng.random() < habits.rows * min(1.0, habits.weave + 0.2):
                    _alternate(rng, columns, left)
        lines = sum(map(len, columns))
        for _ in range(rng.randrange(round(habits.weave * lines / 5) + 1)):
            move_run(rng, columns)
    return [slot for column in columns for slot in column]


def _alternate(rng: Random, columns: list[list[Slot]], left: int) -> None:
    """Take up a stretch of one column in runs of one to four among the rows of its neighbour."""
    here, there = columns[left], columns[left + 1]
    if rng.random() < 0.3:
        here, there = there, here
    length = min(rng.randrange(3, 15), len(there) - 1)
    if length < 1 or len(here) < 3:
        return
    first = rng.randrange(len(there) - length + 1)
    stretch = there[first : first + length]
    del there[first : first + length]
    at = rng.randrange(1, max(2, len(here) - length))
    while stretch:
        size = rng.randrange(1, 5)
        run, stretch = stretch[:size], stretch[size:]
        at = min(at, len(here))
        _drop(here, at, run)
        at += len(run) + rng.randrange(1, 5)


def move_run(rng: Random, columns: list[list[Slot]]) -> None:
    """Move one run of one to four lines into a neighbouring column, or along its own."""
    source = rng.randrange(len(columns))
    target = max(0, min(len(columns) - 1, source + rng.choice((-1, 1, 1, 0))))
    column = columns[source]
    size = rng.choices((1, 2, 3, 4), weights=[5, 3, 2, 1])[0]
    if len(column) < size + 2:
        return
    first = rng.randrange(len(column) - size + 1)
    run = column[first : first + size]
    del column[first : first + size]
    _drop(columns[target], rng.randrange(len(columns[target]) + 1), run)


def _drop(host: list[Slot], at: int, run: list[Slot]) -> None:
    for slot in run:
        slot.top = False
    run[0].edge = True
    host[at:at] = run
    if at + len(run) < len(host):
        host[at + len(run)].edge = True


def swap_between(rng: Random, bodies: list[list[Slot]], habits: Habits) -> None:
    """Drop a few runs of one article among the rows of the next one."""
    for _ in range(rng.randrange(1, 2 + round(4 * habits.weave))):
        at = rng.randrange(len(bodies) - 1)
        source, target = rng.sample((bodies[at], bodies[at + 1]), 2)
        size = rng.randrange(1, 5)
        if len(source) > size + 4 and target:
            first = rng.randrange(len(source) - size + 1)
            run = source[first : first + size]
            del source[first : first + size]
            _drop(target, rng.randrange(1, len(target) + 1), run)


def take_early(
    rng: Random, body: list[Slot], article: PrintedArticle, habits: Habits
) -> list[Slot]:
    """Take a block away that the extractor will set before the article's headline."""
    if article.kind is ArticleKind.PHOTO or len(body) < 10 or rng.random() >= habits.early:
        return []
    size = rng.randrange(3, max(4, min(12, len(body) // 3)))
    firsts = [at for at, slot in enumerate(body[:-size]) if slot.line.starts or slot.top]
    first = rng.choice(firsts) if firsts and rng.random() < 0.8 else rng.randrange(len(body) - size)
    taken = body[first : first + size]
    del body[first : first + size]
    if first < len(body):
        body[first].edge = True
    return taken


def lay_out(
    rng: Random,
    manuscript: Manuscript,
    bodies: list[list[Slot]],
    early: list[list[Slot]],
    habits: Habits,
) -> list[Block]:
    """The page's blocks in extracted order: masthead, articles with what came early, notices."""
    blocks = [Block(text=text) for text in manuscript.masthead_blocks]
    loose = [Block(text=notice.text) for notice in manuscript.notices]
    for article, body, before in zip(manuscript.articles, bodies, early, strict=True):
        blocks += _cut_blocks(rng, before, habits, single=rng.random() < habits.single)
        head = head_blocks(article)
        text = _cut_blocks(rng, body, habits, single=False)
        foot = foot_blocks(article)
        plain_photo = article.kind is ArticleKind.PHOTO and article.head is None
        credit_last = plain_photo and rng.random() < 0.85
        blocks += text + head if credit_last else head + text + foot
        while loose and rng.random() < 0.15:
            blocks.append(loose.pop())
    for block in reversed(loose):
        blocks += _broken_notice(rng, block)
    return blocks + [Block(text=text) for text in manuscript.footer]


def _broken_notice(rng: Random, block: Block) -> list[Block]:
    """A notice at the foot is sometimes broken over two blocks and lines."""
    comma = block.text.find(",", len(block.text) // 3)
    if comma < 0 or rng.random() < 0.6:
        return [block]
    return [Block(text=block.text[: comma + 1]), Block(text=block.text[comma + 1 :])]


def _cut_blocks(rng: Random, slots: list[Slot], habits: Habits, *, single: bool) -> list[Block]:
    blocks: list[list[Token]] = []
    for slot in slots:
        fused = slot.edge and rng.random() < habits.fuse
        if not blocks or (
            not fused and (single or _breaks(rng, slot, blocks[-1][-1].line, habits))
        ):
            blocks.append([Token(slot.line)])
        else:
            blocks[-1].append(Token(slot.line, fused))
    return [Block(tuple(tokens)) for tokens in blocks]


def _breaks(rng: Random, slot: Slot, before: Line, habits: Habits) -> bool:
    if slot.line.starts:
        return not before.short or rng.random() >= habits.glue
    if slot.top:
        return rng.random() >= habits.whole
    return rng.random() < (max(habits.cut, 0.12) if slot.edge else habits.cut)
