"""Bylines: who reported, who corresponded, who photographed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.issue import Byline

__all__ = ["find_inline_byline", "read_byline"]

_MARKS = "■□●○◆◇▲△▼▽★☆◎※▪•·*"
_LONGEST = 80
_PREFIX = r"(?:(?:本报|本台|本社|本刊|特约|见习|首席|实习|全媒体|融媒体|新华社|中新社|摄影|文字|驻站|特派)\s*)*"
_ROLE = re.compile(
    r"(?P<reporter>" + _PREFIX + r"(?:记\s*者|编\s*辑\s*部|撰\s*稿|作\s*者|采\s*写|实习生))"
    r"|(?P<correspondent>(?:(?:本报|特约)\s*)*通\s*讯\s*员)"
    r"|(?P<both>文\s*[/、/·]?\s*[图摄](?![一-鿿])|文字\s*[/、]\s*(?:图片|摄影)|摄影报道|图文)"
    r"|(?P<photographer>摄\s*影|供\s*图|图片|(?<![一-鿿])[图摄](?![一-鿿])|(?<=[//])[图摄])"
    r"|(?P<writer>撰文|文字|整理|(?<![一-鿿])文(?![一-鿿]))"
)
_NAME = re.compile(r"[一-鿿]{2,4}|[一-鿿]{1,6}[·•][一-鿿]{1,8}")
_BREAK = re.compile(r"[\s、,，//|:：;；&]+")
_NOT_NAMES = frozenset(
    "手记 观察 调查 体验 亲历 在线 获悉 走访 来信 目击 视线 探访 问政 说法 采访 了解 札记 报道 看到".split()
)
_INLINE = re.compile(r"[(（](?=[^()（）]{0,8}(?:记\s*者|通\s*讯\s*员))([^()（）]{3,60})[)）]")


@dataclass(frozen=True, slots=True)
class _Part:
    role: str
    names: tuple[str, ...]


def read_byline(text: str) -> Byline | None:
    """Read a line as a byline.

    Args:
        text: One printed line, e.g. ``■记 者 徐玉霞 通讯员 姚心辉`` or ``（王 强 摄）``.

    Returns:
        The byline, or None where the line is anything else.
    """
    if len(text) > _LONGEST:
        return None
    inner = text.strip().strip(_MARKS).strip()
    if inner[:1] in "(（[【" and inner[-1:] in ")）]】":
        inner = inner[1:-1].strip()
    parts = _read_parts(_unstretch(inner.strip(_MARKS).strip()))
    if parts is None:
        return None
    return Byline(
        _printed(text),
        _names(parts, ("reporter", "writer", "both")),
        _names(parts, ("correspondent",)),
        _names(parts, ("photographer", "both")),
    )


def find_inline_byline(text: str) -> Byline | None:
    """Read the byline printed in brackets inside a text: ``本报讯(记者 张三 通讯员 李四)``."""
    for match in _INLINE.finditer(text):
        byline = read_byline(match.group(1))
        if byline is not None:
            return Byline(match.group(), *_roles(byline))
    return None


def _roles(byline: Byline) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    return byline.reporters, byline.correspondents, byline.photographers


def _unstretch(text: str) -> str:
    """Names and roles that are spaced out to more characters (王 强, 记 者) as words."""
    return re.sub(r"(?<![一-鿿])([一-鿿])\s+([一-鿿])(?![一-鿿])", r"\1\2", text)


def _read_parts(inner: str) -> tuple[_Part, ...] | None:
    """Cut at the role words; None where something between them is no list of names."""
    roles = list(_ROLE.finditer(inner))
    if not roles:
        return None
    leading = inner[: roles[0].start()].strip(" \t//、,，:：")
    follows_names = bool(leading)
    parts: list[_Part] = []
    for position, match in enumerate(roles):
        if follows_names:
            start = roles[position - 1].end() if position else 0
            between = inner[start : match.start()]
        else:
            end = roles[position + 1].start() if position + 1 < len(roles) else len(inner)
            between = inner[match.end() : end]
        names = _read_names(between)
        if names is None:
            return None
        if not names:
            if not parts:
                return None
            names = parts[-1].names
            if match.lastgroup == "photographer":
                parts.pop()
        parts.append(_Part(str(match.lastgroup), names))
    rest = inner[roles[-1].end() :] if follows_names else ""
    if rest.strip(" \t//、,，)）"):
        return None
    return tuple(parts)


def _read_names(text: str) -> tuple[str, ...] | None:
    """Names in a list; a name spaced out to three characters (王 强) is one name."""
    names: list[str] = []
    lone = ""
    for token in _BREAK.split(text.strip(" \t//、,，:：" + _MARKS)):
        if not token:
            continue
        if len(token) == 1:
            if not "一" <= token <= "鿿":
                return None
            lone += token
            if len(lone) == 2:  # noqa: PLR2004 - two lone characters make one name
                names.append(lone)
                lone = ""
            continue
        name = lone + token
        lone = ""
        if not _NAME.fullmatch(name) or name in _NOT_NAMES:
            return None
        names.append(name)
    return None if lone else tuple(names)


def _names(parts: tuple[_Part, ...], roles: tuple[str, ...]) -> tuple[str, ...]:
    found = [name for part in parts if part.role in roles for name in part.names]
    return tuple(dict.fromkeys(found))


def _printed(text: str) -> str:
    """The byline as printed, without the spaces that only stretch a word."""
    tokens = text.split()
    pieces: list[str] = []
    lone = False
    for token in tokens:
        core = token.strip(_MARKS)
        joins = lone and len(core) == 1
        if joins:
            pieces[-1] += token
        else:
            pieces.append(token)
        lone = len(core) == 1 and not joins and "一" <= core <= "鿿"
    return " ".join(pieces)
