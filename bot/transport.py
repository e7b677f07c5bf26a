"""How the bot reaches Telegram: what is tried again, and what is taken from a batch of updates."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import time
from collections.abc import Callable, Coroutine
from datetime import timedelta
from http import HTTPStatus

from telegram import Update
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut
from telegram.ext import AIORateLimiter

from bot.http_request import ConnectTimedOut, HttpRequest
from bot.update_shape import is_plain_message, is_well_formed

__all__ = [
    "PatientRateLimiter",
    "PollWatch",
    "PollingRequest",
    "SendingRequest",
    "readable_update",
    "readable_updates",
]

_LOG = logging.getLogger(__name__)

_Result = bool | dict[str, object] | list[dict[str, object]]
_RETRIES = 6
_FIRST_PAUSE = 0.25
"""Seconds before the second try; each further pause is twice as long, eight seconds in all."""
_CONFLICTS_AT_MOST = 3
"""Refusals in a row that mean a second poller. One alone is an old poll that is still ending."""
_FOUND_BY = ("message_id", "date", "chat", "photo")
_UPDATE_ID = re.compile(rb'"update_id"\s*:\s*(\d{1,18})\b')


class PatientRateLimiter(AIORateLimiter):
    """Keeps Telegram's pace and tries again what did not get through.

    A 429 is waited out by the parent. A connection that broke and a 5xx are tried again after a
    growing pause. A message whose answer timed out is not: Telegram has most likely sent it, and
    nobody should read it twice.

    Args:
        rate: Messages a second to all chats together.
    """

    def __init__(self, rate: float) -> None:
        super().__init__(overall_max_rate=rate, max_retries=_RETRIES)
        self._held_until = 0.0

    @property
    def held(self) -> float:
        """Seconds for which Telegram still wants to hear nothing of the bot."""
        return max(0.0, self._held_until - time.monotonic())

    async def process_request(  # noqa: PLR0913, PLR0917 - the library's signature
        self,
        callback: Callable[..., Coroutine[object, object, _Result]],
        args: object,
        kwargs: dict[str, object],
        endpoint: str,
        data: dict[str, object],
        rate_limit_args: int | None,
    ) -> _Result:
        """Make a request; see `telegram.ext.BaseRateLimiter.process_request`."""

        async def noticed(*values: object, **named: object) -> _Result:
            try:
                return await callback(*values, **named)
            except RetryAfter as error:
                self._held_until = max(self._held_until, time.monotonic() + _seconds(error))
                raise

        pause = _FIRST_PAUSE
        for _ in range(_RETRIES):
            try:
                return await super().process_request(
                    noticed, args, kwargs, endpoint, data, rate_limit_args
                )
            except NetworkError as error:
                if not _may_repeat(error, endpoint):
                    raise
                _LOG.warning("%s did not get through, trying again in %.1f s", endpoint, pause)
            await asyncio.sleep(pause)
            pause *= 2
        return await super().process_request(noticed, args, kwargs, endpoint, data, rate_limit_args)


class PollWatch:
    """Watches the answers to `getUpdates`, of which python-telegram-bot tells only a part.

    Args:
        on_end: Called once when polling cannot go on, with the HTTP status that says why: 409
            where another process polls with the same token, 401 or 404 where the token is dead.
        on_heard: Called at every answer that is a success.
    """

    def __init__(self, on_end: Callable[[HTTPStatus], None], on_heard: Callable[[], None]) -> None:
        self._on_end = on_end
        self._on_heard = on_heard
        self._conflicts = 0
        self._ended = False

    def noted(self, status: int) -> None:
        """Take notice of the HTTP status of one answer."""
        if status == HTTPStatus.OK:
            self._on_heard()
        self._conflicts = self._conflicts + 1 if status == HTTPStatus.CONFLICT else 0
        dead = status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND)
        if (dead or self._conflicts >= _CONFLICTS_AT_MOST) and not self._ended:
            self._ended = True
            self._on_end(HTTPStatus(status))


class SendingRequest(HttpRequest):
    """Sends; of a message that was sent it hands on only how to find it again.

    Telegram gives the whole message back, buttons and the one replied to included. Making objects
    of all that was a sixth of the CPU that an answer cost, and nothing looks at them.
    """

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, object]:
        """The payload with a message cut down to its id, date and chat, and its picture."""
        answer: dict[str, object] = HttpRequest.parse_json_payload(payload)
        sent = answer.get("result")
        if isinstance(sent, dict) and "message_id" in sent:
            answer["result"] = {name: sent[name] for name in _FOUND_BY if name in sent}
        return answer


class PollingRequest(HttpRequest):
    """Takes updates; one that is malformed is set aside instead of stopping all after it."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, object]:
        """The payload with every malformed update emptied; see `readable_updates`."""
        return readable_updates(payload)


def readable_updates(payload: bytes) -> dict[str, object]:
    """An answer of `getUpdates` in which every update can be read.

    python-telegram-bot drops a whole batch for one update that it cannot read, and asks for the
    same batch again for ever. So such an update is emptied to its number, which confirms it.

    Args:
        payload: The body as received.

    Returns:
        The answer as JSON; an answer that holds no updates as it is.
    """
    try:
        answer = json.loads(payload)
    except (ValueError, RecursionError):
        numbers = [int(number) for number in _UPDATE_ID.findall(payload)]
        _LOG.warning("a batch of %d updates is not JSON and is set aside", len(numbers))
        return {"ok": True, "result": [{"update_id": number} for number in sorted(numbers)]}
    if not isinstance(answer, dict):
        return {"ok": True, "result": []}
    updates = answer.get("result")
    if answer.get("ok") is True and isinstance(updates, list):
        answer["result"] = [_emptied_unless_readable(item) for item in updates if _number(item)]
    return answer


def readable_update(payload: bytes) -> dict[str, object] | None:
    """One update as posted to a webhook, or None where it is malformed and to be set aside.

    Args:
        payload: The body as received.
    """
    try:
        item = json.loads(payload)
    except (ValueError, RecursionError):
        item = None
    if not _number(item):
        _LOG.warning("a post that is no update is set aside")
        return None
    update: dict[str, object] = _emptied_unless_readable(item)
    return update if len(update) > 1 else None


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def _may_repeat(error: NetworkError, endpoint: str) -> bool:
    if isinstance(error, BadRequest):
        return False
    hidden = isinstance(error, TimedOut) and not isinstance(error, ConnectTimedOut)
    return not (hidden and endpoint.startswith("send"))


def _number(item: object) -> bool:
    number = item.get("update_id") if isinstance(item, dict) else None
    return isinstance(number, int) and not isinstance(number, bool)


def _emptied_unless_readable(item: dict[str, object]) -> dict[str, object]:
    try:
        if is_well_formed(item) and (is_plain_message(item) or Update.de_json(item, None)):
            return item
    except Exception:  # noqa: BLE001 - whatever an update breaks, the next one must be served
        _LOG.debug("python-telegram-bot cannot read update %s", item["update_id"])
    _LOG.warning("update %s is malformed and is set aside", item["update_id"])
    return {"update_id": item["update_id"]}
