"""Updates reach the bot until they are confirmed, by polls and by a webhook."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

from tests.fake_bot_api.conftest import Caller
from tests.fake_bot_api.fake import FakeBotApi
from tests.fake_bot_api.values import JsonObject, number, objects

HEADER = "s-1"


def numbers(answer: JsonObject) -> list[int]:
    return [number(update["update_id"]) for update in objects(answer["result"])]


def test_an_update_comes_again_until_an_offset_confirms_it(api: FakeBotApi, call: Caller) -> None:
    api.send_text(7, "一")
    api.send_text(7, "二")
    first = numbers(call("getUpdates"))
    assert len(first) == 2
    assert numbers(call("getUpdates")) == first
    assert numbers(call("getUpdates", offset=first[1])) == first[1:]
    assert numbers(call("getUpdates", limit=1, offset=first[0])) == first[1:]
    assert numbers(call("getUpdates", offset=first[1] + 1)) == []
    assert api.unconfirmed == 0


def test_a_negative_offset_forgets_all_but_the_last(api: FakeBotApi, call: Caller) -> None:
    for text in "一二三":
        api.send_text(7, text)
    last = numbers(call("getUpdates", offset=-1))
    assert len(last) == 1
    assert numbers(call("getUpdates")) == last


def test_a_long_poll_ends_with_the_first_update(api: FakeBotApi, call: Caller) -> None:
    timer = threading.Timer(0.2, lambda: api.send_text(7, "在吗"))
    timer.start()
    begun = time.monotonic()
    assert len(numbers(call("getUpdates", timeout=20))) == 1
    assert time.monotonic() - begun < 10


def test_only_the_kinds_asked_for_are_delivered(api: FakeBotApi, call: Caller) -> None:
    call("getUpdates", allowed_updates=["callback_query"])
    api.send_text(7, "一")
    assert numbers(call("getUpdates")) == []
    call("getUpdates", allowed_updates=[])
    api.send_text(7, "二")
    api.push({"message_reaction": {}})
    assert len(numbers(call("getUpdates"))) == 1


def test_the_earlier_of_two_pollers_is_told_of_a_conflict(api: FakeBotApi, call: Caller) -> None:
    answers: list[JsonObject] = []
    earlier = threading.Thread(target=lambda: answers.append(call("getUpdates", timeout=20)))
    earlier.start()
    api.wait_until(lambda: api.has_poller)
    call("getUpdates")
    earlier.join()
    assert answers[0]["error_code"] == 409


def test_raw_bytes_answer_one_poll(api: FakeBotApi, call: Caller) -> None:
    api.push_raw(b'{"ok":true,"result":[17]}')
    assert call("getUpdates")["result"] == [17]
    assert call("getUpdates")["result"] == []


class Receiver(BaseHTTPRequestHandler):
    refusals = 1
    received: list[tuple[str, str | None]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.received.append((body, self.headers["X-Telegram-Bot-Api-Secret-Token"]))
        self.send_response(500 if len(self.received) <= self.refusals else 200)
        self.end_headers()

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@contextmanager
def receiving() -> Iterator[tuple[str, list[tuple[str, str | None]]]]:
    Receiver.received = []
    server = HTTPServer(("127.0.0.1", 0), Receiver)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", Receiver.received
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_webhook_gets_each_update_until_it_takes_it(api: FakeBotApi, call: Caller) -> None:
    with receiving() as (local, received):
        api.proxy("https://paper.example", local)
        call("setWebhook", url="https://paper.example/hook", secret_token=HEADER)
        api.send_text(7, "一")
        api.wait_until(lambda: len(received) == 2)
    assert received[0] == received[1]
    assert received[0][1] == HEADER
    assert call("getUpdates")["error_code"] == 409
    call("deleteWebhook")
    assert call("getUpdates")["ok"] is True
