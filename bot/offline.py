"""A Bot API in memory for one chat, so that the real handlers can be talked to without Telegram.

It takes what python-telegram-bot would send over HTTP and keeps the messages as a chat shows them.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from http import HTTPStatus

from telegram.request import BaseRequest, RequestData

__all__ = ["OfflineChat", "OfflineRequest", "Shown", "ShownButton", "styled_runs"]

_BOT = {"id": 1, "is_bot": True, "first_name": "问报", "username": "wenbao_bot"}
_READER = 1001


@dataclass(frozen=True, slots=True)
class ShownButton:
    """A button under a message of the bot's: it sends `data` back, or leads to `link`."""

    text: str
    data: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the bot showed.

    Attributes:
        message: Number of the message, 0 for a passing notice.
        html: Its text as Telegram's HTML.
        rows: Of buttons under it.
        replaced: Whether it stands in place of what the message said before.
    """

    message: int
    html: str
    rows: tuple[tuple[ShownButton, ...], ...] = ()
    replaced: bool = False


class OfflineChat:
    """One private chat between a reader and the bot.

    Args:
        on_shown: Called with whatever the bot shows.
        language: The reader's Telegram language.
    """

    def __init__(self, on_shown: Callable[[Shown], None], language: str) -> None:
        self._on_shown = on_shown
        self._chat = {"id": _READER, "type": "private", "first_name": "读者"}
        self._reader = {**self._chat, "is_bot": False, "language_code": language}
        self._messages: dict[int, dict[str, object]] = {}
        self._numbers = 0

    def said(self, text: str) -> dict[str, object]:
        """An update: the reader sends `text`."""
        message = self._kept({"from": self._reader, "text": text})
        command, _, _ = text.partition(" ")
        if command.startswith("/") and len(command) > 1:
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(command)}]
        return {"update_id": self._next(), "message": message}

    def pressed(self, number: int, data: str) -> dict[str, object]:
        """An update: the reader presses a button with `data` under message `number`."""
        query = {"id": str(self._next()), "from": self._reader, "chat_instance": "offline"}
        return {
            "update_id": self._next(),
            "callback_query": {**query, "message": self._messages[number], "data": data},
        }

    def called(self, method: str, parameters: Mapping[str, object]) -> object:
        """What the Bot API answers to a call; shows what the call shows."""
        match method:
            case "getMe":
                return _BOT
            case "sendMessage":
                return self._sent(parameters)
            case "sendPhoto":
                return self._sent({**parameters, "text": parameters.get("caption", "")})
            case "editMessageText":
                return self._edited(parameters)
            case "answerCallbackQuery":
                if parameters.get("text"):
                    self._on_shown(Shown(0, str(parameters["text"])))
        return True

    def _next(self) -> int:
        self._numbers += 1
        return self._numbers

    def _kept(self, message: dict[str, object]) -> dict[str, object]:
        number = self._next()
        message |= {"message_id": number, "date": int(time.time()), "chat": self._chat}
        self._messages[number] = message
        return message

    def _sent(self, parameters: Mapping[str, object]) -> dict[str, object]:
        message = self._kept({"from": _BOT})
        replied = parameters.get("reply_parameters")
        number = replied.get("message_id") if isinstance(replied, dict) else None
        if isinstance(number, int) and number in self._messages:
            message["reply_to_message"] = self._messages[number]
        return self._filled(message, parameters, replaced=False)

    def _edited(self, parameters: Mapping[str, object]) -> dict[str, object]:
        number = parameters.get("message_id")
        message = self._messages[number if isinstance(number, int) else 0]
        return self._filled(message, parameters, replaced=True)

    def _filled(
        self, message: dict[str, object], parameters: Mapping[str, object], *, replaced: bool
    ) -> dict[str, object]:
        html, markup = str(parameters["text"]), parameters.get("reply_markup")
        message["text"] = "".join(text for text, _ in styled_runs(html))
        message.pop("reply_markup", None)
        if markup:
            message["reply_markup"] = markup
        number = message["message_id"]
        if isinstance(number, int):
            self._on_shown(Shown(number, html, _rows(markup), replaced))
        return message


class OfflineRequest(BaseRequest):
    """Hands the bot's calls to an `OfflineChat` in place of the network."""

    def __init__(self, chat: OfflineChat) -> None:
        self._chat = chat

    @property
    def read_timeout(self) -> float | None:
        """Nothing is waited for."""
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
        """Answer a call as the Bot API would."""
        _ = method
        parameters = request_data.parameters if request_data else {}
        result = self._chat.called(url.rpartition("/")[2], parameters)
        return HTTPStatus.OK, json.dumps({"ok": True, "result": result}).encode()


class _Runs(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.runs: list[tuple[str, frozenset[str]]] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        _ = attrs
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        _ = tag
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self.runs.append((data, frozenset(self._open)))


def styled_runs(html: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Telegram's HTML as runs of plain text with the tags that are open around each."""
    parser = _Runs()
    parser.feed(html)
    parser.close()
    return tuple(parser.runs)


def _rows(markup: object) -> tuple[tuple[ShownButton, ...], ...]:
    rows = markup.get("inline_keyboard") if isinstance(markup, dict) else None
    return tuple(tuple(_button(button) for button in row) for row in rows or ())


def _button(button: Mapping[str, object]) -> ShownButton:
    shared = button.get("switch_inline_query_chosen_chat")
    typed = f"@{_BOT['username']} {shared['query']}" if isinstance(shared, dict) else ""
    data, url = str(button.get("callback_data", "")), str(button.get("url", ""))
    return ShownButton(str(button["text"]), data, url or typed)
