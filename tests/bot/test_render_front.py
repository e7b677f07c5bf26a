"""The front page: sections, lead story first, two lines an article, a number for each."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - the word of the glossary
from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pieces import Message, Style
from bot.press import Act, Press
from bot.render_front import FrontPage, front_page_messages, headlines_messages
from bot.sections import SectionKind, in_order, make_sections
from bot.wording import Language, wording
from retrieval.digest import make_digest
from retrieval.issue import (
    Article,
    ArticleKind,
    Issue,
    Masthead,
    Notice,
    NoticeKind,
    Paragraph,
)

SAY = wording(Language.ZH_HANS)
DATE = Date(2024, 3, 14)
WEATHER = Notice(NoticeKind.WEATHER, "今天晴。")

articles = st.builds(
    Article,
    headline=st.sampled_from(["", "新桥通车", "食堂开张", "a<b>&"]),
    paragraphs=st.lists(st.text(max_size=120).map(Paragraph), min_size=1, max_size=2).map(tuple),
    subheads=st.lists(st.sampled_from(["副题"]), max_size=1).map(tuple),
    kind=st.sampled_from(ArticleKind),
    rubric=st.sampled_from(["", "【民生】", "民生", "今日关注"]),
)


def article(
    headline: str, text: str, rubric: str = "", kind: ArticleKind = ArticleKind.REPORT
) -> Article:
    return Article(headline, (Paragraph(text),), kind=kind, rubric=rubric)


def photo(headline: str, caption: str) -> Article:
    return article(headline, caption, kind=ArticleKind.PHOTO)


def issue(*printed: Article, notices: tuple[Notice, ...] = (WEATHER,)) -> Issue:
    return Issue(Masthead("试刊", ("试刊",), DATE, "星期四", "二月初五"), printed, notices)


def page(
    of: Issue, *suggestions: str, today: Date = DATE, newest: Date | None = DATE
) -> tuple[Message, ...]:
    shown = FrontPage(of, make_digest(of), suggestions, today, newest)
    return front_page_messages(shown, SAY)


PAPER = issue(
    photo("", "孩子们放风筝。"),
    article("新桥通车", "本报讯 昨天上午,新桥通车。"),
    article("食堂开张", "昨天,社区食堂开张。"),
    article("树换新土", "昨天,老树换土。", "【民生观察】"),
    article("校门修好", "昨天,校门修好。"),
    article("路灯亮了", "昨天,路灯亮了。", "民生观察"),
    notices=(
        WEATHER,
        Notice(NoticeKind.OTHER, "停水通知:3月15日8时起东湖路停水。"),
        Notice(NoticeKind.OTHER, "详见3版"),
        Notice(NoticeKind.COPYRIGHT, "不得转载。"),
    ),
)


def test_the_front_page_has_sections_with_the_lead_story_first() -> None:
    (shown,) = page(PAPER, "桥多长?")
    body = shown.text.partition("天气：今天晴。")[2]
    assert body == (
        "\n\n【头条】\n1. 新桥通车\n昨天上午,新桥通车。"
        "\n\n【报道】\n2. 食堂开张\n昨天,社区食堂开张。"
        "\n\n3. 校门修好\n昨天,校门修好。"
        "\n\n【民生观察】\n4. 树换新土\n昨天,老树换土。"
        "\n\n5. 路灯亮了\n昨天,路灯亮了。"
        "\n\n【图片】\n6. 孩子们放风筝。"
        "\n\n【启事】\n7. 停水通知:3月15日8时起东湖路停水。"
        "\n\n点数字看全文；点下面的问题，看报上怎么说。"
    )
    bold = [s.text for block in shown.blocks for s in block.spans if s.style & Style.BOLD]
    assert bold == [
        "今日要览",
        "1. 新桥通车",
        "2. 食堂开张",
        "3. 校门修好",
        "4. 树换新土",
        "5. 路灯亮了",
    ]


def test_each_number_opens_what_stands_beside_it() -> None:
    (shown,) = page(PAPER, "桥多长?")
    presses = [Press.read(button.data) for row in shown.buttons for button in row]
    assert presses == [
        *(Press(Act.ARTICLE, DATE, at) for at in (1, 2, 4, 3, 5, 0)),
        Press(Act.NOTICE, DATE, 1),
        Press(Act.SUGGESTION, DATE, 0),
    ]
    (listed,) = headlines_messages(PAPER, make_digest(PAPER), SAY)
    numbered = [button.data for row in listed.buttons for button in row]
    assert numbered == [press.data for press in presses[:6] if press]
    assert "【民生观察】\n4. 树换新土\n5. 路灯亮了" in listed.text


def test_a_lead_story_keeps_the_papers_own_title_over_it() -> None:
    (shown,) = page(issue(article("新桥通车", "昨天,新桥通车。", "今日关注")))
    assert "【头条 · 今日关注】\n1. 新桥通车" in shown.text


def test_an_issue_says_when_it_is_not_of_today() -> None:
    paper = issue(article("新桥通车", "昨天,新桥通车。"))
    next_day = Date(2024, 3, 15)
    (current,), (late,), (early,) = (
        page(paper, today=day) for day in (DATE, next_day, Date(2024, 3, 13))
    )
    (past,) = page(paper, today=next_day, newest=next_day)
    assert "今天的报纸还没到，这是最新的一期" in late.text
    assert "这是往期的报纸，最新一期是2024年3月15日" in past.text
    assert "还没到" not in current.text + early.text + past.text
    assert "往期" not in current.text + early.text + late.text


def test_a_long_summary_is_cut_after_a_clause_and_a_caption_stands_whole() -> None:
    long = "昨天," + "新桥两岸的居民都来看热闹," * 12 + "十分欢喜。"
    caption = "昨天," + "孩子们在新桥上放风筝," * 8 + "十分欢喜。"
    (shown,) = page(issue(article("新桥通车", long), photo("", caption)))
    told = next(text for text in shown.text.split("\n") if text.endswith("……"))
    assert len(told) <= 82
    assert long.startswith(told.removesuffix("……") + ",")
    assert caption in shown.text


@settings(max_examples=50)
@given(st.lists(articles, max_size=12))
def test_every_article_stands_in_one_section_and_only_titles_that_are_printed_are_shown(
    printed: list[Article],
) -> None:
    paper = issue(*printed)
    sections = make_sections(make_digest(paper))
    places = [entry.article for entry in in_order(sections)]
    assert sorted(places) == list(range(len(printed)))
    assert {section.rubric for section in sections} <= {"", "民生", "今日关注"}
    kinds = [section.kind for section in sections]
    assert kinds[:1] == [SectionKind.LEAD] * bool(printed)
    assert SectionKind.PHOTOS not in kinds[:-1]
    shown = page(paper)
    presses = [Press.read(b.data) for b in chain.from_iterable(shown[-1].buttons)]
    assert [press.index for press in presses if press] == places


def test_an_issue_of_hundreds_of_articles_keeps_within_telegrams_limits() -> None:
    paper = issue(*(article(f"标题{at}", "昨天,有事。") for at in range(300)))
    for pages in (page(paper), headlines_messages(paper, make_digest(paper), SAY)):
        assert all(shown.length <= 4096 for shown in pages)
        assert sum(len(row) for row in pages[-1].buttons) <= 100


def test_an_issue_without_articles_has_a_front_page_of_its_date_and_weather() -> None:
    (shown,) = page(issue())
    assert "2024年3月14日" in shown.text
    assert shown.text.endswith("今天晴。")
    assert shown.buttons == ()
