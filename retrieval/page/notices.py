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
    r"版权所有|未经.{0,20}(?:授权|许可|同意)|(?:不得|禁止|严禁).{0,6}(?:转载|复制|摘编)|法律顾问"
)
_CONTACT = re.compile(
    r"地址\s*[:：]|电话\s*[:：]|热线\s*[:：]|联系人\s*[:：]|全国统一|1[3-9]\d{9}|\d{3,4}-\d{7,8}|广告"
)
_APPEAL = re.compile(
    r"竭诚|欢迎您|光临|惠顾|选购|咨询|招生|报名|诚信|追求|扫码|抢购|优惠|优质服务|开盘|钜惠"
)
_NOTICE = re.compile(r"启事|公告|公示|声明|更正|通告|通知|讣告|遗失|挂失")
_BRACKETED = re.compile(r"[【\[〖◆●■★]\s*[^】\]〗]{2,16}[】\]〗]?")
_SLOGAN_PART = 5
_ENOUGH = 0.6
_TWO = 2


def classify_notice(text: str, *, in_tail: bool) -> NoticeKind | None:
    """What kind of notice a row is.

    Args:
        text: The row.
        in_tail: Whether the row stands where no article is going on, so that weaker evidence
            is enough.

    Returns:
        The kind, or None where the row reads as part of an article.
    """
    if len(text) > _LONGEST:
        return None
    bare = "".join(text.split())
    if len(bare) <= _LONGEST / 2 and _is_weather(bare):
        return NoticeKind.WEATHER
    if _COPYRIGHT.search(bare) and ("本报" in bare or "本刊" in bare or "版权" in bare):
        return NoticeKind.COPYRIGHT
    contacts = len(_CONTACT.findall(bare))
    if in_tail and contacts and contacts + len(_APPEAL.findall(bare)) >= _TWO:
        return NoticeKind.ADVERTISEMENT
    if in_tail and _NOTICE.search(bare[:20]):
        return NoticeKind.OTHER
    return None


def is_rubric(text: str) -> bool:
    """Whether a short row reads as the title of a section, not of an article.

    A rubric is bracketed or is made of two parts of one length, at most five characters each.
    """
    parts = text.split()
    if len(parts) == _TWO and len(parts[0]) == len(parts[1]) <= _SLOGAN_PART and len(parts[0]) > 1:
        return True
    return _BRACKETED.fullmatch(text.strip()) is not None


def _is_weather(bare: str) -> bool:
    if len(set(_WEATHER_CORE.findall(bare))) < _TWO:
        return False
    covered = sum(len(match.group()) for match in _WEATHER.finditer(bare))
    return covered >= _ENOUGH * len(bare)
