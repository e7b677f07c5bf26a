"""Telegram's HTML is read as Telegram reads it, and refused where its documentation refuses it."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fake_bot_api.formatting import parse_html, utf16_length
from tests.fake_bot_api.values import RefusedError


def test_every_tag_of_telegram_becomes_its_entity() -> None:
    source = (
        "<b>1</b><strong>2</strong><i>3</i><em>4</em><u>5</u><ins>6</ins><s>7</s><strike>8</strike>"
        '<del>9</del><span class="tg-spoiler">a</span><tg-spoiler>b</tg-spoiler>'
        '<a href="https://example.org/?a=1&amp;b=2">c</a><code>d</code><pre>e</pre>'
        '<pre><code class="language-python">f</code></pre><blockquote>g</blockquote>'
        '<blockquote expandable>h</blockquote><tg-emoji emoji-id="5368324170671202286">i</tg-emoji>'
    )
    text, entities = parse_html(source)
    assert text == "123456789abcdefghi"
    expected = (
        "bold bold italic italic underline underline strikethrough strikethrough strikethrough "
        "spoiler spoiler text_link code pre pre blockquote expandable_blockquote custom_emoji"
    )
    assert [entity["type"] for entity in entities] == expected.split()


def test_offsets_count_utf16_units_of_what_is_left_after_trimming() -> None:
    text, entities = parse_html("\n 📰<b>报</b> &lt;<i>&amp;</i>\n")
    assert text == "📰报 <&"
    assert entities == [
        {"type": "bold", "offset": 2, "length": 1},
        {"type": "italic", "offset": 5, "length": 1},
    ]


@pytest.mark.parametrize(
    "source",
    [
        "a < b",
        "a > b",
        "AT&T",
        "&nbsp;",
        "<b>never closed",
        "<b><i>crossed</b></i>",
        "</b>",
        "<p>no such tag</p>",
        "<br>",
        "<span>no class</span>",
        "<a>no address</a>",
        '<a href="javascript:alert(1)">x</a>',
        '<b class="x">attribute</b>',
        "<blockquote>a<blockquote>b</blockquote></blockquote>",
        "<code><b>x</b></code>",
        "<b>a<strong>b</strong></b>",
        "<b",
        "&#55357;",
    ],
)
def test_markup_that_the_documentation_forbids_is_refused(source: str) -> None:
    with pytest.raises(RefusedError, match="can't parse entities"):
        parse_html(source)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))
def test_any_escaped_text_is_read_back(text: str) -> None:
    shown, entities = parse_html(f"<b>.</b>{escape(text)}<i>.</i>")
    assert shown == f".{text}."
    assert [entity["offset"] for entity in entities] == [0, 1 + utf16_length(text)]


@given(st.text(alphabet="<>/&;b i\"'=#x1"))
def test_no_markup_breaks_the_parser(source: str) -> None:
    try:
        parse_html(source)
    except RefusedError as error:
        assert "can't parse entities" in error.description  # noqa: PT017 - either way is right
