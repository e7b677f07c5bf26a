from __future__ import annotations

import json
import math
from datetime import date
from pathlib import Path

import pytest

from retrieval.errors import JudgementsError
from retrieval.evaluate import (
    JudgedQuestion,
    curve_points,
    evaluate_collection,
    evaluate_questions,
    read_questions,
)
from retrieval.excerpt import Answer, Certainty, Excerpt, Source, SourceKind

SOURCE = Source(date(2024, 1, 1), SourceKind.REPORT, 0, 0, "桥通车“了”")


class Canned:
    """Answers each question with what the test laid down."""

    def __init__(self, answers: dict[str, Answer]) -> None:
        self._answers = answers

    def answer(self, question: str, *, top: int = 3, article: int | None = None) -> Answer:
        del top, article
        return self._answers[question]


def answered(question: str, text: str, bold: tuple[int, int], chance: float = 0.9) -> Answer:
    return Answer(
        question,
        Certainty.ANSWER,
        (Excerpt(SOURCE, text, bold, (), 1.0),),
        probability=chance,
    )


QUESTIONS = (
    JudgedQuestion("1", "何时通车?", "fact", '桥通车"了"', ("昨天",)),
    JudgedQuestion("2", "桥多长?", "fact", "别的", ("三里",)),
    JudgedQuestion("3", "谁通车?", "none", None, ()),
    JudgedQuestion("4", "谁剪彩?", "fact", None, ("县长",)),
)
CANNED = Canned(
    {
        "何时通车?": answered("何时通车?", "桥长三里。昨 天通车。", (0, 5)),
        "桥多长?": answered("桥多长?", "桥长三里。", (0, 5), 0.5),
        "谁通车?": answered("谁通车?", "桥通车。", (0, 4), 0.2),
        "谁剪彩?": Answer("谁剪彩?", Certainty.NONE),
    }
)


def test_question_figures_are_as_counted_by_hand() -> None:
    figures = evaluate_questions(QUESTIONS, CANNED)
    assert figures.questions == 4
    assert figures.answered == pytest.approx(2 / 3)
    assert figures.source == pytest.approx(1 / 3)
    assert figures.both == pytest.approx(1 / 3)
    assert figures.sentence == pytest.approx(1 / 3)
    assert figures.declined == 0
    assert figures.wrongly_declined == pytest.approx(1 / 3)
    assert figures.kinds == (("fact", 3, 0.0), ("none", 1, 0.0))
    assert [f.identifier for f in figures.failures] == ["1", "2", "3", "4"]


def test_the_curve_falls_from_wrong_answers_to_declined_questions() -> None:
    points = curve_points(QUESTIONS, CANNED)
    assert points[0].wrong == pytest.approx(2 / 4)
    assert points[-1].wrong == 0
    assert points[-1].declined == 1
    assert [p.wrong for p in points] == sorted((p.wrong for p in points), reverse=True)
    assert [p.declined for p in points] == sorted(p.declined for p in points)


def write_lines(path: Path, *entries: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (e if isinstance(e, str) else json.dumps(e, ensure_ascii=False) for e in entries)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_question_list_is_read(tmp_path: Path) -> None:
    path = write_lines(
        tmp_path / "q.jsonl",
        {"id": "a", "question": "何时?", "kind": "none", "headline": None, "answers": []},
        "",
        {"question": "哪里?", "headline": "桥", "answers": ["县里"]},
    )
    first, second = read_questions(path)
    assert (first.identifier, first.answerable) == ("a", False)
    assert second == JudgedQuestion("3", "哪里?", "fact", "桥", ("县里",))


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"kind": "fact"}',
        '{"question": "a", "answers": "b"}',
        '{"question": "a", "kind": 1}',
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    path = write_lines(tmp_path / "q.jsonl", {"question": "好"}, line)
    with pytest.raises(JudgementsError) as caught:
        read_questions(path)
    assert caught.value.line == 2
    assert str(path) in str(caught.value)


def test_a_missing_empty_or_binary_list_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("\n")
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    for name in ("missing", "empty", "binary"):
        with pytest.raises(JudgementsError, match=name):
            read_questions(tmp_path / name)


def beir(folder: Path) -> Path:
    write_lines(
        folder / "corpus.jsonl",
        {"_id": "d1", "title": "石桥", "text": "石桥长三里。昨天通车。"},
        {"_id": "d2", "title": "木桥", "text": "木桥长五里。前年通车。"},
        {"_id": "d3", "title": "渡口", "text": "渡口停用了。"},
    )
    write_lines(
        folder / "queries.jsonl",
        {"_id": "q1", "text": "石桥有多长?", "metadata": {"answers": ["三里"]}},
        {"_id": "q2", "text": "渡口停用了吗?"},
        {"_id": "q3", "text": "无人评判"},
    )
    write_lines(
        folder / "qrels" / "test.tsv", "query-id\tcorpus-id\tscore", "q1\td1\t1", "q2\td2\t1"
    )
    return folder


def test_collection_figures_are_as_worked_out_by_hand(tmp_path: Path) -> None:
    figures = evaluate_collection(beir(tmp_path))
    measures = dict(figures.measures)
    assert list(measures) == ["recall@1", "recall@5", "recall@20", "mrr@10", "ndcg@10"]
    assert measures["recall@1"] == 0.5
    assert measures["mrr@10"] <= (1 + 1 / 2) / 2
    assert measures["ndcg@10"] <= (1 + 1 / math.log2(3)) / 2
    assert figures.queries == 2
    assert (figures.excerpts, figures.sentences) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("file", "line"),
    [("corpus.jsonl", '{"_id": 3}'), ("queries.jsonl", "x"), ("qrels/test.tsv", "q1 d1 1")],
)
def test_a_bad_file_of_a_collection_is_named(tmp_path: Path, file: str, line: str) -> None:
    path = beir(tmp_path) / file
    path.write_text(path.read_text("utf-8") + line + "\n", encoding="utf-8")
    with pytest.raises(JudgementsError) as caught:
        evaluate_collection(tmp_path)
    assert caught.value.source == str(path)
    assert caught.value.line == len(path.read_text("utf-8").splitlines())


def test_a_collection_without_judged_queries_is_named(tmp_path: Path) -> None:
    write_lines(beir(tmp_path) / "qrels" / "test.tsv", "query-id\tcorpus-id\tscore")
    with pytest.raises(JudgementsError, match=r"queries\.jsonl"):
        evaluate_collection(tmp_path)
