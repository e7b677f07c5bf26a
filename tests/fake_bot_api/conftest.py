from __future__ import annotations

import json
import ssl
from collections.abc import Callable, Iterator

import httpx
import pytest

from tests.fake_bot_api.fake import FakeBotApi
from tests.fake_bot_api.values import Json, JsonObject

Caller = Callable[..., JsonObject]
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Reading the system's certificates takes httpx 0.1 s for each client."""


@pytest.fixture
def api() -> Iterator[FakeBotApi]:
    with FakeBotApi() as fake:
        yield fake


@pytest.fixture
def call(api: FakeBotApi) -> Iterator[Caller]:
    """Calls a method with form-encoded parameters; gives back the whole answer."""
    with httpx.Client(base_url=f"{api.base_url}{api.token}/", verify=NO_TLS) as client:

        def do(method: str, **parameters: Json) -> JsonObject:
            form = {
                name: value if isinstance(value, str) else json.dumps(value)
                for name, value in parameters.items()
            }
            answer: JsonObject = client.post(method, data=form, timeout=30).json()
            return answer

        yield do
