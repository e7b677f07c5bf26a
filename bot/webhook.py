"""Updates that Telegram posts to the bot: taken only with the secret, malformed ones set aside.

Stands in place of python-telegram-bot's own server, which writes what it cannot read into the log,
readers' words included, and refuses it, so that Telegram posts it again for hours.
"""

from __future__ import annotations

import hmac
import logging
from collections import OrderedDict
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from http import HTTPStatus
from urllib.parse import urlsplit

from tornado.web import Application, RequestHandler

from bot.http_server import serving
from bot.settings import Settings
from bot.transport import readable_update

__all__ = ["serving_webhook"]

_LOG = logging.getLogger(__name__)

_SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
_BODY_AT_MOST = 1_000_000
"""Bytes; the largest update that Telegram makes is a tenth of that."""
_NUMBERS_KEPT = 10_000
"""Updates whose second coming is noticed, when Telegram did not hear that the first arrived."""

_Take = Callable[[dict[str, object]], Awaitable[None]]


@asynccontextmanager
async def serving_webhook(settings: Settings, take: _Take) -> AsyncGenerator[int, None]:
    """Take what Telegram posts while the context lasts.

    Args:
        settings: The public address, whose path is served, the secret, and where to listen.
        take: Gets every update that is well-formed, once, as JSON.

    Yields:
        The port that is listened on.

    Raises:
        PortError: The port cannot be listened on.
    """
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
    path = urlsplit(str(settings.webhook_url)).path or "/"
    door = _Door(secret, take)
    application = Application([(f"{path.rstrip('/')}/?", _Handler, {"door": door})])
    application.settings["log_function"] = _silent
    address, port = settings.webhook_listen, settings.webhook_port
    async with serving(application, address, port, body_at_most=_BODY_AT_MOST) as served:
        yield served


class _Door:
    """Lets updates in.

    Args:
        secret: That Telegram sends along; nothing is taken without it.
        take: Gets them.
    """

    def __init__(self, secret: str, take: _Take) -> None:
        self._secret = secret.encode()
        self._take = take
        self._taken: OrderedDict[object, None] = OrderedDict()

    def knows(self, secret: str) -> bool:
        """Whether it is Telegram that knocks; takes as long for a near miss as for any other."""
        return bool(self._secret) and hmac.compare_digest(secret.encode(), self._secret)

    async def enter(self, body: bytes) -> None:
        """Take one update, unless it is malformed or was taken before."""
        update = readable_update(body)
        if update is None or update["update_id"] in self._taken:
            return
        self._taken[update["update_id"]] = None
        if len(self._taken) > _NUMBERS_KEPT:
            self._taken.popitem(last=False)
        await self._take(update)


class _Handler(RequestHandler):
    def initialize(self, door: _Door) -> None:
        self._door = door

    async def post(self) -> None:
        if not self._door.knows(self.request.headers.get(_SECRET, "")):
            _LOG.warning("a post without the secret is turned away")
            self.set_status(HTTPStatus.FORBIDDEN)
            return
        await self._door.enter(self.request.body)


def _silent(_handler: RequestHandler) -> None:
    """Each update is counted where it is served; a line for each would only fill the log."""
