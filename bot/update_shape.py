"""Whether an update has the shape that the Bot API promises, before anything is made of it.

python-telegram-bot makes objects of whatever it is given: a chat that is missing is None, a number
that is a list stays one, and the handler that trusts the types fails. Such an update did not come
from Telegram as its documentation describes it, and there is nobody to answer.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["is_plain_message", "is_well_formed"]

_DEEPEST = 40
"""Levels of nesting that are looked at; the Bot API's own updates have fewer than fifteen."""
_NUMBER_BELOW = 2**53
"""No number of the Bot API has more than 52 significant bits."""

_DATE_BELOW = 2**32
"""Seconds since 1970, in the year 2106: later ones are left to the library to judge."""

_USER = {
    "id": int,
    "is_bot": bool,
    "first_name": str,
    "last_name?": str,
    "username?": str,
    "language_code?": str,
    "is_premium?": bool,
}
_CHAT = {
    "id": int,
    "type": str,
    "first_name?": str,
    "last_name?": str,
    "username?": str,
}
_MESSAGE = {
    "message_id": int,
    "date": int,
    "chat": dict,
    "from?": dict,
    "text?": str,
    "caption?": str,
    "entities?": list,
    "caption_entities?": list,
    "photo?": list,
    "document?": dict,
    "reply_to_message?": dict,
    "reply_markup?": dict,
    "via_bot?": dict,
    "new_chat_members?": list,
    "migrate_to_chat_id?": int,
    "migrate_from_chat_id?": int,
}
_CHANGE = {
    "chat": dict,
    "from": dict,
    "date": int,
    "old_chat_member": dict,
    "new_chat_member": dict,
}
_MEMBER = {"user": dict, "status": str}
_PRESS = {
    "id": str,
    "from": dict,
    "chat_instance": str,
    "message?": dict,
    "data?": str,
    "inline_message_id?": str,
}
_SHAPES: Mapping[str, Mapping[str, type]] = {
    **dict.fromkeys(("from", "user", "via_bot"), _USER),
    **dict.fromkeys(("chat", "sender_chat"), _CHAT),
    **dict.fromkeys(
        (
            *("message", "edited_message", "channel_post", "edited_channel_post"),
            *("business_message", "edited_business_message", "guest_message", "reply_to_message"),
        ),
        _MESSAGE,
    ),
    **dict.fromkeys(("my_chat_member", "chat_member"), _CHANGE),
    **dict.fromkeys(("old_chat_member", "new_chat_member"), _MEMBER),
    "callback_query": _PRESS,
    "inline_query": {"id": str, "from": dict, "query": str, "offset": str},
    "chosen_inline_result": {"result_id": str, "from": dict, "query": str},
    "document": {"file_id": str, "file_unique_id": str, "file_name?": str, "file_size?": int},
    "reply_markup": {"inline_keyboard?": list},
}
"""By the name of the field that holds it: what an object must have, and with `?` may have."""
_PLAIN_MESSAGE = frozenset({"message_id", "date", "chat", "from", "text"})
_PLAIN = {
    "from": frozenset(name.removesuffix("?") for name in _USER),
    "chat": frozenset(name.removesuffix("?") for name in _CHAT),
}
_ANSWERED = frozenset({"callback_query", "inline_query"})
"""Answered by their id, which therefore must not be empty."""
_ENTITY: Mapping[str, type] = {"type": str, "offset": int, "length": int}
_MARKED = {"entities": "text", "caption_entities": "caption"}


def is_well_formed(value: object, levels: int = _DEEPEST) -> bool:
    """Whether an update, or a part of one, has the shape that the Bot API promises.

    Nothing is null, no number is beyond its bits, every string can be written as UTF-8, and the
    objects that handlers touch have what they must have, of the right types.

    Args:
        value: As read from JSON.
        levels: How deep it may be nested.
    """
    if isinstance(value, dict):
        return levels > 0 and all(
            _is_shaped(key, item) and is_well_formed(item, levels - 1)
            for key, item in value.items()
        )
    if isinstance(value, list):
        return levels > 0 and all(is_well_formed(item, levels - 1) for item in value)
    if isinstance(value, str):
        return _is_text(value)
    if isinstance(value, int):
        return abs(value) < _NUMBER_BELOW
    return isinstance(value, float)


def is_plain_message(update: Mapping[str, object]) -> bool:
    """Whether a well-formed update is a text in a private chat and nothing besides.

    Each of its fields is one whose type is checked, so that it can surely be read.
    """
    message = update.get("message")
    return (
        len(update) == 2  # noqa: PLR2004 - its number and the message
        and isinstance(message, dict)
        and all(_only(message.get(name), fields) for name, fields in _PLAIN.items())
        and message.keys() == _PLAIN_MESSAGE
        and 0 <= message["date"] < _DATE_BELOW
    )


def _only(value: object, fields: frozenset[str]) -> bool:
    return isinstance(value, dict) and value.keys() <= fields


def _is_shaped(key: str, item: object) -> bool:
    if key in _MARKED:
        return isinstance(item, list) and all(_has(entity, _ENTITY) for entity in item)
    shape = _SHAPES.get(key)
    if shape is None:
        return True
    nameless = key in _ANSWERED and isinstance(item, dict) and item.get("id") == ""
    return _has(item, shape) and not nameless


def _has(item: object, shape: Mapping[str, type]) -> bool:
    if not isinstance(item, dict):
        return False
    for name, kind in shape.items():
        field = name.removesuffix("?")
        if field in item:
            if type(item[field]) is not kind:
                return False
        elif field == name:
            return False
    return all(text in item for marks, text in _MARKED.items() if marks in item)


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
