"""Two tablets on one case, neither knowing what the other does."""

import pytest

from tests.people import MRS_ZHAO
from tests.story import NEXT_TO_IT, SIPAIFANG, Story
from tests.vectors.couples import BOOKLETS, LOCAL_HUSBAND
from tests.vectors.scenarios import told

DIVORCED = {**MRS_ZHAO, "remarriedAfter": "divorce"}


@pytest.fixture
def story() -> Story:
    made = Story()
    made.apply(LOCAL_HUSBAND)
    return made


def test_r01_what_either_was_shown_counts(story: Story) -> None:
    story.show("M01:husband", "M01:wife", "M03:couple")
    story.take(NEXT_TO_IT, online=False)
    story.show(*BOOKLETS)
    assert story.state["missing"] == []


def test_r01_what_they_declare_otherwise_is_not_used_against_the_couple(story: Story) -> None:
    story.declare(sameBooklet=True)
    story.take(NEXT_TO_IT, online=False)
    story.declare(wife=DIVORCED)
    assert len(story.state["conflict"]) == 2
    assert story.state["wife"]["remarriedAfter"] == "none"
    assert "M04:wife" not in [one["key"] for one in story.state["missing"]]


def test_r01_a_person_who_has_seen_both_settles_it(story: Story) -> None:
    one = story.declare(sameBooklet=True)
    story.take(NEXT_TO_IT, online=False)
    other = story.declare(wife=DIVORCED)
    story.declare(one, other, wife=DIVORCED)
    assert story.state["conflict"] == []
    assert "M04:wife" in [one["key"] for one in story.state["missing"]]


def test_r01_the_same_said_twice_is_no_conflict(story: Story) -> None:
    story.declare(sameBooklet=True)
    story.take(NEXT_TO_IT, online=False)
    story.declare(sameBooklet=True)
    assert (story.state["conflict"], story.state["sameBooklet"]) == ([], True)


def test_r01_the_first_notice_stands_until_somebody_settles_it() -> None:
    case = told("E12").state
    assert [len(notice["missing"]) for notice in case["notices"]] == [2, 1]
    assert case["notices"][1]["change"]
    assert [one["rule"] for one in case["violations"]] == ["R01"]


def test_r39_two_acceptances_are_one_at_the_earlier_time(story: Story) -> None:
    story.show_all()
    story.take(NEXT_TO_IT, online=False)
    first = story.accept()
    story.take(SIPAIFANG)
    story.accept()
    assert (story.state["acceptedAt"], story.state["caseNo"]) == (first["at"], first["caseNo"])
    assert story.rules_broken() == []


def test_r46_withdrawn_after_the_certificate_is_a_wish_to_make_it_void() -> None:
    case = told("withdrawn after the certificate").state
    assert (case["state"], [one["why"] for one in case["voidRequests"]]) == ("issued", ["applicant-asks"])


def test_r46_a_certificate_after_the_withdrawal_does_not_count() -> None:
    case = told("E25").state
    assert (case["state"], case["certificates"]) == ("withdrawn", [])
    assert [one["rule"] for one in case["violations"]] == ["order"]
