"""A strict fake of Telegram's Bot API 10.0, over real HTTP."""

from tests.fake_bot_api.fake import FakeBotApi
from tests.fake_bot_api.faults import Fault, Pace
from tests.fake_bot_api.readers import Reader
from tests.fake_bot_api.updates import MEDIA
from tests.fake_bot_api.values import Button, Call, Json, JsonObject, SentMessage

__all__ = [
    "MEDIA",
    "Button",
    "Call",
    "FakeBotApi",
    "Fault",
    "Json",
    "JsonObject",
    "Pace",
    "Reader",
    "SentMessage",
]
