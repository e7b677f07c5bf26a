"""Time of one question, warm: the whole answer, beside plain rank_bm25 in the same run.

    python -m tests.benchmarks.bench_answers [BEIR_FOLDER …]

Always measures the shipped page; each folder is measured as one big paper. Prints medians in ms.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import jieba
from rank_bm25 import BM25Okapi

from retrieval.analyzer import warm
from retrieval.answer import Answerer, make_excerpt
from retrieval.evaluate import read_questions
from retrieval.judgements import read_collection
from retrieval.page import read_page
from retrieval.passage import passage_of, passages_of
from retrieval.search import Searcher

ROOT = Path(__file__).resolve().parent.parent.parent
MOST = 400
"""Questions of a collection that are timed."""


def timed(ask: Callable[[str], object], questions: Sequence[str]) -> tuple[float, float]:
    """Median and 95th percentile in ms, after one round to warm up."""
    for question in questions[:20]:
        ask(question)
    times = []
    for question in questions:
        begun = time.perf_counter()
        ask(question)
        times.append((time.perf_counter() - begun) * 1000)
    times.sort()
    return median(times), times[int(len(times) * 0.95)]


def plain(texts: Sequence[str]) -> Callable[[str], object]:
    """The plain recipe: rank_bm25 over jieba's words, the best paragraph."""
    bm25 = BM25Okapi([jieba.lcut(text) for text in texts])
    return lambda question: bm25.get_top_n(jieba.lcut(question), list(texts), n=3)


def show(
    name: str, ours: Callable[[str], object], texts: Sequence[str], asked: Sequence[str]
) -> None:
    """Prints one line for a paper."""
    mine, base = timed(ours, asked), timed(plain(texts), asked)
    print(
        f"{name}: {len(texts)} passages, {len(asked)} questions; ms median/p95: "
        f"Wenbao {mine[0]:.2f}/{mine[1]:.2f}, plain rank_bm25 {base[0]:.2f}/{base[1]:.2f}"
    )


def main() -> None:
    warm()
    jieba.initialize()
    issue = read_page((ROOT / "seeds" / "2024-03-14.txt").read_text("utf-8"))
    answerer = Answerer(issue)
    judged = read_questions(ROOT / "tests" / "golden" / "questions-2024-03-14.jsonl")
    texts = [passage.text for passage in passages_of(issue)]
    show("shipped page", answerer.answer, texts, [q.question for q in judged] * 5)
    for folder in map(Path, sys.argv[1:]):
        collection = read_collection(folder)
        documents = collection.documents
        searcher = Searcher([passage_of(n, d.title, d.text) for n, d in enumerate(documents)])

        def ask(question: str, searcher: Searcher = searcher) -> object:
            query = searcher.query(question)
            hits = searcher.search(query)
            return [make_excerpt(searcher, query, hit) for hit in hits[:3]]

        step = max(1, len(collection.queries) // MOST)
        show(
            folder.name,
            ask,
            [f"{d.title}\n{d.text}" for d in documents],
            [query.text for query in collection.queries[::step]],
        )


if __name__ == "__main__":
    main()
