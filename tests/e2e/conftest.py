from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest

from tests.e2e.running import ROOT, RunningBot, running_bot
from tests.fake_bot_api import FakeBotApi
from tests.fake_bot_api.readers import Reader

_NUMBERS = count(5_000_000)


@pytest.fixture(scope="session")
def running() -> Iterator[RunningBot]:
    """One bot over the shipped issue for every test that needs no other: a start takes seconds."""
    with FakeBotApi() as api, running_bot(api, ROOT / "seeds", WENBAO_SEND_RATE="1000") as bot:
        bot.wait_until_polling()
        yield bot


@pytest.fixture
def reader(running: RunningBot) -> Reader:
    """A reader nobody has met before, in a private chat."""
    number = next(_NUMBERS)
    return Reader(running.api, number, number)


@pytest.fixture
def group(running: RunningBot) -> Reader:
    """A reader nobody has met before, in a new group of their own."""
    number = next(_NUMBERS)
    running.api.appoint(-number, number)
    return Reader(running.api, -number, number)
