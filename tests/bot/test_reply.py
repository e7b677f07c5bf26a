"""That the bot is typing is shown to readers who wait long, and to nobody in a rush."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

from telegram import Bot, Message
from telegram.request import BaseRequest, RequestData

from bot.reply import Typing


class CountingRequest(BaseRequest):
    """Stands in for the network and notes which methods are called."""

    def __init__(self) -> None:
        self.called: list[str] = []

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None:
        pass

    async def shutdown(self) -> None:
        pass

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *_timeouts: object,
        **_more_timeouts: object,
    ) -> tuple[int, bytes]:
        _ = method, request_data
        self.called.append(url.rpartition("/")[2])
        return HTTPStatus.OK, b'{"ok": true, "result": true}'


def shown(seconds: float, questions: int, patience: float = 0.05) -> list[str]:
    """What is called while so many questions take so long."""

    async def wait() -> str:
        await asyncio.sleep(seconds)
        return "答"

    async def ask(request: CountingRequest) -> None:
        bot, typing = Bot("0:x", request=request, get_updates_request=request), Typing(patience)
        fields = {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}}
        message = Message.de_json(fields, bot)
        answers = await asyncio.gather(*(typing.during(message, wait()) for _ in range(questions)))
        assert answers == ["答"] * questions

    request = CountingRequest()
    asyncio.run(ask(request))
    return request.called


def test_typing_shows_only_where_an_answer_takes_long_and_not_in_a_rush() -> None:
    assert shown(0.0, 1) == []
    assert shown(0.1, 1) == ["sendChatAction"]
    assert shown(0.1, 20) == []
