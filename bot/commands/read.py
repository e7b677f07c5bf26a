"""`wenbao read`: what the reader of pages made of one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from bot.issue_file import read_issue_file
from bot.readings import Readings
from bot.settings import load_settings
from bot.terminal import (
    Failure,
    Json,
    failures_told,
    json_option,
    screen,
    show_indented,
    write_json,
)
from retrieval.issue import Article, Issue, Repair, RepairKind
from retrieval.markdown import write_markdown

__all__ = ["command"]

_REPAIRS = {
    RepairKind.MOVED: "移动",
    RepairKind.SPLIT: "拆行",
    RepairKind.UNSURE: "存疑",
    RepairKind.GAP: "缺字",
}

_HELP = """\
看版面文字被读成了什么：报头、报道、启事、改动、未能归位的文字。
"""


@click.command(help=_HELP)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--markdown", is_flag=True, help="输出可以手工订正的 Markdown，改好放回报纸文件夹。")
@json_option
def command(file: Path, *, markdown: bool, as_json: bool) -> None:
    """Show how a page was read."""
    if markdown and as_json:
        raise Failure("--markdown 和 --json 只能选一个")
    with failures_told():
        issue = read_issue_file(file, readings=Readings(load_settings().cache))
    if markdown:
        click.echo(write_markdown(issue), nl=False)
    elif as_json:
        write_json(_as_json(issue))
    else:
        _print_issue(screen(), issue)


def _as_json(issue: Issue) -> Json:
    masthead = issue.masthead
    return {
        "masthead": {
            "date": masthead.date.isoformat() if masthead.date else None,
            "weekday": masthead.weekday,
            "lunar": masthead.lunar,
            "publishers": list(masthead.publishers),
            "text": masthead.text,
        },
        "articles": [_article_json(article) for article in issue.articles],
        "notices": [{"kind": notice.kind.value, "text": notice.text} for notice in issue.notices],
        "warnings": list(issue.warnings),
        "unplaced": list(issue.unplaced),
        "removed": list(issue.removed),
        "repairs": [_repair_json(repair) for repair in issue.repairs],
    }


def _article_json(article: Article) -> Json:
    return {
        "headline": article.headline,
        "subheads": list(article.subheads),
        "byline": article.byline.text,
        "reporters": list(article.byline.reporters),
        "correspondents": list(article.byline.correspondents),
        "photographers": list(article.byline.photographers),
        "kind": article.kind.value,
        "confidence": round(article.confidence, 4),
        "paragraphs": [paragraph.text for paragraph in article.paragraphs],
    }


def _repair_json(repair: Repair) -> Json:
    return {
        "article": repair.article,
        "kind": repair.kind.value,
        "before": repair.before,
        "after": repair.after,
        "score": round(repair.score, 4),
    }


def _print_issue(console: Console, issue: Issue) -> None:
    masthead = issue.masthead
    head = (str(masthead.date or "未读出日期"), masthead.weekday, masthead.lunar)
    console.print(Text("　".join(part for part in head if part), style="bold"))
    console.print("　".join(masthead.publishers))
    for number, article in enumerate(issue.articles, 1):
        _print_article(console, number, article)
    _print_list(console, "启事", (f"【{n.label}】{n.text}" for n in issue.notices))
    _print_repairs(console, issue)
    _print_list(console, "提醒", issue.warnings)
    _print_list(console, "未能归位", issue.unplaced)
    _print_list(console, "去掉的符号", issue.removed)


def _print_article(console: Console, number: int, article: Article) -> None:
    console.print()
    title = Text(f"{number}. {article.label}", style="bold cyan")
    console.print(title.append(f"　把握 {article.confidence:.0%}", style="dim"))
    for subhead in article.subheads:
        show_indented(console, Text(subhead, style="cyan"))
    if article.byline.text:
        show_indented(console, Text(article.byline.text, style="dim"))
    for paragraph in article.paragraphs:
        text = Text(paragraph.text)
        for start, end in paragraph.marks:
            text.stylize("yellow", start, end)
        show_indented(console, text)


def _print_list(console: Console, title: str, items: Iterable[str]) -> None:
    listed = list(items)
    if listed:
        console.print()
        console.print(Text(title, style="bold"))
    for item in listed:
        show_indented(console, Text(f"· {item}"), 2)


def _print_repairs(console: Console, issue: Issue) -> None:
    """Each place side by side, as extracted and as read."""
    if not issue.repairs:
        return
    columns = (Column(name, overflow="fold") for name in ("报道", "改动", "提取的文字", "读成"))
    table = Table(*columns, title="改动与存疑", show_lines=True)
    for repair in issue.repairs:
        label = issue.articles[repair.article].label
        table.add_row(label, _REPAIRS[repair.kind], repair.before, repair.after)
    console.print()
    console.print(table, soft_wrap=False)
