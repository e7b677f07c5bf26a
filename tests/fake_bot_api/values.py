"""The values of the fake Bot API: JSON, a refusal, a logged call, a message as it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

__all__ = [
    "Button",
    "Call",
    "Json",
    "JsonObject",
    "RefusedError",
    "SentMessage",
    "number",
    "objects",
    "table",
    "text",
]

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
JsonObject: TypeAlias = "dict[str, Json]"


class RefusedError(Exception):
    """An answer of the Bot API that is not ok.

    Args:
        description: As Telegram words it, without its first words.
        status: The HTTP status, which is also `error_code`.
        parameters: `ResponseParameters`, where the refusal has some.
        fault: Whether the caller broke the rules of the Bot API, rather than met with bad luck.
    """

    def __init__(
        self,
        description: str,
        *,
        status: int = 400,
        parameters: JsonObject | None = None,
        fault: bool = True,
    ) -> None:
        super().__init__(description)
        self.description = description
        self.status = status
        self.parameters = parameters
        self.fault = fault


@dataclass(slots=True)
class Call:
    """One call of a method.

    Attributes:
        number: Place in the log, from 0.
        method: As the Bot API spells it.
        parameters: As received, read from their encoding.
        at: `time.monotonic()` when the whole request had arrived.
        status: HTTP status that was answered; 0 while it waits, -1 where the line was dropped.
        ended: `time.monotonic()` when the answer was written.
        effect: Whether the call did what it asks for, whatever was answered.
        result: What was answered.
    """

    number: int
    method: str
    parameters: JsonObject
    at: float
    status: int = 0
    ended: float = 0.0
    effect: bool = False
    result: Json = None

    @property
    def chat(self) -> int | None:
        """The chat that the call is about, if it names one by number."""
        chat = self.parameters.get("chat_id")
        return chat if isinstance(chat, int) else None


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message."""

    text: str
    data: str = ""
    url: str = ""
    action: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A message of the bot as it stands in a chat now.

    Attributes:
        chat: Id of the chat.
        id: Of the message in that chat.
        text: What a reader sees, without markup; the caption of a picture or a file.
        source: Text as the bot sent it, with its markup.
        entities: As Telegram's parser found them.
        buttons: Rows of inline buttons.
        reply_to: Id of the message that it replies to.
        edits: How often it has been changed.
        json: The whole message as the Bot API shows it.
    """

    chat: int
    id: int
    text: str
    source: str
    entities: tuple[JsonObject, ...]
    buttons: tuple[tuple[Button, ...], ...]
    reply_to: int | None
    edits: int
    json: JsonObject

    def button(self, words: str) -> Button:
        """The first button whose text contains `words` or whose data is `words`.

        Raises:
            LookupError: If there is none.
        """
        for row in self.buttons:
            for button in row:
                if words in button.text or words == button.data:
                    return button
        raise LookupError(f"no button with {words!r} under message {self.id}: {self.buttons}")


def table(value: Json) -> JsonObject:
    """`value` as an object; an empty one where it is none."""
    return value if isinstance(value, dict) else {}


def objects(value: Json) -> list[JsonObject]:
    """The objects in `value`, where it is a list."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def number(value: Json) -> int:
    """`value` where it is an integer, else 0."""
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def text(value: Json) -> str:
    """`value` where it is a string, else an empty one."""
    return value if isinstance(value, str) else ""
