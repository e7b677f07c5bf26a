"""A day in the life: an issue arrives, the newsroom approves it, every subscriber gets it once.

Meanwhile chats have blocked the bot, groups have moved, Telegram refuses, fails and breaks lines,
readers ask, and the bot is stopped and started again half way.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import time as Time  # noqa: N812 - a time of day
from datetime import timedelta
from pathlib import Path

from bot.store import Store
from tests.e2e.papers import paper, put, today
from tests.e2e.running import RunningBot, running_bot
from tests.fake_bot_api import Call, FakeBotApi, Fault, Reader
from tests.fake_bot_api.values import text

__all__ = ["Day", "Report", "live_through"]

_ADMIN = 900_001
_FIRST = 2_000_000
_FIRST_GROUP = 3_000_000
_MOVED_BY = -1_000_000_000_000
_ASKING = 4_000_000
_BLOCKED_OF = 50
_MOVED_OF = 100
_STORY = "新桥通车"
_QUESTIONS = ("食堂每餐多少钱?", "最高气温多少度?", "谁在放风筝?")
_TICK = 0.2


@dataclass(frozen=True, slots=True)
class Day:
    """How many there are, and how bad their luck is.

    Attributes:
        subscribers: How many chats get the issue pushed; 2 % have blocked the bot, 1 % have moved.
        refused: Share of messages that meet with a 429.
        failed: Share that meet with a 500.
        dropped: Share whose line breaks before they are heard.
        swallowed: Share whose line breaks after they have arrived, which no client can tell from
            the former.
        rate: Messages a second that the bot may send.
        settle: Seconds of questions after the last has it, in which nothing may come twice.
        patience: Seconds until all must have it.
        seed: Of the bad luck.
    """

    subscribers: int
    refused: float = 0.004
    failed: float = 0.01
    dropped: float = 0.01
    swallowed: float = 0.004
    rate: float = 30.0
    settle: float = 3.0
    patience: float = 120.0
    seed: int = 1


@dataclass(slots=True)
class Report:
    """What came of it.

    Attributes:
        reached: Chats that got the issue.
        missed: Chats that should have got it and did not.
        twice: Chats that got a part of it twice, though no line broke after it had arrived.
        doubled: Chats that got a part twice because the line broke after it had arrived.
        wrongly: Chats that got it though they blocked the bot or moved away.
        kept: Blocked chats whose subscription still stands.
        asked: Questions meanwhile.
        unanswered: Questions without an answer.
        answered_twice: Questions with two, though no line broke after the first had arrived.
        faults: How often each kind of bad luck struck.
        seconds: From the approval to the last subscriber.
        violations: Calls against the rules of the Bot API.
        status: Exit statuses of the two runs.
    """

    reached: int = 0
    missed: list[int] = field(default_factory=list)
    twice: list[int] = field(default_factory=list)
    doubled: list[int] = field(default_factory=list)
    wrongly: list[int] = field(default_factory=list)
    kept: list[int] = field(default_factory=list)
    asked: int = 0
    unanswered: int = 0
    answered_twice: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    violations: list[str] = field(default_factory=list)
    status: list[int] = field(default_factory=list)


class _Luck:
    """Decides each message's luck, and remembers where a line broke after the message arrived."""

    def __init__(self, day: Day) -> None:
        self._chance = random.Random(day.seed)  # noqa: S311 - to be repeatable
        self._day = day
        self.struck: Counter[str] = Counter()
        self.swallowed: set[int] = set()

    def of(self, call: Call) -> Fault | None:
        """The fault that a call meets with, if any. Admins are spared."""
        if call.method != "sendMessage" or call.chat in (None, _ADMIN):
            return None
        at, day = self._chance.random(), self._day
        for name, share, fault in (
            ("refused", day.refused, Fault(429, retry_after=1)),
            ("failed", day.failed, Fault(500)),
            ("dropped", day.dropped, Fault(drop=True)),
            ("swallowed", day.swallowed, Fault(drop=True, after_effect=True)),
        ):
            if at < share:
                self.struck[name] += 1
                if name == "swallowed" and call.chat is not None:
                    self.swallowed.add(call.chat)
                return fault
            at -= share
        return None


@dataclass(frozen=True, slots=True)
class _Readership:
    plain: tuple[int, ...]
    blocked: tuple[int, ...]
    moved: Mapping[int, int]

    @property
    def all(self) -> tuple[int, ...]:
        return (*self.plain, *self.blocked, *self.moved)


def live_through(day: Day, place: Path) -> Report:
    """Live through a day.

    Args:
        day: How many readers, how much bad luck.
        place: Directory for the issues and the store.
    """
    folder, readership = place / "issues", _readership(day.subscribers)
    folder.mkdir()
    stale = today() - timedelta(days=3)
    put(folder, stale, paper(stale, "老码头开街", 11))
    settings = {
        "WENBAO_STORE": str(place / "day.sqlite3"),
        "WENBAO_ADMINS": str(_ADMIN),
        "WENBAO_FLOOD_LIMIT": "100000",
        "WENBAO_SEND_RATE": str(day.rate),
    }
    _subscribe(place / "day.sqlite3", readership.all)
    report, luck = Report(), _Luck(day)
    with FakeBotApi() as api:
        _people(api, readership)
        asking = _Asking(api)
        with running_bot(api, folder, **settings) as bot:
            _approve(api, bot)
            api.script(luck.of)
            begun = time.monotonic()
            half = (len(readership.plain) + len(readership.moved)) // 2
            asking.until(lambda: _reached(api) >= half, day.patience)
            report.status.append(bot.stop())
        with running_bot(api, folder, **settings) as bot:
            whole = len(readership.plain) + len(readership.moved)
            asking.until(lambda: _reached(api) >= whole, day.patience)
            report.seconds = time.monotonic() - begun
            asking.until(_after(day.settle), day.settle)
            api.wait_until(
                lambda: not asking.waiting(), day.patience, "an answer to every question"
            )
            report.status.append(bot.stop())
        report.faults = luck.struck
        _judge_pushes(report, api, readership, luck.swallowed)
        asking.judge(report, luck.swallowed)
        report.violations = api.violations
    report.kept = _still_subscribed(place / "day.sqlite3", readership.blocked)
    return report


class _Asking:
    """Readers who ask all the while."""

    def __init__(self, api: FakeBotApi) -> None:
        self._api = api
        self._asked: list[tuple[int, int]] = []

    def until(self, holds: Callable[[], bool], patience: float) -> None:
        """Ask five times a second until something holds, or patience ends."""
        end = time.monotonic() + patience
        while not holds() and time.monotonic() < end:
            at = len(self._asked)
            question = _QUESTIONS[at % len(_QUESTIONS)]
            self._asked += self._api.send_texts([(_ASKING + at, question)])
            time.sleep(_TICK)

    def waiting(self) -> int:
        """How many questions have no answer so far."""
        return len({chat for chat, _ in self._asked} - _spoken_to(self._api))

    def judge(self, report: Report, swallowed: set[int]) -> None:
        """Count what came of the questions."""
        report.asked = len(self._asked)
        report.unanswered = self.waiting()
        report.answered_twice = sum(
            len(self._api.sent(chat)) > 1 and chat not in swallowed for chat, _ in self._asked
        )


def _after(seconds: float) -> Callable[[], bool]:
    end = time.monotonic() + seconds
    return lambda: time.monotonic() >= end


def _readership(count: int) -> _Readership:
    moved = {
        -(_FIRST_GROUP + at): _MOVED_BY - _FIRST_GROUP - at
        for at in range(max(1, count // _MOVED_OF))
    }
    chats = range(_FIRST, _FIRST + count - len(moved))
    blocked = max(1, count // _BLOCKED_OF)
    return _Readership(tuple(chats[blocked:]), tuple(chats[:blocked]), moved)


def _subscribe(path: Path, chats: Sequence[int]) -> None:
    with closing(Store(path)) as store:
        for chat in chats:
            store.subscriptions.put(chat, Time(0, 0))


def _still_subscribed(path: Path, chats: Sequence[int]) -> list[int]:
    with closing(Store(path)) as store:
        return sorted({wish.chat for wish in store.subscriptions.all()} & set(chats))


def _people(api: FakeBotApi, readership: _Readership) -> None:
    api.open_chat(_ADMIN)
    for chat in readership.plain:
        api.open_chat(chat)
    for chat in readership.blocked:
        api.block(chat)
    for old, new in readership.moved.items():
        api.migrate(old, new)


def _approve(api: FakeBotApi, bot: RunningBot) -> None:
    """The issue arrives, and an admin lets it out."""
    bot.wait_until_polling()
    put(bot.folder, today(), paper(today(), _STORY, 25))
    admin = Reader(api, _ADMIN)
    (report,) = admin.hear()
    admin.press(report, "发布")


def _pushes(api: FakeBotApi) -> dict[int, Counter[str]]:
    """Chat → how often it got each part of the issue."""
    found: dict[int, Counter[str]] = {}
    for sent in api.all_sent():
        if _is_subscriber(sent.chat):
            found.setdefault(sent.chat, Counter())[sent.text] += 1
    return found


def _reached(api: FakeBotApi) -> int:
    """How many subscribers have a message that names the day's story."""

    def count() -> int:
        return sum(
            _is_subscriber(chat.id)
            and any(_STORY in text(message.get("text")) for message in chat.messages.values())
            for chat in api.service.chats.all()
        )

    return api.in_loop(count)


def _spoken_to(api: FakeBotApi) -> set[int]:
    """Chats with at least one message of the bot."""
    return api.in_loop(lambda: {chat.id for chat in api.service.chats.all() if chat.sources})


def _is_subscriber(chat: int) -> bool:
    return chat < 0 or _FIRST <= chat < _FIRST_GROUP


def _judge_pushes(
    report: Report, api: FakeBotApi, readership: _Readership, swallowed: set[int]
) -> None:
    pushes = _pushes(api)
    right = {*readership.plain, *readership.moved.values()}
    parts = set(pushes[readership.plain[0]]) if readership.plain[0] in pushes else set()
    report.reached = sum(any(_STORY in part for part in pushes.get(chat, ())) for chat in right)
    report.missed = sorted(chat for chat in right if set(pushes.get(chat, ())) != parts)
    repeated = {chat for chat, texts in pushes.items() if max(texts.values()) > 1}
    report.twice = sorted(repeated - swallowed)
    report.doubled = sorted(repeated & swallowed)
    report.wrongly = sorted(pushes.keys() - right)
