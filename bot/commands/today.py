"""`wenbao today`: the issue at a glance."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from bot.render_front import section_title
from bot.sections import make_sections
from bot.terminal import (
    Json,
    chosen_issue,
    date_option,
    failures_told,
    issues_option,
    json_option,
    open_folder,
    screen,
    show_indented,
    write_json,
)
from bot.wording import Language, wording
from retrieval.digest import Digest, DigestEntry, make_digest

__all__ = ["command"]

_HELP = """\
今日要览：报头、天气和每篇报道一两句原话。
"""


@click.command(help=_HELP)
@issues_option
@date_option
@json_option
def command(*, issues: Path | None, date: datetime | None, as_json: bool) -> None:
    """Show the issue at a glance."""
    with failures_told():
        digest = make_digest(chosen_issue(open_folder(issues), date))
    if as_json:
        write_json(_as_json(digest))
    else:
        _print_digest(screen(), digest)


def _as_json(digest: Digest) -> Json:
    return {
        "date": digest.date.isoformat() if digest.date else None,
        "weekday": digest.weekday,
        "lunar": digest.lunar,
        "weather": digest.weather,
        "articles": [
            {
                "headline": entry.headline,
                "kind": entry.kind.value,
                "rubric": entry.rubric,
                "subheads": list(entry.subheads),
                "summary": entry.summary,
                "byline": entry.byline,
            }
            for entry in digest.articles
        ],
    }


def _print_digest(console: Console, digest: Digest) -> None:
    head = (str(digest.date or ""), digest.weekday, digest.lunar)
    console.print(Text("　".join(part for part in head if part), style="bold"))
    if digest.weather:
        console.print(digest.weather)
    numbers, say = count(1), wording(Language.ZH_HANS)
    for section in make_sections(digest):
        console.print()
        console.print(Text(section_title(section, say), style="bold"))
        for entry in section.entries:
            _print_entry(console, next(numbers), entry)


def _print_entry(console: Console, number: int, entry: DigestEntry) -> None:
    console.print(Text(f"{number}. {entry.headline}", style="bold cyan"))
    for subhead in entry.subheads:
        show_indented(console, Text(subhead, style="cyan"))
    if entry.summary not in entry.subheads:
        show_indented(console, Text(entry.summary))
    if entry.byline:
        show_indented(console, Text(entry.byline, style="dim"))
