"""The methods about the bot itself, and the answers to presses and inline queries."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from tests.fake_bot_api.forms import Form
from tests.fake_bot_api.rules import check_commands, check_inline_results
from tests.fake_bot_api.values import Json, JsonObject, RefusedError, table, text

__all__ = ["Profile", "Queries"]

_LANGUAGE = re.compile(r"(?:[a-z]{2})?", re.ASCII)
_AT_MOST = {"name": 64, "description": 512, "short_description": 120}
_SCOPES = frozenset(
    {
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
        "chat",
        "chat_administrators",
        "chat_member",
    }
)
_MENU_BUTTONS = frozenset({"default", "commands", "web_app"})
_ALERT_AT_MOST = 200
_OFFSET_AT_MOST = 64
_START_PARAMETER = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


class Profile:
    """Name, descriptions, commands and menu button of the bot, by language."""

    def __init__(self) -> None:
        self.words: dict[tuple[str, str], str] = {}
        self.commands: dict[tuple[str, str], Json] = {}
        self.menu_buttons: dict[Json, Json] = {}

    def set_words(self, name: str) -> Callable[[JsonObject, Form], Json]:
        """Method `setMyName` and its kin; `name` is both the parameter and what is set."""

        def method(call: JsonObject, _form: Form) -> Json:
            words = text(call.get(name))
            if len(words) > _AT_MOST[name]:
                raise RefusedError(f"{name} is too long")
            self.words[name, _language(call)] = words
            return True

        return method

    def get_words(self, name: str) -> Callable[[JsonObject, Form], Json]:
        """Method `getMyName` and its kin."""

        def method(call: JsonObject, _form: Form) -> Json:
            default = self.words.get((name, ""), "")
            return {name: self.words.get((name, _language(call)), default)}

        return method

    def set_commands(self, call: JsonObject, _form: Form) -> Json:
        """Method `setMyCommands`."""
        check_commands(call["commands"])
        self.commands[_scope(call), _language(call)] = call["commands"]
        return True

    def get_commands(self, call: JsonObject, _form: Form) -> Json:
        """Method `getMyCommands`."""
        return self.commands.get((_scope(call), _language(call)), [])

    def delete_commands(self, call: JsonObject, _form: Form) -> Json:
        """Method `deleteMyCommands`."""
        self.commands.pop((_scope(call), _language(call)), None)
        return True

    def set_menu_button(self, call: JsonObject, _form: Form) -> Json:
        """Method `setChatMenuButton`."""
        button = table(call.get("menu_button"))
        if button.get("type", "default") not in _MENU_BUTTONS:
            raise RefusedError("MenuButton has unsupported type")
        self.menu_buttons[call.get("chat_id")] = button
        return True

    def get_menu_button(self, call: JsonObject, _form: Form) -> Json:
        """Method `getChatMenuButton`."""
        return self.menu_buttons.get(call.get("chat_id"), {"type": "default"})


class Queries:
    """Presses and inline queries that wait for their answers."""

    def __init__(self) -> None:
        self.presses: dict[str, JsonObject | None] = {}
        self.inline: dict[str, JsonObject | None] = {}
        self.expired: set[str] = set()

    def answer_press(self, call: JsonObject, _form: Form) -> Json:
        """Method `answerCallbackQuery`."""
        at = text(call["callback_query_id"])
        if len(text(call.get("text"))) > _ALERT_AT_MOST:
            raise RefusedError("MESSAGE_TOO_LONG")
        _answer(self.presses, at, call, self.expired)
        return True

    def answer_inline(self, call: JsonObject, _form: Form) -> Json:
        """Method `answerInlineQuery`."""
        check_inline_results(call["results"])
        if len(text(call.get("next_offset")).encode()) > _OFFSET_AT_MOST:
            raise RefusedError("NEXT_OFFSET_INVALID")
        button = table(call.get("button"))
        if button:
            start = text(button.get("start_parameter"))
            if not text(button.get("text")) or not _START_PARAMETER.fullmatch(start):
                raise RefusedError("START_PARAM_INVALID")
        _answer(self.inline, text(call["inline_query_id"]), call, self.expired)
        return True


def _answer(
    waiting: dict[str, JsonObject | None], at: str, call: JsonObject, expired: set[str]
) -> None:
    if at in expired:
        raise RefusedError(_TOO_OLD, fault=False)
    if at not in waiting or waiting[at] is not None:
        raise RefusedError(_TOO_OLD)
    waiting[at] = call


def _language(call: JsonObject) -> str:
    language = text(call.get("language_code"))
    if not _LANGUAGE.fullmatch(language):
        raise RefusedError(f"invalid language code {language!r} specified")
    return language


def _scope(call: JsonObject) -> str:
    scope = table(call.get("scope")) or {"type": "default"}
    if scope.get("type") not in _SCOPES:
        raise RefusedError("BotCommandScope has unsupported type")
    return json.dumps(scope, sort_keys=True)
