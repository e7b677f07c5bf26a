"""The bot's table of contents: every command, message and button, and who takes it."""

from __future__ import annotations

from telegram import LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    Defaults,
    ExtBot,
    MessageHandler,
    filters,
)
from telegram.request import BaseRequest, HTTPXRequest

from bot.desk import Desk
from bot.handlers.issue_views import IssueViews
from bot.handlers.questions import Questions
from bot.handlers.reception import Reception
from bot.press import Act
from bot.settings import Settings
from bot.transport import PatientRateLimiter, PollingRequest, PollWatch
from bot.turns import TurnKeeper
from bot.updates import ToBot

__all__ = ["BotApplication", "build_offline", "build_online", "register"]

BotApplication = Application[
    ExtBot[None],
    ContextTypes.DEFAULT_TYPE,
    dict[object, object],
    dict[object, object],
    dict[object, object],
    None,
]
"""The application; it keeps no data of chats or readers of its own and runs no jobs."""

_POOL_WAIT = 60.0
"""Seconds a request may wait for a free connection; it has not left, so nothing is lost."""
_READ_WAIT = 20.0
_MESSAGE = filters.UpdateType.MESSAGE
_TO_BOT = _MESSAGE & ToBot()


def build_online(desk: Desk, settings: Settings, watch: PollWatch) -> BotApplication:
    """The application that talks to the Bot API over HTTP.

    Args:
        desk: What every handler needs.
        settings: Token, base URL, proxy and pace.
        watch: Told of every answer to `getUpdates`.

    Raises:
        SettingsError: If the token is not set.
    """
    builder = ApplicationBuilder().token(settings.required_token())
    builder.base_url(f"{settings.api_root}/bot").base_file_url(f"{settings.api_root}/file/bot")
    builder.request(
        HTTPXRequest(proxy=settings.proxy, read_timeout=_READ_WAIT, pool_timeout=_POOL_WAIT)
    )
    builder.get_updates_request(
        PollingRequest(
            proxy=settings.proxy,
            connection_pool_size=2,
            read_timeout=_READ_WAIT,
            httpx_kwargs={"event_hooks": {"response": [watch.noted]}},
        )
    )
    builder.rate_limiter(PatientRateLimiter(settings.send_rate))
    builder.defaults(_defaults(settings)).concurrent_updates(TurnKeeper())
    application = builder.job_queue(None).build()
    register(application, desk)
    return application


def build_offline(desk: Desk, settings: Settings, request: BaseRequest) -> BotApplication:
    """The very same application over a transport of one's own, without polling.

    Args:
        desk: What every handler needs.
        settings: Language and time zone.
        request: Stands in for the Bot API.
    """
    builder = ApplicationBuilder().token("0:offline").request(request)
    builder.get_updates_request(request).updater(None).defaults(_defaults(settings))
    application = builder.job_queue(None).build()
    register(application, desk)
    return application


def register(application: BotApplication, desk: Desk) -> None:
    """Register every handler. The first that fits an update takes it."""
    views = IssueViews(desk)
    questions = Questions(desk, views)
    reception = Reception(desk)

    for name, command in (
        ("start", reception.start),
        ("help", reception.help),
        ("today", views.today),
        ("headlines", views.headlines),
        ("ask", questions.ask),
    ):
        application.add_handler(CommandHandler(name, command, _MESSAGE))
    for act, pressed in (
        (Act.ARTICLE, views.pressed),
        (Act.NOTICE, views.pressed),
        (Act.MASTHEAD, views.pressed),
        (Act.TODAY, views.pressed),
        (Act.HEADLINES, views.pressed),
        (Act.HIT, questions.turn),
        (Act.SUGGESTION, questions.suggestion),
    ):
        application.add_handler(CallbackQueryHandler(pressed, f"^{act}\\|"))
    application.add_handler(CallbackQueryHandler(reception.unknown_press))
    application.add_handler(MessageHandler(_MESSAGE & filters.COMMAND, reception.unknown_command))
    application.add_handler(
        MessageHandler(_TO_BOT & (filters.TEXT | filters.CAPTION), questions.plain)
    )
    application.add_handler(
        MessageHandler(
            _MESSAGE & filters.ChatType.PRIVATE & ~filters.StatusUpdate.ALL & ~filters.VIA_BOT,
            reception.no_text,
        )
    )
    application.add_error_handler(reception.error)


def _defaults(settings: Settings) -> Defaults:
    return Defaults(
        parse_mode=ParseMode.HTML,
        tzinfo=settings.zone,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
