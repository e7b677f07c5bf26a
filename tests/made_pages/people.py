"""Names of people, common ones and rare ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

__all__ = ["make_names"]

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚"
    "卢姜崔钟谭陆汪范金石廖贾夏韦方白邹孟熊秦邱江尹薛阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤荣居俞"
    "常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦祝左柳甘祁梅舒尚靳盛屈管卜鲍冉苗舒苟"
)
_COMPOUND = ("欧阳", "上官", "司徒", "诸葛", "皇甫", "慕容")
_GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰鹏飞辉鑫波斌宇浩凯健俊帆雪琳倩颖婷慧雨欣怡晨阳思远"
    "子涵嘉豪梓轩诗瑶文博天佑泽一诺可馨佳蕾晓东建国志新海燕红梅春林秋月冬青松柏竹莲荷丹心蓉珂炜烨晗图报文讯记"
)


def make_names(rng: Random, most: int = 3) -> tuple[str, ...]:
    """Make one to `most` names of two to four characters, all different."""
    count = rng.choices(range(1, most + 1), weights=[6, 2, 1][:most])[0]
    return tuple(dict.fromkeys(_name(rng) for _ in range(count)))


def _name(rng: Random) -> str:
    surname = rng.choice(_COMPOUND if rng.random() < 0.02 else _SURNAMES)
    return surname + "".join(rng.sample(_GIVEN, rng.choice((1, 2, 2, 2))))
