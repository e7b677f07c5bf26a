"""Issue → Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrieval.issue import ArticleKind, Byline, RepairKind
from retrieval.markdown.blocks import (
    BYLINE_KEYS,
    MASTHEAD_KEYS,
    MASTHEAD_LABEL,
    PHOTO_LABEL,
    RUBRIC_KEY,
    UNPLACED_LABEL,
)
from retrieval.markdown.characters import escape_line, escape_lines
from retrieval.page.bylines import read_byline
from retrieval.page.masthead import read_masthead

if TYPE_CHECKING:
    from collections.abc import Iterable

    from retrieval.issue import Article, Issue, Masthead, Paragraph

__all__ = ["write_markdown"]

_REPAIRS = {
    RepairKind.MOVED: "移动",
    RepairKind.SPLIT: "拆开",
    RepairKind.UNSURE: "存疑",
    RepairKind.GAP: "缺字",
}


def write_markdown(issue: Issue) -> str:
    """Write an issue in the package's form, for an editor to mend.

    What the reader of the page changed or doubted stands in comments above the article's text.
    """
    blocks = [_comment(f"提示:{warning}") for warning in issue.warnings]
    blocks += _masthead(issue.masthead)
    for index, article in enumerate(issue.articles):
        notes = [
            _comment(f"{_REPAIRS[repair.kind]}:{repair.before} → {repair.after}")
            for repair in issue.repairs
            if repair.article == index
        ]
        blocks += _article(article, notes)
    for notice in issue.notices:
        blocks += [f"# [{notice.label}]", escape_lines(notice.text)]
    if any(issue.unplaced):
        blocks.append(f"# [{UNPLACED_LABEL}]")
        blocks += [escape_lines(piece) for piece in issue.unplaced if piece]
    return "\n\n".join(blocks) + "\n"


def _masthead(masthead: Masthead) -> list[str]:
    read = read_masthead(tuple(masthead.text.split("\n")) if masthead.text else ())
    items: list[str] = []
    if masthead.date != read.date:
        day = masthead.date.isoformat() if masthead.date else ""
        items += _items(MASTHEAD_KEYS["date"], [day])
    if masthead.weekday != read.weekday:
        items += _items(MASTHEAD_KEYS["weekday"], [masthead.weekday])
    if masthead.lunar != read.lunar:
        items += _items(MASTHEAD_KEYS["lunar"], [masthead.lunar])
    if masthead.publishers != read.publishers:
        items += _items(MASTHEAD_KEYS["publishers"], masthead.publishers)
    text = [escape_lines(masthead.text)] if masthead.text else []
    listed = ["\n".join(items)] if items else []
    return [f"# [{MASTHEAD_LABEL}]", *text, *listed] if text or listed else []


def _article(article: Article, notes: list[str]) -> list[str]:
    label = f"[{PHOTO_LABEL}] " if article.kind is ArticleKind.PHOTO else ""
    blocks = [f"# {label}{escape_line(article.headline)}".rstrip()]
    blocks += [f"## {escape_line(subhead)}" for subhead in article.subheads if subhead]
    if article.byline.text:
        blocks.append(f"*{escape_line(article.byline.text)}*")
    items = _items(RUBRIC_KEY, [article.rubric]) if article.rubric else []
    items += _names(article.byline)
    if items:
        blocks.append("\n".join(items))
    return blocks + notes + [_paragraph(one) for one in article.paragraphs if one.text]


def _names(byline: Byline) -> list[str]:
    """List items for the roles that the byline's text alone would give otherwise."""
    read = read_byline(byline.text) or Byline()
    items: list[str] = []
    if byline.reporters != read.reporters:
        items += _items(BYLINE_KEYS["reporters"], byline.reporters)
    if byline.correspondents != read.correspondents:
        items += _items(BYLINE_KEYS["correspondents"], byline.correspondents)
    if byline.photographers != read.photographers:
        items += _items(BYLINE_KEYS["photographers"], byline.photographers)
    return items


def _items(key: str, values: Iterable[str]) -> list[str]:
    """One item a value; an empty one where there is none."""
    return [f"- {key}:{escape_line(value)}" for value in values] or [f"- {key}:"]


def _paragraph(paragraph: Paragraph) -> str:
    if paragraph.heading:
        return f"### {escape_line(paragraph.text)}"
    pieces: list[str] = []
    at = 0
    for start, end in paragraph.marks:
        pieces += [paragraph.text[at:start], paragraph.text[start:end]]
        at = end
    pieces.append(paragraph.text[at:])
    written = [
        piece if index % 2 else escape_lines(piece) if piece else ""
        for index, piece in enumerate(pieces)
    ]
    return "".join(written)


def _comment(text: str) -> str:
    """A comment on one line; two hyphens would end it."""
    return "<!-- " + " ".join(text.split()).replace("--", "－－") + " -->"
