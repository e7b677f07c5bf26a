"""What chats choose and want to be told: pushes, watched words, language, privacy; manners."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.retention import JUDGED_KEPT, LEDGER_KEPT, QUESTIONS_KEPT
from tests.e2e.papers import paper, put, today
from tests.e2e.running import RunningBot, running_bot
from tests.fake_bot_api import FakeBotApi, SentMessage
from tests.fake_bot_api.readers import Reader
from tests.fake_bot_api.values import Json, JsonObject
from tests.fonts import write_font

DAY = timedelta(days=1)
DENIED = 66_600
FLOOD = 25
NO_PICTURES = "Bad Request: not enough rights to send photos to the chat"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBot]:
    folder: Path = tmp_path_factory.mktemp("issues")
    put(folder, today() - DAY, paper(today() - DAY, "老码头开街", 11))
    settings = {
        "WENBAO_DENY": f"{DENIED}",
        "WENBAO_FLOOD_LIMIT": str(FLOOD),
        "WENBAO_CARD": "true",
        "WENBAO_CARD_FONT": str(write_font(folder.parent / "boxes.ttf", "报头条體")),
    }
    with FakeBotApi() as api, running_bot(api, folder, **settings) as bot:
        bot.wait_until_polling()
        yield bot


def labels(message: SentMessage) -> list[str]:
    return [button.text for row in message.buttons for button in row]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("07:30", "07:30"),
        ("7:30", "07:30"),
        ("7点半", "07:30"),
        ("0730", "07:30"),
        ("7点30分", "07:30"),
        ("每天早上七点半", "07:30"),
        ("晚上八点", "20:00"),
        ("中午12点", "12:00"),
        ("下午两点", "14:00"),
        ("十一点", "11:00"),
    ],
)
def test_a_time_is_understood_as_people_write_it(reader: Reader, text: str, time: str) -> None:
    assert time in reader.ask(f"/subscribe {text}").text
    assert "不再" in reader.ask("/unsubscribe").text
    assert "没有订过" in reader.ask("/unsubscribe").text


@pytest.mark.parametrize("text", ["", "25:00", "7:75", "早上", "-1", "99999999999"])
def test_a_time_that_is_none_offers_times(reader: Reader, text: str) -> None:
    offered = reader.ask(f"/subscribe {text}".strip())
    reader.press(offered, "07:00")
    agreed = reader.changed(offered)
    assert "07:00" in agreed.text
    reader.press(agreed, "今日要览")
    reader.hear()


def test_the_days_issue_is_pushed_once_and_watched_words_are_told(
    running: RunningBot, reader: Reader, group: Reader
) -> None:
    reader.ask("/subscribe 00:00")
    group.ask("/subscribe 00:00")
    channel = -1_002_000_000_123
    running.api.open_chat(channel, "channel", "读报")
    running.api.post(channel, "/subscribe 00:00")
    running.api.wait_sent(channel)
    watcher = Reader(running.api, reader.chat + 3_000_000)
    watcher.ask("/watch 新桥")
    watcher.ask("/watch 火箭")
    plain = Reader(running.api, reader.chat + 4_000_000)
    plain.ask("/subscribe 00:00")
    running.api.fail_next("sendPhoto", 400, description=NO_PICTURES, chat=plain.chat)
    before = len(running.api.calls("sendPhoto"))
    put(running.folder, today(), paper(today(), "新桥通车", 25))
    for chat in (reader, group):
        card, page = chat.hear(2)
        assert "photo" in card.json
        assert "新桥通车举行仪式" in card.text
        assert "今日要览" in page.text
        assert "新桥通车举行仪式" in page.text
    assert "今日要览" in running.api.wait_sent(channel, 3)[2].text
    assert "今日要览" in plain.hear()[0].text, "a chat that takes no pictures gets the text"
    cards = running.api.calls("sendPhoto")[before:]
    sent_to = Counter(call.chat for call in cards)
    assert [sent_to[chat] for chat in (channel, group.chat, reader.chat, plain.chat)] == [1] * 4
    uploads = Counter(
        str(call.parameters["caption"])
        for call in cards
        if "photo" not in call.parameters and call.status == 200
    )
    assert set(uploads.values()) == {1}, "a picture is uploaded once"
    (told,) = watcher.hear()
    assert "新桥" in told.text
    assert "火箭" not in told.text
    watcher.press(told, "1")
    assert watcher.hear()[0].text.startswith("新桥通车举行仪式")
    reader.ask("/help")
    assert len(running.api.sent(reader.chat)) == 1 + 2 + 1
    assert "不再" in plain.ask("/unsubscribe").text


@pytest.mark.parametrize(
    "command", ["/subscribe 07:30", "/unsubscribe", "/watch 地铁", "/unwatch 地铁", "/language"]
)
def test_in_a_group_only_its_admins_decide_for_all(group: Reader, command: str) -> None:
    member = Reader(group.api, group.chat, group.chat * -1 + 6_000_000)
    declined = member.ask(command)
    assert "管理员" in declined.text
    assert declined.buttons[0][0].url == "https://t.me/wenbao_bot"
    group.heard = member.heard
    assert "管理员" not in group.ask(command).text


def test_buttons_of_a_group_obey_its_admins_only(group: Reader) -> None:
    member = Reader(group.api, group.chat, group.chat * -1 + 6_000_000)
    for command, button in (
        ("/subscribe", "07:00"),
        ("/issue", "总看最新的"),
        ("/language", "English"),
    ):
        offered = group.ask(command)
        assert "管理员" in str(member.press(offered, button)["text"])
        assert group.now(offered).edits == 0
        group.press(offered, button)
        group.changed(offered)


def test_who_writes_in_the_name_of_the_group_decides_for_it(group: Reader) -> None:
    itself: JsonObject = {"id": group.chat, "type": "group", "title": "读报群"}
    anonymous: JsonObject = {"id": 1_087_968_824, "is_bot": True, "first_name": "Group"}
    text = "/subscribe 07:30"
    entities: list[Json] = [{"type": "bot_command", "offset": 0, "length": 10}]
    group.send_fields(
        {"text": text, "entities": entities, "sender_chat": itself, "from": anonymous}
    )
    assert "07:30" in group.hear()[0].text


def test_in_a_channel_posts_decide_and_its_readers_do_not(
    running: RunningBot, reader: Reader
) -> None:
    channel = -1_002_000_000_777
    running.api.open_chat(channel, "channel", "读报")
    running.api.post(channel, "/subscribe")
    (offered,) = running.api.wait_sent(channel)
    there = Reader(running.api, channel, reader.chat)
    assert "管理员" in str(there.press(offered, "07:00")["text"])
    running.api.appoint(channel, reader.chat)
    there.press(offered, "07:00")
    assert "07:00" in there.changed(offered).text


def test_the_front_page_brings_a_picture_besides_and_never_instead(
    running: RunningBot, reader: Reader
) -> None:
    for _ in range(2):
        reader.send("/today")
        card, page = reader.hear(2)
        assert "photo" in card.json
        assert "举行仪式" in card.text
        assert "今日要览" in page.text
    assert "photo" in running.api.calls("sendPhoto")[-1].parameters, "a picture is uploaded once"
    running.api.fail_next("sendPhoto", 400, description=NO_PICTURES, chat=reader.chat)
    assert "今日要览" in reader.ask("/today").text


def test_watched_words_are_listed_and_ended(reader: Reader) -> None:
    assert "没有留意" in reader.ask("/watches").text
    assert "/watch 地铁" in reader.ask("/watch").text
    assert "“地铁” “食堂”" in reader.ask("/watch 地铁、“食堂” 地铁").text
    assert "不要超过" in reader.ask("/watch " + "长" * 30).text
    listed = reader.ask("/watches")
    assert labels(listed) == ["✕ 地铁", "✕ 食堂"]
    reader.press(listed, "地铁")
    assert labels(reader.changed(listed)) == ["✕ 食堂"]
    assert "不再留意" in reader.ask("/unwatch 食堂").text
    assert "没有留意过" in reader.ask("/unwatch 食堂").text
    assert "最多留意" in reader.ask("/watch " + " ".join(f"第{at}" for at in range(21))).text


def test_the_bot_speaks_the_readers_language_or_the_one_chosen(running: RunningBot) -> None:
    english = Reader(running.api, 7_100_001, language="en")
    assert "ask" in english.ask("/start").text
    assert "does not report" in english.ask("火星移民什么时候开始?").text
    traditional = Reader(running.api, 7_100_002, language="zh-hant")
    assert "報紙" in traditional.ask("/start").text
    offered = english.ask("/language")
    assert {"简体中文", "繁體中文", "English"} <= set(labels(offered))
    english.press(offered, "繁體中文")
    assert "繁體中文" in english.changed(offered).text
    assert "報紙" in english.ask("/start").text


def test_a_reader_is_forgotten_at_once(reader: Reader) -> None:
    reader.ask("/subscribe 07:30")
    reader.ask("/watch 地铁")
    told = reader.ask("/privacy").text
    for kept in (QUESTIONS_KEPT.days // 30, JUDGED_KEPT.days // 30, LEDGER_KEPT.days):
        assert f"{kept} " in told
    assert "/forget" in told
    answer = reader.ask("社区食堂每餐多少钱?")
    assert "已全部删除" in reader.ask("/forget").text
    assert "没有订过" in reader.ask("/unsubscribe").text
    assert "没有留意" in reader.ask("/watches").text
    assert "已经删除" in str(reader.press(answer, "有用")["text"])


def test_who_is_forgotten_in_a_group_leaves_the_group_its_wishes(group: Reader) -> None:
    group.ask("/watch 地铁")
    assert "这个群里定下的推送和留意的词不变" in group.ask("/forget").text
    assert labels(group.ask("/watches")) == ["✕ 地铁"]


def test_too_many_messages_a_minute_get_one_friendly_word(
    running: RunningBot, reader: Reader
) -> None:
    for _ in range(FLOOD + 10):
        reader.send("/help")
    heard = reader.hear(FLOOD + 1)
    assert "太快" in heard[-1].text
    other = Reader(running.api, reader.chat + 4_000_000)
    other.ask("/help")
    assert len(running.api.sent(reader.chat)) == FLOOD + 1


def test_commands_for_another_bot_are_no_flood(group: Reader) -> None:
    for _ in range(FLOOD + 5):
        group.send("/roll@dice_bot")
    assert group.ask("/watches").text.startswith("您还没有")


def test_who_is_on_the_deny_list_gets_silence(running: RunningBot, reader: Reader) -> None:
    Reader(running.api, DENIED).send("你好")
    reader.ask("/help")
    assert running.api.sent(DENIED) == []


def test_inline_mode_finds_articles_and_links_back_to_them(
    running: RunningBot, reader: Reader
) -> None:
    answer = reader.answered(running.api.inline(reader.chat, "社区食堂每餐多少钱"))
    results = answer["results"]
    assert isinstance(results, list)
    first = results[0]
    assert isinstance(first, dict)
    assert first["title"] == "社区食堂飘饭香"
    content = first["input_message_content"]
    assert isinstance(content, dict)
    assert "平湖市新闻中心" in str(content["message_text"])
    assert "何雨" in str(content["message_text"])
    link = str(first["reply_markup"]).partition("start=")[2].partition("'")[0]
    opened = reader.ask(f"/start {link}")
    assert opened.text.startswith("社区食堂飘饭香")
    everything = reader.answered(running.api.inline(reader.chat, ""))["results"]
    assert isinstance(everything, list)
    assert len(everything) == 3


def test_a_share_button_types_what_finds_the_article(running: RunningBot, reader: Reader) -> None:
    answer = reader.ask("社区食堂每餐多少钱?")
    action = answer.button("分享").action["switch_inline_query_chosen_chat"]
    assert isinstance(action, dict)
    found = reader.answered(running.api.inline(reader.chat, str(action["query"])))["results"]
    assert isinstance(found, list)
    assert isinstance(found[0], dict)
    assert found[0]["title"] == "社区食堂飘饭香"


def test_a_group_that_moves_keeps_its_wishes(running: RunningBot, group: Reader) -> None:
    group.ask("/watch 地铁")
    moved = -1_002_000_000_000 - abs(group.chat)
    running.api.migrate(group.chat, moved, told=True)
    there = Reader(running.api, moved, group.user)
    running.api.wait_until(lambda: "✕ 地铁" in labels(there.ask("/watches")))


def test_a_chat_that_put_the_bot_out_loses_its_wishes(running: RunningBot, reader: Reader) -> None:
    reader.ask("/subscribe 07:30")
    running.api.change_standing(reader.chat, "member", "kicked")
    running.api.change_standing(reader.chat, "kicked", "member")
    assert "没有订过" in reader.ask("/unsubscribe").text


def test_everything_kept_the_rules_of_the_bot_api(running: RunningBot) -> None:
    assert running.api.violations == []
