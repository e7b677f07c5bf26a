"""The paper's words in traditional characters, for chats that asked for it; marked as such."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.desk import Visit
from bot.pieces import Block, Message, Style, line
from retrieval.text import to_traditional

__all__ = ["as_read_by"]


def as_read_by(visit: Visit, messages: Iterable[Message]) -> tuple[Message, ...]:
    """Messages as a chat wants to read them.

    Args:
        visit: Whose chat it is.
        messages: With words of the paper as printed.

    Returns:
        The same messages; where the chat asked for it in traditional characters, each with a line
        that says so.
    """
    if not visit.traditional:
        return tuple(messages)
    mark = line(visit.say("converted"), Style.ITALIC)
    return tuple(
        Message((*(_converted(block) for block in message.blocks), mark), message.buttons)
        for message in messages
    )


def _converted(block: Block) -> Block:
    spans = tuple(replace(span, text=to_traditional(span.text)) for span in block.spans)
    return replace(block, spans=spans)
