"""Readers' questions by the thousand: nothing may be lost, nothing answered twice."""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count, cycle, islice
from pathlib import Path

from tests.fake_bot_api import FakeBotApi
from tests.fake_bot_api.values import number, table

__all__ = [
    "Outcome",
    "cpu_seconds",
    "golden_questions",
    "memory_mb",
    "percentile",
    "questions_at_once",
    "steadily",
]

_GOLDEN = Path(__file__).resolve().parents[1] / "golden"
_FIRST_READER = 1_000_000
_READERS = 2_000
_TICK = 0.02
_SERIAL = count(1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of many questions.

    Attributes:
        asked: How many there were.
        lost: How many got no answer.
        repeated: How many got more than one.
        seconds: From the first question's arrival to the last answer's.
        latencies: Seconds from each answered question's arrival to its answer's, ascending.
    """

    asked: int
    lost: int
    repeated: int
    seconds: float
    latencies: tuple[float, ...]

    @property
    def rate(self) -> float:
        """Questions answered a second."""
        return len(self.latencies) / self.seconds


def golden_questions() -> tuple[str, ...]:
    """The questions about the shipped page that the project keeps."""
    return tuple(
        str(json.loads(line)["question"])
        for path in sorted(_GOLDEN.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    )


def percentile(ascending: Sequence[float], share: float) -> float:
    """The value below which `share` of the values lie, by the nearest rank."""
    return ascending[min(len(ascending) - 1, int(share * len(ascending)))]


def memory_mb(process: int, field: str = "VmRSS") -> float:
    """Resident memory of a process in MB, or with `VmHWM` the most that it ever had."""
    for line in Path(f"/proc/{process}/status").read_text("ascii").splitlines():
        if line.startswith(f"{field}:"):
            return int(line.split()[1]) / 1024
    raise LookupError(field)


def cpu_seconds(process: int) -> float:
    """CPU time that a process has used so far, of user and system together."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def questions_at_once(
    api: FakeBotApi, count: int, patience: float = 300.0, *, fresh: bool = False
) -> Outcome:
    """Let `count` readers ask at one instant, and wait until all have an answer.

    Args:
        api: Where they ask.
        count: How many.
        patience: Seconds.
        fresh: Whether no question was ever asked before; else some readers ask the same.
    """
    before = len(api.service.calls)
    asked = api.send_texts(_asked(count, fresh=fresh))
    return _outcome(api, asked, before, patience)


def steadily(
    api: FakeBotApi, rate: float, seconds: float, patience: float = 900.0, *, fresh: bool = False
) -> Outcome:
    """Let readers ask `rate` questions a second; see `questions_at_once`."""
    before = len(api.service.calls)
    waiting = iter(_asked(round(rate * seconds), fresh=fresh))
    asked: list[tuple[int, int]] = []
    begun = time.monotonic()
    while len(asked) < round(rate * seconds):
        due = round((time.monotonic() - begun) * rate) - len(asked)
        asked += api.send_texts(islice(waiting, max(0, due)))
        time.sleep(_TICK)
    return _outcome(api, asked, before, patience)


def _asked(count: int, *, fresh: bool) -> Iterable[tuple[int, str]]:
    for at, question in zip(range(count), cycle(golden_questions()), strict=False):
        number = next(_SERIAL)
        yield _FIRST_READER + at % _READERS, f"{question}（{number}）" if fresh else question


def _outcome(
    api: FakeBotApi, asked: Sequence[tuple[int, int]], before: int, patience: float
) -> Outcome:
    arrived = {
        (chat, message): api.service.pushed[update]
        for (chat, message), update in zip(asked, _last_updates(api, len(asked)), strict=True)
    }
    end = time.monotonic() + patience
    answered: dict[tuple[int, int], float] = {}
    counted: Counter[tuple[int, int]] = Counter()
    at = before
    while time.monotonic() < end and len(answered) < len(arrived):
        time.sleep(_TICK)
        for call in api.service.calls[at:]:
            if not call.status and call.method != "getUpdates":  # a long poll may stay open
                break
            at += 1
            to = number(table(call.parameters.get("reply_parameters")).get("message_id"))
            question = (call.chat or 0, to)
            if call.method == "sendMessage" and call.effect and question in arrived:
                answered.setdefault(question, call.at)
                counted[question] += 1
    times = sorted(answered[question] - arrived[question] for question in answered)
    return Outcome(
        asked=len(arrived),
        lost=len(arrived) - len(answered),
        repeated=sum(count > 1 for count in counted.values()),
        seconds=max(answered.values(), default=end) - min(arrived.values()),
        latencies=tuple(times),
    )


def _last_updates(api: FakeBotApi, count: int) -> list[int]:
    return sorted(api.service.pushed)[-count:]
