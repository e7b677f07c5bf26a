"""Answer → message: the paper's words as a quotation, their source under them, buttons."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - the word of the glossary
from itertools import pairwise

from bot.pieces import PLAIN, Block, Button, Message, Quote, Span, Style, line
from bot.press import Act, Press
from bot.store import Verdict
from bot.wording import Wording
from retrieval.excerpt import Answer, Certainty, Excerpt, Source, SourceKind
from retrieval.issue import Article, ArticleKind, Issue, Notice

__all__ = [
    "UNTITLED_PHOTO",
    "Frame",
    "date_text",
    "question_block",
    "question_in",
    "render_answer",
    "render_card",
    "render_none",
    "render_note",
    "render_notice_card",
    "share_query",
    "source_press",
    "suggestion_rows",
]

_SEEN_AT_ONCE = 60
"""Characters of a collapsed quotation that a phone shows: three lines of about twenty."""

UNTITLED_PHOTO = Article("", (), kind=ArticleKind.PHOTO).label
"""What stands in place of a headline over a photograph that has none."""

_WORDS_AT_MOST = 30
_QUERY_AT_MOST = 100
"""Characters of an inline query that a button fills in; Telegram takes 256."""

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_TAP = {
    (True, True): "tap-both",
    (True, False): "tap-numbers",
    (False, True): "tap-questions",
}
"""What the buttons are for: those with numbers, those with questions."""

_WHOLE_ACTS = {
    SourceKind.REPORT: Act.ARTICLE,
    SourceKind.PHOTO: Act.ARTICLE,
    SourceKind.NOTICE: Act.NOTICE,
    SourceKind.MASTHEAD: Act.MASTHEAD,
}


def date_text(date: Date | None, say: Wording, *, weekday: bool = False) -> str:
    """A date as a reader writes it, or that the issue prints none."""
    if date is None:
        return say("date-none")
    if weekday:
        return say(
            "date-weekday",
            year=str(date.year),
            month=date.month,
            day=date.day,
            weekday=date.isoweekday(),
        )
    return say("date", year=str(date.year), month=date.month, day=date.day)


def render_note(text: str, buttons: tuple[tuple[Button, ...], ...] = ()) -> Message:
    """A message of the bot's own words, one block a line."""
    return Message(tuple(line(part) for part in text.split("\n")), buttons)


def question_block(question: str, say: Wording) -> Block:
    """The question as the first line of an answer that replies to no message of the reader's."""
    return line(say("answer-question", question=question), Style.ITALIC)


def question_in(text: str, say: Wording) -> str:
    """The question that `question_block` put at the head of a message's text, or ""."""
    first = text.partition("\n")[0]
    before, _, after = say("answer-question", question="\n").partition("\n")
    if not (first.startswith(before) and first.endswith(after)):
        return ""
    return first.removeprefix(before).removesuffix(after).strip()


def share_query(label: str, text: str) -> str:
    """What a share button types after the bot's name, so that inline mode finds the article.

    Args:
        label: Of the article; every photograph without a headline has the same one.
        text: Of the article, told apart by it where the label tells nothing.
    """
    return text[:_WORDS_AT_MOST] if label == UNTITLED_PHOTO else label[:_QUERY_AT_MOST]


def source_press(source: Source) -> Press:
    """What the button for the whole text of an excerpt's source sends back."""
    return Press(_WHOLE_ACTS[source.kind], source.date, source.index, 1)


@dataclass(frozen=True, slots=True)
class Frame:
    """How an answer is set.

    Attributes:
        at: Which excerpt is shown, from 0; a larger number than there are shows the last.
        before: Blocks to set above the answer.
        kept: The article that the question kept to, so that leafing keeps to it as well.
        number: Of the question in the store, for the reader's verdict; 0 asks for none.
        summary: A sentence of the article, shown where only its headline or byline answers.
    """

    at: int = 0
    before: tuple[Block, ...] = ()
    kept: int | None = None
    number: int = 0
    summary: str = ""


def render_answer(answer: Answer, frame: Frame, say: Wording) -> Message:
    """One excerpt of an answer.

    Args:
        answer: With at least one excerpt.
        frame: How it is set.
        say: The reader's language.

    Returns:
        The answering sentence first where the quotation would hide it, the excerpt with the
        answering sentence and the question's words in bold, then headline, byline and date.
    """
    at = min(frame.at, len(answer.excerpts) - 1)
    excerpt = answer.excerpts[at]
    blocks = [*frame.before, *_understood(answer, say)]
    if answer.certainty is Certainty.RELATED:
        blocks.append(line(say("answer-related"), Style.ITALIC))
    if _hides_answer(excerpt):
        blocks.append(Block(_spans(excerpt, *excerpt.answer)))
    blocks.append(Block(_spans(excerpt, 0, len(excerpt.text)), Quote.EXPANDABLE))
    if frame.summary:
        blocks.append(Block((Span(frame.summary),), Quote.EXPANDABLE))
    blocks.extend(_source(excerpt, say))
    if at:
        blocks.append(line(say("answer-place", at=at + 1, of=len(answer.excerpts)), Style.ITALIC))
    turning = _turning(answer, at, say, 0 if frame.kept is None else frame.kept + 1)
    rows = (turning, _verdicts(frame.number, say)) if frame.number else (turning,)
    return Message(tuple(blocks), rows)


def render_none(
    answer: Answer,
    issue: Issue,
    suggestions: Iterable[str],
    say: Wording,
    *,
    before: tuple[Block, ...] = (),
) -> Message:
    """An honest no, with the nearest headlines and questions that the issue does answer.

    Args:
        answer: Without excerpts.
        issue: The issue that was asked.
        suggestions: Questions to offer as buttons, in the order of the answerer's suggestions.
        say: The reader's language.
        before: Blocks to set above the answer.
    """
    if issue.date:
        no = say("answer-none-date", date=date_text(issue.date, say))
    else:
        no = say("answer-none")
    blocks = [
        *before,
        *_understood(answer, say),
        line(no, Style.BOLD),
        line(say("answer-none-how" if _CHINESE.search(answer.question) else "answer-none-chinese")),
    ]
    places = {article.label: at for at, article in reversed(tuple(enumerate(issue.articles)))}
    nearest = [headline for headline in answer.nearest if headline in places]
    if nearest:
        blocks += [line(), line(say("answer-nearest"))]
        blocks += [line(f"{number}. {headline}") for number, headline in enumerate(nearest, 1)]
    numbers = tuple(
        Button(str(number), Press(Act.ARTICLE, issue.date, places[headline]).data)
        for number, headline in enumerate(nearest, 1)
    )
    offered = suggestion_rows(suggestions, issue.date)
    if numbers or offered:
        blocks += [line(), line(say(_TAP[bool(numbers), bool(offered)]))]
    return Message(tuple(blocks), (numbers, *offered))


def render_card(issue: Issue, article: int, text: str, say: Wording) -> Message:
    """An article as a card to share: its headline, words of it as a quotation, its source.

    Args:
        issue: The issue.
        article: Index into its articles.
        text: A part of the article, verbatim.
        say: The reader's language.
    """
    shown = issue.articles[article]
    return _card(issue, shown.label, text or shown.label, shown.byline.text, say)


def render_notice_card(issue: Issue, notice: Notice, say: Wording) -> Message:
    """A notice as a card to share: its kind, its text as a quotation, its source."""
    return _card(issue, notice.label, notice.text, "", say)


def _card(issue: Issue, title: str, text: str, byline: str, say: Wording) -> Message:
    date = date_text(issue.date, say)
    source = "　".join(part for part in (*issue.masthead.publishers, byline, date) if part)
    quotation = Block((Span(text),), Quote.EXPANDABLE)
    return Message((line(title, Style.BOLD), quotation, line(f"—— {source}")))


def suggestion_rows(
    suggestions: Iterable[str], date: Date | None
) -> tuple[tuple[Button, ...], ...]:
    """Questions as buttons, one a row; the button's text is the question that it asks."""
    return tuple(
        (Button(question, Press(Act.SUGGESTION, date, at).data),)
        for at, question in enumerate(suggestions)
    )


def _understood(answer: Answer, say: Wording) -> list[Block]:
    return [
        line(say("answer-reading", understood=reading.understood)) for reading in answer.readings
    ]


def _hides_answer(excerpt: Excerpt) -> bool:
    return excerpt.answer != (0, len(excerpt.text)) and excerpt.answer[1] > _SEEN_AT_ONCE


def _spans(excerpt: Excerpt, start: int, end: int) -> tuple[Span, ...]:
    """The excerpt's text from `start` to `end`, the answer bold, the question's words marked."""
    answer = range(*excerpt.answer)
    found = tuple(range(*match) for match in excerpt.matches)
    edges = {start, end, answer.start, answer.stop}
    for match in found:
        edges.update((match.start, match.stop))
    cuts = sorted(edge for edge in edges if start <= edge <= end)
    spans = []
    for left, right in pairwise(cuts):
        style = Style.BOLD if left in answer else PLAIN
        if any(left in match for match in found):
            style |= Style.BOLD | Style.UNDERLINE
        spans.append(Span(excerpt.text[left:right], style))
    return tuple(spans)


def _source(excerpt: Excerpt, say: Wording) -> list[Block]:
    """Headline, byline and date; not the headline again where it is the excerpt itself."""
    source = excerpt.source
    headline = Block((Span("—— "), Span(source.headline, Style.BOLD)))
    below = [part for part in (source.byline, date_text(source.date, say)) if part]
    named = [] if excerpt.text == source.headline else [headline]
    return [*named, line("　".join(below))]


def _turning(answer: Answer, at: int, say: Wording, kept: int) -> tuple[Button, ...]:
    source = answer.excerpts[at].source
    row = [Button(say("button-full"), source_press(source).data)]
    if at:
        row.append(Button(say("button-previous"), Press(Act.HIT, source.date, at - 1, kept).data))
    if at + 1 < len(answer.excerpts):
        row.append(Button(say("button-more"), Press(Act.HIT, source.date, at + 1, kept).data))
    row.append(
        Button(say("button-share"), query=share_query(source.headline, answer.excerpts[at].text))
    )
    return tuple(row)


def _verdicts(number: int, say: Wording) -> tuple[Button, ...]:
    return tuple(
        Button(say(f"button-{verdict}"), Press(Act.VERDICT, None, number, at).data)
        for at, verdict in enumerate(Verdict)
    )
