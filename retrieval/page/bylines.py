"""Bylines: who reported, who corresponded, who photographed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from retrieval.issue import Byline
from retrieval.page.people import cut_names, has_surname

__all__ = ["find_inline_byline", "read_byline", "split_credit"]

_MARKS = "■□●○◆◇▲△▼▽★☆◎※▪•·*"
_LONGEST = 90
_REPORTER = (
    r"(?:^[一-鿿]{1,5})?(?:(?:本\s*[报台社刊网]|特\s*[约派]|见\s*习|首\s*席|实\s*习|全媒体|融媒体?|新华社|中新社|人民日报|摄\s*影|文\s*字"
    r"|驻\S{0,4}?站?|记者站|采访)\s*)*(?:记\s*者|编\s*辑\s*部|撰\s*稿\s*人?|作\s*者|采\s*写|实\s*习\s*生|特约评论员|评论员)"
)
_CORRESPONDENT = r"(?:(?:本\s*[报台社刊]|特\s*约)\s*)*通\s*讯\s*员"
_ALONE = r"(?<![一-鿿]){}(?=\s*[/／:：、&\s)）]|$)|(?<=[/／、·&]){}"
_ACT = (
    r"(?P<both>文\s*[/／、·&+]\s*[图摄](?![一-鿿])|(?<![一-鿿])文\s*[图摄](?![一-鿿])|文\s*字?\s*[/／、]\s*(?:图\s*片|摄\s*影)"
    r"|摄\s*影\s*报\s*道|图\s*文(?:\s*报\s*道)?)"
    r"|(?P<photographer>摄\s*影|供\s*图|图\s*片|(?<=[一-鿿\s/／])摄(?=\s*[)）]?$)|"
    + _ALONE.format("[图摄]", "[图摄]")
    + r")|(?P<writer>撰\s*文|文\s*字|整\s*理|(?<=[一-鿿\s])报\s*道(?=\s*[)）]?$)|"
    + _ALONE.format("文", "文")
    + ")"
)
_ROLE = re.compile(rf"(?P<reporter>{_REPORTER})|(?P<correspondent>{_CORRESPONDENT})|{_ACT}")
_TITLES = frozenset({"reporter", "correspondent"})
_PHOTOGRAPHED = frozenset({"photographer", "both"})
_BETWEEN = " \t\u3000/／、,，:：)）(（&+"
_INLINE = re.compile(r"[(（](?=[^()（）]{0,12}(?:记\s*者|通\s*讯\s*员))([^()（）]{3,80})[)）]")
_CREDIT = re.compile(
    r"(?<=[。！？!?”\"])\s*(?P<credit>[(（][^()（）]{2,40}[)）]"
    r"|[■▲●□◆]?\s*(?:[^。！？!?,，(（]{2,30}摄|摄\s*影[^。！？!?,，(（]{2,20}))$"
)
_LONE = re.compile(r"(?<![一-鿿])(?:[一-鿿]\s+)+$")
_SIGNED = re.compile(rf"[{_MARKS}]\s*(?P<name>[一-鿿](?:\s*[一-鿿])?(?:\s*(?![文图摄])[一-鿿]))")


@dataclass(slots=True)
class _People:
    """Names by role while a byline is being read."""

    reporters: list[str] = field(default_factory=list)
    correspondents: list[str] = field(default_factory=list)
    photographers: list[str] = field(default_factory=list)

    def byline(self, text: str) -> Byline:
        groups = (self.reporters, self.correspondents, self.photographers)
        return Byline(text, *(tuple(dict.fromkeys(group)) for group in groups))


@dataclass(frozen=True, slots=True)
class _Token:
    """A role word, or names between two of them."""

    role: str
    names: tuple[str, ...] = ()


def read_byline(text: str) -> Byline | None:
    """Read a line as a byline.

    Args:
        text: One printed line, e.g. ``■记 者 徐玉霞 通讯员 姚心辉`` or ``（王 强 摄）``.

    Returns:
        The byline, or None where the line is anything else.
    """
    if len(text) > _LONGEST:
        return None
    signed = _SIGNED.fullmatch(text.strip())
    if signed and has_surname(signed["name"]):
        return Byline(_printed(text), ("".join(signed["name"].split()),))
    inner = text.strip().strip(_MARKS).strip()
    if inner[:1] in "(（[【" and inner[-1:] in ")）]】":
        inner = inner[1:-1].strip()
    tokens = _cut_roles(inner.strip(_MARKS).strip())
    if not tokens:
        return None
    people = _read_backward(tokens) if _closes_with_act(tokens) else _read_forward(tokens)
    return people.byline(_printed(text)) if people else None


def find_inline_byline(text: str) -> Byline | None:
    """Read the byline printed in brackets inside a text: ``本报讯(记者 张三 通讯员 李四)``."""
    for match in _INLINE.finditer(text):
        found = read_byline(match.group(1))
        if found is not None:
            groups = found.reporters, found.correspondents, found.photographers
            return Byline(match.group(), *groups)
    return None


def split_credit(text: str) -> tuple[str, Byline] | None:
    """Cut the photographer off the end of a caption: ``……奔赴军营。（王强 摄）``.

    Returns:
        The caption and the credit, or None where the text ends with none.
    """
    match = _CREDIT.search(text)
    found = read_byline(match["credit"]) if match else None
    if (
        match is None
        or found is None
        or not found.photographers
        or found.names != (found.photographers)
    ):
        return None
    return text[: match.start()].rstrip(), found


def _cut_roles(inner: str) -> list[_Token] | None:
    """Cut at the role words; None where something between them is no list of names."""
    roles = [match for match in _ROLE.finditer(inner) if not _completes_name(inner, match)]
    if not roles:
        return None
    tokens: list[_Token] = []
    at = 0
    for match in [*roles, None]:
        between = inner[at : match.start() if match else len(inner)].strip(_BETWEEN + _MARKS)
        names = cut_names(between, glued=at > 0 and inner[at : at + 1] in between[:1])
        if names is None:
            return None
        if names:
            tokens.append(_Token("", names))
        if match:
            tokens.append(_Token(str(match.lastgroup)))
            at = match.end()
    return tokens


def _completes_name(inner: str, match: re.Match[str]) -> bool:
    """Whether a lone 文 or 图 is the given name of a name that is spaced out: ``阎 文``."""
    before = _LONE.search(inner[: match.start()]) if match.group() in {"文", "图"} else None
    return before is not None and len(before.group().split()) % 2 == 1


def _closes_with_act(tokens: list[_Token]) -> bool:
    """Whether what people did stands behind their names: ``王强 摄``, ``张三/文 李四/图``."""
    return bool(tokens[-1].role) and tokens[-1].role not in _TITLES


def _read_forward(tokens: list[_Token]) -> _People | None:
    """Roles stand before names: ``记者 王强 摄影 李明``, ``文/张三 图/李四``."""
    if not tokens[0].role or any(
        here.role and after.role and here.role in _TITLES and after.role in _TITLES
        for here, after in pairwise(tokens)
    ):
        return None
    people = _People()
    role = ""
    for token in tokens:
        if token.role:
            role = token.role if not (role in _TITLES and token.role == "writer") else role
            continue
        _assign(people, role, token.names)
    return people if tokens[-1].names else None


def _read_backward(tokens: list[_Token]) -> _People | None:
    """What people did stands behind their names, what they are before them."""
    people = _People()
    title = "reporter"
    waiting: list[tuple[str, tuple[str, ...]]] = []
    last: list[tuple[str, tuple[str, ...]]] = []
    for token in tokens:
        if token.role in _TITLES:
            title = token.role
        elif token.names:
            waiting.append((title, token.names))
        else:
            if not (waiting or last):
                return None
            for held, names in waiting or last:
                if token.role != "photographer" or not waiting:
                    _assign(people, held, names)
                if token.role in _PHOTOGRAPHED:
                    _assign(people, "photographer", names)
            last, waiting = waiting or last, []
    return people


def _assign(people: _People, role: str, names: tuple[str, ...]) -> None:
    if role == "correspondent":
        people.correspondents.extend(names)
    elif role == "photographer":
        people.photographers.extend(names)
    else:
        people.reporters.extend(names)
        if role == "both":
            people.photographers.extend(names)


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
