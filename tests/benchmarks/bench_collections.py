"""Figures on two collections: ``python -m tests.benchmarks.bench_collections DEV TRIAL``.

DEV and TRIAL are BEIR folders. Printed are the measures of each with the shipped weights; the same
with every document and query in traditional characters; and with weights fitted on the other one
and the invented papers alone. ``--evidence FILE`` names a file of questions on DEV with the
sentences that people marked as their evidence (a JSON object a line: `question`, `answers`,
`evidences`); of it is printed how often the bold sentence of the first excerpt shares ten
characters with one of them, and how often it holds an answer.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from retrieval.answer import make_excerpt
from retrieval.evaluate import CollectionFigures, measure_collection
from retrieval.judgements import Collection, json_lines, read_collection
from retrieval.search import Searcher
from retrieval.text import squeeze, to_traditional
from tests.benchmarks.fit_answers import as_it_is, fit_all, materials, of_a_paper
from tests.papers import read_papers

_SHARED = 10


def in_traditional(collection: Collection) -> Collection:
    """The same collection in traditional characters."""
    documents = (
        replace(one, title=to_traditional(one.title), text=to_traditional(one.text))
        for one in collection.documents
    )
    queries = (
        replace(one, text=to_traditional(one.text), answers=tuple(map(to_traditional, one.answers)))
        for one in collection.queries
    )
    return replace(collection, documents=tuple(documents), queries=tuple(queries))


def told(name: str, figures: CollectionFigures) -> str:
    """One line of figures."""
    measures = " ".join(f"{name} {value:.4f}" for name, value in figures.measures)
    return f"{name:44s} {measures} sentence {figures.sentences or 0:.4f}"


def judge_evidence(path: Path, collection: Collection) -> str:
    """How the bold sentences agree with what people marked."""
    searcher = Searcher(as_it_is(collection)[0])
    agreed = held = count = 0
    for _, entry in json_lines(path):
        query = searcher.query(str(entry["question"]))
        hits = searcher.search(query)
        bold = squeeze(make_excerpt(searcher, query, hits[0]).answer_text) if hits else ""
        count += 1
        agreed += any(_shares(bold, squeeze(text)) for text in _texts(entry["evidences"]))
        held += any(squeeze(answer) in bold for answer in _texts(entry["answers"]))
    return f"{count} questions, overlapping {agreed / count:.4f}, holding {held / count:.4f}"


def _texts(value: object) -> list[str]:
    return [str(text) for text in value] if isinstance(value, Sequence) else []


def _shares(one: str, other: str) -> bool:
    if len(one) < _SHARED:
        return bool(one) and one in other
    return other in one or any(
        one[at : at + _SHARED] in other for at in range(len(one) - _SHARED + 1)
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs=2, type=Path)
    parser.add_argument("--evidence", type=Path)
    asked = parser.parse_args()
    papers = [of_a_paper(paper) for paper in read_papers()]
    for folder, other in (asked.folders, asked.folders[::-1]):
        collection = read_collection(folder)
        print(told(folder.name, measure_collection(collection)), flush=True)
        written = in_traditional(collection)
        print(told(f"{folder.name} in traditional characters", measure_collection(written)))
        fitted = fit_all([*materials([other]), *papers])
        print(
            told(f"{folder.name}, fitted on {other.name}", measure_collection(collection, fitted))
        )
    if asked.evidence:
        print(judge_evidence(asked.evidence, read_collection(asked.folders[0])))


if __name__ == "__main__":
    main()
