"""What hangs and lies at the window, made from the guide that cases are judged by (R14, R15)."""

from collections.abc import Iterator, Mapping
from typing import Any

from schema.rules import Guide
from server.papers import words
from server.papers.every import Sheet, phone, portal_qr

SHEETS = ("leaflet", "poster", "emergency")


def guide_sheet(guide: Guide, district: Mapping[str, Any]) -> Sheet:
    """What any of the `SHEETS` of a guide says."""
    office = [one for one in guide["materials"] if one["obtainedBy"] == "office"]
    days = guide["workingDays"]
    return {
        "title": f"{guide['name']['zh']}办事指南",
        "district": district["name"],
        "item": guide["name"]["zh"],
        "channels": "；".join(one["zh"] for one in guide["channels"]) + "。",
        "caseType": guide["caseType"]["zh"],
        "limit": f"{days} 个工作日（各镇街根据各自压缩的时限办理）。" if days else "",
        "materials": list(_materials(guide)),
        "form": f"{guide['materialForm']['zh']}。",
        "duties": [words.duty_text(one) for one in office],
        "steps": [one["zh"] for one in guide["steps"]],
        "phone": phone(district, guide),
        "portal": portal_qr(district),
        "portalUrl": f"（{district['portal']}）" if district.get("portal") else "",
        "basis": guide["basis"],
        "version": guide["version"],
        "from": words.chinese_date(guide["effectiveFrom"]),
    }


def _materials(guide: Guide) -> Iterator[dict[str, str]]:
    """One line a material, though the guide has a row for each way in which it may be wanted."""
    by_code: dict[str, list[Mapping[str, Any]]] = {}
    for one in guide["materials"]:
        if one["obtainedBy"] == "applicant":
            by_code.setdefault(one["code"], []).append(one)
    for same in by_code.values():
        first = same[0]
        choice = words.alternatives_text(guide, first["anyOf"])
        yield {
            "name": _whose(same) + first["name"]["zh"],
            "form": (f"{choice}；" if choice else "") + words.form_name(first),
            "when": _when(guide, first["when"]),
        }


def _whose(same: list[Mapping[str, Any]]) -> str:
    """Empty too where it is wanted of one of the two: `_when` says of which."""
    whom = {one for material in same for one in material["for"]}
    return "夫妻双方的" if {"husband", "wife"} <= whom and not _is_of_one(same[0]["when"]) else ""


def _when(guide: Guide, condition: Any) -> str:
    """In words, for whom a paper is wanted at all; empty for everybody."""
    if not isinstance(condition, dict) or "==" not in condition:
        return ""
    asked, answer = condition["=="]
    key = asked["var"].rpartition(".")[2]
    for question in guide["questions"]:
        for option in question["options"] if question["key"] == key else ():
            if option["code"] == answer:
                return f"{option['zh']}的{'一方' if _is_of_one(condition) else ''}提供"
    return ""


def _is_of_one(condition: Any) -> bool:
    """Whether a condition looks at one of the two."""
    return isinstance(condition, dict) and any(
        str(part["var"]).startswith("person.") for part in condition.get("==", ()) if isinstance(part, dict)
    )
