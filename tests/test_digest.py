"""The digest tells the news of each article in the paper's own words."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from retrieval.digest import make_digest, summarise
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


def article(*texts: str, headline: str = "桥头镇新桥通车") -> Article:
    return Article(headline, tuple(Paragraph(text) for text in texts))


def test_the_dateline_is_never_part_of_the_summary() -> None:
    for dateline in (
        "本报讯 ",
        "本报讯(记者 王一) ",
        "【本报讯】",
        "新华社北京3月5日电 ",
        "本报桥头讯　",
        "（记者 李二 通讯员 张三）",
    ):
        told = summarise(article(f"{dateline}昨天,桥头镇新桥建成通车,全长312米。"))
        assert told == "昨天,桥头镇新桥建成通车,全长312米。"


def test_a_dateline_alone_is_no_summary() -> None:
    assert summarise(article("本报讯", "昨天,桥头镇新桥建成通车。")) == "昨天,桥头镇新桥建成通车。"


def test_a_question_or_a_quotation_gives_way_to_the_news() -> None:
    told = summarise(
        article(
            '"走了三十年的渡船,终于可以歇歇了。"老船工陈阿大说。新桥好在哪里?'
            "5月1日,桥头镇新桥正式通车,两岸居民过河只要3分钟,比从前快了半个小时。"
        )
    )
    assert told.startswith("5月1日,桥头镇新桥正式通车")


def test_a_subhead_stands_in_where_every_sentence_leans_on_another() -> None:
    leaning = Paragraph('"坚持最要紧。"他说。他的身份也由此变成了师父。')
    story = Article("一条渡船", (leaning,), ("记老船工陈阿大",))
    assert summarise(story) == "记老船工陈阿大"


def test_a_short_sentence_takes_the_next_one_along() -> None:
    told = summarise(article("昨天,桥头镇新桥通车。全桥长312米,宽18米。工程历时两年。"))
    assert told == "昨天,桥头镇新桥通车。全桥长312米,宽18米。"


def test_a_sentence_whose_end_the_page_lost_is_not_chosen_when_another_tells_the_news() -> None:
    text = "昨天,桥头镇新桥建成通车,全长312" + GAP_MARK
    broken = Paragraph(text, ((len(text) - len(GAP_MARK), len(text)),))
    whole = Paragraph("据悉,新桥通车之后,桥头镇两岸居民过河只要3分钟,比从前快了半个小时。")
    told = summarise(Article("桥头镇新桥通车", (broken, whole)))
    assert told == whole.text


def test_a_caption_is_told_from_its_beginning() -> None:
    photo = Article(
        "",
        (Paragraph("昨天,孩子们在新桥上放风筝。据介绍,5月1日起新桥24小时开放。"),),
        byline=Byline("■摄影 王强", photographers=("王强",)),
        kind=ArticleKind.PHOTO,
    )
    entry = make_digest(Issue(Masthead(""), (photo,))).articles[0]
    assert (entry.headline, entry.byline) == ("图片新闻", "■摄影 王强")
    assert entry.summary.startswith("昨天,孩子们在新桥上放风筝。")


def test_the_digest_carries_date_and_weather_and_keeps_the_order_of_the_page() -> None:
    issue = Issue(
        Masthead("桥头报", date=date(2025, 5, 2), weekday="星期五", lunar="农历四月初五"),
        (article("昨天,新桥通车。"), article("昨天,集市开张。", headline="集市开张")),
        (
            Notice(NoticeKind.COPYRIGHT, "不得转载。"),
            Notice(NoticeKind.WEATHER, "今天晴。"),
        ),
    )
    digest = make_digest(issue)
    assert (digest.date, digest.weekday, digest.lunar) == (
        date(2025, 5, 2),
        "星期五",
        "农历四月初五",
    )
    assert digest.weather == "今天晴。"
    assert [entry.headline for entry in digest.articles] == ["桥头镇新桥通车", "集市开张"]


@given(st.lists(st.text(max_size=120), min_size=1, max_size=4), st.text(max_size=20))
def test_a_summary_is_always_a_part_of_one_paragraph(texts: list[str], headline: str) -> None:
    told = summarise(article(*texts, headline=headline))
    assert any(told in text for text in texts)
