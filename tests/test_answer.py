from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.answer import Answerer
from retrieval.excerpt import Answer, Certainty, Excerpt, Reading, SourceKind
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

GAPPED = f"校长俞晓岚说,新校区占地{GAP_MARK}明年九月开学。"
ISSUE = Issue(
    Masthead("山阴县融媒体中心 主办\n2023年5月6日 星期六\n农历三月十七", date=date(2023, 5, 6)),
    articles=(
        Article(
            "县图书馆新馆开放",
            (
                Paragraph(
                    "本报讯 昨天上午,县图书馆新馆正式开放,藏书达到32万册,设有阅览座位800个。"
                ),
                Paragraph(
                    "新馆位于滨河路18号,每周二至周日开放。馆长钱一鸣介绍,市民凭身份证就能借书。"
                ),
            ),
            subheads=("藏书比老馆多了一倍",),
            byline=Byline("■记者 沈若溪", reporters=("沈若溪",)),
        ),
        Article(
            "实验小学扩建", (Paragraph(GAPPED, ((GAPPED.index("……"), GAPPED.index("明年")),)),)
        ),
        Article("", (Paragraph("油菜花开了,游客在田间拍照。"),), kind=ArticleKind.PHOTO),
    ),
    notices=(Notice(NoticeKind.WEATHER, "今天多云转晴。最高气温25℃,偏南风2级。"),),
)


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return Answerer(ISSUE)


def printed_texts() -> list[str]:
    texts = [ISSUE.masthead.text, *(notice.text for notice in ISSUE.notices)]
    for article in ISSUE.articles:
        texts += [article.headline, *article.subheads, article.byline.text]
        texts += [paragraph.text for paragraph in article.paragraphs]
    return texts


def check(answer: Answer) -> None:
    assert (answer.certainty is Certainty.NONE) == (not answer.excerpts)
    for excerpt in answer.excerpts:
        assert any(excerpt.text in text for text in printed_texts())
        check_spans(excerpt)


def check_spans(excerpt: Excerpt) -> None:
    start, end = excerpt.answer
    assert 0 <= start < end <= len(excerpt.text)
    assert GAP_MARK not in excerpt.answer_text
    last = 0
    for begin, stop in excerpt.matches:
        assert last <= begin < stop <= len(excerpt.text)
        last = stop


@pytest.mark.parametrize(
    ("question", "headline", "sentence"),
    [
        ("新馆藏书有多少册?", "县图书馆新馆开放", "32万册"),
        ("市民憑什麼證件借書?", "县图书馆新馆开放", "身份证"),
        ("馆长是谁?", "县图书馆新馆开放", "钱一鸣"),
        ("沈若溪写了什么?", "县图书馆新馆开放", ""),
        ("今天最高多少度?", "天气", "25℃"),
        ("今天几月几号?", "报头", "2023年5月6日"),
        ("农历是什么日子?", "报头", "三月十七"),
        ("谁办的报纸?", "报头", "融媒体中心"),
        ("今天的头条是什么?", "县图书馆新馆开放", "县图书馆新馆开放"),
        ("油菜花照片拍了什么?", "图片新闻", "油菜花"),
    ],
)
def test_everything_printed_can_be_asked_for(
    answerer: Answerer, question: str, headline: str, sentence: str
) -> None:
    first = answerer.answer(question).excerpts[0]
    assert first.source.headline == headline
    assert sentence in first.answer_text


@pytest.mark.parametrize(
    "question", ["世界杯冠军是谁?", "红烧肉怎么做?", "jkdfjksd", "", "?!", "帮我写一首诗"]
)
def test_what_the_paper_does_not_report_is_declined_with_headlines_to_offer(
    answerer: Answerer, question: str
) -> None:
    answer = answerer.answer(question)
    assert not answer.found
    if not answer.excerpts:
        assert set(answer.nearest) <= {article.headline for article in ISSUE.articles}
        assert answer.nearest


@pytest.mark.parametrize(
    "question",
    ["北京明天天气怎么样?", "北京明天天气", "图书馆馆长的工资是多少?", "俞晓岚的年龄多大?"],
)
def test_a_near_miss_is_never_claimed_to_be_an_answer(answerer: Answerer, question: str) -> None:
    assert not answerer.answer(question).found


def test_a_slip_in_a_name_is_understood_and_told(answerer: Answerer) -> None:
    answer = answerer.answer("钱一名是谁?")
    assert answer.readings == (Reading("钱一名", "钱一鸣"),)
    assert "钱一鸣" in answer.excerpts[0].text


def test_our_own_marks_cannot_be_found(answerer: Answerer) -> None:
    assert not answerer.answer("此处版面缺字").excerpts


def test_articles_take_turns_in_the_excerpts(answerer: Answerer) -> None:
    excerpts = answerer.answer("今天有什么新闻?", top=3).excerpts
    assert len({(e.source.kind, e.source.index) for e in excerpts}) == len(excerpts)


def test_a_follow_up_keeps_to_its_article_first(answerer: Answerer) -> None:
    for question in ("还有呢?", "他还说了什么?", "全文"):
        answer = answerer.answer(question, article=1)
        assert answer.excerpts[0].source.kind is SourceKind.REPORT
        assert answer.excerpts[0].source.index == 1
    assert answerer.answer("什么时候开学?", article=1).excerpts[0].source.index == 1


def test_a_follow_up_about_an_article_that_is_not_there_is_a_plain_question(
    answerer: Answerer,
) -> None:
    check(answerer.answer("新馆藏书有多少册?", article=99))


def test_no_more_excerpts_than_asked_for(answerer: Answerer) -> None:
    for top in (0, 1, 2, 1000):
        assert len(answerer.answer("图书馆新馆开放", top=top).excerpts) <= top


def test_suggested_questions_are_answered(answerer: Answerer) -> None:
    suggestions = answerer.suggestions(3)
    assert suggestions
    assert all(answerer.answer(question).found for question in suggestions)
    assert answerer.suggestions(0) == ()


def test_an_explanation_tells_terms_and_scores(answerer: Answerer) -> None:
    explanation = answerer.explain("新馆藏书有多少册?")
    assert explanation.kind == "how_many"
    assert {"藏书", "·藏书"} <= {term.text for term in explanation.terms}
    assert all(len(term.postings) == len(term.places) for term in explanation.terms)
    assert explanation.scores[0][0] == "县图书馆新馆开放"


def test_an_empty_issue_answers_nothing() -> None:
    answer = Answerer(Issue(Masthead(""))).answer("今天有什么新闻?")
    assert answer == Answer("今天有什么新闻?", Certainty.NONE)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.integers(-1, 5), st.none() | st.integers(-2, 4))
def test_no_question_raises_and_every_sentence_is_printed(
    answerer: Answerer, question: str, top: int, article: int | None
) -> None:
    check(answerer.answer(question, top=top, article=article))


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="图书馆新馆开放今天天气多少谁几月几号俞晓岚钱一鸣?的25", max_size=30))
def test_every_run_gives_the_same_answer(answerer: Answerer, question: str) -> None:
    answer = answerer.answer(question)
    check(answer)
    assert answerer.answer(question) == answer


@pytest.mark.parametrize("question", ["\ud800", "\x00" * 50, "图" * 10_000, "🀄" * 300, "<b>&"])
def test_hostile_questions_are_answered_calmly(answerer: Answerer, question: str) -> None:
    check(answerer.answer(question))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(alphabet='图书馆新开放。，“”"；1 \n', min_size=1, max_size=40), max_size=4))
def test_any_page_can_be_asked(texts: list[str]) -> None:
    article = Article("图书馆", tuple(Paragraph(text) for text in texts) or (Paragraph("新"),))
    for excerpt in Answerer(Issue(Masthead(""), (article,))).answer("图书馆开放?").excerpts:
        assert any(excerpt.text in text for text in [*texts, "图书馆", "新"])


def test_paths_of_the_package_data_are_files() -> None:
    folder = Path(__file__).resolve().parent.parent / "retrieval"
    assert (folder / "weights.json").is_file()
    assert (folder / "certainty.json").is_file()
