"""Every row of the decision table: what is asked of whom, what is the office's homework, how it ends."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from schema.rules import declared_facts, demandable_keys, homework, pledge_wanted, requirements
from tests.people import CHILD, MRS_ZHAO, OUTSIDE_WIFE, REMARRIED_HUSBAND, REMARRIED_WIFE, WIDOWER, Person
from tests.story import GUIDES
from tests.tablet import declared
from tests.vectors.couples import LOCAL_HUSBAND, OUTSIDE_HUSBAND
from tests.vectors.generate import guide

FIRST = (LOCAL_HUSBAND, MRS_ZHAO)
DIVORCED = (LOCAL_HUSBAND, REMARRIED_WIFE)
BOTH_DIVORCED = (REMARRIED_HUSBAND, REMARRIED_WIFE)
WIDOWED = (WIDOWER, MRS_ZHAO)
OUTSIDE = (OUTSIDE_HUSBAND, OUTSIDE_WIFE)
FSZ = ["M01:husband", "M01:wife", "M02:husband", "M02:wife", "M03:couple"]
PAGES = ["M15a:couple", "M15b:couple", "M15c:husband", "M15c:wife", "M15d:child-1"]
ZSZ = ["M11:husband", "M11:wife", "M12:couple", *PAGES, "M17:wife"]
OPINION = ["opinion:couple"]
DSZ = ["M11:husband", "M11:wife", "M21:couple", "M22:couple"]
PROOFS = ["status-proof:husband", "status-proof:wife"]
CHILDREN_TOO = ["children-proof:couple", *PROOFS]
ONE_CHILD: dict[str, Any] = {"same_booklet": True, "children": (CHILD,)}
SICK: dict[str, Any] = {**ONE_CHILD, "reason": "sick-child"}
EMPLOYER: dict[str, Any] = {**ONE_CHILD, "opinion_from": "employer"}


@dataclass(frozen=True)
class Row:
    """Keys asked of the couple, in any order; types of fact that do the office's homework."""

    item: str
    couple: tuple[Person, Person]
    asked: list[str]
    office: list[str]
    blocking: bool
    pledges: list[str] = field(default_factory=list)
    answers: dict[str, Any] = field(default_factory=dict)


ROWS = {
    "R21 FSZ-W-1 first marriage": Row("birth-service", FIRST, FSZ, PROOFS, False),
    "R21 FSZ-W-2 after a divorce": Row("birth-service", DIVORCED, [*FSZ, "M04:wife"], PROOFS, False),
    "R21 FSZ-W-2 both after a divorce": Row(
        "birth-service", BOTH_DIVORCED, [*FSZ, "M04:husband", "M04:wife"], PROOFS, False
    ),
    "R21 FSZ-W-1 a widower is asked for no more": Row("birth-service", WIDOWED, FSZ, PROOFS, False),
    "R04 FSZ-W-3 both from outside": Row("birth-service", OUTSIDE, FSZ, PROOFS, False, ["husband", "wife"]),
    "R03 FSZ-W-4 both of the city": Row("birth-service", FIRST, FSZ, PROOFS, False),
    "R24 R26 R28 ZSZ-1 first marriage": Row("further-birth", FIRST, ZSZ, PROOFS, True, answers=ONE_CHILD),
    "R25 ZSZ-2 after a divorce": Row(
        "further-birth",
        DIVORCED,
        [*ZSZ, "M13:wife"],
        CHILDREN_TOO,
        True,
        answers=ONE_CHILD,
    ),
    "R25 ZSZ-3 after a death": Row("further-birth", WIDOWED, ZSZ, CHILDREN_TOO, True, answers=ONE_CHILD),
    "R29 ZSZ-4 for a sick child": Row(
        "further-birth", FIRST, [*ZSZ, "M18:couple"], PROOFS, True, answers=SICK
    ),
    "R04 R27 ZSZ-1 both from outside": Row(
        "further-birth", OUTSIDE, ZSZ, PROOFS, True, ["husband", "wife"], ONE_CHILD
    ),
    "R31 R32 DSZ-1 first marriage": Row("only-child", FIRST, DSZ, OPINION, True, answers=ONE_CHILD),
    "R33 DSZ-1 an employer's opinion is the couple's own wish": Row(
        "only-child", FIRST, DSZ, OPINION, True, answers=EMPLOYER
    ),
    "R34 DSZ-2 after a divorce": Row(
        "only-child", DIVORCED, [*DSZ, "M24:wife"], OPINION, True, answers=ONE_CHILD
    ),
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_what_is_asked_and_what_the_office_does(row: Row) -> None:
    facts = declared_facts(declared(*row.couple, **row.answers))
    assert sorted(one.key for one in requirements(guide(row.item), facts)) == sorted(row.asked)
    own = homework(guide(row.item), facts)
    assert sorted(one.by for one in own) == sorted(row.office)
    assert {one.blocking for one in own} == {row.blocking}
    assert pledge_wanted(guide(row.item), facts) == row.pledges


@pytest.mark.parametrize("item", ["birth-service", "further-birth", "only-child"])
def test_r41_where_they_are_from_asks_for_no_paper_more(item: str) -> None:
    here, away = (
        requirements(guide(item), declared_facts(declared(*couple, **ONE_CHILD)))
        for couple in (FIRST, OUTSIDE)
    )
    assert here == away


NEVER = {
    "R21 FSZ": ("birth-service", {"M16", "M17", "M22", "M23", "M11"}),
    "R03 R28 ZSZ": ("further-birth", {"M14", "M16"}),
    "R31 R33 DSZ": ("only-child", {"M12", "M16", "M15d", "M23"}),
}


@pytest.mark.parametrize(("item", "codes"), NEVER.values(), ids=NEVER)
def test_what_can_never_be_demanded(item: str, codes: set[str]) -> None:
    assert not {key.partition(":")[0] for key in demandable_keys(guide(item))} & codes


def test_r03_no_proof_of_status_can_be_demanded_by_any_guide() -> None:
    demandable = {key for book in GUIDES.values() for key in demandable_keys(book)}
    assert not [key for key in demandable if key.startswith(("M14", "M16", "M23"))]


def test_r02_there_is_no_other_material() -> None:
    named = {material["code"] for book in GUIDES.values() for material in book["materials"]}
    assert {key.partition(":")[0] for book in GUIDES.values() for key in demandable_keys(book)} <= named


def test_r28_two_photographs_of_the_wife_alone() -> None:
    (photo,) = _materials("further-birth", "M17")
    assert (photo["for"], photo["count"]) == (["wife"], 2)


def test_r32_one_photograph_of_both_together() -> None:
    (photo,) = _materials("only-child", "M22")
    assert (photo["for"], photo["count"]) == (["couple"], 1)


def test_r26_each_page_is_a_paper_of_its_own_and_a_birth_certificate_does_for_the_child() -> None:
    names = {code: _materials("further-birth", code) for code in ("M15a", "M15b", "M15c", "M15d")}
    assert all(names.values())
    assert names["M15d"][0]["anyOf"] == [["child-page"], ["birth-medical-certificate"]]


@pytest.mark.parametrize(
    ("item", "code"),
    [("birth-service", "M04"), ("further-birth", "M13"), ("only-child", "M24")],
    ids=["R21 FSZ", "R25 ZSZ", "R34 DSZ"],
)
def test_divorce_is_shown_in_one_of_three_ways(item: str, code: str) -> None:
    (papers,) = _materials(item, code)
    both = ["divorce-certificate", "divorce-agreement"]
    assert papers["anyOf"] == [both, ["court-judgment"], ["mediation-statement"]]


def test_r29_an_appraisal_is_by_the_city_or_a_county() -> None:
    (appraisal,) = _materials("further-birth", "M18")
    assert appraisal["anyOf"] == [["appraisal-by-city"], ["appraisal-by-county"]]


KEEPS = {
    "R19 FSZ keeps nothing": ("birth-service", {"nothing"}),
    "R24 ZSZ keeps copies": ("further-birth", {"copies", "all", "nothing"}),
    "R35 DSZ keeps copies": ("only-child", {"copies", "all"}),
}


@pytest.mark.parametrize(("item", "kept"), KEEPS.values(), ids=KEEPS)
def test_what_is_kept(item: str, kept: set[str]) -> None:
    mine = [one for one in guide(item)["materials"] if one["obtainedBy"] == "applicant"]
    assert {one["keeps"] for one in mine} == kept
    assert all(one["copies"] == (1 if one["keeps"] == "copies" else 0) for one in mine)


HEADS = {
    "R18 FSZ on the spot": ("birth-service", 0, "none", ["on-the-spot"]),
    "R22 R23 R30 ZSZ promised": ("further-birth", 20, "township", ["pick-up", "mail"]),
    "R35 DSZ on the spot": ("only-child", 0, "none", ["on-the-spot", "pick-up", "mail"]),
}


@pytest.mark.parametrize(("item", "days", "decision", "window"), HEADS.values(), ids=HEADS)
def test_r17_r20_how_it_is_done(item: str, days: int, decision: str, window: list[str]) -> None:
    book = guide(item)
    assert (book["workingDays"], book["decision"], book["delivery"]["window"]) == (days, decision, window)
    assert [one["code"] for one in book["channels"]] == ["window", "online"]
    assert set(book["delivery"]["online"]) == {"mail", "pick-up"}


@pytest.mark.parametrize("item", ["birth-service", "further-birth", "only-child", "status-proof"])
def test_r36_every_guide_names_the_number_for_complaints(item: str) -> None:
    assert guide(item)["complaintPhone"] == "023-47292152"


def test_r04_the_status_proof_asks_a_pledge_of_those_from_outside_and_nothing_of_others() -> None:
    book = guide("status-proof")
    assert book["materials"] == []
    assert pledge_wanted(book, declared_facts(declared(LOCAL_HUSBAND, OUTSIDE_WIFE))) == ["wife"]


def _materials(item: str, code: str) -> list[dict[str, Any]]:
    return [one for one in guide(item)["materials"] if one["code"] == code]
