"""What an answer is made of: excerpts with their sources, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - the field is called `date`
from enum import StrEnum

__all__ = ["Answer", "Certainty", "Excerpt", "Reading", "Source", "SourceKind"]


class SourceKind(StrEnum):
    """What part of the issue an excerpt was taken from."""

    REPORT = "report"
    PHOTO = "photo"
    NOTICE = "notice"
    MASTHEAD = "masthead"


class Certainty(StrEnum):
    """How far the evidence carries: an answer, related reporting that may not answer, nothing."""

    ANSWER = "answer"
    RELATED = "related"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Source:
    """Where in an issue an excerpt stands.

    Attributes:
        date: The issue's date, or None where its masthead prints none.
        kind: What part of the issue.
        index: Into `Issue.articles` (report, photo) or `Issue.notices`; 0 for the masthead.
        paragraph: Into the article's paragraphs; -1 where it is the headline or byline itself.
        headline: The headline, or the label (天气, 广告, 版权声明, 栏题, 报头, 图片新闻).
        byline: The byline as printed, or "".
    """

    date: Date | None
    kind: SourceKind
    index: int
    paragraph: int
    headline: str
    byline: str = ""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A verbatim part of a paragraph with its source.

    Attributes:
        source: Where it stands.
        text: A substring of the paragraph.
        answer: ``(start, end)`` offsets in `text` of the sentence that answers.
        matches: ``(start, end)`` offsets in `text` of the question's words, ascending, disjoint.
        score: Orders excerpts; never shown as confidence.
    """

    source: Source
    text: str
    answer: tuple[int, int]
    matches: tuple[tuple[int, int], ...]
    score: float

    @property
    def answer_text(self) -> str:
        """The sentence that answers."""
        start, end = self.answer
        return self.text[start:end]


@dataclass(frozen=True, slots=True)
class Reading:
    """How a word of the question was understood when the paper does not have it as asked."""

    asked: str
    understood: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Excerpts, best first, or an honest no with the nearest headlines.

    Attributes:
        question: As asked.
        certainty: `NONE` exactly when `excerpts` is empty.
        excerpts: At most as many as were asked for.
        nearest: Headlines to offer in place of an answer; may be empty.
        readings: Words that were understood as others.
        probability: The fitted model's chance, 0 to 1, that the first excerpt answers.
    """

    question: str
    certainty: Certainty
    excerpts: tuple[Excerpt, ...] = ()
    nearest: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    probability: float = 0.0

    @property
    def found(self) -> bool:
        """Whether the paper answers, as far as the evidence goes."""
        return self.certainty is Certainty.ANSWER
