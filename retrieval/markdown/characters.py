"""Running text in Markdown and back, character for character.

What Markdown would read as markup is escaped with a backslash; white space at the end of a line,
control characters and lone surrogates are written as ``&#N;``, since editors and files lose them.
"""

from __future__ import annotations

import re
import unicodedata

from retrieval.issue import GAP_MARK, TURN_MARK, Paragraph

__all__ = ["escape_line", "escape_lines", "join_lines", "unescape", "unescape_marked"]

_INLINE = re.compile(r"[\\*_`<\[&〔]")
_AT_START = re.compile(r"([#>+\-=~|]|\d+(?=[.)]))(.*)", re.DOTALL)
_TOKEN = re.compile(
    rf"(?P<mark>{re.escape(GAP_MARK)}|{re.escape(TURN_MARK)})"
    r"|\\(?P<escaped>.)|&#(?P<code>\d{1,7});",
    re.DOTALL,
)
_LAST_CODE = 0x10FFFF
_NARROW_LIMIT = 0x1100
"""Letters below it are set with spaces between words; from Hangul Jamo on, East Asian ones are."""


def escape_line(text: str) -> str:
    """Write text as one line; a line feed becomes ``&#10;``."""
    core = text.strip()
    lead = len(text) - len(text.lstrip())
    escaped = "".join(map(_escape_character, core))
    if match := _AT_START.fullmatch(escaped):
        first, rest = match.groups()
        escaped = f"{first}\\{rest}" if first.isdigit() else f"\\{first}{rest}"
    return _codes(text[:lead]) + escaped + _codes(text[lead + len(core) :])


def escape_lines(text: str) -> str:
    """Write text that may have line feeds: each becomes a hard break, a backslash at the end."""
    return "\\\n".join(map(escape_line, text.split("\n")))


def join_lines(lines: list[str]) -> str:
    """Put the lines of a block together, still escaped.

    A line that ends in a hard break ends there; others go on, with a space only where both sides
    are set with spaces between words.
    """
    joined = ""
    for line in map(str.strip, lines):
        if _ends_hard(joined):
            joined = joined[:-1] + "\n" + line
        elif joined and line and _is_narrow(joined[-1]) and _is_narrow(line[0]):
            joined += " " + line
        else:
            joined += line
    return joined[:-1] if _ends_hard(joined) else joined


def unescape(text: str) -> str:
    """The characters that an escaped text stands for."""
    return unescape_marked(text).text


def unescape_marked(text: str) -> Paragraph:
    """The characters that an escaped text stands for, with our unescaped marks found in it."""
    pieces: list[str] = []
    marks: list[tuple[int, int]] = []
    length, at = 0, 0
    for match in _TOKEN.finditer(text):
        pieces.append(text[at : match.start()])
        length += match.start() - at
        meant = _meant(match)
        if match["mark"]:
            marks.append((length, length + len(meant)))
        pieces.append(meant)
        length += len(meant)
        at = match.end()
    pieces.append(text[at:])
    return Paragraph("".join(pieces), tuple(marks))


def _meant(match: re.Match[str]) -> str:
    if match["escaped"]:
        return match["escaped"]
    if match["code"] and int(match["code"]) <= _LAST_CODE:
        return chr(int(match["code"]))
    return match.group()


def _escape_character(character: str) -> str:
    if _INLINE.fullmatch(character):
        return "\\" + character
    return _codes(character) if unicodedata.category(character) in {"Cc", "Cs"} else character


def _codes(text: str) -> str:
    return "".join(f"&#{ord(character)};" for character in text)


def _ends_hard(text: str) -> bool:
    """Whether an odd number of backslashes ends the text, the last of them a hard break."""
    return (len(text) - len(text.rstrip("\\"))) % 2 == 1


def _is_narrow(character: str) -> bool:
    return ord(character) < _NARROW_LIMIT
