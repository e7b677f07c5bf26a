"""Hostile updates over real HTTP to the bot as a process, with readers asking in between."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.drills.fuzz import ADMINS, Damage, expect, misdeeds
from tests.drills.hostile import hostile_updates
from tests.drills.load import memory_mb, questions_at_once
from tests.e2e.running import running_bot
from tests.fake_bot_api import FakeBotApi
from tests.fake_bot_api.service import Service
from tests.fake_bot_api.values import Json, JsonObject, number

__all__ = ["abuse_over_http"]

_BATCH = 200
_FEW = 10
_PATIENCE = 120.0


def abuse_over_http(count: int, folder: Path, seed: int = 1) -> Damage:
    """Send so many hostile updates to a running bot; after each batch readers must be answered.

    Args:
        count: How many.
        folder: Of issues.
        seed: Of the updates.
    """
    errors: list[str] = []
    settings = {"WENBAO_FLOOD_LIMIT": "1000000", "WENBAO_ADMINS": ",".join(map(str, ADMINS))}
    with (
        TemporaryDirectory() as place,
        FakeBotApi() as api,
        running_bot(api, shutil.copytree(folder, Path(place) / "issues"), **settings) as bot,
    ):
        api.service.files.contents["hostile"], api.service.files.sizes["hostile"] = b"\xff\0", 2
        bot.wait_until_polling()
        before = 0.0
        updates = hostile_updates(count, seed)
        while batch := list(islice(updates, _BATCH)):
            api.in_loop(partial(_prepare, api.service, batch))
            api.push_all({k: v for k, v in one.items() if k != "update_id"} for one in batch)
            outcome = questions_at_once(api, _FEW, _PATIENCE)
            if outcome.lost or outcome.repeated:
                errors.append(f"{outcome.lost} lost, {outcome.repeated} answered twice")
            before = before or memory_mb(bot.process.pid)
        after = memory_mb(bot.process.pid)
        status = bot.stop()
        if status:
            errors.append(f"ended with status {status}")
        errors += [
            line for line in bot.printed.splitlines() if "rror" in line or "raceback" in line
        ]
        errors += misdeeds(api.service)
        return Damage(0, len(api.calls()), tuple(errors[:20]), before, after)


def _prepare(service: Service, batch: Sequence[JsonObject]) -> None:
    """Let every chat and query that the updates name exist, as they would."""
    for update in batch:
        for chat in _chats(update, 0):
            service.chats.open(chat)
        expect(service, update)


def _chats(value: Json, depth: int) -> list[int]:
    if not isinstance(value, dict) or depth > _FEW:
        return []
    at = number(value.get("id"))
    return [at, *(chat for item in value.values() for chat in _chats(item, depth + 1))]
