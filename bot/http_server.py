"""A small HTTP server on a port of this machine, for as long as a context lasts."""

from __future__ import annotations

import socket
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from tornado.httpserver import HTTPServer
from tornado.web import Application

from bot.errors import PortError

__all__ = ["serving"]


@asynccontextmanager
async def serving(
    application: Application, address: str, port: int, *, body_at_most: int
) -> AsyncGenerator[int, None]:
    """Serve `application` while the context lasts.

    Args:
        application: Answers the requests.
        address: To listen on.
        port: TCP port; 0 takes a free one.
        body_at_most: Bytes of a request; a larger one is refused.

    Yields:
        The port.

    Raises:
        PortError: The port cannot be listened on.
    """
    try:
        listener = socket.create_server((address, port))
    except OSError as error:
        reason = f"不能在 {address}:{port} 上监听（{error.strerror}）"
        raise PortError(port, reason, "请换一个端口，或停掉占用它的程序") from error
    listener.settimeout(0)
    server = HTTPServer(application, max_buffer_size=body_at_most, idle_connection_timeout=30)
    server.add_socket(listener)
    try:
        yield listener.getsockname()[1]
    finally:
        server.stop()
        await server.close_all_connections()
