"""What goes wrong between the bot and Telegram costs no reader an answer, and gives none twice."""

from __future__ import annotations

import pytest

from tests.e2e.running import RunningBot
from tests.fake_bot_api.readers import Reader

QUESTION = "明天早晨多少度?"


def answered_once(reader: Reader) -> None:
    reader.send(QUESTION)
    assert "最低气温8℃" in reader.hear()[0].text
    reader.ask("/help")
    assert len(reader.api.sent(reader.chat)) == 2


def test_a_flood_limit_is_waited_out(running: RunningBot, reader: Reader) -> None:
    running.api.fail_next("sendMessage", 429, retry_after=1, chat=reader.chat)
    answered_once(reader)
    calls = running.api.calls("sendMessage")
    first, second, _ = (call for call in calls if call.chat == reader.chat)
    assert (first.status, second.status) == (429, 200)
    assert second.at - first.at >= 1


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_server_error_is_tried_again(running: RunningBot, reader: Reader, status: int) -> None:
    running.api.fail_next("sendMessage", status, times=2, chat=reader.chat)
    answered_once(reader)


def test_a_connection_cut_while_sending_is_tried_again(running: RunningBot, reader: Reader) -> None:
    running.api.drop_next("sendMessage", times=2, chat=reader.chat)
    answered_once(reader)


@pytest.mark.parametrize("status", [409, 429, 500, 502])
def test_polling_goes_on_after_a_refusal(running: RunningBot, reader: Reader, status: int) -> None:
    running.api.fail_next("getUpdates", status)
    answered_once(reader)


def test_polling_goes_on_after_a_cut_connection(running: RunningBot, reader: Reader) -> None:
    running.api.drop_next("getUpdates", times=2)
    answered_once(reader)


def test_updates_lost_on_the_way_come_again_and_are_answered_once(
    running: RunningBot, reader: Reader
) -> None:
    running.api.drop_next("getUpdates", times=1, after_effect=True)
    answered_once(reader)


def test_a_reader_who_blocked_the_bot_stops_nobody_else(
    running: RunningBot, reader: Reader
) -> None:
    gone = Reader(running.api, reader.chat + 1_000_000)
    gone.send("/start")
    gone.hear()
    running.api.block(gone.chat)
    gone.send(QUESTION)
    answered_once(reader)
    assert len(running.api.sent(gone.chat)) == 1


def test_a_press_too_old_to_be_answered_still_does_its_work(
    running: RunningBot, reader: Reader
) -> None:
    answer = reader.ask(QUESTION)
    running.api.fail_next("answerCallbackQuery", 400, description="Bad Request: query is too old")
    running.api.press(answer, "全文")
    assert "今天阴转多云" in reader.hear()[0].text


def test_a_batch_with_a_malformed_update_is_not_lost(running: RunningBot, reader: Reader) -> None:
    running.api.push({"message": {"message_id": "x", "date": [], "chat": 5, "text": {}}})
    running.api.push({"callback_query": {"id": 7}})
    running.api.push({"inline_query": None, "poll": [1, 2, 3]})
    answered_once(reader)


def test_answers_that_are_no_json_do_not_stop_the_polling(
    running: RunningBot, reader: Reader
) -> None:
    running.api.push_raw(b"<html>bad gateway</html>")
    running.api.push_raw(b'{"ok": true, "result": ' + b"[" * 100_000)
    answered_once(reader)


def test_questions_in_one_chat_are_answered_in_order(reader: Reader) -> None:
    asked = [reader.send(question) for question in (QUESTION, "顾嘉煌是谁?", "/today", "312个岗位")]
    heard = reader.hear(4)
    replied = [message.reply_to for message in heard]
    assert replied == [asked[0], asked[1], None, asked[3]]


def test_the_token_and_what_readers_write_are_in_nothing_that_is_printed(
    running: RunningBot, reader: Reader
) -> None:
    answered_once(reader)
    assert running.api.token not in running.printed
    assert running.api.token.split(":")[1] not in running.printed
    assert QUESTION not in running.printed
    assert "Warning" not in running.printed
