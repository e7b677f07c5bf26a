"""Messages are cut between pieces: nothing is lost, nothing is too long, every tag is closed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pieces import Block, Button, Message, Quote, Span, Style, fitted, in_rows, line, pack
from bot.pieces import utf16_length as length
from tests.fake_bot_api.formatting import parse_html, utf16_length

SPANS = st.builds(
    Span,
    st.text(alphabet=st.sampled_from("农污治理。!?;\n <>&\"'😀𠮷a"), min_size=1, max_size=60),
    st.builds(Style, st.integers(0, 7)),
)
BLOCKS = st.builds(
    Block, st.lists(SPANS, min_size=1, max_size=6).map(tuple), st.sampled_from(Quote)
)


def bare(text: str) -> str:
    return "".join(text.split())


@given(st.lists(BLOCKS, max_size=12), st.integers(20, 200))
def test_packing_loses_nothing_and_exceeds_no_limit(blocks: list[Block], limit: int) -> None:
    pages = pack(blocks, limit)
    shown = "".join(block.text for page in pages for block in page)
    assert bare(shown) == bare("".join(block.text for block in blocks))
    for page in pages:
        assert 0 < Message(page).length <= limit
        assert sum(block.entities for block in page) <= 100


@given(st.lists(BLOCKS, min_size=1, max_size=5))
def test_markup_is_well_formed_and_says_the_text(blocks: list[Block]) -> None:
    message = Message(tuple(blocks))
    if message.text.strip():
        text, _ = parse_html(message.html)
        assert bare(text) == bare(message.text)


@given(st.text())
def test_lengths_are_utf16_units(text: str) -> None:
    assert length(text) == sum(2 if ord(character) > 0xFFFF else 1 for character in text)
    if not any(0xD800 <= ord(character) <= 0xDFFF for character in text):
        assert length(text) == utf16_length(text)


def test_a_paragraph_longer_than_a_message_is_cut_at_a_sentence() -> None:
    pages = pack([line("农污治理。" * 1000)])
    assert len(pages) == 2
    assert all(page[-1].text.endswith("。") for page in pages)


def test_a_sentence_longer_than_a_message_is_cut_between_characters() -> None:
    pages = pack([line("𠮷" * 5000)])
    assert [Message(page).length for page in pages] == [4096, 4096, 1808]


def test_more_entities_than_telegram_takes_make_another_message() -> None:
    spans = tuple(Span("词", Style.BOLD) for _ in range(250))
    pages = pack([Block(spans, Quote.EXPANDABLE)])
    assert "".join(block.text for page in pages for block in page) == "词" * 250
    assert all(sum(block.entities for block in page) <= 100 for page in pages)


def test_buttons_stand_under_the_last_part_of_a_long_message() -> None:
    rows = ((Button("全文", "x"),),)
    parts = fitted(Message((line("农" * 5000),), rows))
    assert [part.buttons for part in parts] == [(), rows]


@pytest.mark.parametrize(
    ("count", "rows"), [(0, []), (1, [1]), (5, [5]), (6, [3, 3]), (11, [4, 4, 3])]
)
def test_buttons_stand_in_rows(count: int, rows: list[int]) -> None:
    assert [len(row) for row in in_rows([Button("1", "x")] * count)] == rows
