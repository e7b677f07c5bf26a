"""Updates that no honest Telegram sends: fields missing, of wrong types, huge, nested, absurd."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator

from tests.fake_bot_api import MEDIA, updates
from tests.fake_bot_api.values import Json, JsonObject

__all__ = ["KINDS", "hostile_updates"]

_BOT: JsonObject = {"id": 123456, "is_bot": True, "first_name": "问报", "username": "wenbao_bot"}
_COMMANDS = (
    "start help today headlines ask issue language subscribe unsubscribe watch watches unwatch "
    "privacy forget stats unanswered broadcast nonsense"
)
_ARGUMENTS = (
    "",
    " 07:30",
    " 25:99",
    " 25：01",  # as an input method for Chinese types it
    " 水",
    " " + "水" * 300,
    " 3月14日",
    " 99999-99-99",
    " -1",
    " 1e400",
    "@wenbao_bot 水",
    "@other_bot",
    " %s {0} {{}} $x",
    "\n\n\0",
)
_TEXTS = (
    "农污治理行政村覆盖率达到多少?",
    "昨天的天气",
    "上周五3月14日二月初五的报纸",
    "全文",
    "还有呢",
    "他是谁",
    "<b>&lt;script&gt;</i> & </blockquote>",
    "\u202e\u200b\ufeff\u0301" * 40,
    "\0\x01\x1b[31m",
    "📰👨‍👩‍👧‍👦🇨🇳" * 200,
    "是" * 4096,
    "?" * 4096,
    "(((((((((((((((((((((((((a+)+)+)+)+$",
    "'; DROP TABLE chats; --",
    "\ud800 lone",
    " ",
    "..",
    "ﷺ" * 500,
    "１２３４年５６月７８日",
    "2024-02-30 2月30日 13月1日 第九百九十九万亿期",
)
_PRESSES = (
    "ar",
    "no",
    "ma",
    "hi",
    "su",
    "to",
    "he",
    "is",
    "mo",
    "la",
    "ve",
    "pu",
    "wi",
    "br",
    "zz",
)
_WRONG: tuple[Callable[[random.Random], Json], ...] = (
    lambda _chance: None,
    lambda _chance: True,
    lambda _chance: -1,
    lambda _chance: 2**63,
    lambda _chance: 10**30,
    lambda _chance: 1.5,
    lambda _chance: "",
    lambda _chance: "\ud83d",
    lambda chance: "长" * chance.choice((10, 5_000, 50_000)),
    lambda _chance: [],
    lambda _chance: {},
    lambda _chance: [None, 1, "x", {}],
    lambda chance: nested(chance.choice((5, 60, 300))),
    lambda _chance: {"id": "x", "type": 7, "message_id": None},
)
_FILES: tuple[JsonObject, ...] = tuple(
    {"file_id": "hostile", "file_unique_id": "u", "file_name": name, "file_size": size}
    for name in ("../../x.md", "a.txt", "", "页" * 300, "a\0b.txt", "con.md", "2024-03-14.md")
    for size in (0, 12, 10**9)
)
_DEEPEST_KEPT = 12
_CODES = (*range(1, 0xD800), *range(0xE000, 0x2FFFF))
"""Every character but the halves of pairs."""


def nested(levels: int) -> Json:
    """Lists and objects in one another, so many levels deep."""
    value: Json = "底"
    for level in range(levels):
        value = [value] if level % 2 else {"reply_to_message": value}
    return value


def _message(chance: random.Random) -> JsonObject:
    chat = chance.choice((chance.randrange(1, 500), -chance.randrange(1, 50), -1_000_000_000_007))
    kind = updates_kind(chat)
    text = _text(chance)
    message: JsonObject = {
        "message_id": chance.randrange(1, 10_000),
        "date": chance.choice((0, 1_710_000_000, 2**31 - 1)),
        "chat": {"id": chat, "type": kind, "first_name" if chat > 0 else "title": "读者"},
        "from": updates.reader(
            chance.randrange(1, 500), chance.choice((None, "zh-hans", "zh-TW", "en", "xx", ""))
        ),
    }
    if chance.random() < 0.2:
        return {**message, **chance.choice(tuple(MEDIA.values()))}
    if chance.random() < 0.05:
        return {**message, "document": chance.choice(_FILES)}
    message.update(text=text, entities=updates.entities_of(text))
    if chance.random() < 0.2:
        message["reply_to_message"] = {**message, "from": _BOT, "text": "❓ 问\n答"}
    return message


def updates_kind(chat: int) -> str:
    """The type of a chat, now and then told from its id wrongly."""
    return "private" if chat > 0 else "supergroup"


def _text(chance: random.Random) -> str:
    if chance.random() < 0.4:
        return f"/{chance.choice(_COMMANDS.split())}{chance.choice(_ARGUMENTS)}"
    if chance.random() < 0.1:
        return "".join(map(chr, chance.choices(_CODES, k=chance.randrange(1, 60))))
    return chance.choice(_TEXTS)


def _press(chance: random.Random) -> JsonObject:
    days = ("20240314", "-", "99999999", "00010101", "20240230")
    numbers = ("0", "1", "7", "999999999", "-1", "x", "")
    parts = (chance.choice(_PRESSES), chance.choice(days), chance.choice(numbers))
    data = "|".join((*parts, chance.choice(numbers)))
    under: JsonObject | None = _message(chance)
    if under is not None:
        under["from"] = _BOT
        if chance.random() < 0.2:
            under = {"chat": under["chat"], "message_id": 7, "date": 0}
    query = f"hostile-{chance.randrange(10**9)}"
    return updates.callback_query(query, updates.reader(chance.randrange(1, 500)), under, data)


def _plain(kind: str) -> Callable[[random.Random], JsonObject]:
    return lambda chance: {kind: _message(chance)}


def _about_chat(kind: str, **fields: Json) -> Callable[[random.Random], JsonObject]:
    def make(chance: random.Random) -> JsonObject:
        message = _message(chance)
        return {
            kind: {"chat": message["chat"], "from": message["from"], "date": 1, "id": "1", **fields}
        }

    return make


def _standing(kind: str) -> Callable[[random.Random], JsonObject]:
    def make(chance: random.Random) -> JsonObject:
        statuses = ("member", "left", "kicked", "administrator")
        message = _message(chance)
        old, new = chance.choice(statuses), chance.choice(statuses)
        chat, sender = message["chat"], message["from"]
        assert isinstance(chat, dict)
        assert isinstance(sender, dict)
        change = updates.my_chat_member(chat, sender, _BOT, old, new)["my_chat_member"]
        assert isinstance(change, dict)
        return {kind: {**change, "date": 1}}

    return make


def _inline(chance: random.Random) -> JsonObject:
    query = f"hostile-{chance.randrange(10**9)}"
    offset = chance.choice(("", "5", "-1", "x" * 64))
    return updates.inline_query(query, updates.reader(7), _text(chance), offset)


_NAMED: JsonObject = {"id": "1", "from": updates.reader(7)}
KINDS: dict[str, Callable[[random.Random], JsonObject]] = {
    "message": _plain("message"),
    "edited_message": _plain("edited_message"),
    "channel_post": _plain("channel_post"),
    "edited_channel_post": _plain("edited_channel_post"),
    "business_message": _plain("business_message"),
    "edited_business_message": _plain("edited_business_message"),
    "guest_message": _plain("guest_message"),
    "callback_query": _press,
    "inline_query": _inline,
    "chosen_inline_result": lambda _: updates.chosen_inline_result("1", updates.reader(7), "水"),
    "my_chat_member": _standing("my_chat_member"),
    "chat_member": _standing("chat_member"),
    "message_reaction": _about_chat(
        "message_reaction", message_id=1, user=updates.reader(7), old_reaction=[], new_reaction=[]
    ),
    "message_reaction_count": _about_chat("message_reaction_count", message_id=1, reactions=[]),
    "chat_join_request": _about_chat("chat_join_request", user_chat_id=7),
    "chat_boost": _about_chat("chat_boost", boost={"boost_id": "1", "add_date": 1}),
    "removed_chat_boost": _about_chat("removed_chat_boost", boost_id="1", remove_date=1),
    "business_connection": _about_chat("business_connection", user_chat_id=7, is_enabled=True),
    "deleted_business_messages": _about_chat("deleted_business_messages", message_ids=[1]),
    "poll": lambda _: {"poll": copy.deepcopy(MEDIA["poll"]["poll"])},
    "poll_answer": lambda _: {"poll_answer": {"poll_id": "1", "option_ids": [0]}},
    "shipping_query": lambda _: {"shipping_query": {**_NAMED, "invoice_payload": "x"}},
    "pre_checkout_query": lambda _: {"pre_checkout_query": {**_NAMED, "currency": "CNY"}},
    "purchased_paid_media": lambda _: {"purchased_paid_media": {**_NAMED}},
    "managed_bot": lambda _: {"managed_bot": {**_NAMED}},
}
"""Every kind of update of the Bot API 10.0 with a maker of one."""

_OFTEN = ("message", "message", "message", "callback_query", "inline_query", "my_chat_member")


def hostile_updates(count: int, seed: int) -> Iterator[JsonObject]:
    """So many updates, the same ones for the same seed.

    Every other one is whole but absurd in what it says, the rest are broken in one to five places.
    """
    chance = random.Random(seed)  # noqa: S311 - to be repeatable, not to be secret
    for number in range(1, count + 1):
        kind = chance.choice((*KINDS, *_OFTEN * 3))
        update: JsonObject = copy.deepcopy(KINDS[kind](chance))
        if chance.random() < 1 / 2:
            for _ in range(chance.randint(1, 5)):
                _break(update, chance)
        yield {**update, "update_id": number}


def _break(update: JsonObject, chance: random.Random) -> None:
    """Break one place at any depth: take it away, or put there what does not belong."""
    places = list(_places(update, 0))
    if not places:
        return
    table, key = chance.choice(places)
    match chance.randrange(4):
        case 0:
            del table[key]
        case 1:
            table["unheard_of"] = chance.choice(_WRONG)(chance)
        case _:
            table[key] = chance.choice(_WRONG)(chance)


def _places(value: Json, depth: int) -> Iterator[tuple[JsonObject, str]]:
    if depth > _DEEPEST_KEPT:
        return
    if isinstance(value, dict):
        for key, item in value.items():
            yield value, key
            yield from _places(item, depth + 1)
    elif isinstance(value, list):
        for item in value:
            yield from _places(item, depth + 1)
