"""What is said to the bot without asking the paper anything: greetings, thanks, "what's new?"."""

from __future__ import annotations

import re
from enum import StrEnum

from retrieval.text import fold

__all__ = ["Talk", "talk_of"]

_LONGEST = 30
"""Characters; longer than that is no courtesy."""
_MARKS = " \t\r\n,，.。!！?？~～:：、…"
_TAIL = r"[啊呀吗呢哦啦了吧嘛哈]*"
_YOU = r"(?:[你您]们?)"
_DAY = r"(?:(?:今天|今日|昨天|昨日|今早|当天|最近|近来)的?)?"
_PAPER = r"(?:(?:这|本|最新一?|那)期(?:的?报纸?)?|(?:这|那|今天的?)?(?:报纸?|日报|晚报|早报|新闻))"
_NEWS = r"(?:大?新闻|消息|内容|大事|要闻|报道|文章|头条|头版|新鲜事)"
_SOME = r"(?:什么样?|哪些|啥|些什么|些啥)(?:重要|重大|主要|要紧|新鲜|大)?的?"


class Talk(StrEnum):
    """What somebody wants who asks nothing that the paper could report."""

    GREETING = "greeting"
    THANKS = "thanks"
    SELF = "self"
    OVERVIEW = "overview"


_SAID = {
    Talk.GREETING: (
        rf"(?:{_YOU}|大家|早上|上午|中午|下午|晚上)好{_TAIL}(?:问报)?|问报(?:{_YOU}好)?{_TAIL}"
        rf"|嗨|哈[喽罗]|喂|早安?|晚安|在{_TAIL}|在不在|有人在?{_TAIL}|hi|hey|hello(?: there)?"
        r"|good (?:morning|evening|afternoon)"
    ),
    Talk.THANKS: (
        rf"(?:非常|太|十分|好的?|嗯)?(?:感谢|谢谢|多谢)(?:{_YOU}|大家)?{_TAIL}(?:问报)?"
        rf"|辛苦{_TAIL}|好的?{_TAIL}|知道{_TAIL}|明白{_TAIL}|懂{_TAIL}|收到{_TAIL}|嗯+|再见|拜拜"
        r"|ok(?:ay)?|thanks?(?: you)?(?: very much| a lot)?|bye"
    ),
    Talk.SELF: (
        rf"{_YOU}(?:是|叫)(?:谁|什么(?:名字)?|啥|干(?:什么|嘛|啥)的|做什么的|机器人){_TAIL}"
        rf"|{_YOU}?(?:能|会|可以)(?:做|干|帮我做?|回答)?些?(?:什么|啥|哪些)(?:问题|事情?)?{_TAIL}"
        rf"|(?:这个|{_YOU})?(?:怎么|如何)(?:用|使用|问|提问){_YOU}?{_TAIL}|帮助|使用说明"
        r"|help|who are you|what can you do|how does (?:this|it) work"
    ),
    Talk.OVERVIEW: (
        rf"{_DAY}(?:{_PAPER}[上里中]?面?)?都?(?:有|登|写|讲|说|报|报道)[了着过]?{_SOME}{_NEWS}?{_TAIL}"
        rf"|(?:看看?|我?想看看?)?{_DAY}(?:报纸|{_NEWS}|要览){_TAIL}"
        rf"|{_DAY}(?:{_PAPER}[上里]?)?的?(?:头条|头版|要闻|主要内容){_TAIL}是?(?:什么|啥|哪些)?{_TAIL}"
        r"|what'?s (?:new|in the (?:news|paper))(?: today)?"
    ),
}
_PATTERNS = {talk: re.compile(pattern) for talk, pattern in _SAID.items()}


def talk_of(text: str) -> Talk | None:
    """What `text` is beside a question to the paper; None where it may well be one.

    Only what is nothing else counts: 有什么新闻 asks for the front page, 有什么活动 is a question.

    Args:
        text: As written, without the words that name a day.
    """
    if len(text) > _LONGEST:
        return None
    said = fold(text).text.strip(_MARKS)
    return next((talk for talk, pattern in _PATTERNS.items() if pattern.fullmatch(said)), None)
