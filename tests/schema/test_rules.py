"""What the guide of 生育服务证 asks, couple by couple."""

from typing import Any

import pytest

from schema.rules import (
    declared_facts,
    demandable_keys,
    homework,
    missing,
    pledge_wanted,
    requirements,
    showable_keys,
)
from tests.people import MR_ZHAO, MRS_ZHAO, OUTSIDE_WIFE, REMARRIED_WIFE, WIDOWER, Person
from tests.tablet import declared
from tests.vectors.generate import guide

BOTH_IDS = ["M01:husband", "M01:wife"]
TWO_BOOKLETS = ["M02:husband", "M02:wife"]


def facts(husband: Person, wife: Person, *, same_booklet: bool = False) -> dict[str, Any]:
    return declared_facts(declared(husband, wife, same_booklet=same_booklet))


@pytest.mark.parametrize(
    ("husband", "wife", "same_booklet", "asked"),
    [
        (MR_ZHAO, MRS_ZHAO, False, [*BOTH_IDS, *TWO_BOOKLETS, "M03:couple"]),
        (WIDOWER, MRS_ZHAO, True, [*BOTH_IDS, "M02:couple", "M03:couple"]),
        (MR_ZHAO, REMARRIED_WIFE, False, [*BOTH_IDS, *TWO_BOOKLETS, "M03:couple", "M04:wife"]),
    ],
    ids=["E01 first marriage", "E04 widower, one booklet", "E03 divorced wife"],
)
def test_the_whole_list_and_nothing_else(
    husband: Person, wife: Person, same_booklet: bool, asked: list[str]
) -> None:
    found = requirements(guide(), facts(husband, wife, same_booklet=same_booklet))
    assert [requirement.key for requirement in found] == asked


def test_where_somebody_comes_from_asks_for_no_paper_more() -> None:
    here = requirements(guide(), facts(WIDOWER, MRS_ZHAO))
    outside = requirements(guide(), facts(MR_ZHAO, OUTSIDE_WIFE))
    assert [r.key for r in here] == [r.key for r in outside]


def test_divorce_certificate_without_agreement_names_every_way_out() -> None:
    shown = [*BOTH_IDS, *TWO_BOOKLETS, "M03:couple", "M04:wife/divorce-certificate"]
    (lacking,) = missing([guide()], facts(MR_ZHAO, REMARRIED_WIFE), shown)
    assert lacking.alternatives == (("divorce-agreement",), ("court-judgment",), ("mediation-statement",))


def test_any_one_alternative_is_enough() -> None:
    shown = [*BOTH_IDS, *TWO_BOOKLETS, "M03:couple", "M04:wife/mediation-statement"]
    assert missing([guide()], facts(MR_ZHAO, REMARRIED_WIFE), shown) == []


def test_pledge_is_for_spouses_from_outside_only() -> None:
    assert pledge_wanted(guide(), facts(MR_ZHAO, MRS_ZHAO)) == ["husband"]
    assert pledge_wanted(guide(), facts(MR_ZHAO, OUTSIDE_WIFE)) == ["husband", "wife"]
    assert pledge_wanted(guide(), facts(WIDOWER, MRS_ZHAO)) == []


def test_the_status_proof_is_on_no_list() -> None:
    book = guide()
    assert {key[:3] for key in demandable_keys(book)} == {"M01", "M02", "M03", "M04"}
    assert {key[:3] for key in showable_keys(book)} == {"M01", "M02", "M03", "M04"}
    own = homework(book, facts(MR_ZHAO, MRS_ZHAO))
    assert [(one.by, one.blocking) for one in own] == [
        ("status-proof:husband", False),
        ("status-proof:wife", False),
    ]
