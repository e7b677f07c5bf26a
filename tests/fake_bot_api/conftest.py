from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import httpx
import pytest

from tests.fake_bot_api.fake import FakeBotApi
from tests.fake_bot_api.values import Json, JsonObject

Caller = Callable[..., JsonObject]


@pytest.fixture
def api() -> Iterator[FakeBotApi]:
    with FakeBotApi() as fake:
        yield fake


@pytest.fixture
def call(api: FakeBotApi) -> Iterator[Caller]:
    """Calls a method with form-encoded parameters; gives back the whole answer."""
    with httpx.Client(base_url=f"{api.base_url}{api.token}/") as client:

        def do(method: str, **parameters: Json) -> JsonObject:
            form = {
                name: value if isinstance(value, str) else json.dumps(value)
                for name, value in parameters.items()
            }
            answer: JsonObject = client.post(method, data=form, timeout=30).json()
            return answer

        yield do
