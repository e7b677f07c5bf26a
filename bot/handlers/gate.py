"""Who comes in, and how often: allow and deny lists, the limit on a flood."""

from __future__ import annotations

import time
from collections import OrderedDict, deque

from telegram import Message, Update
from telegram.ext import ApplicationHandlerStop, ContextTypes

from bot.desk import Desk
from bot.render import render_note
from bot.reply import acknowledge, reply
from bot.updates import is_to_bot

__all__ = ["Gate"]

_MINUTE = 60.0
_READERS_REMEMBERED = 10_000


class Gate:
    """Stands before all other handlers.

    Args:
        desk: What every handler needs.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._times: OrderedDict[int, deque[float]] = OrderedDict()

    async def check(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Let an update pass, or end it here: silently, or with a friendly word once a minute."""
        user, chat = update.effective_user, update.effective_chat
        ids = {party.id for party in (user, chat) if party is not None}
        allow, deny = self._desk.settings.allow, self._desk.settings.deny
        if ids & deny or (allow and not ids & allow):
            raise ApplicationHandlerStop
        message = update.effective_message
        to_us = update.callback_query is not None or (message is not None and _is_to_us(message))
        if user is None or not to_us or user.id in self._desk.settings.admins:
            return
        over = self._count(user.id) - self._desk.settings.flood_limit
        if over > 0:
            await self._slow_down(update, told=over > 1)
            raise ApplicationHandlerStop

    def _count(self, reader: int) -> int:
        """How many updates a reader has sent within the last minute, this one included."""
        now = time.monotonic()
        times = self._times.setdefault(reader, deque(maxlen=self._desk.settings.flood_limit + 2))
        self._times.move_to_end(reader)
        while times and now - times[0] > _MINUTE:
            times.popleft()
        times.append(now)
        if len(self._times) > _READERS_REMEMBERED:
            self._times.popitem(last=False)
        return len(times)

    async def _slow_down(self, update: Update, *, told: bool) -> None:
        say = (await self._desk.visit(update)).say
        if update.callback_query:
            await acknowledge(update.callback_query, say("slow-down"))
        elif update.effective_message and not told:
            await reply(update.effective_message, [render_note(say("slow-down"))])


def _is_to_us(message: Message) -> bool:
    """Whether a message is for the bot; a command in a group may be for another one."""
    if is_to_bot(message):
        return True
    command = next(iter((message.text or "").split(maxsplit=1)), "")
    named = command.partition("@")[2].lower()
    return command.startswith("/") and named in {"", message.get_bot().username.lower()}
