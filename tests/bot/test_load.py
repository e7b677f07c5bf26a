"""Many readers at once are all answered, each once; the benchmark does it by the thousand."""

from __future__ import annotations

import pytest

from tests.drills.load import Outcome, percentile, questions_at_once, steadily
from tests.e2e.running import ROOT, running_bot
from tests.fake_bot_api import FakeBotApi, Reader


def test_questions_at_once_and_steadily_are_all_answered_once() -> None:
    settings = {"WENBAO_SEND_RATE": "1000"}
    with FakeBotApi() as api, running_bot(api, ROOT / "seeds", **settings) as bot:
        bot.wait_until_polling()
        for outcome in (questions_at_once(api, 150), steadily(api, 20, 3)):
            assert outcome.asked in {150, 60}
            assert (outcome.lost, outcome.repeated) == (0, 0)
        assert "rror" not in bot.printed
        assert bot.stop()[0] == 0
        assert api.violations == []


def test_what_comes_too_late_to_be_answered_is_no_error() -> None:
    with FakeBotApi() as api, running_bot(api, ROOT / "seeds") as bot:
        bot.wait_until_polling()
        reader = Reader(api, 501)
        answer = reader.ask("农污治理行政村覆盖率达到多少?")
        more = answer.button("更多")
        api.forget_message(answer)
        reader.press_data(answer, more.data)
        assert len(api.wait_sent(501)) == 1
        api.slow_next("answerInlineQuery", 0.5)
        late = api.inline(501, "农污治理")
        api.expire(late)
        api.wait_for("answerInlineQuery", lambda call: call.status == 400)
        assert reader.ask("农污治理行政村覆盖率达到多少?").text
        assert "rror" not in bot.printed
        assert api.violations == []


@pytest.mark.parametrize(("share", "value"), [(0.0, 1), (0.5, 3), (0.95, 4), (1.0, 4)])
def test_a_percentile_is_the_value_of_the_nearest_rank(share: float, value: int) -> None:
    assert percentile([1, 2, 3, 4], share) == value


def test_the_rate_is_answers_by_seconds() -> None:
    assert Outcome(4, 1, 0, 1.5, (0.1, 0.2, 0.3)).rate == pytest.approx(2)
