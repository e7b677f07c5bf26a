"""A front page as a picture: the date and the headlines, drawn with a font of this machine.

Pillow draws, if the extra `card` is installed; its only owner is this module.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

__all__ = ["Card", "CardPainter", "find_painter"]

_WIDTH = 1080
_MARGIN = 72
_LONGEST = 2_400
"""Pixels of height; a phone shows about twice its width without scrolling."""
_PAPER, _INK, _SOFT, _RULE = "#fbf8f1", "#1d1a16", "#6b645a", "#b3261e"
_TITLE, _HEADLINE, _SMALL = 76, 52, 34
_LEADING = 1.32
_ROWS_A_HEADLINE = 2
_READ_AT_MOST = 80
"""Characters of a text that are looked at; two rows hold about forty."""
_COLOURS = 32
"""Enough for the edges of four inks on one paper, and a fifth of the bytes."""
_NEVER_FIRST = "，。、；：！？”’）》」』】,.;:!?)%℃…"
_WORDS = re.compile(r"[A-Za-z0-9.%℃]{1,16}|.", re.DOTALL)
_PROBES = ("报", "头", "条", "體")
"""Characters that a font must have to set a paper in both scripts."""
_NOBODYS = "\uffff"

_NAMES = (
    re.compile(r"(noto|source).*(sans).*(cjk|sc|hans|cn)", re.IGNORECASE),
    re.compile(r"pingfang|hiragino.*gb|msyh|microsoft.?yahei|wqy|droid.*fallback", re.IGNORECASE),
    re.compile(r"(noto|source).*(serif|han).*|simhei|simsun|uming|ukai|lxgw", re.IGNORECASE),
)
"""Names of files of Chinese fonts, the most readable kinds first."""
_SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".otc"})
_FACES_AT_MOST = 12
_PLACES = {
    "darwin": ("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts"),
    "win32": ("C:/Windows/Fonts",),
    "": ("~/.local/share/fonts", "~/.fonts", "/usr/local/share/fonts", "/usr/share/fonts"),
}


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on a picture card.

    Attributes:
        paper: Who publishes it, as printed.
        date: As a reader writes it.
        sections: Titles with the headlines under them, lead story first.
    """

    paper: str
    date: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of the card: what, how large, in what colour, and the pixels above it."""

    text: str
    size: int
    colour: str
    above: int


class CardPainter:
    """Draws cards with one font.

    Args:
        font: A font file that has Chinese characters.
        face: Which of the file's faces.
    """

    def __init__(self, font: Path, face: int = 0) -> None:
        self._font = font
        self._face = face
        self._sizes: dict[int, FreeTypeFont] = {}

    def paint(self, card: Card) -> bytes:
        """A card as PNG, 1080 pixels wide. Takes CPU: some 50 ms.

        Headlines that find no room are left out; the text below the card has them all.
        """
        from PIL import Image, ImageDraw  # noqa: PLC0415 - an extra that most bots do not have

        rows = list(self._within(self._rows(card)))
        height = sum(_height(row) for row in rows) + 2 * _MARGIN
        picture = Image.new("RGB", (_WIDTH, height), _PAPER)
        drawing = ImageDraw.Draw(picture)
        drawing.rectangle((0, 0, _WIDTH, 14), fill=_RULE)
        self._set(drawing, rows)
        stream = BytesIO()
        picture.quantize(_COLOURS).save(stream, "PNG")
        return stream.getvalue()

    def _set(self, drawing: ImageDraw, rows: Sequence[_Row]) -> None:
        top = _MARGIN
        for row in rows:
            top += row.above
            drawing.text((_MARGIN, top), row.text, fill=row.colour, font=self._sized(row.size))
            top += _height(row) - row.above

    def _rows(self, card: Card) -> Iterator[_Row]:
        if card.paper:
            yield from self._wrapped(card.paper, _SMALL, _SOFT, 0)
        yield from self._wrapped(card.date, _TITLE, _INK, 10)
        for title, headlines in card.sections:
            yield from self._wrapped(title, _SMALL, _RULE, 44)
            for headline in headlines:
                yield from self._wrapped(headline, _HEADLINE, _INK, 14)

    def _wrapped(self, text: str, size: int, colour: str, above: int) -> Iterator[_Row]:
        """A text in at most two rows; what is cut off is marked."""
        rows = self._broken(text, size)
        if len(rows) > _ROWS_A_HEADLINE:
            rows = [*rows[: _ROWS_A_HEADLINE - 1], rows[_ROWS_A_HEADLINE - 1][:-1] + "…"]
        for number, row in enumerate(rows):
            yield _Row(row, size, colour, 0 if number else above)

    def _broken(self, text: str, size: int) -> list[str]:
        """`text` in rows that fit, broken between characters, never before a closing mark."""
        font, room = self._sized(size), _WIDTH - 2 * _MARGIN
        rows = [""]
        for piece in _WORDS.findall(" ".join(text.split())[:_READ_AT_MOST]):
            if rows[-1] and font.getlength(rows[-1] + piece) > room and piece not in _NEVER_FIRST:
                rows.append(piece.strip())
            else:
                rows[-1] += piece
        return rows

    def _within(self, rows: Iterable[_Row]) -> Iterator[_Row]:
        used = 2 * _MARGIN
        for row in rows:
            used += _height(row)
            if used > _LONGEST:
                return
            yield row

    def _sized(self, size: int) -> FreeTypeFont:
        from PIL import ImageFont  # noqa: PLC0415 - as above

        if size not in self._sizes:
            self._sizes[size] = ImageFont.truetype(self._font, size, index=self._face)
        return self._sizes[size]


def find_painter(font: Path | None = None) -> CardPainter | None:
    """A painter with a font that has Chinese characters.

    Args:
        font: To draw with; None looks where this system keeps its fonts.

    Returns:
        None where Pillow or such a font is missing.
    """
    try:
        from PIL import ImageFont  # noqa: PLC0415 - as above
    except ImportError:
        return None
    for path in _fonts() if font is None else [font]:
        for face in range(_FACES_AT_MOST):
            try:
                drawn = ImageFont.truetype(path, _SMALL, index=face)
            except OSError:
                break
            if _has_chinese(drawn) and not _is_foreign(drawn):
                return CardPainter(path, face)
    return None


def _fonts() -> Iterator[Path]:
    places = [Path(place).expanduser() for place in _PLACES.get(sys.platform, _PLACES[""])]
    found = sorted(
        Path(folder) / name
        for place in places
        for folder, _, names in os.walk(place)
        for name in names
        if Path(name).suffix.lower() in _SUFFIXES
    )
    for names in _NAMES:
        yield from (path for path in found if names.search(path.stem))


def _has_chinese(font: FreeTypeFont) -> bool:
    """Whether a font has Chinese characters, rather than its sign for what it lacks."""
    lacking = bytes(font.getmask(_NOBODYS))
    masks = {bytes(font.getmask(character)) for character in _PROBES}
    return lacking not in masks and len(masks) == len(_PROBES)


def _is_foreign(font: FreeTypeFont) -> bool:
    """Whether a face of a collection is made for the forms of another country."""
    return bool(re.search(r"\b(JP|KR|TC|HK|MO)\b", font.getname()[0] or ""))


def _height(row: _Row) -> int:
    return row.above + round(row.size * _LEADING)
