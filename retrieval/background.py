"""How common a term is in newspaper language, from counts over 97,257 paragraphs of news.

An issue of fifty paragraphs cannot tell a rare word from a common one; the counts can. The table is
made by ``tests/benchmarks/count_terms.py``.
"""

from __future__ import annotations

import functools
import gzip
import math
from importlib import resources

__all__ = ["PARAGRAPHS_KEY", "TABLE_NAME", "load_background", "rarity"]

TABLE_NAME = "term_counts.tsv.gz"
"""Lines of ``term TAB paragraphs that have it``; bigrams and single characters after ``·``."""

PARAGRAPHS_KEY = "·"
"""The line of the table that counts all paragraphs."""


@functools.cache
def _table() -> dict[str, float]:
    packed = resources.files("retrieval").joinpath(TABLE_NAME).read_bytes()
    lines = gzip.decompress(packed).decode("utf-8").splitlines()
    counts = (line.rpartition("\t") for line in lines)
    found = {term: int(count) for term, _, count in counts}
    whole = math.log(found.pop(PARAGRAPHS_KEY) + 1)
    return {term: 1.0 - math.log(count + 1) / whole for term, count in found.items()}


def load_background() -> None:
    """Reads the table (about 0.15 s, once); otherwise the first question does."""
    _table()


def rarity(term: str) -> float:
    """``1 - ln(n + 1) / ln(N + 1)`` of a term in n of N paragraphs.

    Args:
        term: A word, or a bigram or single character after ``·``.

    Returns:
        0 for a term in every paragraph, 1 for one that the news does not have.
    """
    return _table().get(term, 1.0)
