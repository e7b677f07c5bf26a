"""What buttons send back fits Telegram's 64 bytes and comes back as it went."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - the word of the glossary

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.deep_link import article_link, press_of_payload
from bot.press import Act, Press

PRESSES = st.builds(
    Press,
    st.sampled_from(Act),
    st.none() | st.dates(),
    st.integers(0, 999_999_999),
    st.integers(0, 999_999_999),
)


@given(PRESSES)
def test_a_press_comes_back_as_it_went(press: Press) -> None:
    assert Press.read(press.data) == press
    assert len(press.data.encode()) <= 64


@given(st.text())
def test_no_text_breaks_the_reading(data: str) -> None:
    found = Press.read(data)
    assert found is None or found.data.partition("|")[0] == data[:2]


@pytest.mark.parametrize(
    "data",
    ["", "ar", "ar|20240230|0|0", "zz|20240314|0|0", "ar|20240314|-1|0", "ar|\uff122024314|0|0"],
)
def test_what_is_none_of_ours_is_none(data: str) -> None:
    assert Press.read(data) is None


def test_a_link_leads_to_its_article() -> None:
    press = Press(Act.ARTICLE, Date(2024, 3, 14), 5)
    link = article_link("wenbao_bot", press)
    assert link.startswith("https://t.me/wenbao_bot?start=")
    assert press_of_payload(link.partition("start=")[2]) == press
    assert press_of_payload("fo_-_0_0") is None
