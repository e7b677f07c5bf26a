"""How the bot begins and how it ends: each of its lives is lived once and told by several tests."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.e2e.papers import paper, put, today
from tests.e2e.running import free_port, running_bot
from tests.fake_bot_api import FakeBotApi, SentMessage
from tests.fake_bot_api.readers import Reader

QUESTION = "最高气温多少度?"


@dataclass(frozen=True, slots=True)
class Lives:
    """What came of a bot that was restarted.

    Attributes:
        api: The fake that both of its lives talked to.
        reader: Who asked in both.
        answer: To a question of the first life, which was asked again by a button in the second.
        late: The answer that was under way when the first life was asked to end.
        left: Updates that were not confirmed at its end.
        turned: `answer` after its button was pressed in the second life.
        article: What another button of `answer` brought then.
        statuses: Of the first life, ended by SIGTERM, and of the second, ended by SIGINT while
            Telegram wanted to hear nothing for a minute.
        printed: By both.
    """

    api: FakeBotApi
    reader: Reader
    answer: SentMessage
    late: SentMessage
    left: int
    turned: SentMessage
    article: SentMessage
    statuses: tuple[int, int]
    printed: str


@pytest.fixture(scope="module")
def lives(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lives]:
    folder = tmp_path_factory.mktemp("issues")
    put(folder, today(), paper(today()))
    with FakeBotApi() as api:
        reader = Reader(api, 7)
        with running_bot(api, folder) as first:
            first.wait_until_polling()
            answer = reader.ask("社区食堂每餐多少钱?")
            api.hold_next("sendMessage")
            reader.send(QUESTION)
            api.wait_held()
            polls = len(api.calls("getUpdates"))
            first.process.send_signal(signal.SIGTERM)
            # Its last poll, which confirms what it took, tells that it is about to end.
            api.wait_until(lambda: len(api.calls("getUpdates")) > polls)
            api.release()
            ended, printed = first.ended(), first.printed
            (late,), left = reader.hear(), api.unconfirmed
        with running_bot(api, folder) as second:
            polls = len(api.calls("getUpdates"))
            api.wait_until(lambda: len(api.calls("getUpdates")) > polls, 90)
            reader.press(answer, "更多")
            turned = reader.changed(answer)
            reader.press(answer, "全文")
            (article,) = reader.hear()
            api.fail_next("sendMessage", 429, retry_after=60)
            reader.send(QUESTION)
            api.wait_until(lambda: api.calls("sendMessage")[-1].status == 429)
            held = second.stop(signal.SIGINT)
            printed += second.printed
        yield Lives(api, reader, answer, late, left, turned, article, (ended, held), printed)


def test_a_signal_ends_it_when_the_answers_that_were_begun_are_finished(lives: Lives) -> None:
    assert lives.statuses[0] == 0, lives.printed
    assert "最高气温20℃" in lives.late.text
    assert lives.left == 0


def test_buttons_outlive_a_restart(lives: Lives) -> None:
    assert "第 2 处" in lives.turned.text
    assert lives.article.text.startswith("社区食堂飘饭香")


def test_nothing_is_answered_again_after_a_restart(lives: Lives) -> None:
    sent = lives.api.sent(lives.reader.chat)
    assert [message.id for message in sent] == [lives.answer.id, lives.late.id, lives.article.id]


def test_a_flood_limit_does_not_keep_it_from_ending(lives: Lives) -> None:
    assert lives.statuses[1] == 0, lives.printed


def test_the_bot_waits_for_telegram_to_come_up_and_gives_way_to_a_second_poller(
    tmp_path: Path,
) -> None:
    with FakeBotApi() as api:
        api.fail_next("getMe", 500)
        api.drop_next("deleteWebhook")
        with running_bot(api, tmp_path) as bot:
            bot.wait_until_polling()
            reader = Reader(api, 77)
            assert reader.ask("/help").text
            api.fail_next("getUpdates", 409, times=50)
            # The poll that waits at this moment ends with an update; those after it are refused.
            reader.send("/help")
            assert bot.ended() == 3
            assert "409" in bot.printed
            assert "另一个进程" in bot.printed
            assert "Traceback" not in bot.printed


def test_a_token_that_telegram_does_not_know_ends_it_with_a_clear_word(tmp_path: Path) -> None:
    unknown = {"WENBAO_TOKEN": "654321:WRONG"}
    with FakeBotApi() as api, running_bot(api, tmp_path, **unknown) as bot:
        assert bot.ended() == 2
        assert "WENBAO_TOKEN" in bot.printed
        assert "WRONG" not in bot.printed
        assert "Traceback" not in bot.printed


def test_updates_come_by_webhook_when_its_address_is_set(tmp_path: Path) -> None:
    port = free_port()
    with FakeBotApi() as api:
        api.proxy("https://paper.example", f"http://127.0.0.1:{port}")
        settings = {
            "WENBAO_WEBHOOK_URL": "https://paper.example/hook",
            "WENBAO_WEBHOOK_SECRET": "a-secret",
            "WENBAO_WEBHOOK_PORT": str(port),
            "WENBAO_ALLOW": "7",
        }
        with running_bot(api, tmp_path, **settings) as bot:
            hooked = api.wait_for("setWebhook", timeout=90)
            assert hooked.parameters["secret_token"] == settings["WENBAO_WEBHOOK_SECRET"]
            api.push({"message": {"message_id": "x", "date": [], "chat": 5, "text": {}}})
            api.send_text(8, "/help")
            assert "问报" in Reader(api, 7).ask("/help").text
            assert api.sent(8) == [], "only who is on the list is answered"
            assert "malformed" in bot.printed
            assert bot.stop() == 0, bot.printed
        assert api.violations == []
