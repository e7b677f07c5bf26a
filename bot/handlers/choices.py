"""What a chat chooses: the issue it reads, the language the bot speaks."""

from __future__ import annotations

import asyncio
from datetime import date as Date  # noqa: N812 - the word of the glossary

from telegram import Update
from telegram.ext import ContextTypes

from bot.calendar import calendar_message
from bot.desk import Desk, Visit
from bot.pieces import Button, Message
from bot.press import Act, Press
from bot.render import date_text, render_note
from bot.reply import acknowledge, replace, reply
from bot.updates import message_of, press_of, query_of
from bot.wording import Language, wording

__all__ = ["Choices"]

_LANGUAGES = (
    (Language.ZH_HANS, "language-name"),
    (Language.ZH_HANT, "language-name"),
    (Language.ZH_HANT, "language-converted"),
    (Language.EN, "language-name"),
)
"""What can be chosen: a language, and how its button is called in it."""


class Choices:
    """Keeps what a chat chooses.

    Args:
        desk: What every handler needs.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def issue(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """`/issue`: a month of issues to choose from."""
        message, visit = message_of(update), await self._desk.visit(update)
        await reply(message, [self._calendar(visit.date or self._desk.today(), visit)], quote=False)

    async def month(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Another month in place of the one that is shown."""
        query, visit = query_of(update), await self._desk.visit(update)
        press = press_of(query)
        await acknowledge(query)
        if press and press.date:
            await replace(query, self._calendar(press.date, visit))

    async def issue_chosen(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """A day, or the newest issue, chosen for this chat until another is."""
        query, visit = query_of(update), await self._desk.visit(update)
        press = press_of(query)
        date = press.date if press else None
        if date is not None and self._desk.issue(date) is None:
            await acknowledge(query, visit.say("issue-gone"), alert=True)
            return
        await asyncio.to_thread(self._desk.store.chats.set_issue, visit.chat, date)
        await acknowledge(query)
        if date is None:
            text = visit.say("issue-chosen-newest")
        else:
            text = visit.say("issue-chosen", date=date_text(date, visit.say))
        today = Button(visit.say("button-today"), Press(Act.TODAY, date or visit.date).data)
        await replace(query, render_note(text, ((today,),)))

    async def language(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """`/language`: the languages to choose from, each in its own words."""
        message, visit = message_of(update), await self._desk.visit(update)
        names = [wording(language)(key) for language, key in _LANGUAGES]
        rows = [
            (Button(name, Press(Act.LANGUAGE, None, at).data),) for at, name in enumerate(names, 1)
        ]
        rows.append((Button(visit.say("language-follow"), Press(Act.LANGUAGE).data),))
        await reply(message, [render_note(visit.say("language-title"), tuple(rows))], quote=False)

    async def language_chosen(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """A language chosen for this chat, or the reader's Telegram's again."""
        query, visit = query_of(update), await self._desk.visit(update)
        press, chats = press_of(query), self._desk.store.chats
        at = press.index if press else 0
        language, key = _LANGUAGES[at - 1] if 0 < at <= len(_LANGUAGES) else (None, "")
        await asyncio.to_thread(chats.set_language, visit.chat, language)
        traditional = key == "language-converted"
        await asyncio.to_thread(chats.set_traditional, visit.chat, traditional=traditional)
        await acknowledge(query)
        say = (await self._desk.visit(update)).say
        await replace(query, render_note(say("language-chosen")))

    def _calendar(self, month: Date, visit: Visit) -> Message:
        dates = [date for date in self._desk.newsstand.archive.dates if date]
        chosen = visit.date if visit.chosen else None
        return calendar_message(dates, month, chosen, visit.say)
