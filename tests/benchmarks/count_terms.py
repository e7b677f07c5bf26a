"""Counts in how many paragraphs of news each term stands: the table of `retrieval.background`.

    python -m tests.benchmarks.count_terms NEWS.jsonl.gz retrieval/term_counts.tsv.gz

Each line of the news has a list ``paragraphs``. Terms in fewer than five paragraphs are left out.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

from retrieval.analyzer import Analyzer, TermKind
from retrieval.background import PARAGRAPHS_KEY
from retrieval.text import fold

LEAST = 5


def count(news: Path) -> Counter[str]:
    """Term → paragraphs that have it, with the number of all under `PARAGRAPHS_KEY`."""
    analyzer = Analyzer()
    counts: Counter[str] = Counter()
    with gzip.open(news, "rt", encoding="utf-8") as lines:
        for line in lines:
            for paragraph in json.loads(line)["paragraphs"]:
                shadow = fold(paragraph).text
                terms = analyzer.terms(shadow)
                kinds = (TermKind.WORD, TermKind.BIGRAM)
                found = {term.text for term in terms if term.kind in kinds}
                counts.update(found | {f"·{character}" for character in shadow})
                counts[PARAGRAPHS_KEY] += 1
    return counts


def main() -> None:
    news, table = map(Path, sys.argv[1:])
    kept = {term: n for term, n in count(news).items() if n >= LEAST and term.isprintable()}
    text = "".join(f"{term}\t{n}\n" for term, n in sorted(kept.items()))
    # A fixed time stamp: the same news make the same bytes.
    table.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))


if __name__ == "__main__":
    main()
