"""What was decided: certificates, refusals, and that a certificate is void or takes another's place."""

from typing import Any

from schema.areas import desk_of
from schema.case_effects import SUPERSEDED
from schema.rules import SPOUSES
from server.papers import words
from server.papers.every import Sheet, common, phone
from server.papers.held import Held, must_stand
from server.qr import qr
from sync.errors import Conflict
from sync.records import Document

_PHOTOS = {"further-birth": ["女方照片\n（一寸）"], "only-child": ["照片\n（一寸）"]}
_APPLIED_FOR = {"policy": "符合再生育政策", "sick-child": "子女病残", "": ""}
_REFUSED = {
    "not-eligible": "不符合再生育条件。",
    "appraisal-not-eligible": "病残儿医学鉴定结论不符合再生育条件。",
    "pledge-false": "经核实，承诺的婚育情况与事实不符。",
    "certificate-in-force": "夫妻双方已持有同一事项的有效证件。",
}
_REMEDY = (
    "不服本决定的，可以自收到本决定书之日起60日内依法申请行政复议，"
    "也可以自收到本决定书之日起6个月内依法提起行政诉讼。"
)
VOID = {  # 作废原因
    "clerical-error": "填写错误",
    "duplicate": "重复发放",
    "false-pledge": "承诺不实",
    "applicant-asks": "申请人申请注销",
    "block-stolen": "号段失窃",
    "other": "其他",
    "superseded": "填写错误",  # one that is not lost gives its place only where it was written wrongly
    "spoiled": "打印损毁",
    "overtaken": "另一单位已先发证",
}


def certificate(held: Held) -> Sheet:
    """A certificate of any of the three items. Raises `Conflict` for one that is void."""
    issued, guide, district = held.document, held.guide, held.office.district
    must_stand(held)
    of_both = [words.person(whom, issued[whom], district, masked=False) for whom in SPOUSES]
    rows = (("户 籍 地", "hukou"), ("现居住地", "residence"))
    return {
        **common(held, guide["name"]["zh"]),
        "certNo": issued["certNo"],
        "names": [one["name"] for one in of_both],
        "idNos": [one["idNo"] for one in of_both],
        "lines": [[name, *(one[member] for one in of_both)] for name, member in rows],
        "whole": _whole(held),
        "photos": _PHOTOS.get(issued["item"], []),
        "office": held.office.site(issued["site"]),
        "issuedOn": words.chinese_date(issued["issuedOn"]),
        "qr": qr(f"{district['publicUrl']}/V/".upper() + issued["token"]),
        "fine": _issued_text(held) + f"监督投诉电话 {phone(district, guide)}。个人信息仅用于办理本事项。",
    }


def _whole(held: Held) -> list[list[str]]:
    """The rows of one item alone: for whom, and by what right."""
    issued, found = held.document, []
    if issued["children"]:
        found.append(["子　　女", words.children_text(issued["children"])])
    if issued["item"] == "further-birth":
        why = _APPLIED_FOR[held.fold["reason"]]
        found.append(["批准依据", held.guide["basis"] + (f"；{why}" if why else "")])
    return found


def _issued_text(held: Held) -> str:
    """By what right it is issued, and what became of the papers that were shown."""
    guide = held.guide
    if guide["decision"] == "township":
        return f"依据{guide['basis']}，经镇街审核准予。"
    shown = "未收取任何材料" if words.keeps_nothing(guide) else "申请人出示的原件已当场退还"
    return f"依据{guide['basis']}当场发放，{shown}。"


def refusal(held: Held) -> Sheet:
    """不予决定书. Raises `Conflict` for a decision that grants."""
    decided, fold = held.document, held.fold
    if decided["granted"]:
        raise Conflict("This decision grants; there is nothing to refuse in writing.")
    accepted = words.day(fold["acceptedAt"])
    return {
        **common(held, "不予决定书"),
        "caseNo": fold["caseNo"],
        "people": words.people(fold, held.office.district, masked=False),
        "acceptedOn": accepted,
        "facts": f"你们于{accepted}申请办理{held.guide['name']['zh']}，我单位已受理并审查完毕。",
        "reason": _REFUSED[decided["reason"]],
        "grounds": decided["grounds"],
        "basis": f"{held.guide['basis']}（办事指南 {held.guide['version']}）。",
        "remedy": f"{_REMEDY}监督投诉电话：{phone(held.office.district, held.guide)}。",
        "office": held.office.site(desk_of(decided["site"])),
        "day": words.day(decided["at"]),
    }


def void_notice(held: Held) -> Sheet:
    """作废通知 of what made a certificate void, 补发通知 of the one that took another's place."""
    document = held.document
    is_new = document["type"] == "certificate"
    if is_new and not document["supersedes"]:
        raise Conflict(f"{document['certNo']} takes no other's place.")
    old = document["supersedes"] if is_new else document["certNo"]
    void: dict[str, Any] = next(one for one in held.fold["certificates"] if one["certNo"] == old)
    new = next((one["certNo"] for one in held.fold["certificates"] if one["supersedes"] == old), "")
    why = "遗失" if void["lost"] and void["void"] == SUPERSEDED else VOID[void["void"]]
    return {
        **common(held, "补发通知" if is_new else "作废通知"),
        "caseNo": held.fold["caseNo"],
        "people": words.people(held.fold, held.office.district, masked=True),
        "oldNo": old,
        "newNo": new or "（未补发）",
        "reason": why,
        "grounds": document.get("grounds", ""),
        "said": _said(old, new, why),
        "office": held.office.site(_office_of(document)),
        "day": words.day(document["at"]),
    }


def _office_of(document: Document) -> str:
    """Who is not at a tablet orders from a desk, in whichever site's database that is written."""
    site: str = document["site"]
    return site if "device" in document else desk_of(site)


def _said(old: str, new: str, why: str) -> list[str]:
    said = [f"你们持有的证件（证号 {old}）因“{why}”作废，扫描证上二维码或在验真网页输入证号均显示作废。"]
    if new:
        said.append(f"已补发新证，证号 {new}，与原证内容具有同等效力。不需要您另外提供任何材料。")
    said.append("对作废有异议的，可以向发证单位说明情况，也可以拨打监督投诉电话。")
    return said
