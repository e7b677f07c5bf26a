"""The local port: health and counts, over real HTTP."""

from __future__ import annotations

import asyncio
import socket
from dataclasses import dataclass
from datetime import date

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.errors import PortError
from bot.health import serving_health
from bot.metrics import Metrics
from retrieval.excerpt import Certainty

DAY = date(2024, 3, 14)


@dataclass
class Clock:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


def asked(metrics: Metrics, *paths: str) -> list[httpx.Response]:
    async def ask() -> list[httpx.Response]:
        async with (
            serving_health(metrics, 0) as port,
            httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client,
        ):
            return [await client.get(path) for path in paths]

    return asyncio.run(ask())


def counts(metrics: Metrics) -> dict[tuple[str, ...], float]:
    families = text_string_to_metric_families(metrics.render().decode())
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in families
        for sample in family.samples
    }


def test_a_bot_that_serves_and_hears_is_well() -> None:
    clock = Clock()
    metrics = Metrics(clock)
    metrics.serves(2, DAY)
    metrics.listens()
    clock.now += 30
    (response,) = asked(metrics, "/healthz")
    assert response.status_code == 200
    assert response.json() == {
        "ok": True,
        "reason": "",
        "issues": 2,
        "newest": "2024-03-14",
        "seconds_since_telegram": 30.0,
    }


def test_a_bot_that_does_not_hear_from_telegram_is_unwell_until_it_does() -> None:
    clock = Clock()
    metrics = Metrics(clock, patience=120)
    metrics.serves(1, DAY)
    metrics.listens()
    clock.now += 121
    (response,) = asked(metrics, "/healthz")
    assert response.status_code == 503
    assert "121 秒" in response.json()["reason"]
    metrics.heard()
    assert metrics.health().well


def test_a_bot_without_an_issue_is_unwell() -> None:
    metrics = Metrics(Clock())
    assert asked(metrics, "/healthz")[0].status_code == 503
    assert metrics.health().silent is None


def test_a_webhook_need_not_hear_from_telegram() -> None:
    clock = Clock()
    metrics = Metrics(clock)
    metrics.serves(1, None)
    clock.now += 10_000
    assert metrics.health().well


def test_counts_are_in_prometheus_format() -> None:
    metrics = Metrics(Clock())
    metrics.updated("message")
    metrics.answered(Certainty.ANSWER, 0.004)
    metrics.answered(Certainty.NONE, 0.004)
    metrics.replied(0.2)
    metrics.judged("useful")
    metrics.delivered("push", "sent")
    metrics.failed("TimedOut")
    metrics.serves(3, DAY)
    (response,) = asked(metrics, "/metrics")
    assert response.headers["Content-Type"].startswith("text/plain")
    found = counts(metrics)
    assert found["wenbao_updates_total", "message"] == 1
    assert found["wenbao_questions_total", "answer"] == 1
    assert found["wenbao_questions_total", "related"] == 0
    assert found[("wenbao_answer_seconds_count",)] == 2
    assert found["wenbao_answer_seconds_bucket", "0.005"] == 2
    assert found[("wenbao_reply_seconds_count",)] == 1
    assert found["wenbao_feedback_total", "useful"] == 1
    assert found["wenbao_deliveries_total", "push", "sent"] == 1
    assert found["wenbao_faults_total", "TimedOut"] == 1
    assert found[("wenbao_issues",)] == 3
    assert found[("wenbao_newest_issue_timestamp_seconds",)] == 1_710_374_400


def test_two_registries_do_not_meet() -> None:
    first, second = Metrics(Clock()), Metrics(Clock())
    first.updated("message")
    assert ("wenbao_updates_total", "message") not in counts(second)


def test_other_paths_and_methods_are_refused() -> None:
    async def ask(metrics: Metrics) -> tuple[int, int]:
        async with serving_health(metrics, 0) as port, httpx.AsyncClient(trust_env=False) as client:
            url = f"http://127.0.0.1:{port}"
            missing = await client.get(f"{url}/")
            posted = await client.post(f"{url}/metrics", content=b"x")
            return missing.status_code, posted.status_code

    assert asyncio.run(ask(Metrics(Clock()))) == (404, 405)


def test_a_port_in_use_is_said_to_be() -> None:
    async def take(port: int) -> None:
        async with serving_health(Metrics(Clock()), port):
            raise AssertionError("the port was free")

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortError, match=str(port)):
            asyncio.run(take(port))
