"""Every subscriber gets the issue once, whatever happens meanwhile; see `tests.drills.day`."""

from __future__ import annotations

from pathlib import Path

from tests.drills.day import Day, live_through


def test_every_subscriber_gets_the_issue_once_on_a_bad_day(tmp_path: Path) -> None:
    day = Day(
        subscribers=60,
        refused=0.02,
        failed=0.06,
        dropped=0.06,
        swallowed=0.04,
        rate=60.0,
        settle=1.0,
    )
    report = live_through(day, tmp_path)
    assert report.missed == []
    assert report.twice == []
    assert report.wrongly == []
    assert report.kept == []
    assert report.reached == 60 - 1
    assert report.asked > 10
    assert report.unanswered == 0
    assert report.answered_twice == 0
    assert set(report.faults) == {"refused", "failed", "dropped", "swallowed"}
    assert report.violations == []
    assert report.status == [0, 0]
