"""The first words and the last resort: start, help, what the bot cannot take, errors."""

from __future__ import annotations

import asyncio
import logging

from telegram import Update
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError
from telegram.ext import ContextTypes

from bot.alarm import Alarm
from bot.deep_link import press_of_payload
from bot.desk import Desk
from bot.handlers.issue_views import IssueViews
from bot.menu import ADMIN_MENU, MENU
from bot.pieces import Message, Style, line
from bot.render import render_note, suggestion_rows
from bot.reply import acknowledge, reply
from bot.script import as_read_by
from bot.updates import argument_of, message_of, query_of
from bot.wording import Wording

__all__ = ["Reception"]

_LOG = logging.getLogger(__name__)


class Reception:
    """Greets, explains, and meets whatever nobody else takes.

    Args:
        desk: What every handler needs.
        views: Shows the article that a link leads to.
        alarm: Hears of errors.
    """

    def __init__(self, desk: Desk, views: IssueViews, alarm: Alarm) -> None:
        self._desk = desk
        self._views = views
        self._alarm = alarm

    async def start(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """`/start`: who the bot is, and questions to try; with a link's payload, its article."""
        message, visit = message_of(update), await self._desk.visit(update)
        say, issue = visit.say, visit.issue
        linked = press_of_payload(argument_of(message))
        if linked:
            shown = as_read_by(visit, await self._views.part(linked, say))
            await reply(message, shown or [render_note(say("issue-gone"))], quote=False)
            return
        suggestions = await self._desk.suggestions(issue.date) if issue else ()
        rows = suggestion_rows(suggestions, issue.date if issue else None)
        blocks = [line(say("start-hello"), Style.BOLD), line(say("start-how"))]
        blocks += [line(), line(say("start-honest")), line(), line(say("start-menu"))]
        blocks += [line(), line(say("start-try"))] if rows else []
        await reply(message, [Message(tuple(blocks), rows)], quote=False)

    async def help(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """`/help`: how to ask, and every command."""
        message, visit = message_of(update), await self._desk.visit(update)
        say, issue = visit.say, visit.issue
        suggestions = await self._desk.suggestions(issue.date, 1) if issue else ()
        admin = visit.reader in self._desk.settings.admins
        commands = ADMIN_MENU if admin and message.chat.type == message.chat.PRIVATE else MENU
        await reply(message, [_help(say, suggestions, commands)], quote=False)

    async def unknown_command(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A command that the bot does not have. In groups it may be meant for another bot."""
        message, say = message_of(update), (await self._desk.visit(update)).say
        words = (message.text or message.caption or "").split(maxsplit=1)
        command = words[0].lower() if words else ""
        to_us = command.endswith(f"@{context.bot.username}".lower())
        if to_us or (message.chat.type == message.chat.PRIVATE and "@" not in command):
            await reply(message, [render_note(say("command-unknown"))])

    async def no_text(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """A sticker, a picture, a voice message: the bot reads text only."""
        say = (await self._desk.visit(update)).say
        await reply(message_of(update), [render_note(say("text-only"))])

    async def unknown_press(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """A button that no version of the bot knows."""
        say = (await self._desk.visit(update)).say
        await acknowledge(query_of(update), say("press-unknown"), alert=True)

    async def error(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Whatever went wrong: the log and the admins get it with a code, the reader a sentence."""
        arrived = update if isinstance(update, Update) else None
        chat = arrived.effective_chat if arrived else None
        if isinstance(context.error, Forbidden):
            if chat:
                await asyncio.to_thread(self._desk.store.chats.block, chat.id)
            return
        if isinstance(context.error, ChatMigrated) and chat:
            new = context.error.new_chat_id
            await asyncio.to_thread(self._desk.store.chats.migrate, chat.id, new)
            return
        code = await self._alarm.ring(context.bot, context.error)
        if arrived and not _is_unreachable(context.error):
            await self._apologise(arrived, code)

    async def _apologise(self, update: Update, code: str) -> None:
        say = (await self._desk.visit(update)).say
        try:
            if update.callback_query:
                await acknowledge(update.callback_query, say("trouble", code=code), alert=True)
            elif update.message:
                await reply(update.message, [render_note(say("trouble", code=code))])
        except TelegramError:
            _LOG.warning("error %s could not be told to the reader", code)


def _is_unreachable(error: BaseException | None) -> bool:
    """Whether Telegram itself could not be reached, so that nothing more can be said."""
    return isinstance(error, TelegramError) and not isinstance(error, BadRequest)


def _help(say: Wording, suggestions: tuple[str, ...], commands: tuple[str, ...]) -> Message:
    example = suggestions[0] if suggestions else say("help-example")
    blocks = [line(say("help-title"), Style.BOLD), line(), line(say("help-ask")), line(example)]
    blocks += [line(), line(say("help-more")), line(say("help-follow")), line(say("help-group"))]
    blocks += [line(), line(say("help-commands"))]
    blocks += [line(f"/{name}　{say(f'command-{name}')}") for name in commands]
    return Message(tuple(blocks))
