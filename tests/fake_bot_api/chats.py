"""What stands in the chats: readers, groups, channels, and every message in its present state."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.fake_bot_api.values import (
    Button,
    JsonObject,
    RefusedError,
    SentMessage,
    number,
    objects,
    table,
    text,
)

__all__ = ["Chat", "Chats", "chat_kind"]

_SUPERGROUPS_FROM = -1_000_000_000_000


def chat_kind(chat: int) -> str:
    """`private`, `group` or `supergroup`, told from the id as Telegram gives them."""
    if chat > 0:
        return "private"
    return "supergroup" if chat <= _SUPERGROUPS_FROM else "group"


@dataclass(slots=True)
class Chat:
    """A chat that the bot has seen.

    Attributes:
        id: Of the chat.
        json: As the Bot API shows it.
        refusal: What every message to it meets with; None where they arrive.
        messages: By id, deleted ones left out.
        sources: Of the bot's messages by id, text as it was sent.
        edits: Of the bot's messages by id.
        last: Highest message id so far.
        admins: Readers who govern it, the owner first; a private chat has none.
    """

    id: int
    json: JsonObject
    refusal: RefusedError | None = None
    messages: dict[int, JsonObject] = field(default_factory=dict)
    sources: dict[int, str] = field(default_factory=dict)
    edits: dict[int, int] = field(default_factory=dict)
    last: int = 0
    admins: list[int] = field(default_factory=list)

    def add(self, message: JsonObject, source: str | None = None) -> JsonObject:
        """Give `message` its id, date and chat, and keep it; with `source` it is the bot's."""
        self.last += 1
        whole: JsonObject = {
            "message_id": self.last,
            "date": int(time.time()),
            "chat": self.json,
            **message,
        }
        self.messages[self.last] = whole
        if source is not None:
            self.sources[self.last] = source
        return whole

    def sent(self) -> Iterator[SentMessage]:
        """The bot's messages as they now stand, oldest first."""
        for at, source in self.sources.items():
            if at in self.messages:
                yield _sent(self.id, at, source, self.messages[at], self.edits.get(at, 0))


class Chats:
    """Every chat that exists for the bot."""

    def __init__(self) -> None:
        self._chats: dict[int, Chat] = {}

    def open(self, chat: int, kind: str = "", title: str = "", username: str = "") -> Chat:
        """The chat with this id, made where it does not exist yet."""
        known = self._chats.get(chat)
        if known is None:
            kind = kind or chat_kind(chat)
            name = "first_name" if kind == "private" else "title"
            json: JsonObject = {"id": chat, "type": kind, name: title or f"{kind} {chat}"}
            if username:
                json["username"] = username
            known = self._chats[chat] = Chat(chat, json)
        return known

    def find(self, chat: int | str) -> Chat:
        """The chat that a call names.

        Raises:
            RefusedError: If there is none, or it takes no messages.
        """
        known = self._named(chat) if isinstance(chat, str) else self._chats.get(chat)
        if known is None:
            raise RefusedError("chat not found")
        if known.refusal is not None:
            raise known.refusal
        return known

    def message(self, chat: int | str, at: int, what: str) -> tuple[Chat, JsonObject]:
        """A message that a call names.

        Raises:
            RefusedError: If there is none.
        """
        known = self.find(chat)
        if at not in known.messages:
            raise RefusedError(f"message to {what} not found")
        return known, known.messages[at]

    def migrate(self, old: int, new: int) -> None:
        """Let a group become a supergroup; calls to the old id are told the new one."""
        old_chat = self.open(old)
        self.open(new, "supergroup", text(old_chat.json.get("title")))
        old_chat.refusal = RefusedError(
            "group chat was upgraded to a supergroup chat",
            parameters={"migrate_to_chat_id": new},
            fault=False,
        )

    def all(self) -> list[Chat]:
        """Every chat, in the order in which they were opened."""
        return list(self._chats.values())

    def _named(self, name: str) -> Chat | None:
        wanted = name.removeprefix("@").lower()
        for chat in self._chats.values():
            if text(chat.json.get("username")).lower() == wanted:
                return chat
        return None


def _sent(chat: int, at: int, source: str, message: JsonObject, edits: int) -> SentMessage:
    rows = table(message.get("reply_markup")).get("inline_keyboard")
    buttons = tuple(
        tuple(
            Button(
                text(button.get("text")),
                text(button.get("callback_data")),
                text(button.get("url")),
                button,
            )
            for button in objects(row)
        )
        for row in (rows if isinstance(rows, list) else [])
    )
    return SentMessage(
        chat=chat,
        id=at,
        text=text(message.get("text")) or text(message.get("caption")),
        source=source,
        entities=tuple(
            objects(message.get("entities")) or objects(message.get("caption_entities"))
        ),
        buttons=buttons,
        reply_to=number(table(message.get("reply_to_message")).get("message_id")) or None,
        edits=edits,
        json=message,
    )
