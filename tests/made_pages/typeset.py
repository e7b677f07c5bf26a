"""Setting a paragraph in a column: Chinese line breaking, and the punctuation a paper prints."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Fount", "break_lines"]

_NOT_FIRST = "。，、；：？！）〕》〉」』】”’…—·%％℃,.;:?!)]}"
_NOT_LAST = "（〔《〈「『【“‘([{"
_HALF = str.maketrans("，：；？！（）", ",:;?!()")
_FULL_DIGITS = {ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}
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
    closing, opening = _sides(units)
    lines: list[str] = []
    start, room = 0, width - fount.indent
    while start < len(units):
        end = _fill(units, start, room)
        if fount.hanging and end < len(units):
            end = _hang(end, closing, opening)
        while start + 1 < end < len(units) and (closing[end] or opening[end - 1]):
            end -= 1
        lines.append("".join(units[start:end]).strip())
        start, room = end, width
    return tuple(line for line in lines if line)


def _units(text: str, *, whole_numbers: bool) -> list[str]:
    if not whole_numbers:
        return list(text)
    units: list[str] = []
    at = 0
    for match in _NUMBER.finditer(text):
        units.extend(text[at : match.start()])
        units.append(match.group())
        at = match.end()
    units.extend(text[at:])
    return units


def _sides(units: list[str]) -> tuple[list[bool], list[bool]]:
    """Which units may not begin a line, and which may not end one.

    Straight quotes open and close in turn.
    """
    closing = [unit[0] in _NOT_FIRST for unit in units]
    opening = [unit[-1] in _NOT_LAST for unit in units]
    for quote in "\"'":
        for turn, at in enumerate(at for at, unit in enumerate(units) if unit == quote):
            (opening if turn % 2 == 0 else closing)[at] = True
    return closing, opening


def _fill(units: list[str], start: int, room: float) -> int:
    """Where the line that starts at `start` is full; it takes at least one unit."""
    end, used = start, 0.0
    while end < len(units) and used + _width(units[end]) <= room:
        used += _width(units[end])
        end += 1
    return max(end, start + 1)


def _hang(end: int, closing: list[bool], opening: list[bool]) -> int:
    """Let one or two closing marks hang over the edge, where a line may end after them."""
    for hung in range(end, min(end + 3, len(closing) + 1)):
        if hung == len(closing) or not closing[hung]:
            return end if opening[hung - 1] else hung
    return end


def _width(unit: str) -> float:
    return sum(0.5 if character.isascii() and character.isalnum() else 1.0 for character in unit)
