"""People: names in a row, however they are spaced or run together."""

from __future__ import annotations

import re

__all__ = ["cut_names", "has_surname"]

_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花"
    "方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝"
    "明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝"
    "管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌"
    "焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰鄂索咸籍赖"
    "卓蔺屠蒙池乔阴胥苍闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习"
    "宦艾鱼容向古易慎戈廖庾终暨居衡步耿满弘匡文寇禄阙东欧殳沃蔚夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶曾毋沙"
    "乜养鞠丰巢关蒯查荆红游竺权逯盖桓公仉肖闫付佟代佘苟岳鹿候邸玄尉苑冼覃区修税荔揭植敬忻逸亓员谌练兰佐昌仝仵初亢隋迟矫栗郄展麦帅"
)
_COMPOUND = frozenset(
    re.findall(
        "..",
        "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶"
        "太叔申屠公孙慕容钟离长孙宇文司徒鲜于司空令狐",
    )
)
_FOREIGN = re.compile(r"[一-鿿]{1,8}(?:[·•][一-鿿]{1,8})+")
_LISTED = re.compile(r"[、,，/|:：;；&]+")
_HAN = re.compile(r"[一-鿿]+")
_LONGEST = 40
_PRICES = {2: 0.3, 3: 0.0, 4: 1.6}
_UNKNOWN = 3.0
_NEVER = 100.0
_GLUED = 0.6
_TORN = 0.8
_SPACED = 0.1
_NOT_NAMES = frozenset(
    re.findall(
        "..",
        "手记观察调查体验亲历在线获悉走访来信目击视线探访问政说法采访了解札记报道看到连线"
        "综合日前近日昨日今日表示同志回复来信点评寄语按语短评推荐提示老师朋友先生女士",
    )
) | {"本报讯"}


def has_surname(name: str) -> bool:
    """Whether a name begins with a Chinese surname."""
    return name[:1] in _SURNAMES or name[:2] in _COMPOUND


def cut_names(text: str, *, glued: bool = False) -> tuple[str, ...] | None:
    """Cut a list of names.

    Marks part names for certain; white space parts them, stretches one (王 强), or stands where a
    line ended; and names may be run together. The cheapest cut is taken: names of three and two
    characters, begun by a surname, at spaces.

    Args:
        text: The list.
        glued: Nothing parts the text from a word before it, so that only a surname tells a name.

    Returns:
        The names without white space, empty for an empty text; None where it is no list of names.
    """
    names: list[str] = []
    for part in _LISTED.split(text):
        stripped = part.strip()
        if not stripped:
            continue
        found = _cut_part(stripped, glued=glued)
        if found is None:
            return None
        names.extend(found)
        glued = False
    return tuple(names)


def _cut_part(part: str, *, glued: bool) -> list[str] | None:
    if _FOREIGN.fullmatch("".join(part.split())):
        return ["".join(part.split())]
    tokens = part.split()
    joined = "".join(tokens)
    if not _HAN.fullmatch(joined) or len(joined) > _LONGEST or _NOT_NAMES & {*tokens, joined}:
        return None
    if glued and not has_surname(joined):
        return None
    spaces: set[int] = {0}
    for token in tokens:
        spaces.add(max(spaces) + len(token))
    return _cheapest(joined, spaces)


def _cheapest(joined: str, spaces: set[int]) -> list[str] | None:
    """Dynamic programming over the ends of names; `spaces` are offsets where white space stands."""
    best: list[tuple[float, list[str]] | None] = [(0.0, [])] + [None] * len(joined)
    for end in range(2, len(joined) + 1):
        for size, price in _PRICES.items():
            before = best[end - size] if end >= size else None
            if before is None:
                continue
            name = joined[end - size : end]
            cost = before[0] + price + _price(name, end - size, end, spaces)
            here = best[end]
            if cost < _UNKNOWN * (1 + len(before[1])) + 2 and (here is None or cost < here[0]):
                best[end] = (cost, [*before[1], name])
    whole = best[-1]
    return whole[1] if whole else None


def _price(name: str, start: int, end: int, spaces: set[int]) -> float:
    price = 0.0
    if not has_surname(name):
        price = _UNKNOWN if {start, end} <= spaces else _NEVER
    if len(name) > 3 and name[:2] in _COMPOUND:  # noqa: PLR2004 - two of surname, two given
        price -= 1.4
    price += _GLUED * ((start not in spaces) + (end not in spaces)) / 2
    inside = [at for at in range(start + 1, end) if at in spaces]
    if inside:
        stretched = len(inside) == len(name) - 1 and {start, end} <= spaces
        price += _SPACED if stretched else _TORN * len(inside)
    return price
