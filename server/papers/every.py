"""What every paper carries: number, place, time, who wrote it, which guide, whom to complain to, codes."""

from collections.abc import Mapping
from typing import Any

from server.online.receipt import code_of
from server.papers.held import Held
from server.papers.words import document_number, minute
from server.qr import qr

Sheet = dict[str, Any]


def common(held: Held, title: str) -> Sheet:
    """The foot of the paper, and the code by which its case is looked up where there is one."""
    document, office = held.document, held.office
    return {
        "title": title,
        "item": held.guide["name"]["zh"],
        "site": office.site(document["site"]),
        "status": _status(held),
        "foot": {
            "number": document_number(document["_id"]),
            "site": office.site(document["site"]),
            "clerk": office.clerk(document),
            "at": minute(document["at"]),
            "basis": held.guide["basis"],
            "version": held.guide["version"],
            "phone": phone(held.office.district, held.guide),
        },
    }


def phone(district: Mapping[str, Any], guide: Mapping[str, Any]) -> str:
    """Whom to complain to (R36): the district's own number goes before the guide's."""
    number: str = district.get("complaintPhone") or guide["complaintPhone"]
    return number


def portal_qr(district: Mapping[str, Any]) -> str | None:
    """The address of 渝快办, where the district has told it."""
    return qr(district["portal"]) if district.get("portal") else None


def _status(held: Held) -> Sheet | None:
    """By the paper itself where it is a notice or a receipt, else by the latest one that the couple has."""
    papers = [*held.all_of("notice"), *held.all_of("acceptance")]
    own = [one for one in papers if one["_id"] == held.document["_id"]]
    for paper in own or papers[-1:]:
        number, code = paper.get("caseNo") or paper["case"], code_of(paper)
        link = f"{held.office.district['publicUrl']}/status?case={number}&code={code}"
        return {"svg": qr(link), "number": number, "code": code}
    return None
