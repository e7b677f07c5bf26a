"""`wenbao run`: the bot from its start to its end."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from urllib.parse import urlsplit

from telegram import Bot, Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Updater

from bot.app import BotApplication, build_online
from bot.desk import Desk
from bot.menu import menu
from bot.settings import Settings
from bot.transport import PollWatch
from bot.wording import Language, wording

__all__ = ["Ending", "serve"]

_LOG = logging.getLogger(__name__)

_UPDATES = [Update.MESSAGE, Update.CALLBACK_QUERY]
_POLL = timedelta(seconds=30)
_PAUSE = 3.0
"""Seconds between tries to reach Telegram at the start."""
_FAREWELL = 4.0
"""Seconds for finishing what was begun; service managers and people expect an end in five."""
_MENU_LANGUAGES = {"": Language.ZH_HANS, "zh": Language.ZH_HANS, "en": Language.EN}


@dataclass(frozen=True, slots=True)
class Ending:
    """How the bot ended.

    Attributes:
        status: Exit status: 0 asked to stop, 2 bad settings, 3 another process polls.
        reason: For the operator, or "".
    """

    status: int = 0
    reason: str = ""


_SECOND_POLLER = Ending(
    3, "另一个进程正在用同一个令牌收消息（409）；请先停掉它，一个令牌只能有一个进程。"
)
_DEAD_TOKEN = Ending(2, "WENBAO_TOKEN：Telegram 不认这个令牌；请向 @BotFather 核对。")


async def serve(desk: Desk, settings: Settings) -> Ending:
    """Serve readers until a signal asks to stop or Telegram shuts the door.

    Args:
        desk: What every handler needs.
        settings: What the operator decided.

    Returns:
        How it ended. Updates that were taken are finished first, for at most four seconds.

    Raises:
        SettingsError: If the token is not set.
    """
    ending: asyncio.Future[Ending] = asyncio.get_running_loop().create_future()

    def end(how: Ending) -> None:
        if not ending.done():
            ending.set_result(how)

    def refused(status: HTTPStatus) -> None:
        end(_SECOND_POLLER if status is HTTPStatus.CONFLICT else _DEAD_TOKEN)

    application = build_online(desk, settings, PollWatch(refused))
    with _signals(lambda: end(Ending())):
        life = asyncio.create_task(_live(application, settings))
        await asyncio.wait({life, ending}, return_when=asyncio.FIRST_COMPLETED)
        if life.done() and not ending.done():
            end(life.result())
        life.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await life
        await _farewell(application)
    return ending.result()


async def _live(application: BotApplication, settings: Settings) -> Ending:
    """Start everything and stay until cancelled; return early only where the token is dead."""
    try:
        await _reach_telegram(application)
    except InvalidToken:
        return _DEAD_TOKEN
    await application.start()
    if application.updater is not None:
        await _listen(application.updater, settings)
    _LOG.info("serving as @%s", application.bot.username)
    await _introduce(application.bot)
    await asyncio.Event().wait()
    return Ending()


async def _reach_telegram(application: BotApplication) -> None:
    while True:
        try:
            await application.initialize()
        except InvalidToken:
            raise
        except TelegramError as error:
            _LOG.warning("Telegram cannot be reached yet: %s", type(error).__name__)
            await asyncio.sleep(_PAUSE)
        else:
            return


async def _listen(updater: Updater, settings: Settings) -> None:
    if settings.webhook_url is None or settings.webhook_secret is None:
        await updater.start_polling(
            timeout=_POLL,
            bootstrap_retries=-1,
            allowed_updates=_UPDATES,
            error_callback=_poll_failed,
        )
        return
    await updater.start_webhook(
        listen=settings.webhook_listen,
        port=settings.webhook_port,
        url_path=urlsplit(str(settings.webhook_url)).path.strip("/"),
        webhook_url=str(settings.webhook_url),
        secret_token=settings.webhook_secret.get_secret_value(),
        bootstrap_retries=-1,
        allowed_updates=_UPDATES,
    )


def _poll_failed(error: TelegramError) -> None:
    _LOG.warning("polling failed and goes on: %s", type(error).__name__)


async def _introduce(bot: Bot) -> None:
    """Tell Telegram the commands and what the bot is; a bot without them still serves."""
    for code, language in _MENU_LANGUAGES.items():
        say = wording(language)
        try:
            await bot.set_my_commands(menu(say), language_code=code or None)
            await bot.set_my_description(say("description"), language_code=code or None)
            await bot.set_my_short_description(say("description-short"), language_code=code or None)
        except TelegramError as error:
            _LOG.warning("the menu in %s could not be set: %s", language, type(error).__name__)


async def _farewell(application: BotApplication) -> None:
    """Take no more updates, finish those that were taken, close the connections."""
    try:
        async with asyncio.timeout(_FAREWELL):
            if application.updater is not None and application.updater.running:
                await application.updater.stop()
            if application.running:
                await application.stop()
            await application.shutdown()
    except (TimeoutError, TelegramError):
        _LOG.warning("stopped before every answer was on its way")


@contextlib.contextmanager
def _signals(stop: Callable[[], None]) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    try:
        yield
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)
