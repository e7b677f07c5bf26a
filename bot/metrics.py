"""What the bot counts of itself, in Prometheus' terms, and whether it is well."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - the word of the glossary

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from retrieval.excerpt import Certainty

__all__ = ["CONTENT_TYPE", "Health", "Metrics"]

CONTENT_TYPE = CONTENT_TYPE_LATEST
"""Of what `Metrics.render` gives."""

_SECONDS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
_PATIENCE = 120.0
"""Seconds without a word from Telegram that are still well: four long polls of 30 seconds."""


@dataclass(frozen=True, slots=True)
class Health:
    """Whether the bot is well.

    Attributes:
        well: Whether it serves and hears from Telegram.
        reason: Why not, for the operator; "" where it is well.
        issues: How many issues it serves.
        newest: Date of the newest, or None.
        silent: Seconds since Telegram was last heard of; None where it need not be.
    """

    well: bool
    reason: str
    issues: int
    newest: Date | None
    silent: float | None


class Metrics:
    """Counts, kept in memory, in a registry of their own. Safe from several threads.

    Args:
        clock: Seconds that never run backwards.
        patience: Seconds without a word from Telegram after which the bot is unwell.
    """

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, patience: float = _PATIENCE
    ) -> None:
        self._clock = clock
        self._patience = patience
        self._heard: float | None = None
        self._listens = False
        self._newest: Date | None = None
        self._count = 0
        self._registry = CollectorRegistry()
        self._updates = self._counter("updates", "Updates from Telegram, by kind", "kind")
        self._questions = self._counter("questions", "Questions, by certainty", "certainty")
        self._deliveries = self._counter(
            "deliveries", "Deliveries that ended, by kind and state", "kind", "state"
        )
        self._faults = self._counter("faults", "Errors, by kind", "kind")
        self._feedback = self._counter("feedback", "Readers' verdicts, by verdict", "verdict")
        self._answering = self._histogram("answer_seconds", "The bot's own time a question")
        self._replying = self._histogram(
            "reply_seconds", "From an update's arrival until its reply was sent"
        )
        self._issues = self._gauge("issues", "Issues served")
        self._newest_day = self._gauge(
            "newest_issue_timestamp_seconds", "Midnight UTC of the newest issue's date"
        )
        self._silence = self._gauge("telegram_silent_seconds", "Since Telegram was last heard of")
        self._silence.set_function(lambda: self._silent() or 0.0)
        for certainty in Certainty:
            self._questions.labels(certainty.value)

    def updated(self, kind: str) -> None:
        """An update arrived; `kind` is the name of its field ("message")."""
        self._updates.labels(kind).inc()

    def answered(self, certainty: Certainty, seconds: float) -> None:
        """A question was answered; `seconds` without waiting for Telegram."""
        self._questions.labels(certainty.value).inc()
        self._answering.observe(seconds)

    def replied(self, seconds: float) -> None:
        """A reply was sent, so long after its update arrived."""
        self._replying.observe(seconds)

    def judged(self, verdict: str) -> None:
        """A reader gave a verdict."""
        self._feedback.labels(verdict).inc()

    def delivered(self, kind: str, state: str) -> None:
        """A delivery ended."""
        self._deliveries.labels(kind, state).inc()

    def failed(self, kind: str) -> None:
        """Something went wrong; `kind` is the name of an error's class, never its message."""
        self._faults.labels(kind).inc()

    def serves(self, issues: int, newest: Date | None) -> None:
        """What is served from now on."""
        self._count, self._newest = issues, newest
        self._issues.set(issues)
        days = 0 if newest is None else newest.toordinal() - Date(1970, 1, 1).toordinal()
        self._newest_day.set(days * 86_400)

    def listens(self) -> None:
        """Polling begins: from now on Telegram must be heard of. Not for a webhook."""
        self._listens = True
        self._heard = self._clock()

    def heard(self) -> None:
        """Telegram answered a poll."""
        self._heard = self._clock()

    def health(self) -> Health:
        """Whether the bot is well now."""
        silent = self._silent()
        reason = ""
        if silent is not None and silent > self._patience:
            reason = f"已有 {silent:.0f} 秒没有收到 Telegram 的回应"
        elif not self._count:
            reason = "没有一期报纸可供查询"
        return Health(not reason, reason, self._count, self._newest, silent)

    def render(self) -> bytes:
        """All counts in Prometheus' text format."""
        return generate_latest(self._registry)

    def _silent(self) -> float | None:
        if not self._listens or self._heard is None:
            return None
        return self._clock() - self._heard

    def _counter(self, name: str, meaning: str, *labels: str) -> Counter:
        return Counter(f"wenbao_{name}", meaning, labels, registry=self._registry)

    def _gauge(self, name: str, meaning: str) -> Gauge:
        return Gauge(f"wenbao_{name}", meaning, registry=self._registry)

    def _histogram(self, name: str, meaning: str) -> Histogram:
        return Histogram(f"wenbao_{name}", meaning, registry=self._registry, buckets=_SECONDS)
