"""Headlines: which rows of the page stand over an article, and which of them is what."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import groupby, pairwise

import numpy as np

from retrieval.page.lines import Row, is_balanced, is_sentence_end
from retrieval.page.people import cut_names, has_surname
from retrieval.page.traits import Traits

__all__ = [
    "Heading",
    "is_briefs_rubric",
    "is_dateline",
    "is_heading_like",
    "is_inner_heading_like",
    "is_rubric_word",
    "is_table_row",
    "join_headlines",
    "split_heading",
    "weigh_headings",
]

_WEIGHTS = "headings.npz"
_LONGEST = 40
_LONGEST_LATIN = 100
_DATELINE = re.compile(
    r"^(?:本报|本刊|本社|本网|本台|晚报|早报|日报|快报)[^\s,，。]{0,12}?(?:消息|专?[讯电](?![话力视影脑梯商子气台机网]))"
    r"|^(?:新华社|中新社|中新网|人民网|新华网|央视网|据)[^,，。]{0,16}?[电讯]|^\S{2,6}讯\s"
    r"|^[一-鿿]{2,6}[报社网][一-鿿]{2,6}\d{1,2}月\d{1,2}日专?[电讯]"
)
_CLAUSE_END = re.compile(r"[,，、;；:：。\-]$")
_LONGEST_INNER = 20
_OPEN_END = re.compile(r"[;；:：、\-]$")
_FULL_STOP = re.compile(r"。|\.\s|\.$")
_SUBHEAD = re.compile(r"^(?:——|--|—|──|－－)")
_KICKER = re.compile(
    r"(?:强调|指出|要求|表示|寄语|批示|指示|透露|提醒|部署|会议上|座谈会上|(?:调研|考察|会见|检查|座谈|采访|讲话)时)$"
)
_GOES_ON = re.compile(r"[,，、:：]$|[的和与及]$")
_BRACKETED = re.compile(r"[【\[〖◆●■★▲◎〔「]\s*[^】\]〗〕」。,，]{2,16}[】\]〗◆●■★〕」]?")
_RUBRIC_END = re.compile(
    r"(?:观察|追踪|视点|视线|关注|速览|见闻|速递|快递|快讯|快报|简讯|短讯|短波|集锦|传真|广角|扫描|纵横|回眸|巡礼"
    r"|论坛|时评|评论|漫谈|随笔|茶座|文苑|艺苑|天地|园地|之窗|视窗|风采|风景线?|进行时|报道|话题|头条|特稿"
    r"|特写|访谈|问政|曝光台|信箱|来信|热线|札记|手记|说法|榜样|先锋|故事|人物|之声|在线|专栏|专题|专版"
    r"|特刊|副刊|周末|周刊|调研行|万里行|采风行|走基层|看变化|直击|播报|导读|要闻|资讯|动态|百科|课堂|讲堂|驿站|家园|田野上|路上"
    r"|办实事|新征程|新时代|新篇章|善治|争先|新闻|聚焦|建新功|服务台|提示|链接|解读|回音壁|保卫战|攻坚战|在行动|感动|党旗红|面对面|对话|专访|问答|背景|延伸阅读|评论员文章|直通车|简报|快车|夜话|连线|瞭望)$"
)
_RUBRIC_START = re.compile(r"聚焦|关注|直击|走[进近]|图说|今日|本期|以案|平安")
_SLOGAN_START = re.compile(r"(?:深入)?学习贯彻|推进新型|喜迎|迎接|庆祝|牢记")
_MARKS = re.compile(r"[:：,，“”\"《》?？!！\d]")
_LONGEST_RUBRIC = 12
_LONGEST_PART = 6
_SHORT_RUBRIC = 8
_RUBRIC_FROM = 1.25
_SOME_COMMON = 0.4
_OF_THE_STORY = 3.0
_TWO = 2
_LONGEST_CELL = 6
_SIGNED_OFF = re.compile(
    r"(?:读者|市民|村民|网友|家长|学生|业主|乘客|患者|顾客|听众|观众)\s*[一-鿿]{1,3}(?:\s*(?:先生|女士|同学|老师|大[爷妈]|[一-鿿]))?"
)
_BRIEFS = re.compile(r"(?:[简短微]讯|简报|速览|短波|集锦|集纳|集萃|荟萃|串烧|一句话新闻)$")
_FEWEST_NAMES = 3
_FEW_BLOCKS = 3
_MOST_LINES = 3
_BROKEN_NUMBER = re.compile(r"(?<=\d\.) (?=\d)")


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over an article.

    Attributes:
        headline: As printed, "" where there is none.
        subheads: As printed, a line above the headline that leads up to it (肩题) first.
        rubrics: The sections' titles over the headline.
    """

    headline: str
    subheads: tuple[str, ...] = ()
    rubrics: tuple[str, ...] = ()


def is_dateline(text: str) -> bool:
    """Whether a body text begins as a report does: 本报讯, 新华社北京3月13日电."""
    return _DATELINE.match(text[:40]) is not None


def is_heading_like(row: Row) -> bool:
    """Whether a row could be a headline by its form alone."""
    if len(row.text) > _LONGEST_LATIN or _FULL_STOP.search(row.text):
        return False
    bare = row.bare
    return (
        1 < len(bare) <= (_LONGEST_LATIN if row.text.isascii() else _LONGEST)
        and any(map(str.isalpha, bare))
        and not _OPEN_END.search(bare)
        and not is_dateline(row.text)
        and is_balanced(bare)
        and not _has_figures(row.fragments)
        and not _SIGNED_OFF.fullmatch(row.text)
        and not _lists_names(row.text)
    )


def _lists_names(text: str) -> bool:
    """Whether a row is several people's names and nothing else."""
    names = (cut_names(text) if len(text.split()) >= _FEWEST_NAMES else None) or ()
    return len({name[0] for name in names if has_surname(name)}) == len(names) > 0


def is_inner_heading_like(text: str) -> bool:
    """Whether a short line could be a heading inside an article: no sentence and no clause."""
    bare = "".join(text.split())
    return (
        1 < len(bare) <= _LONGEST_INNER
        and any(map(str.isalpha, bare))
        and not is_sentence_end(text)
        and not _CLAUSE_END.search(bare)
        and is_balanced(bare)
    )


def is_table_row(pieces: Sequence[str]) -> bool:
    """Whether a row, cut at white space, reads as a table's: many short pieces."""
    return len(pieces) > _TWO and sum(map(len, pieces)) <= _LONGEST_CELL * len(pieces)


def _has_figures(pieces: Sequence[str]) -> bool:
    return is_table_row(pieces) and sum(map(_has_digit, pieces)) >= len(pieces) / 2


def _has_digit(text: str) -> bool:
    return any(map(str.isdecimal, text))


def join_headlines(rows: Sequence[Row], may_be: Callable[[Row], bool]) -> list[Row]:
    """Join the lines of headlines: blocks of two or three short rows between blank lines.

    Args:
        rows: The rows of the page.
        may_be: Whether a row by itself may be of a headline.
    """
    blocks = [list(block) for _, block in groupby(rows, key=lambda row: row.block)]
    if len(blocks) <= _FEW_BLOCKS:
        return list(rows)
    joined: list[Row] = []
    for block in blocks:
        one = 1 < len(block) <= _MOST_LINES and all(map(may_be, block))
        if one and all(_joins_headline(a.text, b.text) for a, b in pairwise(block)):
            text = _BROKEN_NUMBER.sub("", " ".join(row.text for row in block))
            whole = replace(block[0], text=text)
            joined += [whole] if is_heading_like(whole) else block
        else:
            joined += block
    return joined


def _joins_headline(line: str, below: str) -> bool:
    """Whether two lines of one block may be the lines of one headline, by their words."""
    parted = _BRACKETED.fullmatch(line.strip()) or _KICKER.search(line) or is_rubric_word(line)
    return not parted and not _SUBHEAD.match(below)


def is_rubric_word(text: str) -> bool:
    """Whether a short text reads as titles of sections do: 今日关注, 民生观察, 【基层】."""
    bare = "".join(text.split())
    return bool(_RUBRIC_END.search(bare) or _BRACKETED.fullmatch(bare))


def is_briefs_rubric(text: str) -> bool:
    """Whether a section's title says that short items stand under it: 简讯, 要闻速览."""
    return _BRIEFS.search("".join(text.split()).strip("【】[]〖〗◆●■★▲◎")) is not None


def weigh_headings(traits: Traits) -> Sequence[float]:
    """Log odds, in nats, that each row is part of a heading; only short rows' count."""
    hidden, hidden_bias, output, output_bias = _load_weights()
    odds: Traits = np.tanh(traits @ hidden + hidden_bias) @ output + output_bias
    return [float(value) for value in odds]


@cache
def _load_weights() -> tuple[Traits, Traits, Traits, Traits]:
    """One hidden layer of hyperbolic tangents; learned, see `tests.page.learning.fit_headings`."""
    with files("retrieval.page").joinpath(_WEIGHTS).open("rb") as file, np.load(file) as arrays:
        hidden, hidden_bias, output, output_bias = (
            arrays[name].astype(np.float64)
            for name in ("hidden", "hidden_bias", "output", "output_bias")
        )
        return hidden, hidden_bias, output, output_bias


def split_heading(rows: Sequence[str], text: str) -> Heading:
    """Tell rubrics, headline and subheads apart.

    Args:
        rows: What stands over an article, in the order of print.
        text: The article's first few hundred characters; a headline takes its words from them, a
            rubric does not.
    """
    left = _whole_lines(rows)
    rubrics: list[str] = []
    while len(left) > 1 and _weigh_rubric(left[0], left[1], text) >= _RUBRIC_FROM + len(rubrics):
        rubrics.append(left.pop(0))
    if len(left) > 1 and (_SUBHEAD.match(left[0]) or _KICKER.search(left[0])):
        left[:2] = left[1], left[0]
    return Heading(left[0] if left else "", tuple(left[1:]), tuple(rubrics))


def _whole_lines(rows: Sequence[str]) -> list[str]:
    """Headings that were printed on two lines are one: after a comma, in an open quotation."""
    lines: list[str] = []
    for row in rows:
        if lines and (_GOES_ON.search(lines[-1]) or not is_balanced(lines[-1])):
            lines[-1] += row
        else:
            lines.append(row)
    return lines


def _weigh_rubric(row: str, below: str, text: str) -> float:
    """How much a row over another reads as a section's title; `_RUBRIC_FROM` and more is one."""
    bare = "".join(row.split())
    if _BRACKETED.fullmatch(row.strip()):
        return _RUBRIC_FROM
    if len(bare) > _LONGEST_RUBRIC or _SUBHEAD.match(below):
        return -_RUBRIC_FROM
    parts = row.split()
    even = len(parts) == _TWO and 1 < len(parts[0]) == len(parts[1]) <= _LONGEST_PART
    common = _share(bare, text)
    short = len(bare) <= _SHORT_RUBRIC
    weight = 1.0 * even + 1.5 * bool(_RUBRIC_END.search(bare)) - 1.0 * bool(_MARKS.search(bare))
    begins = (short and _RUBRIC_START.match(bare)) or _SLOGAN_START.match(bare)
    weight += 1.25 * bool(begins) + 0.5 * short
    weight -= 2.0 * bool(_KICKER.search(bare))
    return weight + 0.5 * (common == 0) - _OF_THE_STORY * max(0.0, common - _SOME_COMMON)


def _share(bare: str, text: str) -> float:
    """The share of a row's character pairs that come up in a text."""
    pairs = {bare[at : at + 2] for at in range(len(bare) - 1)}
    return sum(pair in text for pair in pairs) / max(1, len(pairs))
