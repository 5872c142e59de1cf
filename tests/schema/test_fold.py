"""The state of a case from its facts."""

import itertools
import random

import pytest

from schema.fold import Case, fold
from tests.tablet import GUIDE, Fact, Tablet, zhao_story
from tests.vectors.generate import fold_vectors, guide


def case_of(facts: list[Fact]) -> Case:
    case = fold(facts, {GUIDE: guide()})
    assert case is not None
    return case


def story(name: str) -> Case:
    case: Case = next(row["case"] for row in fold_vectors()["rows"] if row["name"].startswith(name))
    return case


def test_zhao_is_told_once_and_needs_two_visits() -> None:
    tablet = Tablet()
    zhao_story(tablet)
    case = case_of(tablet.facts)
    assert case["state"] == "closed"
    assert [visit["online"] for visit in case["visits"]] == [True, False]
    assert [entry["key"] for entry in case["notices"][0]["missing"]] == ["M02:husband", "M02:wife"]
    assert [pledge["status"] for pledge in case["pledges"]] == ["unverified"]
    assert case["certificates"][0]["certNo"] == "FS50011600190121A300016"
    assert case["violations"] == []


def test_order_of_arrival_does_not_matter() -> None:
    tablet = Tablet()
    zhao_story(tablet)
    right = case_of(tablet.facts)
    chance = random.Random(1)
    for _ in range(50):
        shuffled = chance.sample(tablet.facts, len(tablet.facts))
        assert case_of(shuffled) == right


def test_a_second_notice_may_not_ask_for_more() -> None:
    case = story("E23")
    assert len(case["notices"]) == 1
    assert [violation["rule"] for violation in case["violations"]] == ["R01"]


@pytest.mark.parametrize(
    ("name", "state", "rule"),
    [
        ("accepted with something missing", "draft", "R21"),
        ("notice after acceptance", "accepted", "order"),
        ("issued twice", "closed", "R39"),
        ("pledge that nobody wants", "draft", "R04"),
        ("E25", "withdrawn", "order"),
    ],
)
def test_what_is_forbidden_has_no_effect_and_is_recorded(name: str, state: str, rule: str) -> None:
    case = story(name)
    assert case["state"] == state
    assert [violation["rule"] for violation in case["violations"]] == [rule]


def test_r03_one_office_asks_another_about_a_look_up() -> None:
    case = story("asked another office")
    (found,) = case["lookups"]
    assert [inquiry["corrected"] for inquiry in found["inquiries"]] == [True]
    assert [violation["rule"] for violation in case["violations"]] == ["R03"]
    assert case["state"] == "draft"


def test_no_fact_leads_back_from_acceptance() -> None:
    tablet = Tablet()
    case = tablet.application()
    tablet.materials(case, "M01:husband", "M01:wife", "M02:husband", "M02:wife", "M03:couple")
    tablet.acceptance(case)
    accepted = list(tablet.facts)
    attempts = [
        tablet.notice(case, "M03:couple"),
        tablet.materials(case),
        tablet.visit(case, "supplement"),
        tablet.acceptance(case),
    ]
    for size in range(1, len(attempts) + 1):
        for facts in itertools.combinations(attempts, size):
            assert case_of([*accepted, *facts])["state"] == "accepted"
