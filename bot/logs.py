"""Logs: one line an event, as JSON for machines or in columns for a terminal.

Three promises, kept here and not where the lines are written: the token is in no line; what readers
write is in no line; and what a library says of its data is not passed on. So a library's event is
logged by its template, without the values put into it (python-telegram-bot logs whole answers of
the Bot API that way), and an exception by its kinds and places in the code, with a message only
where this project wrote it.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import Iterable
from copy import copy
from typing import TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.errors import BotError
from retrieval.errors import RetrievalError

__all__ = ["set_up_logs"]

_OWN = ("bot", "retrieval")
_QUIET = ("aiohttp", "httpx", "telegram", "tornado", "asyncio", "apscheduler", "alembic")
_TEXT_FIELDS = frozenset(
    {"text", "caption", "question", "query", "answer", "excerpt", "message", "html", "word", "data"}
)
_TOKEN = re.compile(r"(?<!\d)\d{5,}:[A-Za-z0-9_-]{20,}")
_HIDDEN = "***"
_FRAMES_AT_MOST = 20


def set_up_logs(
    level: str,
    *,
    secrets: Iterable[str] = (),
    stream: TextIO | None = None,
    as_json: bool | None = None,
) -> None:
    """Send the logs of the whole process to one place; calling it again replaces the setting.

    Args:
        level: Least severe level that is logged ("INFO"). Libraries speak from WARNING on.
        secrets: Strings that no line may hold; anything of a token's form is hidden besides.
        stream: Where to; standard error if None.
        as_json: JSON lines, or columns; if None, columns where the stream is a terminal.
    """
    target = sys.stderr if stream is None else stream
    machine = not target.isatty() if as_json is None else as_json
    handler = logging.StreamHandler(target)
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if machine
        else structlog.dev.ConsoleRenderer(colors=target.isatty())
    )
    handler.setFormatter(_formatter([secret for secret in secrets if secret], renderer))
    root = logging.getLogger()
    for old in list(root.handlers):
        if isinstance(old.formatter, _Redacting):
            root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level)
    loudest = max(logging.getLevelName(level), logging.WARNING)
    for name in _QUIET:
        logging.getLogger(name).setLevel(loudest)


def _formatter(secrets: list[str], renderer: Processor) -> logging.Formatter:
    return _Redacting(
        secrets,
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.ExtraAdder(),
        ],
        processors=[
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _without_texts,
            _with_trace,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            renderer,
        ],
    )


class _Redacting(structlog.stdlib.ProcessorFormatter):
    """Takes the values out of libraries' events, and secrets out of the finished line."""

    def __init__(
        self, secrets: list[str], *, foreign_pre_chain: list[Processor], processors: list[Processor]
    ) -> None:
        super().__init__(foreign_pre_chain=foreign_pre_chain, processors=processors)
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(_without_library_values(record))
        for secret in self._secrets:
            line = line.replace(secret, _HIDDEN)
        return _TOKEN.sub(_HIDDEN, line)


def _without_library_values(record: logging.LogRecord) -> logging.LogRecord:
    if record.name.split(".")[0] in _OWN:
        return record
    bare = copy(record)
    bare.msg = str(record.msg) if record.args else _first_words(str(record.msg))
    bare.args = None
    return bare


def _first_words(message: str) -> str:
    """A library's message that was put together beforehand: what stands before any value."""
    return re.split(r"[:{\[\"'\n]", message, maxsplit=1)[0].strip()


def _without_texts(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    for name in _TEXT_FIELDS & event.keys():
        event[name] = f"<{len(str(event[name]))}>"
    return event


def _with_trace(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    raised = event.pop("exc_info", None)
    error = raised[1] if isinstance(raised, tuple) else raised
    event.pop("stack_info", None)
    if isinstance(error, BaseException):
        event["trace"] = list(_told(error))
    return event


def _told(error: BaseException) -> Iterable[str]:
    """An exception and what it came of: kinds, places in the code, our own messages."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        kind = f"{type(current).__module__}.{type(current).__qualname__}"
        ours = isinstance(current, BotError | RetrievalError)
        yield f"{kind}: {current}" if ours else kind
        for frame in traceback.extract_tb(current.__traceback__)[-_FRAMES_AT_MOST:]:
            yield f"  {frame.filename}:{frame.lineno} {frame.name}"
        current = current.__cause__ or (
            None if current.__suppress_context__ else current.__context__
        )
