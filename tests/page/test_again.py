"""Read again: a reading written as page text and read once more says the same."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from retrieval.issue import ArticleKind, Issue, NoticeKind, RepairKind
from retrieval.page import read_page
from tests.characters import assert_no_character_lost_or_made, bare
from tests.made_pages.own_words import own_stories
from tests.made_pages.papers import make_papers_page

PAPERS = sorted((Path(__file__).parent / "papers").glob("*.txt"))


def as_page_text(issue: Issue) -> str:
    """The reading as a page text, one block a paragraph."""
    blocks = issue.masthead.text.split("\n")
    for article in issue.articles:
        head = [article.rubric, article.headline, *article.subheads]
        text = [paragraph.printed for paragraph in article.paragraphs]
        printed_inside = bare(article.byline.text) in bare("".join(text))
        signed = [] if printed_inside else [article.byline.text]
        is_photo = article.kind is ArticleKind.PHOTO
        blocks += [*head, *text, *signed] if is_photo else [*head, *signed, *text]
    blocks += [one.text for one in issue.notices if one.kind is not NoticeKind.RUBRIC]
    return "\n\n".join(block for block in blocks if block) + "\n"


def told(issue: Issue) -> list[tuple[str, ArticleKind, list[str]]]:
    return [
        (bare(one.headline), one.kind, [bare(part.printed) for part in one.paragraphs])
        for one in issue.articles
    ]


def assert_nothing_moved(issue: Issue) -> None:
    moved = {RepairKind.MOVED, RepairKind.SPLIT}
    assert [one for one in issue.repairs if one.kind in moved] == []


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_a_page_read_by_a_person_is_read_again_the_same(path: Path) -> None:
    first = read_page(path.read_text("utf-8"))
    assert_nothing_moved(first)
    second = read_page(as_page_text(first))
    assert told(second) == told(first)
    assert_nothing_moved(second)


@pytest.mark.parametrize("seed", range(4))
def test_a_page_of_any_paper_is_read_without_loss_and_the_same_on_every_run(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - made pages, no secret
    page = make_papers_page(rng, own_stories(rng))
    issue = read_page(page.text)
    assert_no_character_lost_or_made(issue, page.text)
    assert read_page(page.text) == issue


@pytest.mark.parametrize("seed", range(2))
def test_nothing_is_moved_when_a_reading_of_a_made_page_is_read_again(seed: int) -> None:
    rng = random.Random(f"again {seed}")  # noqa: S311 - made pages, no secret
    first = read_page(make_papers_page(rng, own_stories(rng)).text)
    assert_nothing_moved(read_page(as_page_text(first)))
