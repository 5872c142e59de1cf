"""What the district cannot publish, though it has the form of a guide or of a table of working days."""

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from schema.publication import calendar_fault, guide_fault
from tests.vectors.generate import guide

TODAY = date(2021, 6, 8)
HELD = [guide(item) for item in ("birth-service", "further-birth", "only-child", "status-proof")]
Change = Callable[[dict[str, Any]], None]


def next_version(item: str = "birth-service") -> dict[str, Any]:
    version = "2021-8"
    return {
        **deepcopy(guide(item)),
        "_id": f"guide:{item}:{version}",
        "version": version,
        "effectiveFrom": "2021-08-01",
    }


def _asks_for(name: str) -> Change:
    def change(law: dict[str, Any]) -> None:
        law["materials"].append({**law["materials"][0], "code": "M99", "name": {"zh": name, "en": ""}})

    return change


def _material(n: int, **members: Any) -> Change:
    return lambda law: law["materials"][n].update(members)


@pytest.mark.parametrize("item", ["birth-service", "further-birth", "only-child", "status-proof"])
def test_a_new_version_of_each_guide(item: str) -> None:
    assert guide_fault(next_version(item), HELD, TODAY) == ""


def test_r02_the_district_may_ask_for_a_new_paper_by_publishing_it() -> None:
    law = next_version()
    _asks_for("结婚照")(law)
    assert guide_fault(law, HELD, TODAY) == ""


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_material(-1, obtainedBy="applicant"), "office obtains M16 itself"),
        (_asks_for("婚育情况证明"), "office obtains M99 itself"),
        (_asks_for("户籍地婚育情况证明"), "Nobody is ever asked"),
        (_asks_for("其他材料"), "Nobody is ever asked"),
        (lambda law: law.update(effectiveFrom=TODAY.isoformat()), "effectiveFrom"),
        (lambda law: law.update(fee=50), "fee"),
        (lambda law: law.pop("complaintPhone"), "complaintPhone"),
        (lambda law: law.update(workingDays=21), "R23"),
        (lambda law: law.update(workingDays=1.5), "R23"),
        (lambda law: law.update(effectiveFrom="2021-06-07"), "effectiveFrom"),
        (lambda law: law.update(effectiveFrom="20210801"), "effectiveFrom"),
        (lambda law: law.update(effectiveFrom="soon"), "effectiveFrom"),
        (lambda law: law.update(version="2021-9"), "guide:birth-service:2021-9"),
        (lambda law: law.update(item="marriage"), "no item marriage"),
        (lambda law: law.update(decision="village"), "decision"),
        (_material(0, code=["M01"]), "No document could name"),
        (_material(0, obtainedBy="employer"), "obtainedBy"),
        (_material(0, fee=5), "fee"),
        (lambda law: law["materials"][0].pop("copies"), "copies"),
        (lambda law: law["materials"][-1].pop("doneBy"), "what does it"),
    ],
)
def test_r03_r07_r23_r45_what_no_guide_may_say(change: Change, told: str) -> None:
    law = next_version()
    change(law)
    assert told in guide_fault(law, HELD, TODAY)


@pytest.mark.parametrize(
    ("days_off", "workdays", "told"),
    [
        (["2027-01-01"], ["2027-01-03"], ""),
        ([], [], "daysOff is empty"),
        (["2027-01-01"], ["2027-01-04"], "2027-01-04 is worked anyway"),
        (["2027-01-03"], ["2027-01-03"], "both off and worked"),
    ],
)
def test_tables_of_working_days(days_off: list[str], workdays: list[str], told: str) -> None:
    fault = calendar_fault(
        [date.fromisoformat(d) for d in days_off], [date.fromisoformat(d) for d in workdays]
    )
    assert told in fault
    assert bool(fault) == bool(told)
