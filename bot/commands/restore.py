"""`wenbao restore`: a saved copy in the place of the store."""

from __future__ import annotations

from pathlib import Path

import click

from bot.settings import load_settings
from bot.store import restore
from bot.terminal import failures_told

__all__ = ["command"]

_HELP = """\
用 wenbao backup 存下的 FILE 换回机器人的数据；请先停下机器人。
原来的数据留在旁边，名字后面加 .before-restore。
"""


@click.command(help=_HELP)
@click.argument("file", type=click.Path(path_type=Path))
def command(file: Path) -> None:
    """Bring the store back."""
    with failures_told():
        store = load_settings().store
        restore(file, store)
    click.echo(f"已用 {file} 换回 {store}")
