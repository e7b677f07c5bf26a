"""Paragraphs: cut at evidence, marked where text is missing."""

from __future__ import annotations

from retrieval.issue import GAP_MARK, TURN_MARK
from retrieval.page.columns import BodyRow
from retrieval.page.paragraphs import InnerHeading, make_paragraphs, make_plain_paragraphs
from retrieval.page.reading_order import OrderedLine


def line(text: str, inside: float = 5.0) -> OrderedLine:
    return OrderedLine(text, 5.0, inside)


def test_a_paragraph_that_lost_its_last_line_is_marked_and_never_silently_joined() -> None:
    made = make_paragraphs(
        [line("近二十年的路,他走得踏实而沉"), line("时间回到2006年,", -4.0), line("刚上手。")],
        may_turn=True,
    )
    first, second = made.paragraphs
    assert first.text == "近二十年的路,他走得踏实而沉" + GAP_MARK
    assert first.printed == "近二十年的路,他走得踏实而沉"
    assert second.text == "时间回到2006年,刚上手。"
    assert len(made.gaps) == 1


def test_an_article_that_ends_inside_a_sentence_goes_on_elsewhere() -> None:
    made = make_paragraphs([line("助推企业抢抓先机,"), line("实现高质")], may_turn=True)
    assert made.paragraphs[-1].text.endswith(TURN_MARK)


def test_a_caption_never_turns() -> None:
    made = make_paragraphs([line("新兵戴上大红花")], may_turn=False)
    assert made.paragraphs[0].marks == ()


def test_rows_that_are_not_set_in_columns_keep_their_spaces_and_blank_lines() -> None:
    rows = [BodyRow("Old streets paved.", 1, 0), BodyRow("站名 首班 末班", 2, 0)]
    made = make_plain_paragraphs(rows)
    assert [paragraph.text for paragraph in made.paragraphs] == [
        "Old streets paved.",
        "站名 首班 末班",
    ]


def blocks(*ends: str) -> list[OrderedLine]:
    """Blocks of two lines each, the second of which ends as told."""
    lines = []
    for number, end in enumerate(ends):
        lines.append(OrderedLine(f"第{number}段开头一行有十二个字", 5.0, 1.0, parted=number > 0))
        lines.append(OrderedLine(f"第二行{end}", 5.0, 5.0))
    return lines


def test_where_blocks_are_paragraphs_the_one_without_an_end_lost_it() -> None:
    made = make_paragraphs(blocks("完。", "完。", "推进治理", "完。", "完。"), may_turn=True)
    assert len(made.paragraphs) == 5
    assert [bool(paragraph.marks) for paragraph in made.paragraphs] == [0, 0, 1, 0, 0]


def test_where_blocks_are_columns_a_paragraph_goes_on_over_their_break() -> None:
    made = make_paragraphs(blocks("完。", "推进治理", "继续推进", "完。"), may_turn=True)
    assert not any(paragraph.marks for paragraph in made.paragraphs)
    assert len(made.paragraphs) == 2


COLUMN = [
    line("老街修缮去年七月动工,先挖开路面"),
    line("埋下雨水管和电缆。", 5.0),
    line("记住每一块石板", -1.0),
    line("旧石板一块块照编号放回原处,六千", -1.0),
    line("多块都没有放错。", 5.0),
]


def test_a_short_line_between_two_paragraphs_of_a_column_is_a_heading_of_its_own() -> None:
    made = make_paragraphs(COLUMN, may_turn=True)
    assert [(one.text[:7], one.heading) for one in made.paragraphs] == [
        ("老街修缮去年七", False),
        ("记住每一块石板", True),
        ("旧石板一块块照", False),
    ]
    assert not made.gaps


def test_a_heading_that_was_extracted_apart_goes_before_the_line_it_stood_over() -> None:
    lines = COLUMN[:2] + COLUMN[3:]
    heading = InnerHeading("记住每一块石板", "旧石板一块块照编号放回原处,六千")
    made = make_paragraphs(lines, may_turn=True, headings=(heading,))
    assert [one.heading for one in made.paragraphs] == [False, True, False]


def test_a_heading_whose_line_is_gone_is_kept_at_the_end() -> None:
    made = make_paragraphs(COLUMN[:2], may_turn=True, headings=(InnerHeading("尾声", ""),))
    assert [one.text for one in made.paragraphs][-1] == "尾声"


def test_a_letter_keeps_its_salutation_and_its_signature_apart() -> None:
    made = make_paragraphs(
        [
            line("编辑同志:"),
            line("学校门口新划了停车位,早晚高峰总", 3.0),
            line("被占用,能不能给车位定个时段?", 5.0),
            line("读者", -3.0),
            line("苗先生", 5.0),
        ],
        may_turn=True,
    )
    assert [paragraph.text for paragraph in made.paragraphs] == [
        "编辑同志:",
        "学校门口新划了停车位,早晚高峰总被占用,能不能给车位定个时段?",
        "读者苗先生",
    ]


def test_a_quotation_that_is_led_up_to_stays_in_its_paragraph() -> None:
    lines = [line("八十四岁的谢奶奶挑了一间朝南的屋子:"), line("“晒得着太阳,”她说。")]
    assert len(make_paragraphs(lines, may_turn=True).paragraphs) == 1
