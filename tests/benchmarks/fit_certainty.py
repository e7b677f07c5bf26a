"""Fits the model that tells an answer from related reporting: ``retrieval/certainty.json``.

    python -m tests.benchmarks.fit_certainty [--out FILE]

It is learned from invented papers (`tests.papers`): their questions, near misses among them, each
answerable question once more after what answers it was taken out of the paper, and questions of
the other papers. How well that carries over is told by leaving out one paper at a time. Papers
made of collections were learned from as well and made near misses no easier to tell.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from retrieval.answer import make_excerpt, one_of_each
from retrieval.certainty import CERTAINTY_EVIDENCE, CertaintyModel, probability
from retrieval.evaluate import JudgedQuestion
from retrieval.passage import names_of, passages_of
from retrieval.ranking import WrittenModel
from retrieval.search import Searcher
from retrieval.text import squeeze
from tests.benchmarks.boosting import fit_trees
from tests.benchmarks.fit_answers import answers_in
from tests.papers import PAPERS, Paper, read_papers

WEIGHTS = {"asked": 1.0, "gone": 0.1, "foreign": 0.2}
"""What a case counts. What is made of papers tells less than what was asked about them."""
_FOREIGN = 5
"""Questions of each other paper."""
_OWN = frozenset({"meta", "weather", "notice", "masthead", "issue"})
"""Kinds of questions that any paper may answer."""
_OWN_WEIGHT = 1.5
"""Of those asked: readers ask about the issue itself far oftener than the lists do."""
_THRESHOLDS = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)


@dataclass(frozen=True, slots=True)
class Row:
    """A case with its evidence.

    Attributes:
        sort: How it was made; ``asked`` where it is a question of a paper's list.
        paper: Name of the paper.
        evidence: Of `CERTAINTY_EVIDENCE`.
        right: Whether the first excerpt answers.
        kind: ``right`` or ``wrong`` for an answerable question of a list, else how near it is.
        times: How often it counts.
    """

    sort: str
    paper: str
    evidence: list[float]
    right: bool
    kind: str = ""
    times: float = 1.0

    @property
    def weight(self) -> float:
        """What the case counts."""
        return WEIGHTS[self.sort] * self.times


def paper_rows(paper: Paper) -> Iterator[Row]:
    """The questions of a paper's list, and those whose answer was taken out of the paper."""
    passages, names = passages_of(paper.issue), names_of(paper.issue)
    searcher = Searcher(passages, names)
    for question in paper.questions:
        yield from _asked(paper, searcher, question)
        if question.answerable and any(question.answers):
            left = [p for p in passages if not answers_in(p, question.answers)]
            yield from _unanswered("gone", paper, Searcher(left, names), question)


def foreign_rows(paper: Paper, papers: Sequence[Paper], dice: random.Random) -> Iterator[Row]:
    """Questions of the other papers, put to this one."""
    searcher = Searcher(passages_of(paper.issue), names_of(paper.issue))
    for other in papers:
        asked = [q for q in other.questions if q.kind not in _OWN and q.near != "chat"]
        if other.name != paper.name:
            for question in dice.sample(asked, _FOREIGN):
                yield from _unanswered("foreign", paper, searcher, question)


def _asked(paper: Paper, searcher: Searcher, question: JudgedQuestion) -> Iterator[Row]:
    query = searcher.query(question.question)
    hits = one_of_each(searcher, searcher.search(query))
    if not hits:
        return
    excerpt = make_excerpt(searcher, query, hits[0])
    headline = question.headline
    sourced = headline is None or squeeze(headline) == squeeze(excerpt.source.headline)
    holds = not question.answers or any(
        squeeze(answer) in squeeze(excerpt.text) for answer in question.answers
    )
    right = question.answerable and sourced and holds
    kind = ("right" if right else "wrong") if question.answerable else question.near
    times = _OWN_WEIGHT if question.kind in _OWN else 1.0
    yield Row("asked", paper.name, searcher.certainty(query, hits), right, kind, times)


def _unanswered(
    sort: str, paper: Paper, searcher: Searcher, question: JudgedQuestion
) -> Iterator[Row]:
    query = searcher.query(question.question)
    hits = one_of_each(searcher, searcher.search(query))
    if hits:
        yield Row(sort, paper.name, searcher.certainty(query, hits), right=False, kind=sort)


def fit(found: Sequence[Row]) -> CertaintyModel:
    """Boosted trees over the rows, each with its weight."""
    base, trees = fit_trees(
        np.array([row.evidence for row in found]),
        np.array([float(row.right) for row in found]),
        np.array([row.weight for row in found]),
    )
    return CertaintyModel(base, tuple(trees))


def report(found: Sequence[Row]) -> None:
    """Leaves out one paper at a time and prints what would be claimed at some thresholds."""
    chances: dict[str, list[float]] = defaultdict(list)
    for name in dict.fromkeys(row.paper for row in found):
        model = fit([row for row in found if row.paper != name])
        for row in found:
            if row.paper == name and row.sort != "gone":
                chances[row.kind].append(probability(model, row.evidence))
    print("share at or over", *_THRESHOLDS)
    for kind, of_kind in chances.items():
        shares = (f"{np.mean(np.array(of_kind) >= t):.3f}" for t in _THRESHOLDS)
        print(f"{kind:6s} {len(of_kind):4d}", *shares)


def written(model: CertaintyModel, names: Sequence[str]) -> str:
    """The model as ``certainty.json``, one tree a line."""
    trees = [[t.evidence, t.cut, *t.low, *t.high] for t in model.trees]
    whole: WrittenModel = {
        "fitted_on": list(names),
        "evidence": list(CERTAINTY_EVIDENCE),
        "base": round(model.base, 5),
        "trees": [],
    }
    lines = ",\n".join(json.dumps([round(number, 5) for number in tree]) for tree in trees)
    return json.dumps(whole, indent=1).replace('"trees": []', f'"trees": [\n{lines}\n]') + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    papers = read_papers(PAPERS)
    dice = random.Random(1)  # noqa: S311 - draws questions, not secrets
    found = [row for paper in papers for row in paper_rows(paper)]
    found += [row for paper in papers for row in foreign_rows(paper, papers, dice)]
    report(found)
    if arguments.out:
        arguments.out.write_text(written(fit(found), [p.name for p in papers]), encoding="utf-8")


if __name__ == "__main__":
    main()
