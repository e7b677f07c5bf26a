"""Who made a report or a photograph, in the many ways in which papers print it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.made_pages.furniture import MadeByline
from tests.made_pages.people import make_names

if TYPE_CHECKING:
    from random import Random

__all__ = ["Signature", "make_photo_signature", "make_signature"]


@dataclass(frozen=True, slots=True)
class Signature:
    """A byline and where it stands.

    Attributes:
        over: Blocks between headline and text.
        dateline: What the first paragraph begins with, names included.
        closing: What the last paragraph ends with, in brackets.
        under: Blocks after the text.
        byline: The names by role; its text is what is printed of them.
    """

    byline: MadeByline
    over: tuple[str, ...] = ()
    dateline: str = ""
    closing: str = ""
    under: tuple[str, ...] = ()


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


_REPORTERS = _words(
    "记者|记者|记者|本报记者|本报记者|记 者|全媒体记者|融媒体记者|融媒记者|见习记者|首席记者|"
    "特约记者|实习记者|本报首席记者|本报全媒体记者|本报见习记者|本刊记者|本社记者|"
    "青河融媒记者|临江日报记者|新华社记者|人民日报记者|中新社记者|央视记者|学生记者|校园记者|"
    "小记者|晚报记者|驻青河记者"
)
_CORRESPONDENTS = _words("通讯员|通讯员|通讯员|本报通讯员|特约通讯员|通 讯 员")
_OTHERS = _words("实习生|见习生|实习记者|见习记者")
_SOURCES = _words(
    "本报综合|据新华社电|综合新华社电|新华社供本报专电|本报综合消息|据新华社|据人民日报|"
    "本报综合报道|来源:人民日报|综合媒体报道"
)
_AGENCIES = _words(
    "新华社{town}{day}电|新华社{town}{day}电 |据新华社{town}{day}电 |中新社{town}{day}电 |"
    "中新网{town}{day}电 |新华社{town}{day}专电 |人民日报{town}{day}电 "
)
_TOWNS = _words("北京|上海|杭州|成都|乌鲁木齐|西安|广州|石家庄|日内瓦|联合国")
_PLAIN = _words(
    "本报讯 |本报讯|本报讯  |本报{town}讯 |本报{town}{day}讯 |本刊讯 |本网讯 |本台消息 |"
    "晚报讯 |青河讯 |本报综合消息 |本报消息 |本报专讯 "
)


def _day(rng: Random) -> str:
    return f"{rng.randrange(1, 13)}月{rng.randrange(1, 29)}日"


def _dateline(rng: Random, patterns: tuple[str, ...]) -> str:
    return rng.choice(patterns).format(town=rng.choice(_TOWNS), day=_day(rng))


def _set(rng: Random, names: tuple[str, ...]) -> str:
    """Names in a row: parted by spaces or listing marks, those of two characters stretched."""
    between = rng.choices((" ", "  ", "、", "　", " 、"), weights=[12, 2, 4, 2, 1])[0]
    stretch = rng.choices(("", " ", "　"), weights=[3, 6, 2])[0] if between != "、" else ""
    return between.join(f"{n[0]}{stretch}{n[1]}" if len(n) == 2 else n for n in names)


def _bracketed(rng: Random, text: str) -> str:
    return rng.choice(("（{}）", "({})")).format(text)


def make_signature(rng: Random, bullet: str, place: str) -> Signature:
    """Make a report's signature.

    Args:
        rng: Chance.
        bullet: The page's sign before a byline, or "".
        place: ``line``, ``two lines``, ``opening``, ``closing``, ``under``, ``agency``, ``source``
            or ``none``.
    """
    if place == "none":
        return Signature(MadeByline(""), dateline=_dateline(rng, _PLAIN))
    if place in {"source", "agency"}:
        return _source(rng) if place == "source" else _agency(rng)
    dateline = _dateline(rng, _PLAIN) if rng.random() < 0.5 else ""
    if place == "two lines":
        return _two_lines(rng, bullet, dateline)
    byline = _byline(rng)
    if place == "line":
        line = rng.choices(
            (f"{bullet}{byline.text}", f"{bullet} {byline.text}", _bracketed(rng, byline.text)),
            weights=[8, 3, 1],
        )[0]
        return Signature(byline, over=(line,), dateline=dateline)
    return _in_text(rng, bullet, byline, place, dateline)


def _in_text(rng: Random, bullet: str, byline: MadeByline, place: str, dateline: str) -> Signature:
    """A byline in brackets at the text's beginning or end, or on a line under it."""
    if place == "opening":
        plain = rng.choice(("本报讯", "本报讯 ", "晚报讯", "本报青河讯"))
        return Signature(byline, dateline=plain + _bracketed(rng, byline.text))
    if place == "closing":
        text = byline.text
        if not byline.correspondents and not byline.photographers and rng.random() < 0.4:
            text = _set(rng, byline.reporters)
        return Signature(byline, dateline=dateline, closing=_bracketed(rng, text))
    line = rng.choice((_bracketed(rng, byline.text), f"{bullet}{byline.text}"))
    return Signature(byline, dateline=dateline, under=(line,))


def _byline(rng: Random) -> MadeByline:
    """Reporters, and perhaps correspondents, an intern or who took the pictures."""
    reporters = make_names(rng)
    others = tuple(name for name in make_names(rng, 2) if name not in reporters)
    role = rng.choice(_REPORTERS)
    shown = _set(rng, reporters)
    after = rng.choices((" ", "：", ":", "/", "　", "／"), weights=[14, 2, 1, 2, 1, 1])[0]
    glued = len(reporters) == 1 and " " not in shown and "　" not in shown and rng.random() < 0.2
    head = f"{role}{'' if glued else after}{shown}"
    form = rng.choices(
        ("r", "rc", "c", "ri", "rp", "both", "writes", "editor"), weights=[9, 9, 1, 2, 2, 4, 2, 1]
    )[0]
    if form == "rc" and others:
        correspondent = f"{rng.choice(_CORRESPONDENTS)}{after}{_set(rng, others)}"
        return MadeByline(f"{head} {correspondent}", reporters, others)
    if form == "ri" and others:
        return MadeByline(
            f"{head} {rng.choice(_OTHERS)}{after}{_set(rng, others)}", (*reporters, *others)
        )
    if form == "rp" and others:
        return _with_pictures(rng, head, shown, reporters, others)
    if form == "both":
        return _both(rng, head, shown, reporters)
    if form == "writes":
        pattern = rng.choice(("作者 {}", "作者：{}", "文/{}", "文 {}", "采写 记者 {}", "撰文 {}"))
        head = pattern.format(shown)
    if form == "c":
        return MadeByline(f"{rng.choice(_CORRESPONDENTS)}{after}{shown}", (), reporters)
    return MadeByline(head, reporters)


def _with_pictures(
    rng: Random, head: str, shown: str, reporters: tuple[str, ...], others: tuple[str, ...]
) -> MadeByline:
    second = _set(rng, others)
    text = rng.choice(
        (
            f"{head} 摄影 {second}",
            f"{head} 文 {second} 摄",
            f"文/{shown} 图/{second}",
            f"{shown}/文 {second}/图",
            f"撰文 {shown} 摄影 {second}",
            f"{head} 摄影记者 {second}",
            f"文字 {shown} 图片 {second}",
        )
    )
    return MadeByline(text, reporters, (), others)


def _both(rng: Random, head: str, shown: str, reporters: tuple[str, ...]) -> MadeByline:
    text = rng.choice(
        (
            f"{head} 文/图",
            f"{head} 文/摄",
            f"{head} 摄影报道",
            f"{head} 文图",
            f"{shown} 文/图",
            f"文/图 {head}",
            f"图文 {head}",
            f"{head} 文并摄",
        )
    )
    return MadeByline(text, reporters, (), reporters)


def _two_lines(rng: Random, bullet: str, dateline: str) -> Signature:
    reporters = make_names(rng)
    others = tuple(name for name in make_names(rng, 2) if name not in reporters)
    first = f"{bullet}{rng.choice(_REPORTERS)} {_set(rng, reporters)}"
    if not others:
        return Signature(MadeByline(first, reporters), over=(first,), dateline=dateline)
    second = f"{rng.choice((bullet, ''))}{rng.choice(_CORRESPONDENTS)} {_set(rng, others)}"
    byline = MadeByline(f"{first} {second}", reporters, others)
    return Signature(byline, over=(first, second), dateline=dateline)


def _agency(rng: Random) -> Signature:
    """An agency's report: the names stand in brackets right after the dateline, or nowhere."""
    dateline = _dateline(rng, _AGENCIES)
    if rng.random() < 0.4:
        return Signature(MadeByline(""), dateline=dateline)
    names = make_names(rng)
    role = rng.choice(("记者", "记者 ", "新华社记者 "))
    text = f"{role}{rng.choice(('、', ' ')).join(names)}"
    byline = MadeByline(text, names)
    return Signature(byline, dateline=dateline.rstrip() + _bracketed(rng, text))


def _source(rng: Random) -> Signature:
    """No name but the source of a text that was taken over."""
    source = rng.choice(_SOURCES)
    if rng.random() < 0.5:
        return Signature(MadeByline(""), closing=_bracketed(rng, source))
    return Signature(MadeByline(""), over=(source,))


def make_photo_signature(rng: Random, bullet: str) -> Signature:
    """Make the credit of a photograph; `closing` stands at the end of the caption itself."""
    names = make_names(rng, 2)
    shown = _set(rng, names)
    role = rng.choice(("记者", "本报记者", "通讯员", "新华社记者", "全媒体记者"))
    text = rng.choice(
        (
            f"摄影 {shown}",
            f"摄影 {shown}",
            f"{shown} 摄",
            f"摄影/{shown}",
            f"摄影：{shown}",
            f"图/{shown}",
            f"{role} {shown} 摄",
            f"{role} {shown}/摄",
            f"{role} {shown} 摄影",
            f"新华社发（{shown} 摄）",
            f"图片摄影 {shown}",
        )
    )
    byline = MadeByline(text, photographers=names)
    if rng.random() < 0.35 and not text.startswith("新华社发"):
        return Signature(byline, closing=_bracketed(rng, text))
    if "摄" in text[-2:] and rng.random() < 0.2:
        return Signature(byline, closing=text)
    return Signature(byline, under=(bullet + text,))
