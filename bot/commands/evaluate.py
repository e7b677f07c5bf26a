"""`wenbao eval`: answers against a question list or a collection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from bot.curve_picture import draw_curve
from bot.terminal import (
    Failure,
    Json,
    chosen_issue,
    failures_told,
    issues_option,
    json_option,
    open_folder,
    screen,
    write_json,
)
from retrieval.evaluate import (
    CurvePoint,
    QuestionFigures,
    curve_points,
    evaluate_collection,
    evaluate_questions,
    read_questions,
)

__all__ = ["command"]

_NAMES = {
    "questions": "问题",
    "answered": "首条摘录含答案",
    "source": "首条出处正确",
    "both": "二者都对",
    "sentence": "黑体句含答案",
    "declined": "没有的如实说没有",
    "wrongly_declined": "有却说没有",
    "queries": "问题",
    "seconds": "秒",
    "excerpts": "首条摘录含答案",
    "sentences": "黑体句含答案",
}

_HELP = """\
用问题清单（JSONL，每行一问）衡量回答。

例：wenbao eval tests/golden/questions-2024-03-14.jsonl --failures
"""


@click.command("eval", help=_HELP)
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--beir", type=click.Path(path_type=Path), help="改为衡量一个 BEIR 文件夹。")
@issues_option
@click.option("--failures", is_flag=True, help="列出答得不对的问题。")
@click.option("--curve", is_flag=True, help="列出“答错”与“该答未答”随门槛的变化。")
@click.option("--picture", type=click.Path(path_type=Path), help="把曲线画成 SVG 存到这里。")
@json_option
def command(  # noqa: PLR0913 - one parameter an option
    file: Path | None,
    *,
    beir: Path | None,
    issues: Path | None,
    failures: bool,
    curve: bool,
    picture: Path | None,
    as_json: bool,
) -> None:
    """Measure answers."""
    if (file is None) == (beir is None):
        raise Failure("请给出一个问题清单，或用 --beir 给出一个文件夹，二者选一")
    with failures_told():
        value = _collection(beir) if beir else _questions(file or Path(), issues, picture)
    if not curve:
        value.pop("curve", None)
    if not failures:
        value.pop("failures", None)
    if as_json:
        write_json(value)
    else:
        _print_value(screen(), value)


def _collection(folder: Path) -> dict[str, Json]:
    figures = evaluate_collection(folder)
    value: dict[str, Json] = {name: round(figure, 4) for name, figure in figures.measures}
    value |= {"queries": figures.queries, "seconds": round(figures.seconds, 2)}
    if figures.excerpts is not None and figures.sentences is not None:
        value |= {"excerpts": round(figures.excerpts, 4), "sentences": round(figures.sentences, 4)}
    return value


def _questions(file: Path, issues: Path | None, picture: Path | None) -> dict[str, Json]:
    questions = read_questions(file)
    loaded = open_folder(issues)
    answerer = loaded.archive.answerer(chosen_issue(loaded, None).date)
    if answerer is None:
        raise Failure("没有可问的报纸")
    points = curve_points(questions, answerer)
    if picture:
        _save(picture, draw_curve(points))
    value = _figures(evaluate_questions(questions, answerer))
    return value | {"curve": [_point(point) for point in points]}


def _save(path: Path, picture: str) -> None:
    try:
        path.write_text(picture, encoding="utf-8")
    except OSError as error:
        raise Failure(f"{path}：写不进去（{error.strerror}）") from error


def _figures(figures: QuestionFigures) -> dict[str, Json]:
    return {
        "questions": figures.questions,
        "answered": round(figures.answered, 4),
        "source": round(figures.source, 4),
        "both": round(figures.both, 4),
        "sentence": round(figures.sentence, 4),
        "declined": round(figures.declined, 4),
        "wrongly_declined": round(figures.wrongly_declined, 4),
        "kinds": {
            kind: {"questions": count, "right": round(right, 4)}
            for kind, count, right in figures.kinds
        },
        "failures": [
            {
                "id": failure.identifier,
                "question": failure.question,
                "reason": failure.reason,
                "headline": failure.headline,
                "answer": failure.answer,
            }
            for failure in figures.failures
        ],
    }


def _point(point: CurvePoint) -> Json:
    return {
        "threshold": round(point.threshold, 4),
        "wrong": round(point.wrong, 4),
        "declined": round(point.declined, 4),
    }


def _print_value(console: Console, value: Mapping[str, Json]) -> None:
    for name, figure in value.items():
        if isinstance(figure, int | float):
            console.print(f"{name:<18}{figure:>8}　{_NAMES.get(name, '')}")
        elif isinstance(figure, Mapping):
            console.print(_table(("kind", "questions", "right"), _with_names(figure)))
        elif isinstance(figure, Sequence) and figure and isinstance(figure[0], Mapping):
            rows = [item for item in figure if isinstance(item, Mapping)]
            console.print(_table(tuple(rows[0]), rows))


def _with_names(kinds: Mapping[str, Json]) -> list[Mapping[str, Json]]:
    return [
        {"kind": kind, **figures} for kind, figures in kinds.items() if isinstance(figures, Mapping)
    ]


def _table(columns: Sequence[str], rows: Sequence[Mapping[str, Json]]) -> Table:
    table = Table(*(Column(name, overflow="fold") for name in columns))
    for row in rows:
        table.add_row(*(Text(str(row.get(column, ""))) for column in columns))
    return table
