"""`wenbao chat`: a conversation in the terminal with the very handlers that serve Telegram."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from rich.console import Console
from rich.style import Style
from rich.text import Text
from telegram import Update

from bot.app import BotApplication, build_offline, register
from bot.desk import Desk
from bot.newsstand import Newsstand
from bot.offline import OfflineChat, OfflineRequest, Shown, ShownButton, styled_runs
from bot.settings import load_settings
from bot.staff import make_staff
from bot.store import Store
from bot.terminal import failures_told, issues_option, open_folder, screen

__all__ = ["command"]

_STYLES = {
    "b": Style(bold=True),
    "u": Style(underline=True),
    "i": Style(italic=True),
    "s": Style(strike=True),
    "blockquote": Style(color="cyan"),
}
_NO_FLOOD = 1_000_000_000
"""Messages a minute: a pipe is quick, and the terminal is nobody's but the reader's."""
_ENDS = frozenset({"/quit", "/exit"})

_HELP = """\
在终端里和机器人对话，与 Telegram 中完全一样。

按钮标着数字，输入数字就是按下它。输入可以来自管道：
echo "今天天气怎么样" | wenbao chat
"""


@click.command(help=_HELP)
@issues_option
@click.option("--language", default="zh-hans", show_default=True, help="读者的 Telegram 语言。")
def command(*, issues: Path | None, language: str) -> None:
    """Converse until the input ends."""
    with failures_told():
        settings = load_settings().model_copy(update={"flood_limit": _NO_FLOOD})
        newsstand = Newsstand(open_folder(issues).archive)
        zone = settings.zone
        # What is kept of a conversation in the terminal ends with it.
        with TemporaryDirectory() as place, closing(Store(Path(place) / "chat.sqlite3")) as store:
            desk = Desk(settings, newsstand, store, lambda: datetime.now(zone))
            view = _View(screen())
            chat = OfflineChat(view.show, language)
            application = build_offline(settings, OfflineRequest(chat))
            register(application, make_staff(desk))
            asyncio.run(_converse(application, chat, view))


class _View:
    """The chat as the terminal shows it; the buttons shown last can be pressed by number."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._buttons: tuple[ShownButton, ...] = ()
        self._under = 0

    def show(self, shown: Shown) -> None:
        """Print a message and its buttons."""
        mark = "✎ " if shown.replaced else ""
        text = Text(mark)
        for run, tags in styled_runs(shown.html):
            text.append(
                run, Style.combine([Style(), *(_STYLES.get(t, Style()) for t in sorted(tags))])
            )
        self._console.print(text)
        if shown.rows:
            self._buttons, self._under = tuple(chain(*shown.rows)), shown.message
        numbers = count(1)
        for row in shown.rows:
            labels = (f"[{next(numbers)}] {button.text}" for button in row)
            self._console.print(Text("  ".join(labels), style="green"))
        self._console.print()

    def button(self, line: str) -> tuple[int, ShownButton] | None:
        """The message and button that a typed number means, or None where it means none."""
        if not (line.isascii() and line.isdigit() and 1 <= int(line) <= len(self._buttons)):
            return None
        return self._under, self._buttons[int(line) - 1]

    def lines(self) -> Iterator[str]:
        """What is typed, line by line; what comes through a pipe is shown as well."""
        typed = sys.stdin.isatty()
        while True:
            if typed:
                self._console.print(Text("问> ", style="bold"), end="")
            line = sys.stdin.readline()
            if not line or line.strip() in _ENDS:
                return
            if not typed:
                self._console.print(Text(f"问> {line.rstrip()}", style="bold"))
            if line.strip():
                yield line.strip()


async def _converse(application: BotApplication, chat: OfflineChat, view: _View) -> None:
    async with application:
        if sys.stdin.isatty():
            await _process(application, chat.said("/start"))
        for line in view.lines():
            chosen = view.button(line)
            if chosen is None:
                await _process(application, chat.said(line))
            elif chosen[1].data:
                await _process(application, chat.pressed(chosen[0], chosen[1].data))
            else:
                view.show(Shown(0, chosen[1].link))


async def _process(application: BotApplication, update: dict[str, object]) -> None:
    await application.process_update(Update.de_json(update, application.bot))
