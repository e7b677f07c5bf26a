"""Words that readers use for the words of the paper, from a short reviewed list."""

from __future__ import annotations

import functools
from importlib import resources

__all__ = ["SYNONYMS_NAME", "listed_words", "synonyms"]

SYNONYMS_NAME = "synonyms.tsv"
"""Lines of ``word TAB words that may stand for it in the paper``; one way only."""


@functools.cache
def _table() -> dict[str, tuple[str, ...]]:
    lines = resources.files("retrieval").joinpath(SYNONYMS_NAME).read_text("utf-8").splitlines()
    pairs = (line.partition("\t") for line in lines)
    return {word: tuple(others.split()) for word, _, others in pairs}


def synonyms(word: str) -> tuple[str, ...]:
    """Words that may stand in the paper for a reader's word; empty where none are listed.

    Args:
        word: A word of a question's shadow text.
    """
    return _table().get(word, ())


def listed_words() -> tuple[str, ...]:
    """The readers' words of the list, in its order."""
    return tuple(_table())
