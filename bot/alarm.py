"""Errors on their way to the newsroom: with a code that the log explains, seldom enough to read."""

from __future__ import annotations

import logging
import secrets
import time

from telegram import Bot
from telegram.error import TelegramError

from bot.desk import Desk
from bot.render import render_note
from bot.reply import send

__all__ = ["Alarm"]

_LOG = logging.getLogger(__name__)
_EVERY = 60.0
"""Seconds between two notices of one kind of error."""
_KINDS_REMEMBERED = 1_000


class Alarm:
    """Logs errors and tells the admins.

    Args:
        desk: Who the admins are and how they are spoken to.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._told: dict[str, float] = {}

    async def ring(self, bot: Bot, error: BaseException | None) -> str:
        """Log an error and tell the admins of it, of each kind once a minute.

        Returns:
            The code under which the log explains it.
        """
        code, kind = secrets.token_hex(3), type(error).__name__
        _LOG.error("error %s", code, exc_info=error)
        self._desk.metrics.failed(kind)
        now = time.monotonic()
        if now - self._told.get(kind, -_EVERY) >= _EVERY and len(self._told) < _KINDS_REMEMBERED:
            self._told[kind] = now
            for admin in sorted(self._desk.settings.admins):
                await self._tell(bot, admin, code, kind)
        return code

    async def _tell(self, bot: Bot, admin: int, code: str, kind: str) -> None:
        say = (await self._desk.visit_to(admin)).say
        try:
            await send(bot, admin, [render_note(say("alarm", code=code, kind=kind))])
        except TelegramError:
            _LOG.warning("admin %d cannot be told of error %s", admin, code)
