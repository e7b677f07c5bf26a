"""What kind of answer a question asks for, and what a sentence that holds one looks like.

Question words are matched on the question's shadow, not on terms, because the dictionary cuts them
in many ways. The signs of an answer are signs only: they move a sentence up, they never bar one.
"""

from __future__ import annotations

import re
from enum import StrEnum

__all__ = [
    "AnswerKind",
    "answer_signs",
    "asked_terms",
    "kind_of",
    "question_words",
]


class AnswerKind(StrEnum):
    """What the question asks for."""

    WHO = "who"
    IDENTITY = "identity"
    WHERE = "where"
    WHEN = "when"
    HOW_MANY = "how_many"
    ORDINAL = "ordinal"
    WHY = "why"
    HOW = "how"
    WHICH = "which"
    WHAT = "what"
    WHETHER = "whether"
    OPEN = "open"


_QUESTION_WORDS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (AnswerKind.ORDINAL, r"第几|第多少|排名?几|排名(?=多少|如何|怎)|几名次"),
        (AnswerKind.WHY, r"[为因]什么|[为因]何|为啥|什么原因|何以|怎么会|(?<=原因)是什么"),
        (
            AnswerKind.WHEN,
            (
                r"(?:什么|啥)(?:时候|时间|年代|日子)|何[时年]|几[时月号点]|哪一?[年天日月]|多会儿"
                r"|[期周]几|哪个?(?:年代|月份|世纪)"
            ),
        ),
        (AnswerKind.HOW_MANY, r"多少|几(?!乎|何)|多(?=[大高长远久重宽深快])|若干"),
        (AnswerKind.WHO, r"谁|哪位|何人|什么人|哪个人|哪些人|叫什么名字"),
        (
            AnswerKind.WHERE,
            r"[哪那][里儿]|(?<=[在去])哪(?![些几])|何[处地]|什么地方|哪个?(?=地方|[国省市县区镇村]|城市|小区)",
        ),
        (AnswerKind.HOW, r"怎么样|怎样|怎么|如何|咋样?"),
        (AnswerKind.WHICH, r"哪些|哪几|哪个|哪一|哪(?=[所家种部项支条场本座])|有什么|包括什么"),
        (AnswerKind.WHAT, r"(?:什么|啥)(?:意思|含义)|何[谓意]|什么|啥|何"),
        (AnswerKind.WHETHER, r"吗|有没有|是不是|是否|能不能|可不可以|会不会|有无"),
    )
)

_IDENTITY = re.compile(
    r"是谁|什么人|(?:什么|啥)(?:职[务位]|身份|来头|岗位)|[干做](?:什么|啥)的|职[务位]是"
)
_NUMBER = r"(?:\d[\d.,]*|[一二三四五六七八九十百千万两零]+)"
_SIGNS = {
    kind: re.compile(pattern)
    for kind, pattern in (
        (
            AnswerKind.IDENTITY,
            (
                r"书记|主[任席管]|[科局市县区镇乡院校队站处馆厂村社组部]长|经理|教授|[教医律]师|老师|居民|村民"
                r"|负责人|工程师|董事|委员|院士|记者|选手|演员|导演|作家|总裁|总统"
            ),
        ),
        (
            AnswerKind.WHO,
            r"[一-龥]+·[一-龥·]+|先生|女士|教授|总统|导演|作者|歌手|演员|选手|创[作始]|设计",
        ),
        (
            AnswerKind.WHERE,
            r"[省市县区镇乡村街道路州国岛山河江湖洲港站楼馆园厅院校场店]|大学|公司|位于|在|中心|境内|附近",
        ),
        (
            AnswerKind.WHEN,
            (
                r"\d{1,4}年|[一二三四五六七八九十]+年|\d{1,2}月(?:\d{1,2}[日号])?|\d{1,2}[日号]|世纪|昨[天日晚]"
                r"|今[天日年晚]|明[天日年]|去年|[上下]午|凌晨|\d{1,2}[:点时]|星期|周[一二三四五六日末]|年代|时期"
                r"|期间|小时|分钟|[春夏秋冬]季"
            ),
        ),
        (AnswerKind.HOW_MANY, rf"(?<!\d)(?!\d{{4}}年|\d{{1,2}}[月日]){_NUMBER}|半数"),
        (AnswerKind.ORDINAL, rf"第{_NUMBER}|[冠亚季]军|首位|榜首|之首|末位"),
        (AnswerKind.WHY, r"因[为此而其]|由于|原因|为了|所以|导致|致使|受|缘于|出于|故|使得|由此"),
        (AnswerKind.HOW, r"通过|采用|利用|使用|以|方式|方法|将|先|然后|可"),
        (AnswerKind.WHICH, r"、|和|包括|分别|有|以及|等"),
        (AnswerKind.WHAT, r"是|为|叫|称|指|名|即|作"),
        (AnswerKind.WHETHER, r"不|没|未|无|可|能|有"),
    )
}


def _matches(shadow: str) -> list[tuple[AnswerKind, tuple[int, int]]]:
    return [
        (kind, match.span())
        for kind, pattern in _QUESTION_WORDS
        for match in pattern.finditer(shadow)
    ]


def kind_of(shadow: str, *, named: bool = False) -> AnswerKind:
    """What a question asks for.

    Args:
        shadow: The question's shadow text.
        named: Whether it names a person; 某某是谁 asks what the person is, not for a name.

    Returns:
        The most telling kind, `AnswerKind.OPEN` where there is no question word.
    """
    if named and _IDENTITY.search(shadow):
        return AnswerKind.IDENTITY
    return next((kind for kind, _ in _matches(shadow)), AnswerKind.OPEN)


def question_words(shadow: str) -> tuple[tuple[int, int], ...]:
    """``(start, end)`` of the question words in a question's shadow, ascending, disjoint."""
    found: list[tuple[int, int]] = []
    for _, (start, end) in _matches(shadow):
        if all(end <= other_start or start >= other_end for other_start, other_end in found):
            found.append((start, end))
    return tuple(sorted(found))


def asked_terms(shadow: str) -> tuple[str, ...]:
    """Question words that tell a thing of the issue itself (几月, 星期几), as terms.

    Labels carry them too, so that 今天几月几号 finds the masthead as any word finds a paragraph.
    A leading ``?`` keeps them apart from the paper's own words.

    Args:
        shadow: The shadow text of a question or of labels.
    """
    found = [
        shadow[start:end]
        for kind, (start, end) in _matches(shadow)
        if kind is AnswerKind.WHEN and end - start > 1
    ]
    return tuple(f"?{word}" for word in dict.fromkeys(found))


def answer_signs(kind: AnswerKind, sentence: str) -> tuple[tuple[int, int], ...]:
    """``(start, end)`` of what in a sentence looks like an answer of a kind.

    Args:
        kind: What is asked for; nothing looks like an answer to an open question.
        sentence: Its shadow text.
    """
    signs = _SIGNS.get(kind)
    return tuple(match.span() for match in signs.finditer(sentence)) if signs else ()
