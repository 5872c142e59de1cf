"""Synthetic people: every identity number begins with 999999, an area that does not exist."""

from datetime import date, timedelta
from typing import Any

from schema.checksum import mod_11_2

Person = dict[str, Any]

SICHUAN = {"area": "510000", "address": "四川省成都市武侯区"}
JIANGJIN = {"area": "500116", "address": "重庆市江津区几江街道"}


def person(name: str, id_no: str, hukou: dict[str, str], remarried_after: str = "none") -> Person:
    return {
        "name": name,
        "idNo": id_no,
        "hukou": hukou,
        "residence": JIANGJIN,
        "remarriedAfter": remarried_after,
    }


MR_ZHAO = person("赵明", "999999198803121012", SICHUAN)
MRS_ZHAO = person("周芳", "999999199007211425", JIANGJIN)
REMARRIED_HUSBAND = person("钱勇", "99999919850101203X", JIANGJIN, "divorce")
REMARRIED_WIFE = person("孙丽", "999999198706052246", JIANGJIN, "divorce")
WIDOWER = person("李强", "999999199302023419", JIANGJIN, "death")
OUTSIDE_WIFE = person("吴敏", "999999199508083281", SICHUAN)
ANOTHER_WIFE = person("陈静", "999999199409153221", JIANGJIN)
CHILD = {"name": "钱小满", "bornOn": "2018-09-01", "sex": "female"}
SISTER = {"name": "钱小圆", "bornOn": "2016-03-05", "sex": "female"}


def couple(n: int, husbands_hukou: dict[str, str] = JIANGJIN) -> tuple[Person, Person]:
    """The `n`-th of any number of couples, no two of whom share an identity number."""
    day = timedelta(days=n // 400)
    husband = _id_number(date(1988, 3, 12) + day, 2 * (n % 400) + 1)
    wife = _id_number(date(1990, 7, 21) + day, 2 * (n % 400))
    return person(f"赵测{n}", husband, husbands_hukou), person(f"周测{n}", wife, JIANGJIN)


def _id_number(born: date, sequence: int) -> str:
    body = f"999999{born:%Y%m%d}{sequence:03}"
    return body + mod_11_2(body)
