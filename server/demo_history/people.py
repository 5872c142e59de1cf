"""Couples who do not exist: the area 999999 of their identity numbers was never given to any place."""

from datetime import date, timedelta
from random import Random
from typing import Any

from schema.checksum import mod_11_2

Person = dict[str, Any]
Declared = dict[str, Any]

_SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何罗高林郑梁谢唐许冯邓韩曹曾彭萧蔡潘田董袁于余叶"
_MEN = (
    "伟", "强", "磊", "军", "洋", "勇", "杰", "涛", "明", "超", "刚", "平",
    "辉", "鹏", "华", "飞", "鑫", "波", "斌", "宇", "浩", "凯", "健", "俊",
    "帆", "建国", "志强", "国庆", "文博", "子轩", "家豪", "俊杰", "一鸣", "天宇",
)  # fmt: skip
_WOMEN = (
    "芳", "娜", "敏", "静", "丽", "艳", "娟", "霞", "秀英", "燕", "玲", "桂英",
    "丹", "萍", "红", "玉兰", "婷", "雪", "倩", "琳", "颖", "洁", "莉", "佳",
    "慧", "雅静", "思雨", "欣怡", "梦洁", "晓燕", "春梅", "海燕",
)  # fmt: skip
_CHILDREN = (
    "子涵", "欣妍", "梓轩", "雨桐", "一诺", "浩然", "诗涵", "宇轩", "梓萱", "俊熙", "可馨", "沐阳",
    "佳怡", "思远", "若曦", "乐乐",
)  # fmt: skip
_HERE = {"area": "500116", "address": "重庆市江津区"}
_IN_THE_CITY = (
    {"area": "500107", "address": "重庆市九龙坡区"},
    {"area": "500118", "address": "重庆市永川区"},
    {"area": "500113", "address": "重庆市巴南区"},
    {"area": "500110", "address": "重庆市綦江区"},
)
_OUTSIDE = (
    {"area": "510502", "address": "四川省泸州市江阳区"},
    {"area": "510522", "address": "四川省泸州市合江县"},
    {"area": "520330", "address": "贵州省遵义市习水县"},
    {"area": "511521", "address": "四川省宜宾市叙州区"},
    {"area": "421123", "address": "湖北省黄冈市罗田县"},
)
_ADULT, _OLDEST = 22 * 365, 40 * 365  # days


def display_name(user: str) -> str:
    """What a clerk is called, the same for the same name of a user."""
    return f"{_SURNAMES[sum(user.encode()) % len(_SURNAMES)]}经办"


class Registry:
    """Makes people. No two of them have the same number."""

    def __init__(self, chance: Random, today: date) -> None:
        self._chance = chance
        self._today = today
        self._taken: set[str] = set()

    def couple(self, item: str, township: str, *, outside: bool | None = None) -> Declared:
        """What a couple who lives in `township` declares for an item. `outside`: whether the husband's
        hukou is of another province; chance decides where it is None."""
        chance = self._chance
        residence = {"area": _HERE["area"], "address": _HERE["address"] + township}
        homes = [self._hukou(residence, outside), self._hukou(residence, None if outside is None else False)]
        husband, wife = (
            self._person(whom, hukou, residence) for whom, hukou in zip("hw", homes, strict=True)
        )
        return {
            "husband": husband,
            "wife": wife,
            "sameBooklet": homes[0] == homes[1] and chance.random() < 0.6,
            "children": self._children(item, husband["name"][0]),
            "reason": self._reason() if item == "further-birth" else "",
            "opinionFrom": self._opinion_from() if item == "only-child" else "",
        }

    def _reason(self) -> str:
        return "sick-child" if self._chance.random() < 0.12 else "policy"

    def _opinion_from(self) -> str:
        return "employer" if self._chance.random() < 0.2 else "committee"

    def _hukou(self, here: dict[str, str], outside: bool | None) -> dict[str, str]:
        draw = self._chance.random()
        if outside or (outside is None and draw > 0.86):
            return self._chance.choice(_OUTSIDE)
        return self._chance.choice(_IN_THE_CITY) if outside is None and draw > 0.78 else here

    def _person(self, whom: str, hukou: dict[str, str], residence: dict[str, str]) -> Person:
        given = self._chance.choice(_MEN if whom == "h" else _WOMEN)
        draw = self._chance.random()
        return {
            "name": self._chance.choice(_SURNAMES) + given,
            "idNo": self._id_number(is_man=whom == "h"),
            "hukou": hukou,
            "residence": residence,
            "remarriedAfter": "divorce" if draw < 0.06 else "death" if draw < 0.07 else "none",
        }

    def _id_number(self, *, is_man: bool) -> str:
        while True:
            born = self._today - timedelta(days=self._chance.randrange(_ADULT, _OLDEST))
            body = f"999999{born:%Y%m%d}{self._chance.randrange(500) * 2 + is_man:03}"
            if body not in self._taken:
                self._taken.add(body)
                return body + mod_11_2(body)

    def _children(self, item: str, surname: str) -> list[dict[str, str]]:
        chance = self._chance
        count = {"birth-service": 0, "only-child": 1}.get(item, 1 + (chance.random() < 0.4))
        return [
            {
                "name": surname + chance.choice(_CHILDREN),
                "bornOn": (self._today - timedelta(days=chance.randrange(400, 3600))).isoformat(),
                "sex": chance.choice(("male", "female")),
            }
            for _ in range(count)
        ]
