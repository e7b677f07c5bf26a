"""HTTP towards the Bot API, over connections that are kept; the only module that knows aiohttp.

python-telegram-bot's own transport (httpx) took two fifths of the CPU that an answer cost. aiohttp
reads and writes HTTP in C, and a call is sent as JSON, which holds a Chinese text in a third of the
bytes that a form needs.
"""

from __future__ import annotations

import json
import ssl
from collections.abc import Callable
from functools import cache

import aiohttp
import httpx
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

__all__ = ["ConnectTimedOut", "HttpRequest"]

_CONNECT_WAIT = 5.0
_IDLE_KEPT = 50.0
"""Seconds; a reader's next question within them needs no new TLS handshake."""
_NAMES_KEPT = 300
_JSON = {"Content-Type": "application/json"}


class ConnectTimedOut(TimedOut):
    """No connection was made in time: the request surely never left."""


class HttpRequest(BaseRequest):
    """A transport for python-telegram-bot.

    Further requests wait for their turn where all connections are in use. Twelve carry 40 messages
    a second over a slow line of 300 ms, more than Telegram takes from a bot.

    Args:
        proxy: URL of the HTTP proxy towards the Bot API; None for none.
        read_timeout: Seconds to wait for more of an answer.
        connections: How many at most.
        on_answer: Told the HTTP status of every answer.
    """

    def __init__(
        self,
        *,
        proxy: str | None,
        read_timeout: float,
        connections: int = 12,
        on_answer: Callable[[int], None] | None = None,
    ) -> None:
        self._proxy = proxy
        self._read_timeout = read_timeout
        self._connections = connections
        self._on_answer = on_answer
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for more of an answer where a call does not say."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the session; its connections are made when they are needed."""
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(
                limit=self._connections,
                keepalive_timeout=_IDLE_KEPT,
                ttl_dns_cache=_NAMES_KEPT,
                ssl=_certificates(),
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                headers={"User-Agent": self.USER_AGENT},
                cookie_jar=aiohttp.DummyCookieJar(),
            )

    async def shutdown(self) -> None:
        """Close all connections."""
        if self._session is not None:
            await self._session.close()

    async def do_request(  # noqa: PLR0913, PLR0917 - as the parent
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - no such thing here
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - waits as long as it takes
    ) -> tuple[int, bytes]:
        """Make a request; see `telegram.request.BaseRequest.do_request`.

        Raises:
            ConnectTimedOut: If no connection was made in time.
            TimedOut: If the answer did not come in time; the request may have had its effect.
            NetworkError: If the connection was refused or broke. No error tells the URL, which
                holds the token.
        """
        if self._session is None:
            raise RuntimeError("the transport is used before it is initialized")
        timeout = aiohttp.ClientTimeout(
            total=None,
            sock_connect=_seconds(connect_timeout, _CONNECT_WAIT),
            sock_read=_seconds(read_timeout, self._read_timeout),
        )
        data, headers = _body(request_data)
        try:
            async with self._session.request(
                method,
                url,
                data=data,
                headers=headers,
                timeout=timeout,
                proxy=self._proxy,
                allow_redirects=False,
            ) as response:
                body = await response.read()
        except aiohttp.ConnectionTimeoutError as error:
            raise ConnectTimedOut from error
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(f"aiohttp.{type(error).__name__}") from error
        if self._on_answer is not None:
            self._on_answer(response.status)
        return response.status, body


@cache
def _certificates() -> ssl.SSLContext:
    """Those that httpx brings along: some systems have none of their own."""
    return httpx.create_ssl_context()


def _seconds(given: ODVInput[float], usual: float) -> float | None:
    if given is None or isinstance(given, int | float):
        return given
    return usual


def _body(data: RequestData | None) -> tuple[bytes | aiohttp.FormData | None, dict[str, str]]:
    """What a request carries, and the headers that say so."""
    if data is None:
        return None, {}
    if not data.contains_files:
        return json.dumps(data.parameters, ensure_ascii=False).encode(errors="replace"), _JSON
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=file_name, content_type=kind)
    return form, {}
