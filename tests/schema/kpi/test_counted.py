"""What one case counts for, told as stories."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schema.kpi.counted import counted, counted_arrival
from schema.kpi.measures import MEASURES
from tests.people import ANOTHER_WIFE, JIANGJIN, OUTSIDE_WIFE, SICHUAN, person
from tests.schema import beginnings
from tests.story import DEGAN, SIPAIFANG, Story
from tests.vectors.couples import FURTHER, LOCAL_HUSBAND, OUTSIDE_HUSBAND
from tests.vectors.histories import Scribe, as_heard, history

YEAR = {"year": 2021, "daysOff": [f"2021-06-{day}" for day in (12, 13, 14)], "workdays": []}
CALENDARS = {2021: YEAR}
FIRST = "2021-06-08"


def of(story: Story) -> dict[str, dict[str, int]]:
    """By day, what the case counts for."""
    found: dict[str, dict[str, int]] = {}
    for day, measure, n in counted(story.state, story.documents, CALENDARS):
        found.setdefault(day, {})[measure] = n
    return found


def told(tell: Callable[[Story], object]) -> Story:
    story = Story(make=Scribe)
    tell(story)
    return story


def sums(story: Story) -> dict[str, int]:
    found: dict[str, int] = {}
    for _, measure, n in counted(story.state, story.documents, CALENDARS):
        found[measure] = found.get(measure, 0) + n
    return found


def visited(story: Story, **couple: Any) -> None:
    story.apply(LOCAL_HUSBAND, **couple)
    story.fact("visit")


def closed_at_once(story: Story) -> None:
    visited(story)
    story.show_all()
    story.accept()
    story.certify()
    story.fact("handover", certNo=story.last["certNo"])


def closed_at_the_second_visit(story: Story) -> None:
    visited(story)
    story.notice()
    story.on("2021-06-10")
    story.fact("visit", purpose="supplement")
    story.show_all()
    story.accept()
    story.certify()
    story.fact("handover", certNo=story.last["certNo"])


def test_a_case_that_was_only_begun_is_one_that_was_opened() -> None:
    assert of(told(beginnings.draft)) == {FIRST: {"opened": 1}}


def test_what_is_done_at_the_first_visit() -> None:
    assert of(told(closed_at_once)) == {
        FIRST: {
            "opened": 1,
            "due": 1,
            "on_time": 1,
            "due_by_law": 1,
            "on_time_by_law": 1,
            "certificates": 1,
            "closed": 1,
            "closed_visits": 1,
            "visits_1": 1,
            "once_due": 1,
            "once_closed": 1,
            "complete_at_first": 1,
            "complete_once": 1,
            "handling_0": 1,
        }
    }


def test_what_takes_a_second_visit_counts_on_the_day_of_each_step() -> None:
    days = of(told(closed_at_the_second_visit))
    assert days[FIRST] == {"opened": 1, "notified": 1, "told_once": 1}
    second = days["2021-06-10"]
    assert (second["closed_visits"], second["visits_2"], second["closed_again"]) == (2, 1, 1)
    assert second["once_due"] == 1
    assert not {"once_closed", "complete_at_first", "complete_once"} & second.keys()


def test_everything_was_there_and_the_couple_had_to_come_again() -> None:
    def tell(story: Story) -> None:
        visited(story)
        story.show_all()
        story.accept()
        story.on("2021-06-10")
        story.fact("visit", purpose="collect")
        story.certify()
        story.fact("handover", certNo=story.last["certNo"])

    total = sums(told(tell))
    assert total["complete_at_first"] == 1
    assert "complete_once" not in total
    assert total["handling_11"] == 1  # longer than an hour
    assert "on_time" not in total


def test_a_visit_after_the_end_takes_nothing_from_the_first() -> None:
    def tell(story: Story) -> None:
        closed_at_once(story)
        story.on("2021-06-20")
        story.fact("visit", purpose="collect")

    total = sums(told(tell))
    assert (total["once_closed"], total["complete_once"]) == (1, 1)


@pytest.mark.parametrize(
    ("husbands", "wifes", "is_out"),
    [
        (JIANGJIN, JIANGJIN, False),
        (SICHUAN, JIANGJIN, False),
        (SICHUAN, SICHUAN, True),
        ({**JIANGJIN, "area": SIPAIFANG[:12]}, SICHUAN, False),
        ({**JIANGJIN, "area": DEGAN[:12]}, SICHUAN, True),
    ],
)
def test_out_of_site_as_far_as_the_hukou_area_is_known(
    husbands: dict[str, str], wifes: dict[str, str], is_out: bool
) -> None:
    story = Story(make=Scribe)
    husband = person("陈刚", "999999198803121012", husbands)
    story.apply(husband, {**ANOTHER_WIFE, "hukou": wifes})
    assert ("out_of_site" in sums(story)) == is_out


def test_by_the_portal_and_by_mail() -> None:
    story = Story(make=Scribe)
    story.apply_online(LOCAL_HUSBAND)
    assert sums(story) == {"opened": 1, "opened_online": 1, "mailed": 1}


def test_a_later_notice_with_something_new_was_not_told_once() -> None:
    def tell(story: Story) -> None:
        beginnings.draft(story)
        story.notice("M01:husband")  # not all of it: without effect, and told all the same
        story.notice()

    story = told(tell)
    assert sums(story) == {"opened": 1, "notified": 1}


def test_a_notice_after_a_changed_declaration_may_name_what_is_new() -> None:
    def tell(story: Story) -> None:
        beginnings.draft(story)
        story.notice()
        change = story.declare(wife={**OUTSIDE_WIFE, "remarriedAfter": "divorce"})
        story.notice(change=change["_id"])

    story = told(tell)
    assert len(story.state["notices"]) == 2
    assert sums(story)["told_once"] == 1


@pytest.mark.parametrize(("day", "on_time"), [("2021-06-22", 1), ("2021-06-23", 0)])
def test_a_promise_is_kept_on_its_last_day(day: str, on_time: int) -> None:
    def tell(story: Story) -> None:
        story.apply(LOCAL_HUSBAND, **FURTHER)
        story.show_all()
        story.accept(9, "2021-06-22")
        for spouse in ("husband", "wife"):
            story.prove(spouse, "lookup", story.order("lookup", spouse, spouse=spouse))
        story.on(day)
        story.take("500116001000Z1")
        story.fact("decision")

    days = of(told(tell))
    assert days["2021-06-22"] == {"due": 1} | ({"on_time": 1} if on_time else {})
    assert days["2021-07-07"] == {"due_by_law": 1, "on_time_by_law": 1}


def test_the_last_day_by_law_is_not_guessed() -> None:
    story = Story(make=Scribe)
    story.apply(LOCAL_HUSBAND, **FURTHER)
    story.show_all()
    story.accept(10, "2021-06-23")
    names = {measure for _, measure, _ in counted(story.state, story.documents, {})}
    assert names == {"opened", "due"}


@pytest.mark.parametrize(("day", "due"), [("2021-06-22", 0), ("2021-06-23", 0), ("2021-06-24", 1)])
def test_what_a_couple_withdrew_is_owed_to_them_no_more(day: str, due: int) -> None:
    story = Story(make=Scribe)
    story.apply(LOCAL_HUSBAND, **FURTHER)
    story.show_all()
    story.accept(10, "2021-06-23")
    story.on(day)
    story.fact("withdrawal")
    assert sums(story).get("due", 0) == due


def test_verified_pledges() -> None:
    story = Story(make=Scribe)
    story.opened_and_accepted(OUTSIDE_HUSBAND, **FURTHER)
    story.verified_pledge("husband")
    assert (sums(story)["verified"], "verified_false" in sums(story)) == (1, False)
    story = Story(make=Scribe)
    story.opened_and_accepted(OUTSIDE_HUSBAND, **FURTHER)
    story.false_pledge()
    assert (sums(story)["verified"], sums(story)["verified_false"]) == (1, 1)


def test_a_certificate_that_was_issued_offline_and_a_later_look_up() -> None:
    story = Story(make=Scribe)
    story.take(SIPAIFANG, online=False)
    beginnings.issued(story)
    assert sums(story)["certificates_offline"] == 1
    assert "certificates_mismatched" not in sums(story)
    story.order("lookup", "wife", result="inconsistent")
    assert sums(story)["certificates_mismatched"] == 1


def test_a_bad_rating_and_what_was_answered() -> None:
    story = Story(make=Scribe)
    beginnings.closed(story)
    story.fact("rating", stars=2)
    assert "rated_bad_mended" not in sums(story)
    said = {"content": "", "receivedOn": FIRST}
    complaint = story.order("complaint", "1", source="rating", cause="attitude", **said)
    story.order("reply", "1", complaint=complaint["_id"], content="已回复", outcome="upheld")
    total = sums(story)
    assert (total["rated"], total["rated_bad"], total["rated_bad_mended"]) == (1, 1, 1)
    story.order("complaint-withdrawal", "1", complaint=complaint["_id"], content="登记有误")
    assert not sums(story).get("rated_bad_mended")


def test_only_unlawful_demands_are_attempts() -> None:
    story = told(beginnings.draft)
    for rule in ("R03", "R01"):
        story.fact("attempt", rule=rule)
    assert sums(story)["attempts"] == 1


def test_arrivals() -> None:
    at = "2021-06-08T16:30:00.000Z"  # past midnight here
    assert counted_arrival(at, "") == [("2021-06-09", "facts", 1)]
    in_time = {measure for _, measure, _ in counted_arrival(at, "2021-06-08T16:31:00.000Z")}
    assert in_time == {"facts", "facts_arrived", "lag_0"}
    late = {measure for _, measure, _ in counted_arrival(at, "2021-06-10T16:31:00.000Z")}
    assert late == {"facts", "facts_arrived", "facts_late", "lag_5"}
    ahead = {measure for _, measure, _ in counted_arrival(at, "2021-06-08T16:00:00.000Z")}
    assert "lag_0" in ahead


@settings(deadline=None)
@given(seed=st.integers(0, 2**32))
def test_every_history_counts_the_same_in_any_order(seed: int) -> None:
    chance = random.Random(seed)
    story = history(chance)
    found = counted(story.state, story.documents, CALENDARS)
    assert counted(story.state, as_heard(chance, story.documents), CALENDARS) == found
    assert all(measure in MEASURES and n > 0 for _, measure, n in found)
    whole: dict[str, int] = {}
    for _, measure, n in found:
        whole[measure] = whole.get(measure, 0) + n
    for part, of_what in (("on_time", "due"), ("told_once", "notified"), ("once_closed", "once_due")):
        assert whole.get(part, 0) <= whole.get(of_what, 0)
