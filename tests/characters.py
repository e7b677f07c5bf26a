"""Counting the characters of a page and of what was read from it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retrieval.issue import Article, Issue

__all__ = ["bare", "characters_of_issue", "characters_of_text"]


def bare(text: str) -> str:
    """Text without white space."""
    return "".join(text.split())


def characters_of_text(text: str) -> Counter[str]:
    """Every character of a text that is no white space, as often as it stands there."""
    return Counter(bare(text))


def characters_of_issue(issue: Issue) -> Counter[str]:
    """Every character of the page that a reader or an editor can find again in the issue."""
    texts = [issue.masthead.text, *issue.unplaced, *issue.removed]
    texts += [notice.text for notice in issue.notices]
    for article in issue.articles:
        texts += _texts_of_article(article)
    return characters_of_text("".join(texts))


def _texts_of_article(article: Article) -> list[str]:
    """A byline printed inside the running text stands there already."""
    running = [paragraph.printed for paragraph in article.paragraphs]
    is_inside = bare(article.byline.text) in bare("".join(running))
    byline = [] if is_inside else [article.byline.text]
    return [article.headline, *article.subheads, *byline, *running]
