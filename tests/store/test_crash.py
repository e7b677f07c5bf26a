"""A store whose process is killed at random moments loses nothing confirmed, repeats no message."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 12
"""Enough for every change; run the harness with 200 for the figure."""


def test_killed_at_any_moment_nothing_confirmed_is_lost_and_no_message_repeated(
    tmp_path: Path,
) -> None:
    ran = subprocess.run(
        [sys.executable, "tests/store/crash_harness.py", str(tmp_path), str(ROUNDS), "7"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    counts = json.loads(ran.stdout)
    assert counts["kills"] == ROUNDS
    assert counts["confirmed"] > 0
    assert counts["messages arrived during the kills"] > 0
    assert counts["messages arrived"] > 0
    assert counts["confirmed and lost"] == 0
    assert counts["messages repeated"] == 0
    assert counts["deliveries unfinished"] == 0
    # A message that was under way when the process died is the only one that may be missing.
    assert counts["messages missing"] <= counts["messages in doubt at most"]
