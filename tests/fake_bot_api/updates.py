"""Updates of every kind as Telegram writes them, without `update_id`."""

from __future__ import annotations

import re
import time

from tests.fake_bot_api.formatting import utf16_length
from tests.fake_bot_api.values import Json, JsonObject, table

__all__ = [
    "MEDIA",
    "callback_query",
    "chat_member",
    "chosen_inline_result",
    "entities_of",
    "inline_query",
    "message_reaction",
    "my_chat_member",
    "reader",
]

_ENTITY = re.compile(
    r"(?P<url>https?://[^\s<>]+)"
    r"|(?<![\w@/])(?P<mention>@[A-Za-z][A-Za-z0-9_]{3,31})"
    r"|(?<![\w/])(?P<bot_command>/[A-Za-z0-9_]{1,32}(?:@[A-Za-z][A-Za-z0-9_]{3,31})?)(?![\w/])"
    r"|(?<!\w)(?P<hashtag>#\w*[^\W\d_]\w*)"
)

_PHOTO: JsonObject = {
    "file_id": "photo-1",
    "file_unique_id": "photo-1u",
    "width": 90,
    "height": 90,
    "file_size": 1_000,
}
_VOICE: JsonObject = {
    "file_id": "voice-1",
    "file_unique_id": "voice-1u",
    "duration": 2,
    "mime_type": "audio/ogg",
}
_STICKER: JsonObject = {
    "file_id": "sticker-1",
    "file_unique_id": "sticker-1u",
    "type": "regular",
    "width": 512,
    "height": 512,
    "is_animated": False,
    "is_video": False,
    "emoji": "📰",
}
_POLL: JsonObject = {
    "id": "poll-1",
    "question": "读报吗?",
    "options": [
        {"persistent_id": "1", "text": "读", "voter_count": 0},
        {"persistent_id": "2", "text": "不读", "voter_count": 0},
    ],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
    "allows_revoting": True,
    "members_only": False,
}
_PLACE: JsonObject = {"longitude": 119.65, "latitude": 29.08}
MEDIA: dict[str, JsonObject] = {
    "sticker": {"sticker": _STICKER},
    "photo": {"photo": [_PHOTO]},
    "voice": {"voice": _VOICE},
    "location": {"location": _PLACE},
    "contact": {"contact": {"phone_number": "+8657900000000", "first_name": "读者"}},
    "poll": {"poll": _POLL},
    "dice": {"dice": {"emoji": "🎲", "value": 3}},
    "video": {"video": {**_VOICE, "file_id": "video-1", "width": 90, "height": 90}},
    "audio": {"audio": {**_VOICE, "file_id": "audio-1"}},
    "venue": {"location": _PLACE, "venue": {"location": _PLACE, "title": "报社", "address": "街"}},
}
"""What a message holds instead of a text, by kind."""


def reader(user: int, language: str | None = "zh-hans", name: str = "读者") -> JsonObject:
    """A person as `User`; `language` is what their Telegram speaks."""
    found: JsonObject = {"id": user, "is_bot": False, "first_name": name}
    return found if language is None else {**found, "language_code": language}


def entities_of(text: str) -> list[Json]:
    """Commands, mentions, addresses and hashtags that Telegram finds in a reader's text."""
    return [
        {
            "type": found.lastgroup or "",
            "offset": utf16_length(text[: found.start()]),
            "length": utf16_length(found.group()),
        }
        for found in _ENTITY.finditer(text)
    ]


def callback_query(
    query: str, sender: JsonObject, message: JsonObject | None, data: str
) -> JsonObject:
    """A button pressed under `message`; without it under a message sent by inline mode."""
    pressed: JsonObject = {"id": query, "from": sender, "chat_instance": "1", "data": data}
    if message is None:
        return {"callback_query": {**pressed, "inline_message_id": f"inline-{query}"}}
    return {"callback_query": {**pressed, "message": message}}


def inline_query(query: str, sender: JsonObject, words: str, offset: str = "") -> JsonObject:
    """A reader typing `@bot words` in some chat."""
    asked: JsonObject = {"id": query, "from": sender, "query": words, "offset": offset}
    return {"inline_query": {**asked, "chat_type": "private"}}


def chosen_inline_result(result: str, sender: JsonObject, words: str) -> JsonObject:
    """A reader sending one of the results of an inline query."""
    return {"chosen_inline_result": {"result_id": result, "from": sender, "query": words}}


def my_chat_member(
    chat: JsonObject, sender: JsonObject, bot: JsonObject, old: str, new: str
) -> JsonObject:
    """The bot's own standing in a chat changed: `member`, `left`, `kicked`, `administrator`."""
    return {"my_chat_member": _member_change(chat, sender, bot, old, new)}


def chat_member(
    chat: JsonObject, sender: JsonObject, member: JsonObject, old: str, new: str
) -> JsonObject:
    """Somebody's standing in a chat changed."""
    return {"chat_member": _member_change(chat, sender, member, old, new)}


def _member_change(
    chat: JsonObject, sender: JsonObject, member: JsonObject, old: str, new: str
) -> JsonObject:
    return {
        "chat": chat,
        "from": sender,
        "date": int(time.time()),
        "old_chat_member": _standing(member, old),
        "new_chat_member": _standing(member, new),
    }


def _standing(member: JsonObject, status: str) -> JsonObject:
    standing: JsonObject = {"user": member, "status": status}
    if status == "kicked":
        standing["until_date"] = 0
    if status == "administrator":
        rights = (
            "can_be_edited is_anonymous can_manage_chat can_delete_messages can_manage_video_chats "
            "can_restrict_members can_promote_members can_change_info can_invite_users "
            "can_post_stories can_edit_stories can_delete_stories can_post_messages"
        )
        standing.update(dict.fromkeys(rights.split(), False))
    return standing


def message_reaction(message: JsonObject, sender: JsonObject, emoji: str) -> JsonObject:
    """A reader reacting to a message."""
    return {
        "message_reaction": {
            "chat": table(message.get("chat")),
            "message_id": message["message_id"],
            "date": int(time.time()),
            "user": sender,
            "old_reaction": [],
            "new_reaction": [{"type": "emoji", "emoji": emoji}],
        }
    }
