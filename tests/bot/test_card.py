"""The picture card: what is drawn fits, and where nothing can be drawn there is none."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - the word of the glossary
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bot.card import Card, CardPainter, find_painter
from bot.cards import card_of
from bot.desk import Visit
from bot.render_front import FrontPage
from bot.wording import Language, wording
from retrieval.digest import make_digest
from retrieval.issue import Article, Issue, Masthead, Paragraph
from tests.fonts import write_font

SAY = wording(Language.ZH_HANS)
DATE = Date(2024, 3, 14)
CHINESE = "报头条體新桥通车仪式,,。0123456789年月日"


@pytest.fixture
def font(tmp_path: Path) -> Path:
    return write_font(tmp_path / "boxes.ttf", CHINESE)


def front_page(*headlines: str) -> FrontPage:
    stories = tuple(Article(headline, (Paragraph("昨天,有事。"),)) for headline in headlines)
    issue = Issue(Masthead("试刊", ("平湖试刊",), DATE, "星期四"), stories)
    return FrontPage(issue, make_digest(issue), (), DATE, DATE)


def drawn(painter: CardPainter, *headlines: str) -> Image.Image:
    card, _ = card_of(front_page(*headlines), Visit(1, 1, SAY, None))
    return Image.open(BytesIO(painter.paint(card)))


def test_a_card_grows_with_its_headlines_to_a_height_that_phones_show(font: Path) -> None:
    painter = find_painter(font)
    assert painter is not None
    one = drawn(painter, "新桥通车")
    two = drawn(painter, "新桥通车", "通车仪式")
    many = drawn(painter, *["新桥通车" * 12] * 60)
    assert one.format == "PNG"
    assert {one.width, two.width, many.width} == {1080}
    assert one.height < two.height < many.height <= 2400


def test_what_is_drawn_stays_within_the_margins(font: Path) -> None:
    painter = find_painter(font)
    assert painter is not None
    picture = drawn(painter, "新桥通车" * 30, "a" * 300).convert("L")
    below_the_bar = picture.crop((0, 16, 1080, picture.height))
    ink = below_the_bar.point([255 * (level < 200) for level in range(256)]).getbbox()
    assert ink is not None
    assert ink[0] >= 70
    assert ink[2] <= 1080 - 36


def test_a_font_without_chinese_characters_draws_no_card(tmp_path: Path) -> None:
    assert find_painter(write_font(tmp_path / "latin.ttf", "abc123")) is None
    assert find_painter(tmp_path / "missing.ttf") is None
    (tmp_path / "broken.ttf").write_bytes(b"no font at all")
    assert find_painter(tmp_path / "broken.ttf") is None


def test_the_caption_says_all_that_is_drawn() -> None:
    page = front_page("新桥<通车>", "食堂开张")
    card, caption = card_of(page, Visit(1, 1, SAY, None))
    assert card == Card(
        "平湖试刊",
        "2024年3月14日 星期四",
        (("头条", ("新桥<通车>",)), ("报道", ("食堂开张",))),
    )
    assert caption == (
        "平湖试刊\n<b>2024年3月14日 星期四</b>\n头条\n新桥&lt;通车&gt;\n报道\n食堂开张"
    )
    converted, _ = card_of(page, Visit(1, 1, SAY, None, traditional=True))
    assert converted.sections[0][1] == ("新橋<通車>",)


def test_a_caption_of_hundreds_of_headlines_keeps_telegrams_limit() -> None:
    _, caption = card_of(
        front_page(*(f"第{at}篇报道" for at in range(500))), Visit(1, 1, SAY, None)
    )
    assert len(caption) < 1200
    assert "第9篇报道" in caption
