"""Each wrong call is refused with Telegram's words and noted as a violation; a right one passes."""

from __future__ import annotations

import inspect
import re

import httpx
import pytest
from telegram import Bot

from tests.fake_bot_api.conftest import NO_TLS, Caller
from tests.fake_bot_api.fake import FakeBotApi
from tests.fake_bot_api.parameters import METHODS
from tests.fake_bot_api.values import Json, JsonObject, table

LIBRARY_ONLY = {
    "self",
    "read_timeout",
    "write_timeout",
    "connect_timeout",
    "pool_timeout",
    "api_kwargs",
    "current_offset",
    "allow_sending_without_reply",
    "reply_to_message_id",
    "disable_web_page_preview",
    "filename",
}


def keyboard(**button: Json) -> JsonObject:
    return {"inline_keyboard": [[{"text": "全文", **button}]]}


@pytest.mark.parametrize("method", sorted(METHODS))
def test_a_method_takes_the_parameters_that_the_library_can_send(method: str) -> None:
    spelt = re.sub("([A-Z])", r"_\1", method).lower()
    signature = inspect.signature(getattr(Bot, spelt)).parameters
    assert set(signature) - LIBRARY_ONLY == set(METHODS[method])


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"text": "好"}, "chat_id is empty"),
        ({"chat_id": 7}, "message text is empty"),
        ({"chat_id": 7, "text": " \n "}, "message text is empty"),
        ({"chat_id": 7, "text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"chat_id": 7, "text": "好" * 4097}, "message is too long"),
        ({"chat_id": 7, "text": "📰" * 2049}, "message is too long"),
        ({"chat_id": 8, "text": "好"}, "chat not found"),
        ({"chat_id": "seven", "text": "好"}, "is no chat"),
        ({"chat_id": 7, "text": "好", "colour": "red"}, "unknown parameter 'colour'"),
        ({"chat_id": 7, "text": "好", "parse_mode": "Html5"}, "unsupported parse_mode"),
        ({"chat_id": 7, "text": "好", "protect_content": "yes"}, "is no switch"),
        ({"chat_id": 7, "text": "<b>" * 2, "parse_mode": "HTML"}, "can't parse entities"),
        ({"chat_id": 7, "text": "<b>好</b>|" * 101, "parse_mode": "HTML"}, "101 entities"),
        ({"chat_id": 7, "text": "好", "reply_parameters": {}}, None),
        ({"chat_id": 7, "text": "好", "reply_parameters": {"message_id": 99}}, "not found"),
        ({"chat_id": 7, "text": "好", "reply_parameters": {"id": 1}}, "unknown field 'id'"),
        ({"chat_id": 7, "text": "好", "link_preview_options": {"off": True}}, "unknown field"),
        ({"chat_id": 7, "text": "好", "reply_markup": {"rows": []}}, "object expected"),
        ({"chat_id": 7, "text": "好", "reply_markup": {"inline_keyboard": [[]]}}, "no Array"),
        ({"chat_id": 7, "text": "好", "reply_markup": keyboard()}, "exactly one action"),
        (
            {"chat_id": 7, "text": "好", "reply_markup": keyboard(url="http://a.b", pay=True)},
            "exactly one action",
        ),
        (
            {"chat_id": 7, "text": "好", "reply_markup": keyboard(callback_data="全" * 22)},
            "BUTTON_DATA_INVALID",
        ),
        (
            {"chat_id": 7, "text": "好", "reply_markup": keyboard(callback_data="")},
            "BUTTON_DATA_INVALID",
        ),
        ({"chat_id": 7, "text": "好", "reply_markup": keyboard(url="localhost")}, "is invalid"),
        (
            {"chat_id": 7, "text": "好", "reply_markup": keyboard(callback_data="a", colour="r")},
            "unknown field 'colour'",
        ),
        (
            {
                "chat_id": 7,
                "text": "好",
                "reply_markup": {"inline_keyboard": [[{"text": " ", "callback_data": "a"}]]},
            },
            "must not be empty",
        ),
        ({"chat_id": 7, "text": "好" * 4096, "reply_markup": keyboard(callback_data="a")}, None),
        ({"chat_id": 7, "text": "&lt;" * 4096, "parse_mode": "HTML"}, None),
    ],
)
def test_a_message_is_judged(
    api: FakeBotApi, call: Caller, parameters: JsonObject, words: str | None
) -> None:
    api.open_chat(7)
    answer = call("sendMessage", **parameters)
    if words is None:
        assert answer["ok"] is True
        assert api.violations == []
    else:
        assert answer["error_code"] == 400
        assert words in str(answer["description"])
        assert len(api.violations) == 1
        assert api.sent(7) == []


@pytest.mark.parametrize(
    ("method", "parameters", "words"),
    [
        ("answerCallbackQuery", {"callback_query_id": "9"}, "query is too old"),
        ("answerInlineQuery", {"inline_query_id": "9", "results": []}, "query is too old"),
        ("editMessageText", {"text": "好"}, "message identifier is not specified"),
        ("editMessageText", {"chat_id": 7, "message_id": 5, "text": "好"}, "to edit not found"),
        ("deleteMessage", {"chat_id": 7, "message_id": 5}, "to delete not found"),
        ("sendChatAction", {"chat_id": 7, "action": "thinking"}, "wrong parameter action"),
        ("getFile", {"file_id": "x"}, "wrong file_id"),
        ("setWebhook", {"url": "http://example.org"}, "HTTPS URL must be provided"),
        ("setWebhook", {"url": "https://a.b", "secret_token": "a b"}, "unallowed characters"),
        ("setMyCommands", {"commands": [{"command": "Ask", "description": "问"}]}, "INVALID"),
        ("setMyCommands", {"commands": [], "language_code": "zh-hans"}, "invalid language code"),
        ("setMyDescription", {"description": "问" * 513}, "too long"),
        ("setMyShortDescription", {"short_description": "问" * 121}, "too long"),
        ("setChatMenuButton", {"menu_button": {"type": "none"}}, "unsupported type"),
        ("getChat", {"chat_id": "@nobody"}, "chat not found"),
        ("getUpdates", {"limit": 500}, "limit must be"),
    ],
)
def test_other_methods_are_judged_too(
    api: FakeBotApi, call: Caller, method: str, parameters: JsonObject, words: str
) -> None:
    api.open_chat(7)
    answer = call(method, **parameters)
    assert words in str(answer["description"])
    assert api.violations


def test_inline_results_are_judged(api: FakeBotApi, call: Caller) -> None:
    article: JsonObject = {
        "type": "article",
        "id": "1",
        "title": "标题",
        "input_message_content": {"message_text": "<b>文</b>", "parse_mode": "HTML"},
    }
    wrong: dict[str, list[JsonObject]] = {
        "RESULT_ID_DUPLICATE": [article, article],
        "RESULT_ID_INVALID": [{**article, "id": "一" * 22}],
        "can't find field 'title'": [{**article, "title": ""}],
        "too many": [{**article, "id": str(at)} for at in range(51)],
        "unknown field 'hide_url'": [{**article, "hide_url": True}],
        "message text is empty": [{**article, "input_message_content": {"message_text": ""}}],
    }
    for words, results in wrong.items():
        answer = call("answerInlineQuery", inline_query_id=api.inline(7, "水"), results=[*results])
        assert words in str(answer["description"])
    query = api.inline(7, "水")
    assert call("answerInlineQuery", inline_query_id=query, results=[article])["ok"] is True
    assert table(api.answer_to(query))["results"] == [article]
    again = call("answerInlineQuery", inline_query_id=query, results=[article])
    assert "query is too old" in str(again["description"])


def test_the_same_edit_twice_is_not_modified_but_no_violation(
    api: FakeBotApi, call: Caller
) -> None:
    api.open_chat(7)
    call("sendMessage", chat_id=7, text="好", reply_markup=keyboard(callback_data="a"))
    edit: JsonObject = {"chat_id": 7, "message_id": 1, "text": "<b>好</b>", "parse_mode": "HTML"}
    assert call("editMessageText", **edit)["ok"] is True
    again = call("editMessageText", **edit)
    assert "message is not modified" in str(again["description"])
    (sent,) = api.sent(7)
    assert (sent.edits, sent.buttons) == (1, ())
    assert api.violations == []


def test_readers_messages_cannot_be_edited_by_the_bot(api: FakeBotApi, call: Caller) -> None:
    at = api.send_text(7, "问")
    answer = call("editMessageText", chat_id=7, message_id=at, text="答")
    assert "can't be edited" in str(answer["description"])


def test_a_press_is_answered_once_and_within_telegrams_limit(api: FakeBotApi, call: Caller) -> None:
    api.open_chat(7)
    call("sendMessage", chat_id=7, text="好", reply_markup=keyboard(callback_data="a"))
    query = api.press(api.sent(7)[0], "全文")
    too_long = call("answerCallbackQuery", callback_query_id=query, text="好" * 201)
    assert too_long["description"] == "Bad Request: MESSAGE_TOO_LONG"
    assert call("answerCallbackQuery", callback_query_id=query)["ok"] is True
    assert call("answerCallbackQuery", callback_query_id=query)["ok"] is False
    old = api.press(api.sent(7)[0], "a")
    api.expire(old)
    before = api.violations
    assert call("answerCallbackQuery", callback_query_id=old)["ok"] is False
    assert api.violations == before
    with pytest.raises(LookupError):
        api.press(api.sent(7)[0], "no such button")


def test_a_wrong_token_an_unknown_method_and_a_broken_body_are_refused(api: FakeBotApi) -> None:
    with httpx.Client(base_url=api.root_url, verify=NO_TLS) as client:
        assert client.post("/bot123456:WRONG/getMe").status_code == 401
        assert client.post(f"/bot{api.token}/sendDance").status_code == 404
        assert client.get("/elsewhere").status_code == 401
        url = f"/bot{api.token}/sendMessage"
        assert client.post(url, content=b"{", headers={"Content-Type": "application/json"}).is_error
        assert client.post(url, content=b"x", headers={"Content-Type": "text/plain"}).is_error
    assert len(api.violations) == 5


def test_all_three_encodings_of_a_body_say_the_same(api: FakeBotApi) -> None:
    api.open_chat(7)
    url = f"{api.base_url}{api.token}/sendMessage"
    with httpx.Client(verify=NO_TLS) as client:
        client.post(url, data={"chat_id": "7", "text": "好+ &"})
        client.post(url, json={"chat_id": 7, "text": "好+ &"})
        client.post(url, files={"chat_id": (None, "7"), "text": (None, "好+ &")})
        client.get(url, params={"chat_id": "7", "text": "好+ &"})
    assert [sent.text for sent in api.sent(7)] == ["好+ &"] * 4
    assert api.violations == []
