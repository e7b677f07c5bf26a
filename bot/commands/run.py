"""`wenbao run`: the Telegram bot."""

from __future__ import annotations

import asyncio
import warnings
from contextlib import closing
from datetime import datetime
from pathlib import Path

import click
from telegram.warnings import PTBDeprecationWarning

from bot.desk import Desk
from bot.issue_folder import IssueFolder
from bot.logs import set_up_logs
from bot.newsstand import Newsstand
from bot.readings import Readings
from bot.service import serve
from bot.settings import default_issues, load_settings
from bot.store import Store
from bot.terminal import failures_told, issues_option

__all__ = ["command"]

_HELP = """\
启动 Telegram 机器人；令牌等设置见 .env.example。
"""


@click.command(help=_HELP)
@issues_option
@click.pass_context
def command(ctx: click.Context, *, issues: Path | None) -> None:
    """Serve Telegram until asked to stop."""
    # python-telegram-bot 22.8 warns of its own errors' integers whenever a flood limit is met.
    warnings.filterwarnings("ignore", category=PTBDeprecationWarning)
    with failures_told():
        settings = load_settings()
        set_up_logs(settings.log_level, secrets=settings.secrets())
        place = issues or settings.issues or default_issues()
        folder = IssueFolder(place, readings=Readings(settings.cache))
        archive = folder.load().archive
        zone = settings.zone
        with closing(Store(settings.store)) as store:
            desk = Desk(settings, Newsstand(archive), store, lambda: datetime.now(zone))
            ending = asyncio.run(serve(desk, folder))
    if ending.reason:
        click.secho(ending.reason, fg="red", err=True)
    ctx.exit(ending.status)
