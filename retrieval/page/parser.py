"""Page text → issue: the whole of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from retrieval.errors import PageError
from retrieval.issue import Article, ArticleKind, Byline, Issue, Notice, NoticeKind, Paragraph
from retrieval.page.bylines import find_inline_byline
from retrieval.page.headlines import Heading, split_heading
from retrieval.page.layout import Placed, RowKind, place_rows
from retrieval.page.lines import cut_rows
from retrieval.page.masthead import check_masthead, read_masthead
from retrieval.page.reading_order import read_paragraphs
from retrieval.page.spacing import join_lines, tighten

__all__ = ["read_page"]


@dataclass(slots=True)
class _Draft:
    """An article while its rows are being collected."""

    heading: Heading
    byline: Byline = Byline()
    body: list[str] = field(default_factory=list)
    kind: ArticleKind = ArticleKind.REPORT


@dataclass(slots=True)
class _Desk:
    """Everything of the page while it is being laid out."""

    masthead: list[str] = field(default_factory=list)
    drafts: list[_Draft] = field(default_factory=list)
    photographs: list[_Draft] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)


def read_page(text: str, *, source: str = "") -> Issue:
    """Read a page text as an issue.

    Args:
        text: What an extractor made of a printed page, of any size.
        source: Where it came from, for messages.

    Returns:
        The issue. Every character of the text but white space stands in it once: in the masthead,
        an article, a notice, `unplaced` or `removed`.

    Raises:
        PageError: The text is empty or holds no article.
    """
    rows, removed = cut_rows(text)
    if not rows:
        raise PageError("文件里没有文字,请放入版面文字", source=source)
    desk = _lay_out(place_rows(rows))
    articles = tuple(_finish(draft) for draft in desk.drafts if draft.body)
    if not articles:
        raise PageError("找不到任何报道:没有标题、署名或正文段落,请检查版面文字", source=source)
    for draft in desk.drafts:
        if not draft.body:
            desk.unplaced.extend(_loose_pieces(draft))
    masthead = read_masthead(tuple(desk.masthead))
    return Issue(
        masthead=masthead,
        articles=articles,
        notices=tuple(desk.notices),
        warnings=check_masthead(masthead),
        unplaced=tuple(desk.unplaced),
        removed=removed,
        source=source,
    )


def _lay_out(placed: tuple[Placed, ...]) -> _Desk:
    desk = _Desk()
    heading: list[str] = []
    byline: Byline | None = None
    for here in placed:
        if here.kind is RowKind.HEADING:
            if byline is not None:
                _open(desk, heading, byline)
                heading, byline = [], None
            heading.append(here.row.text)
        elif here.kind is RowKind.BYLINE:
            byline = _take_byline(desk, heading, byline, here)
        else:
            if heading or byline is not None:
                _open(desk, heading, byline)
                heading, byline = [], None
            _place(desk, here)
    if heading or byline is not None:
        _open(desk, heading, byline)
    return desk


def _take_byline(
    desk: _Desk, heading: list[str], byline: Byline | None, here: Placed
) -> Byline | None:
    """A byline under a heading is its; one after a body without a byline closes that article."""
    found = here.byline or Byline()
    if byline is not None:
        return _merge(byline, found)
    if not heading and desk.drafts and desk.drafts[-1].body and not desk.drafts[-1].byline.text:
        desk.drafts[-1].byline = found
        return None
    return found


def _merge(first: Byline, second: Byline) -> Byline:
    return Byline(
        f"{first.text} {second.text}",
        first.reporters + second.reporters,
        first.correspondents + second.correspondents,
        first.photographers + second.photographers,
    )


def _open(desk: _Desk, rows: list[str], byline: Byline | None) -> None:
    heading = split_heading([join_lines(tighten(row, len(row))) for row in rows])
    if heading.rubric:
        desk.notices.append(Notice(NoticeKind.RUBRIC, heading.rubric))
    desk.drafts.append(_Draft(heading, byline or Byline()))


def _place(desk: _Desk, here: Placed) -> None:
    text = here.row.text
    if here.kind is RowKind.MASTHEAD:
        desk.masthead.append(text)
    elif here.kind is RowKind.NOTICE and here.notice is not None:
        _add_notice(desk, here.notice, join_lines(tighten(text)))
    elif here.kind is RowKind.CREDIT and here.byline is not None:
        _close_photograph(desk, here.byline)
    elif desk.drafts:
        _reporting(desk).body.append(text)
    else:
        desk.unplaced.append(text)


def _reporting(desk: _Desk) -> _Draft:
    """The article that body rows belong to: the last one that is no closed photograph."""
    for draft in reversed(desk.drafts):
        if draft.kind is ArticleKind.REPORT:
            return draft
    return desk.drafts[-1]


def _close_photograph(desk: _Desk, credit: Byline) -> None:
    """The block right before a credit is the caption of the photograph."""
    if not desk.drafts:
        caption = desk.unplaced[-1:]
        del desk.unplaced[-1:]
        desk.drafts.append(_Draft(Heading(""), credit, caption, ArticleKind.PHOTO))
        return
    draft = _reporting(desk)
    if len(draft.body) <= 1 and not draft.byline.text:
        draft.byline, draft.kind = credit, ArticleKind.PHOTO
        return
    caption = draft.body[-1:]
    del draft.body[-1:]
    desk.drafts.append(_Draft(Heading(""), credit, caption, ArticleKind.PHOTO))


def _add_notice(desk: _Desk, kind: NoticeKind, text: str) -> None:
    """Weather that was cut into two blocks is one notice."""
    last = desk.notices[-1] if desk.notices else None
    if last is not None and last.kind is kind is NoticeKind.WEATHER:
        desk.notices[-1] = Notice(kind, join_lines((last.text, text)))
    else:
        desk.notices.append(Notice(kind, text))


def _finish(draft: _Draft) -> Article:
    paragraphs = read_paragraphs(draft.body)
    byline = draft.byline
    if not byline.text:
        byline = find_inline_byline(paragraphs[0]) or byline
    return Article(
        headline=draft.heading.headline,
        paragraphs=tuple(Paragraph(text) for text in paragraphs),
        subheads=draft.heading.subheads,
        byline=byline,
        kind=draft.kind,
    )


def _loose_pieces(draft: _Draft) -> list[str]:
    pieces = [draft.heading.headline, *draft.heading.subheads, draft.byline.text]
    return [piece for piece in pieces if piece]
