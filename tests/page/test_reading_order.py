"""Reading order: woven lines are put right, everything else is left alone, nothing is lost."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.issue import RepairKind
from retrieval.page.columns import BodyRow
from retrieval.page.reading_order import MOST_LINES, order_lines

COLUMN = (
    "本报讯 昨天上午,全市领",
    "导干部会议召开,传达学习习近平",
    "总书记在全国两会期间的重要讲",
    "话精神和全国两会精神,部署我市",
    "学习贯彻工作。市委书记仲旭东",
    "主持会议并讲话,市委副书记、市",
    "长周军波传达有关精神,市领导何",
    "健、王建坤、陈王进等出席。",
)
pieces = st.text(alphabet="市民农业,。、“”工作2024会议 ", min_size=1, max_size=16)


def rows(*texts: str, section: int = 0) -> list[BodyRow]:
    return [BodyRow(text, at, section, at) for at, text in enumerate(texts)]


def test_a_line_that_was_dropped_among_later_rows_goes_back_to_its_place() -> None:
    woven = [*COLUMN[:2], *COLUMN[3:6], COLUMN[2], *COLUMN[6:]]
    reading = order_lines(rows(" ".join(woven)))
    assert [line.text for line in reading.sections[0]] == list(COLUMN)
    assert RepairKind.MOVED in {change.kind for change in reading.changes}


def test_lines_in_order_stay_in_order() -> None:
    reading = order_lines(rows(" ".join(COLUMN)))
    assert [line.text for line in reading.sections[0]] == list(COLUMN)
    assert not any(change.kind is RepairKind.MOVED for change in reading.changes)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.lists(pieces, min_size=1, max_size=9), st.integers(0, 2)), max_size=6))
def test_every_character_of_every_row_is_in_the_reading_once(
    made: list[tuple[list[str], int]],
) -> None:
    body = [
        BodyRow(" ".join(texts), at, section, at)
        for at, (texts, section) in enumerate(made)
        if "".join(texts).split()
    ]
    reading = order_lines(body)
    came = Counter("".join("".join(row.text.split()) for row in body))
    out = "".join(line.text for lines in reading.sections.values() for line in lines)
    assert Counter("".join(out.split())) == came


def test_a_page_of_too_many_lines_is_left_as_extracted_and_says_so() -> None:
    body = rows(*("全市领导干部会议召开传达" for _ in range(MOST_LINES + 1)))
    reading = order_lines(body)
    assert len(reading.sections[0]) == MOST_LINES + 1
    assert len(reading.warnings) == 1


def test_the_same_rows_are_read_the_same_on_every_run() -> None:
    body = rows(" ".join(reversed(COLUMN)))
    assert order_lines(body) == order_lines(body)
