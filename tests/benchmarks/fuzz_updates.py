"""Random and hostile updates by the hundred thousand, through the application and over HTTP.

Run as `python -m tests.benchmarks.fuzz_updates`.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.drills.fuzz import abuse
from tests.drills.fuzz_http import abuse_over_http
from tests.e2e.running import ROOT

GROWTH_AT_MOST = 64.0
"""MB that the process may grow by after its first 2,000 updates."""


def main() -> int:
    """Run both and print what they did; 0 where nothing broke."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000, help="through the application")
    parser.add_argument("--http", type=int, default=5_000, help="over HTTP")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    bad = False
    for name, count in (("application", arguments.count), ("HTTP", arguments.http)):
        begun = time.monotonic()
        with TemporaryDirectory() as place:
            if name == "HTTP":
                damage = abuse_over_http(count, ROOT / "seeds", arguments.seed + 1)
            else:
                damage = abuse(count, ROOT / "seeds", Path(place), arguments.seed)
        growth = damage.after - damage.before
        print(
            f"{name}: {count} updates in {time.monotonic() - begun:.0f} s, {damage.read} readable, "
            f"{damage.calls} calls, {len(damage.errors)} errors, memory {damage.before:.0f} MB → "
            f"{damage.after:.0f} MB (bound: +{GROWTH_AT_MOST:.0f})"
        )
        for error in damage.errors:
            print(error)
        bad = bad or bool(damage.errors) or growth > GROWTH_AT_MOST
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
