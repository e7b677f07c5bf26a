"""A request → its method → its answer; the log of calls, the faults on order, the violations."""

from __future__ import annotations

import asyncio
import json
import threading
import time
import traceback
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import unquote

from tests.fake_bot_api.chats import Chats
from tests.fake_bot_api.delivery import Delivery
from tests.fake_bot_api.faults import Fault, Faults, Pace
from tests.fake_bot_api.forms import Form, read_form
from tests.fake_bot_api.http import Answer, Request, Respond
from tests.fake_bot_api.messages import Files, Messages
from tests.fake_bot_api.parameters import METHODS, read_parameters
from tests.fake_bot_api.profile import Profile, Queries
from tests.fake_bot_api.values import Call, Json, JsonObject, RefusedError

__all__ = ["Service"]

_PACED = frozenset({"sendMessage", "sendPhoto", "sendDocument"})
_DROPPED = -1
_SPELT = {name.lower(): name for name in METHODS}
_Method = Callable[[JsonObject, Form], Json]


class Service:
    """The Bot API of one bot. Belongs to the loop's thread, but for `calls` and `changed`.

    Args:
        token: The bot's.
        bot: The bot as `User`.
        pace: Limits on what is sent; None for none.
    """

    def __init__(self, token: str, bot: JsonObject, pace: Pace | None) -> None:
        self.bot = bot
        self.calls: list[Call] = []
        self.violations: list[str] = []
        self.changed = threading.Condition()
        self.delivered: dict[int, float] = {}
        self.pushed: dict[int, float] = {}
        self.held: list[Callable[[], None]] = []
        self.chats = Chats()
        self.files = Files()
        self.faults = Faults()
        self.profile = Profile()
        self.queries = Queries()
        self.delivery = Delivery(self._note_delivered)
        self._messages = Messages(bot, self.chats, self.files)
        self._token = token
        self._pace = pace
        self._methods = self._table()

    def serve(self, request: Request, respond: Respond) -> None:
        """Answer one request, now or later."""
        try:
            self._serve(request, respond)
        except Exception:  # noqa: BLE001 - a fault of the fake itself must fail the test
            self.violations.append(f"the fake itself failed: {traceback.format_exc()}")
            respond(_refusal(RefusedError("Internal Server Error", status=500)))

    def _serve(self, request: Request, respond: Respond) -> None:
        path = unquote(request.path)
        if path.startswith(f"/file/bot{self._token}/"):
            respond(self._file(path.removeprefix(f"/file/bot{self._token}/")))
            return
        token, _, method = path.removeprefix("/bot").partition("/")
        if not path.startswith("/bot") or token != self._token:
            self.violations.append(f"a request with a token that is not the bot's: {path!r}")
            respond(_refusal(RefusedError("Unauthorized", status=401)))
            return
        spelt = _SPELT.get(method.lower())
        if spelt is None or request.verb not in {"GET", "POST"}:
            self.violations.append(f"{request.verb} {method}: no such method is served here")
            respond(_refusal(RefusedError("Not Found", status=404)))
            return
        self._call(spelt, request, respond)

    def _call(self, method: str, request: Request, respond: Respond) -> None:
        call = Call(len(self.calls), method, {}, time.monotonic())
        self.calls.append(call)
        refused: RefusedError | None = None
        form = Form({}, {})
        try:
            form = read_form(request.query, request.kind, request.body)
            call.parameters = read_parameters(method, form)
        except RefusedError as error:
            refused = error
        fault = self.faults.of(call) or Fault()

        def go() -> None:
            self._answer(call, form, refused, fault, respond)

        if fault.held:
            self.held.append(go)
        elif fault.delay:
            asyncio.get_running_loop().call_later(fault.delay, go)
        else:
            go()

    def _answer(
        self,
        call: Call,
        form: Form,
        refused: RefusedError | None,
        fault: Fault,
        respond: Respond,
    ) -> None:
        happens = fault.after_effect or not (fault.drop or fault.status)
        if happens and refused is None and call.method == "getUpdates":
            self.delivery.poll(call.parameters, lambda result: self._polled(call, result, respond))
            return
        result: Json | RefusedError = refused
        if happens and refused is None:
            try:
                result = self._effect(call, form)
                call.effect = True
            except RefusedError as error:
                result = error
        self._note(call, result)
        if fault.drop:
            self._write(call, Answer(200, b"", drop=True), respond)
        elif fault.status:
            self._write(call, Answer(fault.status, json.dumps(fault.body).encode()), respond)
        else:
            self._done(call, result, respond)

    def _effect(self, call: Call, form: Form) -> Json:
        chat = call.chat
        if self._pace is not None and chat is not None and call.method in _PACED:
            wait = self._pace.retry_after(chat, call.at)
            if wait:
                raise RefusedError(
                    f"Too Many Requests: retry after {wait}",
                    status=429,
                    parameters={"retry_after": wait},
                    fault=False,
                )
        return self._methods[call.method](call.parameters, form)

    def _done(self, call: Call, result: Json | RefusedError | bytes, respond: Respond) -> bool:
        if isinstance(result, bytes):
            return self._write(call, Answer(200, result), respond)
        if isinstance(result, RefusedError):
            return self._write(call, _refusal(result), respond)
        call.result = result
        call.effect = True
        body: JsonObject = {"ok": True, "result": result}
        return self._write(call, Answer(200, json.dumps(body).encode()), respond)

    def _polled(self, call: Call, result: Json | RefusedError | bytes, respond: Respond) -> bool:
        self._note(call, result)
        return self._done(call, result, respond)

    def _note(self, call: Call, result: Json | RefusedError | bytes) -> None:
        if isinstance(result, RefusedError) and result.fault:
            self.violations.append(f"{call.method}: {result.description}")

    def _write(self, call: Call, answer: Answer, respond: Respond) -> bool:
        call.status = _DROPPED if answer.drop else answer.status
        call.ended = time.monotonic()
        reached = respond(answer)
        with self.changed:
            self.changed.notify_all()
        return reached

    def _file(self, at: str) -> Answer:
        content = self.files.contents.get(at)
        if content is None:
            return _refusal(RefusedError("Not Found", status=404))
        return Answer(200, content, "application/octet-stream")

    def _note_delivered(self, update: int) -> None:
        self.delivered.setdefault(update, time.monotonic())

    def _close(self, _call: JsonObject, _form: Form) -> Json:
        return True

    def _table(self) -> dict[str, _Method]:
        messages, profile, queries, delivery = (
            self._messages,
            self.profile,
            self.queries,
            self.delivery,
        )
        table: dict[str, _Method] = {
            "getMe": lambda _call, _form: self.bot,
            "logOut": self._close,
            "close": self._close,
            "setWebhook": lambda call, _form: delivery.set_webhook(call),
            "deleteWebhook": lambda call, _form: delivery.delete_webhook(call),
            "getWebhookInfo": lambda _call, _form: delivery.webhook_info(),
            "sendMessage": messages.send_message,
            "sendPhoto": messages.send_photo,
            "sendDocument": messages.send_document,
            "sendChatAction": messages.send_chat_action,
            "editMessageText": messages.edit_text,
            "editMessageCaption": messages.edit_caption,
            "editMessageReplyMarkup": messages.edit_markup,
            "deleteMessage": messages.delete,
            "getChat": messages.get_chat,
            "getChatMember": messages.get_chat_member,
            "getChatAdministrators": messages.get_chat_administrators,
            "leaveChat": messages.leave_chat,
            "getFile": self.files.get_file,
            "answerCallbackQuery": queries.answer_press,
            "answerInlineQuery": queries.answer_inline,
            "setMyCommands": profile.set_commands,
            "getMyCommands": profile.get_commands,
            "deleteMyCommands": profile.delete_commands,
            "setChatMenuButton": profile.set_menu_button,
            "getChatMenuButton": profile.get_menu_button,
        }
        for name in ("name", "description", "short_description"):
            spelt = "".join(part.capitalize() for part in name.split("_"))
            table[f"setMy{spelt}"] = profile.set_words(name)
            table[f"getMy{spelt}"] = profile.get_words(name)
        return table


def _refusal(error: RefusedError) -> Answer:
    words = error.description
    if error.status == HTTPStatus.BAD_REQUEST:
        words = f"Bad Request: {words}"
    body: JsonObject = {"ok": False, "error_code": error.status, "description": words}
    if error.parameters is not None:
        body["parameters"] = error.parameters
    return Answer(error.status, json.dumps(body).encode())
