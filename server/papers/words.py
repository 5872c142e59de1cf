"""Words that papers share. Papers are always Chinese; the tablet's have the same words."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import schema
from schema.id_number import mask_id_number
from schema.rules import SPOUSES, Guide, declared_facts, homework, requirements
from schema.shanghai import SHANGHAI, day_of

Case = Mapping[str, Any]

WHOM = {"husband": "丈夫", "wife": "妻子", "couple": "夫妻双方"}
DELIVERY = {"on-the-spot": "当场", "pick-up": "自取", "mail": "邮寄"}
MARITAL = {"first-marriage": "初婚", "remarried": "再婚"}


def chinese_date(day: str) -> str:
    """`2021年6月8日` of an ISO date."""
    on = date.fromisoformat(day)
    return f"{on.year}年{on.month}月{on.day}日"


def day(at: str) -> str:
    """The same of a moment (RFC 3339), here."""
    return chinese_date(day_of(at).isoformat())


def minute(at: str) -> str:
    """`2021-06-08 09:02`, here."""
    return f"{datetime.fromisoformat(at).astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def document_number(name: str) -> str:
    """`500116001901A1-7` of an id: the device and its how manieth record, unique without the type."""
    return name.partition(":")[2].replace(":", "-")


def full_address(place: Mapping[str, str], district: Mapping[str, Any]) -> str:
    """With the province or this district in front, unless the clerk has typed it himself."""
    area, address = place["area"], place["address"]
    province = _provinces().get(area[:2], "")
    if address.startswith(province):
        return address
    name: str = district["name"] if area == district.get("code") else province
    county = name[len(province) :]
    return (province if county and address.startswith(county) else name) + address


@cache
def _provinces() -> dict[str, str]:
    path = Path(schema.__file__).parent / "provinces.json"
    names: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return names


def people(case: Case, district: Mapping[str, Any], *, masked: bool) -> list[dict[str, str]]:
    """Husband and wife as a sheet shows them."""
    return [person(whom, case[whom], district, masked=masked) for whom in SPOUSES]


def person(whom: str, one: Mapping[str, Any], district: Mapping[str, Any], *, masked: bool) -> dict[str, str]:
    return {
        "whom": WHOM[whom],
        "name": one["name"],
        "idNo": mask_id_number(one["idNo"]) if masked else one["idNo"],
        "hukou": full_address(one["hukou"], district),
        "residence": full_address(one["residence"], district),
    }


def children_text(children: Sequence[Mapping[str, str]]) -> str:
    """`赵小明（男，2018年9月1日出生）；…`."""
    return "；".join(
        f"{one['name']}（{'男' if one['sex'] == 'male' else '女'}，{chinese_date(one['bornOn'])}出生）"
        for one in children
    )


def whom_name(whom: str) -> str:
    """`丈夫`, `第1个子女`."""
    _, _, child = whom.partition("child-")
    return f"第{child}个子女" if child else WHOM[whom]


def material_name(guide: Guide, code: str, whom: str) -> str:
    """`妻子的身份证`; what there is one of for both is simply 结婚证."""
    name: str = next((one["name"]["zh"] for one in guide["materials"] if one["code"] == code), code)
    return name if whom == "couple" else f"{whom_name(whom)}的{name}"


def key_name(guide: Guide, key: str) -> str:
    """The name of a key that was ticked: a whole paper, or a part of one."""
    paper, _, part = key.partition("/")
    code, _, whom = paper.partition(":")
    if part:
        return ("" if whom == "couple" else f"{whom_name(whom)}的") + str(guide["parts"][part]["zh"])
    return material_name(guide, code, whom)


def alternatives_text(guide: Guide, alternatives: Sequence[Sequence[str]]) -> str:
    """`离婚证和离婚协议书，或离婚判决书`."""
    return "，或".join("和".join(guide["parts"][part]["zh"] for part in parts) for parts in alternatives)


def form_name(material: Mapping[str, Any]) -> str:
    """In what form a paper is wanted and how many of it."""
    count, copies = material["count"], material["copies"]
    if material["keeps"] == "all":
        return f"{count} 张"
    return f"原件 {count} 份，复印件 {copies} 份" if copies else f"原件或有效电子证照，{count} 份"


def promise_text(case: Case) -> str:
    """How long it takes, as the office promised it."""
    if not case["workingDays"]:
        return "当场办结，立即发证"
    last = (
        f"{chinese_date(case['dueOn'])}前办结"
        if case["dueOn"]
        else "办结日期待该年放假安排公布后确定，可凭受理编号查询"
    )
    return f"{case['workingDays']} 个工作日，{last}"


def delivery_text(case: Case, guide: Guide) -> str:
    """As the couple chose, or as the guide lets them choose."""
    ways = [case["delivery"]] if case["delivery"] else guide["delivery"].get(case["channel"], [])
    return "或".join(DELIVERY[way] for way in ways)


def duties(case: Case, guide: Guide) -> list[str]:
    """What the office sees to itself for this couple, each once."""
    codes = {one.key.partition(":")[0] for one in homework(guide, declared_facts(case))}
    return [duty_text(one) for one in guide["materials"] if one["code"] in codes]


def duty_text(material: Mapping[str, Any]) -> str:
    return f"{material['name']['zh']}：{material['note']['zh']}"


def kept_text(case: Case, guide: Guide) -> str:
    """What stays at the window of what the couple showed, in a sentence."""
    asked = {one.code for one in requirements(guide, declared_facts(case))}
    names = [
        one["name"]["zh"] + ("复印件" if one["keeps"] == "copies" else "")
        for one in guide["materials"]
        if one["code"] in asked and one["keeps"] != "nothing"
    ]
    if not names:
        return "申请人出示的材料已当场退还，窗口未留存原件、复印件、照片。"
    return f"原件已当场退还；按办事指南留存：{'、'.join(dict.fromkeys(names))}。不再要任何材料。"


def keeps_nothing(guide: Guide) -> bool:
    """Whether nothing that is shown stays at the window (R19)."""
    return all(one["keeps"] == "nothing" for one in guide["materials"])
