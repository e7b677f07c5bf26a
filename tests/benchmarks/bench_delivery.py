"""How fast a broadcast goes through the ledger, without Telegram's pace.

``python tests/benchmarks/bench_delivery.py [CHATS]`` delivers one message to each of 5,000 chats,
2 % of which blocked the bot and 1 % of which moved, over a sender that answers after 20 ms and
meets 429, 500 and broken connections at random. It prints seconds, messages a second, and counts.
"""

from __future__ import annotations

import asyncio
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from telegram.error import ChatMigrated, Forbidden, NetworkError, RetryAfter

from bot.delivery import Courier, Part
from bot.metrics import Metrics
from bot.store import Occasion, OccasionKind, Store

_ANSWER = 0.02
_MOVED_BY = 10**9


def main(chats: int) -> None:
    """Deliver and print."""
    chance = random.Random(1)  # noqa: S311 - faults, not secrets
    blocked = set(chance.sample(range(1, chats + 1), chats // 50))
    moved = set(chance.sample(sorted(set(range(1, chats + 1)) - blocked), chats // 100))
    arrived: Counter[int] = Counter()

    async def send(chat: int) -> None:
        await asyncio.sleep(_ANSWER)
        if chat in blocked:
            raise Forbidden("bot was blocked by the user")
        if chat in moved:
            raise ChatMigrated(chat + _MOVED_BY)
        dice = chance.random()
        if dice < 0.001:
            raise RetryAfter(timedelta(milliseconds=50))
        if dice < 0.01:
            raise NetworkError("Internal Server Error")
        if dice < 0.02:
            raise NetworkError("httpx.RemoteProtocolError")
        arrived[chat] += 1

    async def compose(_occasion: Occasion, _chat: int) -> Sequence[Part]:
        return [send]

    occasion = Occasion(OccasionKind.BROADCAST, "1")
    with tempfile.TemporaryDirectory() as folder, closing(Store(Path(folder) / "s")) as store:
        begun = time.perf_counter()
        store.deliveries.enrol(occasion, range(1, chats + 1))
        enrolled = time.perf_counter() - begun
        courier = Courier(store, Metrics(), rate=1e6, first_pause=0.01)
        tally = asyncio.run(courier.deliver(occasion, compose, asyncio.Event()))
        seconds = time.perf_counter() - begun
    expected = {chat + _MOVED_BY if chat in moved else chat for chat in range(1, chats + 1)}
    print(f"{chats} chats in {seconds:.1f} s, enrolled in {enrolled:.2f} s")
    print(f"{arrived.total() / seconds:.0f} messages a second")
    print(f"left out: {len(expected - {*arrived} - blocked)}")
    print(f"repeated: {sum(count - 1 for count in arrived.values())}")
    print(tally)


if __name__ == "__main__":
    os.environ["PTB_TIMEDELTA"] = "true"
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
