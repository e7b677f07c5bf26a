"""Who may decide for a whole chat: anybody in private, a group's or a channel's admins there."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine

from telegram import Chat, Update
from telegram.error import BadRequest
from telegram.ext import ContextTypes

from bot.desk import Desk
from bot.pieces import Button
from bot.render import render_note
from bot.reply import acknowledge, reply

__all__ = ["Handling", "Stewards"]

_LOG = logging.getLogger(__name__)

Handling = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[None, None, None]]
"""What a handler of the library calls."""


class Stewards:
    """Keeps what a group gets in the hands of its admins.

    Args:
        desk: What every handler needs.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def only(self, handling: Handling) -> Handling:
        """`handling` for whoever may decide for the chat; all others get a friendly word."""

        async def checked(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
            if await _may_decide(update):
                await handling(update, context)
            else:
                await self._decline(update, context)

        return checked

    async def _decline(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        say, message = (await self._desk.visit(update)).say, update.effective_message
        if update.callback_query:
            await acknowledge(update.callback_query, say("admins-only"), alert=True)
        elif message:
            private = Button(say("button-private"), url=f"https://t.me/{context.bot.username}")
            await reply(message, [render_note(say("admins-only"), ((private,),))])


async def _may_decide(update: Update) -> bool:
    chat, user, message = update.effective_chat, update.effective_user, update.effective_message
    if chat is None or chat.type == Chat.PRIVATE or update.channel_post:
        return True
    pressed = update.callback_query is not None
    if not pressed and message and message.sender_chat and message.sender_chat.id == chat.id:
        # An admin who stays anonymous writes in the name of the group.
        return True
    try:
        admins = await chat.get_administrators()
    except BadRequest as error:
        _LOG.warning("the admins of a group are not told: %s", type(error).__name__)
        return False
    return user is not None and any(admin.user.id == user.id for admin in admins)
