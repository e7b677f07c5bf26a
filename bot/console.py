"""The command line's table of contents.

A command's module is loaded when it is asked for, so that help and mistyped commands cost neither
the dictionary nor the Telegram library.
"""

from __future__ import annotations

import importlib

import click

__all__ = ["COMMANDS", "main"]

COMMANDS = {
    "ask": ("bot.commands.ask", "问报纸一个问题"),
    "chat": ("bot.commands.chat", "在终端里和机器人对话，与 Telegram 中完全一样"),
    "today": ("bot.commands.today", "今日要览：报头、天气和每篇报道一两句话"),
    "read": ("bot.commands.read", "看版面文字被读成了什么，改动了哪里"),
    "eval": ("bot.commands.evaluate", "用问题清单或 BEIR 文件夹衡量回答"),
    "eval-pages": ("bot.commands.evaluate_pages", "用已知真相的版面衡量读版"),
    "run": ("bot.commands.run", "启动 Telegram 机器人"),
    "backup": ("bot.commands.backup", "把机器人保存的数据存一份"),
    "restore": ("bot.commands.restore", "用存下的一份换回机器人的数据"),
    "feedback": ("bot.commands.feedback", "把读者认可的回答导出成问题清单"),
}
"""Module and one line of help of each command."""


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        _ = ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        _ = ctx
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(COMMANDS[cmd_name][0]).command
        if not isinstance(command, click.Command):
            raise TypeError(f"{cmd_name} is no command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _ = ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_line) for name, (_, help_line) in COMMANDS.items()])


_HELP = """\
问报：问报纸，答原文。

回答都是报纸的原话，并注明出自哪篇报道；报上没有的，如实说没有。
退出状态：0 有回答，1 本期没有报道，2 用法或输入有误。
"""


@click.group(cls=_LazyGroup, help=_HELP, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="wenbao", prog_name="wenbao")
def main() -> None:
    """Run the command line."""
