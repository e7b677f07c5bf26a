"""Digest → the sections of a front page: the lead story, the paper's own sections, the rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from retrieval.digest import Digest, DigestEntry
from retrieval.issue import ArticleKind

__all__ = ["Section", "SectionKind", "in_order", "make_sections"]

_BRACKETS = "【】[]〔〕《》「」『』■◆●★ 　"


class SectionKind(StrEnum):
    """Why articles stand together; `section-VALUE` in the locale files names it."""

    LEAD = "lead"
    RUBRIC = "rubric"
    REPORTS = "reports"
    PHOTOS = "photos"


@dataclass(frozen=True, slots=True)
class Section:
    """Articles that stand together on the front page.

    Attributes:
        kind: Why they do.
        rubric: The paper's own title over them, without its brackets; "" where it prints none.
        entries: In the order of the page, at least one.
    """

    kind: SectionKind
    rubric: str
    entries: tuple[DigestEntry, ...]


def make_sections(digest: Digest) -> tuple[Section, ...]:
    """The sections of an issue's front page.

    What the paper itself says goes first: an article under a rubric stands under that rubric. The
    others are told apart by their form alone, as reports and photographs; a subject that nobody
    printed is never made up.

    Args:
        digest: Of the issue.

    Returns:
        The lead story, which is the first report; then the paper's sections and the reports without
        one, in the order in which the page begins them; photographs last. Every article once.
    """
    reports = [entry for entry in digest.articles if entry.kind is ArticleKind.REPORT]
    lead = next(iter(reports or digest.articles), None)
    if lead is None:
        return ()
    others = [entry for entry in digest.articles if entry is not lead]
    groups: dict[tuple[SectionKind, str], list[DigestEntry]] = {}
    for entry in others:
        groups.setdefault(_place(entry), []).append(entry)
    ordered = sorted(groups.items(), key=lambda group: group[0][0] is SectionKind.PHOTOS)
    first = Section(SectionKind.LEAD, _bare(lead.rubric), (lead,))
    return (first, *(Section(kind, rubric, tuple(found)) for (kind, rubric), found in ordered))


def in_order(sections: Iterable[Section]) -> tuple[DigestEntry, ...]:
    """The articles in the order in which the front page numbers them."""
    return tuple(entry for section in sections for entry in section.entries)


def _place(entry: DigestEntry) -> tuple[SectionKind, str]:
    rubric = _bare(entry.rubric)
    if rubric:
        return SectionKind.RUBRIC, rubric
    photo = entry.kind is ArticleKind.PHOTO
    return (SectionKind.PHOTOS if photo else SectionKind.REPORTS), ""


def _bare(rubric: str) -> str:
    return rubric.strip(_BRACKETS)
