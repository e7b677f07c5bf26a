"""Count the strings of dated news and pack the counts into the table that ships.

``python -m tests.page.learning.count_strings NEWS.jsonl.gz WORDS.txt OUT.npy``

NEWS holds one JSON object a line with ``date``, ``headline`` and ``paragraphs``; WORDS is jieba's
``dict.txt`` (a word, its frequency and its part of speech a line). Only news before `BEFORE` is
counted, so that joins are learned and measured on text that the table has not seen.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retrieval.page.statistics import (
    ALPHABET,
    BUCKETS,
    CELLS,
    FOLLOWERS,
    HEAD_END,
    HEAD_START,
    LEVELS,
    RATIO,
    START,
    WORD,
    Classes,
    Hashes,
    classes_of,
    hash_strings,
)

BEFORE = "2024-07-01"
_LEAST = {2: 1, 3: 1, 4: 2}
_FOLLOWED = 4
_EDGE = 3
_WORDS = range(2, 5)
_WORD_COUNT = 3


def build_table(
    paragraphs: list[str], headlines: list[str], words: dict[str, int]
) -> NDArray[np.uint64]:
    """Count the strings of paragraphs and headlines and pack the counts, words last."""
    classes = _run_together(paragraphs, headlines)
    singles = np.bincount(classes.astype(np.int64), minlength=ALPHABET).astype(np.uint32)
    followers = np.zeros(ALPHABET, dtype=np.uint32)
    table = _Table()
    for length, least in _LEAST.items():
        windows = [classes[at : len(classes) - length + 1 + at] for at in range(length)]
        whole = np.all(np.stack(windows[1:]) != START, axis=0)
        hashes, first, counts = np.unique(
            hash_strings(*windows)[whole], return_index=True, return_counts=True
        )
        contexts = [window[np.flatnonzero(whole)[first]] for window in windows[:-1]]
        if len(contexts) == 1:
            np.add.at(followers, contexts[0].astype(np.int64), 1)
        else:
            table.store(*_count_followers(contexts, counts))
        table.store(hashes[counts >= least], counts[counts >= least])
    keys = [hash_strings(WORD, *(int(c) for c in classes_of(word))) for word in words]
    table.store(np.array(keys, dtype=np.uint64), np.array(list(words.values())))
    return np.concatenate((table.buckets, singles.view(np.uint64), followers.view(np.uint64)))


def _run_together(paragraphs: list[str], headlines: list[str]) -> Classes:
    pieces: list[Classes] = []
    start = np.array([START], dtype=np.uint64)
    for paragraph in paragraphs:
        pieces += [start, classes_of("".join(paragraph.split()))]
    for headline in headlines:
        bare = classes_of("".join(headline.split()))
        pieces += [start, np.array([HEAD_START], dtype=np.uint64), bare[:_EDGE]]
        pieces += [start, bare[-_EDGE:], np.array([HEAD_END], dtype=np.uint64)]
    return np.concatenate(pieces)


def _count_followers(
    contexts: list[Classes], counts: NDArray[np.int64]
) -> tuple[Hashes, NDArray[np.int64]]:
    keys, kinds = np.unique(hash_strings(FOLLOWERS, *contexts), return_counts=True)
    times = np.zeros(len(keys), dtype=np.int64)
    np.add.at(times, np.searchsorted(keys, hash_strings(FOLLOWERS, *contexts)), counts)
    return keys[times >= _FOLLOWED], kinds[times >= _FOLLOWED]


class _Table:
    """Buckets while they are being filled."""

    def __init__(self) -> None:
        self.buckets = np.zeros(BUCKETS, dtype=np.uint64)
        self._filled = np.zeros(BUCKETS, dtype=np.int64)

    def store(self, hashes: Hashes, counts: NDArray[np.int64]) -> None:
        """Put counts into cells, the most frequent first; what finds its bucket full is lost."""
        levels = np.minimum(np.rint(np.log(counts) / np.log(RATIO)) + 1, LEVELS)
        places = (hashes % np.uint64(BUCKETS)).astype(np.int64)
        cells = ((hashes >> np.uint64(53)) << np.uint64(5)) | levels.astype(np.uint64)
        order = np.lexsort((hashes, -counts, places))
        places, cells = places[order], cells[order]
        turn = np.arange(len(places)) - np.searchsorted(places, places) + self._filled[places]
        for cell in range(CELLS):
            here = turn == cell
            self.buckets[places[here]] |= cells[here] << np.uint64(16 * cell)
        np.add.at(self._filled, places[turn < CELLS], 1)


def main() -> None:
    """Build the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path)
    parser.add_argument("words", type=Path)
    parser.add_argument("out", type=Path)
    asked = parser.parse_args()
    paragraphs: list[str] = []
    headlines: list[str] = []
    with gzip.open(asked.news, "rt", encoding="utf-8") as file:
        for line in file:
            story = json.loads(line)
            if story["date"] < BEFORE:
                paragraphs.extend(story["paragraphs"])
                parts = re.split(r"——|[【〖].*?[】〗]|\s", story["headline"])
                headlines.extend(part for part in parts if len(part) > _EDGE)
    words: dict[str, int] = {}
    for line in asked.words.read_text("utf-8").splitlines():
        word, times, *_ = line.split(" ")
        if len(word) in _WORDS and int(times) >= _WORD_COUNT:
            words[word] = int(times)
    np.save(asked.out, build_table(paragraphs, headlines, words))


if __name__ == "__main__":
    main()
