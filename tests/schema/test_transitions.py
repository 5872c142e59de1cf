"""The table of a case, row by row: what leads where, and what is told on the way."""

import pytest

from tests.schema.beginnings import (
    Tell,
    abandoned,
    accepted,
    closed,
    draft,
    further,
    granted,
    in_review,
    issued,
    mailed,
    notified,
    number,
    online,
    only_child,
    sick,
)
from tests.story import DEGAN, NEXT_TO_IT, SIPAIFANG, Story
from tests.vectors.couples import FURTHER, LOCAL_HUSBAND
from tests.vectors.scenarios import told

ALLOWED: dict[str, tuple[Tell, Tell, str]] = {
    "R37 row 1 opened at any window": (draft, lambda s: None, "draft"),
    "R20 row 2 received from the portal": (online, lambda s: None, "draft"),
    "R21 row 3 papers are ticked": (draft, lambda s: s.show("M01:husband"), "draft"),
    "R01 row 3 a tick taken back": (
        draft, lambda s: (s.show("M01:husband"), s.untick("M01:husband")), "draft"
    ),
    "R01 row 4 told once": (draft, lambda s: s.notice(), "notified"),
    "R46 row 5 they come again": (notified, lambda s: s.fact("visit", purpose="supplement"), "draft"),
    "R01 row 6 told again of less": (notified, lambda s: (s.show("M03:couple"), s.notice()), "notified"),
    "R18 row 7 accepted": (draft, lambda s: (s.show_all(), s.accept()), "accepted"),
    "R27 row 8 accepted though the office has homework": (further, lambda s: None, "accepted"),
    "R27 row 9 the homework is done": (in_review, lambda s: None, "in-review"),
    "R18 row 10 no decision is waited for": (accepted, lambda s: s.certify(), "issued"),
    "R29 row 11 granted": (in_review, lambda s: s.fact("decision"), "granted"),
    "R29 row 11 granted for a sick child": (
        sick, lambda s: s.fact("decision", appraisal="eligible"), "granted"
    ),
    "R05 row 11 refused for a reason of the list": (
        in_review, lambda s: s.fact("decision", granted=False, reason="not-eligible"), "refused"
    ),
    "R22 row 12 issued after the decision": (granted, lambda s: s.certify(), "issued"),
    "R35 row 12 issued on an opinion": (
        only_child, lambda s: (s.fact("opinion"), s.certify()), "issued"
    ),
    "R35 row 13 handed over": (issued, lambda s: s.fact("handover", certNo=number(s)), "closed"),
    "R30 row 13 mailed": (mailed, lambda s: None, "closed"),
    "R30 row 13 picked up though mail was chosen": (
        granted,
        lambda s: (
            s.fact("delivery", method="mail"),
            s.fact("delivery", method="pick-up"),
            s.fact("handover", certNo=s.certify()["certNo"], method="pick-up"),
        ),
        "closed",
    ),
    "R30 row 13 handed over after the post brought it back": (
        mailed,
        lambda s: (
            s.fact("tracking", certNo=number(s), state="returned"),
            s.fact("handover", certNo=number(s), method="pick-up"),
        ),
        "closed",
    ),
    "R46 row 15 withdrawn": (accepted, lambda s: s.fact("withdrawal"), "withdrawn"),
    "R46 row 16 given up": (abandoned, lambda s: None, "abandoned"),
    "R37 row 16 come back after all": (abandoned, lambda s: s.fact("visit"), "draft"),
    "R39 row 17 a name put right": (
        closed, lambda s: s.declare(husband={**LOCAL_HUSBAND, "name": "陈岗"}), "closed"
    ),
    "R20 online sent on to another site": (
        online, lambda s: s.order("routing", "1", to="500116002901", why="silent"), "draft"
    ),
    "R01 online told once": (online, lambda s: s.notice(), "notified"),
    "R20 online more uploads": (
        online, lambda s: (s.notice(), s.order("uploads", "2")), "draft"
    ),
    "R20 online accepted": (online, lambda s: (s.show_all(), s.accept()), "accepted"),
    "R20 online mailed": (
        online,
        lambda s: (s.show_all(), s.accept(), s.fact("mailing", certNo=s.certify()["certNo"])),
        "closed",
    ),
    "R20 online picked up": (
        online,
        lambda s: (
            s.show_all(),
            s.accept(),
            s.fact("delivery"),
            s.fact("handover", certNo=s.certify()["certNo"], method="pick-up"),
        ),
        "closed",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("start", "step", "state"), ALLOWED.values(), ids=ALLOWED)
def test_leads_to(start: Tell, step: Tell, state: str) -> None:
    story = Story()
    start(story)
    step(story)
    assert (story.state["state"], story.rules_broken()) == (state, [])


@pytest.mark.parametrize("is_online", [True, False], ids=["online", "offline"])
def test_r38_the_network_is_no_input(is_online: bool) -> None:
    story = Story()
    story.take(SIPAIFANG, online=is_online)
    closed(story)
    assert (story.state["state"], story.rules_broken()) == ("closed", [])


def test_r31_of_the_only_child_certificate_copies_are_kept_and_the_last_photograph_counts() -> None:
    story = told("copies kept")
    assert (story.state["state"], story.rules_broken()) == ("accepted", [])
    first, last = (one["kept"] for one in story.documents if one["type"] == "copies")
    assert story.state["copies"] == [
        {**first[0], "site": "500116001901"},
        {**last[0], "site": "500116002901"},
    ]


def test_r19_of_the_birth_service_certificate_no_copy_is_kept() -> None:
    story = told("copies of what is never kept")
    assert (story.state["copies"], story.rules_broken()) == ([], ["R19"])


def test_r38_r37_finished_at_another_site() -> None:
    story = Story()
    notified(story)
    story.take(DEGAN, online=False)
    story.fact("visit", purpose="supplement")
    story.show_all()
    story.accept()
    story.fact("handover", certNo=story.certify()["certNo"])
    assert (story.state["state"], story.rules_broken()) == ("closed", [])
    assert [visit["site"] for visit in story.state["visits"]] == ["500116002901"]


def test_r46_every_visit_counts_wherever_and_whenever() -> None:
    story = Story()
    draft(story)
    for device in (SIPAIFANG, NEXT_TO_IT, DEGAN):
        story.take(device)
        story.fact("visit")
    story.show_all()
    story.accept()
    story.fact("visit", purpose="collect")
    assert [visit["n"] for visit in story.state["visits"]] == [1, 2, 3, 4]


def test_r20_uploads_and_the_address_go_and_the_case_stays() -> None:
    story = Story()
    online(story)
    assert story.state["uploads"]
    assert story.state["address"]
    story.order("purge")
    assert (story.state["uploads"], story.state["address"]) == ([], "")


def test_r06_an_unknown_year_is_filled_in_once() -> None:
    story = Story()
    further(story)
    assert story.state["dueOn"] == ""
    of = story.state["acceptance"]
    story.order("due", "1", of=of, dueOn="2021-07-07")
    story.order("due", "2", of=f"acceptance:{SIPAIFANG}:99", dueOn="2021-08-08")
    assert (story.state["dueOn"], story.rules_broken()) == ("2021-07-07", [])


def test_r23_a_promise_for_a_wrong_day_has_no_effect() -> None:
    story = Story()
    story.apply(LOCAL_HUSBAND, **FURTHER)
    story.show_all()
    accepted = story.accept(due_on="2021-06-08")
    story.order("due", accepted["_id"], of=accepted["_id"], dueOn="2021-07-07")
    assert (story.state["dueOn"], story.rules_broken()) == ("2021-07-07", ["R23"])
    assert story.state["violations"][0]["fact"] == accepted["_id"]


def test_r18_what_is_done_on_the_spot_is_due_that_day() -> None:
    story = Story()
    story.apply(LOCAL_HUSBAND)
    story.show_all()
    story.accept(due_on="2021-09-30")
    assert (story.state["dueOn"], story.rules_broken()) == ("2021-06-08", ["R18"])
    story.certify()
    assert story.state["state"] == "issued"


def test_r06_warnings_are_listed() -> None:
    story = Story()
    further(story)
    story.order("warning", "due-soon", kind="due-soon")
    assert [one["kind"] for one in story.state["warnings"]] == ["due-soon"]
