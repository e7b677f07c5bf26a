"""Words of a question that the paper does not have, understood as words that it has.

Two slips are forgiven: characters that sound alike (顾家煌 → 顾嘉煌), as a pinyin keyboard makes
them, and one wrong character in a person's name. Only stretches that stand nowhere in the passages
are touched, and what was understood is told. The only module that knows pypinyin.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from retrieval.analyzer import Analyzer, TermKind
from retrieval.background import rarity
from retrieval.excerpt import Reading

__all__ = ["Forgiveness"]

_HAN = re.compile(r"[一-龥]{2,}")
_WORD = re.compile(r"[一-龥]{3,}")
"""Shorter words sound like others too often; names of persons and places may be shorter."""
_SIZES = (4, 3, 2)
_NAME = 2
_UNHEARD = 0.85
"""Two characters are mended only where the news hardly ever has them side by side."""
_RARE = 0.55
"""Bigrams commoner than this in the news are words that the reader meant as written."""

_NEVER_WRONG = frozenset("是的了在和与把被将什哪何谁多几为有做要至于就都也不没对从给让会能")
"""Characters that a reader means as written."""


@functools.lru_cache(maxsize=8192)
def _sound(character: str) -> str:
    """A character's pinyin without tone; zh, ch, sh and final ng as many readers say them."""
    # Importing it loads a dictionary of phrases, about 0.9 s, which nobody but a question needs.
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415

    plain = lazy_pinyin(character, style=Style.NORMAL)[0]
    return re.sub(r"ng$", "n", re.sub(r"^([zcs])h", r"\1", plain))


def _sounds(text: str) -> tuple[str, ...]:
    return tuple(map(_sound, text))


def _differences(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


class Forgiveness:
    """Mends questions by what the passages have.

    Args:
        shadows: Shadow texts of all that can be found.
        analyzer: Knows which stretches are persons' names.
    """

    def __init__(self, shadows: Iterable[str], analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._grams: set[str] = set()
        words: dict[str, None] = {}
        self._names: dict[str, None] = {}
        self._by_family: dict[tuple[str, int], list[str]] = {}
        for shadow in shadows:
            for run in _HAN.findall(shadow):
                self._grams.update(run[at : at + 2] for at in range(len(run) - 1))
            for term in analyzer.terms(shadow):
                if term.kind is TermKind.NAME:
                    self._names.setdefault(term.text)
                elif term.kind is TermKind.PLACE or (
                    term.kind is TermKind.WORD and _WORD.fullmatch(term.text)
                ):
                    words.setdefault(term.text)
        for name in self._names:
            self._by_family.setdefault((name[0], len(name)), []).append(name)
        # Of several that sound alike the first in the paper stands, a name before any word.
        self._by_sound = {_sounds(w): w for w in reversed((*self._names, *words))}

    def mend(self, shadow: str) -> tuple[str, tuple[Reading, ...]]:
        """Understands what the passages lack as what they have.

        Args:
            shadow: A question's shadow text.

        Returns:
            The question as understood, of the same length, and what was changed, in order.
        """
        mended = shadow
        readings = []
        for run in _HAN.finditer(shadow):
            for bigram in range(run.start(), run.end() - 1):
                found = self._meant(mended, bigram, run.span())
                if found is not None:
                    at, meant = found
                    readings.append(Reading(mended[at : at + len(meant)], meant))
                    mended = mended[:at] + meant + mended[at + len(meant) :]
        return mended, tuple(readings)

    def _meant(self, text: str, bigram: int, run: tuple[int, int]) -> tuple[int, str] | None:
        """``(offset, what was meant)`` of a stretch around an unknown bigram."""
        pair = text[bigram : bigram + 2]
        if pair in self._grams:
            return None
        heard = rarity(f"·{pair}") < _RARE
        for size in _SIZES:
            for at in range(max(run[0], bigram + 2 - size), min(bigram, run[1] - size) + 1):
                meant = self._near(text[at : at + size])
                if meant is None:
                    continue
                # A name of three characters is told by its sound even among common characters.
                named = meant in self._names and (size > _NAME or not heard)
                if named or (not heard and self._is_whole(text, at, size)):
                    return at, meant
        return None

    def _near(self, asked: str) -> str | None:
        """A name or word one character away: alike in sound, or a name with one slip."""
        if rarity(asked) < 1 or (len(asked) == _NAME and rarity(f"·{asked}") < _UNHEARD):
            return None
        meant = self._by_sound.get(_sounds(asked)) or self._misspelt(asked)
        if meant is None:
            return None
        wrong = [a for a, b in zip(asked, meant, strict=True) if a != b]
        return meant if len(wrong) == 1 and wrong[0] not in _NEVER_WRONG else None

    def _is_whole(self, text: str, at: int, size: int) -> bool:
        """Whether a stretch begins and ends where words of the question do."""
        terms = [t for t in self._analyzer.terms(text) if t.kind is not TermKind.BIGRAM]
        return any(t.start == at for t in terms) and any(t.end == at + size for t in terms)

    def _misspelt(self, asked: str) -> str | None:
        """The one name that differs in one character, the family name kept."""
        alike = self._by_family.get((asked[0], len(asked)), ())
        near = [name for name in alike if _differences(name, asked) == 1]
        return near[0] if len(near) == 1 and len(asked) > _NAME else None
