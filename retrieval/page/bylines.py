"""Bylines: who reported, who corresponded, who photographed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from retrieval.issue import Byline
from retrieval.page.people import cut_names, has_surname
from retrieval.text import simplify

__all__ = [
    "find_closing_names",
    "find_inline_byline",
    "find_torn_byline",
    "read_byline",
    "split_credit",
]

_LONGEST = 90
_REPORTER = (
    r"(?:^[一-鿿]{1,6})?(?:(?:本\s*[报台社刊网]|特\s*[约派]|见\s*习|首\s*席|实\s*习|全媒体|融媒体?|新华社|中新社"
    r"|人民日报|文\s*字|驻\S{0,4}?站?|记者站|采访"
    r"|(?<![一-鿿])[一-鿿]{0,4}(?:融媒|[日晚早]报|央视|校园|学生|电视台|青年|网络|小))\s*)*"
    r"(?:记\s*者|编\s*辑\s*部|(?:见|实)\s*习\s*生|特约评论员|评论员)"
)
_CORRESPONDENT = r"(?:(?:本\s*[报台社刊]|特\s*约)\s*)*通\s*讯\s*员"
_ALONE = (
    r"(?<![一-鿿]){0}(?=\s*[/／:：、&\s)）]|$)"
    r"|(?<=[/／、·&]){0}(?![一-鿿]{{1,2}}(?:$|[\s、,，]))"
)
_ACT = (
    r"(?P<both>文\s*[/／、·&+]\s*[图摄](?![一-鿿])|(?<![一-鿿])文\s*[图摄](?![一-鿿])|文\s*字?\s*[/／、]\s*(?:图\s*片|摄\s*影)"
    r"|文\s*[/／、并及]\s*摄|摄\s*影\s*报\s*道|(?<![一-鿿])图\s*文(?:\s*报\s*道)?)"
    r"|(?P<photographer>(?:本\s*[报台社刊网]\s*)?摄\s*影\s*记\s*者|(?:图\s*片)?\s*摄\s*影|供\s*图|图\s*片|(?<=[一-鿿\s/／])摄(?=\s*[)）]?$)|"
    + _ALONE.format("[图摄]")
    + r")|(?P<writer>口\s*述|撰\s*文|撰\s*稿\s*人?|作\s*者|采\s*写|文\s*字|整\s*理"
    r"|(?<=[一-鿿\s])报\s*道(?=\s*[)）]?$)|" + _ALONE.format("文") + ")"
)
_ROLE = re.compile(rf"(?P<reporter>{_REPORTER})|(?P<correspondent>{_CORRESPONDENT})|{_ACT}")
_TITLES = frozenset({"reporter", "correspondent"})
_PHOTOGRAPHED = frozenset({"photographer", "both"})
_BETWEEN = " \t\u3000/／、,，:：)）(（&+"
_INLINE = re.compile(r"[(（](?=[^()（）]{0,12}(?:记\s*者|通\s*讯\s*员))([^()（）]{3,80})[)）]")
_OPENING = re.compile(r"^[^()（）。]{0,24}?[(（]([^()（）]{3,80})[)）]")
_CLOSING = re.compile(r"(?<=[。！？!?”\"…])\s*[(（]([^()（）]{2,80})[)）]\s*$")
_TORN = re.compile(r"[(（]((?:[^()（）\s]{0,8})(?:记\s*者|通\s*讯\s*员)[^()（）]{0,60})")
_TORN_END = re.compile(r"([^()（）。,，]{0,24})[)）]")
_BRACKETED = re.compile(r"[(（][^()（）]+[)）]")
_FEW_ROWS = 4
_ISSUED = re.compile(r"(?:新华社|中新社|[一-鿿]{2,4}社)发\s*[(（]([^()（）]{2,30})[)）]")
_SPOKEN = re.compile(r"[?？!！;；]|[:：].*。")
_SIGNS = re.compile(r"^[^\w()（）\[\]【】]+|[^\w()（）\[\]【】]+$")
_AGENCY = (
    r"(?:新华社|中新社|新华网|人民网|中新网|中国新闻网|央视(?:新闻|网)?|央广网?|[一-鿿]{2,4}(?:日报|晚报|时报|网|社)"
    r"|《[^《》]{2,12}》|各?媒体)"
)
_SOURCE = re.compile(
    rf"(?:本[报刊台社网])?(?:综合|据|来源|稿源|转自|摘自|选自|原载)[:：]?(?:{_AGENCY}[、和]?)+"
    r"(?:消息|报道|专?电|整理|供稿|稿)?|(?:本[报刊台社网])?综合(?:消息|报道|整理)"
    rf"|{_AGENCY}供本[报刊](?:特稿|专电|稿件)|本[报刊]综合|(?:本报)?[一-鿿]{{2,10}}供稿"
)
_CREDIT = re.compile(
    r"(?<=[。！？!?”\"])\s*(?P<credit>(?:新华社发|中新社发)?\s*[(（][^()（）]{2,40}[)）]"
    r"|[■▲●□◆]?\s*(?:[^。！？!?,，(（]{2,30}摄影?|摄\s*影[^。！？!?,，(（]{2,20}))$"
)
_LONE = re.compile(r"(?<![一-鿿])(?:[一-鿿]\s+)+$")
_LONE_AFTER = re.compile(r"\s+[一-鿿](?=$|[\s、,，])(?!\s+[一-鿿](?:$|[\s、,，]))")
_NAMED = re.compile(r"\s[一-鿿]\s*[/／\s]\s*摄")
_SIGNED = re.compile(
    r"[^\w\s(（\[【《“\"]\s*(?![文图]\s+[一-鿿]{2})(?P<name>[一-鿿](?:\s*[一-鿿])?(?:\s*(?![文图摄])[一-鿿]))"
)


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
    if len(text) > _LONGEST or _SPOKEN.search(text):
        return None
    plain = simplify(text)
    found = _read_plain(plain)
    return found and _as_printed(found, plain, text)


def _read_plain(text: str) -> Byline | None:
    """Read a line in simplified characters as a byline, or as several in brackets."""
    parts = _BRACKETED.findall(text)
    if len(parts) > 1 and not _BRACKETED.sub("", text).strip():
        return _read_several(text, parts)
    signed = _SIGNED.fullmatch(text.strip())
    if signed and has_surname(signed["name"]):
        return Byline(_printed(text), ("".join(signed["name"].split()),))
    inner = _SIGNS.sub("", text.strip())
    if inner[:1] in "(（[【" and inner[-1:] in ")）]】":
        inner = inner[1:-1].strip()
    if _SOURCE.fullmatch("".join(inner.split())):
        return Byline(_printed(text))
    issued = _ISSUED.fullmatch(inner)
    tokens = _cut_roles(_SIGNS.sub("", issued[1] if issued else inner))
    if not tokens:
        return None
    people = _read_backward(tokens) if _closes_with_act(tokens) else _read_forward(tokens)
    return people.byline(_printed(text)) if people else None


def _read_several(text: str, parts: Sequence[str]) -> Byline | None:
    read = list(filter(None, map(_read_plain, parts)))
    together = _People()
    for part in read:
        together.reporters.extend(part.reporters)
        together.correspondents.extend(part.correspondents)
        together.photographers.extend(part.photographers)
    return together.byline(_printed(text)) if len(read) == len(parts) else None


def find_inline_byline(text: str) -> Byline | None:
    """Read the byline printed in brackets inside a text: ``本报讯(记者 张三 通讯员 李四)``.

    Roles other than 记者 and 通讯员 count at the text's beginning and end alone, where a
    photographer's credit does not stand.
    """
    plain = simplify(text)
    edges = filter(None, (_OPENING.match(plain), _CLOSING.search(plain)))
    for match in (*_INLINE.finditer(plain), *edges):
        found = read_byline(text[match.start(1) : match.end(1)])
        if found is not None and found.names and found.names != found.photographers:
            return replace(found, text=text[match.start(1) - 1 : match.end(1) + 1])
    return None


def find_closing_names(text: str) -> Byline | None:
    """Read names, and nothing else, in brackets at the end of a report: ``……。(张三 李四)``."""
    plain = simplify(text)
    match = _CLOSING.search(plain)
    names = cut_names(match[1]) if match else None
    if match is None or not names or not all(map(has_surname, names)):
        return None
    found = Byline(plain[match.start(1) - 1 : match.end(1) + 1], names)
    return _as_printed(found, plain, text)


def _as_printed(byline: Byline, plain: str, text: str) -> Byline:
    """A byline that was read in simplified characters, in those of the text it was read from."""
    if plain == text:
        return byline
    read, printed = "".join(plain.split()), "".join(text.split())

    def restore(piece: str) -> str:
        bare = "".join(piece.split())
        at = max(0, read.find(bare))
        characters = iter(printed[at : at + len(bare)])
        return "".join(c if c.isspace() else next(characters, c) for c in piece)

    groups = (byline.reporters, byline.correspondents, byline.photographers)
    return Byline(restore(byline.text), *(tuple(map(restore, names)) for names in groups))


def find_torn_byline(rows: Sequence[str]) -> Byline | None:
    """Read a byline in brackets of which only the halves stand in woven lines, one in each.

    Args:
        rows: The article's rows as extracted.

    Returns:
        The byline where just one line can be its second half, and every name has a surname.
    """
    pieces = [piece for row in rows for piece in row.split()]
    edges = [*rows[:_FEW_ROWS], *rows[-_FEW_ROWS:]]
    first = next(filter(None, map(_TORN.search, edges)), None)
    if first is None:
        return None
    words = first[1].split()
    found: dict[tuple[str, ...], Byline] = {}
    for end in filter(None, map(_TORN_END.match, pieces)):
        wholes = (
            read_byline(f"{' '.join(words[:size])} {end[1]}") for size in range(len(words), 0, -1)
        )
        whole = next((one for one in wholes if one and all(map(has_surname, one.names))), Byline())
        if whole.names:
            found.setdefault(whole.names, whole)
    return next(iter(found.values())) if len(found) == 1 else None


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
        between = _SIGNS.sub("", inner[at : match.start() if match else len(inner)].strip(_BETWEEN))
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
    """Whether a lone 文 or 图 is of a name that is spaced out: ``阎 文``, ``文 红``."""
    if match.group() not in {"文", "图"}:
        return False
    so_far = inner[: match.start()].rstrip()
    before = _LONE.search(inner[: match.start()])
    given = before is not None and len(before.group().split()) % 2 == 1
    if not so_far and _NAMED.match(inner, match.end()):
        return True
    if given or so_far[-1:] in {"", "/", "／"}:
        return given
    return so_far[-1] in "者员" or _LONE_AFTER.match(inner, match.end()) is not None


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
    for before, token in zip((None, *tokens), tokens, strict=False):
        acts = before is not None and before.role not in {"", *_TITLES}
        if token.role and not (acts and token.role in _TITLES):
            role = token.role if not (role in _TITLES and token.role == "writer") else role
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
        core = _SIGNS.sub("", token)
        joins = lone and len(core) == 1
        if joins:
            pieces[-1] += token
        else:
            pieces.append(token)
        lone = len(core) == 1 and not joins and "一" <= core <= "鿿"
    return " ".join(pieces)
