"""A font file made on the spot: a box of another width for each character it is asked to have.

Enough of the TrueType tables (ISO/IEC 14496-22) for FreeType to set text with; no system needs to
have a Chinese font for the tests.
"""

from __future__ import annotations

import struct
from pathlib import Path

__all__ = ["write_font"]

_EM = 1000


def write_font(path: Path, characters: str) -> Path:
    """Write a font that has `characters`, each drawn as a box, and gives the path back."""
    known = sorted(set(characters))
    glyphs = [_box(900), *(_box(200 + 20 * (at % 30)) for at in range(len(known)))]
    starts = [0]
    for glyph in glyphs:
        starts.append(starts[-1] + len(glyph))
    count = len(glyphs)
    tables = {
        b"cmap": _cmap(known),
        b"glyf": b"".join(glyphs),
        b"head": _head(),
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", 0x10000, 800, -200, 0, _EM, *[0] * 11, count),
        b"hmtx": struct.pack(">Hh", _EM, 0) * count,
        b"loca": struct.pack(f">{len(starts)}I", *starts),
        b"maxp": struct.pack(">IH13H", 0x10000, count, 4, 1, 0, 0, 1, *[0] * 8),
        b"name": _name("Boxes"),
    }
    path.write_bytes(_file(tables))
    return path


def _box(width: int) -> bytes:
    header = struct.pack(">hhhhh", 1, 0, 0, width, 800)
    flags = struct.pack(">HH4B", 3, 0, 1, 1, 1, 1)
    across = struct.pack(">4h", 0, 0, width, 0)
    upward = struct.pack(">4h", 0, 800, 0, -800)
    glyph = header + flags + across + upward
    return glyph + b"\0" * (-len(glyph) % 4)


def _cmap(known: list[str]) -> bytes:
    groups = b"".join(
        struct.pack(">III", ord(character), ord(character), at)
        for at, character in enumerate(known, 1)
    )
    table = struct.pack(">HHIII", 12, 0, 16 + len(groups), 0, len(known)) + groups
    return struct.pack(">HHHHI", 0, 1, 3, 10, 12) + table


def _head() -> bytes:
    times = (0, 0)
    return struct.pack(
        ">IIIIHHqqhhhhHHhhh",
        *(0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _EM),
        *times,
        *(0, 0, _EM, 800, 0, 8, 2, 1, 0),
    )


def _name(family: str) -> bytes:
    text = family.encode("utf-16-be")
    records = b"".join(struct.pack(">6H", 3, 1, 0x409, what, len(text), 0) for what in (1, 2))
    return struct.pack(">HHH", 0, 2, 6 + len(records)) + records + text


def _file(tables: dict[bytes, bytes]) -> bytes:
    at = 12 + 16 * len(tables)
    directory, bodies = b"", b""
    for tag, body in sorted(tables.items()):
        directory += tag + struct.pack(">III", 0, at + len(bodies), len(body))
        bodies += body + b"\0" * (-len(body) % 4)
    return struct.pack(">IHHHH", 0x10000, len(tables), 128, 3, 0) + directory + bodies
