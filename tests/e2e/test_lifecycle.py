"""How the bot begins and how it ends."""

from __future__ import annotations

import signal

from tests.e2e.running import ROOT, running_bot
from tests.fake_bot_api import FakeBotApi
from tests.fake_bot_api.readers import Reader

SEEDS = ROOT / "seeds"


def test_a_signal_ends_it_when_the_answers_that_were_begun_are_finished() -> None:
    with FakeBotApi() as api, running_bot(api, SEEDS) as bot:
        bot.wait_until_polling()
        reader = Reader(api, 7)
        reader.ask("/help")
        api.slow_next("sendMessage", 1.0)
        reader.send("明天早晨多少度?")
        api.wait_until(lambda: api.calls("sendMessage")[-1].status == 0)
        status, seconds = bot.stop(signal.SIGTERM)
        assert (status, seconds < 5) == (0, True), bot.printed
        assert "最低气温8℃" in reader.hear()[0].text
        assert api.unconfirmed == 0


def test_a_flood_limit_does_not_keep_it_from_ending() -> None:
    with FakeBotApi() as api, running_bot(api, SEEDS) as bot:
        bot.wait_until_polling()
        reader = Reader(api, 7)
        api.fail_next("sendMessage", 429, retry_after=60)
        reader.send("明天早晨多少度?")
        api.wait_until(lambda: bool(api.calls("sendMessage")))
        status, seconds = bot.stop(signal.SIGINT)
        assert (status, seconds < 5) == (0, True), bot.printed


def test_a_second_poller_ends_it_with_a_clear_word() -> None:
    with FakeBotApi() as api:
        api.fail_next("getUpdates", 409, times=50)
        with running_bot(api, SEEDS) as bot:
            assert bot.ended() == 3
            assert "409" in bot.printed
            assert "另一个进程" in bot.printed
            assert "Traceback" not in bot.printed


def test_a_token_that_telegram_does_not_know_ends_it_with_a_clear_word() -> None:
    unknown = {"WENBAO_TOKEN": "654321:WRONG"}
    with FakeBotApi() as api, running_bot(api, SEEDS, **unknown) as bot:
        assert bot.ended() == 2
        assert "WENBAO_TOKEN" in bot.printed
        assert "WRONG" not in bot.printed
        assert "Traceback" not in bot.printed


def test_buttons_outlive_a_restart() -> None:
    with FakeBotApi() as api:
        reader = Reader(api, 7)
        with running_bot(api, SEEDS) as bot:
            bot.wait_until_polling()
            answer = reader.ask("农污治理行政村覆盖率达到多少?")
            bot.stop()
        with running_bot(api, SEEDS):
            reader.press(answer, "更多")
            assert "第 2 处" in reader.changed(answer).text
            reader.press(answer, "全文")
            assert reader.hear()[0].text.startswith("我市农污治理获省优秀")


def test_updates_come_by_webhook_when_its_address_is_set() -> None:
    with FakeBotApi() as api:
        api.proxy("https://paper.example", "http://127.0.0.1:18443")
        settings = {
            "WENBAO_WEBHOOK_URL": "https://paper.example/hook",
            "WENBAO_WEBHOOK_SECRET": "a-secret",
            "WENBAO_WEBHOOK_PORT": "18443",
        }
        with running_bot(api, SEEDS, **settings) as bot:
            hooked = api.wait_for("setWebhook", timeout=30)
            assert hooked.parameters["secret_token"] == settings["WENBAO_WEBHOOK_SECRET"]
            api.push({"message": {"message_id": "x", "date": [], "chat": 5, "text": {}}})
            assert "最低气温8℃" in Reader(api, 7).ask("明天早晨多少度?").text
            assert "malformed" in bot.printed
            status, seconds = bot.stop()
            assert (status, seconds < 5) == (0, True), bot.printed
        assert api.violations == []
