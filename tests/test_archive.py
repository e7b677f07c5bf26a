"""The archive: order, immutability, and answerers that are built once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from retrieval.archive import Archive
from retrieval.digest import make_digest
from retrieval.issue import Article, Issue, Masthead, Paragraph

DAY = date(2024, 3, 14)


def issue_of(day: date | None, headline: str = "我市农污治理获省优秀") -> Issue:
    text = "本报讯 我市行政村农村生活污水治理覆盖率达到100%。"
    return Issue(Masthead("嘉善新闻", date=day), (Article(headline, (Paragraph(text),)),))


def test_dates_are_newest_first_and_the_undated_issue_is_last() -> None:
    archive = Archive([issue_of(None), issue_of(DAY), issue_of(DAY + timedelta(days=1))])
    assert archive.dates == (DAY + timedelta(days=1), DAY, None)
    assert archive.newest == issue_of(DAY + timedelta(days=1))
    assert archive.issue(None) == issue_of(None)


def test_an_undated_issue_is_the_newest_only_where_it_stands_alone() -> None:
    assert Archive([issue_of(None)]).newest == issue_of(None)


def test_an_empty_archive_answers_every_date_with_none() -> None:
    archive = Archive()
    assert archive.newest is None
    assert archive.issue(DAY) is None
    assert archive.answerer(DAY) is None
    assert archive.without_issue(DAY) is archive


def test_an_answerer_is_built_once_whoever_asks() -> None:
    archive = Archive([issue_of(DAY)])
    with ThreadPoolExecutor(8) as threads:
        answerers = list(threads.map(archive.answerer, [DAY] * 32))
    assert len({id(answerer) for answerer in answerers}) == 1


def test_a_digest_is_made_once_and_suggestions_stay_the_same() -> None:
    archive = Archive([issue_of(DAY)])
    assert archive.digest(DAY) == make_digest(issue_of(DAY))
    assert archive.digest(DAY) is archive.digest(DAY)
    assert archive.digest(None) is None
    answerer = archive.answerer(DAY)
    assert answerer is not None
    many = answerer.suggestions(5)
    assert [answerer.suggestions(count) for count in range(-1, 6)] == [
        many[: max(0, count)] for count in range(-1, 6)
    ]


def test_a_new_archive_keeps_answerers_that_are_built() -> None:
    archive = Archive([issue_of(DAY)])
    answerer = archive.answerer(DAY)
    later = archive.with_issue(issue_of(DAY + timedelta(days=1)))
    assert later.answerer(DAY) is answerer
    assert later.without_issue(DAY + timedelta(days=1)).answerer(DAY) is answerer
    assert archive.dates == (DAY,)


def test_an_issue_in_place_of_another_gets_an_answerer_of_its_own() -> None:
    archive = Archive([issue_of(DAY)])
    answerer = archive.answerer(DAY)
    assert archive.with_issue(issue_of(DAY)) is archive
    changed = archive.with_issue(issue_of(DAY, "另一个标题"))
    assert changed.answerer(DAY) is not answerer
    assert changed.newest == issue_of(DAY, "另一个标题")


days = st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2020, 1, 20)))


@given(st.lists(st.tuples(days, st.booleans()), max_size=30))
def test_adding_and_removing_behaves_as_a_mapping(steps: list[tuple[date | None, bool]]) -> None:
    archive, expected = Archive(), dict[date | None, Issue]()
    for number, (day, adds) in enumerate(steps):
        before = archive.dates
        if adds:
            issue = replace(issue_of(day), source=str(number))
            expected[day] = issue
            changed = archive.with_issue(issue)
        else:
            expected.pop(day, None)
            changed = archive.without_issue(day)
        assert archive.dates == before
        archive = changed
    assert {day: archive.issue(day) for day in archive.dates} == expected
    dated = [day for day in archive.dates if day is not None]
    assert dated == sorted(dated, reverse=True)
    assert None not in archive.dates[:-1]
    assert len(archive) == len(expected)
