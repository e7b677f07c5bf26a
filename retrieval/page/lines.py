"""Page text as rows: what one physical line of the extracted text holds, and its fragments.

An extractor sets a blank line between blocks and one space (or a line feed) between the printed
lines of a block, so a row may hold one printed line or twenty.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Row", "cut_rows", "display_width", "is_balanced", "is_sentence_end", "loosen_marks"]

_STRAY_MARK = re.compile(r"^[>＞<＜|｜¦]+(?=\s)")
_HALF_WIDE = re.compile(r"[0-9A-Za-z]")
_SENTENCE_END = re.compile(r"(?:[。!?！？…]|(?<=[a-z]{2})\.)[\"'”’」』)）》〉\]】]*$")
_SIGNED_END = re.compile(r"[。！？!?…][\"”’」』]?\s*[(（][^()（）]{2,60}[)）]$")
_LONGEST_SIGNATURE = 80
_INDENT = 4
_MOST_INDENTED = 0.6
_WIDE = {"\u3000": 2, "\t": 4}
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_PAIRS = {"“": "”", "‘": "’", "（": "）", "(": ")", "《": "》", "〈": "〉", "【": "】", "「": "」"}
_CLOSERS = {closer: opener for opener, closer in _PAIRS.items()}


@dataclass(frozen=True, slots=True)
class Row:
    """One physical line of the page text that is not blank.

    Attributes:
        text: Without white space at its ends and without stray marks.
        number: 1-based line of the page text.
        blanks: How many blank lines stand before it.
        block: Number of the block it stands in; blank lines and indents part blocks.
        indented: It is set in, and most rows are not: it begins a paragraph.
    """

    text: str
    number: int
    blanks: int
    block: int = 0
    indented: bool = False

    @property
    def parted(self) -> bool:
        """Whether a blank line or an indent sets it apart from the row before."""
        return self.blanks > 0 or self.indented

    @property
    def fragments(self) -> tuple[str, ...]:
        """The row cut at white space; printed lines, but for spaces that were printed."""
        return tuple(self.text.split())

    @property
    def bare(self) -> str:
        """The row without white space."""
        return "".join(self.text.split())


def cut_rows(text: str) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """Cut a page text into rows.

    Returns:
        The rows in order, and what was taken out: stray marks at a row's start (``>``) and
        characters that cannot be seen (controls, byte order marks).
    """
    rows: list[Row] = []
    removed: list[str] = []
    blanks = 0
    for number, line in enumerate(text.splitlines(), start=1):
        seen, taken = loosen_marks(line)
        removed.extend(taken)
        if not seen:
            blanks += 1
            continue
        rows.append(Row(seen, number, blanks, indented=_indent(line) >= _INDENT))
        blanks = 0
    return tuple(_number_blocks(rows)), tuple(removed)


def _number_blocks(rows: Sequence[Row]) -> Iterator[Row]:
    """Number the blocks; indents tell paragraphs only where most rows have none."""
    telling = sum(row.indented for row in rows) <= _MOST_INDENTED * len(rows)
    block = 0
    for row in rows:
        indented = row.indented and telling
        block += row.blanks > 0 or indented
        yield Row(row.text, row.number, row.blanks, block, indented)


def _indent(line: str) -> int:
    """The width of the white space at a line's start, in half-width characters."""
    line = line.lstrip("\ufeff")
    space = line[: len(line) - len(line.lstrip())]
    return sum(_WIDE.get(character, 1) for character in space)


def loosen_marks(line: str) -> tuple[str, tuple[str, ...]]:
    """Take out of a line what was never printed; white space at its ends goes too."""
    taken: list[str] = []
    if not line.isprintable():
        kept = []
        for character in line:
            if character.isspace() or unicodedata.category(character) not in _INVISIBLE:
                kept.append(character)
            else:
                taken.append(character)
        line = "".join(kept)
    line = line.strip()
    stray = _STRAY_MARK.match(line)
    if stray:
        taken.append(stray.group())
        line = line[stray.end() :].lstrip()
    return line, tuple(taken)


def is_sentence_end(text: str) -> bool:
    """Whether the text ends where a sentence may end: closing marks and a signature included."""
    if _SENTENCE_END.search(text[-8:]):
        return True
    return text[-1:] in {")", "）"} and _SIGNED_END.search(text[-_LONGEST_SIGNATURE:]) is not None


def is_balanced(text: str) -> bool:
    """Whether every quote and bracket that the text opens is closed in it, and the reverse."""
    if text.count('"') % 2:
        return False
    open_marks: list[str] = []
    for character in text:
        if character in _PAIRS:
            open_marks.append(character)
        elif character in _CLOSERS and (not open_marks or open_marks.pop() != _CLOSERS[character]):
            return False
    return not open_marks


def display_width(text: str) -> float:
    """How wide the text is printed, in full-width characters: Latin and digits take half."""
    return len(text) - len(_HALF_WIDE.findall(text)) / 2
