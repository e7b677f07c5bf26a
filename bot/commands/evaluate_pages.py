"""`wenbao eval-pages`: readings of pages against their truth."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click
from rich.table import Table

from bot.terminal import failures_told, json_option, screen, write_json
from retrieval.page_measures import PageFigures, measure_pages

__all__ = ["command"]

_HELP = """\
用已知真相的版面（NAME.txt 和 NAME.json）衡量读版。
"""


@click.command("eval-pages", help=_HELP)
@click.argument("folder", type=click.Path(path_type=Path))
@json_option
def command(folder: Path, *, as_json: bool) -> None:
    """Measure readings."""
    with failures_told():
        report = measure_pages(folder)
    read = _figures(report.read)
    plain = _figures(report.as_extracted) if report.as_extracted else None
    if as_json:
        write_json({**read, "as_extracted": plain})
        return
    table = Table("量度", "读成", "提取原样")
    for name, figure in read.items():
        table.add_row(name, _shown(figure), _shown(plain[name]) if plain else "")
    screen().print(table, soft_wrap=False)


def _figures(figures: PageFigures) -> dict[str, float | None]:
    return {
        name: None if figure is None else round(figure, 4)
        for name, figure in asdict(figures).items()
    }


def _shown(figure: float | None) -> str:
    return "—" if figure is None else f"{figure:g}"
