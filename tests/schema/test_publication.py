"""What the district cannot publish, though it has the form of a guide or of a table of working days."""

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from schema.publication import calendar_fault, corrected, guide_fault
from tests.vectors.generate import guide, shipped_calendars

TODAY = date(2021, 6, 8)
PHONE = "023-47292152"
ITEMS = ("birth-service", "further-birth", "only-child", "status-proof")
Change = Callable[[dict[str, Any]], None]


def next_version(item: str = "birth-service") -> dict[str, Any]:
    version = "2021-8"
    return {
        **deepcopy(guide(item)),
        "_id": f"guide:{item}:{version}",
        "version": version,
        "effectiveFrom": "2021-08-01",
    }


def _adds(**members: Any) -> Change:
    return lambda law: law["materials"].append({**law["materials"][0], **members})


def _material(code: str, **members: Any) -> Change:
    def change(law: dict[str, Any]) -> None:
        for material in law["materials"]:
            if material["code"] == code:
                material.update(members)

    return change


def _without(code: str) -> Change:
    def change(law: dict[str, Any]) -> None:
        law["materials"] = [one for one in law["materials"] if one["code"] != code]

    return change


@pytest.mark.parametrize("item", ITEMS)
def test_a_new_version_of_each_guide(item: str) -> None:
    assert guide_fault(next_version(item), TODAY, PHONE) == ""


@pytest.mark.parametrize("item", ITEMS)
def test_what_the_hub_is_founded_with_passes_before_its_day(item: str) -> None:
    assert guide_fault(guide(item), date(2020, 12, 31), PHONE) == ""


@pytest.mark.parametrize("year", sorted(shipped_calendars()))
def test_the_tables_that_are_shipped_pass(year: int) -> None:
    assert calendar_fault(shipped_calendars()[year]) == ""


@pytest.mark.parametrize(
    ("item", "change"),
    [
        ("birth-service", _without("M02")),
        ("further-birth", lambda law: law.update(workingDays=10)),
        ("further-birth", _material("M17", count=1)),
        ("further-birth", _material("M12", copies=0, keeps="nothing")),
        ("further-birth", _material("M13", when=False)),
        (
            "further-birth",
            _material("M15d", anyOf=[["child-page"], ["birth-medical-certificate"], ["e-card"]]),
        ),
        ("further-birth", _material("M16", blocking=False)),
        ("further-birth", lambda law: law["steps"].pop()),
    ],
)
def test_r02_the_district_may_ask_for_less(item: str, change: Change) -> None:
    law = next_version(item)
    law["parts"]["e-card"] = {"zh": "电子证照", "en": "Electronic licence"}
    change(law)
    assert guide_fault(law, TODAY, PHONE) == ""


MORE = "请另带社保证明"
ALWAYS = [
    (_material("M16", obtainedBy="applicant"), "office obtains 婚育情况证明 itself", 20),
    (_adds(code="M99", name={"zh": "结婚照", "en": ""}), "does not list M99 结婚照", 63),
    (_adds(code="M03", name={"zh": "居住证", "en": ""}), "does not list M03 居住证", 63),
    (_adds(), "M01:husband is asked", 65),
    (_material("M04", when=True), "M04:", 69),
    (_material("M04", anyOf=[["divorce-certificate", "court-judgment"]]), "M04:", 69),
    (_material("M04", anyOf=[]), "M04:", 69),
    (_material("M03", when={"!=": [{"var": "husband.province"}, "50"]}), "from", 20),
    (_material("M01", copies=1), "copies are at most 0", 73),
    (_material("M03", keeps="copies"), "at most: nothing", 73),
    (_material("M03", count=2), "1 is enough", 69),
    (_material("M16", blocking=True), "Nobody waits for status-proof:husband", 73),
    (lambda law: law.update(workingDays=1), "at most 0", 61),
    (lambda law: law.update(decision="township"), "nobody's decision", 73),
    (
        lambda law: law["questions"].append({**law["questions"][1], "key": "reason"}),
        "not asked about reason",
        20,
    ),
    (lambda law: law["pledge"].update(when=True), "pledge", 20),
    (lambda law: law["parts"]["court-judgment"].update(zh="婚育情况证明"), "court-judgment is", 63),
    (lambda law: law["parts"]["court-judgment"].update(en="Judgment and a copy"), "court-judgment is", 63),
    (_material("M01", note={"zh": MORE, "en": ""}), MORE, 20),
    (_material("M16", note={"zh": "不需要您提供。", "en": MORE}), MORE, 20),
    (lambda law: law["steps"].append({"zh": MORE, "en": ""}), MORE, 20),
    (lambda law: law["materialForm"].update(zh=MORE), MORE, 20),
    (lambda law: law["questions"][0]["options"][0].update(zh=MORE), MORE, 20),
    (lambda law: law["alias"].append(MORE), MORE, 20),
    (lambda law: law.update(basis=" "), "basis says", 20),
    (lambda law: law["pledge"].update(text=MORE), MORE, 20),
    (lambda law: law.update(complaintPhone=MORE), "023-47292152", 79),
]
ELSEWHERE = [
    ("further-birth", lambda law: law.update(workingDays=21), "at most 20", 93),
    ("further-birth", _material("M17", count=3), "2 is enough", 102),
    ("further-birth", _material("M17", **{"for": ["husband", "wife"]}), "M17:husband is asked", 102),
    ("further-birth", _material("M13", copies=1), "copies are at most 0", 98),
    ("further-birth", _material("M11", copies=2), "copies are at most 1", 97),
    ("further-birth", _material("M18", when=True), "M18:couple is asked", 104),
    ("further-birth", _material("M14", obtainedBy="applicant"), "office obtains", 98),
    ("only-child", _material("M22", count=2), "1 is enough", 126),
    ("only-child", _material("M22", **{"for": ["husband", "wife"]}), "M22:husband is asked", 126),
    ("only-child", _material("M23", obtainedBy="applicant"), "office obtains", 128),
    ("only-child", _adds(code="M12", name={"zh": "结婚证", "en": ""}), "does not list M12 结婚证", 122),
    ("only-child", lambda law: law.update(workingDays=1), "at most 0", 120),
    ("only-child", _material("M23", doneBy="magic"), "Nobody waits for magic:couple", 128),
]


def test_all_that_is_wrong_is_told_at_once_and_each_of_it_once() -> None:
    law = next_version("further-birth")
    law.update(workingDays=21, effectiveFrom="2021-06-08")
    _material("M18", when=True)(law)
    faults = guide_fault(law, TODAY, PHONE).split("\n")
    assert [fault.split(" is ")[0] for fault in faults] == ["effectiveFrom", "workingDays", "M18:couple"]
    law.update(workingDays="21", version=8)
    assert [fault.split(":")[0] for fault in guide_fault(law, TODAY, PHONE).split("\n")] == [
        "version",
        "workingDays",
    ]


@pytest.mark.parametrize(
    ("item", "change", "told", "line"), [*(("birth-service", *row) for row in ALWAYS), *ELSEWHERE]
)
def test_r02_r03_r19_r23_r33_r36_no_guide_goes_beyond_the_notice(
    item: str, change: Change, told: str, line: int
) -> None:
    law = next_version(item)
    change(law)
    fault = guide_fault(law, TODAY, PHONE)
    assert told in fault
    assert f"line {line})" in fault


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda law: law.update(effectiveFrom=TODAY.isoformat()), "effectiveFrom"),
        (lambda law: law.update(fee=50), "fee"),
        (lambda law: law.pop("complaintPhone"), "complaintPhone"),
        (lambda law: law.update(workingDays=1.5), "workingDays"),
        (lambda law: law.update(effectiveFrom="2021-06-07"), "effectiveFrom"),
        (lambda law: law.update(effectiveFrom="20210801"), "effectiveFrom"),
        (lambda law: law.update(effectiveFrom="soon"), "effectiveFrom"),
        (lambda law: law.update(version="2021-9"), "guide:birth-service:2021-9"),
        (lambda law: law.update(item="marriage"), "item"),
        (lambda law: law.update(decision="village"), "decision"),
        (lambda law: law["materials"][0].update(code=["M01"]), "materials.0.code"),
        (_material("M01", obtainedBy="employer"), "obtainedBy"),
        (_material("M01", fee=5), "fee"),
        (_material("M03", when={"unknown": 1}), "No case could be judged"),
        (_material("M04", anyOf=[["Part/One"]]), "Part/One has no name"),
        (lambda law: law["materials"][0].pop("copies"), "copies"),
        (lambda law: law["materials"][-1].pop("doneBy"), "what does it"),
    ],
)
def test_r45_what_has_not_the_form_of_a_guide(change: Change, told: str) -> None:
    law = next_version()
    change(law)
    assert told in guide_fault(law, TODAY, PHONE)


def test_r36_another_district_has_its_own_number_and_its_own_notice() -> None:
    law = {**next_version(), "complaintPhone": "023-40000000", "basis": "璧卫发〔2022〕3号"}
    assert guide_fault(law, TODAY, "023-40000000") == ""
    assert "023-47292152" in guide_fault(law, TODAY, PHONE)


def _table(days_off: list[str], workdays: list[str], **members: Any) -> dict[str, Any]:
    said = {"basis": "合成", "daysOff": days_off, "workdays": workdays}
    return {"_id": "calendar:2027", "type": "calendar", "v": 1, "year": 2027, **said, **members}


@pytest.mark.parametrize(
    ("days_off", "workdays", "told"),
    [
        (["2027-01-01"], ["2027-01-03"], ""),
        ([], [], "daysOff is empty"),
        (["2027-01-01"], ["2027-01-04"], "2027-01-04 is worked anyway"),
        (["2027-01-03"], ["2027-01-03"], "both off and worked"),
        (["2026-12-31"], [], "no day of 2027"),
        (["2027-02-30"], [], "no day of 2027"),
    ],
)
def test_tables_of_working_days(days_off: list[str], workdays: list[str], told: str) -> None:
    fault = calendar_fault(_table(days_off, workdays))
    assert told in fault
    assert bool(fault) == bool(told)


def test_a_correction_says_why_and_what_was_said_before() -> None:
    held, other = _table(["2027-01-01"], []), _table(["2027-05-01"], [])
    mended = corrected(held, other, at="2027-04-01T01:00:00.000Z", reason="国务院调整")
    again = corrected(mended, held, at="2027-04-02T01:00:00.000Z", reason="误改")
    assert mended["daysOff"] == ["2027-05-01"]
    assert calendar_fault(mended, held) == calendar_fault(again, mended) == ""
    assert [one["daysOff"] for one in again["corrections"]] == [["2027-01-01"], ["2027-05-01"]]
    assert "says why" in calendar_fault(other, held)
    assert "says why" in calendar_fault({**again, "corrections": again["corrections"][1:]}, mended)
    assert "reason" in calendar_fault(
        {**mended, "corrections": [{**mended["corrections"][0], "reason": ""}]}, held
    )
    assert "nothing to correct" in calendar_fault(mended)
