"""`wenbao run`: the bot from its start to its end."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus

from telegram import Bot, BotCommandScopeChat, Update
from telegram.error import InvalidToken, TelegramError

from bot.app import BotApplication, build_online, register
from bot.composing import Composing
from bot.delivery import Courier
from bot.desk import Desk
from bot.handlers.admin import Admin
from bot.health import serving_health
from bot.inbox import Inbox
from bot.issue_folder import IssueFolder
from bot.menu import ADMIN_MENU, menu
from bot.news_desk import NewsDesk
from bot.newsroom import Newsroom
from bot.rounds import Rounds
from bot.settings import Settings
from bot.staff import make_staff
from bot.transport import PatientRateLimiter, PollWatch
from bot.webhook import serving_webhook
from bot.wording import Language, wording

__all__ = ["Ending", "serve"]

_LOG = logging.getLogger(__name__)

_UPDATES = [
    Update.MESSAGE,
    Update.CHANNEL_POST,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
]
_POLL = timedelta(seconds=30)
_GATHER = 0.02
"""Seconds between two polls. At 200 questions a second a poll for each was a third of all work."""
_PAUSE = 3.0
"""Seconds between tries to reach Telegram at the start."""
_FAREWELL = 3.0
"""Seconds for finishing what was begun; service managers and people expect an end in five."""
_LAST_WORDS = 0.5
_PUSHES_SHARE = 5 / 6
"""Of the pace, for messages that nobody asked for; the rest is for answers."""
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


async def serve(desk: Desk, folder: IssueFolder) -> Ending:
    """Serve readers until a signal asks to stop or Telegram shuts the door.

    Args:
        desk: What every handler needs.
        folder: Of issues, loaded.

    Returns:
        How it ended. What was begun is finished first, for at most three seconds.

    Raises:
        SettingsError: If the token is not set.
        PortError: If the port for metrics or for the webhook cannot be listened on.
    """
    ending: asyncio.Future[Ending] = asyncio.get_running_loop().create_future()

    def end(how: Ending) -> None:
        if not ending.done():
            ending.set_result(how)

    def refused(status: HTTPStatus) -> None:
        end(_SECOND_POLLER if status is HTTPStatus.CONFLICT else _DEAD_TOKEN)

    application = build_online(desk.settings, desk.metrics, PollWatch(refused, desk.metrics.heard))
    house = _House(desk, folder, application)
    with _signals(lambda: end(Ending())):
        life = asyncio.create_task(house.live())
        await asyncio.wait({life, ending}, return_when=asyncio.FIRST_COMPLETED)
        if life.done() and not ending.done():
            end(life.result())
        life.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await life
        await house.close()
    return ending.result()


class _House:
    """The application and what runs beside it."""

    def __init__(self, desk: Desk, folder: IssueFolder, application: BotApplication) -> None:
        self._desk = desk
        self._application = application
        self._stop = asyncio.Event()
        self._beside: list[asyncio.Task[None]] = []
        settings, bot = desk.settings, application.bot
        newsroom = Newsroom(
            desk.store,
            desk.newsstand,
            desk.metrics,
            settings.zone,
            asks=bool(settings.admins),
        )
        courier = Courier(desk.store, desk.metrics, rate=_PUSHES_SHARE * settings.send_rate)
        staff = make_staff(desk)
        self._rounds = Rounds(
            desk.store,
            courier,
            papers=newsroom.papers,
            compose=Composing(bot, desk, staff.views, staff.cards).compose,
            now=desk.now,
            doubted=self._tell_doubt,
        )
        self._news = NewsDesk(bot, desk, folder, newsroom, self._rounds)
        admin = Admin(desk, newsroom, Inbox(folder.path), self._rounds)
        register(application, staff, admin if settings.admins else None)

    async def live(self) -> Ending:
        """Start everything and stay until cancelled; return early only where the token is dead."""
        await self._news.open()
        async with contextlib.AsyncExitStack() as stack:
            if self._desk.settings.metrics_port:
                port = self._desk.settings.metrics_port
                await stack.enter_async_context(serving_health(self._desk.metrics, port))
            try:
                await _reach_telegram(self._application)
                await self._application.start()
                # Dictionaries and indexes stay as long as the process. Walking them in every full
                # collection took 0.3 s, and readers waited so long.
                gc.freeze()
                await self._listen(stack)
            except InvalidToken:
                return _DEAD_TOKEN
            self._beside.append(asyncio.create_task(self._news.follow(self._stop)))
            self._beside.append(asyncio.create_task(self._rounds.run(self._stop)))
            _LOG.info("serving as @%s", self._application.bot.username)
            await _introduce(self._application.bot)
            await self._introduce_to_admins()
            # Unlike gathering, waiting leaves these alone when it is cancelled: `close` ends them.
            await asyncio.wait(self._beside, return_when=asyncio.FIRST_EXCEPTION)
            for task in self._beside:
                if task.done():
                    task.result()
        return Ending()

    async def close(self) -> None:
        """Take no more updates, finish those that were taken, close the connections."""
        self._stop.set()
        application = self._application
        limiter = application.bot.rate_limiter
        held = limiter.held if isinstance(limiter, PatientRateLimiter) else 0.0
        try:
            # What Telegram will not hear in time is not worth the wait.
            async with asyncio.timeout(_FAREWELL if held < _FAREWELL else _LAST_WORDS):
                if application.updater is not None and application.updater.running:
                    await application.updater.stop()
                await asyncio.gather(*self._beside, return_exceptions=True)
                if application.running:
                    await application.stop()
                await application.shutdown()
        except (TimeoutError, TelegramError):
            _LOG.warning("stopped before every answer was on its way")

    async def _take(self, posted: dict[str, object]) -> None:
        bot = self._application.bot
        await self._application.update_queue.put(Update.de_json(posted, bot))

    async def _tell_doubt(self, count: int) -> None:
        await self._news.tell_doubt(count)

    async def _introduce_to_admins(self) -> None:
        """Show admins their commands in their menus; who has not met the bot yet is passed over."""
        for admin in sorted(self._desk.settings.admins):
            say = (await self._desk.visit_to(admin)).say
            commands = menu(say, ADMIN_MENU)
            try:
                await self._application.bot.set_my_commands(commands, BotCommandScopeChat(admin))
            except TelegramError as error:
                _LOG.warning("admin %d gets no menu: %s", admin, type(error).__name__)

    async def _listen(self, stack: contextlib.AsyncExitStack) -> None:
        settings, updater = self._desk.settings, self._application.updater
        if settings.webhook_url is not None:
            await stack.enter_async_context(serving_webhook(settings, self._take))
            await _set_webhook(self._application.bot, settings)
            return
        if updater is None:
            return
        self._desk.metrics.listens()
        await updater.start_polling(
            poll_interval=_GATHER,
            timeout=_POLL,
            bootstrap_retries=-1,
            allowed_updates=_UPDATES,
            error_callback=_poll_failed,
        )


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


async def _set_webhook(bot: Bot, settings: Settings) -> None:
    """Tell Telegram where to post, again until it has heard."""
    url, secret = str(settings.webhook_url), settings.webhook_secret
    token = secret.get_secret_value() if secret else None
    while True:
        try:
            await bot.set_webhook(url, secret_token=token, allowed_updates=_UPDATES)
        except InvalidToken:
            raise
        except TelegramError as error:
            _LOG.warning("the webhook is not set yet: %s", type(error).__name__)
            await asyncio.sleep(_PAUSE)
        else:
            return


def _poll_failed(error: TelegramError) -> None:
    _LOG.warning("polling failed and goes on: %s", type(error).__name__)


async def _introduce(bot: Bot) -> None:
    """Tell Telegram the commands and what the bot is; a bot without them still serves."""
    for code, language in _MENU_LANGUAGES.items():
        say = wording(language)
        try:
            await bot.set_my_commands(menu(say), language_code=code or None)
            await bot.set_my_description(say("description"), language_code=code or None)
            short = say("description-short")
            await bot.set_my_short_description(short, language_code=code or None)
        except TelegramError as error:
            _LOG.warning("the menu in %s could not be set: %s", language, type(error).__name__)


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
