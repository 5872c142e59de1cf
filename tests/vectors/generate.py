"""Writes the committed vectors: `python -m tests.vectors.generate`. A test keeps them true to the code."""

import itertools
import json
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import cbor2

from schema.calendar import due_on
from schema.canonical import canonical
from schema.envelope import chain_hash, to_base64url
from schema.facts import order_id
from schema.fold import fold
from schema.id_number import mask_id_number, read_id_number
from schema.logic import evaluate
from schema.numbers import case_number, certificate_number
from schema.rules import (
    declared_facts,
    demandable_keys,
    missing,
    pledge_wanted,
    requirements,
    showable_keys,
)
from schema.token import certificate_payload, cut_name, read_token, to_be_signed
from tests.people import JIANGJIN, MR_ZHAO, MRS_ZHAO, REMARRIED_WIFE, SICHUAN, WIDOWER, person
from tests.tablet import DISTRICT_KEYS, GUIDE, Tablet, declared, zhao_story

HERE = Path(__file__).parent
GUIDES = Path(__file__).parents[2] / "schema" / "guides"
CALENDARS = Path(__file__).parents[2] / "schema" / "calendars"
Vectors = dict[str, Any]


def guide(item: str = "birth-service") -> dict[str, Any]:
    document: dict[str, Any] = json.loads((GUIDES / f"{item}.json").read_text(encoding="utf-8"))
    return document


def shipped_calendars() -> dict[int, dict[str, Any]]:
    """By year."""
    documents = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(CALENDARS.glob("*.json"))]
    return {document["year"]: document for document in documents}


def canonical_vectors() -> Vectors:
    tablet = Tablet()
    zhao_story(tablet)
    plain = [
        {"b": 1, "a": "赵", "_rev": "1-x"},
        {"z": [], "y": {}, "x": True, "emoji": "🐟", "é": '\u0001\n"'},
        {"big": 2**53 - 1, "small": -(2**53) + 1, "list": [3, "2", False, {"b": 0, "a": 0}]},
    ]
    documents = [*plain, *tablet.facts]
    rows = [{"document": d, "canonical": canonical(d).decode(), "hash": chain_hash(d)} for d in documents]
    refused = ['{"a":1.5}', '{"a":null}', '{"a":9007199254740992}', '{"a":[{"b":null}]}', '{"a":1e3}']
    return {"publicKey": tablet.public_key, "signed": tablet.facts, "rows": rows, "refusedJson": refused[:4]}


def id_number_vectors() -> Vectors:
    people = ["999999198803121012", "999999199007211425", "99999919850101203X", "999999198706052246"]
    faulty = ["", "99999919880312101", "999999880312101", "99999919880312101x", "999999198813121012"]
    wrong = ["999999198803121013", "99999919880230101X", "１９９９９９198803121012", "11010519491231002X"]
    rows = []
    for text in [*people, *faulty, *wrong, "999999201809013068", "440524188001010014"]:
        read = read_id_number(text)
        rows.append(
            {
                "text": text,
                "fault": read.fault,
                "born": read.born,
                "sex": read.sex,
                "masked": mask_id_number(text),
            }
        )
    return {"rows": rows}


def number_vectors() -> Vectors:
    devices = ("500116001901A3", "500116002901Z9", "500116001000Z1")
    days = (date(2021, 6, 14), date(2026, 11, 23))
    certificates: list[dict[str, Any]] = [
        {"item": "birth-service", "device": device, "day": str(day), "serial": serial, "number": number}
        for device, day, serial in itertools.product(devices, days, (1, 2, 200, 9999))
        if (number := certificate_number("birth-service", device, day, serial))
    ]
    cases = [
        {
            "item": "birth-service",
            "device": device,
            "day": str(day),
            "serial": serial,
            "number": case_number("birth-service", device, day, serial),
        }
        for device, day, serial in itertools.product(devices, days, (1, 999))
    ]
    bad = [
        certificates[0]["number"][:-1] + "0",
        "FS50011600190121A3000",
        "XX50011600190121A300016",
        certificates[0]["number"].lower(),
    ]
    return {"certificates": certificates, "cases": cases, "bad": bad}


def logic_vectors() -> Vectors:
    data = {"a": 1, "t": True, "name": "赵", "list": [1, "x", True], "people": [{"age": 3}, {"age": 9}]}
    rules: list[Any] = [
        True, "text", {"var": "a"}, {"var": ""}, {"var": "people.age"}, {"var": "no.where"},
        {"==": [{"var": "a"}, 1]}, {"==": [{"var": "a"}, "1"]}, {"==": [{"var": "t"}, 1]},
        {"!=": [{"var": "a"}, True]}, {"in": ["x", {"var": "list"}]}, {"in": [1, {"var": "name"}]},
        {"in": [True, {"var": "list"}]}, {"and": [True, {"==": [1, 1]}]}, {"and": [True, 1]},
        {"or": [False, {"var": "t"}]}, {"or": []}, {"and": []}, {"!": [{"var": "t"}]}, {"!": ["text"]},
        {"some": [{"var": "people"}, {"==": [{"var": "age"}, 9]}]},
        {"all": [{"var": "people"}, {"==": [{"var": "age"}, 9]}]},
        {"==": [{"var": "list"}, [1, "x", True]]}, {"==": [{"var": "list"}, [True, "x", True]]},
        {"==": [{"var": "people"}, {"var": "people"}]}, {"==": [{"var": "people"}, []]},
        {"!=": [[1], [True]]}, {"in": [[1], [[True], [1]]]},
        {"all": [{"var": "nothing"}, False]}, {"some": [{"var": "list"}, {"==": [{"var": ""}, "x"]}]},
    ]  # fmt: skip
    rows = [{"rule": rule, "value": evaluate(rule, data)} for rule in rules]
    bad = [
        {"+": [1, 2]},
        1.5,
        {"==": [{"var": "a"}, 0.5]},
        {"==": [1]},
        {"==": 1},
        {"var": 1},
        {"==": [1, 1], "!": [True]},
        {},
    ]
    return {"data": data, "rows": rows, "bad": bad}


def rule_vectors() -> Vectors:
    book = guide()
    rows = []
    for his, hers, place, same in itertools.product(
        ("none", "divorce", "death"), ("none", "divorce", "death"), (JIANGJIN, SICHUAN), (True, False)
    ):
        husband = person("甲", "999999198803121012", place, his)
        wife = person("乙", "999999199007211425", JIANGJIN, hers)
        facts = declared_facts(declared(husband, wife, same_booklet=same))
        for shown in _some_shown():
            rows.append(
                {
                    "facts": facts,
                    "shown": shown,
                    "requirements": [_requirement(r) for r in requirements(book, facts)],
                    "missing": [_requirement(r) for r in missing([book], facts, shown)],
                    "pledgeWanted": pledge_wanted(book, facts),
                }
            )
    return {
        "demandable": sorted(demandable_keys(book)),
        "showable": sorted(showable_keys(book)),
        "rows": rows,
    }


def _some_shown() -> Iterable[list[str]]:
    yield []
    yield ["M01:husband", "M03:couple", "M02:couple"]
    yield ["M01:husband", "M01:wife", "M02:husband", "M02:wife", "M03:couple"]
    yield ["M04:wife/divorce-certificate", "M04:husband/court-judgment"]
    yield ["M04:wife/divorce-certificate", "M04:wife/divorce-agreement", "M02:couple"]


def _requirement(requirement: Any) -> dict[str, Any]:
    return {
        "key": requirement.key,
        "code": requirement.code,
        "whom": requirement.whom,
        "alternatives": [list(parts) for parts in requirement.alternatives],
    }


def fold_vectors() -> Vectors:
    stories: dict[str, Callable[[Tablet], object]] = {
        "E01 told once, issued offline": zhao_story,
        "E02 one visit, all there": _e02,
        "E03 divorce certificate without the agreement": _e03,
        "E04 widower": _e04,
        "E05b wife's papers missing": _e05b,
        "E23 second notice with a new item": _e23,
        "E25 withdrawn after acceptance": _e25,
        "accepted with something missing": _accepted_too_early,
        "notice after acceptance": _notice_after_acceptance,
        "issued twice": _issued_twice,
        "pledge that nobody wants": _unwanted_pledge,
        "asked another office about a look-up": _inquired,
        "nothing but a visit": lambda tablet: tablet.visit(f"{tablet.device}-1"),
    }
    rows = []
    for name, story in stories.items():
        tablet = Tablet()
        story(tablet)
        state = fold(tablet.facts, {GUIDE: guide()})
        rows.append({"name": name, "facts": tablet.facts, "case": state, "guides": [GUIDE]})
    rows.append({"name": "guide not here yet", "facts": rows[0]["facts"], "case": None, "guides": []})
    return {"rows": rows}


ALL = ("M01:husband", "M01:wife", "M02:husband", "M02:wife", "M03:couple")


def _e02(tablet: Tablet) -> None:
    case = tablet.application()
    tablet.visit(case)
    tablet.materials(case, *ALL)
    tablet.acceptance(case)
    certificate = tablet.certificate(case)
    tablet.printing(case, "certificate", certificate)
    tablet.handover(case, certificate["certNo"])


def _e03(tablet: Tablet) -> None:
    case = tablet.application(MR_ZHAO, REMARRIED_WIFE)
    tablet.visit(case)
    tablet.materials(case, *ALL, "M04:wife/divorce-certificate")
    tablet.notice(case, "M04:wife")
    tablet.visit(case, "supplement")
    tablet.materials(case, "M04:wife/court-judgment")
    tablet.acceptance(case)


def _e04(tablet: Tablet) -> None:
    case = tablet.application(WIDOWER, MRS_ZHAO, same_booklet=True)
    tablet.materials(case, "M01:husband", "M01:wife", "M02:couple", "M03:couple")
    tablet.acceptance(case)
    tablet.certificate(case, WIDOWER, MRS_ZHAO)


def _e05b(tablet: Tablet) -> None:
    case = tablet.application()
    tablet.materials(case, "M01:husband", "M02:husband", "M03:couple")
    tablet.notice(case, "M01:wife", "M02:wife")


def _e23(tablet: Tablet) -> None:
    case = tablet.application()
    tablet.materials(case, "M01:husband", "M01:wife", "M02:husband", "M03:couple")
    tablet.notice(case, "M02:wife")
    tablet.notice(case, "M02:wife", "M03:couple", n=2)


def _e25(tablet: Tablet) -> None:
    case = tablet.application()
    tablet.materials(case, *ALL)
    tablet.acceptance(case)
    tablet.fact("withdrawal", case)
    tablet.certificate(case)


def _accepted_too_early(tablet: Tablet) -> None:
    case = tablet.application()
    tablet.materials(case, "M01:husband")
    tablet.acceptance(case)


def _notice_after_acceptance(tablet: Tablet) -> None:
    case = tablet.application()
    tablet.materials(case, *ALL)
    tablet.acceptance(case)
    tablet.notice(case, "M03:couple")


def _issued_twice(tablet: Tablet) -> None:
    _e02(tablet)
    tablet.certificate(f"{tablet.device}-1")


def _unwanted_pledge(tablet: Tablet) -> None:
    tablet.pledge(tablet.application(), "wife")


def _inquired(tablet: Tablet) -> None:
    """The second inquiry is about a look-up that nobody made."""
    case = tablet.application()
    found, at = order_id("lookup", case, "wife"), tablet.facts[-1]["at"].replace(".000Z", ".500Z")
    tablet.inquiry(case, found)
    tablet.inquiry(case, order_id("lookup", case, "husband"), corrected=False)
    envelope = {"_id": found, "v": 1, "case": case, "site": tablet.site, "at": at, "by": "hub"}
    members = {"spouse": "wife", "result": "mismatch", "marital": "divorced", "children": 0}
    tablet.facts.append({"type": "lookup", **envelope, **members})


def token_vectors() -> Vectors:
    tablet = Tablet()
    zhao_story(tablet)
    fact = next(fact for fact in tablet.facts if fact["type"] == "certificate")
    payload = cbor2.dumps(certificate_payload(fact), canonical=True)
    header = cbor2.dumps({1: -7, -65537: tablet.credential}, canonical=True)
    read = read_token(fact["token"], DISTRICT_KEYS)
    names = ["赵明", "阿卜杜热合曼·买买提吐尔逊·艾合买提江", "A" * 41, "🐟" * 11]
    return {
        "fact": fact,
        "credential": to_base64url(tablet.credential),
        "payload": payload.hex(),
        "header": header.hex(),
        "toBeSigned": to_be_signed(header, payload).hex(),
        "districtKeys": {kid.hex(): to_base64url(key) for kid, key in DISTRICT_KEYS.items()},
        "reads": {"number": read.number, "device": read.device, "issuedOn": str(read.issued_on)},
        "names": [{"name": name, "cut": cut_name(name)} for name in names],
    }


def calendar_vectors() -> Vectors:
    calendars = shipped_calendars()
    rows = [
        {"accepted": str(day), "workingDays": limit, "dueOn": due_on(calendars, day, limit)}
        for year in (*calendars, max(calendars) + 1)
        for day in (
            date(year, 1, 4),
            date(year, 2, 9),
            date(year, 4, 29),
            date(year, 6, 11),
            date(year, 9, 28),
            date(year, 12, 8),
        )
        for limit in (0, 1, 10, 20)
    ]
    return {"calendars": list(calendars.values()), "rows": rows}


FILES: dict[str, Callable[[], Vectors]] = {
    "canonical.json": canonical_vectors,
    "id_numbers.json": id_number_vectors,
    "numbers.json": number_vectors,
    "logic.json": logic_vectors,
    "rules.json": rule_vectors,
    "folds.json": fold_vectors,
    "tokens.json": token_vectors,
    "calendars.json": calendar_vectors,
}


def as_text(vectors: Vectors) -> str:
    """One row a line, so that a change of a vector is a line in a diff."""
    members = []
    for name, value in vectors.items():
        if isinstance(value, list):
            rows = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in value)
            members.append(f"{json.dumps(name)}: [\n{rows}\n]")
        else:
            members.append(f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n" + ",\n".join(members) + "\n}\n"


if __name__ == "__main__":
    for file, make in FILES.items():
        (HERE / file).write_text(as_text(make()), encoding="utf-8")
