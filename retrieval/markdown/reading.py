"""Markdown → issue."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date as Date  # noqa: N812 - the field is called `date`
from typing import TYPE_CHECKING

from retrieval.errors import PageError
from retrieval.issue import Article, ArticleKind, Byline, Issue, Masthead, Notice, Paragraph
from retrieval.markdown.blocks import (
    ARTICLE_KEYS,
    MASTHEAD_KEYS,
    MASTHEAD_LABEL,
    NOTICE_KINDS,
    PHOTO_LABEL,
    UNPLACED_LABEL,
    BlockKind,
    cut_sections,
)
from retrieval.markdown.characters import join_lines, unescape, unescape_marked
from retrieval.page.bylines import read_byline
from retrieval.page.masthead import check_masthead, read_masthead

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from retrieval.markdown.blocks import Block, Section

__all__ = ["read_markdown"]

_ITEM = re.compile(r"-\s*([^:：]+?)\s*[:：]\s*(.*)", re.DOTALL)


def read_markdown(text: str, *, source: str = "") -> Issue:
    """Read a mended issue.

    Args:
        text: Markdown in the package's form.
        source: Where it came from, for messages.

    Raises:
        PageError: The text is not in the form; the error names the line and the mend.
    """
    try:
        return replace(_read(cut_sections(text)), source=source)
    except PageError as error:
        raise PageError(error.reason, source=source, line=error.line) from None


def _read(sections: list[Section]) -> Issue:
    if not sections:
        raise PageError("文件里没有报道,每篇报道以一行“# 标题”开头")
    masthead = Masthead("")
    mastheads = [section for section in sections if section.label == MASTHEAD_LABEL]
    if len(mastheads) > 1:
        raise PageError("报头只能有一个,请删去这一个或并入前一个", line=mastheads[1].line)
    for section in mastheads:
        masthead = _masthead(section)
    return Issue(
        masthead=masthead,
        articles=tuple(_article(one) for one in sections if one.label in {"", PHOTO_LABEL}),
        notices=tuple(
            Notice(NOTICE_KINDS[one.label], _notice_text(one))
            for one in sections
            if one.label in NOTICE_KINDS
        ),
        warnings=check_masthead(masthead),
        unplaced=tuple(
            piece
            for section in sections
            if section.label == UNPLACED_LABEL
            for piece in _texts(section)
        ),
    )


def _masthead(section: Section) -> Masthead:
    blocks = [block for block in section.blocks if block.kind is BlockKind.TEXT]
    rows = [unescape(section.heading)] if section.heading else []
    rows += [line for block in blocks for line in _rows(block)]
    masthead = read_masthead(tuple(rows))
    masthead = replace(masthead, text="\n".join(rows))
    items = [block for block in section.blocks if block.kind is BlockKind.ITEMS]
    said = _items(items, MASTHEAD_KEYS)
    if "date" in said:
        masthead = replace(masthead, date=_date(said["date"][-1], items[0].line))
    if "weekday" in said:
        masthead = replace(masthead, weekday=said["weekday"][-1])
    if "lunar" in said:
        masthead = replace(masthead, lunar=said["lunar"][-1])
    if "publishers" in said:
        masthead = replace(masthead, publishers=_names(said["publishers"]))
    return masthead


def _rows(block: Block) -> list[str]:
    """The masthead's lines are printed lines: each stands for itself."""
    return [unescape(join_lines([line])) for line in block.lines]


def _date(text: str, line: int) -> Date | None:
    if not text:
        return None
    try:
        return Date.fromisoformat(text)
    except ValueError:
        raise PageError(f"日期“{text}”读不懂,请写成 2024-03-14 的样子", line=line) from None


def _article(section: Section) -> Article:
    subheads: list[str] = []
    paragraphs: list[Paragraph] = []
    items: list[Block] = []
    byline: str | None = None
    for block in section.blocks:
        whole = join_lines(block.lines)
        if block.kind is BlockKind.SUBHEAD:
            subheads.append(unescape(whole))
        elif block.kind is BlockKind.INNER:
            paragraphs.append(Paragraph(unescape(whole), heading=True))
        elif block.kind is BlockKind.ITEMS and not paragraphs:
            items.append(block)
        elif block.kind is BlockKind.ITEMS:
            paragraphs += [unescape_marked(line) for line in block.lines]
        elif not _is_emphasis(whole):
            paragraphs.append(unescape_marked(whole))
        elif byline is not None:
            raise PageError("署名只能有一行,请合并,或把正文里的 * 写成 \\*", line=block.line)
        else:
            byline = unescape(whole[1:-1])
    if all(paragraph.heading for paragraph in paragraphs):
        reason = f"报道“{unescape(section.heading)}”没有正文,请补上正文,或删去这一标题"
        raise PageError(reason, line=section.line)
    said = _items(items, ARTICLE_KEYS)
    return Article(
        headline=unescape(section.heading),
        paragraphs=tuple(paragraphs),
        subheads=tuple(subheads),
        byline=_byline(byline or "", said),
        kind=ArticleKind.PHOTO if section.label == PHOTO_LABEL else ArticleKind.REPORT,
        rubric=" ".join(said.get("rubric", ())),
    )


def _is_emphasis(text: str) -> bool:
    """Whether a whole block is set in single asterisks."""
    inner = text[1:-1]
    closed = (len(inner) - len(inner.rstrip("\\"))) % 2 == 0
    return bool(inner) and text[0] == text[-1] == "*" and closed and inner[0] != "*"


def _byline(text: str, said: Mapping[str, list[str]]) -> Byline:
    read = read_byline(text) or Byline()
    return Byline(
        text,
        _names(said.get("reporters", read.reporters)),
        _names(said.get("correspondents", read.correspondents)),
        _names(said.get("photographers", read.photographers)),
    )


def _names(said: Iterable[str]) -> tuple[str, ...]:
    """An empty list item stands for nobody."""
    return tuple(name for name in said if name)


def _items(blocks: list[Block], keys: Mapping[str, str]) -> dict[str, list[str]]:
    """What list items say, by the field they are about."""
    fields = {word: field for field, word in keys.items()}
    said: dict[str, list[str]] = {}
    for block in blocks:
        for number, line in enumerate(block.lines, start=block.line):
            match = _ITEM.fullmatch(line)
            if not match or match[1] not in fields:
                words = "、".join(fields)
                reason = f"这里的列表项要写成“- 名目:内容”,名目只有{words};正文里的 - 写成 \\-"
                raise PageError(reason, line=number)
            said.setdefault(fields[match[1]], []).append(unescape(match[2]))
    return said


def _notice_text(section: Section) -> str:
    text = "\n".join(_texts(section))
    if not text:
        raise PageError(f"“[{section.label}]”没有文字,请补上,或删去这一行", line=section.line)
    return text


def _texts(section: Section) -> list[str]:
    heading = [unescape(section.heading)] if section.heading else []
    return heading + [unescape(join_lines(block.lines)) for block in section.blocks]
