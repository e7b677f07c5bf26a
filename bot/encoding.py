"""The bytes of an issue file as text, whatever encoding an extractor or an editor left them in.

UTF-8 is what is expected. UTF-16, GB18030 and Big5 are read as well, and said so, because the
tools that make page text on Chinese desktops write them. Guessing rests on the standards' own
division of characters: GB 2312 and Big5 both set the characters in common use apart (level 1), and
text read in a wrong encoding falls mostly outside of them.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

__all__ = ["BinaryDataError", "Decoded", "UnknownEncodingError", "decode"]

_BOMS = (
    (codecs.BOM_UTF8, "UTF-8", "utf-8"),
    (codecs.BOM_UTF32_LE, "UTF-32", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "UTF-32", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "UTF-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "UTF-16", "utf-16-be"),
)

_MAGIC = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "Word/ZIP"),
    (b"\xd0\xcf\x11\xe0", "Word 97"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x1f\x8b", "gzip"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"SQLite format 3", "SQLite"),
    (b"{\\rtf", "RTF"),
)

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
"""Control characters that no text has; tabs, line and page ends and the DOS end mark may be."""

# Of running Chinese text more than 0.98 of the ideographs are level 1 in its own encoding; the same
# bytes taken for the other encoding, or Latin-1 taken for either, stay far below 0.7.
_LEVEL_ONE_SHARE = 0.9
_CONTROL_SHARE = 0.01
_JUDGED = 50_000
"""Characters by which an encoding is judged; more of the same would not change the judgement."""


class BinaryDataError(ValueError):
    """The bytes are no text at all.

    Args:
        what: The kind of file where it is known ("PDF"), otherwise "".
    """

    def __init__(self, what: str = "") -> None:
        self.what = what
        super().__init__(what)


class UnknownEncodingError(ValueError):
    """The bytes are text in no encoding that is read here, or damaged UTF-8.

    Args:
        line: 1-based line of the first byte that is no UTF-8.
        damaged: Whether the rest is good UTF-8, so that a byte or two were harmed on the way.
    """

    def __init__(self, line: int, *, damaged: bool) -> None:
        self.line = line
        self.damaged = damaged
        super().__init__(f"line {line}")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and the encoding it came in ("UTF-8", "UTF-16", "UTF-32", "GB18030" or "Big5")."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """Decode a file.

    Args:
        data: All of the file's bytes.

    Returns:
        The text without a byte order mark.

    Raises:
        BinaryDataError: The bytes are no text.
        UnknownEncodingError: The bytes are text that cannot be decoded with confidence.
    """
    kind = next((name for magic, name in _MAGIC if data.startswith(magic)), "")
    if kind:
        raise BinaryDataError(kind)
    decoded = _by_mark(data) or _utf8(data) or _utf16_unmarked(data) or _by_level_one(data)
    if decoded is None:
        if b"\0" in data or _looks_binary(data.decode("latin-1")):
            raise BinaryDataError
        raise _unknown(data)
    if _looks_binary(decoded.text):
        raise BinaryDataError
    return decoded


def _by_mark(data: bytes) -> Decoded | None:
    for mark, name, codec in _BOMS:
        if data.startswith(mark):
            text = _try(data[len(mark) :], codec)
            return None if text is None else Decoded(text, name)
    return None


def _utf8(data: bytes) -> Decoded | None:
    # A NUL is good UTF-8, but in a text file it is the sign of UTF-16 without its mark.
    text = None if b"\0" in data else _try(data, "utf-8")
    return None if text is None else Decoded(text, "UTF-8")


def _utf16_unmarked(data: bytes) -> Decoded | None:
    if len(data) % 2:
        return None
    for codec in ("utf-16-le", "utf-16-be"):
        text = _try(data, codec)
        if text is not None and _common_share(text, "gb2312") >= _LEVEL_ONE_SHARE:
            return Decoded(text, "UTF-16")
    return None


def _by_level_one(data: bytes) -> Decoded | None:
    for codec, name in (("gb18030", "GB18030"), ("big5", "Big5")):
        text = _try(data, codec)
        if text is not None and _common_share(text, codec) >= _LEVEL_ONE_SHARE:
            return Decoded(text, name)
    return None


def _try(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _common_share(text: str, codec: str) -> float:
    """Share of level-1 ideographs among everything that is not ASCII or punctuation.

    0 where there is no ideograph: without one there is nothing to judge an encoding by.
    """
    odd = [char for char in text[:_JUDGED] if char > "\x7f" and not _is_mark(char)]
    if not odd:
        return 0.0
    return sum(_is_common(char, codec) for char in odd) / len(odd)


def _is_mark(char: str) -> bool:
    """Punctuation and symbols of Latin-1 and of the blocks up to arrows, CJK marks, full width."""
    return (
        "\u00a0" <= char <= "\u00bf"
        or "\u2000" <= char <= "\u2bff"
        or "\u3000" <= char <= "\u303f"
        or "\uff00" <= char <= "\uffef"
    )


def _is_common(char: str, codec: str) -> bool:
    try:
        code = char.encode(codec)
    except UnicodeEncodeError:
        return False
    if len(code) != 2:  # noqa: PLR2004 - level 1 is two bytes a character in both
        return False
    if codec == "big5":
        return 0xA4 <= code[0] <= 0xC6  # noqa: PLR2004 - Big5 level 1: lead bytes A4 to C6
    return 0xB0 <= code[0] <= 0xD7 and code[1] >= 0xA1  # noqa: PLR2004 - GB 2312 rows 16 to 55


def _looks_binary(text: str) -> bool:
    controls = sum(1 for _ in _CONTROLS.finditer(text))
    return "\0" in text or controls > _CONTROL_SHARE * len(text)


def _unknown(data: bytes) -> UnknownEncodingError:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    else:
        line = 1
    lenient = data.decode("utf-8", errors="replace")
    harmed = lenient.count("\ufffd")
    good = sum(char > "\x7f" for char in lenient) - harmed
    return UnknownEncodingError(line, damaged=good > harmed)
