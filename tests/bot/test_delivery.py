"""Deliveries: each chat once, whatever Telegram and the machine do in between."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.delivery import Courier, Fate, Judgement, Part, judge
from bot.http_request import ConnectTimedOut
from bot.metrics import Metrics
from bot.rounds import Rounds, occasion_of
from bot.schedule import Paper
from bot.store import DeliveryState, Mark, Occasion, OccasionKind, Owed, Store, Tally
from retrieval.issue import Article, Issue, Masthead, Paragraph

PUSH = Occasion(OccasionKind.PUSH, "2024-03-14")
NOW = datetime(2024, 3, 14, 8, tzinfo=UTC)

Script = dict[int, list[TelegramError]]


@pytest.fixture(autouse=True)
def _waits_as_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(tmp_path / "wenbao.sqlite3", NOW.timestamp)) as store:
        yield store


@dataclass
class Telegram:
    """What arrived where; each chat meets its scripted errors first, one a try.

    `lag` lets other deliveries go on while a message is under way.
    """

    parts: int = 1
    script: Script = field(default_factory=dict)
    arrived: list[tuple[int, int]] = field(default_factory=list)
    tries: int = 0
    lag: Callable[[], float] = lambda: 0.0

    async def compose(self, occasion: Occasion, chat: int) -> Sequence[Part]:
        assert occasion.kind in OccasionKind
        assert chat
        return [self._part(number) for number in range(self.parts)]

    def _part(self, number: int) -> Part:
        async def send(chat: int) -> None:
            self.tries += 1
            await asyncio.sleep(self.lag())
            errors = self.script.get(chat, [])
            if errors:
                error = errors.pop(0)
                if isinstance(error, TimedOut):
                    self.arrived.append((chat, number))
                raise error
            self.arrived.append((chat, number))
            await asyncio.sleep(self.lag())

        return send


def courier_of(store: Store, *, at_once: int = 4) -> Courier:
    return Courier(store, Metrics(), rate=1e6, at_once=at_once, first_pause=0.0)


def delivered(store: Store, telegram: Telegram, occasion: Occasion = PUSH) -> Tally:
    courier = courier_of(store)
    return asyncio.run(courier.deliver(occasion, telegram.compose, asyncio.Event()))


@pytest.mark.parametrize(
    ("error", "fate"),
    [
        (Forbidden("bot was blocked by the user"), Fate.GONE),
        (BadRequest("Chat not found"), Fate.GONE),
        (BadRequest("not enough rights to send text messages to the chat"), Fate.REFUSED),
        (BadRequest("message text is empty"), Fate.REFUSED),
        (NetworkError("Bad Gateway"), Fate.AGAIN),
        (TimedOut(), Fate.DOUBTFUL),
        (ConnectTimedOut(), Fate.AGAIN),
        (InvalidToken(), Fate.AGAIN),
    ],
)
def test_each_error_says_what_became_of_its_message(error: TelegramError, fate: Fate) -> None:
    assert judge(error).fate is fate


def test_a_wait_and_a_move_carry_what_is_needed() -> None:
    assert judge(RetryAfter(timedelta(seconds=7))) == Judgement(Fate.WAIT, seconds=7.0)
    assert judge(ChatMigrated(-1005)) == Judgement(Fate.MOVED, chat=-1005)


def test_every_enrolled_chat_gets_every_message_once_and_in_order(store: Store) -> None:
    assert store.deliveries.enrol(PUSH, [1, 2, 3, 2]) == 3
    telegram = Telegram(parts=3)
    assert delivered(store, telegram) == Tally(sent=3)
    assert Counter(telegram.arrived) == {(chat, part): 1 for chat in (1, 2, 3) for part in range(3)}
    for chat in (1, 2, 3):
        assert [part for to, part in telegram.arrived if to == chat] == [0, 1, 2]


def test_delivering_again_or_enrolling_again_sends_nothing(store: Store) -> None:
    store.deliveries.enrol(PUSH, [1])
    telegram = Telegram()
    delivered(store, telegram)
    assert store.deliveries.enrol(PUSH, [1]) == 0
    delivered(store, telegram)
    assert telegram.arrived == [(1, 0)]


def test_a_wait_and_a_broken_connection_delay_but_lose_nothing(store: Store) -> None:
    store.deliveries.enrol(PUSH, [1, 2])
    faults: list[TelegramError] = [RetryAfter(timedelta(milliseconds=5)), NetworkError("broken")]
    telegram = Telegram(script={1: faults})
    assert delivered(store, telegram) == Tally(sent=2)
    assert sorted(telegram.arrived) == [(1, 0), (2, 0)]


def test_a_message_whose_answer_never_came_is_not_sent_again(store: Store) -> None:
    store.deliveries.enrol(PUSH, [1])
    telegram = Telegram(parts=2, script={1: [TimedOut()]})
    assert delivered(store, telegram) == Tally(sent=1, doubtful=1)
    assert telegram.arrived == [(1, 0), (1, 1)]


def test_a_chat_that_blocked_the_bot_is_dropped_with_its_wishes(store: Store) -> None:
    store.chats.seen(1)
    store.subscriptions.put(1, time(7, 30))
    store.deliveries.enrol(PUSH, [1, 2])
    tally = delivered(store, Telegram(script={1: [Forbidden("bot was blocked by the user")]}))
    assert tally == Tally(sent=1, blocked=1)
    assert store.chats.get(1).blocked
    assert store.subscriptions.all() == ()


def test_a_chat_that_refuses_for_another_reason_keeps_its_wishes(store: Store) -> None:
    store.subscriptions.put(1, time(7, 30))
    store.deliveries.enrol(PUSH, [1])
    assert delivered(store, Telegram(script={1: [BadRequest("no rights")]})) == Tally(failed=1)
    assert len(store.subscriptions.all()) == 1


def test_a_group_that_moved_is_followed(store: Store) -> None:
    store.subscriptions.put(-5, time(7, 30))
    store.deliveries.enrol(PUSH, [-5])
    telegram = Telegram(parts=2, script={-5: [ChatMigrated(-1005)]})
    assert delivered(store, telegram) == Tally(sent=1)
    assert telegram.arrived == [(-1005, 0), (-1005, 1)]
    assert [wish.chat for wish in store.subscriptions.all()] == [-1005]


def test_a_group_that_moved_to_one_that_is_owed_the_same_gets_it_once(store: Store) -> None:
    store.deliveries.enrol(PUSH, [-5, -1005])
    telegram = Telegram(script={-5: [ChatMigrated(-1005)]})
    assert delivered(store, telegram).sent == 1
    assert telegram.arrived == [(-1005, 0)]


def test_groups_that_move_in_a_ring_come_to_an_end(store: Store) -> None:
    store.deliveries.enrol(PUSH, [-5])
    telegram = Telegram(
        script={-5: [ChatMigrated(-6)] * 9, -6: [ChatMigrated(-5)] * 9},
    )
    assert delivered(store, telegram) == Tally(failed=1)


def test_a_chat_that_cannot_be_reached_stays_owed_and_is_reached_later(store: Store) -> None:
    store.deliveries.enrol(PUSH, [1, 2])
    telegram = Telegram(script={1: [NetworkError("down")] * 8})
    assert delivered(store, telegram) == Tally(queued=1, sent=1)
    assert store.deliveries.unfinished() == (PUSH,)
    assert delivered(store, telegram) == Tally(sent=2)
    assert sorted(telegram.arrived) == [(1, 0), (2, 0)]


def test_messages_that_cannot_be_made_fail_alone(store: Store) -> None:
    store.deliveries.enrol(PUSH, [1, 2])
    telegram = Telegram()

    async def compose(occasion: Occasion, chat: int) -> Sequence[Part]:
        return await telegram.compose(occasion, {1: 0}.get(chat, chat))

    tally = asyncio.run(courier_of(store).deliver(PUSH, compose, asyncio.Event()))
    assert tally == Tally(sent=1, failed=1)


def test_stopping_finishes_what_is_under_way_and_begins_nothing(store: Store) -> None:
    store.deliveries.enrol(PUSH, range(1, 101))
    stop = asyncio.Event()

    def lag() -> float:
        if telegram.tries == 10:
            stop.set()
        return 0.001

    telegram = Telegram(parts=2, lag=lag)
    tally = asyncio.run(courier_of(store).deliver(PUSH, telegram.compose, stop))
    assert tally.sending == 0
    assert tally.doubtful == 0
    assert tally.queued > 80
    again = delivered(store, telegram)
    assert again == Tally(sent=100)
    assert Counter(telegram.arrived) == {
        (chat, part): 1 for chat in range(1, 101) for part in range(2)
    }


def test_what_a_crash_left_under_way_is_not_sent_again_but_what_follows_it_is(
    store: Store,
) -> None:
    store.deliveries.enrol(PUSH, [1, 2])
    assert store.deliveries.write([Mark(PUSH, 1, DeliveryState.SENDING, 0)]) == (True,)
    assert store.deliveries.recover() == 1
    assert store.deliveries.owed(PUSH) == (Owed(1, 1), Owed(2, 0))
    telegram = Telegram(parts=2)
    assert delivered(store, telegram) == Tally(sent=2, doubtful=1)
    assert sorted(telegram.arrived) == [(1, 1), (2, 0), (2, 1)]


def test_a_message_that_is_left_out_keeps_the_numbers_of_the_others(store: Store) -> None:
    store.deliveries.enrol(PUSH, [1, 2])
    assert store.deliveries.write([Mark(PUSH, 1, DeliveryState.SENDING, 0)]) == (True,)
    store.deliveries.recover()
    telegram = Telegram(parts=3, script={2: [NetworkError("down")] * 8})

    async def compose(occasion: Occasion, chat: int) -> Sequence[Part | None]:
        return [None, *(await telegram.compose(occasion, chat))[1:]]

    courier = courier_of(store)
    first = asyncio.run(courier.deliver(PUSH, compose, asyncio.Event()))
    assert first == Tally(queued=1, sent=1, doubtful=1)
    assert delivered(store, telegram) == Tally(sent=2, doubtful=1)
    assert sorted(telegram.arrived) == [(1, 1), (1, 2), (2, 1), (2, 2)]


def test_a_claim_takes_once(store: Store) -> None:
    store.deliveries.enrol(PUSH, [1])
    claim = Mark(PUSH, 1, DeliveryState.SENDING, 0)
    assert store.deliveries.write([claim, claim]) == (True, False)
    assert store.deliveries.write([Mark(PUSH, 1, DeliveryState.SENT, 0)]) == (True,)
    assert store.deliveries.write([claim]) == (False,)


def test_a_reader_who_is_forgotten_meanwhile_gets_nothing(store: Store) -> None:
    store.deliveries.enrol(PUSH, [1, 2])
    telegram = Telegram()

    async def compose(occasion: Occasion, chat: int) -> Sequence[Part]:
        if chat == 1:
            store.chats.forget(1)
        return await telegram.compose(occasion, chat)

    tally = asyncio.run(courier_of(store).deliver(PUSH, compose, asyncio.Event()))
    assert telegram.arrived == [(2, 0)]
    assert tally == Tally(sent=1)


def test_what_is_owed_for_too_long_is_given_up(store: Store) -> None:
    store.deliveries.enrol(PUSH, [1])
    assert store.deliveries.expire(int(NOW.timestamp())) == 0
    assert store.deliveries.expire(int(NOW.timestamp()) + 1) == 1
    assert store.deliveries.unfinished() == ()


def test_the_ledger_forgets_old_pushes_but_no_broadcast_and_nothing_owed(store: Store) -> None:
    broadcast = Occasion(OccasionKind.BROADCAST, "1")
    for occasion in (PUSH, broadcast):
        store.deliveries.enrol(occasion, [1, 2])
        store.deliveries.write([Mark(occasion, 1, DeliveryState.SENT, 0)])
    assert store.deliveries.prune(int(NOW.timestamp())) == 0
    assert store.deliveries.prune(int(NOW.timestamp()) + 1) == 1
    assert store.deliveries.tally(PUSH) == Tally(queued=1)
    assert store.deliveries.tally(broadcast) == Tally(sent=1, queued=1)


def test_a_pace_is_kept(store: Store) -> None:
    store.deliveries.enrol(PUSH, range(1, 21))
    moments: list[float] = []

    async def send(_chat: int) -> None:
        moments.append(asyncio.get_running_loop().time())

    async def compose(_occasion: Occasion, _chat: int) -> Sequence[Part]:
        return [send]

    async def deliver() -> float:
        begun = asyncio.get_running_loop().time()
        courier = Courier(store, Metrics(), rate=200, at_once=8)
        await courier.deliver(PUSH, compose, asyncio.Event())
        return begun

    begun = asyncio.run(deliver())
    assert len(moments) == 20
    # Nineteen gaps of 5 ms cannot take less, however fast or slow the machine is.
    assert max(moments) - begun >= 19 * 0.005 * 0.999


faults = st.sampled_from(
    [
        lambda: RetryAfter(timedelta(milliseconds=1)),
        lambda: NetworkError("broken"),
        TimedOut,
        lambda: Forbidden("blocked"),
        lambda: BadRequest("no rights"),
        lambda: BadRequest("Chat not found"),
    ]
)
scripts = st.dictionaries(st.integers(1, 12), st.lists(faults, max_size=3), max_size=12)


@settings(max_examples=15, deadline=None)
@given(scripts, st.integers(1, 3), st.lists(st.integers(0, 12), max_size=5), st.integers(0, 99))
def test_no_chat_gets_a_message_twice_and_none_is_left_out_whatever_happens(
    tmp_path_factory: pytest.TempPathFactory,
    script: dict[int, list[Callable[[], TelegramError]]],
    parts: int,
    crashes: list[int],
    seed: int,
) -> None:
    """Deliveries are cut off at arbitrary moments, as a crash would, and taken up again.

    The lags come from a seed of their own: how many are asked for depends on the clock.
    """
    chance = random.Random(seed)  # noqa: S311 - no secret
    telegram = Telegram(
        parts=parts,
        script={chat: [make() for make in made] for chat, made in script.items()},
        lag=lambda: 0.0005 if chance.random() < 0.3 else 0.0,
    )
    with closing(Store(tmp_path_factory.mktemp("s") / "s.sqlite3")) as store:
        store.deliveries.enrol(PUSH, range(1, 13))
        for crash in crashes:
            asyncio.run(_cut_off(store, telegram, crash))
            store.deliveries.recover()
        while store.deliveries.unfinished():
            delivered(store, telegram)
        tally = store.deliveries.tally(PUSH)
    assert tally.queued == tally.sending == 0
    assert max(Counter(telegram.arrived).values(), default=0) <= 1
    messages = tally.sent * parts
    got = len(telegram.arrived)
    ended_badly = {chat for chat, made in script.items() if made}
    untouched = set(range(1, 13)) - ended_badly
    reached = {chat for chat, _ in telegram.arrived}
    assert len(untouched - reached) <= tally.doubtful
    assert got >= messages - tally.doubtful * parts


async def _cut_off(store: Store, telegram: Telegram, steps: int) -> None:
    courier = courier_of(store)
    task = asyncio.create_task(courier.deliver(PUSH, telegram.compose, asyncio.Event()))
    for _ in range(steps * 8):
        await asyncio.sleep(0)
    await asyncio.sleep(steps / 3000)
    task.cancel()
    with suppress(asyncio.CancelledError, BaseExceptionGroup):
        await task


def issue_of(text: str) -> Issue:
    article = Article("标题", (Paragraph(text),))
    return Issue(Masthead("", date=NOW.date()), (article,))


def rounds_of(
    store: Store,
    telegram: Telegram,
    papers: list[Paper],
    doubted: Callable[[int], Awaitable[None]] | None = None,
) -> Rounds:
    return Rounds(
        store,
        courier_of(store),
        papers=lambda: papers,
        compose=telegram.compose,
        now=lambda: NOW,
        doubted=doubted,
    )


def run_until(rounds: Rounds, done: Callable[[], bool]) -> None:
    async def run() -> None:
        stop = asyncio.Event()
        task = asyncio.create_task(rounds.run(stop))
        async with asyncio.timeout(60):
            while not done():  # noqa: ASYNC110 - what is waited for is seen from outside only
                await asyncio.sleep(0.01)
        stop.set()
        await task

    asyncio.run(run())


def test_rounds_push_to_subscribers_and_tell_watchers(store: Store) -> None:
    store.subscriptions.put(1, time(7, 30))
    store.subscriptions.put(2, time(9, 30))
    store.watches.add(3, "地铁")
    store.watches.add(4, "大桥")
    paper = Paper(issue_of("昨天地铁开通。"), NOW)
    telegram = Telegram()
    run_until(rounds_of(store, telegram, [paper]), lambda: len(telegram.arrived) >= 2)
    assert sorted(telegram.arrived) == [(1, 0), (3, 0)]
    assert store.deliveries.tally(occasion_of(OccasionKind.PUSH, paper)) == Tally(sent=1)
    assert store.deliveries.tally(occasion_of(OccasionKind.WATCH, paper)) == Tally(sent=1)


def test_rounds_take_up_a_broadcast_that_a_restart_broke_off(store: Store) -> None:
    broadcast = Occasion(OccasionKind.BROADCAST, "1")
    store.deliveries.enrol(broadcast, [1, 2, 3])
    store.deliveries.write([Mark(broadcast, 1, DeliveryState.SENDING, 0)])
    telegram, told = Telegram(), list[int]()

    async def doubted(count: int) -> None:
        told.append(count)

    rounds = rounds_of(store, telegram, [], doubted)
    run_until(rounds, lambda: not store.deliveries.unfinished())
    assert sorted(telegram.arrived) == [(2, 0), (3, 0)]
    assert store.deliveries.tally(broadcast) == Tally(sent=3, doubtful=1)
    assert told == [1]


def test_only_what_may_leave_now_is_claimed_so_that_a_crash_leaves_little_in_doubt(
    store: Store,
) -> None:
    store.deliveries.enrol(PUSH, range(1, 5))
    claimed: list[int] = []
    stop = asyncio.Event()

    async def compose(occasion: Occasion, _chat: int) -> Sequence[Part]:
        async def send(_chat: int) -> None:
            claimed.append(store.deliveries.tally(occasion).sending)
            stop.set()

        return [send]

    courier = Courier(store, Metrics(), rate=0.001, at_once=4)
    tally = asyncio.run(courier.deliver(PUSH, compose, stop))
    assert tally == Tally(sent=1, queued=3)
    assert claimed == [1]


def test_a_stirred_round_sees_an_issue_at_once(store: Store) -> None:
    store.subscriptions.put(1, time(7, 30))
    papers: list[Paper] = []
    telegram = Telegram()
    rounds = rounds_of(store, telegram, papers)

    def arrived() -> bool:
        if not papers:
            papers.append(Paper(issue_of("昨天。"), NOW))
            rounds.stir()
        return bool(telegram.arrived)

    run_until(rounds, arrived)
    assert telegram.arrived == [(1, 0)]


@pytest.mark.parametrize("cancelled", [False, True])
def test_rounds_that_end_leave_no_message_in_doubt(store: Store, cancelled: bool) -> None:  # noqa: FBT001 - a parameter of the test
    broadcast = Occasion(OccasionKind.BROADCAST, "1")
    store.deliveries.enrol(broadcast, range(1, 201))
    telegram = Telegram(parts=2, lag=lambda: 0.002)

    async def run() -> None:
        stop = asyncio.Event()
        task = asyncio.create_task(rounds_of(store, telegram, []).run(stop))
        async with asyncio.timeout(60):
            while len(telegram.arrived) < 20:  # noqa: ASYNC110 - seen from outside only
                await asyncio.sleep(0.001)
        if cancelled:
            task.cancel()
        else:
            stop.set()
        with suppress(asyncio.CancelledError):
            await task

    asyncio.run(run())
    tally = store.deliveries.tally(broadcast)
    assert tally.sending == tally.doubtful == 0
    assert 0 < tally.queued < 200


def test_occasions_print_and_read_back() -> None:
    for occasion in (PUSH, Occasion(OccasionKind.WATCH, ""), Occasion(OccasionKind.BROADCAST, "7")):
        assert Occasion.of(str(occasion)) == occasion
