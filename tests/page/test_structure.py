"""What each row is: short pages of our own in the ways of different papers."""

from __future__ import annotations

from datetime import date

from retrieval.issue import Article, ArticleKind, Issue, NoticeKind
from retrieval.page import read_page
from tests.characters import assert_no_character_lost_or_made

LONG = (
    "一大早,记者来到青河码头,只见工人们正把最后一批旧石板搬上驳船。"
    "码头管理站的同志介绍,整修分三步走,先清淤,再砌岸,最后才铺路。"
)
MORE = "附近的居民说,盼了好几年,这一回总算盼到了,往后买菜过河再也不用绕一大圈。"
BANKS = "城东粮站昨天开始收购新麦,首日入库八十多吨。站里新添了两台烘干机,农户不用再等天晴。"


def read(*blocks: str) -> Issue:
    text = "\n\n".join(blocks)
    issue = read_page(text)
    assert_no_character_lost_or_made(issue, text)
    return issue


def heads(issue: Issue) -> list[tuple[str, tuple[str, ...]]]:
    return [(article.headline, article.subheads) for article in issue.articles]


def texts(article: Article) -> list[str]:
    return [paragraph.text for paragraph in article.paragraphs]


def notices(issue: Issue) -> list[tuple[NoticeKind, str]]:
    return [(notice.kind, notice.text) for notice in issue.notices]


def test_a_county_paper_prints_its_number_and_lunar_date_over_the_news() -> None:
    issue = read(
        "青河县融媒体中心 主办",
        "2025年6月3日 星期二 乙巳年五月初八 第5123期",
        "旧码头整修进入最后一个月",
        "■记者 王 强 通讯员 李小明",
        "本报讯 " + LONG,
        MORE,
    )
    assert issue.masthead.date == date(2025, 6, 3)
    assert issue.masthead.lunar == "乙巳年五月初八"
    assert issue.warnings == ()
    assert heads(issue) == [("旧码头整修进入最后一个月", ())]
    assert issue.articles[0].byline.reporters == ("王强",)
    assert issue.articles[0].byline.correspondents == ("李小明",)
    assert texts(issue.articles[0]) == ["本报讯 " + LONG, MORE]


def test_an_evening_paper_prints_a_line_that_leads_up_to_the_headline() -> None:
    issue = read(
        "2025年6月3日 星期二",
        "市领导在青河码头调研时强调",
        "把老码头修成市民的会客厅",
        "本报记者 陈晓 周杰 文/图",
        LONG,
        MORE,
    )
    assert heads(issue) == [("把老码头修成市民的会客厅", ("市领导在青河码头调研时强调",))]
    assert issue.articles[0].byline.reporters == ("陈晓", "周杰")
    assert issue.articles[0].byline.photographers == ("陈晓", "周杰")


def test_an_enterprise_weekly_prints_the_name_in_brackets_at_the_end() -> None:
    issue = read(
        "2025年6月6日 星期五",
        "三号锅炉提前并网",
        "本报讯 " + LONG,
        MORE + "（记者 李明）",
        "新麦收购首日入库八十吨",
        "本报讯 " + BANKS,
        MORE + "（通讯员 张小红 赵伟）",
    )
    assert heads(issue) == [("三号锅炉提前并网", ()), ("新麦收购首日入库八十吨", ())]
    assert [article.byline.names for article in issue.articles] == [("李明",), ("张小红", "赵伟")]


def test_a_university_paper_sets_a_dash_before_its_subhead() -> None:
    issue = read(
        "2025年6月3日 星期二",
        "一张课桌的四十年",
        "——记化工学院退休教师周文礼",
        "□ 学生记者 林小雨",
        LONG,
        MORE,
    )
    assert heads(issue) == [("一张课桌的四十年", ("——记化工学院退休教师周文礼",))]


def test_a_headline_on_two_lines_is_one() -> None:
    issue = read(
        "2025年6月3日 星期二", "新麦入仓忙，", "农户笑开颜", "记者 王强", "本报讯 " + BANKS, MORE
    )
    assert heads(issue) == [("新麦入仓忙，农户笑开颜", ())]


def test_a_rubric_over_a_headline_is_no_headline() -> None:
    for rubric in ("今日关注", "【民生观察】", "奋进新征程 建功新时代", "新春走基层"):
        issue = read(
            "2025年6月3日 星期二", rubric, "旧码头整修进入最后一个月", "记者 王强", LONG, MORE
        )
        assert heads(issue) == [("旧码头整修进入最后一个月", ())]
        assert notices(issue) == [(NoticeKind.RUBRIC, rubric)]
        assert issue.articles[0].rubric == rubric


def test_a_picture_with_its_credit_in_the_text_is_an_article_of_its_own() -> None:
    caption = "昨天,城东粮站的工人把新麦送进烘干机,今年的收购比去年早了五天。"
    issue = read(
        "2025年6月3日 星期二",
        "旧码头整修进入最后一个月",
        "记者 王强",
        "本报讯 " + LONG,
        MORE,
        caption + "（本报记者 刘大伟 摄）",
    )
    report, photo = issue.articles
    assert report.byline.reporters == ("王强",)
    assert texts(report) == ["本报讯 " + LONG, MORE]
    assert photo.kind is ArticleKind.PHOTO
    assert photo.byline.photographers == ("刘大伟",)
    assert texts(photo) == [caption]


def test_news_of_agencies_needs_no_byline() -> None:
    issue = read(
        "2025年6月3日 星期二",
        "旧码头整修进入最后一个月",
        "新华社青河6月2日电 " + LONG,
        "新麦收购首日入库八十吨",
        "中新网青河6月2日电 " + BANKS,
    )
    assert heads(issue) == [("旧码头整修进入最后一个月", ()), ("新麦收购首日入库八十吨", ())]


def test_editors_and_the_folio_belong_to_the_masthead() -> None:
    issue = read(
        "A2版 要闻",
        "2025年6月3日 星期二",
        "旧码头整修进入最后一个月",
        "记者 王强",
        LONG,
        MORE,
        "责编:陈东 校对:李小红 版式:周杰 电话:0573-85012345",
    )
    assert issue.masthead.text.splitlines() == [
        "A2版 要闻",
        "2025年6月3日 星期二",
        "责编:陈东 校对:李小红 版式:周杰 电话:0573-85012345",
    ]
    assert texts(issue.articles[0]) == [LONG, MORE]


def test_an_advertisement_and_the_code_to_scan_belong_to_no_article() -> None:
    issue = read(
        "2025年6月3日 星期二",
        "旧码头整修进入最后一个月",
        "记者 王强",
        LONG,
        MORE,
        "青河家具城 端午钜惠 全场八折起 咨询热线:0573-85098765",
        "扫码关注本报微信公众号",
    )
    assert [kind for kind, _ in notices(issue)] == [NoticeKind.ADVERTISEMENT, NoticeKind.OTHER]
    assert texts(issue.articles[0]) == [LONG, MORE]


def test_a_report_on_the_weather_is_no_forecast_and_a_forecast_no_report() -> None:
    report = "昨天下午,一场雷雨袭击我市,气温从35℃降到22℃,城东多处树木倒伏,供电部门连夜抢修。"
    forecast = "今天晴到多云,明天多云转阴,偏东风3级,最高气温28℃,最低气温19℃。"
    issue = read("2025年6月3日 星期二", "雷雨过后一夜抢修", "记者 王强", report, MORE, forecast)
    assert texts(issue.articles[0]) == [report, MORE]
    assert notices(issue) == [(NoticeKind.WEATHER, forecast)]


def test_paragraphs_that_speak_of_notices_stay_in_their_article() -> None:
    told = "通知指出,《青河县古建筑保护条例》自七月一日起施行,凡沿河修缮都要先经过专家评议。"
    issued = "同日,县住建局发布2025年第18号公告,公布第一批受保护的老屋三十七处,并逐一挂牌。"
    issue = read("2025年6月3日 星期二", "老屋有了护身符", "记者 王强", LONG, told, issued)
    assert texts(issue.articles[0]) == [LONG, told, issued]
    assert issue.notices == ()


def test_letters_and_briefs_keep_their_own_headlines() -> None:
    issue = read(
        "2025年6月3日 星期二",
        "城东粮站开秤",
        "本报讯 " + BANKS + "（王强）",
        "青河码头月底通航",
        "本报讯 " + LONG + "（李小明）",
    )
    assert heads(issue) == [("城东粮站开秤", ()), ("青河码头月底通航", ())]


def test_short_items_under_the_title_of_their_section_are_articles_each() -> None:
    issue = read("2025年6月3日 星期二", "简讯", "旧码头整修", LONG, "粮站收新麦", BANKS)
    assert heads(issue) == [("旧码头整修", ()), ("粮站收新麦", ())]
    assert issue.articles[0].rubric == "简讯"


def test_names_in_a_list_and_under_a_letter_are_no_headlines() -> None:
    issue = read(
        "2025年6月3日 星期二",
        "旧码头整修队受表彰",
        "■记者 王 强",
        LONG,
        "沈水根 方小云 卢志强",
        "谢谢修码头的人",
        "■通讯员 李小明",
        BANKS,
        "读者 苗先生",
    )
    assert heads(issue) == [("旧码头整修队受表彰", ()), ("谢谢修码头的人", ())]
    assert texts(issue.articles[0])[-1] == "沈水根 方小云 卢志强"
    assert texts(issue.articles[1])[-1] == "读者 苗先生"


def test_a_headline_broken_after_a_colon_or_inside_a_number_is_one() -> None:
    issue = read(
        "2025年6月3日 星期二",
        "青河码头:\n石板路铺到家门口",
        "■记者 王 强",
        LONG,
        "新麦入库8.\n5吨,粮站忙到半夜",
        "■记者 王 强",
        BANKS,
    )
    assert [headline for headline, _ in heads(issue)] == [
        "青河码头: 石板路铺到家门口",
        "新麦入库8.5吨,粮站忙到半夜",
    ]


def test_a_signed_report_is_not_the_caption_of_the_photograph_under_it() -> None:
    issue = read(
        "2025年6月3日 星期二",
        "旧码头整修进入最后一个月",
        "■记者 王 强",
        "本报讯 " + LONG,
        "摄影 李小明",
        "图为城东粮站收购新麦,首日入库八十多吨。",
        "新麦收购首日入库八十吨",
        "■记者 王 强",
        BANKS,
    )
    report, photo, _ = issue.articles
    assert (report.kind, texts(report)) == (ArticleKind.REPORT, ["本报讯 " + LONG])
    assert (photo.kind, photo.byline.photographers) == (ArticleKind.PHOTO, ("李小明",))


def test_a_page_without_blank_lines_is_told_apart_as_well() -> None:
    issue = read(
        "\n".join(
            (
                "2025年6月3日 星期二",
                "旧码头整修进入最后一个月",
                "记者 王强",
                "本报讯 " + LONG,
                MORE,
                "新麦收购首日入库八十吨",
                "记者 李小明",
                "本报讯 " + BANKS,
            )
        )
    )
    assert heads(issue) == [("旧码头整修进入最后一个月", ()), ("新麦收购首日入库八十吨", ())]
    assert texts(issue.articles[0]) == ["本报讯 " + LONG, MORE]


def test_english_keeps_its_spaces_and_paragraphs() -> None:
    english = (
        "The old street was paved again on Saturday, and more than thirty shops opened.",
        "A second stage begins in September. It will mend four landing places.",
    )
    issue = read("2025年6月3日 星期二", "老街修好了", "■记者 黄雨欣", *english)
    assert texts(issue.articles[0]) == list(english)


def test_full_width_and_half_width_pages_are_read_alike() -> None:
    full = str.maketrans(",:()", "，：（）")
    blocks = (
        "2025年6月3日 星期二",
        "旧码头整修进入最后一个月",
        "(记者 王　强 通讯员 李小明)",
        "本报讯 " + LONG,
        MORE,
    )
    half_width, full_width = read(*blocks), read(*(block.translate(full) for block in blocks))
    assert heads(half_width) == heads(full_width)
    for issue in (half_width, full_width):
        assert issue.articles[0].byline.reporters == ("王强",)
        assert issue.articles[0].byline.correspondents == ("李小明",)


def test_headings_inside_a_report_are_its_paragraphs_and_no_new_report() -> None:
    issue = read(
        "2025年6月3日 星期二",
        "旧码头整修进入最后一个月",
        "记者 王强",
        LONG,
        "一条水路活一个村",
        MORE,
        "“老把式”有了新活法",
        BANKS,
        "新麦收购首日入库八十吨",
        "记者 李小明",
        "本报讯 " + BANKS,
    )
    assert heads(issue) == [("旧码头整修进入最后一个月", ()), ("新麦收购首日入库八十吨", ())]
    assert [(one.text, one.heading) for one in issue.articles[0].paragraphs] == [
        (LONG, False),
        ("一条水路活一个村", True),
        (MORE, False),
        ("“老把式”有了新活法", True),
        (BANKS, False),
    ]
