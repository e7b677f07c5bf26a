"""What is no question to the paper is told from what may well be one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.small_talk import Talk, talk_of

SAID = {
    Talk.GREETING: ("你好", "您好！", "你们好呀", "在吗？", "早上好", "Hello", "嗨", "問報你好"),
    Talk.THANKS: ("谢谢", "謝謝您！", "太感谢了", "好的", "知道了", "辛苦了", "再见", "Thank you!"),
    Talk.SELF: ("你是谁?", "您叫什么名字", "你能做什么?", "怎么用", "怎么问你呢", "help"),
    Talk.OVERVIEW: (
        *("今天有什么新闻?", "有哪些新闻", "报上说了什么", "今天的报纸", "今日要闻", "头条是什么?"),
        *("這期報紙有什麼新聞？", "最近有什么大事", "报纸登了哪些内容", "看看今天的新闻"),
    ),
}
QUESTIONS = (
    "今天有什么活动?",
    "今天天气怎么样",
    "会上说了什么",
    "他说了什么",
    "早餐多少钱",
    "谁",
    "新闻发布会几点开始",
    "好人好事",
    "报纸多少钱一份",
    "你好世界是什么",
    "头条里的会议是谁主持的",
    "",
    "?",
)


@pytest.mark.parametrize(("talk", "text"), [(t, text) for t in Talk for text in SAID[t]])
def test_small_talk_is_understood_as_people_say_it(talk: Talk, text: str) -> None:
    assert talk_of(text) is talk


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_is_left_to_the_paper(text: str) -> None:
    assert talk_of(text) is None


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    found = talk_of(text)
    assert found is None or len(text) <= 30
