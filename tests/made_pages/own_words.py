"""Stories in words of our own, for pages made where no news lies beside the checkout."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from tests.made_pages.news import Story

if TYPE_CHECKING:
    from random import Random

__all__ = ["own_stories"]

_PLACES = ("东桥镇", "柳河村", "新安社区", "北门老街", "白塔港", "青石乡", "南湾新区", "枫林小学")
_PEOPLE = (
    "村支书老周",
    "养蟹户陆建明",
    "退休教师方阿姨",
    "社区医生小秦",
    "工程队队长",
    "返乡青年阿岚",
)
_THINGS = (
    "三千亩稻田",
    "一座便民码头",
    "二十四个充电桩",
    "旧厂房",
    "夜间门诊",
    "古戏台",
    "乡村图书室",
)
_DEEDS = ("改造一新", "按期完工", "重新开放", "通过了验收", "接入了智慧平台", "迎来第一批客人")
_TIMES = ("昨天上午", "本月初", "入春以来", "去年9月", "上周六", "今年1至5月")
_COUNTS = ("12户", "37.5%", "1.2万人次", "600多", "近4成", "83个")
_SENTENCES = (
    "{time}，{place}的{thing}{deed}。",
    "记者在{place}看到，{thing}前排起了队，{person}正忙着登记，已有{count}报了名。",
    "“盼了好几年，{thing}总算{deed}，往后日子会越过越好。”{person}说。",
    "据介绍，{place}先后投入《水乡共富计划》专项资金，{thing}的使用率比去年提高了{count}。",
    "{person}告诉记者，{time}起，大家轮流值守，遇到问题当天就能解决；实在难办的，由镇里牵头协调。",
    "截至目前，{place}共有{count}从中受益，其中老人（60岁以上）占了一半。",
    "下一步，当地还将围绕{thing}做文章，让更多群众在家门口就能看病、读书、挣钱。",
)
_HEADLINES = (
    "{place}{thing}{deed}",
    "{place}：{thing}里的新变化",
    "{thing}{deed} {place}群众得实惠",
    "从{thing}看{place}的一年",
)


def own_stories(rng: Random, count: int = 14) -> tuple[Story, ...]:
    """Make stories of one to nine paragraphs, all within some days of each other."""
    stories = []
    for _ in range(count):
        day = date(2025, 3, 1) + timedelta(days=rng.randrange(20))
        paragraphs = tuple(
            "".join(
                _fill(rng, sentence) for sentence in rng.sample(_SENTENCES, rng.randrange(3, 7))
            )
            for _ in range(rng.choice((1, 2, 3, 4, 9)))
        )
        stories.append(Story(day, _fill(rng, rng.choice(_HEADLINES)), paragraphs))
    return tuple(stories)


def _fill(rng: Random, pattern: str) -> str:
    return pattern.format(
        place=rng.choice(_PLACES),
        person=rng.choice(_PEOPLE),
        thing=rng.choice(_THINGS),
        deed=rng.choice(_DEEDS),
        time=rng.choice(_TIMES),
        count=rng.choice(_COUNTS),
    )
