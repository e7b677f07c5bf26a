"""Notices: what a row of the page is when it belongs to no article."""

from __future__ import annotations

import re

from retrieval.issue import NoticeKind

__all__ = ["classify_notice", "is_forecast"]

_LONGEST = 300
_WEATHER = re.compile(
    r"今天|今晚|今日|明天|明日|后天|白天|夜里|夜间|早晨|傍晚|上午|下午|午后|凌晨|前半夜|后半夜|阴|晴|多云|少云|转|到|有|局部|部分"
    r"|阵雨|雷阵雨|雷雨|小雨|中雨|大雨|暴雨|雨|雪|雾|霾|霜|冰|[东南西北偏]+风|微风|阵风|\d+级|\d+[-~～到至]\d+级|最高|最低|气温"
    r"|温度|相对|湿度|降水|概率|预报|天气|气象台|市|县|左右|空气|质量|优|良|紫外线|指数|[-零下]*\d+\s*[℃°度]C?|\d+|[%％]"
    r"|[-~～,，。、;；:：/]"
)
_WEATHER_CORE = re.compile(
    r"气温|℃|多云|阵雨|[东南西北]风|微风|\d级|湿度|小雨|中雨|雷雨|天气|晴|阴"
)
_COPYRIGHT = re.compile(
    r"版权|未经.{0,20}?(?:授权|许可|同意)|(?:不得|禁止|严禁|请勿).{0,8}?(?:转载|复制|摘编|使用|引用|镜像)"
    r"|违者必究|法律责任|任何(?:形式|单位|媒体|网站|个人)|原创|法律顾问"
)
_OWN_PAPER = re.compile(r"本[报版刊社网]|版权(?:声明|所有|归|均属)|法律顾问[:：]")
_CONTACT = re.compile(
    r"(?:地\s*址|电\s*话|热\s*线|联系人|微信|网址|手机)[^,，。]{0,6}?\s*[:：]|全国统一(?:客服|服务|咨询|售后|零售)|(?<!\d)1[3-9]\d{9}(?!\d)"
    r"|\d{3,4}[-—]\d{7,8}|400[-—]?\d{3,4}[-—]?\d{3,4}"
)
_APPEAL = re.compile(
    r"竭诚|欢迎|光临|惠顾|选购|招生|报名|诚信|追求|抢购|优惠|优质|品质|值得信赖|开盘|钜惠|特价|折起|大酬宾"
    r"|求生存|节日快乐|全天开通|从速|广告"
)
_FOLLOW_US = re.compile(
    r"扫(?:一扫|码|描).{0,12}(?:关注|下载|二维码|公众号|客户端|视频|订阅)|(?:关注|下载).{0,12}(?:公众号|客户端|二维码|微信)"
)
_PERSONAL = re.compile(r"声明作废|(?:特此|兹)(?:公告|声明|启事|通告)|遗失.{0,30}(?:作废|挂失)")
_POINTER = re.compile(
    r"(?:[>》→]{1,3}|详见|下转|上接|见|\(|（)?\s*第?\s*[A-D]?\d{1,2}\s*版\s*[>)）]?$"
    r"|[(（]?\s*(?:下转|上接|转|接|详见)\s*第\s*[一二三四五六七八九十]{1,3}\s*版\s*[)）]?$"
)
_NOTICE_TITLE = re.compile(
    r"[^,，。;；!！?？]{0,14}(?:启事|公告|公示|声明|更正|通告|讣告|天气预报|今日天气|今日导读|导读|今日看点)"
)
_WEATHER_SHARE = 0.6
_LONGEST_POINTER = 40
_LONGEST_APPEAL = 120
_TWO = 2


def classify_notice(text: str) -> NoticeKind | None:
    """What kind of notice a row is by its own words.

    Args:
        text: The row.

    Returns:
        The kind, or None where the row reads as part of an article.
    """
    if len(text) > _LONGEST:
        return None
    bare = "".join(text.split())
    if is_forecast(bare):
        return NoticeKind.WEATHER
    if len(_COPYRIGHT.findall(bare)) >= _TWO and _OWN_PAPER.search(bare):
        return NoticeKind.COPYRIGHT
    if _is_advertisement(text, bare):
        return NoticeKind.ADVERTISEMENT
    if _is_other(text.strip(), bare):
        return NoticeKind.OTHER
    return None


def is_forecast(bare: str, share: float = _WEATHER_SHARE) -> bool:
    """Whether most of a text is the words of a weather forecast, two of them of weather alone."""
    if len(set(_WEATHER_CORE.findall(bare))) < _TWO:
        return False
    covered = sum(len(match.group()) for match in _WEATHER.finditer(bare))
    return covered >= share * len(bare)


def _is_advertisement(text: str, bare: str) -> bool:
    """A contact in what is no sentence, or a contact and two appeals."""
    contacts, appeals = len(_CONTACT.findall(bare)), len(set(_APPEAL.findall(bare)))
    stops = bare.count("。")
    if not contacts:
        sentence = stops or "," in bare or "，" in bare
        return appeals >= _TWO and not sentence and len(bare) <= _LONGEST_APPEAL and " " in text
    return not stops or (contacts + appeals > _TWO and stops <= 1)


def _is_other(text: str, bare: str) -> bool:
    if _PERSONAL.search(bare) or _NOTICE_TITLE.fullmatch(bare):
        return True
    if len(bare) <= _LONGEST_POINTER and not bare.endswith("。"):
        return bool(_FOLLOW_US.search(bare)) or bool(_POINTER.search(text))
    return False
