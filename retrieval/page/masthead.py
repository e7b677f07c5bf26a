"""The masthead: names, publishers, date, weekday, lunar date, and whether the three agree."""

from __future__ import annotations

import re
from datetime import date as Date  # noqa: N812 - the field is called `date`

from retrieval.issue import Masthead
from retrieval.lunar import lunar_date

__all__ = ["check_masthead", "is_masthead", "is_paper_name", "read_masthead"]

_LONGEST = 60
_DATE = re.compile(
    r"(\d{4}|[〇零○一二三四五六七八九]{4})\s*[年.\-/]\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*[月.\-/]"
    r"\s*(\d{1,2}|[一二三四五六七八九十廿]{1,3})\s*日?"
)
_WEEKDAY = re.compile(r"(?:星期|周|礼拜)\s*([一二三四五六日天])(?![一-鿿])")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_LUNAR = re.compile(
    rf"(?:农历|夏历|阴历)?\s*([{_STEMS}][{_BRANCHES}])?\s*年?\s*(闰?(?:正|十[一二]|[一二三四五六七八九十冬腊]))月"
    r"\s*(初[一二三四五六七八九十]|十[一二三四五六七八九]|[二三]十[一二三四五六七八九]?|廿[一二三四五六七八九])"
)
_IMPRINT = re.compile(
    r"第\s*\d+\s*期|总\s*第?\s*\d+|国内统一|CN\s*\d|邮发代号|刊号|ISSN|今日\s*[\d一二三四五六七八九十]+\s*版"
    r"|第\s*[A-D]?\d+\s*版|^[A-D]?\d{1,2}\s*版?$|责任编辑|责编|版式|校对|美编|值班|组版|一读|二审|监制"
    r"|(?:https?://|www\.)\S+|新闻热线|报料|客户端|微信号|官方微|投稿邮箱|电子邮箱|E-?mail|零售"
)
_PUBLISHERS = re.compile(
    r"^(.{2,60}?)\s*(主\s*管\s*、?\s*主\s*办|联\s*办|主\s*办|主\s*管|承\s*办|协\s*办|出\s*版|联合出版|编\s*印)$"
)
_PUBLISHERS_FIRST = re.compile(
    r"^(主\s*办|主\s*管|承\s*办|协\s*办|出\s*版|联\s*办|主管主办)(?:单位)?\s*[:：\s]\s*(.{2,60})$"
)
_LATIN = re.compile(r"[A-Za-z][A-Za-z .&'·\-]*")
_PAPER_NAME = re.compile(
    r"(?:今日[一-鿿]{2,4}|[一-鿿]{2,8}(?:日|晚|早|晨|时|商|快|周|都市|新)?(?:报|周刊|新闻))"
)
_WEEKDAYS = "一二三四五六日"
_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}


def is_masthead(text: str) -> bool:
    """Whether a row is masthead matter by itself, wherever on the page it stands."""
    if len(text) > _LONGEST or "。" in text:
        return False
    bare = text.strip("◆◇■●★☆|｜·• \t")
    if _LATIN.fullmatch(bare) and bare.upper() == bare:
        return True
    if _PUBLISHERS.match(bare) or _PUBLISHERS_FIRST.match(bare) or _IMPRINT.search(bare):
        return True
    rest = _WEEKDAY.sub("", _LUNAR.sub("", _DATE.sub("", bare)))
    if not (_DATE.search(bare) or _WEEKDAY.search(bare) or "农历" in bare):
        return not rest
    return len(rest) <= len(bare) / 2 and len(rest.strip("◆◇■●★☆|｜·•农历年 \t")) <= 12  # noqa: PLR2004


def is_paper_name(text: str) -> bool:
    """Whether a short row at the head of the page reads as the name of a paper."""
    return _PAPER_NAME.fullmatch("".join(text.split())) is not None


def read_masthead(rows: tuple[str, ...]) -> Masthead:
    """Read the rows of the masthead.

    Args:
        rows: As printed, in the order of the page; may be empty.
    """
    text = "\n".join(rows)
    lunar = _LUNAR.search(text)
    weekday = _WEEKDAY.search(text)
    return Masthead(
        text=text,
        publishers=_read_publishers(rows),
        date=_read_date(text),
        weekday="星期" + weekday.group(1) if weekday else "",
        lunar="".join(lunar.group().split()) if lunar else "",
    )


def check_masthead(masthead: Masthead) -> tuple[str, ...]:
    """Compare weekday and lunar date with the date.

    Returns:
        One sentence for each that does not agree, for the newsroom.
    """
    if masthead.date is None:
        return ("报头没有可识别的出版日期",)
    warnings: list[str] = []
    date = masthead.date
    true_weekday = "星期" + _WEEKDAYS[date.weekday()]
    if masthead.weekday and masthead.weekday.replace("天", "日") != true_weekday:
        warnings.append(f"报头印的是{masthead.weekday},但{date.isoformat()}是{true_weekday}")
    printed = _LUNAR.search(masthead.lunar)
    if printed:
        year, month, day = lunar_date(date)
        if _plain_lunar(*printed.groups(default="")) not in {
            _plain_lunar(year, month, day),
            _plain_lunar("", month, day),
        }:
            warnings.append(
                f"报头印的是{masthead.lunar},但{date.isoformat()}是农历{year}年{month}月{day}"
            )
    return tuple(warnings)


def _plain_lunar(year: str, month: str, day: str) -> tuple[str, str, str]:
    month = month.replace("十一", "冬").replace("十二", "腊").replace("一", "正")
    return year, month, day.replace("廿", "二十") if len(day) > 1 else day


def _read_publishers(rows: tuple[str, ...]) -> tuple[str, ...]:
    names: list[str] = []
    for row in rows:
        bare = row.strip("◆◇■●★☆|｜·• \t")
        match = _PUBLISHERS.match(bare)
        first = _PUBLISHERS_FIRST.match(bare)
        found = match.group(1) if match else first.group(2) if first else ""
        names.extend(name for name in re.split(r"[\s、,，;；]+", found) if name)
    return tuple(dict.fromkeys(names))


def _read_date(text: str) -> Date | None:
    for match in _DATE.finditer(text):
        year, month, day = match.groups()
        try:
            return Date(_read_year(year), _read_number(month), _read_number(day))
        except ValueError:
            continue
    return None


def _read_year(text: str) -> int:
    return int("".join(str(_DIGITS.get(digit, digit)) for digit in text))


def _read_number(text: str) -> int:
    if text.isascii():
        return int(text)
    text = text.replace("廿", "二十")
    tens, ten, ones = text.rpartition("十")
    return (_DIGITS[tens] if tens else 1) * 10 + _DIGITS.get(ones, 0) if ten else _DIGITS[ones]
