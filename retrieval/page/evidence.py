"""Evidence on joins: for every pair of printed lines, what speaks for one going on in the other.

Places are the page's n body lines, in extracted order, followed by its k heads: a head stands for
the headline of a section and, as the last one, for the end of the page. A head goes on in the first
line of its article; the last line of an article goes on in the next head.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from retrieval.page.columns import PrintedLine
from retrieval.page.headlines import is_dateline
from retrieval.page.kinship import find_kin
from retrieval.page.language import Language, find_repeats, weigh_language
from retrieval.page.lines import is_sentence_end

__all__ = ["FEATURES", "TEXT", "Features", "Head", "gather_evidence"]

Features: TypeAlias = NDArray[np.float32]
_Planes: TypeAlias = NDArray[np.float32]

_OPENING, _CLOSING = "“‘（(《〈【「『", "”’）)》〉】」』"
_LANGUAGE = (
    "encoder", "encoder_row", "encoder_column", "gain_row", "gain_column", "gain_1", "gain_2",
    "gain_3", "words", "shared", "kin", "all_row", "all_column", "association", "span_21",
    "span_12", "span_31", "span_22", "span_13", "repeat", "word", "opening",
)  # fmt: skip
_FIRST = (
    "ends_sentence", "ends_comma", "ends_closing", "first_width", "first_short", "first_indented",
    "first_odd_quotes", "first_open", "first_full", "first_wide",
)  # fmt: skip
_SECOND = (
    "second_indented", "second_short", "second_opening", "second_dateline", "second_odd_quotes",
    "second_closes", "second_full", "second_digit", "second_forbidden", "second_tiny",
)  # fmt: skip
_BOTH = ("bracket_closed", "quote_closed")
_PLACES = (
    "next_in_row", "next_fused", "next_row", "on_2", "on_4", "on_7", "on_13", "on_31",
    "back_0", "back_2", "back_4", "back_7", "back_13", "back_31",
    "same_section", "near_section", "other_width", "row_ends", "row_starts", "from_head",
    "to_head", "own_head",
)  # fmt: skip
FEATURES = _LANGUAGE + _FIRST + _SECOND + _BOTH + _PLACES
"""Names of the features, in order."""

TEXT = [
    FEATURES.index(name) for name in (*_LANGUAGE, *_FIRST, *_SECOND, *_BOTH, "from_head", "to_head")
]
"""Features that do not depend on where the two lines were extracted."""

_ON = ((2, 3), (4, 6), (7, 12), (13, 30), (31, 1 << 30))
_BACK = ((0, 1), *_ON)
_FULL, _INDENTED = 1.25, 2.75
_NEAR = 30
_SELF = -99.0


@dataclass(frozen=True, slots=True)
class Head:
    """A section's head: the index of the first line extracted under it, and the section."""

    first: int
    section: int


def gather_evidence(
    lines: Sequence[PrintedLine], heads: Sequence[Head], language: Language
) -> Features:
    """Gather the features of every ordered pair of places.

    Returns:
        (n + k) x (n + k) x `FEATURES`; numbers of about the size of one. It is stored feature by
        feature.
    """
    count, size = len(lines), len(lines) + len(heads)
    planes = np.zeros((len(FEATURES), size, size), dtype=np.float32)
    texts = ["".join(line.text.split()) for line in lines]
    for plane, column in zip(planes, _weigh_texts(texts, language), strict=False):
        plane[:count, :count] = column
    opening = planes[len(_LANGUAGE) - 1]
    opening[count:, :count] = opening[0, :count]
    _mark_lines(planes, lines, texts)
    _mark_places(planes, lines, heads)
    return np.moveaxis(planes, 0, -1)


def _weigh_texts(texts: Sequence[str], known: Language) -> list[NDArray[np.float64]]:
    """The features of `_LANGUAGE` in turn, each for every ordered pair of lines."""
    language = weigh_language(texts, known.statistics)
    score = known.encoder.score(texts).astype(np.float64)
    words = np.clip(known.words.score(texts), -12, 15)
    gains = [np.clip(gain, -6, 9) for gain in language.gains]
    gain = gains[0] + gains[1] + gains[2]
    kinship = find_kin(texts, known.statistics)
    pooled = gain / 3 + score / 2 + words / 3 + kinship.kin - kinship.shared
    return [
        np.clip(score, -12, 15) / 5,
        *(np.clip(score - _pooled(score, axis), -15, 0) / 4 for axis in (1, 0)),
        *(np.clip(gain - _pooled(gain, axis), -15, 0) / 4 for axis in (1, 0)),
        *(part / 3 for part in gains),
        words / 5,
        kinship.shared / 2,
        kinship.kin / 2,
        *(np.clip(pooled - _pooled(pooled, axis), -15, 0) / 4 for axis in (1, 0)),
        np.clip(language.association, -4, 9) / 3,
        *(np.minimum(span, 5) / 2 for span in language.spans),
        find_repeats(texts) / 2,
        np.minimum(language.word, 9) / 4,
        np.clip(language.opening, -6, 12) / 4,
    ]


def _pooled(scores: NDArray[np.float64], axis: int) -> NDArray[np.float64]:
    """Logarithm of the sum of exponentials over all others."""
    others = scores.copy()
    np.fill_diagonal(others, _SELF)
    top = others.max(axis=axis, keepdims=True)
    return np.asarray(top + np.log(np.exp(others - top).sum(axis=axis, keepdims=True)))


def _mark_lines(planes: _Planes, lines: Sequence[PrintedLine], texts: Sequence[str]) -> None:
    """What each line alone tells as the first and as the second of a pair."""
    count, at = len(lines), len(_LANGUAGE)
    marks = [_marks_of(line, text) for line, text in zip(lines, texts, strict=True)]
    first = np.array([mark[0] for mark in marks], dtype=np.float32).T
    second = np.array([mark[1] for mark in marks], dtype=np.float32).T
    planes[at : at + len(_FIRST), :count] = first[:, :, None]
    planes[at, count:] = 1.0
    at += len(_FIRST)
    planes[at : at + len(_SECOND), :, :count] = second[:, None, :]
    at += len(_SECOND)
    odd, closes = _SECOND.index("second_odd_quotes"), _SECOND.index("second_closes")
    opens, odd_first = _FIRST.index("first_open"), _FIRST.index("first_odd_quotes")
    planes[at, :count, :count] = (first[opens] > 0)[:, None] & (second[closes] > 0)[None, :]
    planes[at + 1, :count, :count] = first[odd_first][:, None] * second[odd][None, :]


def _marks_of(line: PrintedLine, text: str) -> tuple[list[float], list[float]]:
    room = line.column - line.width
    opened, closed = _unbalanced(text)
    odd = text.count('"') % 2
    ends = is_sentence_end(text)
    indented = _FULL <= room < _INDENTED
    full = room < _FULL
    first = [
        ends,
        text[-1] in ",，、;；:：",
        text[-1] in _CLOSING + "\"'" and not ends,
        min(4.0, max(-8.0, -room)) / 4,
        room >= _INDENTED,
        indented,
        odd,
        min(opened, 2),
        full and room >= -_FULL / 2,
        room < -_FULL,
    ]
    second = [
        indented,
        room >= _INDENTED,
        text[0] in _OPENING + "\"'",
        is_dateline(line.text),
        odd,
        min(closed, 2),
        full,
        text[0].isdigit(),
        text[0] in _CLOSING + "。，、,;；:：!?！？",
        len(text) <= 2,  # noqa: PLR2004 - too short to say much
    ]
    return [float(value) for value in first], [float(value) for value in second]


def _unbalanced(text: str) -> tuple[int, int]:
    """How many quotes and brackets are opened and not closed, and closed and not opened."""
    opened: list[str] = []
    closed = 0
    for character in text:
        if character in _OPENING:
            opened.append(character)
        elif character in _CLOSING:
            if opened and _CLOSING.index(character) == _OPENING.index(opened[-1]):
                opened.pop()
            else:
                closed += 1
    return len(opened), closed


def _mark_places(planes: _Planes, lines: Sequence[PrintedLine], heads: Sequence[Head]) -> None:
    """Where the second of a pair was extracted, seen from the first."""
    count = len(lines)
    own = np.arange(count)
    before = np.concatenate((own, [head.first - 1 for head in heads])).astype(np.int64)
    after = np.concatenate((own, [head.first for head in heads])).astype(np.int64)
    section = np.array([line.section for line in lines] + [head.section for head in heads])
    row = np.array([line.block for line in lines] + [-1] * len(heads))
    fused = np.array([line.fused for line in lines] + [False] * len(heads))
    column = np.array([line.column for line in lines])
    ahead = after[None, :] - before[:, None]
    following, same_row = ahead == 1, row[:, None] == row[None, :]
    same_section = section[:, None] == section[None, :]
    turns = row[1:count] != row[: count - 1]
    row_ends = np.concatenate((turns, np.ones(len(heads) + 1, dtype=bool)))
    row_starts = np.concatenate(([True], turns, np.ones(len(heads), dtype=bool)))
    at = FEATURES.index(_PLACES[0])
    marks = [
        following & same_row & ~fused[None, :],
        following & fused[None, :],
        following & ~same_row,
        *((ahead >= low) & (ahead < high) for low, high in _spans(_ON)),
        *((-ahead >= low) & (-ahead < high) for low, high in _spans(_BACK)),
        same_section,
        ~same_section & (np.abs(ahead) <= _NEAR),
    ]
    for plane, mark in zip(planes[at:], marks, strict=False):
        plane[...] = mark
    at += len(marks)
    planes[at, :count, :count] = np.abs(column[:, None] - column[None, :]) > 2  # noqa: PLR2004
    planes[at + 1] = row_ends[:, None]
    planes[at + 2] = row_starts[None, :]
    planes[at + 3, count:] = 1.0
    planes[at + 4, :, count:] = 1.0
    planes[at + 5, count:, :count] = same_section[count:, :count]


def _spans(buckets: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(low, high + 1) for low, high in buckets]
