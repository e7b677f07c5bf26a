"""A local port where a supervisor asks whether the bot is well and Prometheus takes its counts."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from tornado.web import Application, RequestHandler

from bot.http_server import serving
from bot.metrics import CONTENT_TYPE, Metrics

__all__ = ["LOCAL", "serving_health"]

LOCAL = "127.0.0.1"
"""Only this machine may ask, unless the operator says otherwise."""

_UNWELL = 503
_BODY_AT_MOST = 65_536


@asynccontextmanager
async def serving_health(
    metrics: Metrics, port: int, address: str = LOCAL
) -> AsyncGenerator[int, None]:
    """Answer ``/healthz`` (200 or 503, JSON) and ``/metrics`` while the context lasts.

    Args:
        metrics: What to tell.
        port: TCP port; 0 takes a free one.
        address: To listen on.

    Yields:
        The port.

    Raises:
        PortError: The port cannot be listened on.
    """
    application = Application(
        [
            ("/healthz", _HealthHandler, {"metrics": metrics}),
            ("/metrics", _MetricsHandler, {"metrics": metrics}),
        ],
        log_function=_silent,
    )
    async with serving(application, address, port, body_at_most=_BODY_AT_MOST) as served:
        yield served


def _silent(_handler: RequestHandler) -> None:
    """A supervisor asks every few seconds; that is no news."""


class _HealthHandler(RequestHandler):
    def initialize(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def get(self) -> None:
        health = self._metrics.health()
        self.set_status(200 if health.well else _UNWELL)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        body = {
            "ok": health.well,
            "reason": health.reason,
            "issues": health.issues,
            "newest": None if health.newest is None else health.newest.isoformat(),
            "seconds_since_telegram": None if health.silent is None else round(health.silent, 1),
        }
        self.finish(json.dumps(body, ensure_ascii=False))


class _MetricsHandler(RequestHandler):
    def initialize(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def get(self) -> None:
        self.set_header("Content-Type", CONTENT_TYPE)
        self.finish(self._metrics.render())
