"""Fused lines: where printed lines that were extracted with no space between them are cut apart.

A text wider than its column is one line or more. One softmax over all places of a cut, and over
none, tells how likely each is (a conditional logit, McFadden 1974), by how well the two sides go on
in each other, how many lines of the page are as wide as each side, and what lines end with. The
weights were learned on made pages by ``python -m tests.page.learning.fit_cuts``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.page.language import Language, weigh_breaks
from retrieval.page.lines import display_width, is_sentence_end
from retrieval.page.spacing import INDENT

__all__ = [
    "PLACE_WEIGHTS",
    "WHOLE_WEIGHTS",
    "Column",
    "Wide",
    "WidthShares",
    "cut_fused",
    "look_at_wide",
]

PLACE_WEIGHTS = {
    "gain": -2.23,
    "gain_after_end": 0.51,
    "encoder": -1.08,
    "opening": 0.28,
    "ends": 2.05,
    "left_exact": 0.77,
    "left_hanging": -0.47,
    "left_wider": -0.06,
    "left_short": -2.00,
    "right_exact": 0.78,
    "right_near": 0.45,
    "right_hanging": -0.09,
    "right_indented": 0.21,
    "right_wide": -3.88,
    "right_ends": 1.22,
    "right_short": -1.73,
    "left_own": 1.36,
    "left_page": 2.02,
    "right_own": 1.21,
    "right_page": 1.09,
    "tiny": -0.54,
}
"""Of what speaks for a cut at a place."""

WHOLE_WEIGHTS = {
    "any": 1.92,
    "own": 0.23,
    "page": 1.14,
    "much_wider": 0.47,
    "far_wider": -2.37,
}
"""Of what speaks for no cut at all."""

_WIDER, _LONGEST = 2.5, 120
"""By how much a text must be wider than its column, and the most characters that are looked at."""

_CLOSING = "”’）)》〉】」』。，、,;；:：!?！？"
_OPENING = "“‘（(《〈【「『"
_STEPS, _MOST_STEPS = 2, 124
_SPREAD = (0.1, 0.5, 1.0, 0.5, 0.1)
_UNSEEN = 0.02
_FEW, _SHORT, _EXACT, _NEAR, _HANGING = 2.1, 2.9, 0.6, 1.1, 2.1
_TWICE, _THRICE = 6, 10
_GAIN, _SCORE, _OPENS = (-6, 9), (-12, 15), (-6, 12)


class WidthShares:
    """How many of some lines are how wide.

    Args:
        lines: The lines.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        counts = np.zeros(_MOST_STEPS + 1)
        for line in lines:
            counts[min(int(display_width(line) * _STEPS), _MOST_STEPS)] += 1
        counts = np.convolve(counts, _SPREAD, "same")
        self._shares = np.log((counts + _UNSEEN) / (counts + _UNSEEN).sum())

    def of(self, widths: NDArray[np.float64]) -> NDArray[np.float64]:
        """Logarithm of the share of lines that are about as wide, for each width."""
        steps = np.minimum((widths * _STEPS).astype(np.int64), _MOST_STEPS)
        return np.asarray(self._shares[steps])


@dataclass(frozen=True, slots=True)
class Column:
    """The column that a text was extracted from.

    Attributes:
        width: In full-width characters.
        own: The widths of the lines of its section.
        page: The widths of all lines of the page.
    """

    width: float
    own: WidthShares
    page: WidthShares


@dataclass(frozen=True, slots=True)
class Wide:
    """A text that is wider than its column.

    Attributes:
        places: Where it might be cut.
        cuts: What speaks for each place; places x `PLACE_WEIGHTS`.
        whole: What speaks for none; as many as `WHOLE_WEIGHTS`.
    """

    places: tuple[int, ...]
    cuts: NDArray[np.float64]
    whole: NDArray[np.float64]


def cut_fused(text: str, column: Column, language: Language) -> list[str]:
    """Cut lines apart that stand together with no space; mostly there is nothing to cut."""
    parts, rest = [], [text]
    while rest:
        here = rest.pop()
        at = _find_cut(here, column, language)
        if at:
            rest += [here[at:], here[:at]]
        else:
            parts.append(here)
    return parts


def _find_cut(text: str, column: Column, language: Language) -> int:
    wide = look_at_wide(text, column, language)
    if wide is None:
        return 0
    scores = wide.cuts @ np.array([*PLACE_WEIGHTS.values()])
    whole = float(wide.whole @ np.array([*WHOLE_WEIGHTS.values()]))
    best = int(scores.argmax())
    return wide.places[best] if np.logaddexp.reduce(scores) > whole else 0


def look_at_wide(text: str, column: Column, language: Language) -> Wide | None:
    """Gather what speaks for each cut; None where a text is no wider than its column."""
    width = display_width(text)
    if width <= column.width + _WIDER or len(text) > _LONGEST:
        return None
    places = tuple(
        at
        for at in range(1, len(text))
        if text[at] not in _CLOSING and text[at - 1] not in _OPENING and not text[at].isspace()
    )
    if not places:
        return None
    before, after = [text[:at] for at in places], [text[at:] for at in places]
    sides = _Sides(text, before, after, np.array([*map(is_sentence_end, before)]))
    by_name = _weigh_language_over(sides, language) | _weigh_widths(sides, column)
    cuts = np.stack([by_name[name].astype(np.float64) for name in PLACE_WEIGHTS], axis=1)
    over, widths = width - column.width, np.array([width])
    whole = {
        "any": 1.0,
        "own": column.own.of(widths)[0],
        "page": column.page.of(widths)[0],
        "much_wider": float(over > _TWICE),
        "far_wider": float(over > _THRICE),
    }
    return Wide(places, cuts, np.array([whole[name] for name in WHOLE_WEIGHTS]))


@dataclass(frozen=True, slots=True)
class _Sides:
    """A text, what stands before and after each place in it, and where a sentence may end."""

    text: str
    before: Sequence[str]
    after: Sequence[str]
    ends: NDArray[np.bool_]


def _weigh_language_over(sides: _Sides, language: Language) -> dict[str, NDArray[np.float64]]:
    """What the texts on both sides of each place say."""
    before = [side.replace(" ", "") for side in sides.before]
    after = [side.replace(" ", "") for side in sides.after]
    gains, opening = weigh_breaks(before, after, language.statistics)
    gain = np.sum([np.clip(part, *_GAIN) for part in gains], axis=0)
    score = np.clip(np.diagonal(language.encoder.score(before, after)), *_SCORE)
    return {
        "gain": gain / 5,
        "gain_after_end": gain / 5 * sides.ends,
        "encoder": score / 5,
        "opening": np.clip(opening, *_OPENS) / 5 * sides.ends,
        "ends": sides.ends,
    }


def _weigh_widths(sides: _Sides, column: Column) -> dict[str, NDArray[np.float64]]:
    """What the widths on both sides of each place say."""
    left = np.array([*map(display_width, sides.before)])
    right = display_width(sides.text) - left
    ended = is_sentence_end(sides.text)
    before, after = left - column.width, right - column.width
    one = after <= _WIDER
    return {
        "left_exact": np.abs(before) <= _EXACT,
        "left_hanging": np.abs(before) <= _HANGING,
        "left_wider": before > _HANGING,
        "left_short": (before < -_SHORT) & ~sides.ends,
        "right_exact": np.abs(after) <= _EXACT,
        "right_near": np.abs(after) <= _NEAR,
        "right_hanging": np.abs(after) <= _HANGING,
        "right_indented": np.abs(after + INDENT) <= _EXACT,
        "right_wide": ~one,
        "right_ends": one & ended,
        "right_short": (after < -_SHORT) & (not ended),
        "left_own": column.own.of(left) / 3,
        "left_page": column.page.of(left) / 3,
        "right_own": column.own.of(right) / 3 * one,
        "right_page": column.page.of(right) / 3 * one,
        "tiny": np.minimum(left, right) < _FEW,
    }
