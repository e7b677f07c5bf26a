from __future__ import annotations

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from retrieval.analyzer import Analyzer, TermKind
from retrieval.text import fold


def terms(text: str, *names: str) -> set[str]:
    return {term.text for term in Analyzer(names).terms(fold(text).text)}


def test_numbers_stay_whole_with_and_without_their_unit() -> None:
    found = terms("覆盖率98.76%,15分钟,3+3+3体系,\uff11,148个岗位")
    assert {"98.76%", "15分钟", "15", "3+3+3", "1148个", "1148"} <= found


def test_words_and_bigrams_are_both_terms() -> None:
    assert {"覆盖率", "覆盖", "·盖率"} <= terms("覆盖率")


def test_a_name_of_the_byline_is_a_word_whatever_the_dictionary_says() -> None:
    assert "丹荔居" not in terms("记者丹荔居报道")
    assert "丹荔居" in terms("记者丹荔居报道", "丹荔居")


def test_a_rare_word_that_begins_with_a_family_name_is_a_name() -> None:
    kinds = {term.text: term.kind for term in Analyzer().terms("科长朱雷鸣介绍")}
    assert kinds["朱雷鸣"] is TermKind.NAME


def test_money_and_measures_are_no_names() -> None:
    terms = Analyzer().terms("五花肉多少钱一斤,钱一鸣谢谢您")
    names = {term.text for term in terms if term.kind is TermKind.NAME}
    assert names == {"钱一鸣"}


def test_a_foreign_name_of_the_dictionary_is_a_name_and_other_rare_words_are_none() -> None:
    kinds = {term.text: term.kind for term in Analyzer().terms("特朗普看托育园")}
    assert kinds["特朗普"] is TermKind.NAME
    assert kinds["托育园"] is TermKind.WORD


def test_a_number_in_characters_is_one_only_before_what_can_be_counted() -> None:
    assert {"8大", "2名"} <= terms("八大领域两名工人")
    assert not {"72了", "3那"} & terms("七十二了,礼拜三那天")


def test_places_are_told_from_words() -> None:
    kinds = {term.text: term.kind for term in Analyzer().terms("北京的天气")}
    assert kinds["北京"] is TermKind.PLACE
    assert TermKind.PLACE not in {term.kind for term in Analyzer().terms("长大后去了城市")}
    assert kinds["天气"] is TermKind.WORD


def test_stop_words_never_remove_a_number_or_a_negation() -> None:
    assert {"不", "没有"} & terms("不去,没有人去")
    assert "3" in terms("3")


@given(st.text(max_size=60))
def test_every_term_stands_where_it_says(text: str) -> None:
    shadow = fold(text).text
    for term in Analyzer().terms(shadow):
        place = shadow[term.start : term.end]
        assert term.text.lstrip("·") == (
            place if term.kind is not TermKind.NUMBER else place.replace(",", "")
        )


def test_importing_loads_no_dictionary() -> None:
    check = (
        "import retrieval.answer, retrieval.analyzer as a;"
        "raise SystemExit(a._dictionary.cache_info().currsize)"
    )
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
