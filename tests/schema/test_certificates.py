"""Sheets: spoiled, lost, void, issued anew, issued twice; the opinion an only child certificate needs."""

from typing import Any

import pytest

from tests.people import MR_ZHAO
from tests.story import DEGAN, NEXT_TO_IT, SIPAIFANG, TOWNSHIP, Story
from tests.vectors.couples import FURTHER, LOCAL_HUSBAND, ONLY
from tests.vectors.scenarios import told


@pytest.fixture
def story() -> Story:
    """One certificate, issued and not handed over."""
    made = Story()
    made.opened_and_accepted(LOCAL_HUSBAND)
    made.certify()
    return made


def _last(story: Story) -> dict[str, Any]:
    certificate: dict[str, Any] = story.state["certificates"][-1]
    return certificate


def test_r39_a_spoiled_sheet_uses_its_number_and_another_takes_its_place(story: Story) -> None:
    jammed = story.last
    story.spoil(jammed)
    assert _last(story)["void"] == "spoiled"
    again = story.certify(supersedes=jammed["certNo"])
    assert again["certNo"] != jammed["certNo"]
    assert story.rules_broken() == []


def test_r39_a_sheet_in_somebodys_hands_is_not_spoiled(story: Story) -> None:
    issued = story.last
    story.fact("handover", certNo=issued["certNo"])
    story.spoil(issued)
    assert _last(story)["void"] == ""


def test_r39_nothing_takes_the_place_of_what_is_in_force(story: Story) -> None:
    story.certify(supersedes=story.last["certNo"])
    assert (len(story.state["certificates"]), story.rules_broken()) == (1, ["R39"])


def test_r39_a_slip_of_the_pen_is_put_right_while_they_wait(story: Story) -> None:
    wrong = story.last["certNo"]
    story.fact("handover", certNo=wrong)
    story.fact("void-request", certNo=wrong, why="clerical-error")
    story.declare(husband={**LOCAL_HUSBAND, "name": "陈岗"})
    story.certify(supersedes=wrong)
    assert [one["void"] for one in story.state["certificates"]] == ["superseded", ""]
    assert (story.state["state"], story.rules_broken()) == ("issued", [])


def test_r39_what_they_want_no_more_has_no_successor_before_it_is_void(story: Story) -> None:
    issued = story.last["certNo"]
    story.fact("void-request", certNo=issued, why="applicant-asks")
    story.certify(supersedes=issued)
    assert (len(story.state["certificates"]), story.rules_broken()) == (1, ["R39"])


def test_r39_one_place_is_taken_once(story: Story) -> None:
    lost = story.last["certNo"]
    story.fact("loss", certNo=lost)
    for _ in range(2):
        story.certify(supersedes=lost)
    assert (len(story.state["certificates"]), story.rules_broken()) == (2, ["R39"])


def test_r37_lost_and_issued_again_at_another_site(story: Story) -> None:
    lost = story.last["certNo"]
    story.fact("handover", certNo=lost)
    story.take(DEGAN, online=False)
    story.fact("loss", certNo=lost)
    story.certify(supersedes=lost)
    assert [one["void"] for one in story.state["certificates"]] == ["superseded", ""]
    assert (story.state["state"], story.rules_broken()) == ("issued", [])


VOID = ["clerical-error", "duplicate", "applicant-asks", "block-stolen", "other"]


@pytest.mark.parametrize("why", VOID)
def test_r39_void_is_an_event_and_deletes_nothing(story: Story, why: str) -> None:
    number = story.last["certNo"]
    story.fact("void-request", certNo=number)
    assert _last(story)["void"] == ""
    story.order("void", number, by="jijiang", certNo=number, why=why)
    assert (_last(story)["certNo"], _last(story)["void"]) == (number, why)


def test_r04_void_for_a_false_pledge_needs_two_people() -> None:
    story = Story()
    story.opened_and_accepted(MR_ZHAO)
    number = story.certify()["certNo"]
    story.order("void", "1", by="jijiang", certNo=number, why="false-pledge")
    assert (_last(story)["void"], story.rules_broken()) == ("", ["R04"])
    story.false_pledge()
    story.order("void", "2", by="jijiang", certNo=number, why="false-pledge")
    assert _last(story)["void"] == "false-pledge"


def _void_for_a_false_pledge() -> Story:
    made = Story()
    made.opened_and_accepted(MR_ZHAO)
    number = made.certify()["certNo"]
    made.false_pledge()
    made.order("void", number, by="jijiang", certNo=number, why="false-pledge")
    return made


def test_r04_a_jammed_sheet_is_no_way_round_a_false_pledge() -> None:
    story = _void_for_a_false_pledge()
    issued = next(one for one in story.documents if one["type"] == "certificate")
    story.spoil(issued)
    story.certify(supersedes=issued["certNo"])
    assert [one["void"] for one in story.state["certificates"]] == ["false-pledge"]
    assert story.rules_broken() == ["R04"]


@pytest.mark.parametrize("supersedes", [True, False])
def test_r04_no_new_certificate_whatever_the_old_one_is_void_for(supersedes: bool) -> None:
    story = Story()
    story.opened_and_accepted(MR_ZHAO)
    number = story.certify()["certNo"]
    story.false_pledge()
    story.order("void", number, by="jijiang", certNo=number, why="clerical-error")
    story.certify(supersedes=number if supersedes else "")
    assert (len(story.state["certificates"]), story.rules_broken()) == (1, ["R04"])


def test_r04_a_false_pledge_stays_false_though_its_signer_is_distrusted() -> None:
    story = _void_for_a_false_pledge()
    pledge = story.state["pledges"][0]["id"]
    story.order("distrust", pledge, pledge=pledge, of=f"pledge:{DEGAN}:7")
    assert story.state["pledges"][0]["status"] == "false"


def test_r39_the_first_reason_to_make_it_void_stays() -> None:
    story = _void_for_a_false_pledge()
    number = story.state["certificates"][0]["certNo"]
    story.order("void", "2", by="jijiang", certNo=number, why="clerical-error")
    assert _last(story)["void"] == "false-pledge"


def _mailed(story: Story) -> str:
    story.opened_and_accepted(LOCAL_HUSBAND, **FURTHER)
    for spouse in ("husband", "wife"):
        story.prove(spouse, "lookup", story.order("lookup", spouse, spouse=spouse))
    story.take(TOWNSHIP)
    story.fact("decision")
    story.fact("delivery", method="mail")
    number = str(story.certify()["certNo"])
    story.fact("mailing", certNo=number)
    return number


def test_r30_what_the_post_tells_is_of_the_last_letter() -> None:
    story = Story()
    number = _mailed(story)
    story.fact("tracking", certNo=number, state="returned")
    story.fact("mailing", certNo=number, tracking="EMS2")
    assert [one["state"] for one in story.state["mailings"]] == ["returned", "sent"]
    story.fact("tracking", certNo=number)
    assert [one["state"] for one in story.state["mailings"]] == ["returned", "delivered"]
    assert (_last(story)["handedOver"], story.rules_broken()) == (True, [])


def test_r30_what_was_handed_over_since_the_post_does_not_take_back() -> None:
    story = Story()
    number = _mailed(story)
    story.fact("tracking", certNo=number, state="returned")
    story.fact("handover", certNo=number, method="pick-up")
    story.fact("tracking", certNo=number, state="returned")
    assert (_last(story)["handedOver"], story.rules_broken()) == (True, [])


def test_r39_a_void_sheet_is_not_handed_over(story: Story) -> None:
    number = story.last["certNo"]
    story.order("void", number, by="jijiang", certNo=number, why="other")
    story.fact("handover", certNo=number)
    assert (story.state["state"], story.rules_broken()) == ("issued", ["R39"])


def test_r39_issued_twice_is_settled_by_people(story: Story) -> None:
    first = story.last["certNo"]
    story.take(NEXT_TO_IT, online=False)
    second = story.certify()["certNo"]
    (twice,) = story.state["duplicates"]
    assert (twice["certNo"], twice["keep"]) == (second, first)
    assert [one["void"] for one in story.state["certificates"]] == ["", ""]
    story.order("void", second, by="jijiang", certNo=second, why="duplicate")
    assert story.rules_broken() == []


def test_r39_after_a_void_a_new_one_is_no_duplicate() -> None:
    case = told("E27").state
    assert (case["duplicates"], case["violations"]) == ([], [])


OPINIONS: dict[str, dict[str, str]] = {
    "R33 an employer's paper": {"basis": "employer-paper"},
    "R33 both are residents here": {"basis": "own-residents"},
    "R33 rung up": {"basis": "phone", "office": "白沙镇某村", "content": "情况属实"},
}


@pytest.mark.parametrize("opinion", OPINIONS.values(), ids=OPINIONS)
@pytest.mark.parametrize("is_online", [True, False])
def test_r35_an_opinion_and_the_certificate_at_once(opinion: dict[str, str], is_online: bool) -> None:
    story = Story()
    story.take(SIPAIFANG, online=is_online)
    story.opened_and_accepted(LOCAL_HUSBAND, **ONLY)
    story.fact("opinion", **opinion)
    story.certify()
    assert (story.state["state"], story.rules_broken()) == ("issued", [])


NO_OPINIONS: dict[str, dict[str, str]] = {
    "R33 nobody was rung up": {"basis": "phone", "office": "", "content": ""},
    "R33 no look-up stands behind it": {"basis": "lookup", "of": "order:lookup:none"},
    "R33 no pledge stands behind it": {"basis": "pledge", "of": "conclusion:500116001901A3:99"},
}


@pytest.mark.parametrize("opinion", NO_OPINIONS.values(), ids=NO_OPINIONS)
def test_no_opinion_and_no_task_for_the_couple(opinion: dict[str, str]) -> None:
    story = Story()
    story.opened_and_accepted(LOCAL_HUSBAND, **ONLY)
    story.fact("opinion", **opinion)
    assert (story.state["state"], story.state["missing"]) == ("accepted", [])
    assert story.rules_broken() == ["R33"]


def test_r33_residents_of_elsewhere_are_not_our_own() -> None:
    story = Story()
    story.opened_and_accepted(MR_ZHAO, **ONLY)
    story.fact("opinion")
    assert story.rules_broken() == ["R33"]
