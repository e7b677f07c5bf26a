from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.analyzer import Analyzer
from retrieval.excerpt import Reading
from retrieval.forgiveness import Forgiveness
from retrieval.text import fold

PAPER = "科长朱雷鸣说,村里的托育园今年开园。老师俞晓岚介绍,孩子们很高兴。"


@pytest.fixture(scope="module")
def forgiveness() -> Forgiveness:
    return Forgiveness([fold(PAPER).text], Analyzer(["俞晓岚"]))


@pytest.mark.parametrize(
    ("asked", "meant"),
    [("朱雷明", "朱雷鸣"), ("朱雷名", "朱雷鸣"), ("俞小岚", "俞晓岚"), ("托玉园", "托育园")],
)
def test_what_sounds_alike_is_understood_and_told(
    forgiveness: Forgiveness, asked: str, meant: str
) -> None:
    assert forgiveness.mend(f"{asked}怎么样?") == (f"{meant}怎么样?", (Reading(asked, meant),))


def test_one_wrong_character_in_a_name_is_understood(forgiveness: Forgiveness) -> None:
    assert forgiveness.mend("俞晓峰是谁")[0] == "俞晓岚是谁"


@pytest.mark.parametrize("question", ["朱雷鸣是谁", "世界杯冠军是谁", "红烧肉怎么做", "托管园在哪"])
def test_what_the_paper_has_and_what_readers_mean_is_left_alone(
    forgiveness: Forgiveness, question: str
) -> None:
    assert forgiveness.mend(question) == (question, ())


@given(st.text(alphabet="朱雷鸣明俞晓岚托育园是谁a1 ", max_size=30))
def test_a_mended_question_is_as_long_as_the_question(question: str) -> None:
    mended, readings = Forgiveness([fold(PAPER).text], Analyzer()).mend(question)
    assert len(mended) == len(question)
    assert bool(readings) == (mended != question)
