"""Issue → the front page and the list of headlines: what a reader in a hurry sees of the day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - the word of the glossary
from itertools import count

from bot.pieces import Block, Button, Message, Span, Style, fitted, in_rows, line
from bot.press import Act, Press
from bot.render import UNTITLED_PHOTO, date_text, suggestion_rows
from bot.sections import Section, SectionKind, in_order, make_sections
from bot.wording import Wording
from retrieval.digest import Digest, DigestEntry
from retrieval.issue import ArticleKind, Issue, NoticeKind

__all__ = [
    "FrontPage",
    "front_page_messages",
    "headlines_messages",
    "section_name",
    "section_title",
]

_NUMBERS_AT_MOST = 80
"""Telegram takes 100 buttons under a message; the rest is for other rows."""
_GLANCE = 80
"""Characters of a summary: four lines of a phone set in large type."""
_CAPTION = 160
"""Characters of a caption, which is all that there is to read of a photograph."""
_CLAUSE = re.compile(r"[,，;；、:：]")
_CUT = "……"


@dataclass(frozen=True, slots=True)
class FrontPage:
    """What a front page is made of.

    Attributes:
        issue: The issue that is shown.
        digest: Of that issue.
        suggestions: Questions to offer, in the order of the answerer's suggestions.
        today: The reader's date; an issue of an earlier day says that it is not of today.
        newest: Date of the newest issue that can be read, so that a past one says so.
    """

    issue: Issue
    digest: Digest
    suggestions: tuple[str, ...]
    today: Date
    newest: Date | None


def front_page_messages(page: FrontPage, say: Wording) -> tuple[Message, ...]:
    """The front page: date and weather, then section by section two lines an article.

    Args:
        page: What it is made of.
        say: The reader's language.

    Returns:
        Almost always one message; the buttons stand under the last.
    """
    digest, numbers = page.digest, count(1)
    sections = make_sections(digest)
    blocks = list(_front(page, say))
    for section in sections:
        blocks += _section(section, numbers, say)
    presses = _article_presses(sections, digest.date)
    notices = _told_notices(page.issue)
    if notices:
        texts = (page.issue.notices[at].text for at in notices)
        blocks += _notices(texts, numbers, say)
        presses += [Press(Act.NOTICE, digest.date, at) for at in notices]
    offered = suggestion_rows(page.suggestions, digest.date)
    if presses:
        blocks += [line(), line(say("tap-both" if offered else "tap-numbers"))]
    return fitted(Message(tuple(blocks), (*_number_rows(presses), *offered)))


def headlines_messages(issue: Issue, digest: Digest, say: Wording) -> tuple[Message, ...]:
    """Every headline with its subheads, under the sections and numbers of the front page."""
    blocks, numbers = [], count(1)
    blocks.append(line(f"{say('headlines-title')}　{date_text(issue.date, say)}", Style.BOLD))
    sections = make_sections(digest)
    for section in sections:
        blocks += [line(), line(section_title(section, say))]
        for entry in section.entries:
            blocks.append(line(f"{next(numbers)}. {entry.headline}", Style.BOLD))
            blocks += [line(subhead) for subhead in entry.subheads]
    if sections:
        blocks += [line(), line(say("tap-numbers"))]
    rows = _number_rows(_article_presses(sections, issue.date))
    return fitted(Message(tuple(blocks), rows))


def section_name(section: Section, say: Wording) -> str:
    """What a section is called: the paper's own words where it prints any."""
    named = [] if section.kind is SectionKind.RUBRIC else [say(f"section-{section.kind}")]
    return " · ".join([*named, *filter(None, [section.rubric])])


def section_title(section: Section, say: Wording) -> str:
    """A section's name as it is set over its articles."""
    return say("section-title", title=section_name(section, say))


def _front(page: FrontPage, say: Wording) -> Iterable[Block]:
    digest = page.digest
    yield line(say("today-title"), Style.BOLD)
    lunar = f"　{digest.lunar}" if digest.lunar else ""
    yield line(f"{date_text(digest.date, say, weekday=True)}{lunar}")
    if digest.date is not None and page.newest is not None and digest.date < page.newest:
        newest = date_text(page.newest, say)
        yield line(say("today-past", date=newest), Style.ITALIC)
    elif digest.date is not None and digest.date < page.today:
        yield line(say("today-stale"), Style.ITALIC)
    if digest.weather:
        yield line(say("today-weather", weather=digest.weather))


def _section(section: Section, numbers: Iterable[int], say: Wording) -> Iterable[Block]:
    """The entries, each a block of two lines; the title goes with the first of them."""
    title = [Span(f"{section_title(section, say)}\n")]
    for entry, number in zip(section.entries, numbers, strict=False):
        yield line()
        yield Block((*title, *_entry(number, entry)))
        title = []


def _entry(number: int, entry: DigestEntry) -> Iterable[Span]:
    photo = entry.kind is ArticleKind.PHOTO
    told = _glance(entry.summary, _CAPTION if photo else _GLANCE)
    if entry.headline == UNTITLED_PHOTO and told:
        yield Span(f"{number}. {told}")
        return
    yield Span(f"{number}. {entry.headline}", Style.BOLD)
    if told:
        yield Span(f"\n{told}")


def _glance(text: str, length: int = _GLANCE) -> str:
    """The beginning of a long summary, cut after a clause; the cut is marked."""
    if len(text) <= length:
        return text
    ends = [match.start() for match in _CLAUSE.finditer(text, length // 2, length)]
    return text[: ends[-1] if ends else length] + _CUT


def _told_notices(issue: Issue) -> list[int]:
    """Notices that tell a reader something: other ones than furniture of the page."""
    return [
        at
        for at, notice in enumerate(issue.notices)
        if notice.kind is NoticeKind.OTHER and "。" in notice.text
    ]


def _notices(texts: Iterable[str], numbers: Iterable[int], say: Wording) -> Iterable[Block]:
    title = [Span(say("section-title", title=say("section-notices")) + "\n")]
    for text, number in zip(texts, numbers, strict=False):
        yield line()
        yield Block((*title, Span(f"{number}. {_glance(text)}")))
        title = []


def _article_presses(sections: Iterable[Section], date: Date | None) -> list[Press]:
    return [Press(Act.ARTICLE, date, entry.article) for entry in in_order(sections)]


def _number_rows(presses: Sequence[Press]) -> tuple[tuple[Button, ...], ...]:
    return in_rows(
        [
            Button(str(number), press.data)
            for number, press in enumerate(presses[:_NUMBERS_AT_MOST], 1)
        ]
    )
