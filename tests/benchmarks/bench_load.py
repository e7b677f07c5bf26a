"""How many readers the bot serves: questions at once, then steadily, over real HTTP.

Run as `python -m tests.benchmarks.bench_load`. The fake Bot API and the bot share this machine.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from functools import partial

from bot.issue_folder import load_folder
from bot.pieces import fitted
from bot.render import Frame, render_answer
from bot.wording import Language, Wording, wording
from retrieval.excerpt import Answer
from tests.drills.load import (
    Outcome,
    cpu_seconds,
    golden_questions,
    memory_mb,
    percentile,
    questions_at_once,
    steadily,
)
from tests.e2e.running import ROOT, running_bot
from tests.fake_bot_api import FakeBotApi


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of CPU that `work` takes; waiting for a free core is not in it."""
    begun = time.thread_time()
    work()
    return (time.thread_time() - begun) * 1000


def own_time() -> None:
    """Print what a question costs apart from HTTP: search and choose, then render."""
    archive = load_folder(ROOT / "seeds").archive
    answerer = archive.answerer(archive.dates[0])
    assert answerer is not None
    say = wording(Language.ZH_HANS)
    questions = golden_questions() * 3
    answers = [answerer.answer(question, top=5) for question in questions]
    asking = sorted(timed(partial(answerer.answer, question, top=5)) for question in questions)
    rendering = sorted(timed(partial(rendered, answer, say)) for answer in answers if answer.found)
    for name, times in (("search and choose", asking), ("render", rendering)):
        middle, late = percentile(times, 0.5), percentile(times, 0.95)
        print(f"{name}: p50 {middle:.2f} ms, p95 {late:.2f} ms, n {len(times)}")


def rendered(answer: Answer, say: Wording) -> list[str]:
    """The answer as HTML, message by message."""
    return [part.html for part in fitted(render_answer(answer, Frame(), say))]


def told(name: str, process: int, phase: Callable[[], Outcome]) -> None:
    """Run a phase and print what became of it."""
    before, own = cpu_seconds(process), time.process_time()
    outcome = phase()
    spent = (cpu_seconds(process) - before) * 1000 / outcome.asked
    fake = (time.process_time() - own) * 1000 / outcome.asked
    times = outcome.latencies
    figures = " ".join(
        f"p{round(share * 100)} {percentile(times, share) * 1000:.0f} ms"
        for share in (0.5, 0.95, 0.99)
    )
    print(
        f"{name}: asked {outcome.asked}, lost {outcome.lost}, answered twice {outcome.repeated}, "
        f"{outcome.rate:.0f} answers/s, {figures}, CPU a question: bot {spent:.1f} ms, "
        f"fake and readers {fake:.1f} ms"
    )
    print(f"memory: {memory_mb(process):.0f} MB, at most {memory_mb(process, 'VmHWM'):.0f} MB")


def main() -> None:
    """Run all phases and print their figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--burst", type=int, default=2000, help="questions at one instant")
    parser.add_argument("--rate", type=float, default=200, help="questions a second afterwards")
    parser.add_argument("--seconds", type=float, default=60, help="for so long")
    parser.add_argument("--fresh", action="store_true", help="no two readers ask the same")
    given = parser.parse_args()
    own_time()
    settings = {"WENBAO_SEND_RATE": "1000", "WENBAO_LOG_LEVEL": "WARNING"}
    with FakeBotApi() as api, running_bot(api, ROOT / "seeds", **settings) as bot:
        bot.wait_until_polling()
        questions_at_once(api, 10)
        pid = bot.process.pid
        print(f"memory before: {memory_mb(pid):.0f} MB")
        told("at once", pid, lambda: questions_at_once(api, given.burst, fresh=given.fresh))
        told("steadily", pid, lambda: steadily(api, given.rate, given.seconds, fresh=given.fresh))
        print(f"stopped with status {bot.stop()}; violations: {api.violations[:5]}")


if __name__ == "__main__":
    main()
