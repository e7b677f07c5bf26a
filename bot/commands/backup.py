"""`wenbao backup`: a copy of the store while the bot goes on."""

from __future__ import annotations

from pathlib import Path

import click

from bot.settings import load_settings
from bot.store import backup
from bot.terminal import failures_told

__all__ = ["command"]

_HELP = """\
把机器人保存的数据（订阅、意见、送达记录等）存一份到 FILE；机器人不必停。
"""


@click.command(help=_HELP)
@click.argument("file", type=click.Path(path_type=Path))
def command(file: Path) -> None:
    """Save the store."""
    with failures_told():
        store = load_settings().store
        backup(store, file)
    click.echo(f"已把 {store} 存到 {file}")
