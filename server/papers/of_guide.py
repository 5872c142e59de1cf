"""What hangs and lies at the window, made from the guide that cases are judged by (R14, R15)."""

from collections.abc import Mapping
from typing import Any

from schema.rules import Guide
from server.guides.told import Paper, papers
from server.guides.words import ZH
from server.papers import words
from server.papers.every import Sheet, phone, portal_qr
from server.qr import qr

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
        "materials": [_material(one) for one in papers(guide, ZH)],
        "form": f"{guide['materialForm']['zh']}。",
        "duties": [words.duty_text(one) for one in office],
        "steps": [one["zh"] for one in guide["steps"]],
        "phone": phone(district, guide),
        "portal": portal_qr(district),
        "portalUrl": f"（{district['portal']}）" if district.get("portal") else "",
        "page": qr(f"{district['publicUrl']}/guides/{guide['item']}"),
        "basis": guide["basis"],
        "version": guide["version"],
        "from": words.chinese_date(guide["effectiveFrom"]),
    }


def _material(one: Paper) -> dict[str, str]:
    form = f"{one.choices}；{one.form}" if one.choices else one.form
    return {"name": one.name, "form": form, "when": one.when}
