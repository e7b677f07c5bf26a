"""The picture card over a front page: drawn once an issue, sent where it can be, never waited for.

It comes besides the text and never in its place: whatever ails the picture, the reader gets the
text. Its caption says all that is drawn on it.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict

import telegram
from telegram.constants import MessageLimit
from telegram.error import TelegramError

from bot.card import Card, CardPainter, find_painter
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
"""Seconds that a picture may keep the text waiting."""


class Cards:
    """Sends cards where the operator wants them and this machine can draw them.

    Args:
        desk: What every handler needs.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._wanted = desk.settings.card
        self._painter: CardPainter | None = None
        self._sent: OrderedDict[Card, str] = OrderedDict()

    async def reply(self, to: telegram.Message, page: FrontPage, visit: Visit) -> None:
        """Send the card of a front page, if there is one to send."""
        if not self._wanted:
            return
        card, caption = card_of(page, visit)
        try:
            async with asyncio.timeout(_PATIENCE):
                await self._reply(to, card, caption)
        except (TimeoutError, TelegramError) as error:
            self._sent.pop(card, None)
            _LOG.warning("a picture card did not get through: %s", type(error).__name__)
        except Exception:  # noqa: BLE001 - a font that breaks must not cost a reader the text
            self._wanted = False
            _LOG.exception("picture cards cannot be drawn and are left out")

    async def _reply(self, to: telegram.Message, card: Card, caption: str) -> None:
        picture = self._sent.get(card) or await self._painted(card)
        if picture is None:
            return
        sent = await to.reply_photo(picture, caption=caption, do_quote=False)
        if sent.photo:
            self._sent[card] = sent.photo[-1].file_id
            if len(self._sent) > _KEPT:
                self._sent.popitem(last=False)

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
