"""Readers ask, and what they see is what the paper printed."""

from __future__ import annotations

import pytest

from bot.issue_file import read_issue_file
from bot.readings import Readings
from tests.e2e.running import READINGS, ROOT, RunningBot
from tests.fake_bot_api import SentMessage
from tests.fake_bot_api.readers import Reader
from tests.fake_bot_api.updates import MEDIA
from tests.fake_bot_api.values import number, objects, table, text

SEED = ROOT / "seeds" / "2024-03-14.txt"
PAGE = SEED.read_text("utf-8")
BOT = "@wenbao_bot"


def squeezed(text: str) -> str:
    return "".join(text.split())


def parts(message: SentMessage, kind: str) -> list[str]:
    """The texts of a message's entities of one kind."""
    units = message.text.encode("utf-16-le")
    spots = [
        (number(e["offset"]), number(e["length"])) for e in message.entities if e["type"] == kind
    ]
    return [units[2 * at : 2 * (at + length)].decode("utf-16-le") for at, length in spots]


def quoted(message: SentMessage) -> str:
    """The text of a message's quotation."""
    return parts(message, "expandable_blockquote")[0]


def labels(message: SentMessage) -> list[str]:
    return [button.text for row in message.buttons for button in row]


def test_a_question_is_answered_with_the_papers_words_and_their_source(reader: Reader) -> None:
    asked = reader.send("农污治理行政村覆盖率达到多少?")
    (answer,) = reader.hear()
    assert "覆盖率达到100%" in quoted(answer)
    after_quote = answer.text.rpartition(quoted(answer))[2]
    assert "我市农污治理获省优秀" in after_quote
    assert "■记者 黄雨欣" in after_quote
    assert "2024年3月14日" in after_quote
    assert answer.reply_to == asked
    assert labels(answer)[0] == "全文"


def test_the_questions_words_and_the_answering_sentence_stand_in_bold(reader: Reader) -> None:
    answer = reader.ask("农污治理行政村覆盖率达到多少?")
    assert any("覆盖率" in text for text in parts(answer, "bold"))
    assert "达到100%" in "".join(parts(answer, "bold"))


def test_the_whole_article_comes_at_the_press_of_a_button(reader: Reader) -> None:
    answer = reader.ask("谁在全市领导干部会议上讲话?")
    reader.press(answer, "全文")
    (article,) = reader.hear()
    assert article.text.startswith("全市领导干部会议召开\n传达学习全国两会精神")
    assert "开门红" in article.text


def test_more_hits_come_in_place_of_the_first_and_back(reader: Reader) -> None:
    answer = reader.ask("农污治理行政村覆盖率达到多少?")
    reader.press(answer, "更多")
    turned = reader.changed(answer)
    assert "第 2 处" in turned.text
    assert len(reader.api.sent(reader.chat)) == 1
    reader.press(turned, "上一处")
    assert reader.changed(turned).text == answer.text


def test_a_button_pressed_twice_is_no_error(reader: Reader) -> None:
    answer = reader.ask("农污治理行政村覆盖率达到多少?")
    reader.press(answer, "更多")
    reader.changed(answer)
    reader.press_data(answer, answer.button("更多").data)
    reader.ask("/help")
    assert len(reader.api.sent(reader.chat)) == 2


def test_what_the_paper_does_not_report_gets_an_honest_no(reader: Reader) -> None:
    answer = reader.ask("红烧肉怎么做?")
    assert "本期没有报道" in answer.text
    assert "红烧肉" not in squeezed(PAGE)
    suggestion = labels(answer)[-1]
    reader.press(answer, suggestion)
    (answered,) = reader.hear()
    assert suggestion in answered.text.split("\n")[0]
    issue = read_issue_file(SEED, readings=Readings(READINGS))
    printed = [text.printed for article in issue.articles for text in article.paragraphs]
    assert any(squeezed(quoted(answered)) in squeezed(text) for text in printed)


def test_hits_of_a_suggested_question_can_be_leafed_through(reader: Reader) -> None:
    start = reader.ask("/start")
    assert labels(start)
    for suggestion in labels(start):
        reader.press(start, suggestion)
        (answer,) = reader.hear()
        if "更多" in labels(answer):
            reader.press(answer, "更多")
            turned = reader.changed(answer)
            assert "第 2 处" in turned.text
            assert suggestion in turned.text.split("\n")[0]


def test_the_front_page_has_date_weather_and_every_article(reader: Reader) -> None:
    page = reader.ask("/today")
    assert "2024年3月14日 星期四" in page.text
    assert "农历甲辰年二月初五" in page.text
    assert "今天阴转多云" in page.text
    assert "今天的报纸还没到" in page.text
    for headline in ("全市领导干部会议召开", "我市农污治理获省优秀", "双选引才诚意十足"):
        assert headline in page.text
    reader.press(page, "1")
    assert reader.hear()[0].text.startswith("全市领导干部会议召开")


def test_headlines_lead_to_their_articles(reader: Reader) -> None:
    listed = reader.ask("/headlines")
    assert "4. 我市农污治理获省优秀" in listed.text
    reader.press(listed, "4")
    assert reader.hear()[0].text.startswith("我市农污治理获省优秀")


def test_a_reply_to_an_answer_goes_on_in_its_article(reader: Reader) -> None:
    answer = reader.ask("顾嘉煌是谁?")
    article = reader.ask("全文", reply_to=answer)
    assert article.text.startswith('由"工"向"匠"蝶变跃升')


def test_more_can_be_asked_for_in_words(reader: Reader) -> None:
    reader.ask("农污治理行政村覆盖率达到多少?")
    assert "第 2 处" in reader.ask("还有呢?").text


def test_ask_without_a_question_says_how_to_ask(reader: Reader) -> None:
    assert "/ask 今天天气怎么样" in reader.ask("/ask").text


def test_ask_with_a_question_is_answered(reader: Reader) -> None:
    assert "最低气温8℃" in quoted(reader.ask("/ask 明天早晨多少度?"))


def test_in_groups_only_commands_replies_and_mentions_are_answered(group: Reader) -> None:
    group.send("大家今天吃什么?")
    group.send("/today@OtherBot")
    group.send("/nosuchcommand")
    group.send_fields(MEDIA["sticker"])
    answer = group.ask("/ask 农污治理行政村覆盖率达到多少?")
    assert "覆盖率达到100%" in quoted(answer)
    assert "覆盖率达到100%" in quoted(group.ask(f"{BOT} 行政村覆盖率达到多少?"))
    group.ask("谁写的?", reply_to=answer)
    assert len(group.api.sent(group.chat)) == 3


@pytest.mark.parametrize("kind", MEDIA)
def test_what_is_no_text_gets_a_fitting_word(reader: Reader, kind: str) -> None:
    reader.send_fields(MEDIA[kind])
    assert "文字" in reader.hear()[0].text


def test_a_photo_with_a_question_under_it_is_answered(reader: Reader) -> None:
    reader.send_fields({**MEDIA["photo"], "caption": "明天早晨多少度?"})
    assert "最低气温8℃" in quoted(reader.hear()[0])


def test_an_edited_message_is_not_answered_twice(reader: Reader) -> None:
    asked = reader.send("明天早晨多少度?")
    reader.hear()
    reader.api.edit_text(reader.chat, asked, "今天天气?")
    reader.ask("/help")
    assert len(reader.api.sent(reader.chat)) == 2


def test_greetings_and_thanks_are_no_questions_to_the_paper(reader: Reader) -> None:
    for said, answered in (("你好!", "您好！"), ("谢谢您", "不客气"), ("你是谁?", "我是问报")):
        assert reader.ask(said).text.startswith(answered)
    answer = reader.ask("顾嘉煌是谁?")
    assert "不客气" in reader.ask("谢谢").text
    assert "不客气" not in reader.ask("谢谢", reply_to=answer).text


def test_who_asks_what_is_new_gets_the_front_page(reader: Reader) -> None:
    for asked in ("今天有什么新闻?", "有哪些新闻", "报上都说了些什么?", "/ask 有什么新闻"):
        page = reader.ask(asked)
        assert page.text.startswith("今日要览")
        assert "1. 全市领导干部会议召开" in page.text
    assert "【创新攻坚 民生优享】" in page.text
    assert labels(page)[:6] == ["1", "2", "3", "4", "5", "6"]


def test_who_asks_in_another_tongue_is_told_that_the_paper_is_in_chinese(reader: Reader) -> None:
    told = reader.ask("How much is the fish?").text
    assert "用中文问" in told
    assert "用中文问" not in reader.ask("红烧肉怎么做?").text


def test_notices_and_untitled_photographs_can_be_shared(reader: Reader) -> None:
    for question, told in (("明天早晨多少度?", "最低气温8℃"), ("新兵欢送", "戴上大红花")):
        action = reader.ask(question).button("分享").action["switch_inline_query_chosen_chat"]
        words = text(table(action)["query"])
        first = objects(reader.answered(reader.api.inline(reader.chat, words))["results"])[0]
        assert told in text(table(first["input_message_content"])["message_text"])
        link = str(first["reply_markup"]).partition("start=")[2].partition("'")[0]
        assert told in reader.ask(f"/start {link}").text


def test_inline_words_that_nothing_has_lead_to_the_bot(reader: Reader) -> None:
    answer = reader.answered(reader.api.inline(reader.chat, "没有这样的词xyz"))
    assert answer["results"] == []
    assert table(answer["button"])["start_parameter"]


def test_an_unknown_command_points_to_help(reader: Reader) -> None:
    assert "/help" in reader.ask("/nosuchcommand").text


@pytest.mark.parametrize(
    "question",
    [
        "<b>农污</b> & <script>alert(1)</script> </blockquote>",
        "😀" * 2000,
        "农" * 4096,
        "\u202e\u200b\ufeff",
        "\u0001\u0002",
        "?",
        "a&lt;b&#x41;",
        "%s {0} $(rm)",
        "/ask <i>覆盖率</i>",
    ],
)
def test_a_hostile_question_gets_an_answer_and_never_a_stack_trace(
    running: RunningBot, reader: Reader, question: str
) -> None:
    reader.send(question)
    text = reader.hear()[0].text
    assert "Traceback" not in text
    assert "Error" not in text
    assert "Traceback" not in running.printed


def test_a_button_of_another_age_is_answered(reader: Reader) -> None:
    page = reader.ask("/today")
    assert str(reader.press_data(page, "ar|20200101|0|0")["text"]).startswith("该期已下线")
    assert "失效" in str(reader.press_data(page, "zz|what|ever")["text"])
    assert reader.press_data(page, "ar|20240314|999999999|0")["show_alert"] is True


def test_a_button_under_a_message_too_old_to_be_shown_is_answered(reader: Reader) -> None:
    answer = reader.ask("农污治理行政村覆盖率达到多少?")
    for words in ("更多", "全文"):
        data = answer.button(words).data
        query = reader.api.press_data(answer, data, inaccessible=True)
        assert reader.answered(query)


def test_commands_and_descriptions_are_set_in_chinese_and_english(running: RunningBot) -> None:
    running.api.wait_until(lambda: len(running.api.calls("setMyShortDescription")) == 3)
    languages = {
        call.parameters.get("language_code", "") for call in running.api.calls("setMyCommands")
    }
    assert languages == {"", "zh", "en"}


def test_every_call_kept_the_rules_of_the_bot_api(running: RunningBot) -> None:
    assert len(running.api.calls("sendMessage")) > 20
    assert running.api.violations == []
