"""Things told apart by a number, a letter, a word of place or time: 1号线, 2号线; 一期, 二期.

A near miss asks about the one while the paper reports the other, in nearly the same words.
"""

from __future__ import annotations

import re

from retrieval.reading import ReadPassage

__all__ = ["contrast"]

_WHICH = r"[一二三四五六七八九十两]+|\d+(?:\.\d+)?|[a-z]+|[上下前后首本昨去今明东西南北中老新]"
_KIND = (
    r"号线|号楼|号|期|路|轮|型|届|季度|季|年级|半年|年|个月|月|个?星期|周|天|日|院区|区|楼|栋|院|班|等奖|等|岁|组|次|段|层|线|代|级|标段"
    r"|[中小]学?"
)
_ONE_OF_SEVERAL = re.compile(f"({_WHICH})({_KIND})")
_DIGITS = str.maketrans("一二三四五六七八九", "123456789")


def contrast(question: str, read: ReadPassage, at: int) -> float:
    """Whether the question asks about one of several like things, and a sentence tells of another.

    Args:
        question: As searched.
        read: The passage.
        at: Index of the sentence.

    Returns:
        1 where the sentence, the one before it and the headline lack a thing that is asked about
        and the sentence has another of its kind; 0.5 where they only lack it; else 0.
    """
    near = _folded("\n".join((*read.shadows[max(0, at - 1) : at + 1], read.headline)))
    asked = {m.groups() for m in _ONE_OF_SEVERAL.finditer(_folded(question))}
    lacking = [kind for which, kind in asked if which + kind not in near]
    told = {m.groups() for m in _ONE_OF_SEVERAL.finditer(_folded(read.shadows[at]))} - asked
    return max((1.0 if any(k == kind for _, k in told) else 0.5 for kind in lacking), default=0.0)


def _folded(text: str) -> str:
    """A text with single Chinese digits as Arabic ones: 二期 is 2期."""
    return text.translate(_DIGITS)
