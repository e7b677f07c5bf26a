"""What is taken from an update: the message, the press, whether it is meant for the bot."""

from __future__ import annotations

import telegram
from telegram.constants import MessageEntityType
from telegram.ext import filters

from bot.press import Press

__all__ = [
    "ToBot",
    "argument_of",
    "inline_of",
    "is_to_bot",
    "message_of",
    "press_of",
    "pressed_text",
    "query_of",
]


class ToBot(filters.MessageFilter):
    """Messages meant for the bot: all in private, in groups replies to it and mentions of it."""

    def filter(self, message: telegram.Message) -> bool:
        """Whether `message` is meant for the bot."""
        return is_to_bot(message)


def is_to_bot(message: telegram.Message) -> bool:
    """Whether a message is meant for the bot; in groups a command alone says nothing of that."""
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


def pressed_text(query: telegram.CallbackQuery) -> str:
    """The text of the pressed button, or "" where its message cannot be seen any more."""
    markup = query.message.reply_markup if isinstance(query.message, telegram.Message) else None
    for row in markup.inline_keyboard if markup else ():
        for button in row:
            if button.callback_data == query.data:
                return button.text
    return ""


def argument_of(message: telegram.Message) -> str:
    """What stands after the command in a message, or ""."""
    _, *argument = (message.text or message.caption or "").split(maxsplit=1)
    return argument[0].strip() if argument else ""


def inline_of(update: telegram.Update) -> telegram.InlineQuery:
    """The inline query of an update that an inline handler was given.

    Raises:
        LookupError: If it has none, which the handler's kind rules out.
    """
    if update.inline_query is None:
        raise LookupError("the update has no inline query")
    return update.inline_query
