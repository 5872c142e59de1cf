"""A document is tried on its case before it is written."""

import pytest

from schema.proposal import rule_against
from tests.tablet import GUIDE, Fact, Tablet, zhao_story
from tests.vectors.generate import guide

GUIDES = {GUIDE: guide("birth-service")}


@pytest.mark.parametrize(
    ("type_", "members", "rule"),
    [
        ("visit", {"purpose": "collect"}, ""),
        ("rating", {"stars": 5}, ""),
        ("withdrawal", {}, ""),
        ("void", {"certNo": "FS0", "why": "other", "grounds": ""}, "R39"),
        ("abandonment", {}, "order"),
        ("decision", {"granted": True, "appraisal": "", "reason": "", "grounds": ""}, "order"),
    ],
)
def test_the_rule_it_would_break(type_: str, members: Fact, rule: str) -> None:
    tablet = Tablet()
    case = zhao_story(tablet)
    held = list(tablet.facts)
    proposed = tablet.fact(type_, case, **members)
    assert rule_against(held, GUIDES, proposed) == rule


def test_nothing_can_be_said_in_a_case_that_was_never_opened() -> None:
    tablet = Tablet()
    assert rule_against([], GUIDES, tablet.visit("500116001901A3-1")) == "order"


def test_what_was_wrong_before_is_not_held_against_it() -> None:
    tablet = Tablet()
    case = zhao_story(tablet)
    tablet.notice(case, "M02:husband", n=2)  # after the certificate: without effect
    assert rule_against(list(tablet.facts), GUIDES, tablet.visit(case, "collect")) == ""
