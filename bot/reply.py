"""Messages on their way to Telegram: sent in answer, or put in place of what stands there."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Coroutine, Iterable
from functools import lru_cache
from typing import TypeVar

import telegram
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    SwitchInlineQueryChosenChat,
)
from telegram.constants import ChatAction
from telegram.error import BadRequest, TelegramError

from bot.pieces import Button, Message, fitted

__all__ = ["Typing", "acknowledge", "keyboard", "replace", "reply", "send"]

_T = TypeVar("_T")

_NOT_MODIFIED = "not modified"
_UNCHANGEABLE = ("to edit not found", "can't be edited", "to be edited not found")
"""How Telegram says that a message is deleted, too old or not the bot's."""
_PATIENCE = 0.7
"""Seconds; people notice a second's wait, and most answers come much sooner."""
_RUSH = 8
"""More questions than this in work at one time are a rush."""
_LABEL_AT_MOST = 60
"""Characters of a button's text; phones show about twenty and cut the rest."""


def keyboard(rows: Iterable[tuple[Button, ...]]) -> InlineKeyboardMarkup | None:
    """Buttons as Telegram takes them, or None where there are none."""
    drawn = [[_button(button) for button in row] for row in rows if row]
    return InlineKeyboardMarkup(drawn) if drawn else None


async def reply(
    to: telegram.Message, messages: Iterable[Message], *, quote: bool = True
) -> telegram.Message | None:
    """Send messages in answer to one, the first of them as a reply to it.

    Returns:
        The last message sent, or None where there were none.
    """
    sent = None
    for message in messages:
        for part in fitted(message):
            sent = await to.reply_html(
                part.html,
                reply_markup=keyboard(part.buttons),
                do_quote=quote and sent is None,
                allow_sending_without_reply=True,
            )
    return sent


async def send(
    bot: telegram.Bot, chat: int, messages: Iterable[Message]
) -> telegram.Message | None:
    """Send messages to a chat that asked nothing just now.

    Returns:
        The last message sent, or None where there were none.
    """
    sent = None
    for message in messages:
        for part in fitted(message):
            sent = await bot.send_message(chat, part.html, reply_markup=keyboard(part.buttons))
    return sent


async def replace(query: telegram.CallbackQuery, message: Message) -> None:
    """Put `message` in place of the one whose button was pressed; the same one again is fine.

    What cannot be changed any more, because it is a picture, too old or gone, is left as it is
    and `message` follows below.
    """
    part, under = fitted(message)[0], query.message
    markup = keyboard(message.buttons)
    if query.inline_message_id or (isinstance(under, telegram.Message) and under.text):
        try:
            await query.edit_message_text(part.html, reply_markup=markup)
        except BadRequest as error:
            if _NOT_MODIFIED in error.message:
                return
            if not any(sign in error.message for sign in _UNCHANGEABLE):
                raise
        else:
            return
    if under is not None:
        await query.get_bot().send_message(under.chat.id, part.html, reply_markup=markup)


async def acknowledge(
    query: telegram.CallbackQuery, text: str | None = None, *, alert: bool = False
) -> None:
    """Take the waiting mark off a pressed button. A press that is too old to answer is fine."""
    with contextlib.suppress(BadRequest):
        await query.answer(text, show_alert=alert)


@lru_cache(1_000)
def _button(button: Button) -> InlineKeyboardButton:
    text = button.text
    if len(text) > _LABEL_AT_MOST:
        text = text[: _LABEL_AT_MOST - 1] + "…"
    if button.url:
        return InlineKeyboardButton(text, url=button.url)
    if button.query is not None:
        return InlineKeyboardButton(
            text,
            switch_inline_query_chosen_chat=SwitchInlineQueryChosenChat(
                button.query,
                allow_user_chats=True,
                allow_group_chats=True,
                allow_channel_chats=True,
            ),
        )
    return InlineKeyboardButton(text, callback_data=button.data)


class Typing:
    """Shows readers who wait long that the bot is at work.

    Not in a rush: then the call to show it would only keep answers waiting. With 500 questions at
    once it was a third of all calls and of all work.

    Args:
        patience: Seconds after which a reader is shown it.
    """

    def __init__(self, patience: float = _PATIENCE) -> None:
        self._patience = patience
        self._waiting = 0

    async def during(self, message: telegram.Message, work: Coroutine[None, None, _T]) -> _T:
        """The result of `work`; that the bot is typing shows only where it takes long."""
        self._waiting += 1
        showing: list[asyncio.Task[None]] = []

        def show() -> None:
            if self._waiting <= _RUSH:
                showing.append(asyncio.create_task(_show_typing(message)))

        patience = asyncio.get_running_loop().call_later(self._patience, show)
        try:
            return await work
        finally:
            self._waiting -= 1
            patience.cancel()
            # Shown after the answer it would say that another one comes.
            await asyncio.gather(*showing)


async def _show_typing(message: telegram.Message) -> None:
    with contextlib.suppress(TelegramError):
        await message.reply_chat_action(ChatAction.TYPING)
