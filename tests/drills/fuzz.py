"""Hostile updates through the real application: none may break it, none may make it grow."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from telegram import Update
from telegram.request import BaseRequest, RequestData

from bot.app import BotApplication, build_offline, register
from bot.delivery import Courier, Part
from bot.desk import Desk
from bot.handlers.admin import Admin
from bot.inbox import Inbox
from bot.issue_folder import LoadedFolder, load_folder
from bot.newsroom import Newsroom
from bot.newsstand import Newsstand
from bot.readings import Readings
from bot.rounds import Rounds
from bot.settings import Settings
from bot.staff import make_staff
from bot.store import Occasion, Store
from bot.transport import readable_updates
from tests.drills.hostile import hostile_updates
from tests.drills.load import memory_mb
from tests.e2e.running import READINGS
from tests.fake_bot_api.http import Answer, Request
from tests.fake_bot_api.service import Service
from tests.fake_bot_api.values import JsonObject, number, table, text

__all__ = ["ADMINS", "Damage", "abuse", "expect", "misdeeds"]

_TOKEN = "0:offline"  # noqa: S105 - no secret: the offline application's name for itself
_BOT: JsonObject = {"id": 123456, "is_bot": True, "first_name": "问报", "username": "wenbao_bot"}
_BATCH = 25
_WARM_UP = 2_000
_TOLD_AT_MOST = 20
_CONTRADICTIONS = ("query is too old", "there are no administrators in the private chat")
"""Hostile queries may share an id, and Telegram takes one answer for each; a hostile chat may call
itself a group and have a reader's id."""
ADMINS = frozenset(range(1, 21))
"""Some of the hostile readers are admins, so that the newsroom's handlers get their share."""


@dataclass(frozen=True, slots=True)
class Damage:
    """What hostile updates did.

    Attributes:
        read: Updates that python-telegram-bot could read; the others were set aside.
        calls: What the bot called meanwhile.
        errors: Log records of an error or worse, and calls against the rules of the Bot API.
        before: Resident memory in MB after the first 2,000 updates, or the first half if fewer.
        after: Resident memory in MB at the end.
    """

    read: int
    calls: int
    errors: tuple[str, ...]
    before: float
    after: float


def expect(service: Service, update: JsonObject) -> None:
    """Let presses, their messages and inline queries be known, as where they really were."""
    press = table(update.get("callback_query"))
    service.queries.presses[text(press.get("id"))] = None
    service.queries.inline[text(table(update.get("inline_query")).get("id"))] = None
    under = table(press.get("message"))
    at, chat = number(under.get("message_id")), number(table(under.get("chat")).get("id"))
    known = service.chats.open(chat)
    known.messages[at], known.sources[at] = under, ""


def misdeeds(service: Service) -> list[str]:
    """What the bot did against the rules of the Bot API, and was not led into."""
    return [
        told
        for told in service.violations
        if not any(contradiction in told for contradiction in _CONTRADICTIONS)
    ]


class _DirectRequest(BaseRequest):
    """Hands the bot's calls to the strict fake without a network in between."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.calls = 0

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *_timeouts: object,
        **_more_timeouts: object,
    ) -> tuple[int, bytes]:
        parameters = request_data.parameters if request_data else {}
        chat = parameters.get("chat_id")
        if isinstance(chat, int):
            self.service.chats.open(chat)
        kind, body = _encoded(request_data) if request_data else ("", b"")
        answers: list[Answer] = []
        request = Request(method, urlsplit(url).path, "", kind, body)
        self.calls += 1
        self.service.serve(request, lambda answer: not answers.append(answer))  # type: ignore[func-returns-value]  # it is noted, and somebody is there
        return answers[0].status, answers[0].body

    def forget(self) -> None:
        """Drop what the fake remembers, so that only the bot's own memory is measured."""
        self.service.calls.clear()
        self.service.queries.presses.clear()
        self.service.queries.inline.clear()
        for chat in self.service.chats.all():
            for kept in (chat.messages, chat.sources, chat.edits):
                kept.clear()


def _encoded(data: RequestData) -> tuple[str, bytes]:
    if not data.contains_files:
        return "application/json", json.dumps(data.parameters).encode()
    form = httpx.Request(
        "POST", "http://fake", data=data.json_parameters, files=data.multipart_data
    )
    return form.headers["content-type"], form.read()


class _Complaints(logging.Handler):
    """Keeps what is logged as an error, with its reason."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.told: list[str] = []
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += 1
        if len(self.told) < _TOLD_AT_MOST:
            self.told.append(logging.Formatter().format(record))


@contextmanager
def _listening() -> Iterator[_Complaints]:
    complaints = _Complaints()
    logging.getLogger().addHandler(complaints)
    try:
        yield complaints
    finally:
        logging.getLogger().removeHandler(complaints)


def abuse(count: int, folder: Path, place: Path, seed: int = 1) -> Damage:
    """Send so many hostile updates through the application.

    Args:
        count: How many.
        folder: Of issues.
        place: Directory for the store.
        seed: Of the updates.
    """
    settings = Settings(_env_file=None, flood_limit=10**9, admins=ADMINS)  # type: ignore[call-arg]  # pydantic-settings' own
    inbox = place / "inbox"
    shutil.copytree(folder, inbox)
    with closing(Store(place / "fuzz.sqlite3")) as store, _listening() as complaints:
        loaded = load_folder(inbox, readings=Readings(READINGS))
        desk = Desk(settings, Newsstand(loaded.archive), store, lambda: datetime.now(settings.zone))
        service = Service(_TOKEN, _BOT, None)
        service.files.contents["hostile"], service.files.sizes["hostile"] = b"\xff\0<b>", 5
        direct = _DirectRequest(service)
        application = build_offline(settings, direct)
        register(application, make_staff(desk), _admin(desk, loaded, inbox))
        read, before = asyncio.run(_sent(application, direct, count, seed))
        desk.pool.shutdown()
    after = memory_mb(os.getpid())
    errors = (*complaints.told, *misdeeds(service)[:_TOLD_AT_MOST])
    return Damage(read, direct.calls, errors, before, after)


def _admin(desk: Desk, loaded: LoadedFolder, inbox: Path) -> Admin:
    newsroom = Newsroom(desk.store, desk.newsstand, desk.metrics, desk.settings.zone, asks=True)
    newsroom.open(loaded)
    courier = Courier(desk.store, desk.metrics)
    rounds = Rounds(desk.store, courier, papers=newsroom.papers, compose=_nothing, now=desk.now)
    return Admin(desk, newsroom, Inbox(inbox), rounds)


async def _nothing(_occasion: Occasion, _chat: int) -> Sequence[Part]:
    return ()


async def _sent(
    application: BotApplication, direct: _DirectRequest, count: int, seed: int
) -> tuple[int, float]:
    """How many updates could be read, and the memory after the warm-up."""
    read, done = 0, 0
    before = memory_mb(os.getpid())
    async with application:
        updates = hostile_updates(count, seed)
        while batch := list(islice(updates, _BATCH)):
            for update in batch:
                expect(direct.service, update)
            payload = json.dumps({"ok": True, "result": batch}).encode()
            kept = readable_updates(payload)["result"]
            assert isinstance(kept, list)
            assert [number(item["update_id"]) for item in kept] == [
                number(update["update_id"]) for update in batch
            ], "an update is neither served nor set aside"
            read += sum(len(item) > 1 for item in kept)
            await asyncio.gather(
                *(
                    application.process_update(Update.de_json(item, application.bot))
                    for item in kept
                )
            )
            direct.forget()
            if done < min(_WARM_UP, count // 2) <= done + len(batch):
                before = memory_mb(os.getpid())
            done += len(batch)
    return read, before
