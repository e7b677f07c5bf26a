"""The mended issue in Markdown: what is written is read back, and faults name their line."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import PageError
from retrieval.issue import (
    GAP_MARK,
    TURN_MARK,
    Article,
    ArticleKind,
    Byline,
    Issue,
    Masthead,
    Notice,
    NoticeKind,
    Paragraph,
    Repair,
    RepairKind,
)
from retrieval.markdown import read_markdown, write_markdown
from retrieval.page import read_page

SEED = Path(__file__).parents[1] / "seeds" / "2024-03-14.txt"

MARKUP = list("*_`#>+-=~|\\[]<&!:：;1.) \t\n\r〔〕…\u3000\x00\x85\u2028\ud800") + [
    "本报讯 ",
    "记者 ",
    "- ",
    "1. ",
    "12) ",
    "# ",
    "## ",
    "[天气]",
    "[图片] ",
    "<!--",
    "-->",
    "&#65;",
    "&amp;",
    "```",
    "---",
    GAP_MARK,
    TURN_MARK,
]
pieces = st.one_of(st.sampled_from(MARKUP), st.text(max_size=3), st.sampled_from("平湖新闻报道的"))
printed = st.lists(pieces, min_size=1, max_size=8).map("".join).filter(bool)
line = printed
running = printed.filter(lambda text: not text.endswith("\n"))


@st.composite
def paragraphs(draw: st.DrawFn) -> Paragraph:
    text, marks = draw(running), []
    for mark in draw(st.lists(st.sampled_from([GAP_MARK, TURN_MARK]), max_size=2)):
        marks.append((len(text), len(text) + len(mark)))
        text += mark + draw(st.one_of(st.just(""), running))
    return Paragraph(text, tuple(marks))


def with_inner_headings(told: tuple[list[Paragraph], list[str]]) -> tuple[Paragraph, ...]:
    """A heading after each paragraph for which there is one, as papers set them."""
    running_text, headings = told
    made: list[Paragraph] = []
    for at, paragraph in enumerate(running_text):
        made.append(paragraph)
        made += [Paragraph(heading, heading=True) for heading in headings[at : at + 1]]
    return tuple(made)


names = st.lists(line, max_size=3).map(tuple)
bylines = st.builds(Byline, st.one_of(st.just(""), line), names, names, names)
articles = st.builds(
    Article,
    headline=st.one_of(st.just(""), line),
    paragraphs=st.tuples(
        st.lists(paragraphs(), min_size=1, max_size=3), st.lists(line, max_size=2)
    ).map(with_inner_headings),
    subheads=st.lists(line, max_size=2).map(tuple),
    byline=bylines,
    kind=st.sampled_from(ArticleKind),
    rubric=st.one_of(st.just(""), line),
)
mastheads = st.builds(
    Masthead,
    st.one_of(st.just(""), running),
    names,
    st.one_of(st.none(), st.dates()),
    st.one_of(st.just(""), line),
    st.one_of(st.just(""), line),
)
issues = st.builds(
    Issue,
    masthead=mastheads,
    articles=st.lists(articles, min_size=1, max_size=3).map(tuple),
    notices=st.lists(st.builds(Notice, st.sampled_from(NoticeKind), running), max_size=3).map(
        tuple
    ),
    unplaced=st.lists(running, max_size=2).map(tuple),
)


@given(issues)
def test_an_issue_written_and_read_back_is_the_issue(issue: Issue) -> None:
    read = read_markdown(write_markdown(issue))
    assert replace(read, warnings=()) == issue


@given(issues)
def test_what_is_written_can_be_saved_as_utf8_with_any_line_ends(issue: Issue) -> None:
    text = write_markdown(issue).encode("utf-8").decode("utf-8")
    assert read_markdown(text.replace("\n", "\r\n")) == read_markdown(text)


@given(st.lists(pieces, max_size=40).map("".join))
def test_no_text_of_any_kind_raises_but_a_page_error(text: str) -> None:
    with contextlib.suppress(PageError):
        read_markdown(text)


def test_the_shipped_page_needs_no_list_items_but_its_rubrics() -> None:
    issue = read_page(SEED.read_text("utf-8"))
    written = write_markdown(issue)
    items = [row for row in written.splitlines() if row.startswith("- ")]
    assert items == ["- 栏题:创新攻坚 民生优享"]
    read = read_markdown(written, source="平湖.md")
    assert read.masthead == issue.masthead
    assert read.notices == issue.notices
    assert [replace(article, confidence=1.0) for article in issue.articles] == list(read.articles)
    assert read.source == "平湖.md"


def test_an_editor_may_write_little_and_wrap_lines() -> None:
    issue = read_markdown(
        "# [报头]\n2024年3月14日 星期四\n\n# 我市农污治理获省优秀\n*■记者 黄雨欣*\n\n"
        "本报讯 去年我们小区污水管道\n进行了整改,用 open\nsource 软件。\n\n第二段。\n"
    )
    (article,) = issue.articles
    assert issue.date == date(2024, 3, 14)
    assert article.byline.reporters == ("黄雨欣",)
    assert [paragraph.text for paragraph in article.paragraphs] == [
        "本报讯 去年我们小区污水管道进行了整改,用 open source 软件。",
        "第二段。",
    ]


def test_list_items_overrule_what_the_byline_would_give() -> None:
    text = "# 标题\n\n*欧阳一二三四 文*\n\n- 记者：欧阳一二三四\n- 摄影:\n\n正文。\n"
    (article,) = read_markdown(text).articles
    assert article.byline == Byline("欧阳一二三四 文", reporters=("欧阳一二三四",))


def test_marks_are_found_again_and_plain_lookalikes_are_not() -> None:
    text = f"# 标题\n\n走得踏实而沉{GAP_MARK}\n\n……\\〔下文转版〕\n\n实现高质{TURN_MARK}\n"
    (article,) = read_markdown(text).articles
    assert [paragraph.printed for paragraph in article.paragraphs] == [
        "走得踏实而沉",
        TURN_MARK,
        "实现高质",
    ]


def test_what_was_changed_or_doubted_stands_in_comments() -> None:
    article = Article("标题", (Paragraph("正文。"),))
    repair = Repair(0, RepairKind.UNSURE, "甲-->乙", "甲\n丙", 1.0)
    issue = Issue(Masthead("报头"), (article,), warnings=("星期不对",), repairs=(repair,))
    written = write_markdown(issue)
    assert "<!-- 存疑:甲－－>乙 → 甲 丙 -->\n\n正文。" in written
    assert written.startswith("<!-- 提示:星期不对 -->\n")
    assert read_markdown(written).articles == (article,)


def test_a_weekday_that_does_not_fit_the_date_is_a_warning() -> None:
    issue = read_markdown("# [报头]\n2024年3月14日 星期五\n# 标题\n正文。")
    assert any("星期五" in warning for warning in issue.warnings)


@pytest.mark.parametrize(
    ("text", "line_number", "mend"),
    [
        ("", None, "# 标题"),
        ("正文。\n", 1, "# 标题"),
        ("# 甲\n正文。\n\n#乙\n正文。", 4, "空一格"),
        ("# 甲\n正文。\n\n#### 丙\n", 4, "### 小标题"),
        ("# 甲\n\n### 丙\n", 1, "没有正文"),
        ("# 甲\n正文。\n\n##\n", 4, "## 副题"),
        ("# [天气]\n今天晴。\n\n## 副题\n", 4, "副题"),
        ("# 甲\n\n# 乙\n正文。\n", 1, "没有正文"),
        ("# 甲\n*记者 王强*\n\n*摄影 王强*\n\n正文。", 4, "署名"),
        ("# 甲\n- 记着:王强\n\n正文。", 2, "记者"),
        ("# 甲\n- 记者:王强\n- 王强\n\n正文。", 3, "名目"),
        ("# [报头]\n- 日期:3月14日\n", 2, "2024-03-14"),
        ("# [报头]\n甲\n\n# [报头]\n乙\n", 4, "一个"),
        ("# [广告]\n\n# 甲\n正文。", 1, "没有文字"),
        ("# 甲\n<!-- 注\n正文。", 2, "-->"),
    ],
)
def test_a_fault_names_its_line_and_its_mend(text: str, line_number: int | None, mend: str) -> None:
    with pytest.raises(PageError) as raised:
        read_markdown(text, source="2024-03-14.md")
    assert raised.value.line == line_number
    assert raised.value.source == "2024-03-14.md"
    assert mend in raised.value.reason
