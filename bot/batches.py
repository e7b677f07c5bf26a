"""Work that costs much a time and little an item, done for many at once off the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

__all__ = ["Batches"]

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
_Waiting = list[tuple[_Item, "asyncio.Future[_Result]"]]


class Batches(Generic[_Item, _Result]):
    """Gathers what coroutines want while a batch is in work, and makes it the next batch.

    So a lone item is not kept waiting, and a rush costs one turn of the thread and one wait for the
    disk for all that came meanwhile.

    Args:
        work: Gives the results of items, in their order; called in a thread, one call at a time.
    """

    def __init__(self, work: Callable[[Sequence[_Item]], Sequence[_Result]]) -> None:
        self._work = work
        self._waiting: _Waiting[_Item, _Result] = []
        self._working: asyncio.Task[None] | None = None

    async def of(self, item: _Item) -> _Result:
        """The result of one item.

        Raises:
            Exception: What `work` raised for the item by itself; it spoils nobody else's.
        """
        future: asyncio.Future[_Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, future))
        if self._working is None or self._working.done():
            self._working = asyncio.create_task(self._run())
        return await future

    async def _run(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            if not await self._done(batch):
                for one in batch:
                    await self._done([one])

    async def _done(self, batch: _Waiting[_Item, _Result]) -> bool:
        """Whether a batch is settled; one that failed as a whole is not."""
        try:
            results = await asyncio.to_thread(self._work, [item for item, _ in batch])
        except Exception as error:  # noqa: BLE001 - whoever waits must hear of it
            if len(batch) > 1:
                return False
            for _, future in batch:
                if not future.done():
                    future.set_exception(error)
            return True
        for (_, future), result in zip(batch, results, strict=True):
            if not future.done():
                future.set_result(result)
        return True
