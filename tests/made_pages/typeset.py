"""Setting a paragraph in a column: Chinese line breaking, and the punctuation a paper prints."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Fount", "break_lines"]

_NOT_FIRST = "。，、；：？！）〕》〉」』】”’…—·%％℃,.;:?!)]}"
_NOT_LAST = "（〔《〈「『【“‘([{"
_HALF = str.maketrans("，：；？！（）", ",:;?!()")
_FULL_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
_NUMBER = re.compile(r"[0-9.]+[%％℃]?|[A-Za-z]+|——|……")


@dataclass(frozen=True, slots=True)
class Fount:
    """How a page prints and breaks its text.

    Attributes:
        half: Commas, colons, semicolons, question and exclamation marks, brackets are half-width.
        straight: Quotation marks are straight.
        full_digits: Digits are full-width.
        whole_numbers: A number or a Latin word is never broken.
        hanging: A closing mark may hang over the column's edge instead of pulling a character down.
        indent: Characters by which a paragraph's first line is shorter.
    """

    half: bool
    straight: bool
    full_digits: bool
    whole_numbers: bool
    hanging: bool
    indent: int

    def printed(self, text: str) -> str:
        """The text in this fount's characters."""
        if self.half:
            text = text.translate(_HALF)
        if self.straight:
            text = re.sub("[“”]", '"', text)
            text = re.sub("[‘’]", "'", text)
        return text.translate(_FULL_DIGITS) if self.full_digits else text


def break_lines(text: str, width: float, fount: Fount) -> tuple[str, ...]:
    """Break a printed paragraph into lines of `width` full-width characters.

    No line begins with closing punctuation and none ends with an opening mark. White space at a
    break is dropped, as print drops it.
    """
    units = _units(text, whole_numbers=fount.whole_numbers)
    sides = _sides(text)
    lines: list[str] = []
    start, room = 0, width - fount.indent
    at = 0
    while start < len(units):
        end = _line_end(units, sides, start, at, room, hanging=fount.hanging)
        line = "".join(units[start:end])
        lines.append(line.strip())
        at += len(line)
        start, room = end, width
    return tuple(line for line in lines if line)


def _units(text: str, *, whole_numbers: bool) -> list[str]:
    if not whole_numbers:
        return list(text)
    units, at = [], 0
    for match in _NUMBER.finditer(text):
        units.extend(text[at : match.start()])
        units.append(match.group())
        at = match.end()
    units.extend(text[at:])
    return units


def _sides(text: str) -> dict[int, str]:
    """Which straight quotes open and which close, by offset: they open and close in turn."""
    sides = {}
    for quote in "\"'":
        for turn, match in enumerate(re.finditer(quote, text)):
            sides[match.start()] = "last" if turn % 2 == 0 else "first"
    return sides


def _line_end(  # noqa: PLR0913 - one breaking step needs all of the line's state
    units: list[str],
    sides: dict[int, str],
    start: int,
    at: int,
    room: float,
    *,
    hanging: bool,
) -> int:
    end, used, offset = start, 0.0, at
    while end < len(units) and used + _width(units[end]) <= room:
        used += _width(units[end])
        offset += len(units[end])
        end += 1
    end = max(end, start + 1)
    if end == len(units):
        return end
    offset = at + sum(map(len, units[start:end]))
    if hanging:
        hung = end
        while hung < len(units) and _bars_first(units[hung], sides, offset) and hung - end < 2:
            offset += len(units[hung])
            hung += 1
        if hung == len(units) or not _bars_first(units[hung], sides, offset):
            end = hung
    offset = at + sum(map(len, units[start:end]))
    back = end
    while back > start + 1 and back < len(units) and _bars(units, sides, back, offset):
        back -= 1
        offset -= len(units[back])
    return back if back > start + 1 else end


def _bars(units: list[str], sides: dict[int, str], at: int, offset: int) -> bool:
    before = units[at - 1]
    ends_open = before in _NOT_LAST or sides.get(offset - len(before)) == "last"
    return ends_open or _bars_first(units[at], sides, offset)


def _bars_first(unit: str, sides: dict[int, str], offset: int) -> bool:
    return unit[0] in _NOT_FIRST or sides.get(offset) == "first"


def _width(unit: str) -> float:
    return sum(0.5 if character.isascii() and character.isalnum() else 1.0 for character in unit)
