"""Parts of an issue → messages: the whole of an article, of a notice, of the masthead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.pieces import Block, Button, Message, Span, Style, line, pack
from bot.press import Act, Press
from bot.render import date_text, share_query
from bot.wording import Wording
from retrieval.issue import Article, Issue, Notice, Paragraph

__all__ = [
    "article_messages",
    "masthead_messages",
    "notice_messages",
]


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
    share = Button(
        say("button-share"), query=share_query(article.label, article.paragraphs[0].text)
    )
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


def _paragraph(paragraph: Paragraph) -> Block:
    """A paragraph; where the page lost text, our mark is set apart from the paper's words."""
    if paragraph.heading:
        return line(paragraph.text, Style.BOLD)
    spans, at = [], 0
    for start, end in paragraph.marks:
        spans += [Span(paragraph.text[at:start]), Span(paragraph.text[start:end], Style.ITALIC)]
        at = end
    return Block(tuple(span for span in (*spans, Span(paragraph.text[at:])) if span.text))


def _origin(article: Article, issue: Issue, say: Wording) -> Iterable[Block]:
    yield line(f"—— {date_text(issue.date, say, weekday=issue.date is not None)}", Style.ITALIC)
    if article.confidence < 1 / 2:
        yield line(say("article-unsure"), Style.ITALIC)


def _with_buttons(
    blocks: Iterable[Block], buttons: Sequence[tuple[Button, ...]]
) -> tuple[Message, ...]:
    pages = [Message(page) for page in pack(blocks)]
    if pages:
        pages[-1] = Message(pages[-1].blocks, tuple(buttons))
    return tuple(pages)
