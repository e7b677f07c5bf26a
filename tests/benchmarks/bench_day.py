"""A day in the life with 5,000 subscribers; see `tests.drills.day`.

Run as `python -m tests.benchmarks.bench_day`; at Telegram's pace it takes about four minutes.
"""

from __future__ import annotations

import argparse
from dataclasses import fields
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.drills.day import Day, live_through


def main() -> None:
    """Live through the day and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--subscribers", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    day = Day(arguments.subscribers, patience=900.0, seed=arguments.seed)
    with TemporaryDirectory() as place:
        report = live_through(day, Path(place))
    for name in fields(report):
        print(f"{name.name}: {getattr(report, name.name)}")


if __name__ == "__main__":
    main()
