"""Kills a writing and broadcasting process at random moments and counts what is lost or repeated.

Run as a program: ``python tests/store/crash_harness.py FOLDER ROUNDS [SEED]``. It prints its counts
as JSON. Children are forked, so that a round costs no start-up; each is killed with SIGKILL at a
random moment, after so many steps that it told of rather than so many seconds, while it

- writes subscriptions and watches, and tells of each one that the store confirmed, and
- delivers two messages each to many chats, where "Telegram" is a file to which every message that
  arrives is appended.

What a child told of or sent before it died stands in plain files that are appended to by single
writes, which the death of the writer cannot undo.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from datetime import time as time_of_day
from pathlib import Path

from bot.delivery import Courier, Part
from bot.metrics import Metrics
from bot.store import Occasion, OccasionKind, Store

CHATS = 60
PARTS = 2
_STEPS = 60
"""After so many steps a child is killed at the latest; it has work for more."""
_BETWEEN = 0.01
"""Seconds within which the blow falls after the last step."""
_OPENING = 0.15
_EARLY = 5
"""Every so many rounds the child is killed while it is still opening the store."""


def main(folder: Path, rounds: int, seed: int) -> dict[str, int]:
    """Run the rounds and count."""
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    for number in range(rounds):
        steps, tells = os.pipe()
        child = os.fork()
        if child == 0:
            _work(folder, number, tells)
        os.close(tells)
        at_work = number % _EARLY != 0
        for _ in range(1 + chance.randrange(_STEPS) if at_work else 0):
            os.read(steps, 1)
        time.sleep(chance.uniform(0.0, _BETWEEN if at_work else _OPENING))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(steps)
    return _count(folder, rounds)


def _work(folder: Path, number: int, tells: int) -> None:
    """A child's life; it never returns."""
    try:
        store = Store(folder / "wenbao.sqlite3")
        store.deliveries.recover()
        asyncio.run(_write_and_deliver(store, folder, number, tells))
        signal.pause()
    finally:
        os._exit(1)


async def _write_and_deliver(store: Store, folder: Path, number: int, tells: int) -> None:
    occasion = Occasion(OccasionKind.BROADCAST, str(number // 10))
    store.deliveries.enrol(occasion, range(1, CHATS + 1))
    courier = Courier(store, Metrics(), rate=1000, at_once=4)

    async def compose(which: Occasion, _chat: int) -> Sequence[Part]:
        return [_part(folder / "arrived", which, part, tells) for part in range(PARTS)]

    async def write() -> None:
        for chat in range(10_000):
            minute = (number * 7 + chat) % 1440
            await asyncio.to_thread(
                store.subscriptions.put, number * 10_000 + chat, time_of_day(*divmod(minute, 60))
            )
            _append(folder / "confirmed", f"{number * 10_000 + chat} {minute}")
            os.write(tells, b"!")

    async with asyncio.TaskGroup() as group:
        group.create_task(write())
        for owed in store.deliveries.unfinished():
            group.create_task(courier.deliver(owed, compose, asyncio.Event()))


def _part(path: Path, occasion: Occasion, number: int, tells: int | None = None) -> Part:
    async def send(chat: int) -> None:
        await asyncio.sleep(0.001)
        _append(path, f"{occasion} {chat} {number}")
        if tells is not None:
            os.write(tells, b"!")
        await asyncio.sleep(0.001)

    return send


def _append(path: Path, line: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(descriptor, f"{line}\n".encode())
    finally:
        os.close(descriptor)


def _count(folder: Path, rounds: int) -> dict[str, int]:
    confirmed = _lines(folder / "confirmed")
    with closing(Store(folder / "wenbao.sqlite3")) as store:
        store.deliveries.recover()
        courier = Courier(store, Metrics(), rate=1e6)

        async def compose(which: Occasion, _chat: int) -> Sequence[Part]:
            return [_part(folder / "arrived", which, part) for part in range(PARTS)]

        before = Counter(_lines(folder / "arrived"))
        for owed in store.deliveries.unfinished():
            asyncio.run(courier.deliver(owed, compose, asyncio.Event()))
        kept = {
            f"{wish.chat} {wish.time.hour * 60 + wish.time.minute}"
            for wish in store.subscriptions.all()
        }
        occasions = [
            Occasion(OccasionKind.BROADCAST, str(key)) for key in range((rounds + 9) // 10)
        ]
        tallies = [store.deliveries.tally(occasion) for occasion in occasions]
    arrived = Counter(_lines(folder / "arrived"))
    enrolled = sum(tally.sent for tally in tallies)
    return {
        "kills": rounds,
        "confirmed": len(confirmed),
        "confirmed and lost": len(set(confirmed) - kept),
        "messages owed": enrolled * PARTS,
        "messages arrived during the kills": before.total(),
        "messages arrived": arrived.total(),
        "messages repeated": sum(count - 1 for count in arrived.values()),
        "messages in doubt at most": sum(tally.doubtful for tally in tallies) * PARTS,
        "messages missing": enrolled * PARTS - len(arrived),
        "deliveries unfinished": sum(tally.queued + tally.sending for tally in tallies),
    }


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines() if path.exists() else []


if __name__ == "__main__":
    _folder, _rounds, *_seed = sys.argv[1:]
    print(json.dumps(main(Path(_folder), int(_rounds), int(_seed[0]) if _seed else 0)))
