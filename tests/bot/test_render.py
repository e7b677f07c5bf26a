"""What a reader sees of an answer, a front page, an article."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - the word of the glossary

from hypothesis import given
from hypothesis import strategies as st

from bot.desk import Visit
from bot.pieces import Message, Quote, Style
from bot.press import Act, Press
from bot.render import Frame, question_block, question_in, render_answer, render_none
from bot.render_issue import article_messages
from bot.script import as_read_by
from bot.wording import Language, wording
from retrieval.excerpt import Answer, Certainty, Excerpt, Reading, Source, SourceKind
from retrieval.issue import (
    GAP_MARK,
    Article,
    ArticleKind,
    Byline,
    Issue,
    Masthead,
    Notice,
    NoticeKind,
    Paragraph,
)

SAY = wording(Language.ZH_HANS)
DATE = Date(2024, 3, 14)
SOURCE = Source(DATE, SourceKind.REPORT, 1, 0, "新桥通车", "■记者 林小满")
SHORT = "新桥昨天通车,全长三百米。"
LONG = "仪式在东湖广场举行。" * 8 + SHORT


def excerpt(text: str = SHORT, at: int = 0, match: str = "通车") -> Excerpt:
    start = text.index(SHORT) if SHORT in text else 0
    found = text.index(match)
    return Excerpt(SOURCE, text, (start, len(text)), ((found, found + len(match)),), float(-at))


def answer(*excerpts: Excerpt, certainty: Certainty = Certainty.ANSWER) -> Answer:
    return Answer("新桥通车了吗?", certainty, excerpts)


def issue(*articles: Article) -> Issue:
    masthead = Masthead("试刊", ("试刊",), DATE, "星期四", "农历甲辰年二月初五")
    return Issue(masthead, articles, (Notice(NoticeKind.WEATHER, "今天晴。"),))


def article(headline: str, *paragraphs: str, kind: ArticleKind = ArticleKind.REPORT) -> Article:
    return Article(
        headline,
        tuple(Paragraph(text) for text in paragraphs),
        byline=Byline("■记者 甲"),
        kind=kind,
    )


def datas(message: Message) -> list[str]:
    return [button.data for row in message.buttons for button in row if button.data]


def test_an_answer_is_a_quotation_with_its_source_under_it() -> None:
    shown = render_answer(answer(excerpt()), Frame(), SAY)
    quote, headline, below = shown.blocks
    assert (quote.quote, quote.text) == (Quote.EXPANDABLE, SHORT)
    assert headline.text == "—— 新桥通车"
    assert below.text == "■记者 林小满　2024年3月14日"
    assert all(span.style & Style.BOLD for span in quote.spans)
    assert [s.text for s in quote.spans if s.style & Style.UNDERLINE] == ["通车"]


def test_an_answer_that_the_collapsed_quotation_would_hide_stands_above_it() -> None:
    shown = render_answer(answer(excerpt(LONG)), Frame(), SAY)
    assert shown.blocks[0].text == SHORT
    assert (shown.blocks[1].quote, shown.blocks[1].text) == (Quote.EXPANDABLE, LONG)


def test_related_reporting_is_called_so_and_readings_are_told() -> None:
    related = answer(excerpt(), certainty=Certainty.RELATED)
    shown = render_answer(related, Frame(), SAY)
    assert "相关报道" in shown.blocks[0].text
    understood = Answer("?", Certainty.ANSWER, (excerpt(),), readings=(Reading("新侨", "新桥"),))
    assert render_answer(understood, Frame(), SAY).blocks[0].text == "按「新桥」查找"


def test_buttons_lead_to_the_article_and_through_the_hits() -> None:
    three = answer(excerpt(), excerpt(at=1), excerpt(at=2))
    first, second, last = (render_answer(three, Frame(at), SAY) for at in range(3))
    whole = Press(Act.ARTICLE, DATE, 1, 1).data
    hits = [Press(Act.HIT, DATE, at).data for at in range(3)]
    assert datas(first) == [whole, hits[1]]
    assert datas(second) == [whole, hits[0], hits[2]]
    assert datas(last) == [whole, hits[1]]
    assert "第 2 处，共 3 处" in second.text
    assert render_answer(three, Frame(99), SAY) == last


def test_a_numbered_question_asks_for_a_verdict() -> None:
    shown = render_answer(answer(excerpt()), Frame(number=7), SAY)
    assert [button.text for button in shown.buttons[1]] == ["有用", "不确定", "没用"]
    assert [Press.read(b.data) for b in shown.buttons[1]] == [
        Press(Act.VERDICT, None, 7, at) for at in range(3)
    ]


def test_a_headline_that_answers_is_not_said_twice_and_brings_its_story() -> None:
    titled = Excerpt(SOURCE, SOURCE.headline, (0, 4), (), 1.0)
    shown = render_answer(answer(titled), Frame(summary="新桥昨天通车。"), SAY)
    assert shown.text.count(SOURCE.headline) == 1
    assert "新桥昨天通车。" in shown.text


def test_a_no_offers_the_nearest_headlines_and_questions() -> None:
    papers = issue(article("新桥通车", "甲。"), article("食堂开张", "乙。"))
    no = Answer("火星?", Certainty.NONE, nearest=("食堂开张", "不在这一期"))
    shown = render_none(no, papers, ("食堂在哪?",), SAY)
    assert shown.text.startswith("本期没有报道（2024年3月14日）")
    assert "1. 食堂开张" in shown.text
    assert "不在这一期" not in shown.text
    assert datas(shown) == [Press(Act.ARTICLE, DATE, 1).data, Press(Act.SUGGESTION, DATE, 0).data]


@given(st.text(min_size=1))
def test_the_question_at_the_head_of_an_answer_is_found_again(question: str) -> None:
    wanted = question.strip().split("\n")[0]
    for language in Language:
        say = wording(language)
        text = question_block(wanted, say).text + "\n下文"
        assert question_in(text, say) == wanted.strip()
        assert question_in("本期没有报道", say) == ""


def test_a_long_article_is_cut_between_paragraphs_and_each_part_can_be_reported() -> None:
    papers = issue(article("长文", *("农污治理。" * 300 for _ in range(6))))
    parts = article_messages(papers, 0, SAY)
    assert len(parts) == 3
    assert all(part.length <= 4096 for part in parts)
    assert [Press.read(part.buttons[0][0].data) for part in parts] == [
        Press(Act.WRONG_LINE, DATE, 0, at) for at in range(3)
    ]
    assert [button.text for button in parts[-1].buttons[0]] == ["报告错行", "分享"]
    body = "".join("".join(block.text for block in part.blocks) for part in parts)
    assert body.count("农污治理。") == 1800


def test_our_marks_are_set_apart_from_the_papers_words() -> None:
    text = "走得踏实而沉" + GAP_MARK + "时间回到2006年"
    gap = Paragraph(text, ((6, 6 + len(GAP_MARK)),))
    (message,) = article_messages(issue(Article("匠", (gap,))), 0, SAY)
    spans = next(block.spans for block in message.blocks if GAP_MARK in block.text)
    assert [span.text for span in spans if span.style & Style.ITALIC] == [GAP_MARK]


def test_a_heading_inside_an_article_is_bold_on_a_line_of_its_own() -> None:
    paragraphs = (Paragraph("老街修好了。"), Paragraph("明年再修码头", heading=True))
    (message,) = article_messages(issue(Article("老街", paragraphs)), 0, SAY)
    (heading,) = [block for block in message.blocks if block.text == "明年再修码头"]
    assert [span.style for span in heading.spans] == [Style.BOLD]


def test_traditional_characters_come_with_a_mark_and_only_when_asked_for() -> None:
    shown = render_answer(answer(excerpt()), Frame(), SAY)
    plain = Visit(1, 1, SAY, None)
    assert as_read_by(plain, [shown]) == (shown,)
    (converted,) = as_read_by(Visit(1, 1, SAY, None, traditional=True), [shown])
    assert "新橋昨天通車" in converted.text
    assert "已转换" in converted.text
    assert converted.buttons == shown.buttons
