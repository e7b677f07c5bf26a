"""Bad luck comes as ordered: before or after the effect, once or often, to one chat or to all."""

from __future__ import annotations

import time

import httpx
import pytest

from tests.fake_bot_api.conftest import Caller
from tests.fake_bot_api.fake import FakeBotApi
from tests.fake_bot_api.faults import Fault, Pace
from tests.fake_bot_api.values import table


def test_a_fault_is_used_up_by_the_calls_it_fits(api: FakeBotApi, call: Caller) -> None:
    for chat in (7, 8):
        api.open_chat(chat)
    api.fail_next("sendMessage", 429, retry_after=3, chat=8)
    api.fail_next("sendMessage", 500, times=2, chat=7)
    codes = [call("sendMessage", chat_id=7, text="好").get("error_code") for _ in range(3)]
    assert codes == [500, 500, None]
    flood = call("sendMessage", chat_id=8, text="好")
    assert table(flood["parameters"]) == {"retry_after": 3}
    assert call("sendMessage", chat_id=8, text="好")["ok"] is True
    assert [len(api.sent(chat)) for chat in (7, 8)] == [1, 1]
    assert api.violations == []


@pytest.mark.parametrize("after_effect", [False, True])
def test_a_line_drops_before_or_after_the_effect(
    api: FakeBotApi, call: Caller, *, after_effect: bool
) -> None:
    api.open_chat(7)
    api.drop_next("sendMessage", after_effect=after_effect)
    with pytest.raises(httpx.RemoteProtocolError):
        call("sendMessage", chat_id=7, text="好")
    assert len(api.sent(7)) == after_effect
    logged = api.calls("sendMessage")[0]
    assert (logged.status, logged.effect) == (-1, after_effect)


def test_a_refusal_after_the_effect_leaves_the_message_standing(
    api: FakeBotApi, call: Caller
) -> None:
    api.open_chat(7)
    api.fail_next("sendMessage", 502, after_effect=True)
    assert call("sendMessage", chat_id=7, text="好")["error_code"] == 502
    assert len(api.sent(7)) == 1


def test_a_slow_answer_waits(api: FakeBotApi, call: Caller) -> None:
    api.slow_next("getMe", 0.2)
    begun = time.monotonic()
    assert call("getMe")["ok"] is True
    assert time.monotonic() - begun >= 0.2


def test_a_script_is_asked_about_every_call(api: FakeBotApi, call: Caller) -> None:
    api.open_chat(7)
    api.script(lambda one: Fault(status=500) if one.number % 2 else None)
    answers = [call("sendMessage", chat_id=7, text="好")["ok"] for _ in range(4)]
    assert answers == [True, False, True, False]


def test_blocked_and_migrated_chats_say_so(api: FakeBotApi, call: Caller) -> None:
    api.open_chat(7)
    api.block(7)
    api.migrate(-5, -1_000_000_000_005)
    assert call("sendMessage", chat_id=7, text="好")["error_code"] == 403
    moved = call("sendMessage", chat_id=-5, text="好")
    assert table(moved["parameters"]) == {"migrate_to_chat_id": -1_000_000_000_005}
    assert call("sendMessage", chat_id=-1_000_000_000_005, text="好")["ok"] is True
    assert api.violations == []


def test_who_sends_faster_than_telegram_allows_is_told_to_wait() -> None:
    pace = Pace(overall=4, group=2, patience=1)
    assert [pace.retry_after(chat, 0.0) for chat in range(1, 6)] == [0, 0, 0, 0, 2]
    assert [pace.retry_after(-5, 10 + at) for at in (0, 1, 2)] == [0, 0, 59]
    assert pace.retry_after(-5, 71.5) == 0
