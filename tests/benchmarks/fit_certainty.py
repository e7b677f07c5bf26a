"""Fits the model that tells an answer from related reporting, and adds it to ``weights.json``.

    python -m tests.benchmarks.fit_certainty ../shared/retrieval/cmrc2018-trial … [--out FILE]

Small papers of a dozen articles are drawn from each collection and asked: questions of their own
articles; questions of other articles; questions of other articles put to an article of the paper
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

from retrieval.answer import make_excerpt
from retrieval.certainty import CERTAINTY_EVIDENCE
from retrieval.judgements import Collection, Document, JudgedQuery, read_collection
from retrieval.search import Searcher
from retrieval.text import squeeze
from tests.benchmarks.fit_answers import as_a_paper

Floats = npt.NDArray[np.float64]
Row = tuple[str, list[float], bool, str]
_ATTRIBUTE = re.compile(r"的([一-龥]{2,4})((?:是|有)(?:多少|几|什么|谁|哪里))")
ARTICLES = 12
PAPERS_EACH = 40
RIDGE = 1.0
_SORTS = (
    *("own", "own right", "own wrong", "other", "attribute", "lacking", "title", "year", "gone"),
)


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
        yield case.sort, searcher.certainty(query, hits), right, case.question


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
            left = [
                p
                for p in passages
                if not any(
                    squeeze(a) in squeeze(p.text) for q in gone for a in q.answers if squeeze(a)
                )
            ]
            found += rows(Searcher(left), [Case("gone", q.text, q.answers) for q in gone])
    return found


def fit(evidence: Floats, right: Floats, ridge: float = RIDGE) -> Floats:
    """Ridge logistic regression by Newton's method, on evidence scaled to unit spread."""
    spread = evidence.std(axis=0)
    spread[spread < 1e-9] = 1.0
    scaled = evidence / spread
    weights = np.zeros(evidence.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (chance - right) + ridge * weights
        curve = (scaled * (chance * (1 - chance))[:, None]).T @ scaled
        weights -= np.linalg.solve(curve + ridge * np.eye(len(weights)), slope)
    fitted: Floats = weights / spread
    return fitted


def report(found: Sequence[Row], weights: Floats) -> None:
    """Prints how often each sort of question is claimed to be answered at some thresholds."""
    chance = 1 / (1 + np.exp(-np.array([row[1] for row in found]) @ weights))
    for sort in _SORTS:
        name, _, which = sort.partition(" ")
        of_sort = [
            c
            for c, row in zip(chance, found, strict=True)
            if row[0] == name and (not which or row[2] == (which == "right"))
        ]
        shares = " ".join(
            f"{np.mean(np.array(of_sort) >= t):.3f}" for t in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
        )
        print(f"{sort:10s} {len(of_sort):5d}  claimed at 0.2…0.7: {shares}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--report", nargs="*", type=Path, default=[])
    parser.add_argument("--papers", type=int, default=PAPERS_EACH)
    arguments = parser.parse_args()
    found = gather(arguments.folders, arguments.papers, seed=1)
    evidence = np.array([row[1] for row in found])
    weights = fit(evidence, np.array([float(row[2]) for row in found]))
    for name, weight in zip(CERTAINTY_EVIDENCE, weights, strict=True):
        print(f"{name:20s} {weight:8.3f}")
    report(found, weights)
    if arguments.report:
        report(gather(arguments.report, arguments.papers, seed=2), weights)
    if arguments.out:
        written = json.loads(arguments.out.read_text("utf-8"))
        written["certainty"] = dict(
            zip(CERTAINTY_EVIDENCE, (round(float(w), 4) for w in weights), strict=True)
        )
        arguments.out.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
