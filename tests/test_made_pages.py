"""Made pages are what they say: the truth fits the text, the same seed gives the same page."""

from __future__ import annotations

import random
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.page import read_page
from retrieval.page_counts import count_as_extracted
from retrieval.page_measures import sum_up
from tests.characters import assert_no_character_lost_or_made, bare
from tests.made_pages import MAKES, NEWS, MadePage, Part, make_pages
from tests.made_pages.news import load_stories
from tests.made_pages.own_words import own_stories
from tests.made_pages.typeset import Fount, break_lines

with_news = pytest.mark.skipif(not NEWS.exists(), reason="the news collection is not here")
makes = pytest.mark.parametrize("make", sorted(MAKES))
seeds = st.integers(0, 10**9)


def own_page(make: str, seed: int) -> MadePage:
    rng = random.Random(seed)  # noqa: S311 - made pages, no secret
    return MAKES[make](rng, own_stories(rng))


@makes
@given(seed=seeds)
def test_every_printed_line_stands_once_in_the_text_and_once_in_the_stream(
    make: str, seed: int
) -> None:
    page = own_page(make, seed)
    printed = Counter(
        (article, paragraph, line)
        for article, truth in enumerate(page.truth.articles)
        for paragraph, lines in enumerate(truth.lines)
        for line in range(len(lines))
    )
    stream = page.truth.stream
    assert Counter((one.article, one.paragraph, one.line) for one in stream) == printed
    text = bare(page.text)
    at = 0
    for one in stream:
        line = bare(page.truth.articles[one.article].lines[one.paragraph][one.line])
        at = text.index(line, at) + len(line)


@makes
@given(seed=seeds)
def test_a_page_is_woven_exactly_when_its_lines_stand_out_of_order(make: str, seed: int) -> None:
    truth = own_page(make, seed).truth
    order = [(one.article, one.paragraph, one.line) for one in truth.stream]
    assert truth.woven == (order != sorted(order) or any(one.fused for one in truth.stream))


@makes
@given(seed=seeds)
def test_the_joins_are_those_of_the_lines(make: str, seed: int) -> None:
    truth = own_page(make, seed).truth
    assert len(truth.articles) in range(4, 8)
    assert [(join.left, join.right) for join in truth.joins] == [
        pair for article in truth.articles for lines in article.lines for pair in pairwise(lines)
    ]


@makes
def test_the_same_seed_gives_the_same_page(make: str) -> None:
    assert own_page(make, 7) == own_page(make, 7)
    assert own_page(make, 7) != own_page(make, 8)


@makes
@settings(max_examples=2)
@given(seed=seeds)
def test_a_made_page_is_read_without_losing_a_character(make: str, seed: int) -> None:
    page = own_page(make, seed)
    assert_no_character_lost_or_made(read_page(page.text), page.text)


founts = st.builds(Fount, *(st.booleans() for _ in range(5)), indent=st.sampled_from([0, 2]))
printable = st.text(st.sampled_from('平湖报道，。、“”《》（）"2024%A '), max_size=80)


@given(printable, st.integers(12, 22), founts)
def test_broken_lines_make_up_the_text_and_none_is_far_too_long(
    text: str, width: int, fount: Fount
) -> None:
    lines = break_lines(text, width, fount)
    assert bare("".join(lines)) == bare(text)


@given(st.text(st.sampled_from("平湖新闻，。；的报道"), max_size=80), st.integers(12, 22), founts)
def test_no_line_begins_with_closing_punctuation(text: str, width: int, fount: Fount) -> None:
    marks = "，。；"
    spread = "".join(
        mark for at, mark in enumerate(text) if mark not in marks or text[at - 1] not in marks
    )
    lines = break_lines(spread.lstrip(marks), width, fount)
    assert all(line[0] not in marks for line in lines)


@with_news
def test_the_parts_share_no_day() -> None:
    days = {part: {story.day for story in load_stories(part)} for part in Part}
    assert all(days.values())
    assert max(days[Part.FIT]) < min(days[Part.DEVELOP])
    assert max(days[Part.DEVELOP]) < min(days[Part.REPORT])


@with_news
@makes
def test_woven_pages_lose_a_fifth_of_their_joins_as_extracted(make: str) -> None:
    pages = [page.truth for page in make_pages(make, Part.DEVELOP, pages=40, seed=5)]
    woven = sum_up(count_as_extracted(truth) for truth in pages if truth.woven)
    whole = sum_up(count_as_extracted(truth) for truth in pages if not truth.woven)
    assert woven.true_joins is not None
    assert whole.true_joins is not None
    assert 0.6 < woven.true_joins < 0.9
    assert whole.true_joins > 0.99
