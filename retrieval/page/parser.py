"""Page text → issue: the whole of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from retrieval.errors import PageError
from retrieval.issue import (
    Article,
    ArticleKind,
    Byline,
    Issue,
    Notice,
    NoticeKind,
    Repair,
    RepairKind,
)
from retrieval.page.bylines import find_closing_names, find_inline_byline, find_torn_byline
from retrieval.page.columns import BodyRow, is_columnar
from retrieval.page.headlines import Heading, split_heading
from retrieval.page.layout import Placed, RowKind, place_rows
from retrieval.page.lines import cut_rows, is_sentence_end
from retrieval.page.masthead import check_masthead, read_masthead
from retrieval.page.paragraphs import (
    InnerHeading,
    Paragraphs,
    make_paragraphs,
    make_plain_paragraphs,
)
from retrieval.page.photographs import find_caption
from retrieval.page.reading_order import Reading, confidence_of, order_lines
from retrieval.page.spacing import join_lines, tighten

__all__ = ["read_page"]

_THEME = 600
_ROWS_FOR_THEME = 40


@dataclass(slots=True)
class _Draft:
    """An article while its rows are being collected."""

    heading: Heading
    byline: Byline = field(default_factory=Byline)
    body: list[Placed] = field(default_factory=list)
    kind: ArticleKind = ArticleKind.REPORT


@dataclass(slots=True)
class _Desk:
    """Everything of the page while it is being laid out; `loose` stood before any headline."""

    masthead: list[str] = field(default_factory=list)
    drafts: list[_Draft] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    loose: list[Placed] = field(default_factory=list)


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
    written = [draft for draft in desk.drafts if draft.body]
    if not written:
        raise PageError("找不到任何报道:没有标题、署名或正文段落,请检查版面文字", source=source)
    empty = [draft for draft in desk.drafts if not draft.body]
    body, unplaced = _collect_body(written, desk.loose)
    reading = order_lines(body.columnar)
    _send_headings(body.inner, reading)
    articles: list[Article] = []
    repairs: list[Repair] = []
    for index, draft in enumerate(written):
        article, gaps = _finish(draft, index, body, reading)
        articles.append(article)
        repairs += gaps
    repairs += [Repair(c.section, c.kind, c.before, c.after, c.score) for c in reading.changes]
    masthead = read_masthead(tuple(desk.masthead))
    return Issue(
        masthead=masthead,
        articles=tuple(articles),
        notices=tuple(desk.notices),
        warnings=check_masthead(masthead) + tuple(reading.warnings),
        unplaced=(*unplaced, *(piece for draft in empty for piece in _loose_pieces(draft))),
        removed=removed,
        repairs=tuple(sorted(repairs, key=lambda repair: repair.article)),
        source=source,
    )


def _lay_out(placed: tuple[Placed, ...]) -> _Desk:
    desk = _Desk()
    heading: list[str] = []
    byline: Byline | None = None
    captions = {
        at + after for at, here in enumerate(placed) for after in range(1, here.caption + 1)
    }
    for at, here in enumerate(placed):
        if at in captions:
            desk.drafts[-1].body.append(here)
        elif here.kind is RowKind.HEADING:
            if byline is not None:
                _open(desk, heading, byline, _text_from(placed, at))
                heading, byline = [], None
            heading.append(here.row.text)
        elif here.kind is RowKind.MASTHEAD:
            desk.masthead.append(here.row.text)
        elif here.kind is RowKind.BYLINE:
            byline = _take_byline(desk, heading, byline, here)
        else:
            if heading or byline is not None:
                _open(desk, heading, byline, _text_from(placed, at))
                heading, byline = [], None
            _place(desk, here)
    if heading or byline is not None:
        _open(desk, heading, byline, "")
    return desk


def _text_from(placed: tuple[Placed, ...], at: int) -> str:
    """The first few hundred characters of running text from a row on."""
    pieces: list[str] = []
    for here in placed[at : at + _ROWS_FOR_THEME]:
        if here.kind is RowKind.BODY:
            pieces.append(here.row.bare[:_THEME])
        elif here.kind in {RowKind.HEADING, RowKind.MASTHEAD} and pieces:
            break
    return "".join(pieces)[:_THEME]


def _take_byline(
    desk: _Desk, heading: list[str], byline: Byline | None, here: Placed
) -> Byline | None:
    """A byline under a heading is its; one after a body without a byline closes that article.

    So does a source without a name, whether or not the article is signed.
    """
    found = here.byline or Byline()
    if byline is not None:
        return _merge(byline, found)
    last = desk.drafts[-1] if desk.drafts and desk.drafts[-1].body else None
    if not heading and last and not (last.byline.text and found.names):
        last.byline = _merge(last.byline, found) if last.byline.text else found
        return None
    return found


def _merge(first: Byline, second: Byline) -> Byline:
    return Byline(
        f"{first.text} {second.text}",
        first.reporters + second.reporters,
        first.correspondents + second.correspondents,
        first.photographers + second.photographers,
    )


def _open(desk: _Desk, rows: list[str], byline: Byline | None, text: str) -> None:
    heading = split_heading([" ".join(row.split()) for row in rows], text)
    desk.notices.extend(Notice(NoticeKind.RUBRIC, rubric) for rubric in heading.rubrics)
    desk.drafts.append(_Draft(heading, byline or Byline()))


def _place(desk: _Desk, here: Placed) -> None:
    text = here.row.text
    if here.kind is RowKind.NOTICE and here.notice is not None:
        _add_notice(desk, here.notice, _mend_notice(text, here.notice))
    elif here.kind is RowKind.CREDIT and here.byline is not None and here.caption:
        desk.drafts.append(_Draft(Heading(""), here.byline, kind=ArticleKind.PHOTO))
    elif here.kind is RowKind.CREDIT and here.byline is not None:
        _close_photograph(desk, here.byline)
    elif desk.drafts:
        _reporting(desk).body.append(here)
    else:
        desk.loose.append(here)


def _reporting(desk: _Desk) -> _Draft:
    """The article that body rows belong to: the last one that is no closed photograph."""
    for draft in reversed(desk.drafts):
        if draft.kind is ArticleKind.REPORT:
            return draft
    return desk.drafts[-1]


def _close_photograph(desk: _Desk, credit: Byline) -> None:
    """What stands right before a credit is the caption of the photograph."""
    draft = _reporting(desk) if desk.drafts else None
    body = draft.body if draft else desk.loose
    start = find_caption([here.row for here in body], whole=draft is None or not draft.byline.text)
    if draft and not draft.body:
        draft.byline = _merge(draft.byline, credit) if draft.byline.text else credit
    elif draft and start == 0 and not draft.byline.text:
        draft.byline, draft.kind = credit, ArticleKind.PHOTO
    elif draft and start == 0:
        draft.byline = _merge(draft.byline, credit)
    else:
        caption = body[start:]
        del body[start:]
        desk.drafts.append(_Draft(Heading(""), credit, caption, ArticleKind.PHOTO))


def _mend_notice(text: str, kind: NoticeKind) -> str:
    """A forecast is set in lines as an article is; the parts of other notices are set apart."""
    wrapped = kind is NoticeKind.WEATHER or is_sentence_end(text)
    return join_lines(tighten(text)) if wrapped and "!" not in text else " ".join(text.split())


def _add_notice(desk: _Desk, kind: NoticeKind, text: str) -> None:
    """A notice that was cut into two blocks is one."""
    last = desk.notices[-1] if desk.notices else None
    goes_on = last is not None and (kind is NoticeKind.WEATHER or last.text[-1] in ",，、;；")
    if last is not None and last.kind is kind and goes_on:
        desk.notices[-1] = Notice(kind, join_lines((last.text, text)))
    else:
        desk.notices.append(Notice(kind, text))


@dataclass(frozen=True, slots=True)
class _Body:
    """The body rows: those set in columns, in extracted order, and the others by section."""

    columnar: tuple[BodyRow, ...]
    plain: dict[int, tuple[BodyRow, ...]]
    inner: dict[int, list[InnerHeading]]


def _collect_body(drafts: list[_Draft], loose: list[Placed]) -> tuple[_Body, list[str]]:
    """Number the body rows by block and section; what stood before all headlines may be loose."""
    columnar: dict[int, tuple[BodyRow, ...]] = {}
    plain: dict[int, tuple[BodyRow, ...]] = {}
    inner: dict[int, list[InnerHeading]] = {}
    for index, draft in enumerate(drafts):
        lines = _as_rows([here for here in draft.body if here.kind is not RowKind.INNER], index)
        if is_columnar(lines):
            columnar[index] = lines
            inner[index] = _inner_headings(draft)
        else:
            plain[index] = _as_rows(draft.body, index)
    early = _as_rows(loose, -1)
    unplaced = []
    if columnar and early and is_columnar(early):
        columnar[-1] = early
    else:
        unplaced = [row.text for row in early]
    rows = sorted((row for found in columnar.values() for row in found), key=lambda r: r.place)
    return _Body(tuple(rows), plain, inner), unplaced


def _inner_headings(draft: _Draft) -> list[InnerHeading]:
    """The headings inside a draft, each with the first printed line of what stands under it."""
    found = []
    for at, here in enumerate(draft.body):
        if here.kind is RowKind.INNER:
            rows = (after.row for after in draft.body[at:] if after.kind is not RowKind.INNER)
            under = next(rows, None)
            text = " ".join(here.row.fragments)
            found.append(InnerHeading(text, under.fragments[0] if under else ""))
    return found


def _send_headings(inner: dict[int, list[InnerHeading]], reading: Reading) -> None:
    """Let a heading go with the line under it, which may have gone to another article."""
    for index, headings in inner.items():
        for heading in list(headings):
            homes = [
                section
                for section, lines in reading.sections.items()
                if any(line.text.startswith(heading.anchor) for line in lines)
            ]
            if homes and index not in homes and homes[0] in inner:
                headings.remove(heading)
                inner[homes[0]].append(heading)


def _as_rows(body: list[Placed], section: int) -> tuple[BodyRow, ...]:
    return tuple(
        BodyRow(here.row.text, here.row.block, section, here.row.number, here.row.parted)
        for here in body
    )


def _finish(
    draft: _Draft, index: int, body: _Body, reading: Reading
) -> tuple[Article, list[Repair]]:
    lines = reading.sections.get(index, [])
    made: Paragraphs
    if index in body.plain:
        places = {here.row.number for here in draft.body if here.kind is RowKind.INNER}
        made = make_plain_paragraphs(body.plain[index], places)
    else:
        may_turn = draft.kind is ArticleKind.REPORT
        made = make_paragraphs(lines, may_turn=may_turn, headings=body.inner.get(index, ()))
    byline = draft.byline
    if not byline.text:
        byline = _find_byline(draft, made) or byline
    gaps = [
        Repair(index, RepairKind.GAP, gap.before + gap.after, gap.marked, gap.score)
        for gap in made.gaps
    ]
    article = Article(
        headline=draft.heading.headline,
        paragraphs=made.paragraphs,
        subheads=draft.heading.subheads,
        byline=byline,
        kind=draft.kind,
        confidence=confidence_of(lines),
        rubric=" ".join(draft.heading.rubrics),
    )
    return article, gaps


def _find_byline(draft: _Draft, made: Paragraphs) -> Byline | None:
    """The byline printed inside the text; where it was woven, only its names are sure."""
    texts = [paragraph.printed for paragraph in made.paragraphs]
    rows = [here.row.text for here in draft.body]
    whole = next(filter(None, map(find_inline_byline, texts)), None)
    if whole is None and texts and draft.kind is ArticleKind.REPORT:
        whole = find_closing_names(texts[-1])
    if whole is not None:
        return _with_spaces(whole, rows)
    found = find_inline_byline(" ".join(rows[:2])) or find_torn_byline(rows)
    return None if found is None else replace(found, text="")


def _with_spaces(byline: Byline, rows: Sequence[str]) -> Byline:
    """The same byline read from the extracted text, whose spaces part names."""
    bare = "".join(byline.text.split())
    for row in rows:
        spaced = find_inline_byline(row) or find_closing_names(row)
        if spaced is not None and "".join(spaced.text.split()) == bare:
            return replace(spaced, text=byline.text)
    return byline


def _loose_pieces(draft: _Draft) -> list[str]:
    pieces = [draft.heading.headline, *draft.heading.subheads, draft.byline.text]
    return [piece for piece in pieces if piece]
