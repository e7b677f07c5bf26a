"""Figures over many papers: each ``NAME.md`` of a folder asked the questions of its list.

    python -m tests.papers [FOLDER] [--failures] [--curve]

The papers are invented, so that answers are judged on other towns, trades and topics than those of
the shipped page.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from retrieval.answer import Answerer
from retrieval.evaluate import (
    JudgedQuestion,
    QuestionFigures,
    Verdict,
    curve_of,
    figures_of,
    judge_questions,
    read_questions,
)
from retrieval.issue import Issue
from retrieval.markdown import read_markdown

PAPERS = Path(__file__).parent / "golden" / "papers"
_SHOWN_POINTS = 20


@dataclass(frozen=True, slots=True)
class Paper:
    """An issue and the questions about it."""

    name: str
    issue: Issue
    questions: tuple[JudgedQuestion, ...]


def read_papers(folder: Path = PAPERS) -> list[Paper]:
    """Every paper of a folder that has a list of questions, by name."""
    return [read_paper(path) for path in sorted(folder.glob("*.md"))]


def read_paper(path: Path) -> Paper:
    """A paper with the list of questions beside it."""
    issue = read_markdown(path.read_text("utf-8"), source=path.name)
    return Paper(path.stem, issue, read_questions(path.with_suffix(".questions.jsonl")))


def judged(paper: Paper) -> tuple[Verdict, ...]:
    """Asks a paper all its questions."""
    return judge_questions(paper.questions, Answerer(paper.issue))


def told(name: str, figures: QuestionFigures) -> str:
    """One line of figures."""
    return (
        f"{name:14s} {figures.questions:4d} both {figures.both:.3f} sentence"
        f" {figures.sentence:.3f} declined {figures.declined:.3f} wrongly declined"
        f" {figures.wrongly_declined:.3f} unshown {figures.unshown:.3f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=PAPERS)
    parser.add_argument("--failures", action="store_true")
    parser.add_argument("--curve", action="store_true")
    arguments = parser.parse_args()
    verdicts: list[Verdict] = []
    for paper in read_papers(arguments.folder):
        of_paper = judged(paper)
        print(told(paper.name, figures_of(of_paper)))
        verdicts += of_paper
    figures = figures_of(verdicts)
    print(told("all", figures))
    for kind, count, right in figures.kinds:
        print(f"  {kind:14s} {count:4d} right {right:.3f}")
    for failure in figures.failures if arguments.failures else ():
        print(f"{failure.reason} {failure.question} → {failure.headline}: {failure.answer}")
    points = curve_of(verdicts) if arguments.curve else ()
    for point in points[:: max(1, len(points) // _SHOWN_POINTS)]:
        wrong, declined = f"wrong {point.wrong:.3f}", f"declined {point.declined:.3f}"
        print(f"from {point.threshold:.3f} on: {wrong} {declined}")


if __name__ == "__main__":
    main()
