"""Question collections on disk: JSON lines and BEIR folders, read with the line to blame."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from retrieval.errors import JudgementsError

__all__ = ["Collection", "Document", "JudgedQuery", "json_lines", "read_collection"]


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a collection; `title` may be ""."""

    key: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """One query; `answers` are the strings that answer it, where the collection tells them."""

    key: str
    text: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Collection:
    """A BEIR folder.

    Attributes:
        documents: In the order of the file.
        queries: Those with a judgement, in the order of the file, at least one.
        judgements: Query key → document key → relevance.
    """

    documents: tuple[Document, ...]
    queries: tuple[JudgedQuery, ...]
    judgements: Mapping[str, Mapping[str, int]]


def read_collection(folder: Path) -> Collection:
    """Reads a BEIR folder.

    Args:
        folder: With ``corpus.jsonl``, ``queries.jsonl`` and ``qrels/test.tsv``.

    Raises:
        JudgementsError: A file or a line of it cannot be read, or no query is judged.
    """
    corpus = folder / "corpus.jsonl"
    documents = tuple(_document(corpus, *entry) for entry in json_lines(corpus))
    judgements = _judgements(folder / "qrels" / "test.tsv")
    asked = folder / "queries.jsonl"
    queries = tuple(q for q in _queries(asked) if q.key in judgements)
    if not queries:
        raise JudgementsError("没有一个有评判的查询", source=str(asked))
    return Collection(documents, queries, judgements)


def json_lines(path: Path) -> Iterator[tuple[int, dict[str, object]]]:
    """Reads JSON objects, one a line; blank lines are passed over.

    Args:
        path: A UTF-8 file.

    Yields:
        The 1-based line and its object.

    Raises:
        JudgementsError: The file cannot be read or a line is no JSON object.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise JudgementsError(f"读不出来:{error}", source=str(path)) from error
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            entry: object = json.loads(line)
        except ValueError as error:
            raise JudgementsError(f"不是 JSON:{error}", source=str(path), line=number) from error
        if not isinstance(entry, dict):
            raise JudgementsError("不是 JSON 对象", source=str(path), line=number)
        yield number, entry


def _field(path: Path, number: int, entry: dict[str, object], name: str) -> str:
    value = entry.get(name)
    if not isinstance(value, str):
        raise JudgementsError(f'没有文字的 "{name}"', source=str(path), line=number)
    return value


def _document(path: Path, number: int, entry: dict[str, object]) -> Document:
    title = entry.get("title", "")
    if not isinstance(title, str):
        raise JudgementsError('"title" 应是文字', source=str(path), line=number)
    return Document(_field(path, number, entry, "_id"), title, _field(path, number, entry, "text"))


def _queries(path: Path) -> list[JudgedQuery]:
    found = []
    for number, entry in json_lines(path):
        metadata = entry.get("metadata")
        answers = metadata.get("answers", []) if isinstance(metadata, dict) else []
        if not isinstance(answers, list):
            raise JudgementsError('"answers" 应是一列文字', source=str(path), line=number)
        key = _field(path, number, entry, "_id")
        texts = tuple(answer for answer in answers if isinstance(answer, str))
        found.append(JudgedQuery(key, _field(path, number, entry, "text"), texts))
    return found


def _judgements(path: Path) -> dict[str, dict[str, int]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise JudgementsError(f"读不出来:{error}", source=str(path)) from error
    found: dict[str, dict[str, int]] = {}
    for number, line in enumerate(lines, start=1):
        if number == 1 or not line.strip():
            continue
        try:
            query, document, score = line.split("\t")
            found.setdefault(query, {})[document] = int(score)
        except ValueError as error:
            reason = "应是三栏,以制表符隔开,第三栏是整数"
            raise JudgementsError(reason, source=str(path), line=number) from error
    return found
