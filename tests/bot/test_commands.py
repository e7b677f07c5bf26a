"""The command line: what a program reads of it, what a person sees, how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.console import COMMANDS, main
from tests.e2e.running import READINGS

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"
PAGE = SEEDS / "2024-03-14.txt"
SMALL = """嘉善新闻
2024年3月14日 星期四

我市农污治理获省优秀

本报讯 昨天，我市农村生活污水治理工作获评省优秀，行政村覆盖率达到100%。
"""
QUESTIONS = ROOT / "tests" / "golden" / "questions-2024-03-14.jsonl"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder and an environment of the test's own."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("WENBAO_")]:
        monkeypatch.delenv(name)
    # Reading the shipped page takes seconds; it is read once for all tests.
    monkeypatch.setenv("WENBAO_CACHE", str(READINGS))


def run(*arguments: str, given: str | None = None) -> tuple[int, str, str]:
    """Exit status, standard output, standard error."""
    result = CliRunner().invoke(main, arguments, input=given)
    return result.exit_code, result.stdout, result.stderr


def test_a_question_is_answered_with_its_source() -> None:
    status, out, _ = run("ask", "农污治理行政村覆盖率达到多少?", "--issues", str(SEEDS))
    assert status == 0
    before, _, after = out.partition("覆盖率达到100%")
    assert before
    assert "我市农污治理获省优秀" in after


def test_an_answer_is_json_that_a_program_can_rely_on() -> None:
    status, out, _ = run("ask", "明天早晨多少度?", "--json", "--top", "2", "--issues", str(SEEDS))
    value = json.loads(out)
    assert status == 0
    assert value["question"] == "明天早晨多少度?"
    assert value["found"] is True
    assert value["certainty"] == "answer"
    first = value["excerpts"][0]
    assert set(first) == {"headline", "kind", "date", "byline", "text", "answer", "score"}
    assert (first["headline"], first["date"]) == ("天气", "2024-03-14")
    assert first["answer"] in first["text"]
    assert len(value["excerpts"]) <= 2
    assert isinstance(value["nearest"], list)


def test_a_day_in_the_question_chooses_the_issue() -> None:
    question = "2024年3月14日的报纸上天气怎么样?"
    status, out, _ = run("ask", question, "--json", "--issues", str(SEEDS))
    value = json.loads(out)
    assert (status, value["question"]) == (0, question)
    assert value["excerpts"][0]["headline"] == "天气"


def test_an_honest_no_ends_with_one() -> None:
    status, out, _ = run("ask", "红烧肉怎么做?", "--issues", str(SEEDS))
    assert status == 1
    assert "本期没有报道" in out
    status, out, _ = run("ask", "红烧肉怎么做?", "--json", "--issues", str(SEEDS))
    value = json.loads(out)
    assert status == 1
    assert (value["found"], value["excerpts"]) == (False, [])
    assert value["nearest"]


def test_an_answer_can_be_explained() -> None:
    _, out, _ = run("ask", "行政村覆盖率", "--explain", "--issues", str(SEEDS))
    assert "得分" in out
    assert "覆盖率" in out
    _, out, _ = run("ask", "行政村覆盖率", "--explain", "--json", "--issues", str(SEEDS))
    explanation = json.loads(out)["explanation"]
    assert explanation["terms"]
    assert explanation["scores"]


@pytest.mark.parametrize(
    "question",
    ["农" * 10_000, "\x01\x02\x07", "?", "农", "--", "😀", "\udcff农污", "a\u202eb", "<b>&"],
)
def test_no_question_breaks_it(question: str) -> None:
    status, out, _ = run("ask", "--issues", str(SEEDS), "--", question)
    assert status in {0, 1}
    assert out
    status, out, _ = run("ask", "--json", "--issues", str(SEEDS), "--", question)
    assert status in {0, 1}
    assert "excerpts" in json.loads(out)


def test_an_empty_question_is_told_so() -> None:
    status, _, err = run("ask", "  ", "--issues", str(SEEDS))
    assert status == 2
    assert "问题是空的" in err


def test_today_is_the_issue_at_a_glance() -> None:
    status, out, _ = run("today", "--issues", str(SEEDS))
    assert status == 0
    assert "2024-03-14" in out
    status, out, _ = run("today", "--json", "--issues", str(SEEDS))
    value = json.loads(out)
    assert value["date"] == "2024-03-14"
    assert "最低气温8℃" in value["weather"]
    assert len(value["articles"]) == 6
    assert all(set(a) >= {"headline", "summary", "byline"} for a in value["articles"])


def test_a_page_is_shown_as_it_was_read() -> None:
    status, out, _ = run("read", str(PAGE), "--json")
    value = json.loads(out)
    assert status == 0
    assert value["masthead"]["date"] == "2024-03-14"
    assert value["masthead"]["weekday"] == "星期四"
    assert value["masthead"]["publishers"] == ["嘉兴市新闻传媒中心", "中共平湖市委"]
    assert len(value["articles"]) == 6
    keys = {"headline", "subheads", "reporters", "correspondents", "photographers", "kind"}
    assert all(set(article) >= keys | {"paragraphs"} for article in value["articles"])
    assert {notice["kind"] for notice in value["notices"]} >= {"weather", "copyright"}
    for key in ("warnings", "unplaced", "repairs"):
        assert isinstance(value[key], list)
    assert all(
        set(repair) == {"article", "kind", "before", "after", "score"}
        for repair in value["repairs"]
    )
    status, out, _ = run("read", str(PAGE))
    assert status == 0
    assert "改动与存疑" in out


def test_a_page_can_be_mended_by_hand_and_read_again(tmp_path: Path) -> None:
    _, mended, _ = run("read", str(PAGE), "--markdown")
    folder = tmp_path / "issues"
    folder.mkdir()
    (folder / "2024-03-14.md").write_text(mended, encoding="utf-8")
    status, out, _ = run("ask", "农污治理行政村覆盖率达到多少?", "--issues", str(folder))
    assert status == 0
    assert "覆盖率达到100%" in out


def test_a_question_list_is_measured() -> None:
    status, out, _ = run("eval", str(QUESTIONS), "--json", "--issues", str(SEEDS))
    value = json.loads(out)
    assert status == 0
    assert value["questions"] == 41
    for name in ("answered", "source", "declined", "wrongly_declined"):
        assert 0 <= value[name] <= 1
    assert "failures" not in value
    assert value["kinds"]["none"]["questions"] == 7


def test_failures_and_the_curve_are_listed_and_drawn(tmp_path: Path) -> None:
    picture = tmp_path / "curve.svg"
    arguments = ("eval", str(QUESTIONS), "--failures", "--curve", "--issues", str(SEEDS))
    _, out, _ = run(*arguments, "--json", "--picture", str(picture))
    value = json.loads(out)
    assert all(set(p) == {"threshold", "wrong", "declined"} for p in value["curve"])
    assert isinstance(value["failures"], list)
    assert picture.read_text("utf-8").startswith("<svg")
    status, out, _ = run(*arguments)
    assert status == 0
    assert "首条出处正确" in out


def test_a_collection_is_measured(tmp_path: Path) -> None:
    texts = {"p1": "平湖西瓜节在东湖开幕。", "p2": "嘉兴南湖举行龙舟赛。"}
    asked = {"q1": "西瓜节在哪里开幕?", "q2": "龙舟赛在哪里举行?"}
    for name, rows in (("corpus", texts), ("queries", asked)):
        lines = [json.dumps({"_id": key, "title": "", "text": text}) for key, text in rows.items()]
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "qrels").mkdir()
    judged = "query-id\tcorpus-id\tscore\nq1\tp1\t1\nq2\tp2\t1\n"
    (tmp_path / "qrels" / "test.tsv").write_text(judged, encoding="utf-8")
    status, out, _ = run("eval", "--beir", str(tmp_path), "--json")
    value = json.loads(out)
    assert status == 0
    names = {"recall@1", "recall@5", "recall@20", "mrr@10", "ndcg@10", "queries", "seconds"}
    assert names <= set(value)
    assert value["recall@1"] == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("eval",),
        ("eval", "x.jsonl", "--beir", "y"),
        ("eval", "missing.jsonl", "--issues", str(SEEDS)),
        ("eval", "--beir", "missing"),
        ("eval-pages", "missing"),
        ("read", "missing.txt"),
        ("read", str(PAGE), "--json", "--markdown"),
        ("ask", "问", "--issues", "missing"),
        ("ask", "问", "--issues", str(PAGE)),
        ("ask", "问", "--issues", str(SEEDS), "--date", "1999-01-01"),
        ("ask", "问", "--top", "0"),
        ("ask",),
        ("nosuchcommand",),
        ("today", "--date", "yesterday"),
    ],
)
def test_bad_usage_ends_with_two_and_a_word(arguments: tuple[str, ...]) -> None:
    status, out, err = run(*arguments)
    assert status == 2
    assert err.strip()
    assert "Traceback" not in out + err


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "空的"),
        (b"  \n", "没有文字"),
        (b"\x00\x01\x02" * 100, "二进制"),
        ("只有一句话,没有标题".encode(), ""),
        (b"\xff\xfe\xfd" * 50, ""),
    ],
)
def test_a_file_that_is_no_issue_is_named_with_its_reason(
    tmp_path: Path, content: bytes, word: str
) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(content)
    status, _, err = run("read", str(path))
    assert status == 2
    assert "page.txt" in err
    assert word in err


def test_a_page_in_gb18030_is_read_and_told_so(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(SMALL.encode("gb18030"))
    _, out, _ = run("read", str(path), "--json")
    value = json.loads(out)
    assert [article["headline"] for article in value["articles"]] == ["我市农污治理获省优秀"]
    assert any("GB18030" in warning.upper() for warning in value["warnings"])


def test_one_broken_issue_does_not_stop_the_good_ones(tmp_path: Path) -> None:
    folder = tmp_path / "issues"
    folder.mkdir()
    (folder / "2024-03-14.txt").write_bytes(PAGE.read_bytes())
    (folder / "2024-03-15.txt").write_bytes(b"")
    status, out, err = run("ask", "明天早晨多少度?", "--issues", str(folder))
    assert status == 0
    assert "最低气温8℃" in out
    assert "2024-03-15.txt" in err


def test_a_folder_without_issues_is_told_so(tmp_path: Path) -> None:
    folder = tmp_path / "issues"
    folder.mkdir()
    status, _, err = run("today", "--issues", str(folder))
    assert status == 2
    assert "没有一期" in err


def test_the_packaged_issue_answers_where_there_is_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WENBAO_ISSUES", str(SEEDS))
    assert run("ask", "明天早晨多少度?")[0] == 0
    monkeypatch.delenv("WENBAO_ISSUES")
    (tmp_path / "seeds").symlink_to(SEEDS)
    assert run("ask", "明天早晨多少度?")[0] == 0


def test_the_table_of_contents_is_that_of_the_commands() -> None:
    status, out, _ = run("--help")
    assert status == 0
    for name, (_, words) in COMMANDS.items():
        assert name in out
        assert words in out
        status, helped, _ = run(name, "--help")
        assert status == 0
        assert "--" in helped


def test_help_loads_neither_the_dictionary_nor_the_telegram_library() -> None:
    code = (
        "import sys; sys.argv = ['wenbao', '--help']\n"
        "from bot.console import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "assert not {'jieba', 'telegram', 'numpy', 'rank_bm25', 'pydantic'} & set(sys.modules)\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, capture_output=True)
    assert ended.returncode == 0, ended.stderr.decode()


def test_a_conversation_can_come_through_a_pipe() -> None:
    typed = "/start|明天早晨多少度?|1|/today|1|/subscribe|2|/watch 地铁|红烧肉怎么做?|/help|/quit|"
    status, out, _ = run("chat", "--issues", str(SEEDS), given=typed.replace("|", "\n"))
    assert status == 0
    for words in (
        "问报",
        "最低气温8℃",
        "[1] 全文",
        "今日要览",
        "每天 07:00",
        "地铁",
        "本期没有报道",
    ):
        assert words in out
    assert "全市领导干部会议召开\n传达学习全国两会精神" in out
    assert "Traceback" not in out


def test_a_conversation_can_be_held_in_english() -> None:
    status, out, _ = run("chat", "--language", "en", "--issues", str(SEEDS), given="/start\n")
    assert status == 0
    assert "Hello" in out


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WENBAO_TOKEN", ""),
        ("WENBAO_TOKEN", "not a token"),
        ("WENBAO_API_URL", "nowhere"),
        ("WENBAO_ADMINS", "1,two"),
        ("WENBAO_WEBHOOK_URL", "https://paper.example/hook"),
    ],
)
def test_the_bot_does_not_start_with_a_wrong_setting(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv("WENBAO_TOKEN", "1:A")
    monkeypatch.setenv(name, value)
    status, _, err = run("run", "--issues", str(SEEDS))
    assert status == 2
    assert err.startswith("错误：")
    assert err.count("\n") == 1
    assert "WENBAO_" in err
