"""Traits: what can be seen of a row and around it that tells a headline from running text.

Nothing here knows a phrase of some paper: form (length, punctuation, the column's width), place
(blank lines, bylines and datelines near by), language (does the text go on over the break?) and
theme (do the row's characters come up again in what follows, or did they in what went before?).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from statistics import median

import numpy as np
from numpy.typing import NDArray

from retrieval.page.edges import Gains, weigh_edges, weigh_partners
from retrieval.page.lines import Row, display_width, is_sentence_end
from retrieval.page.wording import weigh_wording

__all__ = ["TRAITS", "Form", "Page", "Traits"]

Traits = NDArray[np.float64]
"""A row of numbers, named by `TRAITS`, for each row of the page; zeros where a row is not short."""

_WINDOW = 300
_LINES = 12
_RUN = 4
_LONG = 30
_EDGE = 3
_SLACK = 1.0
_MOST_SHORT = 4000
_COMMA = re.compile(r"[,，;；]")
_CLAUSE_END = re.compile(r"[,，、;；:：]$")
_ASKS = re.compile(r"[!?！？]")
_PARTED = re.compile(r"\S\s+\S")
_LEADS_UP = re.compile(r"(?:强调|指出|要求|表示|会上|时|提出|部署|透露)$")
_DASHED = re.compile(r"^(?:[—─－]{1,2}|--)")
_LISTED = re.compile(r"^(?:[（(]?[一二三四五六七八九十]{1,3}[)）、.]|[（(]?\d{1,2}[)）、.](?!\d))")
_SIGNED = re.compile(r"^[^\w\s“‘\"'《（(—─－-]")
_SIGNS_ENOUGH = 6
_FAR = 8


class Form(Enum):
    """What a row is by its own form, before its neighbours are asked."""

    TEXT = auto()
    SHORT = auto()
    BYLINE = auto()
    CREDIT = auto()
    DATELINE = auto()
    FURNITURE = auto()


_SIGNATURES = frozenset({Form.BYLINE, Form.DATELINE})
_RUNNING = frozenset({Form.TEXT, Form.SHORT, Form.DATELINE})
_SHAPE = (
    "to 4 characters",
    "to 8 characters",
    "over 26 characters",
    "commas",
    "asks or exclaims",
    "parts with a space",
    "ends like a clause",
    "digits at the start",
    "leads up to a headline",
    "dash at the start",
    "number of a list at the start",
    "sign at the start",
)
_PLACE = (
    "first",
    "after furniture",
    "after a byline or credit",
    "after text that ends a sentence",
    "after text that does not",
    "after a short row",
    "last",
    "before furniture",
    "before long text",
    "before other text",
    *(f"byline {ahead} ahead" for ahead in range(1, _RUN + 1)),
    *(f"dateline {ahead} ahead" for ahead in range(1, _RUN + 1)),
    "alone between blank lines",
    "more blank lines than usual before",
    "more blank lines than usual after",
    "in one block with the row before",
    "in one block with the row after",
    "signatures on the page",
    "paragraphs since the last signature",
    "rows like it on the page",
)
_WIDTH = (
    "fills column before",
    "fills column after",
    "wider than column",
    "narrow in column",
    "column changes",
    "is lines of the column before",
    "is lines of the column after",
)
_THEME = ("comes up after", "came up before", "text before and after alike")
_LANGUAGE = (
    "goes on from before",
    "goes on after",
    "begins a paragraph",
    "next begins a paragraph",
    "begins a headline",
    "ends a headline",
    "goes on somewhere near",
    "is led to from somewhere near",
    "worded as a headline",
)
TRAITS = (*_SHAPE, *_PLACE, *_WIDTH, *_THEME, *_LANGUAGE)


@dataclass(frozen=True)
class Page:
    """The rows of a page and their forms; everything else is worked out when it is asked for."""

    rows: Sequence[Row]
    forms: Sequence[Form]

    @cached_property
    def traits(self) -> Traits:
        """The traits of every short row; work and room grow with the length of the page.

        On a page of more than `_MOST_SHORT` of them only those that a byline or a dateline follows
        are looked at.
        """
        table = np.zeros((len(self.rows), len(TRAITS)))
        crowded = self.forms.count(Form.SHORT) > _MOST_SHORT
        for at, form in enumerate(self.forms):
            if form is Form.SHORT and not (crowded and self._is_unsigned(at)):
                parts = (self._shape(at), self._place(at), self._width(at), self._theme(at))
                table[at] = [value for part in (*parts, self._language(at)) for value in part]
        return table

    def _shape(self, at: int) -> list[float]:
        row = self.rows[at]
        size = len(row.bare)
        return [
            float(size <= 4),  # noqa: PLR2004 - named by the trait
            float(size <= 8),  # noqa: PLR2004 - named by the trait
            float(size > 26),  # noqa: PLR2004 - named by the trait
            min(len(_COMMA.findall(row.text)), 2) / 2,
            float(bool(_ASKS.search(row.text))),
            float(bool(_PARTED.search(row.text))),
            float(bool(_CLAUSE_END.search(row.text))),
            float(row.text[0].isdecimal()),
            float(bool(_LEADS_UP.search(row.text))),
            float(bool(_DASHED.match(row.text))),
            float(bool(_LISTED.match(row.text))),
            float(bool(_SIGNED.match(row.text))),
        ]

    def _place(self, at: int) -> list[float]:
        before = self.forms[at - 1] if at else None
        after = self.forms[at + 1] if at + 1 < len(self.forms) else None
        text_before = before in {Form.TEXT, Form.DATELINE}
        closed = at > 0 and is_sentence_end(self.rows[at - 1].text)
        text_after = after in {Form.TEXT, Form.DATELINE}
        long_after = text_after and len(self.rows[at + 1].bare) >= _LONG
        row = self.rows[at]
        blanks_after = self.rows[at + 1].blanks if after else self._usual_blanks
        return [
            float(before is None),
            float(before is Form.FURNITURE),
            float(before in {Form.BYLINE, Form.CREDIT}),
            float((text_before or before is Form.SHORT) and closed),
            float(text_before and not closed),
            float(before is Form.SHORT and not closed),
            float(after is None),
            float(after is Form.FURNITURE),
            float(long_after),
            float(text_after and not long_after),
            *self._ahead(at, Form.BYLINE),
            *self._ahead(at, Form.DATELINE),
            float(row.blanks > 0 and blanks_after > 0),
            float(at > 0 and row.blanks > self._usual_blanks),
            float(after is not None and blanks_after > self._usual_blanks),
            float(at > 0 and row.blanks == 0 < self._usual_blanks),
            float(after is not None and blanks_after == 0 < self._usual_blanks),
            self._signed_share,
            min(self._since_signed[at], _FAR) / _FAR,
            self._lone_share,
        ]

    def _is_unsigned(self, at: int) -> bool:
        return not any(self._ahead(at, Form.BYLINE)) and not any(self._ahead(at, Form.DATELINE))

    def _ahead(self, at: int, form: Form) -> list[float]:
        """How far on, over nothing but short rows, a row of a form stands, as indicators."""
        found = [0.0] * _RUN
        for ahead in range(1, _RUN + 1):
            if at + ahead >= len(self.forms):
                break
            here = self.forms[at + ahead]
            if here is form:
                found[ahead - 1] = 1.0
            if here is not Form.SHORT:
                break
        return found

    def _width(self, at: int) -> list[float]:
        width = display_width(self.rows[at].text)
        before, after = self._columns[at]
        return [
            float(before > 0 and abs(width - before) <= _SLACK),
            float(after > 0 and abs(width - after) <= _SLACK),
            float(0 < after < width - _SLACK),
            float(width < after - 3 * _SLACK),
            float(before > 0 and after > 0 and abs(before - after) > _SLACK),
            self._fills(at, before),
            self._fills(at, after),
        ]

    def _fills(self, at: int, column: float) -> float:
        """Whether a row of several pieces is lines of a column: all but its last one fill it."""
        pieces = self.rows[at].fragments[:-1]
        full = all(abs(display_width(piece) - column) <= 2 * _SLACK for piece in pieces)
        return float(bool(pieces) and column > 0 and full)

    @cached_property
    def _columns(self) -> list[tuple[float, float]]:
        """The column's width before and after each row: what most lines there reach, 0 if none."""
        widths: list[tuple[int, float]] = []
        for at, row in enumerate(self.rows):
            if self.forms[at] in _RUNNING:
                pieces = row.text.split()
                near = pieces if len(pieces) <= 2 * _LINES else pieces[:_LINES] + pieces[-_LINES:]
                widths.extend((at, display_width(piece)) for piece in near)
        numbers = [at for at, _ in widths]
        firsts = np.searchsorted(numbers, np.arange(len(self.rows)), side="left")
        ends = np.searchsorted(numbers, np.arange(len(self.rows)), side="right")
        return [
            (
                _reached([width for _, width in widths[max(0, first - _LINES) : first]]),
                _reached([width for _, width in widths[end : end + _LINES]]),
            )
            for first, end in zip(firsts.tolist(), ends.tolist(), strict=True)
        ]

    @cached_property
    def _signed_share(self) -> float:
        """How many reports of the page are signed or begin with a dateline, at most 1."""
        signed = sum(form in _SIGNATURES for form in self.forms)
        return min(signed, _SIGNS_ENOUGH) / _SIGNS_ENOUGH

    @cached_property
    def _lone_share(self) -> float:
        """How many short rows stand alone between text, as headings inside a report do."""
        lone = sum(
            form is Form.SHORT
            and before in _RUNNING
            and after is Form.TEXT
            and is_sentence_end(self.rows[at].text)
            for at, (before, form, after) in enumerate(
                zip(self.forms, self.forms[1:], self.forms[2:], strict=False)
            )
        )
        return min(lone, _SIGNS_ENOUGH) / _SIGNS_ENOUGH

    @cached_property
    def _since_signed(self) -> list[int]:
        """How many rows of text stand between each row and the last byline or dateline."""
        found: list[int] = []
        count = _FAR
        for form in self.forms:
            found.append(count)
            count = 0 if form in _SIGNATURES else count + (form is Form.TEXT)
        return found

    @cached_property
    def _usual_blanks(self) -> float:
        return median(row.blanks for row in self.rows[1:]) if len(self.rows) > 1 else 0

    def _theme(self, at: int) -> list[float]:
        """Shares of the row's character pairs in the text after it and before it."""
        pairs = _pairs(self.rows[at].bare)
        after, before = _pairs(self._text(at, 1)), _pairs(self._text(at, -1))
        alike = len(after & before) / max(1, min(len(after), len(before)))
        share = max(1, len(pairs))
        return [len(pairs & after) / share, len(pairs & before) / share, min(1.0, 4 * alike)]

    def _text(self, at: int, step: int) -> str:
        """Some hundred characters of text after a row (step 1) or before it (step -1)."""
        pieces: list[str] = []
        length = 0
        at += step
        while 0 <= at < len(self.rows) and length < _WINDOW:
            if self.forms[at] in _RUNNING:
                piece = self.rows[at].bare
                pieces.append(piece[:_WINDOW] if step > 0 else piece[-_WINDOW:])
                length += len(pieces[-1])
            elif length and self.forms[at] in {Form.BYLINE, Form.CREDIT}:
                break
            at += step
        return "\n".join(pieces)

    def _language(self, at: int) -> list[float]:
        known = self._gains
        before = known.onward[at - 1] if at and self.forms[at - 1] in _RUNNING else -1.0
        more = at + 1 < len(self.rows)
        after = known.onward[at] if more and self.forms[at + 1] in _RUNNING else -1.0
        next_opens = known.opening[at + 1] if more else 0.0
        values = (before, after, known.opening[at], next_opens, known.begins[at], known.ends[at])
        partners = (side[at] for side in self._partners)
        return [float(value) for value in (*values, *partners, self._wording[at])]

    @cached_property
    def _wording(self) -> dict[int, float]:
        """For each short row how much it is worded as a headline."""
        asked = [at for at, form in enumerate(self.forms) if form is Form.SHORT]
        weighed = weigh_wording([self.rows[at].bare for at in asked])
        return dict(zip(asked, weighed.tolist(), strict=True))

    @cached_property
    def _gains(self) -> Gains:
        return weigh_edges([row.bare[:_EDGE] + row.bare[-_EDGE:] for row in self.rows])

    @cached_property
    def _partners(self) -> tuple[Traits, Traits]:
        """For each row how well the best piece of text near by goes on from it, and leads to it."""
        near = [
            row.fragments if form in _RUNNING else ()
            for row, form in zip(self.rows, self.forms, strict=True)
        ]
        asked = [at for at, form in enumerate(self.forms) if form is Form.SHORT]
        table = np.zeros((2, len(self.rows)))
        if len(asked) <= _MOST_SHORT:
            table[:, asked] = weigh_partners(near, asked)
        return table[0], table[1]


def _reached(widths: list[float]) -> float:
    widths.sort()
    return widths[int(len(widths) * 0.7)] if widths else 0.0


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}
