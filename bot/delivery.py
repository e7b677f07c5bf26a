"""Delivers to many chats at Telegram's pace, each once; goes on where a restart broke it off.

Every message is claimed in the ledger before it leaves and marked after (`bot.store.deliveries`
says what a crash in between means). Of an answer that did not come, a time-out may hide a message
that arrived, so it is not sent again and the delivery carries a doubt; a refused or broken
connection and an error of the server mean that it did not arrive, so it is.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.batches import Batches
from bot.http_request import ConnectTimedOut
from bot.metrics import Metrics
from bot.store import DeliveryState, Mark, Occasion, Owed, Store, Tally

__all__ = ["Compose", "Courier", "Fate", "Judgement", "Part", "judge"]

_LOG = logging.getLogger(__name__)

Part = Callable[[int], Awaitable[object]]
"""Sends one message to the chat of the given id, or raises a `TelegramError`."""

Compose = Callable[[Occasion, int], Awaitable[Sequence[Part | None]]]
"""The messages of an occasion for a chat, the same ones each time it is asked. None stands for one
that is left out this time, so that those after it keep their numbers; no messages at all where
there is nothing to send any more."""

_TRIES = 8
_FIRST_PAUSE = 0.5
"""Seconds before a second try; each further pause is twice as long, a minute in all."""
_HOPS = 3
"""Moves of one chat that are followed; more is a ring."""
_GONE = ("chat not found", "user is deactivated", "group chat was deactivated", "peer_id_invalid")


class Fate(StrEnum):
    """What became of a message."""

    ARRIVED = "arrived"
    DOUBTFUL = "doubtful"
    AGAIN = "again"
    WAIT = "wait"
    MOVED = "moved"
    GONE = "gone"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of a message.

    Attributes:
        fate: What.
        seconds: How long to leave Telegram alone, where it asked for that.
        chat: The new id of a chat that moved.
    """

    fate: Fate
    seconds: float = 0.0
    chat: int = 0


def judge(error: TelegramError) -> Judgement:
    """What an error says of the message that met it."""
    if isinstance(error, RetryAfter):
        wait = error.retry_after
        seconds = wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
        return Judgement(Fate.WAIT, seconds=seconds)
    if isinstance(error, ChatMigrated):
        return Judgement(Fate.MOVED, chat=error.new_chat_id)
    if isinstance(error, Forbidden):
        return Judgement(Fate.GONE)
    if isinstance(error, BadRequest):
        gone = any(sign in error.message.lower() for sign in _GONE)
        return Judgement(Fate.GONE if gone else Fate.REFUSED)
    hidden = isinstance(error, TimedOut) and not isinstance(error, ConnectTimedOut)
    return Judgement(Fate.DOUBTFUL if hidden else Fate.AGAIN)


class Courier:
    """Carries deliveries out; one for the whole bot, so that all of them share one pace.

    Args:
        store: With the ledger.
        metrics: Told of every delivery that ended.
        rate: Messages a second to all chats together; Telegram allows about 30.
        at_once: Messages under way at one time, the most that a crash can leave in doubt.
        first_pause: Seconds before a message that did not get through is tried again.
    """

    def __init__(
        self,
        store: Store,
        metrics: Metrics,
        *,
        rate: float = 25.0,
        at_once: int = 8,
        first_pause: float = _FIRST_PAUSE,
    ) -> None:
        self._store = store
        self._metrics = metrics
        self._pace = _Pace(rate)
        self._at_once = asyncio.Semaphore(at_once)
        self._workers = at_once
        self._first_pause = first_pause
        self._marks = Batches(store.deliveries.write)

    async def deliver(self, occasion: Occasion, compose: Compose, stop: asyncio.Event) -> Tally:
        """Deliver an occasion to every chat that it is still owed to.

        Args:
            occasion: What the chats were enrolled for.
            compose: Makes the messages for a chat.
            stop: When set, messages under way are finished and no other is begun. Rather set this
                and wait than cancel, which leaves the messages under way in doubt.

        Returns:
            How far it got. Chats that could not be reached for now are still owed it.
        """
        owed = deque(await asyncio.to_thread(self._store.deliveries.owed, occasion))
        errand = _Errand(occasion, compose, stop)

        async def work() -> None:
            while owed and not stop.is_set():
                chat = owed.popleft()
                async with self._at_once:
                    await self._serve(errand, chat)

        async with asyncio.TaskGroup() as group:
            for _ in range(min(self._workers, len(owed))):
                group.create_task(work())
        return await asyncio.to_thread(self._store.deliveries.tally, occasion)

    async def _serve(self, errand: _Errand, owed: Owed, hops: int = _HOPS) -> None:
        parts = await self._composed(errand, owed.chat)
        if not parts:
            await self._end(errand, owed, DeliveryState.FAILED)
            return
        doubt = False
        for number in range(owed.part, len(parts)):
            part, at = parts[number], Owed(owed.chat, number)
            if part is None:
                continue
            # Claimed when it can leave at once: a crash leaves in doubt what is claimed.
            await self._pace.turn(errand.stop)
            if errand.stop.is_set():
                await self._mark(errand, at, DeliveryState.QUEUED, doubt=doubt)
                return
            if not await self._mark(errand, at, DeliveryState.SENDING, doubt=doubt):
                return
            told = await self._send(part, at.chat, errand.stop)
            doubt = told.fate is Fate.DOUBTFUL
            if told.fate not in {Fate.ARRIVED, Fate.DOUBTFUL}:
                await self._not_arrived(errand, at, told, hops)
                return
        last = Owed(owed.chat, max(owed.part, len(parts) - 1))
        await self._end(errand, last, DeliveryState.SENT, doubt=doubt)

    async def _composed(self, errand: _Errand, chat: int) -> Sequence[Part | None]:
        try:
            return await errand.compose(errand.occasion, chat)
        except Exception as error:  # noqa: BLE001 - one chat's messages must not stop the others'
            _LOG.exception("the messages of %s cannot be made", errand.occasion)
            self._metrics.failed(type(error).__name__)
            return ()

    async def _not_arrived(self, errand: _Errand, at: Owed, told: Judgement, hops: int) -> None:
        match told.fate:
            case Fate.MOVED if hops > 0:
                await self._mark(errand, at, DeliveryState.QUEUED)
                await asyncio.to_thread(self._store.chats.migrate, at.chat, told.chat)
                await self._serve(errand, Owed(told.chat, at.part), hops - 1)
            case Fate.GONE:
                await self._end(errand, at, DeliveryState.BLOCKED)
                await asyncio.to_thread(self._store.chats.block, at.chat)
            case Fate.AGAIN | Fate.WAIT:
                await self._mark(errand, at, DeliveryState.QUEUED)
            case _:
                await self._end(errand, at, DeliveryState.FAILED)

    async def _send(self, part: Part, chat: int, stop: asyncio.Event) -> Judgement:
        """Send a message whose turn it is, patiently; the last judgement if patience runs out."""
        told, pause = Judgement(Fate.AGAIN), self._first_pause
        for attempt in range(_TRIES):
            if attempt:
                await self._pace.turn(stop)
            if stop.is_set() and told.fate is Fate.WAIT:
                break
            try:
                await part(chat)
            except TelegramError as error:
                told = judge(error)
                _LOG.log(_level(told.fate), "a delivery met %s", type(error).__name__)
            except Exception as error:  # noqa: BLE001 - one message must not stop the others
                _LOG.exception("a message cannot be sent")
                self._metrics.failed(type(error).__name__)
                return Judgement(Fate.REFUSED)
            else:
                return Judgement(Fate.ARRIVED)
            if told.fate is Fate.WAIT:
                self._pace.hold(told.seconds)
            elif told.fate is Fate.AGAIN and not stop.is_set():
                await _rest(pause, stop)
                pause *= 2
            else:
                break
        return told

    async def _mark(
        self, errand: _Errand, at: Owed, state: DeliveryState, *, doubt: bool = False
    ) -> bool:
        return await self._marks.of(Mark(errand.occasion, at.chat, state, at.part, doubt))

    async def _end(
        self, errand: _Errand, at: Owed, state: DeliveryState, *, doubt: bool = False
    ) -> None:
        if await self._mark(errand, at, state, doubt=doubt):
            self._metrics.delivered(errand.occasion.kind, state)


@dataclass(frozen=True, slots=True)
class _Errand:
    occasion: Occasion
    compose: Compose
    stop: asyncio.Event


class _Pace:
    """One message after another, so many a second, and none while Telegram asks to wait."""

    def __init__(self, rate: float) -> None:
        self._gap = 1.0 / rate
        self._next = 0.0
        self._held = 0.0

    async def turn(self, stop: asyncio.Event) -> None:
        """Wait for one's turn; no longer once `stop` is set."""
        now = asyncio.get_running_loop().time
        mine = self._place(now())
        while not stop.is_set():
            if mine < self._held:
                mine = self._place(self._held)
            if mine <= now():
                return
            await _rest(mine - now(), stop)

    def hold(self, seconds: float) -> None:
        """Let nobody go for so long, also those who have their place already."""
        self._held = max(self._held, asyncio.get_running_loop().time() + seconds)

    def _place(self, earliest: float) -> float:
        mine = max(earliest, self._next)
        self._next = mine + self._gap
        return mine


async def _rest(seconds: float, stop: asyncio.Event) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)


def _level(fate: Fate) -> int:
    return logging.WARNING if fate in {Fate.REFUSED, Fate.DOUBTFUL} else logging.INFO
