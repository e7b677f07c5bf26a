from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.forms import answer_form, asks_for_contact


def found(question: str, sentence: str) -> list[str]:
    form = answer_form(question)
    return [match.group() for match in form.finditer(sentence)] if form else []


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("收到多少份简历", "就收到了90余份简历"),
        ("网上卖了多少包", "卖了1.3万包"),
        ("鱼丸多少钱一碗", "每碗还是12元"),
        ("坐一趟几块钱", "七十岁以上老人免费"),
        ("他今年几岁", "43岁的陶春燕"),
        ("车程要多久", "缩短到8分钟"),
        ("增长了百分之几", "比上年增长5.2%"),
        ("打哪个电话", "热线5551908"),
        ("新医院在哪条路几号", "位于望江路216号"),
        ("大桥有多长", "全长1286米"),
        ("来了多少人", "二十六名农户排着队"),
        ("比赛得了第几名", "夺得冠军"),
        ("哪年建的", "建于1989年"),
        ("安排了多少个重点项目", "安排重点项目76个"),
        ("有多少会员", "412名会员"),
        ("得了多少奖金", "奖金1万元"),
        ("全长多少公里", "全长42公里"),
        ("得了多少分", "独得27分"),
        ("面积有多大", "书屋138平方米"),
        ("明天多少度", "气温3到7度"),
        ("设在几层", "一楼增设窗口,二楼"),
        ("跑了几趟", "三次坐班车到省城"),
    ],
)
def test_an_answer_has_the_form_that_the_question_tells(question: str, sentence: str) -> None:
    assert found(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("收到多少份简历", "将这一份份简历转化"),
        ("收到多少份简历", "带去312个岗位"),
        ("他今年几岁", "他带着14名队员"),
        ("联系电话是多少", "每天10点到19点"),
        ("多少钱一斤", "共2900斤"),
        ("有多少个车位", "2024年3月开放"),
        ("干了多少年", "在2021年的竞赛中"),
    ],
)
def test_another_number_is_no_answer(question: str, sentence: str) -> None:
    assert not found(question, sentence)


def test_a_question_without_a_measure_tells_no_form() -> None:
    assert answer_form("谁写的") is None
    assert answer_form("为什么停电") is None
    assert answer_form("哪几条街停水") is None
    assert answer_form("电话打不通怎么办") is None


@given(st.text(alphabet="多少几第个名(*[\\元钱?", max_size=8))
def test_any_question_tells_a_form_or_none(question: str) -> None:
    form = answer_form(question)
    assert form is None or form.pattern


@pytest.mark.parametrize(
    "question", ["朱雷鸣的办公电话", "报修电话是多少", "打哪个电话举报?", "怎么联系他", "客服热线"]
)
def test_a_telephone_number_is_asked_for(question: str) -> None:
    assert asks_for_contact(question)


@pytest.mark.parametrize(
    "question", ["村里打不出电话的毛病是怎么治好的", "电话打不通怎么办", "热线接了多少个电话投诉"]
)
def test_speaking_of_telephones_asks_for_no_number(question: str) -> None:
    assert not asks_for_contact(question)
