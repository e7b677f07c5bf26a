"""Logs: one place, no token, no reader's words, errors by their places."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import StoreError
from bot.logs import set_up_logs

TOKEN = "123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11"  # noqa: S105 - nobody's token
QUESTION = "我家门口那条路什么时候修好"


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:], root.level = handlers, level
    for name in ("aiohttp", "httpx", "telegram", "tornado", "asyncio", "apscheduler", "alembic"):
        logging.getLogger(name).setLevel(logging.NOTSET)


def logged(act: Callable[[], object], level: str = "DEBUG") -> list[dict[str, object]]:
    stream = io.StringIO()
    set_up_logs(level, secrets=[TOKEN], stream=stream, as_json=True)
    act()
    assert TOKEN not in stream.getvalue()
    return [json.loads(line) for line in stream.getvalue().split("\n") if line]


def raised(
    error: Exception, name: str = "bot.test", cause: Exception | None = None
) -> Callable[[], object]:
    def act() -> None:
        try:
            raise error from cause
        except type(error):
            logging.getLogger(name).exception("it failed")

    return act


def test_a_line_tells_when_where_how_grave_and_what() -> None:
    log = logging.getLogger("bot.test")
    (line,) = logged(lambda: log.warning("%d issues", 3, extra={"milliseconds": 4}))
    assert (line["event"], line["level"], line["logger"]) == ("3 issues", "warning", "bot.test")
    assert line["milliseconds"] == 4
    assert str(line["timestamp"]).endswith("Z")


def test_less_grave_events_are_left_out() -> None:
    assert logged(lambda: logging.getLogger("bot.test").info("quiet"), "WARNING") == []


def test_the_request_lines_of_the_http_library_are_silent() -> None:
    url = f"https://api.telegram.org/bot{TOKEN}/getMe"
    assert logged(lambda: logging.getLogger("httpx").info("HTTP Request: POST %s", url)) == []


@pytest.mark.parametrize("name", ["bot.test", "httpx", "telegram.ext.Updater", "elsewhere"])
def test_the_token_is_hidden_wherever_it_comes_from(name: str) -> None:
    log = logging.getLogger(name)

    def act() -> None:
        log.error("POST /bot%s/getMe", TOKEN)
        log.error(f"POST /bot{TOKEN}/getMe")  # noqa: G004 - as libraries do it
        log.error("failed", extra={"url": f"/bot{TOKEN}", TOKEN: 1})
        raised(ValueError(TOKEN), name)()

    assert len(logged(act)) == 4


def test_a_token_that_nobody_told_of_is_hidden_by_its_form() -> None:
    other = TOKEN.replace("1", "7")
    (line,) = logged(lambda: logging.getLogger("bot.test").error("bot%s", other))
    assert line["event"] == "bot***"


def test_what_readers_write_is_told_by_its_length_only() -> None:
    log = logging.getLogger("bot.test")
    (line,) = logged(lambda: log.info("asked", extra={"question": QUESTION, "certainty": "none"}))
    assert (line["question"], line["certainty"]) == (f"<{len(QUESTION)}>", "none")


def test_what_a_library_says_of_its_data_is_not_passed_on() -> None:
    log = logging.getLogger("telegram.request.BaseRequest")

    def act() -> None:
        log.error('Can not load invalid JSON data: "%s"', QUESTION)
        log.error(f"Unknown update: {QUESTION}")  # noqa: G004 - as libraries do it

    first, second = logged(act)
    assert first["event"] == 'Can not load invalid JSON data: "%s"'
    assert second["event"] == "Unknown update"


def test_an_exception_is_told_by_kind_and_place_without_its_message() -> None:
    (line,) = logged(raised(ValueError(QUESTION), cause=KeyError(QUESTION)))
    trace = line["trace"]
    assert isinstance(trace, list)
    assert trace[0] == "builtins.ValueError"
    assert "builtins.KeyError" in trace
    assert any("test_logs.py" in place for place in trace)
    assert QUESTION not in json.dumps(line, ensure_ascii=False)


def test_our_own_errors_keep_their_sentence() -> None:
    (line,) = logged(raised(StoreError(Path("a.sqlite3"), "打不开", "请检查权限")))
    assert "a.sqlite3：打不开；请检查权限" in str(line["trace"])


def test_setting_up_again_replaces_what_was_set_up() -> None:
    first, second = io.StringIO(), io.StringIO()
    set_up_logs("INFO", stream=first, as_json=True)
    set_up_logs("INFO", stream=second, as_json=True)
    logging.getLogger("bot.test").info("once")
    assert first.getvalue() == ""
    assert len(second.getvalue().splitlines()) == 1


def test_a_terminal_gets_columns() -> None:
    stream = io.StringIO()
    set_up_logs("INFO", stream=stream, as_json=False)
    logging.getLogger("bot.test").info("served", extra={"issues": 2})
    assert "issues" in stream.getvalue()
    with pytest.raises(json.JSONDecodeError):
        json.loads(stream.getvalue())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(), st.text(), st.sampled_from(["bot.test", "telegram.ext"]))
def test_no_text_around_it_lets_the_token_through(before: str, after: str, name: str) -> None:
    log = logging.getLogger(name)
    assert len(logged(lambda: log.error("%s", before + TOKEN + after))) == 1
