"""Fits the model that tells an answer from related reporting: ``retrieval/certainty.json``.

    python -m tests.benchmarks.fit_certainty ../shared/retrieval/cmrc2018-trial … [--out FILE]

Most of it is learned from invented papers (`tests.papers`): their questions, near misses among
them, and each answerable question once more after what answers it was taken out of the paper. How
well that carries over is told by leaving out one paper at a time. The rest is made from
collections. Small papers of a dozen articles are drawn from each collection and asked: questions
of their own articles; questions of other articles; the latter put to an article of the paper
(its title in place of theirs); attributes that questions ask for (某某的人口有多少) and the article
does not have; their own questions with the title exchanged for one that the paper
does not have, with another year, or after the paragraph that answers was taken out.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from retrieval.answer import make_excerpt, one_of_each
from retrieval.certainty import CERTAINTY_EVIDENCE, CertaintyModel, probability
from retrieval.evaluate import JudgedQuestion
from retrieval.judgements import Collection, Document, JudgedQuery, read_collection
from retrieval.passage import names_of, passages_of
from retrieval.ranking import WrittenModel
from retrieval.search import Searcher
from retrieval.text import squeeze
from tests.benchmarks.boosting import fit_trees
from tests.benchmarks.fit_answers import answers_in, as_a_paper
from tests.papers import PAPERS, Paper, read_papers

Floats = npt.NDArray[np.float64]
_ATTRIBUTE = re.compile(r"的([一-龥]{2,4})((?:是|有)(?:多少|几|什么|谁|哪里))")
ARTICLES = 12
PAPERS_EACH = 8
WEIGHTS = {"asked": 1.0, "gone": 0.3}
"""What a case counts. What is made of papers tells less than what was asked about them."""
_MADE = 0.1
"""The same of a case that is made of a collection."""
_THRESHOLDS = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)


@dataclass(frozen=True, slots=True)
class Row:
    """A case with its evidence.

    Attributes:
        sort: How it was made; ``asked`` where it is a question of a paper's list.
        paper: Name of the paper, or "".
        evidence: Of `CERTAINTY_EVIDENCE`.
        right: Whether the first excerpt answers.
        kind: ``right`` or ``wrong`` for an answerable question of a list, else how near it is.
    """

    sort: str
    paper: str
    evidence: list[float]
    right: bool
    kind: str = ""

    @property
    def weight(self) -> float:
        """What the case counts."""
        return WEIGHTS[self.sort] if self.paper else _MADE


@dataclass(frozen=True, slots=True)
class Case:
    """A question put to a paper."""

    sort: str
    question: str
    answers: tuple[str, ...]


def title_of(document: Document) -> str:
    """The title without what stands in brackets."""
    return re.split(r"[\s(（]", document.title)[0]


def cases(
    collection: Collection, inside: Sequence[Document], dice: random.Random
) -> Iterator[Case]:
    """Questions for a paper made of `inside`."""
    by_document = queries_by_document(collection)
    keys = {document.key for document in inside}
    attributes = [found for query in collection.queries for found in _ATTRIBUTE.findall(query.text)]
    outside = [document for document in collection.documents if document.key not in keys]
    for document in inside:
        title = title_of(document)
        other = dice.choice(outside)
        for query in by_document[document.key]:
            yield Case("own", query.text, query.answers)
        for query in by_document[document.key][:2]:
            if title and title in query.text:
                yield Case("title", query.text.replace(title, title_of(other)), ())
            if re.search(r"[12]\d{3}年", query.text):
                year = str(dice.randint(1900, 2023))
                yield Case("year", re.sub(r"[12]\d{3}(?=年)", year, query.text), ())
        for attribute, ending in dice.sample(attributes, 3):
            if title and attribute not in document.text:
                yield Case("lacking", f"{title}的{attribute}{ending}?", ())
        asked = by_document[other.key]
        if asked:
            query = dice.choice(asked)
            yield Case("other", query.text, ())
            if title and title_of(other) and title_of(other) in query.text:
                yield Case("attribute", query.text.replace(title_of(other), title), ())


def queries_by_document(collection: Collection) -> dict[str, list[JudgedQuery]]:
    """Document key → its queries that have answers."""
    found: dict[str, list[JudgedQuery]] = defaultdict(list)
    for query in collection.queries:
        if any(squeeze(answer) for answer in query.answers) and query.text:
            for key in collection.judgements[query.key]:
                found[key].append(query)
    return found


def rows(searcher: Searcher, asked: Sequence[Case]) -> Iterator[Row]:
    """Sort, evidence, and whether the first excerpt answers, of each question with a hit."""
    for case in asked:
        query = searcher.query(case.question)
        hits = searcher.search(query)
        if not hits:
            continue
        text = squeeze(make_excerpt(searcher, query, hits[0]).text)
        right = any(squeeze(a) in text for a in case.answers if squeeze(a))
        yield Row(case.sort, "", searcher.certainty(query, hits), right)


def gather(folders: Sequence[Path], papers: int, seed: int) -> list[Row]:
    """All rows of papers drawn from collections."""
    dice = random.Random(seed)  # noqa: S311 - draws test papers, not secrets
    found: list[Row] = []
    for folder in folders:
        collection = read_collection(folder)
        by_document = queries_by_document(collection)
        for number in range(papers):
            inside = dice.sample(collection.documents, ARTICLES)
            part = Collection(tuple(inside), collection.queries, collection.judgements)
            queries = tuple(q for d in inside for q in by_document[d.key])
            part = Collection(tuple(inside), queries, collection.judgements)
            passages, _ = as_a_paper(part, titled=number % 2 == 0)
            found += rows(Searcher(passages), list(cases(collection, inside, dice)))
            gone = [dice.choice(by_document[d.key]) for d in inside if by_document[d.key]]
            left = [p for p in passages if not any(answers_in(p, q.answers) for q in gone)]
            found += rows(Searcher(left), [Case("gone", q.text, q.answers) for q in gone])
    return found


def paper_rows(paper: Paper) -> Iterator[Row]:
    """The questions of a paper's list, and those whose answer was taken out of the paper."""
    passages, names = passages_of(paper.issue), names_of(paper.issue)
    searcher = Searcher(passages, names)
    for question in paper.questions:
        yield from _asked(paper, searcher, question)
        if question.answerable and any(question.answers):
            left = [p for p in passages if not answers_in(p, question.answers)]
            yield from _gone(paper, Searcher(left, names), question)


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
    yield Row("asked", paper.name, searcher.certainty(query, hits), right, kind)


def _gone(paper: Paper, searcher: Searcher, question: JudgedQuestion) -> Iterator[Row]:
    query = searcher.query(question.question)
    hits = searcher.search(query)
    if hits:
        yield Row("gone", paper.name, searcher.certainty(query, hits), right=False)


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
    for name in dict.fromkeys(row.paper for row in found if row.paper):
        model = fit([row for row in found if row.paper != name])
        for row in found:
            if row.paper == name and row.sort == "asked":
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
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--papers", type=int, default=PAPERS_EACH)
    arguments = parser.parse_args()
    papers = read_papers(PAPERS)
    found = [row for paper in papers for row in paper_rows(paper)]
    found += gather(arguments.folders, arguments.papers, seed=1)
    report(found)
    if arguments.out:
        names = [*(paper.name for paper in papers), *(folder.name for folder in arguments.folders)]
        arguments.out.write_text(written(fit(found), names), encoding="utf-8")


if __name__ == "__main__":
    main()
