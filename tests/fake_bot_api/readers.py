"""One reader in one chat, for tests that read like a conversation."""

from __future__ import annotations

from dataclasses import dataclass

from tests.fake_bot_api.fake import FakeBotApi
from tests.fake_bot_api.values import Button, JsonObject, SentMessage

__all__ = ["Reader"]

_PATIENCE = 60.0


@dataclass(slots=True)
class Reader:
    """A reader who writes, presses, and hears what the bot says.

    Attributes:
        api: The fake.
        chat: Where they write; the chat of their own unless it is a group's.
        user: Who they are; in a private chat the same number as the chat's.
        language: Of their Telegram.
        heard: How many of the bot's messages they have taken in.
    """

    api: FakeBotApi
    chat: int
    user: int | None = None
    language: str | None = "zh-hans"
    heard: int = 0

    def send(self, text: str, *, reply_to: SentMessage | int | None = None) -> int:
        """Send a text; gives back its id."""
        return self.api.send_text(
            self.chat, text, user=self.user, language=self.language, reply_to=reply_to
        )

    def send_fields(self, fields: JsonObject) -> int:
        """Send a message that holds `fields`, such as one of `updates.MEDIA`."""
        return self.api.send(self.chat, fields, user=self.user, language=self.language)

    def hear(self, count: int = 1) -> list[SentMessage]:
        """Wait for the next `count` messages of the bot, as they stand when the last has come."""
        sent = self.api.wait_sent(self.chat, self.heard + count, _PATIENCE)
        self.heard += count
        return sent[self.heard - count : self.heard]

    def ask(self, text: str, *, reply_to: SentMessage | int | None = None) -> SentMessage:
        """Send a text and wait for one message."""
        self.send(text, reply_to=reply_to)
        return self.hear()[0]

    def press(self, message: SentMessage, words: str | Button) -> JsonObject:
        """Press a button and wait until the press is answered; gives back how."""
        return self.answered(self.api.press(message, words, user=self.user, language=self.language))

    def press_data(self, message: SentMessage, data: str) -> JsonObject:
        """Press a button that need not exist and wait until the press is answered."""
        return self.answered(
            self.api.press_data(message, data, user=self.user, language=self.language)
        )

    def answered(self, query: str) -> JsonObject:
        """Wait for the answer to a press or to an inline query."""
        self.api.wait_until(
            lambda: self.api.answer_to(query) is not None, _PATIENCE, f"an answer to {query}"
        )
        answer = self.api.answer_to(query)
        return answer or {}

    def now(self, message: SentMessage) -> SentMessage:
        """How `message` stands now.

        Raises:
            LookupError: If it has been deleted.
        """
        for sent in self.api.sent(self.chat):
            if sent.id == message.id:
                return sent
        raise LookupError(f"message {message.id} has been deleted")

    def changed(self, message: SentMessage) -> SentMessage:
        """Wait until `message` has been edited; gives it back as it stands then."""
        self.api.wait_until(
            lambda: self.now(message).edits > message.edits, _PATIENCE, "an edited message"
        )
        return self.now(message)
