"""Characters of the paper: the shadow copy on which everything is matched, and sentences.

Nothing here changes what a reader sees. Matching happens on a shadow copy (NFKC, simplified,
lower case, one shape of quotation mark) whose every character knows where it came from.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import opencc

__all__ = ["Shadow", "fold", "sentence_spans", "simplify", "squeeze", "to_traditional"]

_CLOSING = "”’」』》〉）】〕)"
_ENDS = "。！？!?…"
_QUOTES = str.maketrans(dict.fromkeys("“”„‟「」『』〝〞‘’′`", '"'))
_SPEECH = ("说", "道", "表示", "介绍", "坦言", "感慨", "回忆", "认为", "指出", "强调", "告诉记者")
_TAIL = 24
"""Longest "某某说。" in characters that stays with the quotation before it."""
_LONG = 60
"""A sentence longer than this many characters is cut at its semicolons."""


@dataclass(frozen=True, slots=True)
class Shadow:
    """A text made for matching, with the way back.

    Attributes:
        text: NFKC, simplified characters, lower case, quotation marks of one shape.
        starts: For each character of `text`, the offset of the character it came from.
        length: Length of the original.
    """

    text: str
    starts: Sequence[int]
    length: int

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of ``text[start:end]``; an empty span stays empty."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else self.length
            return at, at
        last = self.starts[end - 1]
        stop = end
        while stop < len(self.starts) and self.starts[stop] == last:
            stop += 1
        return self.starts[start], self.starts[stop] if stop < len(self.starts) else self.length


@functools.cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@functools.cache
def _traditional_converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2tw")


@functools.lru_cache(maxsize=65536)
def _fold_character(character: str) -> str:
    wide = unicodedata.normalize("NFKC", character)
    return wide.translate(_QUOTES).lower()


def simplify(text: str) -> str:
    """The text in simplified characters, one for one, so that offsets stay."""
    # A lone surrogate cannot be handed to OpenCC, which reads UTF-8.
    safe = text.encode("utf-8", "replace").decode("utf-8")
    simple: str = _converter().convert(safe)
    if len(simple) == len(text):
        return simple
    return "".join(_simplify_character(character) for character in safe)


@functools.lru_cache(maxsize=65536)
def _simplify_character(character: str) -> str:
    simple: str = _converter().convert(character)
    return simple if len(simple) == 1 else character


def fold(text: str) -> Shadow:
    """Makes the shadow copy of a text.

    Args:
        text: Any string, lone surrogates included.

    Returns:
        The shadow; its text may be longer or shorter than the original (``㎡`` becomes ``m2``).
    """
    pieces: list[str] = []
    starts: list[int] = []
    for at, character in enumerate(text):
        folded = character if "一" <= character <= "龥" else _fold_character(character)
        pieces.append(folded)
        starts.extend([at] * len(folded))
    return Shadow(simplify("".join(pieces)), starts, len(text))


def squeeze(text: str) -> str:
    """The shadow of a text without white space and quotation marks, for comparing answers."""
    return "".join(c for c in fold(text).text if not c.isspace() and c not in "\"'")


def sentence_spans(text: str, marks: Sequence[tuple[int, int]] = ()) -> tuple[tuple[int, int], ...]:
    """Cuts a paragraph into sentences.

    A closing quotation mark or bracket stays with the sentence it closes; a short
    ``某某说。`` stays with the quotation before it; nothing is cut inside title marks; a long
    sentence is cut at its semicolons. Each mark of ours ends a sentence and belongs to none.

    Args:
        text: A paragraph as shown.
        marks: ``(start, end)`` of our own marks in it, ascending.

    Returns:
        ``(start, end)`` of each sentence, ascending and disjoint, trimmed of white space; together
        they hold every character of `text` but white space and our marks.
    """
    spans: list[tuple[int, int]] = []
    at = 0
    for start, end in (*marks, (len(text), len(text))):
        for piece in _split_speech(text, _full_sentences(text, at, start)):
            spans.extend(_split_semicolons(text, piece))
        at = end
    trimmed = (_trim(text, span) for span in spans)
    return tuple(span for span in trimmed if span[0] < span[1])


def _trim(text: str, span: tuple[int, int]) -> tuple[int, int]:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _full_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = []
    begin = at = start
    straight_open = False
    title_depth = 0
    while at < end:
        character = text[at]
        if character in "《〈":
            title_depth += 1
        elif character in "》〉":
            title_depth = max(0, title_depth - 1)
        elif character == '"':
            straight_open = not straight_open
        at += 1
        if character == "\n":
            title_depth, straight_open = 0, False
        elif title_depth or not _ends_sentence(text, at - 1, end):
            continue
        while at < end and (
            text[at] in _ENDS or text[at] in _CLOSING or (text[at] == '"' and straight_open)
        ):
            straight_open = straight_open and text[at] != '"'
            at += 1
        spans.append((begin, at))
        begin = at
    if begin < end:
        spans.append((begin, end))
    return spans


def _ends_sentence(text: str, at: int, end: int) -> bool:
    character = text[at]
    if character == ".":
        # A full stop of Latin text, not a decimal point, a list number or a name's initial.
        before = text[at - 1] if at else " "
        return before.isalpha() and at + 1 < end and text[at + 1].isspace() and before.islower()
    if character == "…":
        # Dots inside a sentence ("抬手、转步……在车间") do not end it.
        return at + 1 >= end or text[at + 1] in _CLOSING or text[at + 1] in '"\n'
    return character in _ENDS


def _split_speech(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Joins ``"……。"某某说。`` again, which the quotation's own full stop had cut."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        said = text[start:end].rstrip("。！？!? \n")
        closes = bool(joined) and text[joined[-1][1] - 1] in '"”」』’'
        if closes and joined[-1][1] == start and len(said) <= _TAIL and said.endswith(_SPEECH):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _split_semicolons(text: str, span: tuple[int, int]) -> list[tuple[int, int]]:
    start, end = span
    if end - start <= _LONG:
        return [span]
    pieces = []
    begin = start
    for at in range(start, end):
        if text[at] in "；;":
            pieces.append((begin, at + 1))
            begin = at + 1
    if begin < end:
        pieces.append((begin, end))
    return pieces


def to_traditional(text: str) -> str:
    """`text` in traditional characters as written in Taiwan, for display to who asks for it."""
    return str(_traditional_converter().convert(text))
