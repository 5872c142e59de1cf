"""What a couple takes home from the window: the notice, the receipt, and the pledge one of them signed."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import schema
from schema.rules import declared_facts, requirements
from server.papers import words
from server.papers.every import Sheet, common, portal_qr
from server.papers.held import Held

_REASONS = {"copy-only": "只出示复印件", "not-brought": "未带"}
_PEN = 12  # units of a pad 1000 wide


def notice(held: Held) -> Sheet:
    """一次性告知书."""
    told, guide = held.document, held.guide
    closing = "，不收取、不复印、不拍照" if words.keeps_nothing(guide) else ""
    done = "当场受理" if guide["workingDays"] else "当场办理，立即发证"
    return {
        **common(held, "一次性告知书"),
        "n": str(told["n"]),
        "noticeNo": f"{held.fold['id']}-{told['n']}",
        "item": f"{guide['name']['zh']}（{guide['caseType']['zh']}）",
        "people": words.people(held.fold, held.office.district, masked=True),
        "shown": "、".join(words.key_name(guide, key) for key in told["shown"]) or "（无）",
        "missing": [_missing(held, entry) for entry in told["missing"]],
        "form": f"{guide['materialForm']['zh']}{closing}。",
        "duties": words.duties(held.fold, guide),
        "ways": [
            f"再来本窗口：出示上列材料，{done}；窗口断网也照常办理。",
            "就近到任一村（社区）办理，不必回户籍地；有窗口平板打印的告知书的，扫码即可接着办。",
            "网上办理：在网页版“渝快办”上传材料，可选择邮寄送达，不用再跑。",
        ],
        "portal": portal_qr(held.office.district),
    }


def _missing(held: Held, entry: Mapping[str, str]) -> dict[str, str]:
    """`alternatives` as the guide has them: what of each was lacking that day, the fact has not kept."""
    key, guide = entry["key"], held.guide
    code, _, whom = key.partition(":")
    asked = [one for one in requirements(guide, declared_facts(held.fold)) if one.key == key]
    material = next((one for one in guide["materials"] if one["code"] == code), None)
    return {
        "name": words.material_name(guide, code, whom),
        "form": words.form_name(material) if material else "",
        "alternatives": words.alternatives_text(guide, asked[0].alternatives) if asked else "",
        "reason": _REASONS[entry["reason"]],
    }


def receipt(held: Held) -> Sheet:
    """受理回执."""
    accepted, guide = held.document, held.guide
    return {
        **common(held, "受理回执"),
        "caseNo": accepted["caseNo"],
        "people": words.people(held.fold, held.office.district, masked=True),
        "acceptedAt": words.minute(accepted["at"]),
        "promise": f"{guide['caseType']['zh']}：{words.promise_text(held.fold)}",
        "delivery": words.delivery_text(held.fold, guide),
        "duties": words.duties(held.fold, guide),
        "kept": words.kept_text(held.fold, guide),
    }


def pledge(held: Held) -> Sheet:
    """婚育情况承诺书, in the words of the version that was signed."""
    signed = held.document
    person = words.person(signed["spouse"], held.fold[signed["spouse"]], held.office.district, masked=False)
    promise = pledge_words(signed, person["name"])
    return {
        **common(held, "婚育情况承诺书"),
        "text": signed["text"],
        "person": person,
        "phone": signed["phone"] or "（未留）",
        "told": promise.told + promise.free,
        "pledged": promise.pledged,
        "consequence": promise.consequence,
        "signature": signature(signed["strokes"]),
        "signedOn": words.day(signed["at"]),
    }


class PledgeWords(NamedTuple):
    """What is promised, what for, that nobody must, and what follows from a false one."""

    pledged: str
    told: str
    free: str
    consequence: str

    @property
    def said(self) -> str:
        """What is promised without `本人…承诺：` before it: others write it down."""
        return self.pledged.partition("：")[2]


def pledge_words(signed: Mapping[str, Any], name: str = "") -> PledgeWords:
    """Of the version that was signed."""
    path = Path(schema.__file__).parent / "pledges" / f"{signed['text']}.json"
    text = json.loads(path.read_text(encoding="utf-8"))
    filled = {
        "name": name,
        "marital": words.MARITAL[signed["marital"]],
        "children": str(signed["children"]),
    }
    pledged, told, free = (paragraph.format(**filled) for paragraph in text["body"])
    return PledgeWords(pledged, told, free, text["consequence"])


def signature(strokes: Sequence[Sequence[int]]) -> str:
    """What the pen drew, as SVG; empty where nothing was."""
    points = [list(zip(one[::2], one[1::2], strict=False)) for one in strokes if len(one) > 1]
    if not points:
        return ""
    xs, ys = zip(*(point for line in points for point in line), strict=True)
    box = (min(xs) - _PEN, min(ys) - _PEN, max(xs) - min(xs) + 2 * _PEN, max(ys) - min(ys) + 2 * _PEN)
    lines = "".join(f'<polyline points="{" ".join(f"{x},{y}" for x, y in line)}"/>' for line in points)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{" ".join(map(str, box))}" fill="none" '
        f'stroke="#000" stroke-width="{_PEN}" stroke-linecap="round" stroke-linejoin="round">{lines}</svg>'
    )
