"""What is taken from an update: the message, the press, whether it is meant for the bot."""

from __future__ import annotations

import telegram
from telegram.constants import MessageEntityType
from telegram.ext import filters

from bot.press import Press

__all__ = ["ToBot", "message_of", "press_of", "query_of"]


class ToBot(filters.MessageFilter):
    """Messages meant for the bot: all in private, in groups replies to it and mentions of it."""

    def filter(self, message: telegram.Message) -> bool:
        """Whether `message` is meant for the bot."""
        if message.via_bot is not None:
            return False
        if message.chat.type == telegram.Chat.PRIVATE:
            return True
        bot = message.get_bot()
        replied = message.reply_to_message
        if replied is not None and replied.from_user is not None and replied.from_user.id == bot.id:
            return True
        mention = f"@{bot.username}".lower()
        named: list[str | None] = [MessageEntityType.MENTION]
        found = {**message.parse_entities(named), **message.parse_caption_entities(named)}
        return any(text.lower() == mention for text in found.values())


def message_of(update: telegram.Update) -> telegram.Message:
    """The message of an update that a message handler was given.

    Raises:
        LookupError: If it has none, which the handler's filter rules out.
    """
    if update.effective_message is None:
        raise LookupError("the update has no message")
    return update.effective_message


def query_of(update: telegram.Update) -> telegram.CallbackQuery:
    """The pressed button's query of an update that a button handler was given.

    Raises:
        LookupError: If it has none, which the handler's kind rules out.
    """
    if update.callback_query is None:
        raise LookupError("the update has no pressed button")
    return update.callback_query


def press_of(query: telegram.CallbackQuery) -> Press | None:
    """What the pressed button asks for, or None where it is none of ours."""
    return Press.read(query.data or "")
