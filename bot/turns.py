"""Updates side by side, but those of one chat one after another, in the order they came."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable

from telegram import Update
from telegram.ext import BaseUpdateProcessor

__all__ = ["TurnKeeper"]

_AT_ONCE = 256
"""Updates in work at one time; more wait in the queue."""


class TurnKeeper(BaseUpdateProcessor):
    """Lets chats be served side by side and each chat in its order."""

    def __init__(self) -> None:
        super().__init__(_AT_ONCE)
        self._turns: dict[int, tuple[asyncio.Lock, int]] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[object]) -> None:
        """Process an update when those of its chat that came before it are done."""
        chat = update.effective_chat if isinstance(update, Update) else None
        if chat is None:
            await coroutine
            return
        turn, waiting = self._turns.get(chat.id, (asyncio.Lock(), 0))
        self._turns[chat.id] = (turn, waiting + 1)
        try:
            async with turn:
                await coroutine
        finally:
            turn, waiting = self._turns.pop(chat.id)
            if waiting > 1:
                self._turns[chat.id] = (turn, waiting - 1)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to put away."""
