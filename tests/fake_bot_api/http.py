"""HTTP/1.1 as far as clients of the Bot API speak it: requests in, answers out, lines dropped."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

__all__ = ["Answer", "Handler", "Request", "Respond", "connection_factory"]

_HEAD_AT_MOST = 65_536
_BODY_AT_MOST = 60_000_000
_HEAD_END = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Request:
    """One request, wholly received."""

    verb: str
    path: str
    query: str
    kind: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back.

    Attributes:
        status: Of HTTP.
        body: As it is sent.
        kind: The header `Content-Type`.
        drop: Break the line instead.
    """

    status: int
    body: bytes
    kind: str = "application/json"
    drop: bool = False


Respond = Callable[[Answer], bool]
"""Sends the answer, now or later; tells whether there was still somebody to send it to."""
Handler = Callable[[Request, Respond], None]


class _Connection(asyncio.Protocol):
    """One line, kept open between requests."""

    def __init__(self, handler: Handler, lines: set[asyncio.Transport]) -> None:
        self._handler = handler
        self._lines = lines
        self._received = bytearray()
        self._transport: asyncio.Transport | None = None
        self._busy = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._lines.add(transport)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        if self._transport is not None:
            self._lines.discard(self._transport)
        self._transport = None

    def data_received(self, data: bytes) -> None:
        self._received += data
        self._serve()

    def _serve(self) -> None:
        if self._busy or self._transport is None:
            return
        end = self._received.find(_HEAD_END)
        if end < 0:
            if len(self._received) > _HEAD_AT_MOST:
                self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
            return
        lines = self._received[:end].decode("latin-1").split("\r\n")
        headers = {name.strip().lower(): value.strip() for name, _, value in _fields(lines[1:])}
        length = headers.get("content-length", "0")
        verb, _, rest = lines[0].partition(" ")
        target = rest.partition(" ")[0]
        if "transfer-encoding" in headers or not length.isdigit() or not target:
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        start = end + len(_HEAD_END)
        if int(length) > _BODY_AT_MOST:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return
        if len(self._received) < start + int(length):
            return
        body = bytes(self._received[start : start + int(length)])
        del self._received[: start + int(length)]
        self._busy = True
        path, _, query = target.partition("?")
        request = Request(verb, path, query, headers.get("content-type", ""), body)
        self._handler(request, self._respond)

    def _respond(self, answer: Answer) -> bool:
        self._busy = False
        transport = self._transport
        if transport is None or transport.is_closing():
            return False
        if answer.drop:
            transport.abort()
            return True
        phrase = HTTPStatus(answer.status).phrase
        transport.write(
            f"HTTP/1.1 {answer.status} {phrase}\r\n"
            f"Content-Type: {answer.kind}\r\n"
            f"Content-Length: {len(answer.body)}\r\n\r\n".encode()
            + answer.body
        )
        if self._received:
            self._serve()
        return True

    def _refuse(self, status: HTTPStatus) -> None:
        self._respond(Answer(status, b""))
        if self._transport is not None:
            self._transport.close()


def _fields(lines: list[str]) -> list[tuple[str, str, str]]:
    return [line.partition(":") for line in lines]


def connection_factory(
    handler: Handler, lines: set[asyncio.Transport]
) -> Callable[[], asyncio.Protocol]:
    """What `loop.create_server` wants.

    Args:
        handler: Called with every request, in the loop's thread.
        lines: Kept up to date with the open lines.
    """
    return lambda: _Connection(handler, lines)
