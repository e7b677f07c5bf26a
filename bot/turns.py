"""Updates side by side, but those of one chat one after another, in the order they came."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Coroutine

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.metrics import Metrics

__all__ = ["TurnKeeper"]

_AT_ONCE = 256
"""Updates in work at one time; more wait, those of one chat for one another first."""
_TAKEN = 1_000_000
"""More than can wait: the library's own bound would let one chat's updates fill the places."""


class TurnKeeper(BaseUpdateProcessor):
    """Lets chats be served side by side and each chat in its order.

    Args:
        metrics: Told of every update, and how long it took from its arrival.
    """

    def __init__(self, metrics: Metrics) -> None:
        super().__init__(_TAKEN)
        self._metrics = metrics
        self._places = asyncio.Semaphore(_AT_ONCE)
        self._turns: dict[int, tuple[asyncio.Lock, int]] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[object]) -> None:
        """Process an update when those of its chat that came before it are done."""
        begun = time.perf_counter()
        try:
            await self._in_turn(update, coroutine)
        finally:
            if isinstance(coroutine, Coroutine):
                # At the end of the bot some are cancelled before they began.
                coroutine.close()
        self._metrics.replied(time.perf_counter() - begun)

    async def _in_turn(self, update: object, coroutine: Awaitable[object]) -> None:
        self._metrics.updated(_kind(update))
        chat = update.effective_chat if isinstance(update, Update) else None
        if chat is None:
            async with self._places:
                await coroutine
            return
        turn, waiting = self._turns.get(chat.id, (asyncio.Lock(), 0))
        self._turns[chat.id] = (turn, waiting + 1)
        try:
            async with turn, self._places:
                await coroutine
        finally:
            turn, waiting = self._turns.pop(chat.id)
            if waiting > 1:
                self._turns[chat.id] = (turn, waiting - 1)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to put away."""


def _kind(update: object) -> str:
    """The name of the field that an update holds."""
    if isinstance(update, Update):
        return next((name for name in Update.ALL_TYPES if getattr(update, name, None)), "other")
    return "other"
