"""Issue, digest, article → messages: the front page, the headlines, the whole of an article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date as Date  # noqa: N812 - the word of the glossary

from bot.pieces import Block, Button, Message, Span, Style, in_rows, line, pack
from bot.press import Act, Press
from bot.render import date_text, share_query, suggestion_rows
from bot.wording import Wording
from retrieval.digest import Digest, DigestEntry
from retrieval.issue import Article, ArticleKind, Issue, Notice, Paragraph

__all__ = [
    "article_messages",
    "headlines_messages",
    "masthead_messages",
    "notice_messages",
    "today_messages",
]

_UNTITLED_PHOTO = Article("", (), kind=ArticleKind.PHOTO).label
_NUMBERS_AT_MOST = 80
"""Telegram takes 100 buttons under a message; the rest is for other rows."""


def today_messages(
    digest: Digest, suggestions: Iterable[str], today: Date, say: Wording
) -> tuple[Message, ...]:
    """The front page.

    Args:
        digest: Of the issue.
        suggestions: Questions to offer, in the order of the answerer's suggestions.
        today: The reader's date; an issue of another day says that it is not of today.
        say: The reader's language.

    Returns:
        Almost always one message; the buttons stand under the last.
    """
    blocks = list(_front(digest, today, say))
    for number, entry in enumerate(digest.articles, 1):
        blocks += [line(), *_entry(number, entry, say)]
    if digest.articles:
        blocks += [line(), line(say("today-open"))]
    rows = [*_number_rows(digest.date, len(digest.articles))]
    return _with_buttons(blocks, [*rows, *suggestion_rows(suggestions, digest.date)])


def headlines_messages(issue: Issue, say: Wording) -> tuple[Message, ...]:
    """Every headline with its subheads, numbered as in the paper."""
    blocks = [line(f"{say('headlines-title')}　{date_text(issue.date, say)}", Style.BOLD)]
    for number, article in enumerate(issue.articles, 1):
        blocks += [line(), line(f"{number}. {article.label}", Style.BOLD)]
        blocks += [line(subhead) for subhead in article.subheads]
    if issue.articles:
        blocks += [line(), line(say("today-open"))]
    return _with_buttons(blocks, _number_rows(issue.date, len(issue.articles)))


def article_messages(issue: Issue, index: int, say: Wording) -> tuple[Message, ...]:
    """The whole of an article, cut into messages between its paragraphs.

    Args:
        issue: The issue.
        index: Into its articles.
        say: The reader's language.

    Returns:
        Under each message a button that reports lines out of order, under the last one besides a
        button that shares the article.
    """
    article = issue.articles[index]
    blocks = [line(article.label, Style.BOLD), *(line(text) for text in article.subheads)]
    if article.byline.text:
        blocks.append(line(article.byline.text, Style.ITALIC))
    for paragraph in article.paragraphs:
        blocks += [line(), _paragraph(paragraph)]
    blocks += [line(), *_origin(article, issue, say)]
    pages = pack(blocks)
    share = Button(say("button-share"), query=share_query(article.label))
    messages = []
    for part, page in enumerate(pages):
        press = Press(Act.WRONG_LINE, issue.date, index, part)
        row = (Button(say("button-wrong-line"), press.data),)
        messages.append(Message(page, (row if part + 1 < len(pages) else (*row, share),)))
    return tuple(messages)


def notice_messages(issue: Issue, notice: Notice, say: Wording) -> tuple[Message, ...]:
    """The whole of a notice under its label."""
    blocks = [line(notice.label, Style.BOLD), line(notice.text)]
    return _with_buttons([*blocks, line(), line(date_text(issue.date, say))], ())


def masthead_messages(issue: Issue) -> tuple[Message, ...]:
    """The masthead as printed."""
    return _with_buttons([line(part) for part in issue.masthead.text.split("\n")], ())


def _front(digest: Digest, today: Date, say: Wording) -> Iterable[Block]:
    yield line(say("today-title"), Style.BOLD)
    lunar = f"　{digest.lunar}" if digest.lunar else ""
    yield line(f"{date_text(digest.date, say, weekday=True)}{lunar}")
    if digest.date != today:
        yield line(say("today-stale"), Style.ITALIC)
    if digest.weather:
        yield line(say("today-weather", weather=digest.weather))


def _entry(number: int, entry: DigestEntry, say: Wording) -> Iterable[Block]:
    kind = ""
    if number == 1:
        kind = say("today-lead")
    elif entry.kind is ArticleKind.PHOTO and entry.headline != _UNTITLED_PHOTO:
        kind = say("today-photo")
    mark = (Span(f"【{kind}】"),) if kind else ()
    yield Block((Span(f"{number}. ", Style.BOLD), *mark, Span(entry.headline, Style.BOLD)))
    yield line(entry.summary)


def _paragraph(paragraph: Paragraph) -> Block:
    """A paragraph; where the page lost text, our mark is set apart from the paper's words."""
    spans, at = [], 0
    for start, end in paragraph.marks:
        spans += [Span(paragraph.text[at:start]), Span(paragraph.text[start:end], Style.ITALIC)]
        at = end
    return Block(tuple(span for span in (*spans, Span(paragraph.text[at:])) if span.text))


def _origin(article: Article, issue: Issue, say: Wording) -> Iterable[Block]:
    yield line(f"—— {date_text(issue.date, say, weekday=issue.date is not None)}", Style.ITALIC)
    if article.confidence < 1 / 2:
        yield line(say("article-unsure"), Style.ITALIC)


def _number_rows(date: Date | None, count: int) -> tuple[tuple[Button, ...], ...]:
    return in_rows(
        [
            Button(str(at + 1), Press(Act.ARTICLE, date, at).data)
            for at in range(min(count, _NUMBERS_AT_MOST))
        ]
    )


def _with_buttons(
    blocks: Iterable[Block], buttons: Sequence[tuple[Button, ...]]
) -> tuple[Message, ...]:
    pages = [Message(page) for page in pack(blocks)]
    if pages:
        pages[-1] = Message(pages[-1].blocks, tuple(buttons))
    return tuple(pages)
