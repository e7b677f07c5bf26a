"""Several issues: dates choose them, the folder is followed, chats keep their choice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.e2e.papers import paper, put, today
from tests.e2e.running import RunningBot, running_bot
from tests.fake_bot_api import FakeBotApi
from tests.fake_bot_api.readers import Reader
from tests.fake_bot_api.values import objects, table, text

DAY = timedelta(days=1)
PANDA = """# 大熊猫圆圆搬进新家

本报讯 大熊猫圆圆昨日入住城西动物园竹海馆,每天要吃四十斤竹子。
"""


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBot]:
    folder: Path = tmp_path_factory.mktemp("issues")
    put(folder, today() - DAY, paper(today() - DAY, "老码头开街", 11))
    put(folder, today() - 3 * DAY, paper(today() - 3 * DAY, "樱花节开幕", 13, PANDA))
    (folder / "broken.txt").write_bytes(b"\x00\x01\x02" * 100)
    often = {"WENBAO_FLOOD_LIMIT": "1000"}
    with FakeBotApi() as api, running_bot(api, folder, **often) as bot:
        bot.wait_until_polling()
        yield bot


def named(day: int) -> str:
    date = today() - day * DAY
    return f"{date.month}月{date.day}日"


def test_a_question_goes_to_the_newest_issue_and_says_its_date(reader: Reader) -> None:
    answer = reader.ask("最高气温多少度?")
    assert "11℃" in answer.text
    assert f"{(today() - DAY).year}年{named(1)}" in answer.text


def test_a_day_in_the_question_chooses_its_issue(reader: Reader) -> None:
    assert "11℃" in reader.ask("昨天的报纸上天气怎么样?").text
    assert "13℃" in reader.ask(f"{named(3)}的天气怎么样?").text
    assert "13℃" in reader.ask("三天前的最高气温多少度?").text


def test_a_day_without_a_paper_is_never_answered_for_without_a_word(reader: Reader) -> None:
    weather = reader.ask(f"{named(2)}的天气怎么样?")
    assert weather.text.startswith("没有收到")
    assert "11℃" in weather.text
    reader.press(weather, "更多")
    assert reader.changed(weather).text.startswith("没有收到")
    assert "没有收到" not in reader.ask(f"{named(2)}老码头开街仪式在哪里举行?").text


def test_leafing_stays_in_the_issue_that_answered(reader: Reader) -> None:
    answer = reader.ask(f"{named(3)}樱花节开幕仪式在哪里举行?")
    assert "樱花节" in answer.text
    reader.press(answer, "更多")
    assert named(3) in reader.changed(answer).text


def test_what_only_a_past_issue_reports_is_found_there(reader: Reader) -> None:
    answer = reader.ask("大熊猫圆圆住在哪个馆?")
    assert "竹海馆" in answer.text
    assert named(3) in answer.text


def test_what_a_day_brought_is_its_front_page(reader: Reader) -> None:
    page = reader.ask(f"{named(3)}有什么新闻?").text
    assert page.startswith("今日要览")
    assert "大熊猫圆圆搬进新家" in page
    assert f"这是往期的报纸，最新一期是{(today() - DAY).year}年{named(1)}" in page
    none = reader.ask(f"{named(2)}有什么新闻?").text
    assert none.startswith("没有收到")
    assert "老码头开街举行仪式" in none


def test_an_article_of_a_past_issue_is_shared_as_well(reader: Reader) -> None:
    answer = reader.ask("大熊猫圆圆住在哪个馆?")
    action = table(answer.button("分享").action["switch_inline_query_chosen_chat"])
    found = reader.answered(reader.api.inline(reader.chat, text(action["query"])))
    assert [result["title"] for result in objects(found["results"])][:1] == ["大熊猫圆圆搬进新家"]


def test_the_calendar_offers_days_with_an_issue_and_the_choice_holds(reader: Reader) -> None:
    calendar = reader.ask("/issue")
    day = today() - 3 * DAY
    if day.month != (today() - DAY).month:
        reader.press(calendar, "◀")
        calendar = reader.changed(calendar)
    pressable = {b.text for row in calendar.buttons for b in row if b.data.startswith("is|2")}
    assert str(day.day) in pressable
    reader.press_data(calendar, f"is|{day:%Y%m%d}|0|0")
    assert named(3) in reader.changed(calendar).text
    assert "13℃" in reader.ask("最高气温多少度?").text
    assert "樱花节开幕举行仪式" in reader.ask("/today").text
    back = reader.ask("/issue")
    reader.press(back, "总看最新的")
    reader.changed(back)
    assert "11℃" in reader.ask("最高气温多少度?").text


def test_a_new_file_is_served_within_seconds_and_a_withdrawn_one_answers_so(
    running: RunningBot, reader: Reader
) -> None:
    path = put(running.folder, today(), paper(today(), "新桥通车", 25))
    running.api.wait_until(lambda: "25℃" in reader.ask("最高气温多少度?").text, 60)
    page = reader.ask("/today")
    assert "今天的报纸还没到" not in page.text
    answer = reader.ask("新桥通车仪式总投资多少?")
    path.write_text(paper(today(), "新桥通车", 26), encoding="utf-8")
    running.api.wait_until(lambda: "26℃" in reader.ask("最高气温多少度?").text, 60)
    path.unlink()
    running.api.wait_until(lambda: "11℃" in reader.ask("最高气温多少度?").text, 60)
    for shown, button in ((page, "1"), (answer, "全文")):
        told = str(reader.press(shown, button)["text"])
        assert told.startswith("该期已下线")
        assert "/today" in told


def test_a_broken_file_stops_nobody_and_is_told_of(running: RunningBot, reader: Reader) -> None:
    assert "broken.txt" in running.printed
    assert "11℃" in reader.ask("最高气温多少度?").text


def test_a_bot_without_any_paper_says_so_until_the_first_one_comes(tmp_path: Path) -> None:
    often = {"WENBAO_FLOOD_LIMIT": "1000"}
    with FakeBotApi() as api, running_bot(api, tmp_path, **often) as bot:
        bot.wait_until_polling()
        reader = Reader(api, 7, 7)
        for words in ("/today", "/headlines", "天气怎么样?", "/ask 天气怎么样?"):
            assert "还没有可看的报纸" in reader.ask(words).text
        for words in ("/start", "/help", "/issue", "/subscribe", "/language"):
            assert reader.ask(words).text
        put(tmp_path, today(), paper(today()))
        api.wait_until(lambda: "20℃" in reader.ask("最高气温多少度?").text, 60)
        assert api.violations == []


def test_everything_kept_the_rules_of_the_bot_api(running: RunningBot) -> None:
    assert running.api.violations == []
