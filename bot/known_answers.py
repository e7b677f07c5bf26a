"""Answers given lately, for questions that are asked again: by many readers, or to leaf through."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - the word of the glossary

from retrieval.archive import Archive
from retrieval.excerpt import Answer

__all__ = ["KnownAnswers", "Wanted"]

_KEPT = 1_000
"""Answers; about 10 MB of those to the shipped issue."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked of the archive: of which issue, keeping to which article."""

    question: str
    date: Date | None
    article: int | None


class KnownAnswers:
    """The answers last given, in memory only, and only of the archive that gave them.

    Nothing tells who asked. Belongs to the event loop.
    """

    __slots__ = ("_answers", "_archive")

    def __init__(self) -> None:
        self._archive: Archive | None = None
        self._answers: OrderedDict[Wanted, Answer] = OrderedDict()

    def of(self, archive: Archive, wanted: Wanted) -> Answer | None:
        """The answer, if this very archive gave it lately."""
        if archive is not self._archive:
            return None
        answer = self._answers.get(wanted)
        if answer is not None:
            self._answers.move_to_end(wanted)
        return answer

    def note(self, archive: Archive, wanted: Wanted, answer: Answer) -> None:
        """Keep an answer; those of another archive go."""
        if archive is not self._archive:
            self._archive = archive
            self._answers.clear()
        self._answers[wanted] = answer
        if len(self._answers) > _KEPT:
            self._answers.popitem(last=False)
