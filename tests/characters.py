"""Counting the characters of a page and of what was read from it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retrieval.issue import Issue

__all__ = ["assert_no_character_lost_or_made", "bare"]


def bare(text: str) -> str:
    """Text without white space."""
    return "".join(text.split())


def assert_no_character_lost_or_made(issue: Issue, text: str) -> None:
    """Every character of the page, white space aside, stands somewhere in the issue, and no other.

    A byline that was printed inside the running text stands in both places.
    """
    page = Counter(bare(text))
    always = [issue.masthead.text, *issue.unplaced, *issue.removed]
    always += [notice.text for notice in issue.notices]
    bylines: list[str] = []
    for article in issue.articles:
        running = [paragraph.printed for paragraph in article.paragraphs]
        always += [article.headline, *article.subheads, *running]
        is_inside = bare(article.byline.text) in bare("".join(running))
        (bylines if is_inside else always).append(article.byline.text)
    once = Counter(bare("".join(always)))
    assert once <= page
    assert page <= once + Counter(bare("".join(bylines)))
