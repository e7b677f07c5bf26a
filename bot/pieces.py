"""What a message is built from: styled spans, blocks, buttons. Escaped here and only here.

Telegram's limits count UTF-16 code units of the text that remains when the markup is taken away,
so lengths here are in those units and messages are cut between blocks, never in rendered HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, IntFlag
from html import escape

from telegram.constants import MessageEntityType, MessageLimit

__all__ = [
    "PLAIN",
    "Block",
    "Button",
    "Message",
    "Quote",
    "Span",
    "Style",
    "fitted",
    "in_rows",
    "line",
    "pack",
    "utf16_length",
]

_TAGS = {
    1: ("<b>", "</b>"),
    2: ("<u>", "</u>"),
    4: ("<i>", "</i>"),
}
_SENTENCE = re.compile(r"[^。！？!?；;\n]*[。！？!?；;\n]+[」』”’\"')）]*|[^。！？!?；;\n]+")
_ENTITIES_AT_MOST = 100
"""Telegram ignores the entities of a message beyond its hundredth."""


class Style(IntFlag):
    """How a span looks; styles combine."""

    BOLD = 1
    UNDERLINE = 2
    ITALIC = 4


PLAIN = Style(0)
"""No style at all."""


class Quote(Enum):
    """Whether a block is set as a quotation of the paper."""

    NONE = ""
    PLAIN = MessageEntityType.BLOCKQUOTE.value
    EXPANDABLE = MessageEntityType.EXPANDABLE_BLOCKQUOTE.value


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style. `text` is plain; nothing in it is markup."""

    text: str
    style: Style = PLAIN

    @property
    def html(self) -> str:
        """The span as Telegram's HTML."""
        tags = [pair for bit, pair in _TAGS.items() if self.style & bit]
        opened = "".join(start for start, _ in tags)
        closed = "".join(end for _, end in reversed(tags))
        return f"{opened}{escape(self.text, quote=False)}{closed}"


@dataclass(frozen=True, slots=True)
class Block:
    """Spans that stand together, as a paragraph of its own or as a quotation."""

    spans: tuple[Span, ...]
    quote: Quote = Quote.NONE

    @property
    def text(self) -> str:
        """The block without its markup."""
        return "".join(span.text for span in self.spans)

    @property
    def length(self) -> int:
        """UTF-16 units of `text`."""
        return utf16_length(self.text)

    @property
    def html(self) -> str:
        """The block as Telegram's HTML."""
        inner = "".join(span.html for span in self.spans)
        if self.quote is Quote.NONE:
            return inner
        attribute = " expandable" if self.quote is Quote.EXPANDABLE else ""
        return f"<blockquote{attribute}>{inner}</blockquote>"

    @property
    def entities(self) -> int:
        """How many of Telegram's entities the markup makes."""
        styled = sum(span.style.bit_count() for span in self.spans)
        return styled + (self.quote is not Quote.NONE)


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: it sends `data` back, opens `url` or offers to share `query`.

    Exactly one of the three is set.
    """

    text: str
    data: str = ""
    url: str = ""
    query: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One message, ready to be sent.

    Attributes:
        blocks: Joined by line feeds; within `MessageLimit.MAX_TEXT_LENGTH` together.
        buttons: Rows of buttons.
    """

    blocks: tuple[Block, ...]
    buttons: tuple[tuple[Button, ...], ...] = ()

    @property
    def text(self) -> str:
        """What a reader sees, without markup."""
        return "\n".join(block.text for block in self.blocks)

    @property
    def html(self) -> str:
        """The message as Telegram's HTML."""
        return "\n".join(block.html for block in self.blocks)

    @property
    def length(self) -> int:
        """UTF-16 units of `text`."""
        return utf16_length(self.text)


def fitted(message: Message, limit: int = MessageLimit.MAX_TEXT_LENGTH) -> tuple[Message, ...]:
    """`message` as messages that Telegram takes; the buttons stand under the last.

    Almost always the message itself; never empty where it has text.
    """
    if message.length <= limit and sum(block.entities for block in message.blocks) <= (
        _ENTITIES_AT_MOST
    ):
        return (message,)
    *first, last = [Message(page) for page in pack(message.blocks, limit)]
    return (*first, Message(last.blocks, message.buttons))


def in_rows(buttons: Sequence[Button], width: int = 5) -> tuple[tuple[Button, ...], ...]:
    """Buttons in as few rows of at most `width` as there can be, all about as long."""
    rows = -(-len(buttons) // width)
    each = -(-len(buttons) // max(rows, 1))
    return tuple(tuple(buttons[each * row : each * (row + 1)]) for row in range(rows))


def utf16_length(text: str) -> int:
    """Length of `text` in UTF-16 code units, lone surrogates counting as one."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def line(text: str = "", style: Style = PLAIN) -> Block:
    """A block of one span; without arguments an empty line."""
    return Block((Span(text, style),))


def pack(
    blocks: Iterable[Block], limit: int = MessageLimit.MAX_TEXT_LENGTH
) -> tuple[tuple[Block, ...], ...]:
    """Distribute blocks over as few messages as their order allows.

    A block longer than a message is cut at sentence ends, a sentence longer than a message
    between characters. Empty lines at the edges of a message are left out, as Telegram would.

    Args:
        blocks: In order.
        limit: UTF-16 units a message may hold; at least 2.

    Returns:
        The blocks of each message. No message is empty; no blocks give no messages.
    """
    pages: list[list[Block]] = [[]]
    room = limit
    entities = _ENTITIES_AT_MOST
    for block in _fitting(blocks, limit):
        needed = block.length + (1 if pages[-1] else 0)
        if pages[-1] and (needed > room or block.entities > entities):
            pages.append([])
            room, entities, needed = limit, _ENTITIES_AT_MOST, block.length
        if not pages[-1] and not block.text.strip():
            continue
        pages[-1].append(block)
        room -= needed
        entities -= block.entities
    return tuple(page for page in (_trimmed(page) for page in pages) if page)


def _trimmed(page: Sequence[Block]) -> tuple[Block, ...]:
    end = len(page)
    while end and not page[end - 1].text.strip():
        end -= 1
    return tuple(page[:end])


def _fitting(blocks: Iterable[Block], limit: int) -> Iterator[Block]:
    for block in blocks:
        if block.length <= limit and block.entities <= _ENTITIES_AT_MOST:
            yield block
            continue
        held: list[Span] = []
        room, entities = limit, _ENTITIES_AT_MOST - 1
        for span in _small_spans(block, limit):
            length, styles = utf16_length(span.text), span.style.bit_count()
            if held and (length > room or styles > entities):
                yield Block(tuple(held), block.quote)
                held, room, entities = [], limit, _ENTITIES_AT_MOST - 1
            held.append(span)
            room -= length
            entities -= styles
        if held:
            yield Block(tuple(held), block.quote)


def _small_spans(block: Block, limit: int) -> Iterator[Span]:
    for span in block.spans:
        for sentence in _SENTENCE.findall(span.text):
            for part in _characters(sentence, limit):
                yield Span(part, span.style)


def _characters(text: str, limit: int) -> Iterator[str]:
    """`text` whole where it fits, else cut between characters so that each part fits."""
    start, length = 0, 0
    for at, character in enumerate(text):
        units = 2 if ord(character) > 0xFFFF else 1  # noqa: PLR2004 - the last code point of one unit
        if length + units > limit:
            yield text[start:at]
            start, length = at, 0
        length += units
    yield text[start:]
