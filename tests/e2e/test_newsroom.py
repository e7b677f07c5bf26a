"""Admins see what arrives, decide, upload, count and speak to all; nobody else does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.e2e.papers import paper, put, today
from tests.e2e.running import RunningBot, free_port, running_bot
from tests.fake_bot_api import FakeBotApi
from tests.fake_bot_api.readers import Reader

ADMIN = 900_001
PORT = free_port()
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBot]:
    folder: Path = tmp_path_factory.mktemp("issues")
    put(folder, today() - DAY, paper(today() - DAY, "老码头开街", 11))
    with FakeBotApi() as api:
        api.open_chat(ADMIN)
        settings = {
            "WENBAO_ADMINS": f"{ADMIN}",
            "WENBAO_FLOOD_LIMIT": "1000",
            "WENBAO_METRICS_PORT": f"{PORT}",
        }
        with running_bot(api, folder, **settings) as bot:
            bot.wait_until_polling()
            yield bot


@pytest.fixture
def admin(running: RunningBot) -> Reader:
    return Reader(running.api, ADMIN, heard=len(running.api.sent(ADMIN)))


def test_an_issue_waits_for_the_newsroom_and_goes_at_its_word(
    running: RunningBot, admin: Reader, reader: Reader
) -> None:
    put(running.folder, today(), paper(today(), "新桥通车", 25))
    (report,) = admin.hear()
    assert "读版报告" in report.text
    assert "等待发布" in report.text
    assert "新桥通车举行仪式" in report.text
    assert "11℃" in reader.ask("最高气温多少度?").text
    assert "下线" in str(reader.press_data(report, report.button("发布").data)["text"])
    assert "11℃" in reader.ask("最高气温多少度?").text
    admin.press(report, "发布")
    published = admin.changed(report)
    assert "已发布" in published.text
    assert "25℃" in reader.ask("最高气温多少度?").text
    admin.press(published, "撤回")
    withdrawn = admin.changed(published)
    assert "已撤回" in withdrawn.text
    assert "11℃" in reader.ask("最高气温多少度?").text
    admin.press(withdrawn, "发布")
    admin.changed(withdrawn)


def test_a_file_sent_by_an_admin_becomes_an_issue(
    running: RunningBot, admin: Reader, reader: Reader
) -> None:
    day = today() - 5 * DAY
    running.api.upload(ADMIN, "随便什么名字.md", paper(day, "灯会亮灯", 5).encode())
    taken, report = admin.hear(2)
    assert "收到" in taken.text
    admin.press(report, "发布")
    admin.changed(report)
    assert (running.folder / f"{day.isoformat()}.md").exists()
    assert "5℃" in reader.ask(f"{day.month}月{day.day}日最高气温多少度?").text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"%PDF-1.7"),
        ("a.txt", b""),
        ("a.txt", b"\x00\x01\x02\x03" * 50),
        ("../../etc/passwd.txt", b"root"),
        ("", b"x"),
    ],
)
def test_a_file_that_is_no_issue_is_refused_with_its_reason(
    running: RunningBot, admin: Reader, name: str, content: bytes
) -> None:
    before = sorted(running.folder.iterdir())
    running.api.upload(ADMIN, name, content)
    assert "没有采用" in admin.hear()[0].text
    assert sorted(running.folder.iterdir()) == before


def test_a_huge_file_is_not_even_fetched(running: RunningBot, admin: Reader) -> None:
    running.api.upload(ADMIN, "big.txt", b"x", size=200_000_000)
    assert "太大" in admin.hear()[0].text


def test_files_of_other_people_are_not_taken(running: RunningBot, reader: Reader) -> None:
    before = sorted(running.folder.iterdir())
    running.api.upload(reader.chat, "x.md", paper(today() - 9 * DAY).encode())
    assert "文字" in reader.hear()[0].text
    assert sorted(running.folder.iterdir()) == before


def test_a_broken_file_is_told_to_the_newsroom_and_the_old_state_goes_on(
    running: RunningBot, admin: Reader, reader: Reader
) -> None:
    path = running.folder / "2019-01-01.txt"
    path.write_bytes(b"\x00\x01\x02" * 100)
    told = admin.hear()[0]
    assert "没有采用" in told.text
    assert "2019-01-01.txt" in told.text
    assert "℃" in reader.ask("最高气温多少度?").text
    path.unlink()


def test_questions_and_verdicts_are_counted_and_unanswered_ones_listed(
    admin: Reader, reader: Reader
) -> None:
    answer = reader.ask("社区食堂每餐多少钱?")
    assert "7元" in answer.text
    assert "谢谢" in str(reader.press(answer, "有用")["text"])
    reader.press(answer, "没用")
    reader.ask("火星移民什么时候开始?")
    assert "/stats" in admin.ask("/help").text
    stats = admin.ask("/stats").text
    assert "没用 1" in stats
    assert "有用 0" in stats
    assert "火星移民什么时候开始?" in admin.ask("/unanswered").text


def test_readers_get_no_newsroom_commands(reader: Reader) -> None:
    for command in ("/stats", "/unanswered", "/broadcast 大家好"):
        assert "没有这个命令" in reader.ask(command).text
    assert "/stats" not in reader.ask("/help").text


def test_what_readers_asked_is_not_told_in_a_group(running: RunningBot, group: Reader) -> None:
    there = Reader(running.api, group.chat, ADMIN)
    for command in ("/unanswered", "/stats", "/broadcast"):
        assert "没有这个命令" in there.ask(f"{command}@wenbao_bot").text


def test_a_wrong_line_is_reported_once_a_reader(admin: Reader, reader: Reader) -> None:
    page = reader.ask("/today")
    reader.press(page, "1")
    (article,) = reader.hear()
    assert "编辑会核对" in str(reader.press(article, "报告错行")["text"])
    assert "已经报告过" in str(reader.press(article, "报告错行")["text"])
    assert "错行" in admin.ask("/stats").text


def test_a_broadcast_is_shown_first_and_sent_once_to_everybody(
    running: RunningBot, admin: Reader, reader: Reader
) -> None:
    reader.ask("/help")
    stranger = reader.chat + 9_000_000
    reader.answered(running.api.inline(stranger, "食堂"))
    gone = Reader(running.api, reader.chat + 2_000_000)
    gone.ask("/help")
    running.api.block(gone.chat)
    preview = admin.ask("/broadcast 明天的报纸\n晚一小时 <b>&")
    assert "明天的报纸\n晚一小时 <b>&" in preview.text
    data = preview.button("确认发送").data
    admin.press(preview, "确认发送")
    admin.changed(preview)
    (heard,) = reader.hear()
    assert heard.text == "明天的报纸\n晚一小时 <b>&"
    assert admin.hear()[0].text == heard.text
    admin.press_data(preview, data)
    reader.ask("/help")
    assert sum("晚一小时" in sent.text for sent in running.api.sent(reader.chat)) == 1
    assert len(running.api.sent(gone.chat)) == 1
    assert all(call.chat != stranger for call in running.api.calls("sendMessage"))


def test_an_error_reaches_the_newsroom_the_reader_and_the_log_under_one_code(
    running: RunningBot, admin: Reader, reader: Reader
) -> None:
    odd = "Bad Request: something odd"
    running.api.fail_next("sendMessage", 400, description=odd, chat=reader.chat)
    apology = reader.ask("/help").text
    (alarm,) = admin.hear()
    code = apology.partition("（")[2].partition("）")[0]
    assert len(code) == 6
    assert code in alarm.text
    assert code in running.printed
    assert odd not in apology + alarm.text
    running.api.fail_next("sendMessage", 400, description=odd, chat=reader.chat)
    assert reader.ask("/help").text != apology
    assert "最近七天" in admin.ask("/stats").text, "one notice a minute of each kind of error"


def test_the_bot_tells_how_it_is_on_a_local_port(running: RunningBot, reader: Reader) -> None:
    reader.ask("社区食堂每餐多少钱?")
    with urlopen(f"http://127.0.0.1:{PORT}/healthz", timeout=60) as answer:
        health = json.load(answer)
    assert health["ok"] is True
    assert health["issues"] > 0
    with urlopen(f"http://127.0.0.1:{PORT}/metrics", timeout=60) as answer:
        counts = answer.read().decode()
    assert 'wenbao_questions_total{certainty="answer"}' in counts
    assert 'wenbao_updates_total{kind="message"}' in counts
    assert "食堂" not in counts
    assert running.api.token not in counts


def test_a_dropped_broadcast_goes_to_nobody(admin: Reader, reader: Reader) -> None:
    reader.ask("/help")
    preview = admin.ask("/broadcast 不发了")
    admin.press(preview, "取消")
    assert "没有发送" in admin.changed(preview).text
    reader.ask("/help")
    assert all("不发了" not in sent.text for sent in reader.api.sent(reader.chat))


def test_everything_kept_the_rules_of_the_bot_api(running: RunningBot) -> None:
    assert running.api.violations == []
