"""What the words that answer a question look like, where the question tells: 多少钱 → 7.4亿元.

A kind of answer (谁, 哪里) has signs that many sentences bear; a form is narrower, so that a
sentence without it hardly answers.
"""

from __future__ import annotations

import functools
import re

__all__ = ["AnswerForm", "answer_form", "asks_for_contact"]

AnswerForm = re.Pattern[str]
"""Matches, in a sentence's shadow text, what an answer looks like."""

_NUMBER = (
    r"(?:\d[\d.,]*|[二三四五六七八九十百千两零半]+|一(?=[十百千万]))"
    r"[一二三四五六七八九十百千万亿]*"
)
_SOME = rf"{_NUMBER}[多余来]?"
_SPAN = r"(?:分钟|小时|个?钟头|天|日|周|个?星期|个?月|年|秒|学期|分多钟|载|昼夜|晚|夜)"
_CLOCK = rf"{_NUMBER}[点时:](?!间|候)|凌晨|[上中下]午|早上|晚上|傍晚|清晨|中午|夜里|半夜"
_YEAR = (
    r"(?:\d{4}|[一二〇零][一二三四五六七八九〇零]{3})年|[今去明前后同当]年|年初|年底|\d{2}年|年代"
)
_DAY = (
    rf"{_NUMBER}[日号月]|[今明昨后前]天|昨日|[今明]日|周[一二三四五六日末]|星期|月[初底]|[上中下]旬"
    r"|[春夏秋冬][季天]|\d{1,2}\.\d{1,2}|近日|日前|[上下本当]月|次日|当[天晚日]|前夕|节"
)
_VERB = r"(?:是|有|要|为|会|达|达到|大概|大约)*"
_MONEY = (
    r"[一-龥]{0,4}"
    r"(?:钱|[奖资罚押租现]金|工资|补贴|补助|利润|红利|薪水?|贷款|款项?|[电水学房路话]费)"
)
"""What is counted in money."""
_ASKS_FOR_NUMBER = re.compile(
    r"(?:电话|手机号码?|热线|联系方式|号码)(?:是|为)?(?:多少|什么|哪|几|啥|呢|\?|$)"
    r"|(?:哪个|什么|啥|多少|几号)(?:电话|热线|号码)|怎么联系"
)
_ROWS = tuple(
    (re.compile(asked), re.compile(answer))
    for asked, answer in (
        (r"[路街道]几号|几号[楼门院]|门牌|地址", r"\d+弄?号|[路街]|位于"),
        (
            (
                r"多少钱|几块|几毛|多少块|几元|多少元|多贵"
                r"|(?:价格|票价|售价|单价|费用|花费|收费|租金|房价|股价|学费|工资|薪资|年薪|月薪|奖金|身价"
                rf"|市值){_VERB}(?:多少|几|怎么|咋|如何|多高)"
                r"|[花挣赚卖值付交补赔罚]了?(?:多少|几)(?!\w)"
                rf"|(?:多少|几[个多])(?:{_MONEY})|几钿"
            ),
            rf"{_SOME}(?:元|块|角|分钱|毛|美元|港元|成(?!立))|免费|不收|免收",
        ),
        (
            (
                r"几岁|(?<!有)多大(?:年[纪龄]|岁数|了|啦)?(?:\?|$)|多大(?:年[纪龄]|岁数)"
                rf"|(?:岁数|年龄|年纪|高龄){_VERB}(?:多|几|\?|$)|什么(?:岁数|年[龄纪])"
            ),
            rf"{_SOME}(?:周岁|岁)|[一-龥]0后|出生|生于|年近|花甲|古稀",
        ),
        (
            rf"百分之几|百分之多少|几成|(?:比例|占比|比重|率){_VERB}(?:多少|几|多高)",
            rf"\d%|百分之|{_NUMBER}成|半数|过半|‰|{_NUMBER}分之",
        ),
        (_ASKS_FOR_NUMBER.pattern, r"\d{5,}|\d{3,4}-\d{4,}|1\d{2}|9\d{4}|(?:内线|分机)\d+"),
        (r"网址|网站|公众号", r"www|http|公众号|网"),
        (r"[几多少何哪]{1,2}[点时](?!间|候|代)", _CLOCK),
        (
            (
                r"多久|多长时间|多少时间|几个?小时|几分钟|多少[天年小月周]|几天|几年|多少个?月|几个月"
                r"|多少个?小时|几周|多少分钟|几个?钟头|多少个?钟头"
            ),
            rf"(?<!\d)(?!(?:19|20)\d\d年){_SOME}{_SPAN}",
        ),
        (r"星期几|礼拜几|周几", r"星期[一二三四五六日天]|周[一二三四五六日]"),
        (r"[哪何]一?年|几几年|什么年份?|哪个?年份", _YEAR),
        (
            r"[几哪]一?[天号日月]|何[时日]|(?:什么|啥)(?:时候|时间|日子)|多会儿|多咱",
            rf"{_DAY}|{_YEAR}|{_CLOCK}",
        ),
        (
            (
                r"多[远长宽高深厚]|多少(?:[米里]|公里|千米|厘米)"
                rf"|(?:长度|高度|宽度|深度|距离|身高|海拔|里程){_VERB}多少"
            ),
            rf"{_SOME}(?:米|公里|千米|厘米|毫米|里|层|丈|尺|寸|分钟|小时|天|年)",
        ),
        (
            rf"多大|(?:面积|规模){_VERB}多少|多少[平亩]",
            rf"{_SOME}(?:平方|亩|公顷|平米|立方|倍|个|级|吨|岁|米|厘米|公分|毫米)",
        ),
        (
            rf"多[重沉]|(?:重量|产量|体重){_VERB}多少|多少(?:[斤吨克]|公斤)",
            rf"{_SOME}(?:公斤|千克|斤|吨|克|两|担)",
        ),
        (
            rf"多快|(?:速度|时速|车速){_VERB}多少",
            rf"{_SOME}(?:公里|千米|米|码|节|迈|秒|分)",
        ),
        (
            rf"[多少几]+度(?!电|假)|(?:气温|温度)(?:多|最[高低]|{_VERB})(?:多少|几|怎|如何|咋)",
            rf"{_NUMBER}(?:℃|度|°|摄氏度)",
        ),
        (
            r"第几|第多少|排名?(?:第)?几|名次|排名(?:多少|如何|怎么)",
            r"第[\d一二三四五六七八九十]|[冠亚季殿]军|首位|榜首|之首|前[\d三十]|最",
        ),
        (r"比分", r"\d[\d:比]+\d|\d+比\d+"),
    )
)
_COUNTED = re.compile(r"(哪)?(?:多少|第?几|若干)(?:来|多)?([一-龥])")
_ALIKE = (
    "次趟回遍班", "层楼", "站座个处", "家户个间", "栋幢座", "辆台部架", "只头条羽匹个",
    "间套个", "场届", "期批", "份张本册", "斤公", "亩公", "条道个",
    "种类款个项", "项个条", "节门堂课", "岁", "级", "倍", "集",
    "篇首", "棵株", "根支", "对双", "块片", "瓶箱袋盒杯桶", "支队组个",
    "分", "段", "把", "颗粒", "台套个", "处个",
    "年", "天日", "吨", "克", "元", "度", "包",
)  # fmt: skip
_MEASURES = {measure: alike for alike in _ALIKE for measure in alike}
"""Measure words → those that count the like; the last row a measure stands in holds."""
_PERSONS = "人员位名口"
_PEOPLE = rf"{_SOME}(?:名|人|位|个|户|口)"
_ANY = re.compile(_NUMBER)
_THING = re.compile(rf"{_SOME}(?![年月日时点岁\d:])")


def asks_for_contact(question: str) -> bool:
    """Whether a telephone number is asked for, and not only spoken of (电话打不通怎么办).

    Args:
        question: Its shadow text.
    """
    return _ASKS_FOR_NUMBER.search(question) is not None


@functools.lru_cache(maxsize=1024)
def answer_form(question: str) -> AnswerForm | None:
    """What an answer to a question looks like.

    Args:
        question: Its shadow text.

    Returns:
        None where the question does not tell.
    """
    for asked, answer in _ROWS:
        if asked.search(question):
            return answer
    counted = _COUNTED.search(question)
    if counted is None:
        return _ANY if re.search(r"多少|几[^乎何]", question) else None
    which, measure = counted.groups()
    if which:
        return None
    if measure in _PERSONS:
        return re.compile(_PEOPLE)
    if measure == "个" or measure not in _MEASURES:
        return _THING
    return re.compile(rf"{_SOME}[{_MEASURES[measure]}]")
