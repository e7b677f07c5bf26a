"""The transport: what is sent, what an error tells, and that it never tells the token."""

from __future__ import annotations

import asyncio
import io
import socket
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import NetworkError, TelegramError, TimedOut

from bot.http_request import ConnectTimedOut, HttpRequest
from tests.fake_bot_api import FakeBotApi

_TOKEN = "123456:TEST"  # noqa: S105 - no secret: the fake's own
_WORDS = "农污治理<b>100%</b> & +"


def request(proxy: str | None = None, statuses: list[int] | None = None) -> HttpRequest:
    noted = None if statuses is None else statuses.append
    return HttpRequest(proxy=proxy, read_timeout=60.0, connections=2, on_answer=noted)


@asynccontextmanager
async def bot_at(api_root: str, sender: HttpRequest) -> AsyncIterator[Bot]:
    bot = Bot(_TOKEN, base_url=f"{api_root}/bot", request=sender, get_updates_request=request())
    async with sender:
        try:
            yield bot
        finally:
            await sender.shutdown()


def told_of(work: Coroutine[None, None, object]) -> TelegramError:
    """The error that `work` ends with."""
    with pytest.raises(TelegramError) as caught:
        asyncio.run(work)
    assert _TOKEN not in str(caught.value)
    return caught.value


def test_texts_buttons_and_files_arrive_as_the_bot_api_wants_them() -> None:
    statuses: list[int] = []

    async def send(api: FakeBotApi) -> None:
        async with bot_at(api.root_url, request(statuses=statuses)) as bot:
            rows = InlineKeyboardMarkup([[InlineKeyboardButton("全文", callback_data="a|1")]])
            await bot.send_message(7, _WORDS, reply_markup=rows)
            await bot.send_document(7, io.BytesIO(b"\xff\0"), filename="页.txt", caption="附件")

    with FakeBotApi() as api:
        api.open_chat(7)
        asyncio.run(send(api))
        first, second = api.sent(7)
        assert (first.text, first.buttons[0][0].data) == (_WORDS, "a|1")
        assert second.text == "附件"
        assert api.violations == []
    assert statuses == [200, 200]


def test_calls_that_wait_for_a_connection_all_get_one() -> None:
    async def send(api: FakeBotApi) -> None:
        async with bot_at(api.root_url, request()) as bot:
            await asyncio.gather(*(bot.send_message(7, str(at)) for at in range(30)))

    with FakeBotApi() as api:
        api.open_chat(7)
        asyncio.run(send(api))
        assert {sent.text for sent in api.sent(7)} == {str(at) for at in range(30)}


def test_an_answer_that_does_not_come_is_a_time_out_that_may_have_arrived() -> None:
    async def send(api: FakeBotApi) -> None:
        async with bot_at(api.root_url, request()) as bot:
            await bot.send_message(7, "词", read_timeout=0.1)

    with FakeBotApi() as api:
        api.open_chat(7)
        api.hold_next("sendMessage")
        error = told_of(send(api))
    assert isinstance(error, TimedOut)
    assert not isinstance(error, ConnectTimedOut)


def test_a_line_that_breaks_or_is_refused_is_a_network_error_without_the_token() -> None:
    async def send(root: str) -> None:
        async with bot_at(root, request()) as bot:
            await bot.send_message(7, "词")

    with FakeBotApi() as api:
        api.open_chat(7)
        api.drop_next("sendMessage")
        broken = told_of(send(api.root_url))
        gone = api.root_url
    for error in (broken, told_of(send(gone))):
        assert isinstance(error, NetworkError)
        assert not isinstance(error, TimedOut)


def test_a_connection_that_is_never_made_is_told_apart_from_an_answer_that_is_late() -> None:
    async def send(port: int) -> None:
        async with bot_at(f"http://127.0.0.1:{port}", request()) as bot:
            await bot.send_message(7, "词", connect_timeout=0.1)

    # The kernel takes one connection for a listener who accepts none, and drops the next.
    with (
        socket.create_server(("127.0.0.1", 0), backlog=0) as deaf,
        socket.create_connection(deaf.getsockname()),
    ):
        assert isinstance(told_of(send(deaf.getsockname()[1])), ConnectTimedOut)


def test_a_proxy_is_asked_for_the_whole_url() -> None:
    lines: list[bytes] = []

    async def proxied(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines.append(await reader.readline())
        writer.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")
        await writer.drain()
        writer.close()

    async def send() -> None:
        async with await asyncio.start_server(proxied, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            async with bot_at("http://api.example", request(f"http://127.0.0.1:{port}")) as bot:
                await bot.send_message(7, "词")

    assert isinstance(told_of(send()), NetworkError)
    assert lines == [f"POST http://api.example/bot{_TOKEN}/sendMessage HTTP/1.1\r\n".encode()]
