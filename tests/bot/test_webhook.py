"""The webhook: only who knows the secret comes in, and nothing malformed gets further."""

from __future__ import annotations

import asyncio
import json
import logging

import httpx
import pytest
from pydantic import HttpUrl, SecretStr

from bot.settings import Settings
from bot.webhook import serving_webhook
from tests.e2e.running import free_port

SECRET = "a-secret"  # noqa: S105 - of this test
HEADER = "X-Telegram-Bot-Api-Secret-Token"
UPDATE = {
    "update_id": 7,
    "message": {
        "message_id": 1,
        "date": 1,
        "chat": {"id": 5, "type": "private", "first_name": "甲"},
        "from": {"id": 5, "is_bot": False, "first_name": "甲"},
        "text": "天气怎么样?",
    },
}
BROKEN = {"update_id": 8, "message": {"message_id": "x", "date": [], "chat": 5, "text": "秘密"}}


def posted(
    *bodies: bytes, secret: str | None = SECRET, path: str = "/hook"
) -> tuple[list[int], list[dict[str, object]]]:
    """The statuses of the answers, and the updates that were taken."""
    settings = Settings(
        webhook_url=HttpUrl("https://paper.example/hook"),
        webhook_secret=SecretStr(SECRET),
        webhook_port=free_port(),
    )
    taken: list[dict[str, object]] = []

    async def take(update: dict[str, object]) -> None:
        taken.append(update)

    async def post() -> list[int]:
        headers = {HEADER: secret} if secret is not None else {}
        async with (
            serving_webhook(settings, take) as port,
            httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client,
        ):
            return [
                (await client.post(path, content=body, headers=headers)).status_code
                for body in bodies
            ]

    return asyncio.run(post()), taken


def test_an_update_with_the_secret_is_taken_once() -> None:
    body = json.dumps(UPDATE).encode()
    assert posted(body, body) == ([200, 200], [UPDATE])


@pytest.mark.parametrize("secret", [None, "", "a-secre", "a-secret2", "A-SECRET"])
def test_nobody_comes_in_without_the_secret(secret: str | None) -> None:
    assert posted(json.dumps(UPDATE).encode(), secret=secret) == ([403], [])


def test_another_path_is_none() -> None:
    assert posted(json.dumps(UPDATE).encode(), path="/other") == ([404], [])


def test_what_is_malformed_is_set_aside_confirmed_and_not_told_to_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    bodies = [
        json.dumps(BROKEN).encode(),
        b"",
        b"null",
        b"\xff\xfe",
        b"[" * 50_000,
        b'{"update_id": "7"}',
    ]
    statuses, taken = posted(*bodies, json.dumps(UPDATE).encode())
    assert set(statuses) == {200}
    assert taken == [UPDATE]
    assert "set aside" in caplog.text
    assert "秘密" not in caplog.text
    assert SECRET not in caplog.text
