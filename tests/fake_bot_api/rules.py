"""What the Bot API asks of texts, buttons, inline results, commands; each check refuses."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from tests.fake_bot_api.formatting import parse_html, utf16_length
from tests.fake_bot_api.values import Json, JsonObject, RefusedError, objects, table, text

__all__ = [
    "check_commands",
    "check_inline_results",
    "check_keys",
    "check_link_preview",
    "check_markup",
    "read_text",
]

_TEXT_AT_MOST = 4096
_CAPTION_AT_MOST = 1024
_ENTITIES_AT_MOST = 100
_DATA_AT_MOST = 64
_ROW_AT_MOST = 8
_BUTTONS_AT_MOST = 100
_RESULTS_AT_MOST = 50
_COMMANDS_AT_MOST = 100
_COMMAND = re.compile(r"[a-z0-9_]{1,32}", re.ASCII)
_COMMAND_TEXT_AT_MOST = 256
_COPY_AT_MOST = 256
_ACTIONS = frozenset(
    {
        "url",
        "callback_data",
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
        "callback_game",
        "pay",
    }
)
_BUTTON_KEYS = _ACTIONS | {"text", "style", "icon_custom_emoji_id"}
_MARKUPS = {
    "inline_keyboard": frozenset({"inline_keyboard"}),
    "force_reply": frozenset({"force_reply", "input_field_placeholder", "selective"}),
    "remove_keyboard": frozenset({"remove_keyboard", "selective"}),
    "keyboard": frozenset(
        {
            "keyboard",
            "is_persistent",
            "resize_keyboard",
            "one_time_keyboard",
            "input_field_placeholder",
            "selective",
        }
    ),
}
_PREVIEW_KEYS = frozenset(
    {"is_disabled", "url", "prefer_small_media", "prefer_large_media", "show_above_text"}
)
_CHOSEN_CHAT_KEYS = frozenset(
    {"query", "allow_user_chats", "allow_bot_chats", "allow_group_chats", "allow_channel_chats"}
)
_ARTICLE_KEYS = frozenset(
    {
        "type",
        "id",
        "title",
        "input_message_content",
        "reply_markup",
        "url",
        "description",
        "thumbnail_url",
        "thumbnail_width",
        "thumbnail_height",
    }
)
_CONTENT_KEYS = frozenset({"message_text", "parse_mode", "entities", "link_preview_options"})


def read_text(
    source: str, mode: str, entities: Json, *, caption: bool = False
) -> tuple[str, list[JsonObject]]:
    """A text or a caption and its entities, after markup has been taken away.

    Raises:
        RefusedError: If the markup is broken, the text empty or too long, or the entities too many.
    """
    if any(0xD800 <= ord(character) <= 0xDFFF for character in source):
        raise RefusedError("text must be encoded in UTF-8")
    match mode:
        case "HTML":
            shown, found = parse_html(source)
        case "":
            shown, found = source.strip(" \t\r\n\v\f"), objects(entities)
        case _:
            raise RefusedError(f"unsupported parse_mode {mode!r}")
    if mode and entities is not None:
        raise RefusedError("parse_mode and entities exclude each other")
    length = utf16_length(shown)
    if not caption and not length:
        raise RefusedError("message text is empty")
    if length > (_CAPTION_AT_MOST if caption else _TEXT_AT_MOST):
        raise RefusedError("message caption is too long" if caption else "message is too long")
    if len(found) > _ENTITIES_AT_MOST:
        raise RefusedError(f"{len(found)} entities, of which Telegram ignores all beyond 100")
    return shown, found


def check_keys(value: JsonObject, known: frozenset[str], name: str) -> None:
    """Refuse `value` where it has keys that `known` has not.

    Raises:
        RefusedError: Naming the first one.
    """
    for key in sorted(set(value) - known):
        raise RefusedError(f"unknown field {key!r} of {name}")


def check_link_preview(options: Json) -> None:
    """Refuse link preview options that are none.

    Raises:
        RefusedError: If they have a field that is unknown.
    """
    check_keys(table(options), _PREVIEW_KEYS, "LinkPreviewOptions")


def check_markup(markup: Json, *, inline_only: bool = False) -> None:
    """Refuse a `reply_markup` that Telegram would not show.

    Raises:
        RefusedError: If it is none of the four kinds, or a button of it is malformed.
    """
    if markup is None:
        return
    kinds = [kind for kind in _MARKUPS if kind in table(markup)]
    if not isinstance(markup, dict) or len(kinds) != 1:
        raise RefusedError("object expected as reply markup")
    check_keys(markup, _MARKUPS[kinds[0]], "reply_markup")
    if inline_only and kinds != ["inline_keyboard"]:
        raise RefusedError("inline keyboard expected")
    if kinds == ["inline_keyboard"]:
        _check_rows(markup["inline_keyboard"])
    elif kinds == ["keyboard"] and not isinstance(markup["keyboard"], list):
        raise RefusedError("field 'keyboard' must be of type Array")


def _check_rows(rows: Json) -> None:
    if not isinstance(rows, list):
        raise RefusedError("field 'inline_keyboard' must be of type Array")
    count = 0
    for row in rows:
        if not isinstance(row, list) or not row:
            raise RefusedError("a row of the inline keyboard is no Array of buttons")
        if len(row) > _ROW_AT_MOST:
            raise RefusedError(f"{len(row)} buttons in one row, where 8 can be shown")
        for button in row:
            _check_button(button)
        count += len(row)
    if count > _BUTTONS_AT_MOST:
        raise RefusedError("reply markup is too long")


def _check_button(button: Json) -> None:
    if not isinstance(button, dict):
        raise RefusedError("InlineKeyboardButton must be an Object")
    check_keys(button, _BUTTON_KEYS, "InlineKeyboardButton")
    if not text(button.get("text")).strip():
        raise RefusedError("can't parse inline keyboard button: field 'text' must not be empty")
    actions = sorted(_ACTIONS & set(button))
    if len(actions) != 1:
        raise RefusedError(f"an inline button needs exactly one action, this one has {actions}")
    _check_action(actions[0], button[actions[0]])


def _check_action(name: str, action: Json) -> None:
    match name:
        case "callback_data":
            if not 1 <= len(text(action).encode("utf-8", "surrogatepass")) <= _DATA_AT_MOST:
                raise RefusedError("BUTTON_DATA_INVALID")
        case "url":
            _check_url(text(action))
        case "switch_inline_query" | "switch_inline_query_current_chat":
            if not isinstance(action, str):
                raise RefusedError(f"field {name!r} must be of type String")
        case "switch_inline_query_chosen_chat":
            check_keys(table(action), _CHOSEN_CHAT_KEYS, "SwitchInlineQueryChosenChat")
        case "copy_text":
            if not 1 <= len(text(table(action).get("text"))) <= _COPY_AT_MOST:
                raise RefusedError("BUTTON_COPY_TEXT_INVALID")


def _check_url(url: str) -> None:
    parts = urlsplit(url)
    domain_ok = "." in parts.netloc if parts.scheme in {"http", "https"} else bool(parts.netloc)
    if parts.scheme not in {"http", "https", "tg"} or not domain_ok or " " in url:
        raise RefusedError(f"inline keyboard button URL {url!r} is invalid: Wrong HTTP URL")


def check_inline_results(results: Json) -> None:
    """Refuse results of an inline query that Telegram would refuse.

    Raises:
        RefusedError: If there are too many, ids repeat, or an article is malformed.
    """
    found = objects(results)
    if len(found) > _RESULTS_AT_MOST:
        raise RefusedError("too many inline query results specified")
    ids = [text(result.get("id")) for result in found]
    if len(set(ids)) < len(ids):
        raise RefusedError("RESULT_ID_DUPLICATE")
    for name, result in zip(ids, found, strict=True):
        if not 1 <= len(name.encode()) <= _DATA_AT_MOST:
            raise RefusedError("RESULT_ID_INVALID")
        if result.get("type") != "article":
            raise RefusedError(f"inline result of type {result.get('type')!r} is not served here")
        check_keys(result, _ARTICLE_KEYS, "InlineQueryResultArticle")
        if not text(result.get("title")):
            raise RefusedError("can't find field 'title'")
        _check_content(table(result.get("input_message_content")))
        check_markup(result.get("reply_markup"), inline_only=True)


def _check_content(content: JsonObject) -> None:
    check_keys(content, _CONTENT_KEYS, "InputTextMessageContent")
    mode = text(content.get("parse_mode"))
    read_text(text(content.get("message_text")), mode, content.get("entities"))
    check_link_preview(content.get("link_preview_options"))


def check_commands(commands: Json) -> None:
    """Refuse a list of commands that Telegram would refuse.

    Raises:
        RefusedError: If there are too many, or one is misspelt or has no description.
    """
    found = objects(commands)
    if len(found) > _COMMANDS_AT_MOST:
        raise RefusedError("BOT_COMMANDS_TOO_MUCH")
    for command in found:
        check_keys(command, frozenset({"command", "description"}), "BotCommand")
        if not _COMMAND.fullmatch(text(command.get("command"))):
            raise RefusedError("BOT_COMMAND_INVALID")
        if not 1 <= len(text(command.get("description"))) <= _COMMAND_TEXT_AT_MOST:
            raise RefusedError("BOT_COMMAND_DESCRIPTION_INVALID")
