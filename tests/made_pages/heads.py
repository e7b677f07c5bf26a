"""What stands over a report: headlines of one to three lines, what leads up to them, subheads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrieval.issue import NoticeKind
from retrieval.page_truth import NoticeTruth

if TYPE_CHECKING:
    from random import Random

    from tests.made_pages.news import Story
    from tests.made_pages.typeset import Fount

__all__ = ["Head", "make_head", "make_inner_heading"]


@dataclass(frozen=True, slots=True)
class Head:
    """Headline, subheads and rubric, and the blocks in which they are printed."""

    headline: str
    subheads: tuple[str, ...]
    rubric: NoticeTruth | None
    blocks: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


_RUBRICS = _words(
    "今日关注|要闻速览|新春走基层|聚焦两会|一线见闻|民生观察|高质量发展调研行|在希望的田野上|"
    "身边榜样|以案说法|我为群众办实事|经济视点|热线追踪|创新攻坚 民生优享|"
    "奋进新征程 建功新时代|党建引领 基层善治|文化周末|社会广角|基层快讯|记者手记|本报时评|"
    "百姓话题|平安青河|读者来信|教育在线|健康课堂|乡镇传真|劳模风采|政策解读|回音壁|本期聚焦|"
    "新闻链接|一周要闻|图说新闻|身边的感动|走进乡村看小康|学习贯彻党的二十大精神|"
    "推进新型工业化|打赢蓝天保卫战|强村富民在行动"
)
_LEADS = _words(
    "{name}在{town}调研时强调|{name}在全市{field}工作会议上强调|全市{field}工作会议指出|"
    "{name}会见客商时表示|{name}在调研{field}工作时要求|市委常委会会议强调|"
    "{name}在{field}工作座谈会上指出|市政府常务会议要求|{name}在{town}检查{field}工作时强调"
)
_DASHED = _words(
    "——记{town}市{field}战线上的{name}|——{town}市推进{field}工作综述|"
    "——来自{town}{field}一线的报告|——{field}系列报道之一|——写在{town}市{field}大会召开之际|"
    "—— {town}{field}见闻|──访{town}市{field}局局长{name}|--{town}市{field}工作纪实"
)
_OPENERS = _words(
    "【{field}】|{field}丨|{field}|快讯｜|速览 | “{field}”观察|（{field}）|视频丨|重磅！"
)
_INNER = _words(
    "从“有没有”到“好不好”|一条路带活一个村|数字赋能 提质增效|“一网通办”省心省力|一、补齐短板|"
    "（一）找准方向|1.加强领导|守好“钱袋子”|人才是第一资源|让群众少跑腿|一粒种子的旅程|"
    "“小网格”大治理|产业兴 百姓富|绿水青山入画来|转作风 解难题|谁来种地？|怎么种好地？|"
    "下一步怎么走|创新：激活一池春水|服务不打烊|既要面子，更要里子|补短板——让老街亮起来|"
    "AI进工厂|问题导向|破题：缺人怎么办|答卷|新变化|老手艺 新活法|二、压实责任|三、久久为功"
)
_NAMES = _words("王建国|李明|陈秀英|周国强|赵海燕|孙立")
_TOWNS = _words("青河|云湖|临江|南岭|东港|平望|乐安")
_FIELDS = _words("教育|水利|安全生产|招商引资|乡村振兴|卫生健康|文化旅游|人才|交通|养老服务")
_BREAK = re.compile(r"(?<=[，,：:；;？?！!　 ])")
_NO_START = "的了和与等、，。：；！？”》）)”,.:;!?%%"
_SHORTEST = 4


def make_head(rng: Random, story: Story, fount: Fount) -> Head:
    """Make the head of a report from its story; most heads are one line or two."""
    headline, subheads = _parts(rng, story, fount)
    if rng.random() < 0.08:
        headline = fount.printed(_fill(rng, rng.choice(_OPENERS)).lstrip()) + headline
    if rng.random() < 0.06:
        headline += fount.printed(rng.choice("？？！"))
    above: list[str] = []
    if rng.random() < 0.12:
        lead = fount.printed(_fill(rng, rng.choice(_LEADS)))
        above.append(lead)
        subheads = (lead, *subheads)
    elif not subheads and rng.random() < 0.15:
        subheads = (fount.printed(_fill(rng, rng.choice(_DASHED))),)
    elif not subheads and rng.random() < 0.15:
        subheads = _clauses(rng, story, fount)
    rubric = _rubric(rng) if rng.random() < 0.2 else None
    below = [subhead for subhead in subheads if subhead not in above]
    blocks = [rubric.text] if rubric else []
    blocks += [*above, *_in_lines(rng, headline), *below]
    return Head(headline, subheads, rubric, tuple(blocks))


def _parts(rng: Random, story: Story, fount: Fount) -> tuple[str, tuple[str, ...]]:
    """The story's headline: a dash parts it, a space is printed as one or parts it."""
    text = fount.printed(story.headline)
    head, dash, rest = text.partition("——")
    if len(rest.strip()) >= _SHORTEST and _is_whole(head):
        return head.strip(), ((dash if rng.random() < 0.5 else "") + rest.strip(),)
    first, _, second = text.partition(" ")
    whole = len(first) >= _SHORTEST and len(second) >= _SHORTEST
    if whole and _is_whole(first) and rng.random() < 0.3:
        return first, (second,)
    return text.strip(), ()


def _is_whole(text: str) -> bool:
    marks = ("《》", "“”", "（）", "()")
    paired = all(text.count(pair[0]) == text.count(pair[1]) for pair in marks)
    return paired and text.count('"') % 2 == 0


def _in_lines(rng: Random, headline: str) -> list[str]:
    """A headline's blocks: one line, or two in a block; or two blocks, the first left open."""
    places = [m.start() for m in _BREAK.finditer(headline) if _may_break(headline, m.start())]
    clauses = [at for at in places if headline[at - 1] in ",，"]
    if clauses and rng.random() < 0.25:
        at = rng.choice(clauses)
        return [headline[:at].strip(), headline[at:].strip()]
    if rng.random() > 0.12:
        return [headline]
    inside = [at for at in range(5, len(headline) - 4) if _may_break(headline, at)]
    if not (places or inside):
        return [headline]
    at = rng.choice(places or inside)
    return [headline[:at].strip() + rng.choice((" ", "\n")) + headline[at:].strip()]


def _may_break(headline: str, at: int) -> bool:
    if not _SHORTEST <= at <= len(headline) - _SHORTEST:
        return False
    left, right = headline[at - 1], headline[at]
    torn = left.isascii() and right.isascii() and left.isalnum() and right.isalnum()
    return not torn and right not in _NO_START and _is_whole(headline[:at])


def _clauses(rng: Random, story: Story, fount: Fount) -> tuple[str, ...]:
    """One or two short subheads in words of the story."""
    found = [
        clause
        for paragraph in story.paragraphs[:3]
        for clause in re.split(r"[，。；：、！？“”]", paragraph)
        if 8 <= len(clause) <= 20 and _is_whole(clause) and not clause[0].isascii()
    ]
    count = rng.choices((1, 2), weights=[3, 1])[0]
    chosen = rng.sample(found, min(count, len(found)))
    return tuple(fount.printed(clause) for clause in dict.fromkeys(chosen))


def _rubric(rng: Random) -> NoticeTruth:
    text = rng.choice(_RUBRICS)
    text = rng.choices(
        (text, f"【{text}】", f"◆{text}◆", f"〖{text}〗", f"■{text}", f"●{text}●", f"[{text}]"),
        weights=[10, 3, 1, 1, 1, 1, 1],
    )[0]
    return NoticeTruth(kind=NoticeKind.RUBRIC, text=text)


def _fill(rng: Random, pattern: str) -> str:
    return pattern.format(
        name=rng.choice(_NAMES), town=rng.choice(_TOWNS), field=rng.choice(_FIELDS)
    )


def make_inner_heading(rng: Random, story: Story, fount: Fount) -> str:
    """A heading inside a long report: a stock phrase, or some words of the story."""
    words = [
        clause
        for paragraph in story.paragraphs
        for clause in re.split(r"[，。；：、！？“”《》（）]", paragraph)
        if 4 <= len(clause) <= 12
    ]
    text = rng.choice(words) if words and rng.random() < 0.6 else rng.choice(_INNER)
    sign = rng.choices(("", "■", "◆", "● "), weights=[14, 1, 1, 1])[0]
    return sign + fount.printed(text)
