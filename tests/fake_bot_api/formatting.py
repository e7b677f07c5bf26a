"""Telegram's HTML → text and entities, refusing what the documentation of the Bot API forbids."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.fake_bot_api.values import JsonObject, RefusedError, number

__all__ = ["parse_html", "utf16_length"]

_SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
}
_QUOTES = frozenset({"blockquote", "expandable_blockquote"})
_VERBATIM = frozenset({"code", "pre"})
_REFERENCES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_TOKEN = re.compile(
    r"(?P<plain>[^<>&]+)"
    r"|&(?:(?P<named>lt|gt|amp|quot)|#(?P<decimal>\d{1,7})|#[xX](?P<hex>[0-9a-fA-F]{1,6}));"
    r"|</(?P<end>[A-Za-z][A-Za-z0-9-]*)\s*>"
    r"|<(?P<start>[A-Za-z][A-Za-z0-9-]*)(?P<attributes>(?:\s+[^<>]*)?)>"
)
_ATTRIBUTE = re.compile(r"\s+([A-Za-z-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_URL_SCHEMES = frozenset({"http", "https", "tg", "mailto", "tel", "ton"})
_WHITE = " \t\r\n\v\f"


@dataclass(slots=True)
class _Open:
    tag: str
    kind: str
    at: int
    extra: JsonObject


def utf16_length(text: str) -> int:
    """Length of `text` in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse_html(source: str) -> tuple[str, list[JsonObject]]:
    """What a reader sees of `source`, and its entities.

    Where Telegram forgives an unescaped ``&`` or ``>``, its documentation does not, and neither
    does this.

    Returns:
        The text without white space at its ends; the entities in order, offsets in UTF-16 units.

    Raises:
        RefusedError: As Telegram words it.
    """
    shown: list[str] = []
    units = at = 0
    stack: list[_Open] = []
    found: list[JsonObject] = []
    while at < len(source):
        token = _TOKEN.match(source, at)
        if token is None:
            raise _refused(f"Unescaped or unclosed {source[at]!r} at byte offset", source, at)
        if token["start"]:
            _start(token, source, units, stack)
        elif token["end"]:
            found += _end(token["end"].lower(), _bytes_before(source, at), units, stack)
        else:
            characters = _characters(token)
            shown.append(characters)
            units += utf16_length(characters)
        at = token.end()
    if stack:
        tag = stack[-1].tag
        raise RefusedError(
            f"can't parse entities: Can't find end tag corresponding to start tag \"{tag}\""
        )
    return _trimmed("".join(shown), found)


def _characters(token: re.Match[str]) -> str:
    if token["plain"]:
        return token["plain"]
    if token["named"]:
        return _REFERENCES[token["named"]]
    code = int(token["decimal"]) if token["decimal"] else int(token["hex"], 16)
    if not 0 < code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        raise RefusedError(f"can't parse entities: no character has the number {code}")
    return chr(code)


def _start(token: re.Match[str], source: str, units: int, stack: list[_Open]) -> None:
    tag = token["start"].lower()
    attributes = {
        name.lower(): double or single or bare
        for name, double, single, bare in _ATTRIBUTE.findall(token["attributes"])
    }
    kind, extra = _kind(tag, attributes, source, token.start())
    outer = [one.kind for one in stack]
    code_in_pre = tag == "code" and outer[-1:] == ["pre"]
    if _VERBATIM & set(outer) and not code_in_pre:
        raise _refused(f"Entity {kind} inside code or pre at byte offset", source, token.start())
    if kind in _QUOTES and _QUOTES & set(outer):
        raise _refused("Nested blockquote at byte offset", source, token.start())
    if kind in outer:
        raise _refused(f"Entity {kind} inside itself at byte offset", source, token.start())
    stack.append(_Open(tag, kind, units, extra))


def _kind(tag: str, attributes: dict[str, str], source: str, at: int) -> tuple[str, JsonObject]:
    allowed: frozenset[str] = frozenset()
    kind = _SIMPLE.get(tag, "")
    extra: JsonObject = {}
    if tag == "span" and attributes.get("class") == "tg-spoiler":
        allowed, kind = frozenset({"class"}), "spoiler"
    elif tag == "a" and urlsplit(attributes.get("href", "")).scheme in _URL_SCHEMES:
        allowed, kind, extra = frozenset({"href"}), "text_link", {"url": attributes["href"]}
    elif tag == "blockquote":
        allowed = frozenset({"expandable"})
        kind = "expandable_blockquote" if "expandable" in attributes else "blockquote"
    elif tag == "tg-emoji" and attributes.get("emoji-id", "").isdigit():
        allowed, kind = frozenset({"emoji-id"}), "custom_emoji"
        extra = {"custom_emoji_id": attributes["emoji-id"]}
    elif tag == "tg-time" and attributes.get("unix", "").isdigit():
        allowed, kind = frozenset({"unix", "format"}), "date_time"
        extra = {"unix_time": int(attributes["unix"])}
    elif tag == "code":
        allowed = frozenset({"class"})
    if not kind:
        raise _refused(f'Unsupported start tag "{tag}" at byte offset', source, at)
    if set(attributes) - allowed:
        unknown = ", ".join(sorted(set(attributes) - allowed))
        raise _refused(f'Attributes {unknown} of tag "{tag}" at byte offset', source, at)
    return kind, extra


def _end(tag: str, place: int, units: int, stack: list[_Open]) -> list[JsonObject]:
    """The entity that an end tag completes; none where it holds no text or is code in a pre."""
    if not stack:
        raise RefusedError(f"can't parse entities: Unexpected end tag at byte offset {place}")
    one = stack.pop()
    if one.tag != tag:
        raise RefusedError(
            f"can't parse entities: Unmatched end tag at byte offset {place}, "
            f'expected "</{one.tag}>", found "</{tag}>"'
        )
    if units == one.at or (stack and stack[-1].kind == "pre"):
        return []
    return [{"type": one.kind, "offset": one.at, "length": units - one.at, **one.extra}]


def _trimmed(text: str, found: list[JsonObject]) -> tuple[str, list[JsonObject]]:
    """Without white space at the ends, entities moved and shortened along, in reading order."""
    kept = text.strip(_WHITE)
    before = utf16_length(text[: len(text) - len(text.lstrip(_WHITE))])
    length = utf16_length(kept)
    entities: list[tuple[int, int, JsonObject]] = []
    for entity in found:
        offset = number(entity["offset"]) - before
        start, end = max(0, offset), min(length, offset + number(entity["length"]))
        if end > start:
            changed: JsonObject = {**entity, "offset": start, "length": end - start}
            entities.append((start, start - end, changed))
    entities.sort(key=lambda one: one[:2])
    return kept, [entity for _, _, entity in entities]


def _bytes_before(source: str, at: int) -> int:
    return len(source[:at].encode("utf-8", "surrogatepass"))


def _refused(reason: str, source: str, at: int) -> RefusedError:
    return RefusedError(f"can't parse entities: {reason} {_bytes_before(source, at)}")
