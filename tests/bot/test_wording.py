"""Every sentence exists in every language, and no sentence hides in the code."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from hypothesis import given
from hypothesis import strategies as st

from bot.menu import ADMIN_MENU
from bot.sections import SectionKind
from bot.small_talk import Talk
from bot.store import IssueState, Verdict
from bot.wording import Language, language_of, wording
from retrieval.text import fold, to_traditional

ROOT = Path(__file__).resolve().parents[2]
OPERATORS = {
    "console",
    "curve_picture",
    "encoding",
    "errors",
    "folder_stamps",
    "http_server",
    "inbox",
    "issue_file",
    "issue_folder",
    "metrics",
    "offline",
    "settings",
    "terminal",
}
"""Modules that speak to the operator or the owner of a file, in Chinese only, as the commands."""
LISTENERS = {"small_talk"}
"""Modules whose Chinese is what readers say, not what they are told."""
FRONT = sorted(
    path
    for path in [*(ROOT / "bot").glob("*.py"), *(ROOT / "bot" / "handlers").glob("*.py")]
    if path.stem not in OPERATORS | LISTENERS
)
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def entries(language: Language) -> dict[str, ftl.Message]:
    source = (ROOT / "bot" / "locales" / f"{language}.ftl").read_text("utf-8")
    body = FluentParser().parse(source).body
    assert [entry for entry in body if isinstance(entry, ftl.Junk)] == []
    messages = [entry for entry in body if isinstance(entry, ftl.Message)]
    names = [message.id.name for message in messages]
    assert len(names) == len(set(names)), "a sentence is said twice"
    return dict(zip(names, messages, strict=True))


def variables(node: ftl.BaseNode) -> set[str]:
    found: set[str] = set()

    for value in vars(node).values():
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, ftl.VariableReference):
                found.add(part.id.name)
            if isinstance(part, ftl.BaseNode):
                found |= variables(part)
    return found


def spoken() -> set[str]:
    """Names of the sentences that the code says, as literals and as prefixes of f-strings."""
    said: set[str] = set()
    for path in FRONT:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                said.add(node.value)
    return said


def test_all_languages_have_the_same_sentences_with_the_same_values() -> None:
    chinese = entries(Language.ZH_HANS)
    assert len(chinese) > 100
    for language in Language:
        helpers = {"month-name"}
        found = entries(language)
        assert set(found) - helpers == set(chinese)
        for name, message in chinese.items():
            assert variables(found[name]) <= variables(message), name


def test_every_sentence_is_said_and_every_sentence_said_exists() -> None:
    said = spoken()
    families = {f"command-{name}" for name in (*ADMIN_MENU, "start")}
    families |= {f"button-{verdict}" for verdict in Verdict}
    families |= {f"issue-{state}" for state in IssueState}
    families |= {f"section-{kind}" for kind in SectionKind} | {f"talk-{talk}" for talk in Talk}
    for name in entries(Language.ZH_HANS):
        assert name in said | families, f"nobody says {name}"


def test_no_chinese_sentence_stands_in_the_code_of_the_front_end() -> None:
    for path in FRONT:
        tree = ast.parse(path.read_text("utf-8"))
        documented = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        patterns = {
            id(part)
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile"
            for part in ast.walk(node)
        }
        loose = [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and len(CHINESE.findall(node.value)) > 1
            and id(node) not in documented | patterns
            and not _stands_alone(tree, node)
        ]
        if path.name == "service.py":
            # The operator's console speaks Chinese only, like the whole command line.
            loose = [text for text in loose if "WENBAO_TOKEN" not in text and "409" not in text]
        assert loose == [], path.name


def _stands_alone(tree: ast.Module, node: ast.Constant) -> bool:
    """Whether a string is the documentation of the name above it."""
    return any(isinstance(item, ast.Expr) and item.value is node for item in ast.walk(tree))


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("zh", Language.ZH_HANS),
        ("zh-hans", Language.ZH_HANS),
        ("zh-CN", Language.ZH_HANS),
        ("zh_SG", Language.ZH_HANS),
        ("zh-hant", Language.ZH_HANT),
        ("zh-TW", Language.ZH_HANT),
        ("zh-Hant-HK", Language.ZH_HANT),
        ("yue", Language.ZH_HANT),
        ("en-GB", Language.EN),
        ("de", Language.EN),
        (None, Language.ZH_HANS),
        ("", Language.ZH_HANS),
    ],
)
def test_the_readers_telegram_chooses_the_language(code: str | None, language: Language) -> None:
    assert language_of(code, Language.ZH_HANS) is language


@given(st.text())
def test_no_language_code_breaks_it(code: str) -> None:
    assert language_of(code, Language.ZH_HANS) in Language


def test_each_chinese_script_is_written_throughout() -> None:
    simplified, traditional = (
        (ROOT / "bot" / "locales" / f"{language}.ftl").read_text("utf-8")
        for language in (Language.ZH_HANS, Language.ZH_HANT)
    )
    assert [c for c in CHINESE.findall(simplified) if fold(c).text != c] == []
    assert [c for c in CHINESE.findall(traditional) if to_traditional(c) != c] == []


def test_an_unknown_sentence_and_a_missing_value_are_errors() -> None:
    say = wording(Language.EN)
    with pytest.raises(LookupError):
        say("no-such-sentence")
    with pytest.raises(LookupError):
        say("answer-question")


def test_values_are_set_as_they_are() -> None:
    for language in Language:
        assert "<b>&{x}" in wording(language)("answer-question", question="<b>&{x}")


@pytest.mark.parametrize("language", list(Language))
def test_a_readers_longest_text_can_be_put_into_a_sentence(language: Language) -> None:
    said = wording(language)("unanswered-line", question="问" * 4_096, readers=1)
    assert "问" * 999 + "…" in said
