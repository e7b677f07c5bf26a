"""The first words and the last resort: start, help, what the bot cannot take, errors."""

from __future__ import annotations

import logging
import secrets

from telegram import Update
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import ContextTypes

from bot.desk import Desk
from bot.menu import MENU
from bot.pieces import Message, Style, line
from bot.render import render_note, suggestion_rows
from bot.reply import acknowledge, reply
from bot.updates import message_of, query_of
from bot.wording import Wording

__all__ = ["Reception"]

_LOG = logging.getLogger(__name__)


class Reception:
    """Greets, explains, and meets whatever nobody else takes.

    Args:
        desk: What every handler needs.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def start(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """`/start`: who the bot is, and questions to try."""
        message, say = message_of(update), self._desk.say(update.effective_user)
        issue = self._desk.current(message.chat.id)
        suggestions = await self._desk.suggestions(issue.date) if issue else ()
        rows = suggestion_rows(suggestions, issue.date if issue else None)
        blocks = [line(say("start-hello"), Style.BOLD), line(say("start-how"))]
        blocks += [line(), line(say("start-honest")), line(), line(say("start-menu"))]
        blocks += [line(), line(say("start-try"))] if rows else []
        await reply(message, [Message(tuple(blocks), rows)], quote=False)

    async def help(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """`/help`: how to ask, and every command."""
        message, say = message_of(update), self._desk.say(update.effective_user)
        issue = self._desk.current(message.chat.id)
        suggestions = await self._desk.suggestions(issue.date, 1) if issue else ()
        await reply(message, [_help(say, suggestions)], quote=False)

    async def unknown_command(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A command that the bot does not have. In groups it may be meant for another bot."""
        message, say = message_of(update), self._desk.say(update.effective_user)
        command = (message.text or message.caption or "").split(maxsplit=1)[0].lower()
        to_us = command.endswith(f"@{context.bot.username}".lower())
        if to_us or (message.chat.type == message.chat.PRIVATE and "@" not in command):
            await reply(message, [render_note(say("command-unknown"))])

    async def no_text(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """A sticker, a picture, a voice message: the bot reads text only."""
        say = self._desk.say(update.effective_user)
        await reply(message_of(update), [render_note(say("text-only"))])

    async def unknown_press(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """A button that no version of the bot knows."""
        say = self._desk.say(update.effective_user)
        await acknowledge(query_of(update), say("press-unknown"), alert=True)

    async def error(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Whatever went wrong: the log gets it with a code, the reader a sentence with the code."""
        if isinstance(context.error, Forbidden):
            _LOG.info("a chat has closed its door to the bot")
            return
        code = secrets.token_hex(3)
        _LOG.error("error %s", code, exc_info=context.error)
        unreachable = isinstance(context.error, TelegramError)
        if isinstance(update, Update) and not (
            unreachable and not isinstance(context.error, BadRequest)
        ):
            await self._apologise(update, code)

    async def _apologise(self, update: Update, code: str) -> None:
        say = self._desk.say(update.effective_user)
        try:
            if update.callback_query:
                await acknowledge(update.callback_query, say("trouble", code=code), alert=True)
            elif update.message:
                await reply(update.message, [render_note(say("trouble", code=code))])
        except TelegramError:
            _LOG.warning("error %s could not be told to the reader", code)


def _help(say: Wording, suggestions: tuple[str, ...]) -> Message:
    example = suggestions[0] if suggestions else say("help-example")
    blocks = [line(say("help-title"), Style.BOLD), line(), line(say("help-ask")), line(example)]
    blocks += [line(), line(say("help-more")), line(say("help-follow")), line(say("help-group"))]
    blocks += [line(), line(say("help-commands"))]
    blocks += [line(f"/{name}　{say(f'command-{name}')}") for name in MENU]
    return Message(tuple(blocks))
