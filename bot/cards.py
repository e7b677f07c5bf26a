"""The picture card over a front page: drawn once an issue, and no text waits long for it.

It comes besides the text and never in its place: whatever ails the picture, the reader gets the
text. Its caption says all that is drawn on it.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from functools import partial

import telegram
from telegram.constants import MessageLimit
from telegram.error import BadRequest, NetworkError, TelegramError

from bot.card import Card, CardPainter, find_painter
from bot.delivery import Fate, Part, judge
from bot.desk import Desk, Visit
from bot.pieces import Message, Style, fitted, line
from bot.render import date_text
from bot.render_front import FrontPage, section_name
from bot.script import as_read_by
from bot.sections import make_sections

__all__ = ["Cards", "card_of"]

_LOG = logging.getLogger(__name__)

_KEPT = 32
"""Cards whose picture Telegram is known to have: of some days, in each way they are read."""
_PATIENCE = 5.0
"""Seconds that a picture may keep a text waiting that somebody asked for."""

_Send = Callable[[bytes | str], Awaitable[telegram.Message]]


class Cards:
    """Sends cards where the operator wants them and this machine can draw them.

    A picture is uploaded once; whoever gets it later gets the same one by its id.

    Args:
        desk: What every handler needs.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._wanted = desk.settings.card
        self._painter: CardPainter | None = None
        self._sent: OrderedDict[Card, str] = OrderedDict()
        self._uploading = asyncio.Lock()
        self._hopeless: set[Card] = set()

    async def reply(self, to: telegram.Message, page: FrontPage, visit: Visit) -> None:
        """Send the card of a front page, if there is one to send."""
        if not self._wanted:
            return
        card, caption = card_of(page, visit)
        try:
            async with asyncio.timeout(_PATIENCE):
                await self._show(card, partial(to.reply_photo, caption=caption, do_quote=False))
        except (TimeoutError, TelegramError) as error:
            self._sent.pop(card, None)
            _LOG.warning("a picture card did not get through: %s", type(error).__name__)

    def part(self, bot: telegram.Bot, page: FrontPage, visit: Visit) -> Part | None:
        """The card of a front page as the first part of a delivery, or None where there is none.

        Args:
            bot: Sends it.
            page: Whose card.
            visit: The chat that is to get it.
        """
        if not self._wanted:
            return None
        card, caption = card_of(page, visit)
        return None if card in self._hopeless else partial(self._push, bot, card, caption)

    async def _push(self, bot: telegram.Bot, card: Card, caption: str, chat: int) -> None:
        """Send a card unasked; what ails the picture alone is no reason to keep the text back.

        Raises:
            TelegramError: What a text would meet with as well, or the answer timed out.
        """
        try:
            await self._show(card, partial(bot.send_photo, chat, caption=caption))
        except TelegramError as error:
            _LOG.warning("a picture card did not get through: %s", type(error).__name__)
            if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
                self._give_up(card)
            if judge(error).fate not in {Fate.AGAIN, Fate.REFUSED}:
                raise

    async def _show(self, card: Card, send: _Send) -> None:
        """Send a card; the first who does uploads the picture, and the others wait for that."""
        known = self._sent.get(card)
        if known is not None:
            await send(known)
            return
        async with self._uploading:
            picture = self._sent.get(card) or await self._drawn(card)
            sent = await send(picture) if picture else None
            if sent is not None and sent.photo:
                self._sent[card] = sent.photo[-1].file_id
                if len(self._sent) > _KEPT:
                    self._sent.popitem(last=False)

    def _give_up(self, card: Card) -> None:
        """Push no more a picture that cannot be uploaded: thousands wait for the texts behind."""
        if card not in self._sent:
            if len(self._hopeless) >= _KEPT:
                self._hopeless.clear()
            self._hopeless.add(card)

    async def _drawn(self, card: Card) -> bytes | None:
        try:
            return await self._painted(card)
        except Exception:  # noqa: BLE001 - a font that breaks must not cost a reader the text
            self._wanted = False
            _LOG.exception("picture cards cannot be drawn and are left out")
            return None

    async def _painted(self, card: Card) -> bytes | None:
        if self._painter is None:
            font = self._desk.settings.card_font
            self._painter = await self._desk.off_loop(lambda: find_painter(font))
        painter = self._painter
        if painter is None:
            self._wanted = False
            _LOG.warning("no picture cards: Pillow or a font with Chinese characters is missing")
            return None
        return await self._desk.off_loop(lambda: painter.paint(card))


def card_of(page: FrontPage, visit: Visit) -> tuple[Card, str]:
    """The card of a front page, and its caption as Telegram's HTML, which says the same."""
    date = date_text(page.issue.date, visit.say, weekday=page.issue.date is not None)
    paper = " ".join(page.issue.masthead.publishers)
    sections = [
        (section_name(section, visit.say), [entry.headline for entry in section.entries])
        for section in make_sections(page.digest)
    ]
    blocks = [line(paper), line(date, Style.BOLD)]
    for title, headlines in sections:
        blocks += [line(title), *(line(headline) for headline in headlines)]
    (read,) = as_read_by(visit, [Message(tuple(blocks))])
    texts = iter(block.text for block in read.blocks)
    card = Card(
        next(texts),
        next(texts),
        tuple((next(texts), tuple(next(texts) for _ in lines)) for _, lines in sections),
    )
    return card, fitted(read, MessageLimit.CAPTION_LENGTH)[0].html.strip()
