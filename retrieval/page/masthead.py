"""The masthead: names, publishers, date, weekday, lunar date, and whether the three agree."""

from __future__ import annotations

import re
from datetime import date as Date  # noqa: N812 - the field is called `date`

from retrieval.issue import Masthead
from retrieval.lunar import lunar_date
from retrieval.page.people import cut_names

__all__ = ["check_masthead", "is_masthead", "is_paper_name", "read_masthead"]

_LONGEST = 60
_TWO = 2
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
    r"总?\s*第\s*\d+\s*[期号]|总\s*第?\s*\d+|国内统一(?:连续出版物?|刊)?(?:号|刊号)?|CN\s*\d[\d\-/A-Z]*"
    r"|邮发代号\s*[:：]?\s*[\d\-]+|刊号|ISSN[\s\d\-]+|[今本][日天期]\s*[\d一二三四五六七八九十]+\s*版"
    r"|零?\s*售\s*价?\s*[:：]?\s*[\d.]+\s*元|每[份期]\s*[\d.]+\s*元|定价\s*[:：]?\s*[\d.]+\s*元"
    r"|(?:https?://|www\.)[\w./\-]+|[\w\-]+(?:\.[\w\-]+)*\.(?:com|cn|net|org)\b|[\w.\-]+@[\w.\-]+"
    r"|(?:新闻|报料|报纸?发行|发行|读者|订报|服务|投诉)?(?:热线|电话|传真)\s*[:：]?\s*[\d\-—]{5,}"
    r"|(?:投稿|电子|联系)?(?:邮箱|信箱)\s*[:：]?|E-?mail\s*[:：]?|(?:本报)?(?:官方|微信|微博)*(?:公众)?(?:网站|网址|客户端"
    r"|微信号?|微博|公众号)\s*[:：]?\s*[\w\-]*|(?:每?[周星期逢]*[一二三四五六日]、?)+出[版刊]|国内外?公开发行|农历|夏历|阴历|[一-鿿]{0,6}新闻网"
)
_SECTION = (
    r"要闻|综合|综合新闻|民生|社会|经济|文化|副刊|专版|专题|教育|国际|国内|本地|时政|都市|视点|健康|体育|头版|财经|法治"
    r"|理论|评论|生活|旅游|科技|乡村|三农|县域|区域|天下|新闻|深度|关注|人文|文艺|读书|公益"
)
_FOLIO = re.compile(
    rf"(?:第\s*)?[A-D]?\d{{1,2}}\s*版?|第\s*[一二三四五六七八九十]{{1,3}}\s*版|(?:{_SECTION})(?:新闻|周刊|版)?"
)
_NUMBERED = re.compile(r"(?:第\s*)?[A-D]?\d{1,2}|第\s*[一二三四五六七八九十]{1,3}\s*版")
_PAGE = re.compile(r"(?:第\s*)?[A-D]?\d{1,2}\s*版")
_NUMBER = re.compile(r"[-—·]\s*\d{1,3}\s*[-—·]")
_ADDRESS = re.compile(r"(?:本报社?|报社|社)\s*(?:社址|地址|址)\s*[:：]")
_SHORT_WORD = re.compile(r"(?!.*[详见转接])[一-鿿]{2,4}(?<!报道)(?<!导读)")
_EDITORS = re.compile(
    r"责任编辑|责任校对|责\s*编|编\s*辑|版式设计|版\s*式|校\s*对|美术编辑|美\s*编|图编|值班(?:编委|总编|主任|编辑|主编)?|组\s*版|排\s*版|统\s*筹"
    r"|[一二三]\s*[读审]|[初复终]\s*审|监\s*制|编\s*审|签\s*发|策\s*划|主\s*编|总编辑?|本版|设\s*计|制\s*图|电\s*话|邮\s*箱"
)
_SEPARATORS = re.compile(r"[^\w]+")
_ORGANISATION = re.compile(
    r"(?:委|委员会|政府|社|中心|局|办|办公室|部|院|集团|公司|会|联|大学|学院|校|中学|小学|报|台|厅|机构|处|所|馆|厂|站|联盟)$"
)
_PUBLISHERS = re.compile(
    r"^(.{2,60}?)\s*(主\s*管\s*、?\s*主\s*办|联\s*办|主\s*办|主\s*管|承\s*办|协\s*办|出\s*版|联合出版|编\s*印)$"
)
_PUBLISHERS_FIRST = re.compile(
    r"^(主\s*办|主\s*管|承\s*办|协\s*办|出\s*版|联\s*办|主管主办)(?:单位)?\s*[:：\s]\s*(.{2,60})$"
)
_LATIN = re.compile(r"[A-Za-z][A-Za-z .&'·\-]*")
_PAPER_NAME = re.compile(
    r"今日[一-鿿]{2,4}|[一-鿿]{2,9}(?<![预喜捷财通简汇举海情警公年战月季回申上填瞒谎误速播电板好])报|[一-鿿]{2,6}(?:周刊|新闻)"
)
_WEEKDAYS = "一二三四五六日"
_SIGNS = "◆◇■□●○★☆▲△|｜·• \t\u3000"
_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}


def is_masthead(text: str) -> bool:
    """Whether a row is masthead matter by itself, wherever on the page it stands.

    Nothing may be left of it but signs, when dates, numbers, addresses, a page's label, publishers,
    editors and the paper's name are taken away.
    """
    if len(text) > _LONGEST or "。" in text:
        return False
    bare = text.strip(_SIGNS)
    if _LATIN.fullmatch(bare) and bare.upper() == bare:
        return True
    if _find_publishers(bare) or _is_folio(bare) or _is_editors(bare):
        return True
    if _NUMBER.fullmatch(bare) or _ADDRESS.match(bare):
        return True
    rest = _DATE.sub(" ", bare)
    rest = _IMPRINT.sub(" ", _WEEKDAY.sub(" ", _LUNAR.sub(" ", rest)))
    if rest == bare:
        return False
    pieces = [piece for piece in _SEPARATORS.split(rest) if piece]
    named = all(
        is_paper_name(piece) or _FOLIO.fullmatch(piece) or _find_publishers(piece)
        for piece in pieces
    )
    return (named and not re.search("[(（]", bare)) or _is_editors(rest.strip(_SIGNS))


def _is_folio(bare: str) -> bool:
    """Whether a row is a page's label: 02 要闻, 第三版, 文化·11版."""
    pieces = [piece for piece in _SEPARATORS.split(bare) if piece]
    numbered = any(map(_NUMBERED.match, pieces)) and bare[0] not in ">→»▶"
    known = [_FOLIO.fullmatch(piece) is not None for piece in pieces]
    joined = len(pieces) == 1 and re.fullmatch(rf"[A-D]?\d{{1,2}}版?(?:{_SECTION})", bare)
    labelled = len(pieces) == _TWO and any(
        _PAGE.fullmatch(page) and _SHORT_WORD.fullmatch(name)
        for page, name in (pieces, reversed(pieces))
    )
    return numbered and (all(known) or bool(joined) or labelled)


def _is_editors(bare: str) -> bool:
    """Whether a row tells who edited the page, and nothing else: 责编 张三 校对 李四."""
    if not _EDITORS.match(bare):
        return False
    names = [piece.strip(_SIGNS + "/／:：、,，|｜0123456789-—") for piece in _EDITORS.split(bare)]
    return any(names) and all(cut_names(name) is not None for name in names)


def is_paper_name(text: str) -> bool:
    """Whether a short row at the head of the page reads as the name of a paper."""
    return _PAPER_NAME.fullmatch("".join(text.split())) is not None


def read_masthead(rows: tuple[str, ...]) -> Masthead:
    """Read the rows of the masthead.

    Args:
        rows: As printed, in the order of the page; may be empty.
    """
    text = "\n".join(rows)
    lunar = _LUNAR.search(_DATE.sub(" ", text))
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
    names = [name for row in rows for name in _find_publishers(row.strip(_SIGNS))]
    return tuple(dict.fromkeys(names))


def _find_publishers(bare: str) -> list[str]:
    """Who publishes the paper, by a row that says so; each of them is an organisation."""
    match = _PUBLISHERS.match(bare)
    first = _PUBLISHERS_FIRST.match(bare)
    found = match.group(1) if match else first.group(2) if first else ""
    names = [name for name in re.split(r"[\s、,，;；]+", found) if name]
    return names if all(map(_ORGANISATION.search, names)) else []


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
