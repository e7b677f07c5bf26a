"""What a chat wants to be told: the daily push and the watched words."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from datetime import time as Time  # noqa: N812 - a time of day

from telegram import Update
from telegram.ext import ContextTypes

from bot.desk import Desk, Visit
from bot.pieces import Button, Message
from bot.press import Act, Press
from bot.render import render_note
from bot.reply import acknowledge, replace, reply
from bot.updates import argument_of, message_of, press_of, pressed_text, query_of

__all__ = ["Subscriptions"]

_TIME = re.compile(
    r"(?:每天)?(?P<part>早上|早晨|清晨|上午|中午|下午|傍晚|晚上)?"
    r"(?P<hour>\d{1,2}|十[一二]?|[一二两三四五六七八九])(?:[:：.点时h](?P<minute>\d{2}|半)?分?)?"
    r"|(?P<hours>\d{2})(?P<minutes>\d{2})"
)
_DIGIT = re.compile("(一)|(二|两)|(三)|(四)|(五)|(六)|(七)|(八)|(九)|(十)")
_AFTER_NOON = re.compile("下午|傍晚|晚上")
_NOON = 12
_OFFERED = (390, 420, 450, 480, 720, 1080)
"""Minutes of the day that are offered as buttons: 6:30 to 8:00, noon, 18:00."""
_HOUR = 60
_WORDS_AT_MOST = 20
_WORD_AT_MOST = 20
_BETWEEN = re.compile(r"[\s、，,；;]+")
_QUOTES = "“”‘’\"'「」《》"
_END_MARK = "✕ "


class Subscriptions:
    """Keeps daily pushes and watched words.

    Args:
        desk: What every handler needs.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def subscribe(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """`/subscribe 07:30`; without a time that can be read, times to choose from."""
        message, visit = message_of(update), await self._desk.visit(update)
        time = _time_of(argument_of(message))
        if time is None:
            await reply(message, [self._times(visit)], quote=False)
        else:
            await reply(message, [await self._subscribed(time, visit)], quote=False)

    async def subscribe_pressed(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """A time chosen by its button."""
        query, visit = query_of(update), await self._desk.visit(update)
        press = press_of(query)
        await acknowledge(query)
        if press and press.index < 24 * _HOUR:
            await replace(query, await self._subscribed(Time(*divmod(press.index, _HOUR)), visit))

    async def unsubscribe(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """`/unsubscribe`."""
        message, visit = message_of(update), await self._desk.visit(update)
        ended = await asyncio.to_thread(self._desk.store.subscriptions.remove, visit.chat)
        key = "subscription-ended" if ended else "subscription-none"
        await reply(message, [render_note(visit.say(key))], quote=False)

    async def watch(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """`/watch WORD`, or several words."""
        message, visit = message_of(update), await self._desk.visit(update)
        words = _words_of(argument_of(message))
        await reply(message, [render_note(await self._watched(words, visit))], quote=False)

    async def watches(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """`/watches`: the words, each with a button that ends it."""
        message, visit = message_of(update), await self._desk.visit(update)
        await reply(message, [await self._watch_list(visit)], quote=False)

    async def unwatch(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """`/unwatch WORD`, or several words; without any, the list."""
        message, visit = message_of(update), await self._desk.visit(update)
        words, remove = _words_of(argument_of(message)), self._desk.store.watches.remove
        if not words:
            await reply(message, [await self._watch_list(visit)], quote=False)
            return
        ended = [word for word in words if await asyncio.to_thread(remove, visit.chat, word)]
        key = "watch-ended" if ended else "watch-unknown"
        told = visit.say(key, word=visit.say("watch-and").join(ended or words))
        await reply(message, [render_note(told)], quote=False)

    async def unwatch_pressed(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """A watched word ended by its button."""
        query, visit = query_of(update), await self._desk.visit(update)
        word = pressed_text(query).removeprefix(_END_MARK)
        await asyncio.to_thread(self._desk.store.watches.remove, visit.chat, word)
        await acknowledge(query, visit.say("watch-ended", word=word))
        await replace(query, await self._watch_list(visit))

    async def _subscribed(self, time: Time, visit: Visit) -> Message:
        await asyncio.to_thread(self._desk.store.subscriptions.put, visit.chat, time)
        told = visit.say("subscription-set", time=f"{time:%H:%M}")
        now = Button(visit.say("button-today"), Press(Act.TODAY, visit.date).data)
        return render_note(told, ((now,),) if visit.issue else ())

    def _times(self, visit: Visit) -> Message:
        buttons = [
            Button(f"{Time(*divmod(minute, _HOUR)):%H:%M}", Press(Act.SUBSCRIBE, None, minute).data)
            for minute in _OFFERED
        ]
        rows = (tuple(buttons[:3]), tuple(buttons[3:]))
        return render_note(visit.say("subscription-when"), rows)

    async def _watched(self, words: Sequence[str], visit: Visit) -> str:
        if not words:
            return visit.say("watch-how")
        if any(len(word) > _WORD_AT_MOST for word in words):
            return visit.say("watch-long", count=_WORD_AT_MOST)
        watches = self._desk.store.watches
        kept = await asyncio.to_thread(watches.of, visit.chat)
        if len({*kept, *words}) > max(_WORDS_AT_MOST, len(kept)):
            return visit.say("watch-many", count=_WORDS_AT_MOST)
        for word in words:
            await asyncio.to_thread(watches.add, visit.chat, word)
        return visit.say("watch-set", word=visit.say("watch-and").join(words))

    async def _watch_list(self, visit: Visit) -> Message:
        words = await asyncio.to_thread(self._desk.store.watches.of, visit.chat)
        if not words:
            return render_note(visit.say("watch-none"))
        rows = tuple(
            (Button(f"{_END_MARK}{word}", Press(Act.UNWATCH, None, at).data),)
            for at, word in enumerate(words)
        )
        return render_note(visit.say("watch-list"), rows)


def _time_of(text: str) -> Time | None:
    """A time of day as people write it: 07:30, 0730, 7, 早上七点半; None for anything else."""
    found = _TIME.fullmatch(text.replace(" ", ""))
    if found is None:
        return None
    hour = _hour_of(found["hour"] or found["hours"])
    minute = found["minute"] or found["minutes"] or "0"
    if hour < _NOON and _AFTER_NOON.match(found["part"] or ""):
        hour += _NOON
    try:
        return Time(hour, 30 if minute == "半" else int(minute))
    except ValueError:
        return None


def _hour_of(text: str) -> int:
    """7, 七, 十, 十二 as a number."""
    if text.isdecimal():
        return int(text)
    return sum(digit.lastindex or 0 for digit in _DIGIT.finditer(text))


def _words_of(text: str) -> tuple[str, ...]:
    """Words as people list them: 地铁 大桥, 地铁、大桥, “地铁”; each once."""
    words = (word.strip(_QUOTES) for word in _BETWEEN.split(text))
    return tuple(dict.fromkeys(filter(None, words)))
