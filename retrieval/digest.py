"""Issue → digest: the issue at a glance, every word of it the paper's own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - the field is called `date`

from retrieval.issue import Article, ArticleKind, Issue, NoticeKind, Paragraph
from retrieval.text import fold, sentence_spans

__all__ = ["Digest", "DigestEntry", "make_digest", "summarise"]

_DATELINE = re.compile(
    r"\s*(?:"
    r"[（(【]?(?:本报|晚报|早报|日报)[\u4e00-\u9fff]{0,6}?(?:讯|消息|电)(?:\s*[（(][^（）()]{1,30}[)）])?[】)）]?"
    r"|(?:新华社|中新社|人民网|新华网)[\u4e00-\u9fff]{0,8}\d{0,2}月?\d{0,2}日?电(?:\s*[（(][^（）()]{1,30}[)）])?"
    r"|[（(](?:本报)?(?:记者|通讯员)[^（）()]{1,30}[)）]"
    r")[\s:：,，]*"
)
"""本报讯 and its kin, with or without the reporter in brackets: where a report is filed from."""

_NEWS_WORDS = re.compile(
    r"昨[日天晚]|今[日天年晨]|日前|近日|近期|近年来|上午|下午|当天|截至|\d+月\d+日|召开|举行|发布|出炉|启动|开幕"
)
"""Words of when and of what happened, which mark a sentence that carries news."""

_LEANING = (
    "这",
    "那",
    "他",
    "她",
    "它",
    "其",
    "对此",
    "因此",
    "但",
    "而",
    "同时",
    "此外",
    "该",
    "据",
    "的",
    "也",
    "又",
    "还",
)
"""Openings that lean on the sentence before, which a reader of the digest does not see."""

_LEANING_WITHIN = re.compile(r"由此|因此|对此|为此|与此同时")

_SCANNED_PARAGRAPHS = 3
_SCANNED_SENTENCES = 8
_SHORTEST = 10
_ENOUGH = 36
_LONGEST = 110


@dataclass(frozen=True, slots=True)
class DigestEntry:
    """One article at a glance.

    Attributes:
        article: Index into `Issue.articles`.
        headline: The headline, or 图片新闻.
        kind: Report or photograph.
        subheads: As printed.
        summary: One or two sentences, a substring of one paragraph; a subhead where no sentence
            tells the news.
        byline: As printed, or "".
        rubric: The section's title over the headline, as printed, or "".
    """

    article: int
    headline: str
    kind: ArticleKind
    subheads: tuple[str, ...]
    summary: str
    byline: str
    rubric: str = ""


@dataclass(frozen=True, slots=True)
class Digest:
    """The issue at a glance.

    Attributes:
        date: The masthead's date, or None.
        weekday: As printed, or "".
        lunar: As printed, or "".
        weather: The weather notices as printed, or "".
        articles: In the order of the page, lead story first.
    """

    date: Date | None
    weekday: str
    lunar: str
    weather: str
    articles: tuple[DigestEntry, ...]


def make_digest(issue: Issue) -> Digest:
    """Makes the digest of an issue.

    Args:
        issue: Any issue; one without articles gives a digest without entries.
    """
    return Digest(
        date=issue.masthead.date,
        weekday=issue.masthead.weekday,
        lunar=issue.masthead.lunar,
        weather="\n".join(n.text for n in issue.notices if n.kind is NoticeKind.WEATHER),
        articles=tuple(
            DigestEntry(
                article=at,
                headline=article.label,
                kind=article.kind,
                subheads=article.subheads,
                summary=summarise(article),
                byline=article.byline.text,
                rubric=article.rubric,
            )
            for at, article in enumerate(issue.articles)
        ),
    )


def summarise(article: Article) -> str:
    """The one or two sentences of an article that carry its news.

    Args:
        article: Any article.

    Returns:
        A substring of one of its first paragraphs, without the dateline: the sentence that shares
        most with the headline and subheads and tells of when or how many, early ones first; a
        question or somebody's words only where there is nothing else. A short sentence takes the
        next one along. Where all of them lean on what a reader does not see, the first subhead.
    """
    if article.kind is ArticleKind.PHOTO and article.paragraphs:
        # A caption is short and tells first what is to be seen.
        sentences = _sentences(article.paragraphs[0])
        return _with_next(article.paragraphs[0], sentences, 0) if sentences else ""
    best, worth = _newsiest(article)
    return article.subheads[0] if worth < 0 and article.subheads else best


def _newsiest(article: Article) -> tuple[str, float]:
    """The sentence with most news among the first ones, and its worth."""
    headline = _bigrams("".join((article.headline, *article.subheads)))
    best = ""
    best_worth = float("-inf")
    seen = 0
    for paragraph in article.paragraphs[:_SCANNED_PARAGRAPHS]:
        sentences = _sentences(paragraph)
        for at, (start, end) in enumerate(sentences):
            if seen == _SCANNED_SENTENCES:
                return best, best_worth
            worth = _worth(paragraph.text[start:end], headline) - 0.4 * seen
            if any(mark == end for mark, _ in paragraph.marks):
                worth -= 5  # the page lost the end of this sentence
            seen += 1
            if worth > best_worth:
                best, best_worth = _with_next(paragraph, sentences, at), worth
    return best, best_worth


def _sentences(paragraph: Paragraph) -> tuple[tuple[int, int], ...]:
    """The sentences after the dateline."""
    dateline = _DATELINE.match(paragraph.text)
    begin = dateline.end() if dateline else 0
    spans = sentence_spans(paragraph.text, paragraph.marks)
    return tuple((max(start, begin), end) for start, end in spans if end > begin)


def _with_next(paragraph: Paragraph, sentences: tuple[tuple[int, int], ...], at: int) -> str:
    start, end = sentences[at]
    follows = at + 1 < len(sentences) and not any(
        end <= mark <= sentences[at + 1][1] for mark, _ in paragraph.marks
    )
    if follows and end - start < _ENOUGH and sentences[at + 1][1] - start <= _LONGEST:
        end = sentences[at + 1][1]
    return paragraph.text[start:end]


def _worth(sentence: str, headline: frozenset[str]) -> float:
    """How much news a sentence carries; the weights only order kinds of evidence."""
    worth = 4.0 * len(headline & _bigrams(sentence)) / max(1, len(headline))
    if _NEWS_WORDS.search(sentence):
        worth += 1.5
    if re.search(r"\d", sentence):
        worth += 0.5
    if sentence.endswith(("?", "？")):
        worth -= 4
    if sentence.startswith(('"', "“", "「", "『")):
        worth -= 2
    if sentence.startswith(_LEANING) or _LEANING_WITHIN.search(sentence):
        worth -= 2
    if len(sentence) < _SHORTEST:
        worth -= 2
    return worth


def _bigrams(text: str) -> frozenset[str]:
    shadow = "".join(character for character in fold(text).text if character.isalnum())
    return frozenset(shadow[at : at + 2] for at in range(len(shadow) - 1))
