"""Who is owed which issue when: decided from values, tried on many days."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.schedule import Paper, due_pushes, due_watches, is_fresh, push_time
from bot.store import Subscription, Watch
from retrieval.issue import Issue, Masthead

ZONE = ZoneInfo("Asia/Shanghai")
DAY = date(2024, 3, 14)
LONG_AGO = 0


def at(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    return datetime.combine(day, time(hour, minute), ZONE)


def paper(day: date | None = DAY, published: datetime | None = None) -> Paper:
    return Paper(Issue(Masthead("", date=day)), published or at(6))


def wish(
    hour: int, minute: int = 0, *, since: datetime | None = None, chat: int = 1
) -> Subscription:
    return Subscription(chat, time(hour, minute), int(since.timestamp()) if since else LONG_AGO)


def pushed(now: datetime, papers: list[Paper], wishes: list[Subscription]) -> list[date]:
    return [found.day for found, chats in due_pushes(now, papers, wishes) for _ in chats]


def test_a_push_goes_out_at_its_minute_and_not_before() -> None:
    assert pushed(at(7, 29), [paper()], [wish(7, 30)]) == []
    assert pushed(at(7, 30), [paper()], [wish(7, 30)]) == [DAY]


def test_a_push_whose_time_passed_before_the_issue_arrived_goes_out_at_arrival() -> None:
    late = paper(published=at(9, 10))
    assert pushed(at(9, 10), [late], [wish(7, 30)]) == [DAY]
    assert push_time(late, wish(7, 30), at(9, 10)) == at(9, 10)


def test_no_issue_no_push() -> None:
    assert pushed(at(12), [], [wish(7, 30)]) == []


def test_who_subscribes_after_the_moment_waits_for_the_next_issue() -> None:
    assert pushed(at(12), [paper()], [wish(7, 30, since=at(8))]) == []
    tomorrow = DAY + timedelta(days=1)
    next_paper = paper(tomorrow, at(6, day=tomorrow))
    assert pushed(at(8, day=tomorrow), [paper(), next_paper], [wish(7, 30, since=at(8))]) == [
        tomorrow
    ]


def test_who_subscribes_before_the_issue_arrives_gets_it() -> None:
    assert pushed(at(9), [paper(published=at(9))], [wish(7, 30, since=at(8))]) == [DAY]


def test_an_issue_put_in_the_evening_before_waits_for_its_own_morning() -> None:
    evening = at(20, day=DAY - timedelta(days=1))
    early = paper(published=evening)
    assert pushed(evening, [early], [wish(7, 30)]) == []
    assert pushed(at(7, 30), [early], [wish(7, 30)]) == [DAY]


def test_an_evening_subscriber_gets_todays_issue_though_tomorrows_is_there() -> None:
    tomorrow = paper(DAY + timedelta(days=1), at(19))
    assert pushed(at(20), [tomorrow, paper()], [wish(20)]) == [DAY]


def test_a_push_that_was_missed_goes_out_the_day_after_and_no_later() -> None:
    assert pushed(at(23, 59, DAY + timedelta(days=1)), [paper()], [wish(7, 30)]) == [DAY]
    assert pushed(at(0, 0, DAY + timedelta(days=2)), [paper()], [wish(7, 30)]) == []


def test_of_two_missed_issues_the_newer_alone_goes_out() -> None:
    tomorrow = DAY + timedelta(days=1)
    papers = [paper(), paper(tomorrow, at(6, day=tomorrow))]
    assert pushed(at(8, day=tomorrow), papers, [wish(7, 30)]) == [tomorrow]


def test_an_old_issue_put_into_the_archive_is_told_to_nobody() -> None:
    old = paper(DAY - timedelta(days=30), at(12))
    assert pushed(at(12), [old], [wish(7, 30)]) == []
    assert due_watches(at(12), old, [Watch(1, "地铁", LONG_AGO)]) == ()
    assert not is_fresh(paper(DAY + timedelta(days=3)), at(12))


def test_an_issue_without_a_date_counts_for_the_day_it_was_published() -> None:
    assert pushed(at(8), [paper(None, at(7))], [wish(7, 30)]) == [DAY]


def test_a_watch_hears_of_issues_that_came_after_it() -> None:
    before, after = (
        Watch(1, "地铁", int(at(5).timestamp())),
        Watch(1, "地铁", int(at(7).timestamp())),
    )
    assert due_watches(at(7), paper(), [before, after]) == (before,)


def test_the_time_zone_decides_what_day_it_is() -> None:
    utc = datetime(2024, 3, 14, 7, 30, tzinfo=UTC)
    assert pushed(utc.astimezone(ZONE), [paper(published=utc)], [wish(23)]) == []
    assert pushed(utc, [paper(published=utc)], [wish(7, 30)]) == [DAY]


def test_a_clock_change_loses_no_push() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    day = date(2024, 3, 31)
    published = datetime(2024, 3, 30, 20, tzinfo=berlin)
    found = Paper(Issue(Masthead("", date=day)), published)
    # 02:30 does not exist on that day.
    now = datetime(2024, 3, 31, 3, 31, tzinfo=berlin)
    assert pushed(now, [found], [wish(2, 30)]) == [day]


moments = st.datetimes(datetime(2024, 3, 10), datetime(2024, 3, 20), timezones=st.just(ZONE))  # noqa: DTZ001 - hypothesis wants naive bounds
papers = st.lists(
    st.builds(paper, st.dates(date(2024, 3, 9), date(2024, 3, 21)), moments),
    max_size=6,
    unique_by=lambda found: found.day,
)
wishes = st.lists(
    st.builds(
        Subscription,
        st.integers(1, 5),
        st.builds(time, st.integers(0, 23), st.integers(0, 59)),
        moments.map(lambda moment: int(moment.timestamp())),
    ),
    max_size=5,
    unique_by=lambda found: found.chat,
)


@settings(max_examples=40)
@given(moments, papers, wishes)
def test_what_is_due_is_fresh_asked_for_and_once_a_chat(
    now: datetime, found: list[Paper], asked: list[Subscription]
) -> None:
    due = due_pushes(now, found, asked)
    chats = [chat for _, owed in due for chat in owed]
    assert len(chats) == len(set(chats))
    by_chat = {subscription.chat: subscription for subscription in asked}
    for issue, owed in due:
        assert is_fresh(issue, now)
        for chat in owed:
            moment = push_time(issue, by_chat[chat], now)
            assert by_chat[chat].since <= moment.timestamp() <= now.timestamp()


@pytest.mark.parametrize("hour", [0, 7, 23])
def test_every_subscriber_gets_every_daily_issue_when_rounds_go_on(hour: int) -> None:
    told: set[date] = set()
    for step in range(24 * 4 * 6):
        now = at(0) + timedelta(minutes=15 * step)
        there = [
            paper(DAY + timedelta(days=ahead), at(5, day=DAY + timedelta(days=ahead)))
            for ahead in range(5)
        ]
        due = due_pushes(now, [one for one in there if one.published <= now], [wish(hour, 40)])
        told.update(issue.day for issue, _ in due)
    assert told == {DAY + timedelta(days=ahead) for ahead in range(5)}
