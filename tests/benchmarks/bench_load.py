"""How many readers the bot serves: questions at once, then steadily, over real HTTP.

Run as `python -m tests.benchmarks.bench_load`. The fake Bot API and the bot share this machine.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

from bot.issue_folder import load_folder
from bot.pieces import fitted
from bot.render import render_answer
from bot.wording import Language, wording
from tests.drills.load import (
    Outcome,
    golden_questions,
    memory_mb,
    percentile,
    questions_at_once,
    steadily,
)
from tests.e2e.running import ROOT, running_bot
from tests.fake_bot_api import FakeBotApi


def timed(work: Callable[[], object]) -> float:
    """Milliseconds that `work` takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def own_time() -> None:
    """Print what a question costs apart from HTTP: search and choose, then render."""
    archive = load_folder(ROOT / "seeds").archive
    answerer = archive.answerer(archive.dates[0])
    assert answerer is not None
    say = wording(Language.ZH_HANS)
    questions = golden_questions() * 5
    answers = [answerer.answer(question, top=5) for question in questions]
    found = [answer for answer in answers if answer.excerpts]
    asking = sorted(timed(lambda q=q: answerer.answer(q, top=5)) for q in questions)  # type: ignore[misc]  # a lambda's default has no type of its own
    rendering = sorted(
        timed(lambda a=a: [part.html for part in fitted(render_answer(a, 0, say))])  # type: ignore[misc]  # as above
        for a in found
    )
    for name, times in (("search and choose", asking), ("render", rendering)):
        middle, late = percentile(times, 0.5), percentile(times, 0.95)
        print(f"{name}: p50 {middle:.2f} ms, p95 {late:.2f} ms, n {len(times)}")


def told(name: str, outcome: Outcome) -> None:
    """Print what became of a phase."""
    times = outcome.latencies
    figures = " ".join(
        f"p{round(share * 100)} {percentile(times, share) * 1000:.0f} ms"
        for share in (0.5, 0.95, 0.99)
    )
    print(
        f"{name}: asked {outcome.asked}, lost {outcome.lost}, answered twice {outcome.repeated}, "
        f"{outcome.rate:.0f} answers/s, {figures}"
    )


def main() -> None:
    """Run all phases and print their figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--burst", type=int, default=2000, help="questions at one instant")
    parser.add_argument("--rate", type=float, default=200, help="questions a second afterwards")
    parser.add_argument("--seconds", type=float, default=60, help="for so long")
    arguments = parser.parse_args()
    own_time()
    settings = {"WENBAO_SEND_RATE": "1000", "WENBAO_LOG_LEVEL": "WARNING"}
    with FakeBotApi() as api, running_bot(api, ROOT / "seeds", **settings) as bot:
        bot.wait_until_polling()
        questions_at_once(api, 10)
        process = bot.process.pid
        print(f"memory before: {memory_mb(process):.0f} MB")
        told("at once", questions_at_once(api, arguments.burst))
        print(f"memory after: {memory_mb(process):.0f} MB")
        told("steadily", steadily(api, arguments.rate, arguments.seconds))
        print(
            f"memory after: {memory_mb(process):.0f} MB, peak {memory_mb(process, 'VmHWM'):.0f} MB"
        )
        status, seconds = bot.stop()
        print(f"stopped with status {status} in {seconds:.1f} s; violations: {api.violations[:5]}")


if __name__ == "__main__":
    main()
