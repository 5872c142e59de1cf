"""What the office finds out itself and puts its name to: verifications, letters, proofs, opinions."""

from collections.abc import Mapping
from typing import Any

from server.papers import words
from server.papers.every import Sheet, common
from server.papers.held import Held, must_stand
from server.papers.window import pledge_words
from server.qr import qr

_METHODS = {"phone": "电话", "letter": "信函", "other": "其他"}
_RESULTS = {"consistent": "一致", "false": "不一致", "unreachable": "未联系上"}
_GROUNDS = {
    "lookup": "经人口家庭电子信息系统查验",
    "pledge": "本人承诺，并经电话、信函等方式向户籍地核实一致",
    "employer-paper": "申请人自愿提供的夫妻一方单位意见",
    "own-residents": "夫妻双方均为本村（社区）居民，由本委员会直接核查",
    "phone": "经电话向户籍地村（居）民委员会核实",
}
_EXPLAINED = {  # never that all agreed: what is on record says why it was written otherwise
    "lookup": "经人口家庭电子信息系统查验；与查验结果或申请时所报不同之处，依据为：",
    "pledge": "本人承诺，并向户籍地核实；与承诺或申请时所报不同之处，依据为：",
}
_OPEN = "（未作结论）"


def verification(held: Held) -> Sheet:
    """核实记录 of a pledge: all calls and letters, and what they came to."""
    signed = held.document
    attempts = held.all_of("verification", pledge=signed["_id"])
    found: Mapping[str, Any] = next(iter(held.all_of("conclusion", pledge=signed["_id"])[-1:]), {})
    confirmed = held.all_of("confirmation", conclusion=found["_id"])[-1:] if found else []
    return {
        **common(held, "承诺核实记录"),
        "own": qr(signed["_id"]),
        "pledge": f"{held.fold[signed['spouse']]['name']}于{words.day(signed['at'])}签署的承诺书",
        "person": _person(held, signed["spouse"]),
        "pledged": pledge_words(signed).said,
        "attempts": [_attempt(held, one) for one in attempts],
        "result": _RESULTS[found["result"]] if found else _OPEN,
        "evidence": found.get("evidence") or "—",
        "concludedBy": f"{held.office.clerk(found)}　{words.minute(found['at'])}" if found else "—",
        "confirmedBy": "".join(_confirmed(held, one) for one in confirmed) or "—",
    }


def _attempt(held: Held, one: Mapping[str, Any]) -> dict[str, str]:
    return {
        "method": _METHODS[one["method"]],
        "at": words.minute(one["at"]),
        "office": one["office"],
        "contact": one["contact"],
        "person": one["person"] or ("—" if one["answered"] else "（无人答复）"),
        "content": one["content"] or "—",
        "clerk": held.office.clerk(one),
    }


def _confirmed(held: Held, one: Mapping[str, Any]) -> str:
    word = "同意" if one["agrees"] else "不同意"
    return f"{held.office.clerk(one)}　{words.minute(one['at'])}　{word}"


def letter(held: Held) -> Sheet:
    """核实函 with the slip that comes back."""
    sent = held.document
    signed = held.named(sent["pledge"])
    return {
        **common(held, "婚育情况核实函"),
        "own": qr(sent["_id"]),  # what the slip is filed by; the couple's own code is none of that office's
        "office": sent["office"],
        "contact": sent["contact"],
        "person": _person(held, signed["spouse"]),
        "pledged": pledge_words(signed).said.removesuffix("。"),
        "signedOn": words.day(signed["at"]),
        "day": words.day(sent["at"]),
    }


def status_proof(held: Held) -> Sheet:
    """婚育情况证明. Raises `Conflict` for one that is void."""
    proof = held.document
    must_stand(held)
    return {
        **common(held, "婚育情况证明"),
        "certNo": proof["certNo"],
        "person": _person(held, proof["spouse"]),
        "marital": proof["marital"],
        "children": str(proof["children"]),
        "basis": _basis(proof),
        "purpose": f"办理{held.guide['name']['zh']}（受理编号 {held.fold['caseNo'] or held.fold['id']}）",
        "issuedOn": words.chinese_date(proof["issuedOn"]),
    }


def _basis(proof: Mapping[str, Any]) -> str:
    grounds = proof.get("grounds", "")
    return _EXPLAINED[proof["basis"]] + grounds if grounds else _GROUNDS[proof["basis"]]


def opinion(held: Held) -> Sheet:
    """村（居）民委员会意见; an employer's own paper is only put on record by it."""
    given = held.document
    by_employer = given["basis"] == "employer-paper"
    return {
        **common(held, "单位意见登记" if by_employer else "村（居）民委员会意见"),
        "people": words.people(held.fold, held.office.district, masked=False),
        "children": words.children_text(held.fold["children"]) or "无",
        "basis": _GROUNDS[given["basis"]] + (f"（{given['office']}）" if given["office"] else ""),
        "content": given["content"] or "情况属实，同意。",
        "note": "" if by_employer else "由经办窗口所在的村（社区）出具，不由本人回户籍地出具。",
        "office": held.office.site(given["site"]),
        "day": words.day(given["at"]),
    }


def _person(held: Held, spouse: str) -> dict[str, str]:
    return words.person(spouse, held.fold[spouse], held.office.district, masked=False)
