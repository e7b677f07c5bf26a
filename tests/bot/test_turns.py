"""Updates of one chat in their order, chats side by side."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Coroutine
from contextlib import suppress
from itertools import count

import pytest
from telegram import Update

from bot.metrics import Metrics
from bot.turns import TurnKeeper
from tests.fake_bot_api import updates

_NUMBERS = count(1)


def update_of(chat: int) -> Update:
    number = next(_NUMBERS)
    message = {
        "message_id": number,
        "date": 1_710_000_000,
        "chat": {"id": chat, "type": "private"},
        "from": updates.reader(chat),
        "text": "水",
    }
    return Update.de_json({"update_id": number, "message": message}, None)


def test_a_chats_updates_follow_one_another_and_other_chats_do_not_wait() -> None:
    done: list[tuple[int, int]] = []

    async def run() -> None:
        keeper, free = TurnKeeper(Metrics()), asyncio.Event()

        async def serve(chat: int, number: int) -> None:
            if chat == 1:
                await free.wait()
            done.append((chat, number))

        waiting = [
            asyncio.create_task(keeper.process_update(update_of(1), serve(1, number)))
            for number in range(400)
        ]
        await asyncio.sleep(0)
        await keeper.process_update(update_of(2), serve(2, 0))
        assert done == [(2, 0)]
        free.set()
        await asyncio.gather(*waiting)

    asyncio.run(run())
    assert done[1:] == [(1, number) for number in range(400)]


@pytest.mark.filterwarnings("error")
def test_what_is_cancelled_before_its_turn_is_put_away() -> None:
    begun: list[int] = []

    async def serve(number: int) -> None:
        begun.append(number)
        await asyncio.Event().wait()

    async def run() -> list[Coroutine[None, None, None]]:
        keeper = TurnKeeper(Metrics())
        work = [serve(number) for number in range(3)]
        tasks = [
            asyncio.create_task(keeper.process_update(update_of(1), coroutine))
            for coroutine in work
        ]
        await asyncio.sleep(0.01)
        for task in tasks:
            task.cancel()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await task
        return work

    work = asyncio.run(run())
    assert begun == [0]
    assert [coroutine.cr_frame for coroutine in work] == [None] * 3  # type: ignore[attr-defined]  # of every coroutine that a function makes
    del work
    gc.collect()
