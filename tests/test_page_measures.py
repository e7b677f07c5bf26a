"""The measures of reading, checked against numbers worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.errors import JudgementsError
from retrieval.issue import GAP_MARK, TURN_MARK, Article, Byline, Issue, Masthead, Paragraph
from retrieval.page_counts import PageCounts, count_as_extracted, count_page
from retrieval.page_measures import measure_pages, sum_up, sum_up_extracted
from retrieval.page_truth import ArticleTruth, PageTruth, StreamLine, read_truth

LINES = (("昨天上午全市", "领导干部会议", "召开。"), ("会议传达学习", "有关精神。"))
TRUTH = PageTruth(
    woven=True,
    articles=(
        ArticleTruth(
            headline="全市领导 干部会议",
            subheads=("传达精神",),
            reporters=("荣怡婷",),
            paragraphs=("昨天上午全市领导干部会议召开。", "会议传达学习有关精神。"),
            lines=LINES,
        ),
        ArticleTruth(
            headline="天冷加衣",
            paragraphs=("冷空气即将到达本市请市",),
            lines=(("冷空气即将", "到达本市", "请市"),),
            gaps=((0, 11),),
        ),
    ),
)
STRAY_STREAM = (
    '{"articles": [{"paragraphs": ["甲"]}], '
    '"stream": [{"block": 0, "article": 0, "paragraph": 0, "line": 0}]}'
)


def reading(*articles: tuple[str, list[str]]) -> Issue:
    return Issue(
        Masthead(""),
        tuple(
            Article(
                headline,
                tuple(
                    Paragraph(
                        text,
                        ((text.index(GAP_MARK), text.index(GAP_MARK) + len(GAP_MARK)),)
                        if GAP_MARK in text
                        else (),
                    )
                    for text in paragraphs
                ),
                subheads=("传达精神",),
                byline=Byline("记者 荣怡婷", reporters=("荣怡婷",)),
            )
            for headline, paragraphs in articles
        ),
    )


def test_a_perfect_reading_counts_as_perfect() -> None:
    issue = reading(
        ("全市领导干部会议", ["昨天上午全市领导 干部会议召开。", "会议传达学习有关精神。"]),
        ("天冷加衣", ["冷空气即将到达本市请市" + GAP_MARK]),
    )
    counts = count_page(TRUTH, issue, seconds=0.5)
    # Joins: 2 in the first paragraph, 1 in the second, 2 in the other article.
    assert counts == PageCounts(
        true_joins=5,
        joins=5,
        standing=5,
        articles=2,
        perfect=2,
        headlines=2,
        subheads=1,
        bylines=1,
        missing=1,
        marked=1,
        false_marks=0,
        woven=True,
        in_order=True,
        seconds=0.5,
    )


def test_a_line_in_the_wrong_place_loses_one_join_and_makes_two_false_ones() -> None:
    issue = reading(
        ("全市领导干部会议", ["昨天上午全市有关精神。领导干部会议召开。", "会议传达学习"]),
        ("天冷加衣", ["冷空气即将到达本市请市" + GAP_MARK]),
    )
    counts = count_page(TRUTH, issue)
    # Read: 昨天|有关 (false), 有关|领导 (false), 领导|召开 (true), and two of the other article.
    assert (counts.joins, counts.standing) == (5, 3)
    assert (counts.perfect, counts.in_order) == (1, False)


def test_a_line_cut_in_two_makes_false_joins_on_both_sides() -> None:
    issue = reading(
        ("全市领导干部会议", ["昨天上午全市领导干部召开。会议", "会议传达学习有关精神。"]),
        ("天冷加衣", ["冷空气即将到达本市请市" + GAP_MARK]),
    )
    counts = count_page(TRUTH, issue)
    # 昨天上午全市|领导干部召开。会议 is one join with a piece that is no printed line.
    assert (counts.joins, counts.standing) == (4, 3)


def test_a_mark_is_no_join_and_a_silent_join_over_a_gap_is_false() -> None:
    truth = PageTruth(
        articles=(
            ArticleTruth(
                paragraphs=("走得踏实而沉时间回到二月",),
                lines=(("走得踏实而沉", "时间回到二月"),),
                gaps=((0, 6),),
            ),
        )
    )
    marked = count_page(truth, reading(("", [f"走得踏实而沉{GAP_MARK}时间回到二月"])))
    silent = count_page(truth, reading(("", ["走得踏实而沉时间回到二月"])))
    assert (marked.true_joins, marked.joins, marked.marked, marked.false_marks) == (0, 0, 1, 0)
    assert (silent.true_joins, silent.joins, silent.marked, silent.missing) == (0, 1, 0, 1)


def test_a_mark_where_nothing_is_missing_is_false_and_a_turn_wants_one() -> None:
    truth = PageTruth(articles=(ArticleTruth(paragraphs=("实现高质",), turned=True),))
    text = "实现高质" + TURN_MARK
    turned = Issue(Masthead(""), (Article("", (Paragraph(text, ((4, len(text)),)),)),))
    unturned = truth.model_copy(
        update={"articles": (truth.articles[0].model_copy(update={"turned": False}),)}
    )
    assert count_page(truth, turned).marked == 1
    assert count_page(unturned, turned).false_marks == 1


def test_the_same_join_printed_twice_is_wanted_twice() -> None:
    lines = (("本市今日", "天气晴朗"), ("本市今日", "天气晴朗"))
    truth = PageTruth(articles=(ArticleTruth(paragraphs=("本市今日天气晴朗",) * 2, lines=lines),))
    counts = count_page(truth, reading(("", ["本市今日天气晴朗"])))
    assert (counts.true_joins, counts.standing) == (2, 1)


def test_a_truth_without_lines_still_tells_articles_and_headlines() -> None:
    truth = PageTruth(
        articles=(
            ArticleTruth(headline="天冷", paragraphs=("冷空气到达。请加衣。", "明天晴。")),
            ArticleTruth(headline="天热", paragraphs=("热空气到达。请减衣。",)),
        )
    )
    counts = count_page(
        truth,
        reading(("天热", ["热空气到达。请减衣。"]), ("天冷", ["冷空气到达。", "请加衣。明天晴。"])),
    )
    assert (counts.true_joins, counts.joins) == (0, 0)
    assert (counts.headlines, counts.perfect, counts.in_order) == (2, 1, True)


def test_as_extracted_follows_the_stream_and_ends_paragraphs_after_sentences() -> None:
    order = [(0, 0, 0, 0), (0, 0, 0, 1), (0, 0, 1, 1), (1, 0, 0, 2), (2, 0, 1, 0), (9, 1, 0, 0)]
    stream = tuple(
        StreamLine(block=block, article=article, paragraph=paragraph, line=line)
        for block, article, paragraph, line in order
    )
    counts = count_as_extracted(TRUTH.model_copy(update={"stream": stream}))
    # 昨天|领导 true, 领导|有关精神。 false, then a sentence has ended: 召开。 and 会议 begin anew.
    assert (counts.true_joins, counts.joins, counts.standing) == (5, 2, 1)
    assert (counts.perfect, counts.in_order) == (0, False)


def test_shares_are_taken_over_the_sums_of_all_pages() -> None:
    woven = PageCounts(
        true_joins=30, joins=24, standing=18, articles=4, perfect=1, headlines=3, seconds=0.2
    )
    whole = PageCounts(
        true_joins=10,
        joins=16,
        standing=10,
        articles=4,
        perfect=4,
        headlines=4,
        missing=2,
        marked=1,
        false_marks=3,
        woven=False,
        in_order=True,
        seconds=0.4,
    )
    figures = sum_up([woven, whole])
    assert figures.true_joins == pytest.approx(28 / 40)
    assert figures.false_joins_per_1000 == pytest.approx(1000 * 12 / 40)
    assert figures.perfect_articles == pytest.approx(5 / 8)
    assert figures.headlines == pytest.approx(7 / 8)
    assert figures.untouched_pages == 1.0
    assert figures.marks == 0.5
    assert figures.false_marks_per_page == 1.5
    assert figures.median_seconds == pytest.approx(0.3)


def test_as_extracted_says_nothing_of_what_takes_a_reader() -> None:
    figures = sum_up_extracted(
        [PageCounts(true_joins=4, joins=4, standing=3, articles=1, perfect=0)]
    )
    assert figures.true_joins == 0.75
    assert figures.false_joins_per_1000 == 250
    assert figures.headlines is None
    assert figures.median_seconds is None


def test_shares_over_nothing_are_none() -> None:
    figures = sum_up([])
    assert figures.pages == 0
    assert figures.true_joins is None
    assert figures.median_seconds is None


def test_a_folder_is_measured_page_by_page(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("版面", "utf-8")
    (tmp_path / "a.json").write_text(TRUTH.model_dump_json(), "utf-8")
    (tmp_path / "without-truth.txt").write_text("版面", "utf-8")
    issue = reading(("天冷加衣", ["冷空气即将到达本市请市" + GAP_MARK]))
    report = measure_pages(tmp_path, read=lambda _: issue)
    assert [name for name, _ in report.pages] == ["a"]
    assert report.read.true_joins == pytest.approx(2 / 5)
    assert report.as_extracted is None


def test_a_folder_without_pages_says_what_is_wanted(tmp_path: Path) -> None:
    with pytest.raises(JudgementsError, match=r"NAME\.json"):
        measure_pages(tmp_path)


@pytest.mark.parametrize(
    ("truth", "field"),
    [
        ("{", "整个文件"),
        ("{}", "articles"),
        ('{"articles": [{"paragraphs": []}]}', "articles.0.paragraphs"),
        ('{"articles": [{"paragraphs": ["甲"], "lines": [["乙"]]}]}', "articles.0"),
        ('{"articles": [{"paragraphs": ["甲"], "gaps": [[0, 2]]}]}', "articles.0"),
        (STRAY_STREAM, "整个文件"),
    ],
)
def test_a_bad_truth_names_its_file_and_field(tmp_path: Path, truth: str, field: str) -> None:
    (tmp_path / "a.txt").write_text("版面", "utf-8")
    (tmp_path / "a.json").write_text(truth, "utf-8")
    with pytest.raises(JudgementsError) as raised:
        measure_pages(tmp_path)
    assert raised.value.source.endswith("a.json")
    assert field in raised.value.reason


def test_a_truth_survives_its_json() -> None:
    assert read_truth(TRUTH.model_dump_json()) == TRUTH
