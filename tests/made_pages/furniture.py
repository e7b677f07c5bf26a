"""What a page prints beside its reports: masthead, bylines, weather, advertisements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lunar_python import Solar

from retrieval.issue import NoticeKind
from retrieval.page_truth import MastheadTruth, NoticeTruth

if TYPE_CHECKING:
    from datetime import date
    from random import Random

__all__ = [
    "MadeByline",
    "make_advertisement",
    "make_byline",
    "make_copyright",
    "make_masthead",
    "make_photo_byline",
    "make_rubric",
    "make_weather",
]

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚"
    "卢姜崔钟谭陆汪范金石廖贾夏韦方白邹孟熊秦邱江尹薛阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤荣居俞"
)
_GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰鹏飞辉鑫波斌宇浩凯健俊帆雪琳倩颖婷慧雨欣怡晨阳思远"
    "子涵嘉豪梓轩诗涵梦瑶文博天佑泽宇一诺可馨佳蕾晓东建国志新海燕红梅春林秋月冬青松柏竹莲荷丹心蓉珂炜烨晗"
)


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


_TOWNS = _words(
    "青河|云湖|临江|南岭|石桥|金山|白沙|安平|东港|海宁|长丰|永兴|桐川|松原|凤城|"
    "宝塔|西岭|柳园|新泉|龙泉|沅陵|嘉禾|平望|乐安|广陵|天柱|芦溪|清源|阳朔|武川|"
    "滨州|通海|北塘|汉阳|渭南"
)
_WEEKDAYS = "一二三四五六日"
_SKIES = _words(
    "晴|多云|阴|阴有小雨|多云到阴|晴转多云|阴转多云|阵雨|小到中雨|阴有阵雨|多云到晴|雷阵雨"
)
_WINDS = _words("偏东风|偏北风|西北风|东南风|南到西南风|偏南风|东北风")
_SHOPS = _words(
    "交通驾校|人民医院|百货大楼|职业技术学校|家具广场|眼镜城|老年大学|口腔门诊|装饰公司|"
    "农商银行|汽车城|水务集团|幼儿园|电器商场|婚纱摄影|体检中心"
)
_SLOGANS = _words(
    "诚信、廉教、优质服务是我们永远的追求!|欢迎新老顾客光临|专业品质,值得信赖|火热招生中|"
    "服务热线全天开通|名额有限,报名从速|开业大酬宾,全场八折起|祝全市人民节日快乐|"
    "以质量求生存,以信誉求发展"
)
_RUBRICS = _words(
    "创新攻坚 民生优享|奋进新征程 建功新时代|今日关注|要闻速览|新春走基层|聚焦两会|"
    "一线见闻|民生观察|高质量发展调研行|在希望的田野上|党建引领 基层善治|图说新闻|"
    "身边榜样|项目攻坚 实干争先|文化周末|以案说法|我为群众办实事|绿水青山 美丽家园|"
    "经济视点|热线追踪"
)
_COPYRIGHTS = _words(
    "本报及所属新媒体刊登的所有原创内容,未经本报授权,一律不得复制、转载、摘编。|"
    "版权声明:本版文字、图片未经许可不得转载,违者必究。|"
    "凡本报记者署名文字、图片,版权均属本报社所有,任何媒体、网站或个人未经授权不得转载。|"
    "本报所刊作品,未经书面许可,不得以任何形式使用。"
)


@dataclass(frozen=True, slots=True)
class MadeByline:
    """A byline's line and the names in it."""

    text: str
    reporters: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()


def _person(rng: Random) -> str:
    return rng.choice(_SURNAMES) + "".join(rng.sample(_GIVEN, rng.choice((1, 2, 2, 2))))


def _people(rng: Random, most: int = 3) -> tuple[str, ...]:
    count = rng.choices(range(1, most + 1), weights=[6, 2, 1][:most])[0]
    return tuple(dict.fromkeys(_person(rng) for _ in range(count)))


def _set_names(rng: Random, names: tuple[str, ...], between: str = " ") -> str:
    spaced = rng.random() < 0.7
    return between.join(f"{n[0]} {n[1]}" if len(n) == 2 and spaced else n for n in names)


def make_byline(rng: Random, bullet: str) -> MadeByline:
    """Make a report's byline; `bullet` is the page's sign before it, or ""."""
    reporter = rng.choices(
        ("记者", "记 者", "本报记者", "全媒体记者", "见习记者", "首席记者"),
        weights=[14, 2, 5, 1, 1, 1],
    )[0]
    form = rng.choices(("r", "rc", "c", "rp", "slash"), weights=[10, 9, 1, 2, 2])[0]
    reporters = _people(rng)
    correspondents = _people(rng, 2)
    after = rng.choices(("", " "), weights=[2, 1])[0] if bullet else ""
    head = bullet + after
    if form == "r":
        return MadeByline(f"{head}{reporter} {_set_names(rng, reporters)}", reporters)
    if form == "c":
        text = f"{head}通讯员 {_set_names(rng, correspondents)}"
        return MadeByline(text, (), correspondents)
    if form == "rp":
        text = (
            f"{head}{reporter} {_set_names(rng, reporters)} 摄影 {_set_names(rng, correspondents)}"
        )
        return MadeByline(text, reporters, (), correspondents)
    sign = "/" if form == "slash" else " "
    role = "记者" if form == "slash" else reporter
    text = (
        f"{head}{role}{sign}{_set_names(rng, reporters)} "
        f"通讯员{sign}{_set_names(rng, correspondents)}"
    )
    return MadeByline(text, reporters, correspondents)


def make_photo_byline(rng: Random, bullet: str) -> MadeByline:
    """Make the credit under a photograph."""
    names = _people(rng, 2)
    form = rng.choice(("摄影 {}", "摄影 {}", "{} 摄"))
    return MadeByline(bullet + form.format(_set_names(rng, names)), photographers=names)


def make_masthead(rng: Random, day: date) -> tuple[list[str], MastheadTruth]:
    """Make the masthead's blocks and what they say."""
    town, region = rng.sample(_TOWNS, 2)
    publishers, line = rng.choice(
        (
            ((f"{region}市新闻传媒中心", f"中共{town}市委"), " 联办"),
            ((f"中共{town}市委",), "主管主办"),
            ((f"{town}日报社",), "出版"),
            ((f"{town}县融媒体中心", f"中共{town}县委宣传部"), " 主办"),
            ((f"中共{town}区委", f"{town}区人民政府"), " 主办"),
        )
    )
    weekday = "星期" + _WEEKDAYS[day.weekday()]
    moon = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    lunar = f"农历{moon.getYearInGanZhi()}年{moon.getMonthInChinese()}月{moon.getDayInChinese()}"
    printed = f"{day.year}年{day.month}月{day.day}日"
    sign = rng.choice((" ◆ ", " ", "  ", " ● ", " ■ "))
    dateline = rng.choice(
        (f"{printed}{sign}{weekday}", f"{printed}{sign}{weekday}", f"{weekday} {printed}")
    )
    blocks = [" ".join(publishers) + line, dateline, lunar]
    if rng.random() < 0.25:
        blocks = [blocks[0], f"{dateline} {lunar}"]
    elif rng.random() < 0.2:
        blocks = [blocks[1], blocks[2], blocks[0]]
    extra = (
        f"第{rng.randrange(900, 9999)}期 今日{rng.choice((4, 8, 12))}版",
        f"总第{rng.randrange(900, 9999)}期",
        "JIAXING" if town == "嘉禾" else rng.choice(("DAILY", "NEWS", "RIBAO")),
    )
    if rng.random() < 0.5:
        blocks.append(rng.choice(extra))
    truth = MastheadTruth(date=day, weekday=weekday, lunar=lunar, publishers=publishers)
    return blocks, truth


def make_weather(rng: Random) -> NoticeTruth:
    """Make a forecast of one to three sentences."""
    skies = rng.sample(_SKIES, 2)
    high = rng.randrange(-5, 38)
    low = high - rng.randrange(3, 13)
    wind = f"{rng.choice(_WINDS)}{(force := rng.randrange(2, 5))}到{force + 1}级"
    text = rng.choice(
        (
            f"今天{skies[0]}。明天{skies[1]},{wind}。今天白天最高气温{high}℃,明天早晨最低气温{low}℃。",
            f"今天白天{skies[0]},夜里{skies[1]},{wind}。气温{low}℃到{high}℃。",
            f"市气象台预报:今天{skies[0]},{wind},最高气温{high}℃;明天{skies[1]},最低气温{low}℃。",
            f"天气预报 今日{skies[0]} {low}℃~{high}℃ {wind}",
        )
    )
    return NoticeTruth(kind=NoticeKind.WEATHER, text=text)


def make_advertisement(rng: Random) -> NoticeTruth:
    """Make an advertisement: a name, a place or a telephone number, a slogan."""
    town = rng.choice(_TOWNS)
    number = f"0{rng.randrange(311, 999)}-8{rng.randrange(100000, 999999)}"
    name = f"{town}市{rng.choice(_SHOPS)}"
    address = f"地址:{town}市{rng.choice(_TOWNS)}路{rng.randrange(2, 900)}号"
    slogan = rng.choice(_SLOGANS)
    parts = rng.choice(
        (
            (name, address + slogan),
            (name, f"电话:{number}", slogan),
            (name, slogan, f"咨询热线:{number}"),
        )
    )
    return NoticeTruth(kind=NoticeKind.ADVERTISEMENT, text=" ".join(parts))


def make_copyright(rng: Random) -> NoticeTruth:
    """Make a copyright line."""
    return NoticeTruth(kind=NoticeKind.COPYRIGHT, text=rng.choice(_COPYRIGHTS))


def make_rubric(rng: Random) -> NoticeTruth:
    """Make a rubric: the name of a series or a column."""
    return NoticeTruth(kind=NoticeKind.RUBRIC, text=rng.choice(_RUBRICS))
