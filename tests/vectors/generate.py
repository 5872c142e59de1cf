"""Writes the committed vectors: `python -m tests.vectors.generate`. A test keeps them true to the code."""

import itertools
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import cbor2

from schema.calendar import due_on
from schema.canonical import canonical
from schema.continuing import said_by
from schema.couple import couple_faults
from schema.envelope import chain_hash, to_base64url
from schema.id_number import couple_key, mask_id_number, read_id_number
from schema.issued import couple_hash
from schema.logic import evaluate
from schema.numbers import case_number, certificate_number
from schema.rules import (
    copied_keys,
    declared_facts,
    demandable_keys,
    homework,
    missing,
    pledge_wanted,
    requirements,
    showable_keys,
)
from schema.sign1 import to_be_signed, write_signed
from schema.slip import read_slip, slip_payload
from schema.token import certificate_payload, cut_name, read_token
from tests.people import CHILD, JIANGJIN, MR_ZHAO, MRS_ZHAO, SICHUAN, SISTER, WIDOWER, person
from tests.story import GUIDES, shipped
from tests.tablet import DISTRICT_KEYS, Tablet, declared, zhao_story
from tests.vectors.couples import LIFTED, STRICTER
from tests.vectors.scenarios import SCENARIOS, told
from tests.vectors.sealings import sealing_vectors
from tests.vectors.verifications import verification_vectors

HERE = Path(__file__).parent
CALENDARS = Path(__file__).parents[2] / "schema" / "calendars"
REMARRIED = ("none", "divorce", "death")
Vectors = dict[str, Any]


def guide(item: str = "birth-service") -> Vectors:
    """As it is shipped."""
    return shipped(item)


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


def couple_vectors() -> Vectors:
    """`faults` are `[rule, member, detail]`."""
    nowhere, born = {**JIANGJIN, "area": "000000"}, {"name": "钱小满", "sex": "female"}
    young_wife = {**MRS_ZHAO, "idNo": "999999199508083281"}
    before_her = {**born, "bornOn": "1994-05-01"}
    before_both = {**born, "bornOn": "1988-03-12"}
    couples: list[tuple[Vectors, Vectors, list[Vectors]]] = [
        (MR_ZHAO, MRS_ZHAO, [CHILD, SISTER]),
        (MRS_ZHAO, MR_ZHAO, []),
        (MR_ZHAO, MR_ZHAO, []),
        ({**MR_ZHAO, "idNo": "999999198803121013"}, {**MRS_ZHAO, "idNo": "99999919900721142"}, [CHILD]),
        ({**MR_ZHAO, "hukou": nowhere}, {**MRS_ZHAO, "residence": {**nowhere, "area": "999999"}}, []),
        (MR_ZHAO, MRS_ZHAO, [CHILD, CHILD, {**CHILD, "name": "钱小双"}]),
        (MR_ZHAO, MRS_ZHAO, [{**born, "bornOn": "2021-06-08"}, {**born, "bornOn": "2021-06-09"}]),
        (MR_ZHAO, young_wife, [before_her]),
        ({**MR_ZHAO, "remarriedAfter": "divorce"}, young_wife, [before_her]),
        ({**MR_ZHAO, "remarriedAfter": "divorce"}, young_wife, [before_both]),
        (MR_ZHAO, {**MRS_ZHAO, "idNo": "999999202208083284"}, []),
        (WIDOWER, MRS_ZHAO, []),
    ]
    day = date(2021, 6, 8)
    rows = [
        {"couple": couple, "day": str(day), "faults": [list(fault) for fault in couple_faults(couple, day)]}
        for husband, wife, children in couples
        if (couple := declared(husband, wife, children=tuple(children)))
    ]
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
    """Every guide over every kind of couple; the papers shown change from row to row."""
    items = [_rules_of(guide) for guide in GUIDES.values()]
    return {"guides": [lists for lists, _ in items], "rows": [row for _, rows in items for row in rows]}


def _rules_of(guide: Vectors) -> tuple[Vectors, list[Vectors]]:
    asked = [question["key"] for question in guide["questions"]]
    rows = []
    couples = itertools.product(
        REMARRIED,
        REMARRIED,
        (JIANGJIN, SICHUAN),
        (True, False),
        *(
            (0, 1, 2) if "children" in asked else (0,),
            ("policy", "sick-child") if "reason" in asked else ("",),
        ),
    )
    for n, (his, hers, place, same, children, reason) in enumerate(couples):
        husband = person("甲", "999999198803121012", place, his)
        wife = person("乙", "999999199007211425", (JIANGJIN, SICHUAN)[n % 3 == 0], hers)
        answers = declared(
            husband, wife, same_booklet=same, children=(CHILD, SISTER)[:children], reason=reason
        )
        rows.append(_rule_row(guide, declared_facts(answers), n))
    lists = {"guide": guide["_id"], "demandable": sorted(demandable_keys(guide))}
    return {**lists, "showable": sorted(showable_keys(guide)), "copied": sorted(copied_keys(guide))}, rows


def _rule_row(guide: Vectors, facts: Vectors, n: int) -> Vectors:
    shown = [key for place, key in enumerate(sorted(showable_keys(guide))) if (place + n) % 7 < n % 5]
    shown = [key for key in shown if "child-" not in key or key.split("/")[0].endswith(("-1", "-2"))]
    lacking = missing([guide], facts, shown)
    return {
        "guide": guide["_id"],
        "facts": facts,
        "shown": shown,
        "asked": [one.key for one in requirements(guide, facts)],
        "missing": [[one.key, [list(parts) for parts in one.alternatives]] for one in lacking],
        "homework": [[one.key, one.by, one.blocking] for one in homework(guide, facts)],
        "pledgeWanted": pledge_wanted(guide, facts),
    }


def fold_vectors() -> Vectors:
    """`newer` are guides that no district has published; `guides` of a row are those the tablet holds."""
    stories = [(name, told(name)) for name in SCENARIOS]
    rows: list[Vectors] = [
        {"name": name, "facts": story.documents, "case": story.state, "guides": list(story.guides)}
        for name, story in stories
    ]
    rows.append({**rows[0], "name": "guide not here yet", "case": None, "guides": []})
    return {"newer": [LIFTED, STRICTER], "rows": rows}


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
        "districtKeys": {kid.hex(): to_base64url(key.point) for kid, key in DISTRICT_KEYS.items()},
        "reads": {"number": read.number, "device": read.device, "issuedOn": str(read.issued_on)},
        "names": [{"name": name, "cut": cut_name(name)} for name in names],
    }


def slip_vectors() -> Vectors:
    """`case` is what a slip tells of; `said` the members of a continuation that follow from it."""
    rows = []
    for name in ("E05b", "E06", "E09", "E24 newer guide asks for less", "carried on: there and back", "E01"):
        story = told(name)
        case, guide = story.state, story.guides[story.state["guide"]]
        payload = slip_payload(case, guide, story.now, "ABCDEFGH2345")
        slip = write_signed(payload, story.pen.credential, story.pen.key)
        said = said_by(read_slip(slip, DISTRICT_KEYS), guide)
        at = int(story.now.timestamp() * 1000)
        encoded = cbor2.dumps(payload, canonical=True).hex()
        rows.append({"case": case, "at": at, "payload": encoded, "slip": slip, "said": said})
    keys = {kid.hex(): to_base64url(key.point) for kid, key in DISTRICT_KEYS.items()}
    return {"code": "ABCDEFGH2345", "districtKeys": keys, "rows": rows}


def issued_vectors() -> Vectors:
    couples = [(MR_ZHAO, MRS_ZHAO), (MRS_ZHAO, MR_ZHAO), (WIDOWER, MRS_ZHAO)]
    salts = ["2021-06:0123456789abcdef", "2021-07:0123456789abcdef"]
    rows = [
        {
            "numbers": [one["idNo"], other["idNo"]],
            "salt": salt,
            "hash": couple_hash(salt, couple_key(one["idNo"], other["idNo"])),
        }
        for one, other in couples
        for salt in salts
    ]
    return {"rows": rows}


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
    "couples.json": couple_vectors,
    "numbers.json": number_vectors,
    "logic.json": logic_vectors,
    "rules.json": rule_vectors,
    "folds.json": fold_vectors,
    "tokens.json": token_vectors,
    "slips.json": slip_vectors,
    "issued.json": issued_vectors,
    "calendars.json": calendar_vectors,
    "verifications.json": verification_vectors,
    "sealings.json": sealing_vectors,
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
