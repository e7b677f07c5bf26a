"""README.md says what is so: its commands are run and their output compared."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.running import READINGS

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")


SCREEN = {"COLUMNS": "80", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}


def transcripts() -> list[tuple[str, str]]:
    """Each ``$ wenbao …`` of a console block with the output printed under it."""
    found = []
    for block in re.findall(r"^```console\n(.*?)^```", README, flags=re.DOTALL | re.MULTILINE):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


def run(command: str, folder: Path) -> str:
    """What a reader sees who types the command in the project's folder, 80 columns wide."""
    words = shlex.split(command)
    assert words[0] == "wenbao", command
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("WENBAO_")
    }
    # Reading the shipped page takes seconds; it is read once for all tests.
    environment["WENBAO_CACHE"] = str(READINGS)
    done = subprocess.run(
        [sys.executable, "-m", "bot", *words[1:]],
        cwd=folder,
        env={**environment, **SCREEN},
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.stderr.decode("utf-8") == "", command
    return done.stdout.decode("utf-8")


def even(text: str) -> str:
    """The text without white space at line ends and without blank lines."""
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip())


def test_the_readme_shows_commands_with_their_output() -> None:
    assert len(transcripts()) >= 3


@pytest.mark.parametrize(("command", "output"), transcripts(), ids=[c for c, _ in transcripts()])
def test_each_command_prints_what_the_readme_shows(command: str, output: str) -> None:
    printed = even(run(command, ROOT))
    head, gap, tail = even(output).partition("\n…\n")
    if gap:
        assert printed.startswith(head)
        assert printed.endswith(tail)
    else:
        assert printed == head


def test_two_commands_set_everything_up() -> None:
    commands = re.findall(r"^pip install .*$", README, flags=re.MULTILINE)
    assert len(commands) == 2
    assert "wenbao ask" in commands[0]
    assert commands[1].endswith("pytest")


def test_every_command_of_the_command_line_is_in_the_readme() -> None:
    listed = re.findall(r"^  ([a-z][a-z-]+) ", run("wenbao --help", ROOT), flags=re.MULTILINE)
    assert len(listed) >= 7
    assert [name for name in listed if f"`wenbao {name}" not in README] == []


def test_every_path_that_the_readme_names_exists() -> None:
    paths = re.findall(r"\]\(([^)#:]+)\)", README)
    assert paths
    assert [path for path in paths if not (ROOT / path).exists()] == []
