"""Small issues of any day, in the mended form that an editor would write."""

from __future__ import annotations

from datetime import UTC, datetime
from datetime import date as Date  # noqa: N812 - the word of the glossary
from pathlib import Path
from zoneinfo import ZoneInfo

__all__ = ["ZONE", "paper", "put", "today"]

ZONE = ZoneInfo(f"Etc/GMT{datetime.now(UTC).hour - 12:+d}")
"""Where the readers of a test live: it is about noon there, so that none sees a day end."""
_WEEKDAYS = "一二三四五六日"


def today() -> Date:
    """The readers' date."""
    return datetime.now(ZONE).date()


def paper(date: Date, story: str = "新桥通车", degrees: int = 20, more: str = "") -> str:
    """An issue with two articles, a photo caption and the weather; `more` goes before these two."""
    return f"""# [报头]

平湖市新闻中心 主办\\
{date.year}年{date.month}月{date.day}日 ◆ 星期{_WEEKDAYS[date.weekday()]}

# {story}举行仪式

## 百姓出行更方便

*■记者 林小满*

本报讯 昨天上午,{story}仪式在东湖广场举行,三百多名市民到场观看。

副市长沈一鸣在仪式上说,工程总投资8.6亿元,比计划提前四个月完成。

# 社区食堂飘饭香

*■记者 何雨 通讯员 高山*

本报讯 清溪社区食堂日前开张,六十五岁以上老人每餐只付7元。食堂每天供应两荤两素一汤。

{more}
# [图片]

*■摄影 白杨*

昨天,孩子们在东湖边放风筝。

# [天气]

今天晴到多云,最高气温{degrees}℃。
"""


def put(folder: Path, date: Date, text: str) -> Path:
    """Put an issue into a folder, whole at once."""
    path = folder / f"{date.isoformat()}.md"
    draft = folder / f".{path.name}.part"
    draft.write_text(text, encoding="utf-8")
    return draft.rename(path)
