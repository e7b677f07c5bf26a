"""Many readers at once are all answered, each once; the benchmark does it by the thousand."""

from __future__ import annotations

import pytest

from tests.drills.load import Outcome, percentile, questions_at_once, steadily
from tests.e2e.running import RunningBot
from tests.fake_bot_api.readers import Reader

QUESTION = "农污治理行政村覆盖率达到多少?"


def test_questions_at_once_and_steadily_are_all_answered_once(running: RunningBot) -> None:
    before = len(running.printed)
    rush, stream = questions_at_once(running.api, 150), steadily(running.api, 40, 1)
    for outcome, asked in ((rush, 150), (stream, 40)):
        assert (outcome.asked, outcome.lost, outcome.repeated) == (asked, 0, 0)
    assert "rror" not in running.printed[before:]
    assert running.api.violations == []


def test_what_comes_too_late_to_be_answered_is_no_error(
    running: RunningBot, reader: Reader
) -> None:
    before = len(running.printed)
    answer = reader.ask(QUESTION)
    more = answer.button("更多")
    running.api.forget_message(answer)
    reader.press_data(answer, more.data)
    reader.heard = 0
    reader.hear()
    running.api.inline(reader.chat, "农污治理", expired=True)
    running.api.wait_for("answerInlineQuery", lambda call: call.status == 400)
    assert reader.ask(QUESTION).text
    assert "rror" not in running.printed[before:]
    assert running.api.violations == []


@pytest.mark.parametrize(("share", "value"), [(0.0, 1), (0.5, 3), (0.95, 4), (1.0, 4)])
def test_a_percentile_is_the_value_of_the_nearest_rank(share: float, value: int) -> None:
    assert percentile([1, 2, 3, 4], share) == value


def test_the_rate_is_answers_by_seconds() -> None:
    assert Outcome(4, 1, 0, 1.5, (0.1, 0.2, 0.3)).rate == pytest.approx(2)
