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

from retrieval.text import fold

__all__ = ["Analyzer", "Term", "TermKind", "warm"]

_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*(?:\+\d+(?:\.\d+)*)*%?")
_UNIT = re.compile(r"个?(?:多|余)?(?:分钟|小时|公里|平方米|亿元|万元|[一-龥℃%a-z])")
_HAN_RUN = re.compile(r"[㐀-䶿一-鿿豈-﫿\U00020000-\U0002fa1f\u3007]+")
_STOP = frozenset(
    [
        *"的了是在和与及或等也都就而着吗呢啊吧呀么嘛之其以于被把让给对从将向这那个你我他她它们请",
        *("我们", "你们", "他们", "请问"),
    ]
)


class TermKind(StrEnum):
    """What a term is made of."""

    WORD = "word"
    BIGRAM = "bigram"
    NUMBER = "number"
    NAME = "name"


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


@functools.cache
def _tokenizer() -> jieba.Tokenizer:
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    # Read directly: jieba's own way keeps a marshalled cache in the shared temporary folder, which
    # anybody may have written and which saves no time (0.9 s against 1.1 s).
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


def warm() -> None:
    """Loads the dictionary (about 0.9 s, once); otherwise the first text does."""
    _tokenizer()
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
            found += [
                Term(m.group(), TermKind.NAME, m.start(), m.end())
                for m in self._names.finditer(shadow)
            ]
        found += _numbers(shadow)
        found += _bigrams(shadow)
        return found

    @staticmethod
    def _words(shadow: str) -> list[Term]:
        return [
            Term(word, TermKind.WORD, start, end)
            for word, start, end in _tokenizer().tokenize(shadow, mode="search")
            if word not in _STOP and any(map(str.isalnum, word)) and not _NUMBER.fullmatch(word)
        ]


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
