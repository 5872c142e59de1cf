"""The pledge of a spouse from outside, its verification, and the proof of status: by whom, in which order."""

from typing import Any

import pytest

from tests.people import OUTSIDE_WIFE
from tests.story import Story
from tests.vectors.couples import FURTHER, LOCAL_HUSBAND


@pytest.fixture
def story() -> Story:
    """He is of the city, she is not; the case is accepted."""
    made = Story()
    made.opened_and_accepted(LOCAL_HUSBAND, OUTSIDE_WIFE, **FURTHER)
    return made


def _status(story: Story) -> str:
    return str(story.state["pledges"][-1]["status"])


def _pledge(story: Story) -> str:
    return str(story.fact("pledge", spouse="wife")["_id"])


def _calls(story: Story, pledge: str, *answered: bool) -> None:
    for one in answered:
        story.fact("verification", pledge=pledge, answered=one)


def test_r04_signed_rung_up_found_consistent(story: Story) -> None:
    pledge = _pledge(story)
    assert _status(story) == "unverified"
    _calls(story, pledge, True)
    assert _status(story) == "verifying"
    story.fact("conclusion", pledge=pledge)
    assert (_status(story), story.rules_broken()) == ("consistent", [])


@pytest.mark.parametrize("method", ["phone", "letter", "other"])
def test_r04_by_phone_by_letter_or_otherwise(story: Story, method: str) -> None:
    story.fact("verification", pledge=_pledge(story), method=method)
    assert [attempt["method"] for attempt in story.state["pledges"][0]["attempts"]] == [method]


def test_r04_two_calls_in_vain_then_a_letter(story: Story) -> None:
    pledge = _pledge(story)
    _calls(story, pledge, False, False)
    story.fact("conclusion", pledge=pledge, result="unreachable")
    assert _status(story) == "unreachable"
    story.fact("verification", pledge=pledge, method="letter")
    story.fact("conclusion", pledge=pledge)
    assert (_status(story), story.rules_broken()) == ("consistent", [])


@pytest.mark.parametrize(
    ("answered", "conclusion"),
    [
        ((), {"result": "consistent"}),
        ((False,), {"result": "consistent"}),
        ((False, False), {"result": "false", "evidence": "x"}),
        ((True,), {"result": "false"}),
        ((False,), {"result": "unreachable"}),
        ((True, True), {"result": "unreachable"}),
    ],
    ids=[
        "R04 consistent though nobody was asked",
        "R04 consistent though nobody answered",
        "R04 false though nobody answered",
        "R04 false without evidence",
        "R04 unreachable after one call",
        "R04 unreachable though somebody answered",
    ],
)
def test_no_conclusion(story: Story, answered: tuple[bool, ...], conclusion: dict[str, Any]) -> None:
    pledge = _pledge(story)
    _calls(story, pledge, *answered)
    before = _status(story)
    story.fact("conclusion", pledge=pledge, **conclusion)
    assert (_status(story), story.rules_broken()) == (before, ["R04"])


def _found_false(story: Story) -> str:
    pledge = _pledge(story)
    _calls(story, pledge, True)
    return str(story.fact("conclusion", pledge=pledge, result="false", evidence="复函")["_id"])


def test_r04_false_only_when_a_second_person_says_so(story: Story) -> None:
    found = _found_false(story)
    assert _status(story) == "disputed"
    story.order("confirmation", "1", by=story.pen.clerk, conclusion=found)
    assert (_status(story), story.rules_broken()) == ("disputed", ["R04"])
    story.order("confirmation", "2", by="jijiang", conclusion=found)
    assert _status(story) == "false"


def test_r04_the_second_person_may_disagree(story: Story) -> None:
    story.order("confirmation", "1", by="jijiang", conclusion=_found_false(story), agrees=False)
    assert _status(story) == "verifying"


def test_r04_no_more_pledges_of_whom_one_was_false(story: Story) -> None:
    story.false_pledge("wife")
    story.fact("pledge", spouse="wife")
    assert (len(story.state["pledges"]), story.rules_broken()) == (1, ["R04"])


def test_r04_taken_back_before_anybody_verified_it_and_signed_anew(story: Story) -> None:
    story.fact("pledge-withdrawal", pledge=_pledge(story))
    assert _status(story) == "withdrawn"
    story.prove("wife", "pledge", story.verified_pledge("wife"))
    assert ([one["basis"] for one in story.state["proofs"]], story.rules_broken()) == (["pledge"], [])


def test_r04_not_taken_back_once_somebody_was_asked(story: Story) -> None:
    pledge = _pledge(story)
    _calls(story, pledge, True)
    story.fact("pledge-withdrawal", pledge=pledge)
    assert (_status(story), story.rules_broken()) == ("verifying", ["R04"])


def test_r04_an_honest_error_is_put_right_and_pledged_anew(story: Story) -> None:
    story.order("confirmation", "1", by="jijiang", conclusion=_found_false(story), corrected=True)
    assert _status(story) == "corrected"
    story.prove("wife", "pledge", story.verified_pledge("wife"))
    assert (len(story.state["proofs"]), story.rules_broken()) == (1, [])


def test_r04_an_honest_error_refuses_nobody_and_voids_nothing() -> None:
    story = Story()
    story.opened_and_accepted()
    number = story.certify()["certNo"]
    pledge = story.fact("pledge")["_id"]
    _calls(story, pledge, True)
    found = story.fact("conclusion", pledge=pledge, result="false", evidence="复函")["_id"]
    story.order("confirmation", "1", by="jijiang", conclusion=found, corrected=True)
    story.order("void", number, by="jijiang", certNo=number, why="false-pledge")
    assert (story.state["certificates"][0]["void"], story.rules_broken()) == ("", ["R04"])


def test_r04_a_pledge_of_somebody_distrusted_proves_nothing(story: Story) -> None:
    pledge = _pledge(story)
    story.order("distrust", pledge, pledge=pledge, of="pledge:500116002901C5:7")
    assert (_status(story), story.rules_broken()) == ("barred", ["R04"])
    _calls(story, pledge, True)
    assert _status(story) == "barred"


def test_r04_no_pledge_is_asked_of_residents_of_the_city(story: Story) -> None:
    story.fact("pledge", spouse="husband")
    assert story.rules_broken() == ["R04"]


def test_r19_an_unsigned_pledge_holds_up_no_birth_service_certificate() -> None:
    story = Story()
    story.opened_and_accepted(LOCAL_HUSBAND, OUTSIDE_WIFE)
    story.certify()
    assert (story.state["state"], story.rules_broken()) == ("issued", [])


def test_r04_proof_of_status_after_verification(story: Story) -> None:
    story.prove("wife", "pledge", story.verified_pledge("wife"))
    assert [(one["whom"], one["basis"]) for one in story.state["proofs"]] == [("wife", "pledge")]


@pytest.mark.parametrize("answered", [(), (True,)], ids=["R04 signed only", "R04 not concluded"])
def test_no_proof_on_a_pledge_alone(story: Story, answered: tuple[bool, ...]) -> None:
    pledge = story.fact("pledge", spouse="wife")
    _calls(story, pledge["_id"], *answered)
    story.prove("wife", "pledge", pledge)
    assert (story.state["proofs"], story.rules_broken()) == ([], ["R04"])


def test_r04_a_look_up_does_not_do_for_somebody_from_outside(story: Story) -> None:
    story.prove("wife", "lookup", story.order("lookup", "wife"))
    assert (story.state["proofs"], story.rules_broken()) == ([], ["R04"])


def test_r04_one_spouse_is_not_proved_by_the_other(story: Story) -> None:
    story.prove("husband", "lookup", story.order("lookup", "wife"))
    assert story.rules_broken() == ["R04"]


@pytest.mark.parametrize("result", ["mismatch", "no-record"])
def test_r03_what_does_not_fit_is_never_the_couples_task(story: Story, result: str) -> None:
    found = story.order("lookup", "husband", spouse="husband", result=result)
    story.prove("husband", "lookup", found)
    assert (story.state["state"], story.state["missing"]) == ("accepted", [])
    assert story.rules_broken() == ["R04"]


def test_r27_both_proofs_then_the_township(story: Story) -> None:
    story.prove("husband", "lookup", story.order("lookup", "husband", spouse="husband"))
    assert story.state["state"] == "accepted"
    story.prove("wife", "pledge", story.verified_pledge("wife"))
    assert (story.state["state"], story.rules_broken()) == ("in-review", [])


def test_r05_words_that_are_no_reason_are_marked(story: Story) -> None:
    pledge = _pledge(story)
    kept = story.fact("verification", pledge=pledge, content="请其回户籍地")
    assert story.state["remarks"] == [kept["_id"]]
