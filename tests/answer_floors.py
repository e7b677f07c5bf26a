"""Floors of answer quality over the shipped page and six invented papers, with a digest of both.

    python -m tests.answer_floors

measures again and raises every floor that is now surpassed; it never lowers one. Where the data
have changed, the floors are measured anew, which the changed digest shows in review.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from retrieval.answer import Answerer
from retrieval.evaluate import (
    QuestionFigures,
    evaluate_questions,
    figures_of,
    judge_questions,
    read_questions,
)
from retrieval.issue import (
    GAP_MARK,
    TURN_MARK,
    Article,
    Byline,
    Issue,
    Masthead,
    Notice,
    Paragraph,
)
from retrieval.page_truth import ArticleTruth, PageTruth, read_truth
from tests.papers import read_paper

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "tests" / "golden" / "answer_floors.json"
PAGE = ROOT / "tests" / "golden" / "2024-03-14.json"
LISTS = (
    ROOT / "tests" / "golden" / "questions-2024-03-14.jsonl",
    ROOT / "tests" / "golden" / "made-questions-2024-03-14.jsonl",
    ROOT / "tests" / "golden" / "asked-2024-03-14.jsonl",
)
PAPERS = tuple(
    ROOT / "tests" / "golden" / "papers" / f"{name}.md"
    for name in ("a1", "b1", "town-1", "c1", "e2", "g1")
)
_MARGIN = 0.01
"""How far the floors of papers lie under what was measured: hundreds of questions, some close."""

_MARKS = re.compile("|".join(map(re.escape, (GAP_MARK, TURN_MARK))))
MEASURES = ("both", "sentence", "declined", "kept")


@dataclass(frozen=True, slots=True)
class Floors:
    """What was measured on what.

    Attributes:
        digest: SHA-256 of the page and the lists.
        floors: ``list/measure`` → least share.
    """

    digest: str
    floors: dict[str, float]


def digest_of_data() -> str:
    """SHA-256 over the page, the papers and their lists, line ends aside."""
    whole = hashlib.sha256()
    asked = (paper.with_suffix(".questions.jsonl") for paper in PAPERS)
    for path in (PAGE, *LISTS, *PAPERS, *asked):
        whole.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return whole.hexdigest()


def read_floors() -> Floors:
    """The floors as committed."""
    read = json.loads(FLOORS.read_text("utf-8"))
    return Floors(str(read["digest"]), {str(k): float(v) for k, v in read["floors"].items()})


def shares(figures: QuestionFigures) -> dict[str, float]:
    """The shares that have a floor; `kept` is the share of answerable questions not declined."""
    kept = 1 - figures.wrongly_declined
    return dict(
        zip(MEASURES, (figures.both, figures.sentence, figures.declined, kept), strict=True)
    )


def measure(answerer: Answerer) -> dict[str, float]:
    """``list/measure`` → share."""
    return {
        f"{path.stem}/{name}": share
        for path in LISTS
        for name, share in shares(evaluate_questions(read_questions(path), answerer)).items()
    }


def measure_papers(answerers: Mapping[Path, Answerer]) -> dict[str, float]:
    """``papers/measure`` → share over the questions of all papers together."""
    verdicts = [
        verdict
        for paper in PAPERS
        for verdict in judge_questions(read_paper(paper).questions, answerers[paper])
    ]
    return {f"papers/{name}": share for name, share in shares(figures_of(verdicts)).items()}


def paper_answerers() -> dict[Path, Answerer]:
    """Answers from each of the papers."""
    return {paper: Answerer(read_paper(paper).issue) for paper in PAPERS}


def shipped_answerer() -> Answerer:
    """Answers from the true text of the shipped page, so that reading it is not measured here."""
    return Answerer(issue_of(read_truth(PAGE.read_text("utf-8"))))


def issue_of(truth: PageTruth) -> Issue:
    """A page's truth as an issue."""
    head = truth.masthead
    lines = (
        f"{' '.join(head.publishers)} 联办",
        f"{head.date:%Y年%-m月%-d日} {head.weekday}" if head.date else "",
        head.lunar,
    )
    return Issue(
        Masthead("\n".join(lines), head.publishers, head.date, head.weekday, head.lunar),
        tuple(article_of(article) for article in truth.articles),
        tuple(Notice(notice.kind, notice.text) for notice in truth.notices),
    )


def article_of(truth: ArticleTruth) -> Article:
    """An article's truth as an article, our marks told from the printed characters."""
    roles = {"记者": truth.reporters, "通讯员": truth.correspondents, "摄影": truth.photographers}
    printed = " ".join(f"{role} {' '.join(names)}" for role, names in roles.items() if names)
    byline = Byline(
        f"■{printed}" if printed else "",
        truth.reporters,
        truth.correspondents,
        truth.photographers,
    )
    paragraphs = tuple(
        Paragraph(text, tuple(found.span() for found in _MARKS.finditer(text)))
        for text in truth.paragraphs
    )
    return Article(truth.headline, paragraphs, truth.subheads, byline, truth.kind)


def too_low(measured: dict[str, float], floors: Floors) -> list[str]:
    """What fell below its floor; a share is allowed no slack but rounding."""
    return [
        f"{name}: {measured[name]:.4f} < {floor:.4f}"
        for name, floor in floors.floors.items()
        if name in measured and measured[name] < floor - 1e-4
    ]


def main() -> None:
    measured = measure(shipped_answerer())
    digest = digest_of_data()
    old = read_floors() if FLOORS.exists() else Floors("", {})
    kept = old.floors if old.digest == digest else {}
    papers = measure_papers(paper_answerers())
    measured |= {name: share - _MARGIN for name, share in papers.items()}
    raised = {name: round(max(share, kept.get(name, 0.0)), 4) for name, share in measured.items()}
    written = {"digest": digest, "floors": raised}
    FLOORS.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
