"""The bot's own standing in chats: let in, put out, moved."""

from __future__ import annotations

import asyncio

from telegram import ChatMember, Update
from telegram.ext import ContextTypes

from bot.desk import Desk

__all__ = ["Membership"]

_OUT = frozenset({ChatMember.BANNED, ChatMember.LEFT})


class Membership:
    """Follows chats that come, go and move.

    Args:
        desk: What every handler needs.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def changed(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """The bot was added to a chat, taken from it, blocked or unblocked."""
        change = update.my_chat_member
        if change is None:
            return
        chats = self._desk.store.chats
        out = change.new_chat_member.status in _OUT
        await asyncio.to_thread(chats.block if out else chats.seen, change.chat.id)

    async def moved(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """A group became a supergroup; both its old and its new id tell so."""
        message = update.effective_message
        if message is None:
            return
        old, new = message.migrate_from_chat_id or message.chat.id, message.migrate_to_chat_id
        target = new or message.chat.id
        await asyncio.to_thread(self._desk.store.chats.migrate, old, target)
