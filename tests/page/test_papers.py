"""Pages of many papers, written by hand: each is read as a person would read it.

``papers/NAME.txt`` is a page text, ``papers/NAME.md`` what it says, in the mended issues' form.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.issue import Article, Issue
from retrieval.markdown import read_markdown
from retrieval.page import read_page
from tests.characters import assert_no_character_lost_or_made, bare

PAPERS = sorted((Path(__file__).parent / "papers").glob("*.txt"))
papers = pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)


def page_text(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def true_issue(path: Path) -> Issue:
    return read_markdown(path.with_suffix(".md").read_text("utf-8"))


def people(article: Article) -> tuple[tuple[str, ...], ...]:
    byline = article.byline
    return byline.reporters, byline.correspondents, byline.photographers


def test_there_are_pages() -> None:
    assert len(PAPERS) > 10


@papers
def test_every_article_is_told_apart_with_its_head(path: Path) -> None:
    read, true = read_page(page_text(path)), true_issue(path)
    for told in (read, true):
        assert len(told.articles) > 0
    assert [(one.headline, one.subheads, one.kind) for one in read.articles] == [
        (one.headline, one.subheads, one.kind) for one in true.articles
    ]
    assert [people(one) for one in read.articles] == [people(one) for one in true.articles]
    assert [one.rubric for one in read.articles] == [one.rubric for one in true.articles]


@papers
def test_every_paragraph_is_as_printed_and_headings_inside_are_told_apart(path: Path) -> None:
    read, true = read_page(page_text(path)), true_issue(path)
    for one, other in zip(read.articles, true.articles, strict=True):
        assert [(part.text, part.heading) for part in one.paragraphs] == [
            (part.text, part.heading) for part in other.paragraphs
        ]


@papers
def test_masthead_and_notices_hold_the_rest(path: Path) -> None:
    read, true = read_page(page_text(path)), true_issue(path)
    assert read.masthead == true.masthead
    assert sorted((one.kind, bare(one.text)) for one in read.notices) == sorted(
        (one.kind, bare(one.text)) for one in true.notices
    )
    assert read.unplaced == ()
    assert_no_character_lost_or_made(read, page_text(path))
