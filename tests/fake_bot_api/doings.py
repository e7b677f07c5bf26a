"""What readers do: they write, press buttons, send files, block the bot; all become updates."""

from __future__ import annotations

import time
from collections.abc import Iterable

from tests.fake_bot_api import updates
from tests.fake_bot_api.chats import Chat, chat_kind
from tests.fake_bot_api.stage import Stage
from tests.fake_bot_api.values import Button, Json, JsonObject, RefusedError, SentMessage, number

__all__ = ["Doings"]


class Doings(Stage):
    """The readers' side of the fake; see `Stage` for its arguments."""

    _serial = 0

    def push(self, update: JsonObject) -> int:
        """Send any update at all on its way to the bot; gives back its number."""
        return self.in_loop(lambda: self._push(update))

    def push_all(self, many: Iterable[JsonObject]) -> list[int]:
        """Send updates on their way at one instant; gives back their numbers."""
        return self.in_loop(lambda: [self._push(update) for update in many])

    def send_text(  # noqa: PLR0913 - a message has this many sides
        self,
        chat: int,
        text: str,
        *,
        user: int | None = None,
        reply_to: int | SentMessage | None = None,
        language: str | None = "zh-hans",
        entities: list[Json] | None = None,
    ) -> int:
        """A reader's message; gives back its id in the chat.

        Args:
            chat: Where; a chat that is not open yet is opened.
            text: As typed; commands and mentions in it are marked as Telegram marks them.
            user: Who; in a private chat its own reader, in a group reader 1.
            reply_to: The message replied to.
            language: Of the reader's Telegram.
            entities: Instead of the ones that Telegram would find.
        """
        fields: JsonObject = {"text": text}
        found = updates.entities_of(text) if entities is None else entities
        if found:
            fields["entities"] = found
        return self.send(chat, fields, user=user, reply_to=reply_to, language=language)

    def send(
        self,
        chat: int,
        fields: JsonObject,
        *,
        user: int | None = None,
        reply_to: int | SentMessage | None = None,
        language: str | None = "zh-hans",
    ) -> int:
        """A reader's message with any `fields`, such as one of `updates.MEDIA`."""
        return self.in_loop(lambda: self._add(chat, fields, user, reply_to, language))

    def send_texts(self, many: Iterable[tuple[int, str]]) -> list[tuple[int, int]]:
        """Many readers' messages at one instant: (chat, text) each; gives back (chat, id) each."""

        def add() -> list[tuple[int, int]]:
            found = []
            for chat, text in many:
                fields: JsonObject = {"text": text, "entities": updates.entities_of(text)}
                found.append((chat, self._add(chat, fields, None, None, "zh-hans")))
            return found

        return self.in_loop(add)

    def edit_text(self, chat: int, message: int, text: str) -> None:
        """A reader changing an earlier message."""

        def edit() -> None:
            known = self._chat(chat).messages[message]
            known.update(text=text, edit_date=int(time.time()))
            known["entities"] = updates.entities_of(text)
            self._push({"edited_message": dict(known)})

        self.in_loop(edit)

    def post(self, channel: int, text: str) -> int:
        """A post in a channel; gives back its id."""

        def add() -> int:
            chat = self._chat(channel, "channel")
            fields: JsonObject = {
                "sender_chat": chat.json,
                "text": text,
                "entities": updates.entities_of(text),
            }
            message = chat.add(fields)
            self._push({"channel_post": dict(message)})
            return number(message["message_id"])

        return self.in_loop(add)

    def upload(
        self,
        chat: int,
        name: str,
        content: bytes,
        *,
        caption: str = "",
        size: int | None = None,
    ) -> int:
        """A reader sending a file; `size` is what Telegram claims where that is not its length."""
        kept = self.in_loop(lambda: self.service.files.keep(name, content, size))
        document: JsonObject = {**kept, "file_name": name, "mime_type": "text/plain"}
        fields: JsonObject = {"document": document}
        if caption:
            fields["caption"] = caption
        return self.send(chat, fields)

    def press(
        self,
        message: SentMessage,
        words: str | Button,
        *,
        user: int | None = None,
        language: str | None = "zh-hans",
    ) -> str:
        """A reader pressing a button, found by its text or its data; gives back the query's id.

        Raises:
            LookupError: If the message as it stands has no such button, or it sends nothing back.
        """
        button = words if isinstance(words, Button) else message.button(words)
        if not button.data:
            raise LookupError(f"the button {button.text!r} sends nothing back")
        return self.press_data(message, button.data, user=user, language=language)

    def press_data(
        self,
        message: SentMessage,
        data: str,
        *,
        user: int | None = None,
        language: str | None = "zh-hans",
        inaccessible: bool = False,
    ) -> str:
        """Press a button that need not exist any more, or under a message too old to be shown."""

        def press() -> str:
            query = self._name("press")
            sender = updates.reader(user or max(message.chat, 1), language)
            chat = self._chat(message.chat)
            under = dict(chat.messages.get(message.id, message.json))
            if inaccessible:
                under = {"chat": chat.json, "message_id": message.id, "date": 0}
            self.service.queries.presses[query] = None
            self._push(updates.callback_query(query, sender, under, data))
            return query

        return self.in_loop(press)

    def inline(
        self,
        user: int,
        words: str,
        *,
        language: str | None = "zh-hans",
        offset: str = "",
        expired: bool = False,
    ) -> str:
        """A reader typing `@bot words` somewhere; gives back the query's id.

        Args:
            user: Who.
            words: As typed.
            language: Of the reader's Telegram.
            offset: As the answer before gave it.
            expired: Whether the query is too old to be answered by the time it arrives.
        """

        def ask() -> str:
            query = self._name("inline")
            self.service.queries.inline[query] = None
            if expired:
                self.service.queries.expired.add(query)
            self._push(updates.inline_query(query, updates.reader(user, language), words, offset))
            return query

        return self.in_loop(ask)

    def expire(self, query: str) -> None:
        """Let a press or an inline query be too old to be answered."""
        self.in_loop(lambda: self.service.queries.expired.add(query))

    def open_chat(self, chat: int, kind: str = "", title: str = "", username: str = "") -> None:
        """Let a chat exist without anything said in it."""
        self.in_loop(lambda: self.service.chats.open(chat, kind, title, username))

    def appoint(self, chat: int, user: int) -> None:
        """Let a reader govern a group or channel; the first one owns it."""
        self.in_loop(lambda: self._chat(chat).admins.append(user))

    def change_standing(self, chat: int, old: str, new: str, *, user: int = 1) -> None:
        """The bot is added to a chat, taken from it, or blocked: `member`, `left`, `kicked`."""

        def change() -> None:
            known = self._chat(chat)
            if new in {"kicked", "left"}:
                self._block(known)
            else:
                known.refusal = None
            sender = updates.reader(max(chat, user) if chat > 0 else user)
            self._push(updates.my_chat_member(known.json, sender, self.bot, old, new))

        self.in_loop(change)

    def block(self, chat: int) -> None:
        """Let every message to `chat` meet with a 403, without telling the bot."""
        self.in_loop(lambda: self._block(self._chat(chat)))

    def migrate(self, old: int, new: int, *, told: bool = False) -> None:
        """Let a group become a supergroup; `told` sends the service messages about it as well."""

        def migrate() -> None:
            self.service.chats.migrate(old, new)
            if told:
                before, after = self._chat(old), self._chat(new, "supergroup")
                self._push({"message": before.add({"migrate_to_chat_id": new})})
                self._push({"message": after.add({"migrate_from_chat_id": old})})

        self.in_loop(migrate)

    def forget_message(self, message: SentMessage) -> None:
        """Let a message of the bot be deleted by its reader."""
        self.in_loop(lambda: self._chat(message.chat).messages.pop(message.id, None))

    def _chat(self, chat: int, kind: str = "") -> Chat:
        return self.service.chats.open(chat, kind)

    def _add(
        self,
        chat: int,
        fields: JsonObject,
        user: int | None,
        reply_to: int | SentMessage | None,
        language: str | None,
    ) -> int:
        known = self._chat(chat)
        default = chat if chat_kind(chat) == "private" else 1
        sender = updates.reader(default if user is None else user, language)
        whole: JsonObject = {"from": sender, **fields}
        if reply_to is not None:
            at = reply_to.id if isinstance(reply_to, SentMessage) else reply_to
            whole["reply_to_message"] = known.messages[at]
        message = known.add(whole)
        self._push({"message": dict(message)})
        return number(message["message_id"])

    def _push(self, update: JsonObject) -> int:
        at = self.service.delivery.push(update)
        self.service.pushed[at] = time.monotonic()
        return at

    def _block(self, chat: Chat) -> None:
        words = (
            "bot was blocked by the user"
            if chat.json["type"] == "private"
            else "bot was kicked from the group chat"
        )
        chat.refusal = RefusedError(f"Forbidden: {words}", status=403, fault=False)

    def _name(self, kind: str) -> str:
        self._serial += 1
        return f"{kind}-{self._serial}"
