"""Text → terms. The only module that knows jieba.

A text is indexed twice over: by the words of jieba's search mode and by character bigrams, which
find what the dictionary cuts wrongly (local names, new words). Numbers stay whole and are indexed
with and without their unit. The same analyzer reads paragraphs and questions.
"""

from __future__ import annotations

import functools
import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import jieba

from retrieval.background import load_background, rarity
from retrieval.synonyms import listed_words
from retrieval.text import fold

__all__ = ["SURNAMES", "Analyzer", "Term", "TermKind", "warm"]

_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*(?:\+\d+(?:\.\d+)*)*%?")
_UNIT = re.compile(
    r"[多余]?(?:分钟|小时|公里|平方米|亿元|万元|岁|[个位名种部家条张场次项所人年天月日号时分秒米吨元万亿度集届级"
    r"层座支本首颗辆份类步期批大间台套件处站棵块只头株户幅篇倍成户周路℃])"
)
_HAN_RUN = re.compile(r"[㐀-䶿一-鿿豈-﫿\U00020000-\U0002fa1f\u3007]+")
_STOP = frozenset(
    [
        *"的了是在和与及或等也都就而着得吗呢啊吧呀么嘛之其以于被把让给对从将向这那个你我他她它们请",
        *(
            "我们",
            "你们",
            "他们",
            "请问",
            "想问",
            "问问",
            "知道",
            "告诉",
            "麻烦",
            "一下",
            "到底",
            "看看",
            "谢谢",
            "谢谢您",
            "你好",
            "您好",
        ),
        *("究竟", "这块", "那块", "这篇", "那篇", "这个", "那个", "这次", "方面", "事情", "东西"),
    ]
)


SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛"
    "叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔"
    "贺赖龚文仲俞居荣习倪裘陶章鲁葛严华施柳费岑褚卫尤詹柯洪凌霍虞祝骆翁安庄瞿左温申耿管齐牛樊兰葉聂"
)
"""Common family names of one character."""

_PLACE_TAGS = ("ns", "nt")
_NO_PLACE_END = "里底冷多坡鲜"
_NO_PLACES = frozenset(
    [
        *("城市", "上市", "长大", "开春", "开园", "合龙", "太阳", "深度", "井口", "河水"),
        *("城区", "老城区"),
    ]
)
"""What the dictionary takes for places and readers do not."""
_LISTED = 50
"""Frequency of a word of the synonym list that the dictionary lacks (落雨, 怎么办)."""
_HALF = 2
"""Characters of each half of a dictionary word that may be two words."""
_GIVEN = 2
_NO_NAME = re.compile(
    r"[^一-龥]|[的是了在给要有不着得来去后还这那哪几某]"
    r"|[一二三四五六七八九十两几][个斤瓶吨升块碗张次天年月只件条位名台袋份杯桶盒箱亩里米]"
)
"""What a given name hardly has."""
_MONEY_BEFORE = frozenset("少块价元多些赚挣花付省几的")
"""Characters after which 钱 is money and no family name."""
_RARE = 0.6
"""A word as rare as this that begins with a family name is a person's name: the news has it in
fewer than one paragraph of a hundred."""


_KNOWN_RARE = 0.4
"""The same for a foreign name that the dictionary has (特朗普)."""
_TRANSLITERATED = frozenset(
    "阿埃艾安奥巴拜班邦鲍贝本比彼宾波伯博布查达戴丹道德登迪蒂丁杜顿多恩尔法菲费芬佛弗夫福盖戈哥格古哈海汉赫亨胡霍"
    "基吉加贾杰金卡凯坎考柯科克肯库拉莱兰朗劳雷蕾里利丽莉列林琳龙卢鲁路伦罗洛马迈麦曼梅门蒙米密莫默姆穆纳南内尼诺"
    "欧帕佩皮珀普奇齐恰乔切琼萨塞桑瑟沙莎舍圣史斯丝苏索塔泰坦汤特托瓦万威韦维温沃伍西希谢辛休叙雅亚扬耶伊因英尤约"
    "泽詹珍兹佐"
)
"""Characters that foreign names are written in."""


class TermKind(StrEnum):
    """What a term is made of."""

    WORD = "word"
    BIGRAM = "bigram"
    NUMBER = "number"
    NAME = "name"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Term:
    """A piece of a text as it is indexed.

    Attributes:
        text: The term; bigrams carry a leading ``·`` so that they never meet a word.
        kind: What it is made of.
        start: Offset of its first character in the shadow.
        end: Offset after its last.
    """

    text: str
    kind: TermKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Dictionary:
    tokenizer: jieba.Tokenizer
    places: frozenset[str]
    persons: frozenset[str]


@functools.cache
def _dictionary() -> _Dictionary:
    """The dictionary of jieba, read directly.

    jieba's own way keeps a marshalled cache in the shared temporary folder, which anybody may have
    written and which saves no time (0.9 s against 1.1 s), and forgets which words are places.
    """
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    frequencies: dict[str, int] = {}
    places, persons = [], []
    with tokenizer.get_dict_file() as lines:
        for line in lines.read().decode("utf-8").splitlines():
            word, frequency, tag = line.split(" ")
            frequencies[word] = int(frequency)
            if tag in _PLACE_TAGS and word[-1] not in _NO_PLACE_END and word not in _NO_PLACES:
                places.append(word)
            elif tag.startswith("nr"):
                persons.append(word)
    for word in listed_words():
        if not frequencies.get(word):
            frequencies[word] = _LISTED
    tokenizer.total = sum(frequencies.values())
    for word in list(frequencies):
        for end in range(1, len(word)):
            frequencies.setdefault(word[:end], 0)
    tokenizer.FREQ = frequencies
    tokenizer.initialized = True
    return _Dictionary(tokenizer, frozenset(places), frozenset(persons))


def warm() -> None:
    """Loads the dictionary (about 0.9 s, once); otherwise the first text does."""
    _dictionary()
    load_background()
    fold("暖")


class Analyzer:
    """Cuts texts into terms.

    Args:
        names: Names that are words whatever the dictionary says (from bylines and headlines).
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        known = sorted(
            {fold(name).text for name in names if len(name) > 1}, key=lambda n: (-len(n), n)
        )
        self._names = re.compile("|".join(map(re.escape, known))) if known else None

    def terms(self, shadow: str) -> list[Term]:
        """All terms of a shadow text, stop words left out.

        Args:
            shadow: The text of a `Shadow`.

        Returns:
            Words, names and numbers in the order of the text, then bigrams.
        """
        found = self._words(shadow)
        if self._names is not None:
            named = [(m.group(), m.start(), m.end()) for m in self._names.finditer(shadow)]
            found = [term for term in found if (term.text, term.start, term.end) not in named]
            found += [Term(name, TermKind.NAME, start, end) for name, start, end in named]
        found += _numbers(shadow) + _spelt(shadow)
        found += _bigrams(shadow)
        return list(dict.fromkeys(found))

    @staticmethod
    def _words(shadow: str) -> list[Term]:
        found: list[Term] = []
        before = ""
        for word, start, end in _dictionary().tokenizer.tokenize(shadow):
            if before and end - start == _GIVEN and _may_be_given(word) and rarity(word) >= _RARE:
                found.append(Term(before + word, TermKind.NAME, start - 1, end))
            money = shadow[start] == "钱" and shadow[max(0, start - 1)] in _MONEY_BEFORE
            before = word if word in SURNAMES and not money else ""
            if word in _STOP or not any(map(str.isalnum, word)) or _NUMBER.fullmatch(word):
                continue
            if len(word) == 2 * _HALF and _known(word[:_HALF]) and _known(word[_HALF:]):
                # 今天天气 is two words to a reader, and 天天 none of them.
                middle = start + _HALF
                found.append(Term(word[:_HALF], _kind(word[:_HALF]), start, middle))
                found.append(Term(word[_HALF:], _kind(word[_HALF:]), middle, end))
                continue
            found += _parts(word, start)
            kind = TermKind.WORD if money else _kind(word)
            found.append(Term(word, kind, start, end))
        return found


def _known(word: str) -> bool:
    return bool(_dictionary().tokenizer.FREQ.get(word))


def _parts(word: str, start: int) -> list[Term]:
    """The dictionary's words of two and three characters inside a longer one."""
    return [
        Term(word[at : at + size], TermKind.WORD, start + at, start + at + size)
        for size in (2, 3)
        if len(word) > size
        for at in range(len(word) - size + 1)
        if _known(word[at : at + size])
    ]


def _kind(word: str) -> TermKind:
    if len(word) > 1 and word in _dictionary().places:
        return TermKind.PLACE
    persons = _dictionary().persons
    native = word[0] in SURNAMES and 1 < len(word) <= 1 + _GIVEN
    native = native and (word in persons or not _known(word))
    foreign = len(word) > _GIVEN and word in persons and set(word) <= _TRANSLITERATED
    rare = (native and rarity(word) >= _RARE) or (foreign and rarity(word) >= _KNOWN_RARE)
    return TermKind.NAME if rare and _may_be_given(word[1:]) else TermKind.WORD


def _may_be_given(word: str) -> bool:
    """Whether a word may be a given name: 一斤 after 钱 and 是 after 邱 are none."""
    return _NO_NAME.search(word) is None


_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"两": 2}
_NO_UNIT = frozenset("了那这要的是上下出来六七八九三四五二多几就还也都不给让把和跟呢啊吗")
"""Characters that count nothing after a number in characters."""
_CHINESE_NUMBER = re.compile(
    r"(?:[二三四五六七八九]?十[一二三四五六七八九]?|[二两三四五六七八九])(?=[一-龥])"
)


def _spelt(shadow: str) -> list[Term]:
    """Numbers from 2 to 99 in characters, as figures (八大领域 → 8大)."""
    found = []
    for match in _CHINESE_NUMBER.finditer(shadow):
        tens, ten, ones = match.group().rpartition("十")
        value = _DIGITS.get(ones, 0) + (10 * _DIGITS.get(tens, 1) if ten else 0)
        unit = shadow[match.end()]
        if unit in _NO_UNIT:
            continue
        found.append(Term(f"{value}{unit}", TermKind.NUMBER, match.start(), match.end() + 1))
    return found


def _numbers(shadow: str) -> list[Term]:
    found = []
    for match in _NUMBER.finditer(shadow):
        number = match.group().replace(",", "")
        found.append(Term(number, TermKind.NUMBER, match.start(), match.end()))
        unit = _UNIT.match(shadow, match.end())
        if unit is not None:
            found.append(Term(number + unit.group(), TermKind.NUMBER, match.start(), unit.end()))
    return found


def _bigrams(shadow: str) -> list[Term]:
    return [
        Term("·" + shadow[at : at + 2], TermKind.BIGRAM, at, at + 2)
        for run in _HAN_RUN.finditer(shadow)
        for at in range(run.start(), run.end() - 1)
    ]
