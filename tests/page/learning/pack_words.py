"""Pack a word model of Chinese into the table of words and pairs of words that ships.

``python -m tests.page.learning.pack_words MODEL.txt DICTIONARY.bin OUT.npz``

The model is Open-gram's (CC BY-SA 3.0), as Debian's package sunpinyin-data has it: MODEL is what
``tslminfo -v -p lm_sc.t3g`` of the package sunpinyin-utils prints, DICTIONARY is pydict_sc.bin.
Kept are words of up to four characters and, of the pairs of words that are not rare, those that
stand side by side much oftener or much more seldom than chance would have it; rare pairs took twice
the room and told nothing more.
"""

from __future__ import annotations

import argparse
import zipfile
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from retrieval.page.statistics import Hashes, classes_of, hash_strings
from retrieval.page.word_pairs import (
    BETWEEN,
    CELLS,
    GAINS,
    LONGEST,
    PAIR,
    RARITY,
    split_hashes,
)

Levels: TypeAlias = NDArray[np.uint16]

_WORDS_AT = 2
_FILLED = 0.75
_LEAST, _AVOIDED, _COMMON = 1.7, -2.0, -17.6


def read_words(path: Path) -> list[str]:
    """The dictionary's words by number; '' for numbers without one."""
    data = path.read_bytes()
    numbers = np.frombuffer(data, dtype="<u4", count=len(data) // 4)
    count, start = int(numbers[0]), int(numbers[_WORDS_AT]) // 4
    letters = "".join(chr(number) for number in numbers[start:].tolist())
    return letters.split("\0")[:count]


def read_model(path: Path) -> tuple[dict[int, float], NDArray[np.float64]]:
    """Probabilities of words by number, and rows of first word, second word, probability."""
    single: dict[int, float] = {}
    pairs: list[tuple[float, float, float]] = []
    order = 0
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.startswith("\\"):
                order = int(line[1])
                continue
            fields = line.split()
            if order == 1:
                single[int(fields[0])] = float(fields[1])
            elif order == 2:
                pairs.append((float(fields[0]), float(fields[1]), float(fields[2])))
            elif order > 2:
                break
    return single, np.array(pairs)


def pack_words(words: list[str], single: dict[int, float]) -> dict[str, NDArray[np.generic]]:
    """Hashes and levels of single words, sorted by hash."""
    chances: dict[int, float] = {}
    for number, chance in single.items():
        if number and 1 <= len(words[number]) <= LONGEST:
            spelled = (int(c) for c in classes_of(words[number]))
            key = int(hash_strings(*spelled)) >> 32
            chances[key] = chances.get(key, 0.0) + chance
    keys = np.array(sorted(chances), dtype=np.uint32)
    logs = np.log([chances[int(key)] for key in keys])
    levels = np.minimum(np.rint(-logs / RARITY), np.iinfo(np.uint8).max)
    return {"words": keys, "rarities": levels.astype(np.uint8)}


def pack_pairs(
    words: list[str], single: dict[int, float], pairs: NDArray[np.float64]
) -> NDArray[np.uint64]:
    """Buckets of the pairs that tell something, the most telling first."""
    chance = np.zeros(len(words))
    chance[list(single)] = list(single.values())
    first, second = pairs[:, 0].astype(np.int64), pairs[:, 1].astype(np.int64)
    short = np.array([1 <= len(word) <= LONGEST for word in words])
    kept = short[first] & short[second] & (first > 0) & (second > 0)
    first, second, after = first[kept], second[kept], pairs[kept, 2]
    gain = np.log(after / chance[second])
    joint = np.log(after * chance[first])
    told = ((gain > _LEAST) | (gain < _AVOIDED)) & (joint > _COMMON)
    first, second, gain = first[told], second[told], gain[told]
    steps = np.abs(gain[:, None] - np.array(GAINS)[None, 1:])
    levels = (np.argmin(steps, axis=1) + 1).astype(np.uint16)
    order = np.argsort(-np.abs(gain), kind="stable")
    hashes = _hash_pairs(words, first[order], second[order])
    return _fill(hashes, levels[order])


def _hash_pairs(words: list[str], first: NDArray[np.int64], second: NDArray[np.int64]) -> Hashes:
    spelled = np.zeros((len(words), LONGEST), dtype=np.uint64)
    lengths = np.array([len(word) for word in words])
    for number, word in enumerate(words):
        if len(word) <= LONGEST:
            spelled[number, : len(word)] = classes_of(word)
    hashes = np.zeros(len(first), dtype=np.uint64)
    for left in range(1, LONGEST + 1):
        for right in range(1, LONGEST + 1):
            here = (lengths[first] == left) & (lengths[second] == right)
            before = spelled[first[here], :left].T
            behind = spelled[second[here], :right].T
            hashes[here] = hash_strings(PAIR, *before, BETWEEN, *behind)
    return hashes


def _fill(hashes: Hashes, levels: Levels) -> NDArray[np.uint64]:
    """Put levels into cells in order; what finds its bucket full is lost."""
    size = int(len(hashes) / CELLS / _FILLED)
    buckets, cells = split_hashes(hashes, size)
    places = buckets.astype(np.int64)
    order = np.argsort(places, kind="stable")
    turn = np.empty(len(places), dtype=np.int64)
    turn[order] = np.arange(len(places)) - np.searchsorted(places[order], places[order])
    table = np.zeros(size, dtype=np.uint64)
    for cell in range(CELLS):
        here = turn == cell
        entry = (cells[here] | levels[here]).astype(np.uint64)
        table[places[here]] |= entry << np.uint64(16 * cell)
    return table


def main() -> None:
    """Pack the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("dictionary", type=Path)
    parser.add_argument("out", type=Path)
    asked = parser.parse_args()
    words = read_words(asked.dictionary)
    single, pairs = read_model(asked.model)
    arrays = pack_words(words, single) | {"pairs": pack_pairs(words, single, pairs)}
    with zipfile.ZipFile(asked.out, "w") as archive:
        for name, array in arrays.items():
            with archive.open(f"{name}.npy", "w") as member:
                np.lib.format.write_array(member, array, allow_pickle=False)


if __name__ == "__main__":
    main()
