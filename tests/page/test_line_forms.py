"""The same page in other line ends, spaces and stray characters is read the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.issue import Issue
from retrieval.page import read_page
from tests.characters import assert_no_character_lost_or_made

PAPERS = Path(__file__).parent / "papers"
NAMES = ("county", "evening", "table")

FORMS: dict[str, Callable[[str], str]] = {
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "old line ends": lambda text: text.replace("\n", "\r"),
    "a byte order mark": lambda text: "\ufeff" + text,
    "zero-width spaces": lambda text: text.replace("，", "，\u200b").replace(" ", "\u200b \u200b"),
    "zero-width joiners": lambda text: text.replace("的", "的\u200d"),
    "soft hyphens": lambda text: text.replace("的", "的\u00ad"),
    "private-use glyphs": lambda text: text.replace("。", "\ue003。"),
    "direction marks": lambda text: "\u202a" + text.replace("了", "了\u202c"),
    "white space at line ends": lambda text: text.replace("\n", " \u3000\t\n"),
    "full-width spaces": lambda text: text.replace(" ", "\u3000"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "tabs": lambda text: text.replace(" ", "\t"),
    "doubled spaces": lambda text: text.replace(" ", "  "),
    "every blank line doubled": lambda text: text.replace("\n\n", "\n\n\n"),
    "form feeds": lambda text: text + "\f",
    "blank lines that hold spaces": lambda text: text.replace("\n\n", "\n \u3000\n"),
}


def told(issue: Issue) -> tuple[object, ...]:
    """What a reader sees, spaces of every width alike."""
    articles = [(one.headline, one.subheads, one.byline, one.kind) for one in issue.articles]
    texts = [
        (" ".join(paragraph.text.split()), paragraph.heading)
        for one in issue.articles
        for paragraph in one.paragraphs
    ]
    masthead = " ".join(issue.masthead.text.split())
    return masthead, issue.date, articles, texts, [(one.kind, one.text) for one in issue.notices]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", FORMS)
def test_a_page_reads_the_same_in_any_line_form(name: str, form: str) -> None:
    text = (PAPERS / f"{name}.txt").read_text("utf-8")
    changed = FORMS[form](text)
    assert changed != text
    issue = read_page(changed)
    assert told(issue) == told(read_page(text))
    assert_no_character_lost_or_made(issue, changed)


def test_what_cannot_be_seen_is_taken_out_and_said_so() -> None:
    text = (PAPERS / "bare.txt").read_text("utf-8")
    issue = read_page(text.replace("。", "\ue003\u200b。"))
    assert set(issue.removed) == {"\ue003", "\u200b"}
