"""`wenbao feedback`: what readers found useful, as a question list."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from bot.errors import StoreError
from bot.settings import load_settings
from bot.store import Store
from bot.terminal import failures_told

__all__ = ["command"]

_HELP = """\
把读者点了“有用”的回答打印成问题清单，每行一个 JSON，可交给 wenbao eval；不含是谁问的。
"""


@click.command(help=_HELP)
def command() -> None:
    """Print the question list."""
    with failures_told(), closing(_opened(load_settings().store)) as store:
        for line in store.questions.export():
            click.echo(line)


def _opened(path: Path) -> Store:
    if not path.is_file():
        raise StoreError(path, "没有这个数据库文件", "请检查 WENBAO_STORE 的路径")
    return Store(path)
