"""The bot's table of contents: every command, message and button, and who takes it."""

from __future__ import annotations

from telegram import LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    Defaults,
    ExtBot,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)
from telegram.request import BaseRequest

from bot.handlers.admin import Admin
from bot.metrics import Metrics
from bot.press import Act
from bot.settings import Settings
from bot.staff import Staff
from bot.stewards import Handling
from bot.transport import PatientRateLimiter, PollingRequest, PollWatch, SendingRequest
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

_READ_WAIT = 20.0
_MESSAGE = filters.UpdateType.MESSAGE


def build_online(settings: Settings, metrics: Metrics, watch: PollWatch) -> BotApplication:
    """An application that talks to the Bot API over HTTP, without handlers so far.

    Args:
        settings: Token, base URL, proxy and pace.
        metrics: Told of every update.
        watch: Told of every answer to `getUpdates`.

    Raises:
        SettingsError: If the token is not set.
    """
    proxy = settings.api_proxy
    builder = ApplicationBuilder().token(settings.required_token())
    builder.base_url(f"{settings.api_root}/bot").base_file_url(f"{settings.api_root}/file/bot")
    builder.request(SendingRequest(proxy=proxy, read_timeout=_READ_WAIT))
    builder.get_updates_request(
        PollingRequest(proxy=proxy, read_timeout=_READ_WAIT, connections=2, on_answer=watch.noted)
    )
    builder.rate_limiter(PatientRateLimiter(settings.send_rate))
    builder.defaults(_defaults(settings)).concurrent_updates(TurnKeeper(metrics))
    return builder.job_queue(None).build()


def build_offline(settings: Settings, request: BaseRequest) -> BotApplication:
    """The very same application over a transport of one's own, without polling.

    Args:
        settings: Language and time zone.
        request: Stands in for the Bot API.
    """
    builder = ApplicationBuilder().token("0:offline").request(request)
    builder.get_updates_request(request).updater(None).defaults(_defaults(settings))
    return builder.job_queue(None).build()


def register(application: BotApplication, staff: Staff, admin: Admin | None = None) -> None:
    """Register every handler. In each group the first that fits an update takes it.

    Args:
        application: Gets the handlers.
        staff: Whose they are.
        admin: Serves the newsroom; None where there is none to serve.
    """
    application.add_handler(TypeHandler(Update, staff.gate.check), group=-1)
    for name, command in _commands(staff).items():
        application.add_handler(CommandHandler(name, command, _MESSAGE))
    for name, command in _channel_commands(staff).items():
        application.add_handler(CommandHandler(name, command, filters.UpdateType.CHANNEL_POST))
    if admin is not None:
        _register_admin(application, admin, filters.User(staff.desk.settings.admins))
    for act, pressed in _presses(staff).items():
        application.add_handler(CallbackQueryHandler(pressed, f"^{act}\\|"))
    application.add_handler(CallbackQueryHandler(staff.reception.unknown_press))
    application.add_handler(InlineQueryHandler(staff.sharing.inline))
    application.add_handler(ChatMemberHandler(staff.membership.changed))
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, staff.membership.moved))
    _register_messages(application, staff)
    application.add_error_handler(staff.reception.error)


def _register_messages(application: BotApplication, staff: Staff) -> None:
    reception = staff.reception
    written = filters.TEXT | filters.CAPTION
    said_nothing = filters.ChatType.PRIVATE & ~filters.StatusUpdate.ALL & ~filters.VIA_BOT
    for kind, taken in (
        (filters.COMMAND, reception.unknown_command),
        (ToBot() & written, staff.questions.plain),
        (said_nothing, reception.no_text),
    ):
        application.add_handler(MessageHandler(_MESSAGE & kind, taken))


def _register_admin(application: BotApplication, admin: Admin, by: filters.User) -> None:
    # In a group everybody would read what readers asked.
    apart = _MESSAGE & by & filters.ChatType.PRIVATE
    for name, command in (
        ("stats", admin.stats),
        ("unanswered", admin.unanswered),
        ("broadcast", admin.broadcast),
    ):
        application.add_handler(CommandHandler(name, command, apart))
    application.add_handler(MessageHandler(apart & filters.Document.ALL, admin.uploaded))
    for act, pressed in (
        (Act.PUBLISH, admin.decided),
        (Act.WITHDRAW, admin.decided),
        (Act.BROADCAST, admin.broadcast_decided),
    ):
        application.add_handler(CallbackQueryHandler(pressed, f"^{act}\\|"))


def _commands(staff: Staff) -> dict[str, Handling]:
    return {
        "start": staff.reception.start,
        "help": staff.reception.help,
        "today": staff.views.today,
        "headlines": staff.views.headlines,
        "ask": staff.questions.ask,
        "issue": staff.choices.issue,
        **_channel_commands(staff),
        "privacy": staff.privacy.privacy,
        "forget": staff.privacy.forget,
    }


def _channel_commands(staff: Staff) -> dict[str, Handling]:
    wishes, only = staff.subscriptions, staff.stewards.only
    return {
        "language": only(staff.choices.language),
        "subscribe": only(wishes.subscribe),
        "unsubscribe": only(wishes.unsubscribe),
        "watch": only(wishes.watch),
        "watches": wishes.watches,
        "unwatch": only(wishes.unwatch),
    }


def _presses(staff: Staff) -> dict[Act, Handling]:
    views, only = staff.views.pressed, staff.stewards.only
    return {
        **dict.fromkeys((Act.ARTICLE, Act.NOTICE, Act.MASTHEAD, Act.TODAY, Act.HEADLINES), views),
        Act.HIT: staff.questions.turn,
        Act.SUGGESTION: staff.questions.suggestion,
        Act.VERDICT: staff.feedback.verdict,
        Act.WRONG_LINE: staff.feedback.wrong_line,
        Act.MONTH: staff.choices.month,
        Act.ISSUE: only(staff.choices.issue_chosen),
        Act.LANGUAGE: only(staff.choices.language_chosen),
        Act.SUBSCRIBE: only(staff.subscriptions.subscribe_pressed),
        Act.UNWATCH: only(staff.subscriptions.unwatch_pressed),
    }


def _defaults(settings: Settings) -> Defaults:
    return Defaults(
        parse_mode=ParseMode.HTML,
        tzinfo=settings.zone,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
