"""The commands that readers see in Telegram's menu, in the order in which they see them."""

from __future__ import annotations

from collections.abc import Iterable

from telegram import BotCommand

from bot.wording import Wording

__all__ = ["ADMIN_MENU", "MENU", "menu"]

MENU = (
    "today",
    "headlines",
    "ask",
    "issue",
    "subscribe",
    "unsubscribe",
    "watch",
    "watches",
    "unwatch",
    "language",
    "privacy",
    "forget",
    "help",
)
"""Names of the commands; `command-NAME` in the locale files tells what each does."""


ADMIN_MENU = (*MENU, "stats", "unanswered", "broadcast")
"""What admins see besides."""


def menu(say: Wording, names: Iterable[str] = MENU) -> tuple[BotCommand, ...]:
    """The commands with what each does, in one language."""
    return tuple(BotCommand(name, say(f"command-{name}")) for name in names)
