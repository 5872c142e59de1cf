"""The fold itself: the order of arrival, what is out of order, what leads nowhere."""

import itertools
import random

from schema.case import Case
from schema.case_effects import EFFECTS
from schema.case_guards import GUARDS
from schema.facts import catalogue
from schema.fold import case_machine, fold
from tests.story import GUIDES
from tests.tablet import Fact, Tablet, zhao_story
from tests.vectors.scenarios import told


def case_of(facts: list[Fact]) -> Case:
    case = fold(facts, GUIDES)
    assert case is not None
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


def test_a_case_whose_guide_is_not_here_is_not_told_yet() -> None:
    assert fold(told("E01 ").documents, {}) is None


def test_a_copy_stands_for_the_fact_of_another_site() -> None:
    story = told("E01b")
    copies = [{"_id": f"copy:{one['_id']}", "type": "copy", "fact": one} for one in story.documents]
    assert fold(copies, GUIDES) == story.state


def test_the_table_names_only_guards_and_types_that_exist() -> None:
    types = {*catalogue()["types"], *catalogue()["orders"]}
    assert {row["on"] for row in case_machine()} <= types
    assert {guard["name"] for row in case_machine() for guard in row["guards"]} == set(GUARDS) | {
        "homework-is-done"
    }
    assert set(EFFECTS) <= {row["on"] for row in case_machine()}


def test_order_of_arrival_does_not_matter() -> None:
    story = told("E06")
    chance = random.Random(1)
    for _ in range(50):
        shuffled = chance.sample(story.documents, len(story.documents))
        assert case_of(shuffled) == story.state


def test_r03_one_office_asks_another_about_a_look_up() -> None:
    case = told("asked another office").state
    assert [[inquiry["corrected"] for inquiry in one["inquiries"]] for one in case["lookups"]] == [[True], []]
    assert [violation["rule"] for violation in case["violations"]] == ["R03"]
    assert case["state"] == "draft"


def test_no_fact_leads_back_from_acceptance() -> None:
    story = told("two tablets accept")
    accepted = list(story.documents)
    attempts = [
        story.notice("M03:couple"),
        story.show(),
        story.fact("visit", purpose="supplement"),
        story.accept(),
        story.declare(sameBooklet=True),
    ]
    for size in range(1, len(attempts) + 1):
        for facts in itertools.combinations(attempts, size):
            assert case_of([*accepted, *facts])["state"] == "accepted"
