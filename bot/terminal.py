"""What the commands share: the screen, JSON, errors as one sentence, the folder of issues."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

import click
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot.errors import BotError
from bot.issue_folder import LoadedFolder, load_folder
from bot.readings import Readings
from bot.settings import default_issues, load_settings
from retrieval.errors import RetrievalError
from retrieval.issue import Issue

__all__ = [
    "NOT_FOUND",
    "Failure",
    "Json",
    "chosen_issue",
    "date_option",
    "failures_told",
    "issues_option",
    "json_option",
    "open_folder",
    "screen",
    "show_indented",
    "write_json",
]

Json: TypeAlias = "Mapping[str, Json] | Sequence[Json] | str | int | float | bool | None"
"""What `write_json` writes."""

NOT_FOUND = 1
"""Exit status of an honest no."""

issues_option = click.option(
    "--issues",
    type=click.Path(path_type=Path),
    help="报纸文件夹；不写则用 WENBAO_ISSUES，再不然用 ./seeds 或自带的样例。",
)
json_option = click.option("--json", "as_json", is_flag=True, help="输出 JSON，给程序读。")
date_option = click.option(
    "--date",
    type=click.DateTime(["%Y-%m-%d"]),
    help="哪一天的报纸，如 2024-03-14；不写则用最新的一期。",
)


class Failure(click.ClickException):
    """Ends a command with one sentence and exit status 2."""

    exit_code = 2

    def show(self, file: object = None) -> None:
        """Print the sentence on standard error."""
        _ = file
        click.secho(f"错误：{self.format_message()}", fg="red", err=True)


@contextmanager
def failures_told() -> Iterator[None]:
    """Turn the errors that the packages raise on purpose into one sentence.

    Raises:
        Failure: In place of any of them.
    """
    try:
        yield
    except (BotError, RetrievalError) as error:
        raise Failure(str(error)) from error


def screen() -> Console:
    """Standard output. Lines are wrapped for people only, never in a pipe or a file."""
    return Console(highlight=False, soft_wrap=not sys.stdout.isatty(), emoji=False, markup=False)


def show_indented(console: Console, text: Text, by: int = 3) -> None:
    """Print a passage `by` columns in: wrapped on a screen, on one line in a pipe or a file."""
    if console.soft_wrap:
        console.print(Text(" " * by).append_text(text))
    else:
        console.print(Padding(text, (0, 0, 0, by)))


def write_json(value: Json) -> None:
    """Write `value` on standard output, lone surrogates escaped so that it is always UTF-8."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    click.echo(text.encode("utf-8", "backslashreplace").decode("utf-8"))


def open_folder(issues: Path | None) -> LoadedFolder:
    """Load the folder of issues and tell of broken files on standard error.

    Args:
        issues: As the option names it; the setting or the default stands in.

    Raises:
        BotError: The folder cannot be used or a setting is malformed.
        Failure: Nothing in it can be served.
    """
    settings = load_settings()
    folder = issues or settings.issues or default_issues()
    loaded = load_folder(folder, readings=Readings(settings.cache))
    for broken in loaded.broken:
        click.secho(f"跳过 {broken.message}", fg="yellow", err=True)
    if not loaded.archive.dates:
        raise Failure(f"{folder}：文件夹里没有一期可读的报纸；请放入版面文字（.txt）")
    return loaded


def chosen_issue(loaded: LoadedFolder, date: datetime | None) -> Issue:
    """The issue of a date, or the newest where none is named.

    Raises:
        Failure: There is no issue of that date.
    """
    issue = loaded.archive.issue(date.date()) if date else loaded.archive.newest
    if issue is None:
        dates = "、".join(str(day) for day in loaded.archive.dates[:5])
        raise Failure(f"没有 {date:%Y-%m-%d} 这一期；最近几期是 {dates}")
    return issue
