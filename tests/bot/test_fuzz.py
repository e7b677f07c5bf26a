"""Hostile updates break nothing; the benchmark sends a hundred thousand."""

from __future__ import annotations

from pathlib import Path

from tests.drills.fuzz import abuse
from tests.drills.fuzz_http import abuse_over_http
from tests.drills.hostile import KINDS, hostile_updates
from tests.e2e.running import ROOT

GROWTH_AT_MOST = 64.0


def test_hostile_updates_are_the_same_for_the_same_seed_and_of_every_kind() -> None:
    updates = list(hostile_updates(1_500, seed=5))
    assert updates == list(hostile_updates(1_500, seed=5))
    assert {kind for update in updates for kind in update} >= set(KINDS)


def test_hostile_updates_leave_the_application_whole(tmp_path: Path) -> None:
    damage = abuse(600, ROOT / "seeds", tmp_path, seed=7)
    assert damage.errors == ()
    assert damage.read > 150
    assert damage.calls > 30
    assert damage.after - damage.before < GROWTH_AT_MOST


def test_hostile_updates_over_http_keep_no_reader_from_an_answer() -> None:
    damage = abuse_over_http(200, ROOT / "seeds", seed=8)
    assert damage.errors == ()
    assert damage.after - damage.before < GROWTH_AT_MOST
