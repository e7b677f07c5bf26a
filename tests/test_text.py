from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from retrieval.issue import GAP_MARK
from retrieval.text import fold, sentence_spans, squeeze


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


def test_the_shadow_is_simplified_half_width_and_lower_case() -> None:
    assert fold("農污「治理」\uff21\uff22\uff23\uff11\uff12\uff05").text == '农污"治理"abc12%'


def test_a_character_that_unfolds_into_two_leads_back_to_itself() -> None:
    shadow = fold("共5㎡地")
    at = shadow.text.index("m2")
    assert shadow.back(at, at + 2) == (2, 3)
    assert shadow.back(at, at + 1) == (2, 3)


@given(st.text())
def test_every_span_of_a_shadow_leads_back_into_the_text(text: str) -> None:
    shadow = fold(text)
    assert len(shadow.text) == len(shadow.starts)
    for at in range(len(shadow.text)):
        start, end = shadow.back(at, at + 1)
        assert 0 <= start < end <= len(text)


def test_a_closing_quotation_mark_stays_with_its_sentence() -> None:
    assert sentences("“两段路,我们最常走。”王越走着,看了看。") == [
        "“两段路,我们最常走。”",
        "王越走着,看了看。",
    ]
    assert sentences('"是最常走的。"王越又走了一程,一边走一边看。') == [
        '"是最常走的。"',
        "王越又走了一程,一边走一边看。",
    ]


def test_who_said_it_stays_with_what_was_said() -> None:
    assert sentences('"现在下了班就不开车了。"王越说。"真好。"') == [
        '"现在下了班就不开车了。"王越说。',
        '"真好。"',
    ]


def test_nothing_is_cut_inside_title_marks_numbers_or_trailing_dots() -> None:
    for text in ("他看《你是谁？》这部电影。", "得分为89.15分。", "抬手、转步……在车间走。"):
        assert sentences(text) == [text]


def test_a_long_sentence_is_cut_at_semicolons_and_a_short_one_is_not() -> None:
    assert sentences("一村先建;二村后建。") == ["一村先建;二村后建。"]
    long = "甲" * 40 + "；" + "乙" * 40 + "。"
    assert sentences(long) == ["甲" * 40 + "；", "乙" * 40 + "。"]


def test_a_mark_of_ours_ends_a_sentence_and_belongs_to_none() -> None:
    text = f"他走得踏实{GAP_MARK}时间回到去年。"
    start = text.index(GAP_MARK)
    spans = sentence_spans(text, ((start, start + len(GAP_MARK)),))
    assert [text[a:b] for a, b in spans] == ["他走得踏实", "时间回到去年。"]


@given(st.text(alphabet="天地。！？；;…“”\"'《》()\n .a1", max_size=80))
def test_sentences_hold_every_printed_character_once_and_in_order(text: str) -> None:
    spans = sentence_spans(text)
    assert all(a < b for a, b in spans)
    assert all(spans[n][1] <= spans[n + 1][0] for n in range(len(spans) - 1))
    held = "".join(text[a:b] for a, b in spans)
    assert "".join(held.split()) == "".join(text.split())


def test_answers_are_compared_without_white_space_and_shape_of_quotes() -> None:
    assert squeeze("复核结果为 “优秀”") == squeeze('复核结果为"优秀"') == "复核结果为优秀"
