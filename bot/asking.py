"""What a reader's message asks: the question in it, and what it goes on from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

import telegram
from telegram.constants import MessageEntityType

from bot.press import Act, Press
from bot.render import question_in
from bot.wording import Wording

__all__ = [
    "Follow",
    "follow_kind",
    "press_under",
    "question_behind",
    "question_number_under",
    "question_of",
]

_ARTICLE_ITSELF = 1
"""`Press.extra` of a button that opens the article which its message was taken from."""
_WHOLE_ACTS = frozenset({Act.ARTICLE, Act.NOTICE, Act.MASTHEAD})
_EDGES = " \t\r\n,，:：、"
_WHOLE = re.compile(
    r"(?:我?要?看)?(?:一下)?(?:全文|原文|全篇|整篇|full ?text)[吧呢。!！]*", re.IGNORECASE
)
_FURTHER = re.compile(
    r"(?:更多|还有呢|还有吗|还有没有|还有别的吗|别的呢|下一[条处个]|继续|more|next)[?？。!！]*",
    re.IGNORECASE,
)


class Follow(Enum):
    """What a message asks of the answer before it."""

    WHOLE = "whole"
    FURTHER = "further"


def follow_kind(question: str) -> Follow | None:
    """全文 and 还有呢 and their kin; None for a question of its own."""
    if _WHOLE.fullmatch(question):
        return Follow.WHOLE
    return Follow.FURTHER if _FURTHER.fullmatch(question) else None


def question_of(message: telegram.Message, username: str) -> str:
    """The question in a message: its text or caption without the command and the bot's name.

    Args:
        message: The reader's.
        username: The bot's, without ``@``.
    """
    text = message.text or message.caption or ""
    entities = message.entities or message.caption_entities
    if entities and entities[0].type == MessageEntityType.BOT_COMMAND and not entities[0].offset:
        text = text[entities[0].length :]
    if username:
        text = re.sub(rf"@{re.escape(username)}\b", " ", text, flags=re.IGNORECASE)
    return text.strip(_EDGES)


def question_behind(
    message: telegram.MaybeInaccessibleMessage | None, username: str, say: Wording
) -> str:
    """The question that the bot's own `message` answers, or "" where it is lost.

    It stands in the message that this one replies to, else at the head of this one.
    """
    if not isinstance(message, telegram.Message):
        return ""
    asked = message.reply_to_message
    if asked is not None and not (asked.from_user and asked.from_user.is_bot):
        return question_of(asked, username)
    return question_in(message.text or "", say)


def press_under(message: telegram.MaybeInaccessibleMessage | None) -> Press | None:
    """The button for the article that the bot's own `message` was taken from, if it has one."""
    for press in _presses(message):
        if press.act in _WHOLE_ACTS and press.extra == _ARTICLE_ITSELF:
            return press
    return None


def question_number_under(message: telegram.MaybeInaccessibleMessage | None) -> int:
    """The number of the question that the bot's own `message` answers; 0 where it tells none."""
    for press in _presses(message):
        if press.act is Act.VERDICT:
            return press.index
    return 0


def _presses(message: telegram.MaybeInaccessibleMessage | None) -> Iterator[Press]:
    """What the buttons under `message` send back."""
    markup = message.reply_markup if isinstance(message, telegram.Message) else None
    for row in markup.inline_keyboard if markup else ():
        for button in row:
            data = button.callback_data
            press = Press.read(data) if isinstance(data, str) else None
            if press is not None:
                yield press
