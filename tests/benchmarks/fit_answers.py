"""Fits the weights of the evidence on collections and writes ``retrieval/weights.json``.

    python -m tests.benchmarks.fit_answers ../shared/retrieval/cmrc2018-trial … [--out FILE]

Each collection is used three times: as it is; as a paper (its documents cut into paragraphs of
about 160 characters that share the title as a headline, and the title a passage of its own); and
as a paper whose headlines say nothing. The questions of the invented papers (`tests.papers`) are
added. A softmax over the sentences of the right paragraph fits
the sentence's weights, one over the close hits the passage's.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from retrieval.evidence import PASSAGE_EVIDENCE, SENTENCE_EVIDENCE, sentence_evidence
from retrieval.excerpt import Source, SourceKind
from retrieval.judgements import Collection, Document, JudgedQuery, read_collection
from retrieval.passage import Passage, PassageRole, names_of, passage_of, passages_of
from retrieval.ranking import Weights
from retrieval.search import DEPTH, Searcher
from retrieval.text import sentence_spans, squeeze
from retrieval.weighing import weigh
from tests.papers import Paper, read_papers

Floats = npt.NDArray[np.float64]
CHUNK = 160
RIDGE = 2.0
FORMS_EVERY = 2
"""Of the queries of a collection made a paper every second one is used."""
PAPERS_COUNT = 3
"""A question of a paper counts as much as so many of a collection: newspapers are what is read."""
_LONGEST = 2.0
"""A longer step than this is cut, or the first ones overshoot."""
_STEPS = 40
"""Newton steps; the curvature leaves out the right ones' own, so each step only falls."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with the passages that answer it."""

    query: JudgedQuery
    right: frozenset[int]


@dataclass(frozen=True, slots=True)
class Choice:
    """Evidence of several things of which some are right."""

    evidence: Floats
    right: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Material:
    """A collection in one of its three forms, or a paper."""

    name: str
    passages: list[Passage]
    asked: list[Asked]
    names: tuple[str, ...] = ()
    count: int = 1

    def searcher(self, weights: Weights) -> Searcher:
        """A searcher over it."""
        return Searcher(self.passages, self.names, weights)


def as_it_is(collection: Collection) -> tuple[list[Passage], list[Asked]]:
    """Each document a passage."""
    passages = [passage_of(n, d.title, d.text) for n, d in enumerate(collection.documents)]
    numbers = {document.key: n for n, document in enumerate(collection.documents)}
    asked = [
        Asked(query, frozenset(numbers[key] for key in collection.judgements[query.key]))
        for query in collection.queries
    ]
    return passages, asked


def as_a_paper(collection: Collection, *, titled: bool) -> tuple[list[Passage], list[Asked]]:
    """Each document an article of short paragraphs under a headline."""
    passages: list[Passage] = []
    numbers: dict[str, range] = {}
    for group, document in enumerate(collection.documents):
        begun = len(passages)
        passages.extend(_article(group, document, titled=titled))
        numbers[document.key] = range(begun, len(passages))
    asked = []
    for query in collection.queries:
        wanted = [squeeze(answer) for answer in query.answers if squeeze(answer)]
        right = {
            n
            for key in collection.judgements[query.key]
            for n in numbers[key]
            if passages[n].role is PassageRole.BODY
            and any(answer in squeeze(passages[n].text) for answer in wanted)
        }
        if right:
            asked.append(Asked(query, frozenset(right)))
    return passages, asked


def _article(group: int, document: Document, *, titled: bool) -> Iterator[Passage]:
    title = document.title if titled else ""
    source = Source(None, SourceKind.REPORT, group, -1, title)
    if title:
        yield Passage(title, source, group, PassageRole.HEADLINE, title)
    begin: int | None = None
    spans = sentence_spans(document.text)
    for start, end in spans:
        begin = start if begin is None else begin
        if end - begin >= CHUNK or end == spans[-1][1]:
            yield Passage(document.text[begin:end], source, group, headline=title)
            begin = None


def answers_in(passage: Passage, answers: Sequence[str]) -> bool:
    """Whether a passage holds one of the answers."""
    text = squeeze(passage.text)
    return any(squeeze(answer) in text for answer in answers if squeeze(answer))


def of_a_paper(paper: Paper) -> Material:
    """A paper with the questions of its list that it answers."""
    passages = passages_of(paper.issue)
    asked = []
    for question in paper.questions:
        headline = question.headline
        right = {
            number
            for number, passage in enumerate(passages)
            if (headline is None or squeeze(headline) == squeeze(passage.source.headline))
            and (not any(question.answers) or answers_in(passage, question.answers))
        }
        if question.answerable and right:
            query = JudgedQuery(question.identifier, question.question, question.answers)
            asked.append(Asked(query, frozenset(right)))
    return Material(paper.name, list(passages), asked, names_of(paper.issue), PAPERS_COUNT)


def sentence_choices(searcher: Searcher, asked: Sequence[Asked]) -> list[Choice]:
    """The sentences of each right passage; right are those that hold an answer."""
    choices = []
    for one in asked:
        weighed = weigh(searcher.query(one.query.text), searcher.index)
        wanted = [squeeze(answer) for answer in one.query.answers if squeeze(answer)]
        for number in sorted(one.right)[:1]:
            read = searcher.read[number]
            texts = [squeeze(read.passage.text[start:end]) for start, end in read.sentences]
            right = np.array([any(answer in text for answer in wanted) for text in texts])
            if right.any() and not right.all():
                choices.append(Choice(np.array(sentence_evidence(weighed, read)), right))
    return choices


def passage_choices(searcher: Searcher, asked: Sequence[Asked]) -> list[Choice]:
    """The close hits of each query."""
    choices = []
    for one in asked:
        query = searcher.query(one.query.text)
        weighed = weigh(query, searcher.index)
        found = searcher.candidates(query)[:DEPTH]
        if found:
            rows = [searcher.evidence(weighed, number, bm25)[0] for number, bm25 in found]
            right = np.array([number in one.right for number, _ in found])
            choices.append(Choice(np.array(rows), right))
    return choices


def fit(choices: Sequence[Choice], ridge: float = RIDGE) -> Floats:
    """Weights under which what is right is most likely (softmax, ridge on scaled weights)."""
    kept = [choice for choice in choices if choice.right.any() and not choice.right.all()]
    evidence = np.concatenate([choice.evidence for choice in kept])
    right = np.concatenate([choice.right for choice in kept]).astype(float)
    sizes = np.array([len(choice.right) for choice in kept])
    begins = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    spread = evidence.std(axis=0)
    spread[spread < 1e-9] = np.inf
    scaled = evidence / spread
    weights = np.zeros(evidence.shape[1])
    for _ in range(_STEPS):
        scores = scaled @ weights
        likely = np.exp(scores - np.repeat(np.maximum.reduceat(scores, begins), sizes))
        share = likely / np.repeat(np.add.reduceat(likely, begins), sizes)
        good = likely * right
        good_share = good / np.repeat(np.add.reduceat(good, begins) + 1e-300, sizes)
        slope = scaled.T @ (share - good_share) + 2 * ridge * weights
        means = np.add.reduceat(scaled * share[:, None], begins)
        curve = (scaled * share[:, None]).T @ scaled - means.T @ means
        step = np.linalg.solve(curve + 2 * ridge * np.eye(len(weights)), slope)
        weights -= step * min(1.0, _LONGEST / float(np.abs(step).max()))
    fitted: Floats = weights / spread
    return fitted


def right_first(choices: Sequence[Choice], weights: Floats) -> float:
    """Share of choices whose best is right."""
    return float(np.mean([c.right[int(np.argmax(c.evidence @ weights))] for c in choices]))


def materials(folders: Sequence[Path]) -> list[Material]:
    """Every collection in its three forms."""
    found = []
    for folder in folders:
        collection = read_collection(folder)
        found.append(Material(f"{folder.name} whole", *as_it_is(collection)))
        for name, titled in (("paper", True), ("untitled", False)):
            passages, asked = as_a_paper(collection, titled=titled)
            found.append(Material(f"{folder.name} {name}", passages, asked[::FORMS_EVERY]))
    return found


def fit_all(found: Sequence[Material]) -> Weights:
    """Fits sentence weights, then passage weights on top of them."""
    blank = Weights((0.0,) * len(SENTENCE_EVIDENCE), (0.0,) * len(PASSAGE_EVIDENCE))
    searchers = [material.searcher(blank) for material in found]
    pairs = list(zip(found, searchers, strict=True))
    choices = [c for m, s in pairs for c in sentence_choices(s, m.asked) * m.count]
    sentence = fit(choices)
    print(f"sentences: {len(choices)}, right {right_first(choices, sentence):.4f}")
    begun = Weights(tuple(map(float, sentence)), blank.passage)
    for searcher in searchers:
        searcher.weights = begun
    choices = [c for m, s in pairs for c in passage_choices(s, m.asked) * m.count]
    passage = fit(choices)
    print(f"passages: {len(choices)}, right {right_first(choices, passage):.4f}")
    return Weights(begun.sentence, tuple(map(float, passage)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--report", nargs="*", type=Path, default=[])
    arguments = parser.parse_args()
    papers = read_papers()
    weights = fit_all([*materials(arguments.folders), *map(of_a_paper, papers)])
    for material in materials(arguments.report):
        searcher = material.searcher(weights)
        sentences = right_first(
            sentence_choices(searcher, material.asked), np.array(weights.sentence)
        )
        passages = right_first(passage_choices(searcher, material.asked), np.array(weights.passage))
        print(f"{material.name}: passage first {passages:.4f}, sentence {sentences:.4f}")
    if arguments.out:
        used = [*(folder.name for folder in arguments.folders), *(p.name for p in papers)]
        written: dict[str, object] = {"fitted_on": used}
        for part, names, fitted in (
            ("sentence", SENTENCE_EVIDENCE, weights.sentence),
            ("passage", PASSAGE_EVIDENCE, weights.passage),
        ):
            written[part] = dict(zip(names, (round(w, 4) for w in fitted), strict=True))
        arguments.out.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
