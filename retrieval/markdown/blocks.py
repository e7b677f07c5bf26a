"""The blocks of a mended issue's Markdown, and the words that its labels and list items use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from retrieval.errors import PageError
from retrieval.issue import NoticeKind

__all__ = [
    "ARTICLE_KEYS",
    "BYLINE_KEYS",
    "MASTHEAD_KEYS",
    "MASTHEAD_LABEL",
    "NOTICE_KINDS",
    "PHOTO_LABEL",
    "RUBRIC_KEY",
    "UNPLACED_LABEL",
    "Block",
    "BlockKind",
    "Section",
    "cut_sections",
]

MASTHEAD_LABEL = "报头"
PHOTO_LABEL = "图片"
UNPLACED_LABEL = "未归位"
NOTICE_KINDS = {kind.label: kind for kind in NoticeKind}
MASTHEAD_KEYS = {"date": "日期", "weekday": "星期", "lunar": "农历", "publishers": "主办"}
BYLINE_KEYS = {"reporters": "记者", "correspondents": "通讯员", "photographers": "摄影"}
RUBRIC_KEY = NoticeKind.RUBRIC.label
ARTICLE_KEYS = {**BYLINE_KEYS, "rubric": RUBRIC_KEY}

_LABELS = {MASTHEAD_LABEL, PHOTO_LABEL, UNPLACED_LABEL, *NOTICE_KINDS}
_HEADING = re.compile(r"(#+)(\s+.*)?")
_LABEL = re.compile(r"\[([^\]]+)\]\s*(.*)", re.DOTALL)
_SUBHEAD_LEVEL, _INNER_LEVEL = 2, 3


class BlockKind(Enum):
    """What a block of lines is."""

    SUBHEAD = auto()
    INNER = auto()
    ITEMS = auto()
    TEXT = auto()


@dataclass(slots=True)
class Block:
    """Lines between blank lines, still escaped; `line` is the 1-based number of the first."""

    kind: BlockKind
    line: int
    lines: list[str]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the first level and what stands under it.

    Attributes:
        line: 1-based number of the heading's line.
        label: The label in square brackets, if it is one of ours, or "".
        heading: The heading without the label, still escaped.
        blocks: What stands under it.
    """

    line: int
    label: str
    heading: str
    blocks: list[Block]


def cut_sections(text: str) -> list[Section]:
    """Cut a mended issue at its headings.

    Raises:
        PageError: Text stands before the first heading, a heading is malformed, or a comment is
            not closed; the error names the line.
    """
    sections: list[Section] = []
    open_block: Block | None = None
    for number, line in _without_comments(text):
        if not line:
            open_block = None
            continue
        heading = _HEADING.fullmatch(line)
        if heading:
            open_block = None
            _add_heading(sections, number, *heading.groups(default=""))
            continue
        if line.startswith("#"):
            raise PageError("# 后面要空一格才是标题,写成“# 标题”;正文里的 # 写成 \\#", line=number)
        if not sections:
            raise PageError("这一行不属于任何报道,请在它前面加一行“# 标题”", line=number)
        kind = BlockKind.ITEMS if line.startswith("- ") or line == "-" else BlockKind.TEXT
        if open_block is not None and open_block.kind is kind:
            open_block.lines.append(line)
        else:
            open_block = Block(kind, number, [line])
            sections[-1].blocks.append(open_block)
    return sections


def _add_heading(sections: list[Section], number: int, signs: str, rest: str) -> None:
    heading = rest.strip()
    if len(signs) == 1:
        match = _LABEL.fullmatch(heading)
        label = match[1] if match and match[1] in _LABELS else ""
        sections.append(Section(number, label, match[2] if match and label else heading, []))
    elif len(signs) > _INNER_LEVEL or not heading:
        reason = "只有“# 标题”“## 副题”“### 小标题”三级,副题和小标题不能空着,请改正"
        raise PageError(reason, line=number)
    elif not sections or sections[-1].label not in {"", PHOTO_LABEL}:
        raise PageError("副题和小标题要写在一篇报道的“# 标题”下面,请移过去或删去", line=number)
    else:
        kind = BlockKind.SUBHEAD if len(signs) == _SUBHEAD_LEVEL else BlockKind.INNER
        sections[-1].blocks.append(Block(kind, number, [heading]))


def _without_comments(text: str) -> list[tuple[int, str]]:
    """Numbered lines, stripped; lines of comments are gone."""
    kept: list[tuple[int, str]] = []
    opened = 0
    rows = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, row in enumerate(rows, start=1):
        line = row.strip()
        if opened == 0 and line.startswith("<!--"):
            opened = number
        if opened == 0:
            kept.append((number, line))
        elif line.endswith("-->"):
            opened = 0
    if opened:
        raise PageError("这一行的注释没有结束,请补上 -->", line=opened)
    return kept
