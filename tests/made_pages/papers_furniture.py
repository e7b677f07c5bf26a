"""Mastheads, page labels and notices of many papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lunar_python import Solar

from retrieval.issue import NoticeKind
from retrieval.page_truth import MastheadTruth, NoticeTruth
from tests.made_pages.furniture import make_advertisement, make_copyright, make_weather
from tests.made_pages.people import make_names

if TYPE_CHECKING:
    from datetime import date
    from random import Random

__all__ = ["make_footer", "make_paper_masthead", "make_paper_notices"]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


_TOWNS = _words("青河|云湖|临江|南岭|石桥|金山|安平|东港|长丰|永兴|桐川|松原|凤城|柳园|清源")
_PAPERS = _words(
    "{town}日报|{town}晚报|{town}晨报|今日{town}|{town}新闻|{town}时报|{town}周刊|"
    "{town}大学报|{town}教育报|{town}都市报|{town}钢铁报|{town}工人报|{town}快报|{town} 日报"
)
_LATIN = _words("QINGHE DAILY|QINGHE RIBAO|YUNHU WANBAO|LINJIANG EVENING NEWS|JINRI NANLING")
_PUBLISHERS = (
    ("{town}市新闻传媒中心", "中共{town}市委"),
    ("中共{town}市委",),
    ("{town}日报社",),
    ("{town}县融媒体中心",),
    ("中共{town}区委", "{town}区人民政府"),
    ("{town}大学党委宣传部",),
    ("{town}报业集团",),
)
_CLOSINGS = _words(" 联办|主管主办| 主办|主办|出版| 编印|主管 主办|承办")
_WEEKDAYS = "一二三四五六日"
_CHINESE = "〇一二三四五六七八九"
_SECTIONS = _words(
    "要闻|综合|民生|社会|经济|文化|副刊|专版|教育|国际|本地|时政|都市|视点|健康|体育"
)
_BRIEF_NOTICES = _words(
    "扫码关注本报微信公众号|更多精彩内容请扫码下载青河客户端|详见02版|▶▶▶详见A3版|下转第4版|"
    ">>>3版|关注青河发布微信公众号"
)
_ADVERTISEMENTS = _words(
    "青河家具城 端午钜惠 全场八折起 咨询热线:0573-85098765|"
    "云湖口腔门诊 种植牙特惠 电话:400-820-1234 地址:中山路88号|"
    "临江驾校 火热招生 报名电话:13812345678|百年老店 诚信经营 欢迎惠顾 地址:南大街12号|"
    "广告热线:0573-85012345|本报广告部电话:0311-86012345 地址:建设路9号|"
    "金山花园 盛大开盘 热线:0755-88881111"
)
_LOST = _words(
    "{name}遗失身份证一张,声明作废。|{name}不慎遗失残疾证,号码3304221980,声明作废。|"
    "青河市永兴商店遗失营业执照副本,特此声明。|"
    "{town}市长丰小学食堂遗失食品经营许可证正本,现声明作废。"
)
_COPYRIGHTS = _words(
    "本报版权所有,未经书面授权,禁止转载、摘编、复制及建立镜像。|版权所有 未经授权 不得转载|"
    "本版稿件未经许可不得转载,违者必究|"
    "本报法律顾问:清源律师事务所 版权声明:未经许可,任何媒体不得转载本报内容。"
)


def make_paper_masthead(rng: Random, day: date) -> tuple[list[str], MastheadTruth]:
    """Make the masthead's blocks, few or many, and what they say; some pages have none."""
    if rng.random() < 0.06:
        return [], MastheadTruth()
    town = rng.choice(_TOWNS)
    weekday = rng.choice(("星期", "星期", "周")) + _WEEKDAYS[day.weekday()]
    if rng.random() < 0.1:
        weekday = ""
    lunar = _lunar(rng, day) if rng.random() < 0.6 else ""
    dateline = _dateline(rng, day, weekday)
    pieces = [dateline, lunar] if rng.random() < 0.7 else [f"{dateline} {lunar}".strip()]
    publishers: tuple[str, ...] = ()
    if rng.random() < 0.6:
        publishers = tuple(name.format(town=town) for name in rng.choice(_PUBLISHERS))
        pieces.insert(
            rng.randrange(2), rng.choice((" ", "、")).join(publishers) + rng.choice(_CLOSINGS)
        )
    if rng.random() < 0.5:
        pieces.insert(0, rng.choice(_PAPERS).format(town=town))
    if rng.random() < 0.25:
        pieces.insert(min(1, len(pieces)), rng.choice(_LATIN))
    pieces += rng.sample(_imprint(rng, town), rng.choice((0, 0, 1, 1, 2, 3)))
    if rng.random() < 0.35:
        pieces.insert(rng.choice((0, len(pieces))), _label(rng))
    blocks = [piece for piece in pieces if piece]
    truth = MastheadTruth(
        date=day,
        weekday="星期" + weekday[-1] if weekday else "",
        lunar=lunar,
        publishers=publishers,
    )
    return blocks, truth


def _lunar(rng: Random, day: date) -> str:
    moon = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    year, month = moon.getYearInGanZhi(), moon.getMonthInChinese()
    return f"{rng.choice(('农历', '农历', ''))}{year}年{month}月{moon.getDayInChinese()}"


def _dateline(rng: Random, day: date, weekday: str) -> str:
    year = "".join(_CHINESE[int(digit)] for digit in str(day.year))
    printed = rng.choices(
        (
            f"{day.year}年{day.month}月{day.day}日",
            f"{day.year}.{day.month}.{day.day}",
            f"{day.year}-{day.month:02}-{day.day:02}",
            f"{day.year}/{day.month:02}/{day.day:02}",
            f"{day.year} 年 {day.month} 月 {day.day} 日",
            f"{year}年{_count(day.month)}月{_count(day.day)}日",
        ),
        weights=[12, 2, 1, 1, 1, 1],
    )[0]
    sign = rng.choice((" ", " ", "  ", " ◆ ", " ● ", "　", "　　", "，", " | "))
    pieces = [printed, weekday] if rng.random() < 0.8 else [weekday, printed]
    return sign.join(piece for piece in pieces if piece)


def _count(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = ("", "十", "二十", "三十")[tens]
    return head + (_CHINESE[ones] if ones else "")


def _imprint(rng: Random, town: str) -> tuple[str, ...]:
    number = rng.randrange(900, 9999)
    return (
        f"第{number}期",
        f"总第{number}期 今日{rng.choice((4, 8, 12))}版",
        f"今日{rng.choice('四八')}版",
        f"第{number}号",
        f"国内统一连续出版物号 CN 33-{number:04}",
        f"邮发代号 31-{rng.randrange(10, 99)}",
        f"零售价:{rng.choice(('1.00', '0.50'))}元",
        f"{town}新闻网 www.{rng.choice(('qhnews', 'yhw', 'ljrb'))}.com.cn",
        f"新闻热线 0573-85{number:06}",
        f"投稿邮箱:news{number}@163.com",
        "本报官方微信:qinghe_news",
    )


def _label(rng: Random) -> str:
    number = rng.randrange(1, 17)
    section = rng.choice(_SECTIONS)
    return rng.choice(
        (
            f"{number:02}版",
            f"{number:02} {section}",
            f"第{number}版 {section}",
            f"A{number:02}",
            f"A{number}版 {section}",
            f"{section} {number:02}",
            f"{section}·{number:02}版",
            f"第{_count(number)}版",
            f"{number:02} | {section}",
        )
    )


def make_footer(rng: Random) -> list[str]:
    """Lines at the foot: who edited the page, its label."""
    first, second, third = (make_names(rng, 1)[0] for _ in range(3))
    lines = []
    if rng.random() < 0.35:
        lines.append(
            rng.choice(
                (
                    f"责编:{first} 校对:{second}",
                    f"责任编辑 {first} 版式设计 {second}",
                    f"编辑:{first} 美编:{second} 校对:{third}",
                    f"本版编辑 {first} 组版 {second} 校对 {third}",
                    f"值班编委 {first} 责编 {second}",
                    f"编辑/{first} 版式/{second}",
                    f"■责编 {first} ■美编 {second} ■校对 {third}",
                    f"统筹 {first} 编辑 {second} 校对 {third}",
                    f"一读 {first} 二审 {second}",
                )
            )
        )
    if rng.random() < 0.12:
        lines.append(_label(rng))
    return lines


def make_paper_notices(rng: Random) -> list[NoticeTruth]:
    """Forecast, advertisements, copyright line, lost documents, codes to scan."""
    notices: list[NoticeTruth] = []
    if rng.random() < 0.6:
        notices.append(make_weather(rng))
    if rng.random() < 0.4:
        notices.append(make_advertisement(rng))
    if rng.random() < 0.3:
        text = rng.choice(_ADVERTISEMENTS)
        notices.append(NoticeTruth(kind=NoticeKind.ADVERTISEMENT, text=text))
    if rng.random() < 0.3:
        notices.append(make_copyright(rng))
    elif rng.random() < 0.3:
        notices.append(NoticeTruth(kind=NoticeKind.COPYRIGHT, text=rng.choice(_COPYRIGHTS)))
    if rng.random() < 0.2:
        text = rng.choice(_LOST).format(name=make_names(rng, 1)[0], town=rng.choice(_TOWNS))
        notices.append(NoticeTruth(kind=NoticeKind.OTHER, text=text))
    if rng.random() < 0.25:
        notices.append(NoticeTruth(kind=NoticeKind.OTHER, text=rng.choice(_BRIEF_NOTICES)))
    rng.shuffle(notices)
    return notices
