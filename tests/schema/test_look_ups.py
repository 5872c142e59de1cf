"""Which look-ups a case wants, and from when on."""

import pytest

from schema.case import Case
from schema.fold import fold
from schema.look_ups import wanted_look_ups
from tests.accepted import FURTHER, ONLY, further_birth, only_child
from tests.people import OUTSIDE_WIFE
from tests.tablet import GUIDE, Fact, Tablet, zhao_story
from tests.vectors.generate import guide

ALL = ("M01:husband", "M01:wife", "M02:husband", "M02:wife", "M03:couple")
BOOK = {GUIDE: guide(), FURTHER: guide("further-birth"), ONLY: guide("only-child")}


def folded(facts: list[Fact]) -> Case:
    case = fold(facts, BOOK)
    assert case is not None
    assert case["violations"] == []
    return case


def wanted(facts: list[Fact]) -> list[str]:
    """`husband`, `wife-2`…"""
    return [one.id.rpartition(":")[2] for one in wanted_look_ups(folded(facts))]


def looked_up(case: str, tablet: Tablet, key: str, result: str) -> Fact:
    """The order, a moment after the tablet's last fact."""
    return {
        "_id": f"order:lookup:{case}:{key}",
        "type": "lookup",
        "case": case,
        "site": tablet.site,
        "at": tablet.facts[-1]["at"].replace(".000Z", ".500Z"),
        "by": "hub",
        "spouse": key.partition("-")[0],
        "result": result,
        "marital": "",
        "children": 0,
    }


@pytest.fixture
def tablet() -> Tablet:
    return Tablet()


def test_r03_the_city_spouse_of_a_birth_service_after_issue(tablet: Tablet) -> None:
    zhao_story(tablet)
    issued = next(fact for fact in tablet.facts if fact["type"] == "certificate")
    (one,) = wanted_look_ups(folded(tablet.facts))
    assert (one.spouse, one.since) == ("wife", issued["at"])


def test_c1_nothing_is_looked_up_for_a_birth_service_before_it_is_issued(tablet: Tablet) -> None:
    case = tablet.application()
    tablet.materials(case, *ALL)
    tablet.acceptance(case)
    assert wanted(tablet.facts) == []


def test_r27_both_spouses_of_a_further_birth_from_acceptance_on(tablet: Tablet) -> None:
    further_birth(tablet)
    assert wanted(tablet.facts[:-1]) == []
    both = wanted_look_ups(folded(tablet.facts))
    assert [(one.spouse, one.since) for one in both] == [
        ("husband", tablet.facts[-1]["at"]),
        ("wife", tablet.facts[-1]["at"]),
    ]


def test_r04_a_spouse_from_outside_pledges_and_is_not_looked_up(tablet: Tablet) -> None:
    further_birth(tablet, OUTSIDE_WIFE)
    assert wanted(tablet.facts) == ["husband"]


@pytest.mark.parametrize(("opinion_from", "keys"), [("committee", ["husband", "wife"]), ("employer", [])])
def test_r33_what_the_opinion_of_the_committee_may_rest_on(
    tablet: Tablet, opinion_from: str, keys: list[str]
) -> None:
    only_child(tablet, opinion_from)
    assert wanted(tablet.facts) == keys


def test_r33_nothing_once_there_is_an_opinion(tablet: Tablet) -> None:
    case = only_child(tablet)
    tablet.fact("opinion", case, basis="own-residents", of="", office="", content="")
    assert wanted(tablet.facts) == []


def test_what_was_looked_up_is_not_wanted_again(tablet: Tablet) -> None:
    case = further_birth(tablet)
    facts = [*tablet.facts, looked_up(case, tablet, "wife", "consistent")]
    assert wanted(facts) == ["husband"]


@pytest.mark.parametrize("result", ["mismatch", "no-record"])
def test_again_when_another_office_has_corrected_the_record(tablet: Tablet, result: str) -> None:
    case = further_birth(tablet)
    orders = [looked_up(case, tablet, who, result) for who in ("husband", "wife")]
    assert wanted([*tablet.facts, *orders]) == []
    tablet.inquiry(case, orders[1]["_id"], corrected=False)
    assert wanted([*tablet.facts, *orders]) == []
    corrected = tablet.inquiry(case, orders[1]["_id"])
    (second,) = wanted_look_ups(folded([*tablet.facts, *orders]))
    assert (second.id, second.since) == (f"order:lookup:{case}:wife-2", corrected["at"])
    orders.append(looked_up(case, tablet, "wife-2", result))
    assert wanted([*tablet.facts, *orders]) == []
    tablet.inquiry(case, f"order:lookup:{case}:wife-2")
    assert wanted([*tablet.facts, *orders]) == ["wife-3"]


def test_nothing_for_a_case_that_was_withdrawn(tablet: Tablet) -> None:
    case = further_birth(tablet)
    tablet.fact("withdrawal", case)
    assert wanted(tablet.facts) == []
