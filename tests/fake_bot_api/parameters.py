"""The methods that the fake serves: which parameters each takes, and of what type."""

from __future__ import annotations

import json
import re
from enum import Enum, auto

from tests.fake_bot_api.forms import Form
from tests.fake_bot_api.values import Json, JsonObject, RefusedError

__all__ = ["METHODS", "read_parameters"]


class _Kind(Enum):
    TEXT = auto()
    INTEGER = auto()
    SWITCH = auto()
    CHAT = auto()
    TABLE = auto()
    LIST = auto()
    FILE = auto()


_SENDING = (
    "business_connection_id message_thread_id direct_messages_topic_id disable_notification "
    "protect_content allow_paid_broadcast message_effect_id suggested_post_parameters "
    "reply_parameters reply_markup"
)
_EDITING = "business_connection_id chat_id message_id inline_message_id reply_markup"
_CAPTION = "caption parse_mode caption_entities"
_TAKES = {
    "getMe": "",
    "logOut": "",
    "close": "",
    "getUpdates": "offset limit timeout allowed_updates",
    "setWebhook": (
        "url! certificate ip_address max_connections allowed_updates drop_pending_updates "
        "secret_token"
    ),
    "deleteWebhook": "drop_pending_updates",
    "getWebhookInfo": "",
    "sendMessage": f"chat_id! text! parse_mode entities link_preview_options {_SENDING}",
    "sendPhoto": f"chat_id! photo! {_CAPTION} show_caption_above_media has_spoiler {_SENDING}",
    "sendDocument": (
        f"chat_id! document! thumbnail {_CAPTION} disable_content_type_detection {_SENDING}"
    ),
    "sendChatAction": "business_connection_id chat_id! message_thread_id action!",
    "editMessageText": f"{_EDITING} text! parse_mode entities link_preview_options",
    "editMessageCaption": f"{_EDITING} {_CAPTION} show_caption_above_media",
    "editMessageReplyMarkup": _EDITING,
    "deleteMessage": "chat_id! message_id!",
    "answerCallbackQuery": "callback_query_id! text show_alert url cache_time",
    "answerInlineQuery": "inline_query_id! results! cache_time is_personal next_offset button",
    "getFile": "file_id!",
    "getChat": "chat_id!",
    "getChatMember": "chat_id! user_id!",
    "getChatAdministrators": "chat_id! return_bots",
    "leaveChat": "chat_id!",
    "setMyCommands": "commands! scope language_code",
    "getMyCommands": "scope language_code",
    "deleteMyCommands": "scope language_code",
    "setMyName": "name language_code",
    "getMyName": "language_code",
    "setMyDescription": "description language_code",
    "getMyDescription": "language_code",
    "setMyShortDescription": "short_description language_code",
    "getMyShortDescription": "language_code",
    "setChatMenuButton": "chat_id menu_button",
    "getChatMenuButton": "chat_id",
}
_OF_KIND = {
    _Kind.INTEGER: (
        "message_id message_thread_id direct_messages_topic_id offset limit timeout "
        "max_connections cache_time user_id"
    ),
    _Kind.SWITCH: (
        "disable_notification protect_content allow_paid_broadcast show_alert is_personal "
        "drop_pending_updates show_caption_above_media has_spoiler "
        "disable_content_type_detection return_bots"
    ),
    _Kind.CHAT: "chat_id",
    _Kind.TABLE: (
        "reply_parameters reply_markup link_preview_options suggested_post_parameters scope "
        "menu_button button"
    ),
    _Kind.LIST: "entities caption_entities allowed_updates results commands",
    _Kind.FILE: "photo document thumbnail certificate",
}
_KINDS = {name: kind for kind, names in _OF_KIND.items() for name in names.split()}
METHODS = {
    method: {name.rstrip("!"): name.endswith("!") for name in takes.split()}
    for method, takes in _TAKES.items()
}
"""Method → its parameters → whether each is required."""

_INTEGER = re.compile(r"-?\d{1,19}", re.ASCII)
_PUBLIC_NAME = re.compile(r"@[A-Za-z][A-Za-z0-9_]{3,31}", re.ASCII)
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
_MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "callback_query_id": _TOO_OLD,
    "inline_query_id": _TOO_OLD,
}


def read_parameters(method: str, form: Form) -> JsonObject:
    """The parameters of a call, each of the type that the Bot API wants.

    Raises:
        RefusedError: If one is unknown, missing or of another type.
    """
    known = METHODS[method]
    given = set(form.parameters) | set(form.uploads)
    attached = {
        value.removeprefix("attach://")
        for value in form.parameters.values()
        if isinstance(value, str) and value.startswith("attach://")
    }
    for name in sorted(given - set(known) - attached):
        raise RefusedError(f"unknown parameter {name!r} of {method}")
    for name, required in known.items():
        if required and name not in given:
            raise RefusedError(_MISSING.get(name, f"parameter {name!r} is required"))
    return {name: _read(name, value) for name, value in form.parameters.items()}


def _read(name: str, value: Json) -> Json:
    kind = _KINDS.get(name, _Kind.TEXT)
    read = _READERS[kind](value)
    if read is None:
        raise RefusedError(f"parameter {name!r} is no {kind.name.lower()}: {value!r:.80}")
    return read


def _integer(value: Json) -> Json:
    if isinstance(value, str) and _INTEGER.fullmatch(value):
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _switch(value: Json) -> Json:
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value)
    return value if isinstance(value, bool) else None


def _chat(value: Json) -> Json:
    if isinstance(value, str) and _PUBLIC_NAME.fullmatch(value):
        return value
    return _integer(value)


def _parsed(value: Json) -> Json:
    if not isinstance(value, str):
        return value
    try:
        parsed: Json = json.loads(value)
    except ValueError:
        return None
    return parsed


def _table(value: Json) -> Json:
    parsed = _parsed(value)
    return parsed if isinstance(parsed, dict) else None


def _list(value: Json) -> Json:
    parsed = _parsed(value)
    return parsed if isinstance(parsed, list) else None


def _text(value: Json) -> Json:
    return value if isinstance(value, str) else None


_READERS = {
    _Kind.TEXT: _text,
    _Kind.FILE: _text,
    _Kind.INTEGER: _integer,
    _Kind.SWITCH: _switch,
    _Kind.CHAT: _chat,
    _Kind.TABLE: _table,
    _Kind.LIST: _list,
}
