"""Notices: what a row of the page is when it belongs to no article."""

from __future__ import annotations

import re

from retrieval.issue import NoticeKind

__all__ = ["classify_notice", "is_rubric"]

_LONGEST = 400
_WEATHER = re.compile(
    r"今天|今晚|今日|明天|明日|后天|白天|夜里|夜间|早晨|傍晚|上午|下午|午后|凌晨|阴|晴|多云|少云|转|到|有|局部|阵雨|雷阵雨|雷雨|小雨|中雨|大雨|暴雨"
    r"|雨|雪|雾|霾|霜|冰|[东南西北偏]+风|阵风|\d+级|\d+[-~～到至]\d+级|最高|最低|气温|温度|相对|湿度|降水|概率|预报|天气|左右|空气|质量|优|良"
    r"|[-零下]*\d+\s*[℃°度]C?|\d+|[%％]|[-~～,，。、;；:：]"
)
_WEATHER_CORE = re.compile(r"气温|℃|多云|阵雨|[东南西北]风|\d级|湿度|小雨|中雨|雷雨|天气")
_COPYRIGHT = re.compile(
    r"版权|未经.{0,20}(?:授权|许可|同意)|(?:不得|禁止|严禁).{0,8}(?:转载|复制|摘编|使用)|法律顾问"
)
_OWN = re.compile(r"本报|本刊|本版|版权|本社|转载")
_CONTACT = re.compile(
    r"(?:地址|电话|热线|联系人|邮箱|网址|微信)\s*[:：]|1[3-9]\d{9}|(?<!\d)0\d{2,3}-\d{7,8}"
)
_AD_LONGEST = 90
_NOTICE = re.compile(r"^.{0,14}(?:启事|公告|公示|声明|更正|讣告|遗失|挂失)(?:[:：]|$)|^(?:遗失|声明|启事)")
_BRACKETED = re.compile(r"[【\[〖◆●■★]\s*[^】\]〗]{2,16}[】\]〗]?")
_RUBRIC_END = re.compile(
    r"(?:关注|聚焦|观察|视点|视线|视野|追踪|速览|速递|快讯|简讯|见闻|基层|新闻|风采|风景线|榜样|故事|说法|调研行|行|进行时|在线"
    r"|之窗|之声|民生|专栏|专题|专刊|特刊|报道|周末|周刊|论坛|热线|特写|访谈|评论|时评|短评|发布|回眸|巡礼|掠影|要闻|国内|国际|文化"
    r"|体育|经济|社会|综合|教育|健康|生活|服务|田野上|路上|现场|实事|人物|面孔|声音|广角|纵横|天地|园地|前沿|亮点|启示录|会客厅|两会)$"
)
_RUBRIC_LONGEST = 9
_SLOGAN = re.compile(
    r"创新|攻坚|奋进|新征程|新时代|建功|实干|争先|党建|引领|善治|治理|绿水青山|美丽|家园|民生|优享|高质量|发展|共富|振兴|项目"
    r"|担当|作为|初心|使命|文明|平安|改革|开放|走基层|聚焦|学习|贯彻|落实|精神|奋斗|幸福|共建|共享"
)
_SLOGAN_PART = 6
_ENOUGH = 0.6
_TWO = 2


def classify_notice(text: str) -> NoticeKind | None:
    """What kind of notice a row is, or None where it reads as part of an article."""
    if len(text) > _LONGEST:
        return None
    bare = "".join(text.split())
    if len(bare) <= _LONGEST / 2 and _is_weather(bare):
        return NoticeKind.WEATHER
    if _COPYRIGHT.search(bare) and _OWN.search(bare):
        return NoticeKind.COPYRIGHT
    if len(bare) <= _AD_LONGEST and "。" not in bare[:-1] and _CONTACT.search(bare):
        return NoticeKind.ADVERTISEMENT
    if _NOTICE.match(bare):
        return NoticeKind.OTHER
    return None


def is_rubric(text: str) -> bool:
    """Whether a short row over a headline reads as the title of a section.

    A rubric is bracketed, or ends as titles of sections do, or is a slogan of two equal parts.
    """
    bare = text.strip()
    parts = bare.split()
    if _BRACKETED.fullmatch(bare):
        return True
    if len(parts) == _TWO and len(parts[0]) == len(parts[1]) <= _SLOGAN_PART:
        return len(_SLOGAN.findall(bare)) >= _TWO
    return len(bare) <= _RUBRIC_LONGEST and _RUBRIC_END.search(bare) is not None


def _is_weather(bare: str) -> bool:
    if len(set(_WEATHER_CORE.findall(bare))) < _TWO:
        return False
    covered = sum(len(match.group()) for match in _WEATHER.finditer(bare))
    return covered >= _ENOUGH * len(bare)
