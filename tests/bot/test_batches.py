"""Work for many at once: each gets its own result, and nobody another's failure."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence

import pytest

from bot.batches import Batches


def test_what_comes_while_a_batch_is_in_work_makes_the_next_batch() -> None:
    seen: list[list[int]] = []
    begun, release = threading.Event(), threading.Event()

    def double(items: Sequence[int]) -> list[int]:
        seen.append(list(items))
        begun.set()
        assert release.wait(10)
        return [2 * item for item in items]

    async def run() -> list[int]:
        batches = Batches(double)
        first = asyncio.create_task(batches.of(1))
        await asyncio.to_thread(begun.wait, 10)
        rest = [asyncio.create_task(batches.of(item)) for item in (2, 3, 4)]
        await asyncio.sleep(0)
        release.set()
        return [await task for task in (first, *rest)]

    assert asyncio.run(run()) == [2, 4, 6, 8]
    assert seen == [[1], [2, 3, 4]]


def test_an_item_that_fails_spoils_no_other() -> None:
    def inverse(items: Sequence[int]) -> list[float]:
        return [1 / item for item in items]

    async def run() -> list[float | BaseException]:
        batches = Batches(inverse)
        return await asyncio.gather(
            *(batches.of(item) for item in (1, 0, 2)), return_exceptions=True
        )

    first, failed, last = asyncio.run(run())
    assert (first, last) == (1.0, 0.5)
    assert isinstance(failed, ZeroDivisionError)


def test_who_waits_no_longer_keeps_no_other_from_a_result() -> None:
    def after(items: Sequence[int]) -> list[int]:
        return [item + 1 for item in items]

    async def run() -> int:
        batches = Batches(after)
        leaving = asyncio.create_task(batches.of(1))
        staying = asyncio.create_task(batches.of(2))
        await asyncio.sleep(0)
        leaving.cancel()
        with pytest.raises(asyncio.CancelledError):
            await leaving
        return await staying

    assert asyncio.run(run()) == 3
