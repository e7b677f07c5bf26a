"""Only updates as the Bot API describes them reach the handlers."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram import Update

from bot.transport import readable_updates
from bot.update_shape import is_plain_message, is_well_formed
from tests.drills.hostile import KINDS, hostile_updates, nested
from tests.fake_bot_api import updates
from tests.fake_bot_api.values import Json, JsonObject

READER = updates.reader(7)
MESSAGE: JsonObject = {
    "message_id": 1,
    "date": 1_710_000_000,
    "chat": {"id": 7, "type": "private", "first_name": "读者"},
    "from": READER,
    "text": "/ask 水",
    "entities": [{"type": "bot_command", "offset": 0, "length": 4}],
}


def changed(**fields: Json) -> JsonObject:
    """An update with a message in which some fields are different."""
    return {"update_id": 1, "message": {**MESSAGE, **fields}}


def test_every_kind_of_update_passes_as_telegram_sends_it() -> None:
    chance = random.Random(3)  # noqa: S311 - to be repeatable
    for _ in range(50):
        for kind, make in KINDS.items():
            update = make(chance)
            if "\\ud800" not in json.dumps(update):
                assert is_well_formed(update), kind


@pytest.mark.parametrize(
    "update",
    [
        changed(chat=None),
        changed(chat=[]),
        changed(chat={"type": "private"}),
        changed(chat={"id": "7", "type": "private"}),
        changed(chat={"id": True, "type": "private"}),
        changed(chat={"id": 2**63, "type": "private"}),
        changed(message_id=None),
        changed(date="yesterday"),
        changed(text=["水"]),
        changed(text="\ud800"),
        changed(entities=[{"type": "bot_command"}]),
        changed(entities=[7]),
        changed(reply_to_message={"text": "no chat"}),
        changed(unheard_of=nested(60)),
        {"update_id": 1, "message": {key: MESSAGE[key] for key in MESSAGE if key != "text"}},
        {"update_id": 1, "callback_query": {"id": 5, "from": READER, "chat_instance": "1"}},
        {"update_id": 1, "inline_query": {"id": "5", "from": READER, "query": "水"}},
        {"update_id": 1, "inline_query": {"id": "", "from": READER, "query": "水", "offset": ""}},
        {"update_id": 1, "callback_query": {"id": "", "from": READER, "chat_instance": "1"}},
    ],
)
def test_what_telegram_never_sends_is_set_aside(update: JsonObject) -> None:
    payload = json.dumps({"ok": True, "result": [update, changed()]}).encode()
    assert readable_updates(payload)["result"] == [{"update_id": 1}, changed()]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@settings(max_examples=30)
@given(st.dictionaries(st.sampled_from(["chat", "from", "message", "entities", "x"]), json_values))
def test_any_json_is_judged_without_a_fault(value: dict[str, object]) -> None:
    assert is_well_formed(value) in {True, False}


def test_what_passes_has_the_parts_that_handlers_trust() -> None:
    batch = list(hostile_updates(1_000, seed=9))
    kept = readable_updates(json.dumps({"ok": True, "result": batch}).encode())["result"]
    assert isinstance(kept, list)
    whole = [item for item in kept if len(item) > 1]
    assert 250 < len(whole) < 950
    for item in whole:
        update = Update.de_json(item, None)
        message = update.effective_message
        if message is not None:
            assert isinstance(message.chat.id, int)
            message.parse_entities()
            message.parse_caption_entities()
        if update.effective_user is not None:
            assert isinstance(update.effective_user.id, int)


PLAIN: JsonObject = {key: MESSAGE[key] for key in MESSAGE if key != "entities"}
FIELDS = st.fixed_dictionaries(
    {
        "message_id": st.integers(-(2**52), 2**52),
        "date": st.integers(-(2**40), 2**40),
        "chat": st.fixed_dictionaries({"id": st.integers(1, 2**52), "type": st.text()}),
        "from": st.just(READER),
        "text": st.text(),
    },
    optional={"photo": json_values, "entities": json_values},
)


def test_a_readers_plain_text_is_known_as_one_and_anything_more_is_not() -> None:
    assert is_plain_message({"update_id": 1, "message": PLAIN})
    for more in ("entities", "photo", "forward_origin"):
        assert not is_plain_message({"update_id": 1, "message": {**PLAIN, more: []}})
    assert not is_plain_message({"update_id": 1, "message": PLAIN, "poll": {}})
    assert not is_plain_message({"update_id": 1, "edited_message": PLAIN})
    assert not is_plain_message({"update_id": 1, "message": {**PLAIN, "date": 2**50}})


@settings(max_examples=30)
@given(FIELDS)
def test_a_plain_text_can_always_be_read(message: dict[str, object]) -> None:
    update = {"update_id": 1, "message": message}
    if is_well_formed(update) and is_plain_message(update):
        assert Update.de_json(update, None).effective_message is not None
