"""Chats: settings, blocking, moving, forgetting; subscriptions and watches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.store import (
    Asked,
    Chat,
    DeliveryState,
    Mark,
    Occasion,
    OccasionKind,
    Store,
    Subscription,
    Verdict,
    Watch,
)
from retrieval.excerpt import Certainty

READER, OTHER, GROUP, SUPERGROUP = 42, 43, -5, -1005
PUSH = Occasion(OccasionKind.PUSH, "2024-03-14")
WORD = "谁家的孩子考上了大学"


@dataclass
class Clock:
    now: float = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    with closing(Store(tmp_path / "wenbao.sqlite3", clock)) as store:
        yield store


def fill(store: Store, chat: int, reader: int) -> int:
    store.chats.seen(chat)
    store.chats.set_language(chat, "zh-Hant")
    store.subscriptions.put(chat, time(7, 30))
    store.watches.add(chat, WORD)
    number = store.questions.note(
        Asked(chat, reader, WORD, date(2024, 3, 14), Certainty.NONE, "标题", "句子")
    )
    store.questions.judge(number, reader, Verdict.USELESS)
    store.questions.report_line(reader, date(2024, 3, 14), "标题", 0)
    store.deliveries.enrol(PUSH, [chat])
    return number


def test_an_unknown_chat_has_a_newcomers_settings(store: Store) -> None:
    assert store.chats.get(READER) == Chat(READER)
    assert store.chats.reachable() == ()


def test_settings_stand_until_changed(store: Store) -> None:
    store.chats.seen(READER)
    store.chats.set_language(READER, "en")
    store.chats.set_issue(READER, date(2024, 3, 14))
    store.chats.set_traditional(READER, traditional=True)
    chat = store.chats.get(READER)
    assert (chat.language, chat.issue, chat.traditional) == ("en", date(2024, 3, 14), True)
    store.chats.set_language(READER, None)
    store.chats.set_issue(READER, None)
    chat = store.chats.get(READER)
    assert (chat.language, chat.issue, chat.traditional) == (None, None, True)


def test_a_chat_is_noted_as_seen_at_most_once_an_hour(store: Store, clock: Clock) -> None:
    assert store.chats.seen(READER).first_seen == 1_000_000
    clock.now += 3599
    assert store.chats.seen(READER).last_seen == 1_000_000
    clock.now += 1
    assert store.chats.seen(READER).last_seen == 1_003_600
    assert store.chats.get(READER).first_seen == 1_000_000


def test_a_blocked_chat_loses_its_wishes_for_good_and_can_come_back(store: Store) -> None:
    fill(store, READER, READER)
    store.chats.block(READER)
    assert store.chats.reachable() == ()
    assert store.chats.count() == (1, 1)
    assert store.subscriptions.all() == ()
    assert store.watches.all() == ()
    assert not store.chats.seen(READER).blocked
    assert store.chats.reachable() == (READER,)
    assert store.subscriptions.get(READER) is None


def test_a_migrated_group_keeps_everything_under_its_new_id(store: Store) -> None:
    number = fill(store, GROUP, READER)
    store.chats.migrate(GROUP, SUPERGROUP)
    assert store.chats.get(GROUP) == Chat(GROUP)
    assert store.chats.get(SUPERGROUP).language == "zh-Hant"
    assert store.subscriptions.get(GROUP) is None
    assert store.subscriptions.get(SUPERGROUP) is not None
    assert store.watches.of(SUPERGROUP) == (WORD,)
    assert [owed.chat for owed in store.deliveries.owed(PUSH)] == [SUPERGROUP]
    asked = store.questions.get(number)
    assert asked is not None
    assert asked.chat == SUPERGROUP


def test_what_the_new_id_has_already_stands_in_a_migration(store: Store) -> None:
    fill(store, GROUP, READER)
    store.subscriptions.put(SUPERGROUP, time(9, 0))
    store.deliveries.enrol(PUSH, [SUPERGROUP])
    store.deliveries.write([Mark(PUSH, SUPERGROUP, DeliveryState.SENT, 0)])
    store.chats.migrate(GROUP, SUPERGROUP)
    assert [wish.time for wish in store.subscriptions.all()] == [time(9, 0)]
    assert store.deliveries.owed(PUSH) == ()
    assert store.deliveries.tally(PUSH).sent == 1


def test_migrating_to_itself_changes_nothing(store: Store) -> None:
    fill(store, GROUP, READER)
    store.chats.migrate(GROUP, GROUP)
    assert store.watches.of(GROUP) == (WORD,)


def test_forgetting_leaves_no_row_and_no_byte_of_a_reader(store: Store) -> None:
    fill(store, READER, READER)
    fill(store, GROUP, READER)
    number = fill(store, OTHER, OTHER)
    written = sum(WORD.encode() in path.read_bytes() for path in files(store))
    assert written > 0
    store.watches.remove(GROUP, WORD)
    store.watches.remove(OTHER, WORD)
    store.questions.judge(number, READER, Verdict.USEFUL)
    store.chats.forget(OTHER)
    assert store.chats.forget(READER) > 0
    assert store.chats.get(READER) == Chat(READER)
    assert store.subscriptions.get(READER) is None
    assert store.questions.figures().questions == 0
    assert store.questions.wrong_lines() == ()
    assert store.chats.get(GROUP).language == "zh-Hant"
    assert not [path for path in files(store) if WORD.encode() in path.read_bytes()]


def files(store: Store) -> list[Path]:
    found = [path for path in store.path.parent.iterdir() if path.name.startswith(store.path.name)]
    assert found
    return found


def test_forgetting_a_group_leaves_its_members_own_things(store: Store) -> None:
    fill(store, GROUP, READER)
    fill(store, READER, READER)
    store.chats.forget(GROUP)
    assert store.watches.of(GROUP) == ()
    assert store.watches.of(READER) == (WORD,)
    assert store.questions.figures().questions == 1


def test_forgetting_a_stranger_finds_nothing(store: Store) -> None:
    fill(store, READER, READER)
    assert store.chats.forget(OTHER) == 0
    assert store.watches.of(READER) == (WORD,)


def test_a_subscription_is_kept_to_the_minute_and_changed_in_place(store: Store) -> None:
    @settings(max_examples=30)
    @given(st.times(), st.times())
    def changed(first: time, second: time) -> None:
        store.subscriptions.put(READER, first)
        store.subscriptions.put(READER, second)
        kept = second.replace(second=0, microsecond=0, fold=0)
        assert store.subscriptions.all() == (Subscription(READER, kept, 1_000_000),)

    changed()


def test_unsubscribing_tells_whether_there_was_anything(store: Store) -> None:
    store.subscriptions.put(READER, time(0, 0))
    assert store.subscriptions.get(READER) == Subscription(READER, time(0, 0), 1_000_000)
    assert store.subscriptions.remove(READER)
    assert not store.subscriptions.remove(READER)


def test_a_word_is_watched_once_a_chat(store: Store, clock: Clock) -> None:
    assert store.watches.add(READER, "地铁")
    assert not store.watches.add(READER, "地铁")
    clock.now += 10
    assert store.watches.add(READER, "大桥")
    assert store.watches.add(OTHER, "地铁")
    assert store.watches.of(READER) == ("地铁", "大桥")
    assert store.watches.all()[-1] == Watch(OTHER, "地铁", 1_000_010)
    assert store.watches.remove(READER, "地铁")
    assert not store.watches.remove(READER, "地铁")
    assert store.watches.of(READER) == ("大桥",)


def test_a_chat_met_within_the_hour_is_known_without_the_disk_as_it_stands(
    store: Store, clock: Clock
) -> None:
    assert store.chats.known(READER) is None
    met = store.chats.meet([READER, OTHER, READER])
    assert met == (store.chats.get(READER), store.chats.get(OTHER), store.chats.get(READER))
    assert store.chats.known(READER) == met[0]
    changes: list[Callable[[], object]] = [
        lambda: store.chats.set_language(READER, "en"),
        lambda: store.chats.set_issue(READER, date(2024, 3, 14)),
        lambda: store.chats.set_traditional(READER, traditional=True),
        lambda: store.chats.block(READER),
        lambda: store.chats.forget(READER),
        lambda: store.chats.migrate(READER, SUPERGROUP),
    ]
    for change in changes:
        change()
        assert store.chats.known(READER) is None
        assert store.chats.seen(READER) == store.chats.get(READER) == store.chats.known(READER)
    clock.now += 3600
    assert store.chats.known(READER) is None
    assert store.chats.known(OTHER) is None


def test_a_chat_that_changes_while_it_is_met_is_not_known_as_it_was(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = clock.__call__

    def changed_meanwhile() -> float:
        monkeypatch.undo()
        store.chats.set_language(READER, "en")
        return read()

    store.chats.seen(READER)
    store.chats.set_language(READER, None)
    clock.now += 1
    monkeypatch.setattr(store.chats, "_clock", changed_meanwhile)
    store.chats.seen(READER)
    known = store.chats.known(READER)
    assert known is None or known.language == "en"
