"""How updates reach the bot: fetched by `getUpdates`, or posted to its webhook."""

from __future__ import annotations

import asyncio
import json
import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import urlsplit

from tests.fake_bot_api.values import Json, JsonObject, RefusedError, number, text

__all__ = ["CONFLICT", "Delivery"]

CONFLICT = RefusedError(
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running",
    status=409,
    fault=False,
)
"""What the earlier of two pollers is told."""

_BATCH = 100
_TIMEOUT_AT_MOST = 50
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}", re.ASCII)
_UNASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
_LINES = 40
_PAUSE = 0.2
Reply: TypeAlias = "Callable[[Json | RefusedError | bytes], bool]"


@dataclass(slots=True)
class _Poll:
    reply: Reply
    limit: int
    timer: asyncio.TimerHandle


class Delivery:
    """Keeps updates until the bot has confirmed them. Belongs to the loop's thread.

    Args:
        delivered: Called with the number of every update that has gone out.
    """

    def __init__(self, delivered: Callable[[int], None]) -> None:
        self.proxied: dict[str, str] = {}
        self.webhook: JsonObject = {}
        self._delivered = delivered
        self._pending: deque[JsonObject] = deque()
        self._raw: deque[bytes] = deque()
        self._next = 1_000
        self._allowed: frozenset[str] | None = None
        self._poll: _Poll | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._lines = asyncio.Semaphore(_LINES)
        self.posts: list[tuple[int, int]] = []

    @property
    def waiting(self) -> int:
        """Updates that are not confirmed."""
        return len(self._pending)

    @property
    def has_poller(self) -> bool:
        """Whether a `getUpdates` waits at this moment."""
        return self._poll is not None

    def push(self, update: JsonObject) -> int:
        """Take an update on its way to the bot; gives back its number."""
        given = update.get("update_id")
        at = given if isinstance(given, int) and not isinstance(given, bool) else self._next
        self._next = max(self._next, at) + 1
        self._pending.append({**update, "update_id": at})
        if text(self.webhook.get("url")):
            self._post_pending()
        else:
            self._serve_poll()
        return at

    def push_raw(self, batch: bytes) -> None:
        """Answer the next poll with these very bytes."""
        self._raw.append(batch)
        self._serve_poll()

    def poll(self, call: JsonObject, reply: Reply) -> None:
        """Method `getUpdates`: answers at once where there is something, else when there is."""
        if text(self.webhook.get("url")):
            reply(
                RefusedError(
                    "Conflict: can't use getUpdates method while webhook is active; "
                    "use deleteWebhook to delete the webhook first",
                    status=409,
                )
            )
            return
        if self._poll is not None:
            earlier, self._poll = self._poll, None
            earlier.timer.cancel()
            earlier.reply(CONFLICT)
        self._note_allowed(call)
        self._confirm(call.get("offset"))
        limit = number(call.get("limit")) or _BATCH
        if not 1 <= limit <= _BATCH:
            reply(RefusedError("limit must be from 1 to 100"))
            return
        wait = min(number(call.get("timeout")), _TIMEOUT_AT_MOST)
        timer = asyncio.get_running_loop().call_later(wait, self._end_poll)
        self._poll = _Poll(reply, limit, timer)
        self._serve_poll()

    def set_webhook(self, call: JsonObject) -> Json:
        """Method `setWebhook`."""
        url, secret = text(call["url"]), call.get("secret_token")
        if url and urlsplit(url).scheme != "https":
            raise RefusedError("bad webhook: An HTTPS URL must be provided for webhook")
        if secret is not None and not _SECRET.fullmatch(text(secret)):
            raise RefusedError("secret token contains unallowed characters")
        self._note_allowed(call)
        if call.get("drop_pending_updates"):
            self._pending.clear()
        self.webhook = {"url": url, "secret_token": secret}
        self._post_pending()
        return True

    def delete_webhook(self, call: JsonObject) -> Json:
        """Method `deleteWebhook`."""
        self.webhook = {}
        if call.get("drop_pending_updates"):
            self._pending.clear()
        return True

    def webhook_info(self) -> Json:
        """Method `getWebhookInfo`."""
        return {
            "url": text(self.webhook.get("url")),
            "has_custom_certificate": False,
            "pending_update_count": len(self._pending),
        }

    def stop(self) -> None:
        """End what still waits."""
        if self._poll is not None:
            self._poll.timer.cancel()
            self._poll = None
        for task in self._tasks:
            task.cancel()

    def _note_allowed(self, call: JsonObject) -> None:
        allowed = call.get("allowed_updates")
        if isinstance(allowed, list):
            names = frozenset(text(name) for name in allowed)
            self._allowed = names or None

    def _wanted(self, update: JsonObject) -> bool:
        kinds = set(update) - {"update_id"}
        return bool(kinds & self._allowed) if self._allowed else not kinds & _UNASKED

    def _confirm(self, offset: Json) -> None:
        if not isinstance(offset, int):
            return
        if offset < 0:
            while len(self._pending) > -offset:
                self._pending.popleft()
            return
        while self._pending and number(self._pending[0]["update_id"]) < offset:
            self._pending.popleft()

    def _serve_poll(self) -> None:
        if self._poll is not None and self._raw:
            poll, self._poll = self._poll, None
            poll.timer.cancel()
            poll.reply(self._raw.popleft())
        if self._poll is None or not self._pending:
            return
        kept = [update for update in self._pending if self._wanted(update) or len(update) == 1]
        if len(kept) < len(self._pending):
            self._pending = deque(kept)
        if kept:
            self._end_poll()

    def _end_poll(self) -> None:
        if self._poll is None:
            return
        poll, self._poll = self._poll, None
        poll.timer.cancel()
        batch = [self._pending[at] for at in range(min(poll.limit, len(self._pending)))]
        for update in batch:
            self._delivered(number(update["update_id"]))
        poll.reply(list[Json](batch))

    def _post_pending(self) -> None:
        while self._pending and text(self.webhook.get("url")):
            update = self._pending.popleft()
            if self._wanted(update):
                task = asyncio.get_running_loop().create_task(self._post(update))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)

    async def _post(self, update: JsonObject) -> None:
        """Post until it is taken, as Telegram does."""
        at = number(update["update_id"])
        async with self._lines:
            while url := text(self.webhook.get("url")):
                try:
                    status = await self._posted(url, json.dumps(update).encode())
                except (OSError, asyncio.IncompleteReadError, ValueError):
                    status = 0
                self.posts.append((at, status))
                if 200 <= status < 300:
                    self._delivered(at)
                    return
                await asyncio.sleep(_PAUSE)

    async def _posted(self, url: str, body: bytes) -> int:
        parts = urlsplit(url)
        target = urlsplit(self.proxied.get(f"{parts.scheme}://{parts.netloc}", url))
        reader, writer = await asyncio.open_connection(target.hostname, target.port)
        secret = text(self.webhook.get("secret_token"))
        header = f"X-Telegram-Bot-Api-Secret-Token: {secret}\r\n" if secret else ""
        try:
            writer.write(
                f"POST {parts.path or '/'} HTTP/1.1\r\nHost: {parts.netloc}\r\n{header}"
                "Content-Type: application/json\r\nConnection: close\r\n"
                f"Content-Length: {len(body)}\r\n\r\n".encode()
                + body
            )
            await writer.drain()
            first = await reader.readuntil(b"\r\n")
            await reader.read()
        finally:
            writer.close()
        return int(first.split()[1])
