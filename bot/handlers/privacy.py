"""What is kept of a reader, and its deletion."""

from __future__ import annotations

import asyncio

from telegram import Update
from telegram.ext import ContextTypes

from bot.desk import Desk
from bot.render import render_note
from bot.reply import reply
from bot.retention import JUDGED_KEPT, LEDGER_KEPT, QUESTIONS_KEPT
from bot.updates import message_of

__all__ = ["Privacy"]

_MONTH = 30


class Privacy:
    """Tells and deletes.

    Args:
        desk: What every handler needs.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def privacy(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """`/privacy`: what is kept, why, for how long, and how to have it deleted."""
        message, visit = message_of(update), await self._desk.visit(update)
        kept = {
            "questions": QUESTIONS_KEPT.days // _MONTH,
            "judged": JUDGED_KEPT.days // _MONTH,
            "ledger": LEDGER_KEPT.days,
        }
        await reply(message, [render_note(visit.say("privacy-text", **kept))], quote=False)

    async def forget(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """`/forget`: delete at once all that is kept of the reader, wherever they asked."""
        message, visit = message_of(update), await self._desk.visit(update)
        self._desk.last_shown.forget(visit.reader)
        await asyncio.to_thread(self._desk.store.chats.forget, visit.reader)
        private = message.chat.type == message.chat.PRIVATE
        told = visit.say("forgotten" if private else "forgotten-in-group")
        await reply(message, [render_note(told)], quote=False)
