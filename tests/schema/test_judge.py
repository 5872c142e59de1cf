"""What the gate says of one document: the bad input a hub must expect, each with its own answer."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from schema.envelope import signed_fact
from schema.judge import Arrival, Holdings, Outcome, judge
from schema.orders import signed_order
from schema.refusals import SENTENCES
from schema.sign1 import issue_credential
from schema.token import write_token
from tests.people import CHILD, MR_ZHAO, MRS_ZHAO, OUTSIDE_WIFE
from tests.story import GUIDES
from tests.tablet import DISTRICT_KEY, DISTRICT_KEYS, GUIDE, Fact, Tablet, key_from, known, point, zhao_story

SITE = "500116001901"


def holdings(tablet: Tablet) -> Holdings:
    return Holdings(
        devices={tablet.device: {"site": tablet.site, "publicKey": tablet.public_key}},
        guides=GUIDES,
        blocks={tablet.block()["_id"]: tablet.block()},
        people={"sipaifang-1": "clerk"},
        district_keys=DISTRICT_KEYS,
    )


def arrival(fact: Fact) -> Arrival:
    return Arrival(fact, f"site-{SITE}", "1-a")


def changed(tablet: Tablet, fact: Fact, **members: Any) -> Fact:
    """The fact with other members, signed again by its own tablet."""
    body = {name: value for name, value in {**fact, **members}.items() if name not in ("_id", "sig")}
    return signed_fact(body, tablet.key)


def find(tablet: Tablet, type_: str) -> Fact:
    return next(fact for fact in tablet.facts if fact["type"] == type_)


def test_every_fact_of_the_story_is_accepted() -> None:
    tablet = Tablet()
    zhao_story(tablet)
    verdicts = [judge(arrival(fact), holdings(tablet)) for fact in tablet.facts]
    assert {verdict.outcome for verdict in verdicts} == {Outcome.ACCEPTED}


def _order(**members: Any) -> Fact:
    order = {
        "_id": f"order:decision:{SITE}A3-1",
        "type": "decision",
        "v": 1,
        "case": f"{SITE}A3-1",
        "site": SITE,
        "at": "2021-06-08T01:00:00.000Z",
        "by": "jijiang",
        "granted": True,
        "appraisal": "",
        "reason": "",
        "grounds": "",
    }
    return signed_order({**order, **members}, DISTRICT_KEY)


@pytest.mark.parametrize(
    ("order", "how", "rule"),
    [
        (_order(), {}, ""),
        (_order(grounds=1), {}, "shape"),
        (_order(), {"database": "site-500116002901"}, "other-site"),
        (_order(), {"others": frozenset({"1-b"})}, "write-once"),
        (_order(), {"deleted": True}, "write-once"),
        (_order(), {"has_attachments": True}, "R19"),
        (_order(at="2020-12-31T01:00:00.000Z"), {}, "hub-only"),
        ({**_order(), "granted": False}, {}, "hub-only"),
        ({**_order(), "_id": f"order:decision:{SITE}A3-1:2"}, {}, "hub-only"),
        ({"_id": "order:decision", "type": ["x"], "kid": 1, "sig": None}, {}, "hub-only"),
    ],
)
def test_an_order_is_the_districts_whoever_brings_it(order: Fact, how: dict[str, Any], rule: str) -> None:
    verdict = judge(replace(arrival(order), **how), holdings(Tablet()))
    assert verdict.rule == rule


def _signed_over_other_names(tablet: Tablet) -> Fact:
    """The paper would show one couple, the fact another."""
    fact = find(tablet, "certificate")
    lie = {**fact, "husband": {**MR_ZHAO, "name": "冒名者"}}
    return changed(tablet, fact, token=write_token(lie, tablet.credential, tablet.key))


def _in_another_year(tablet: Tablet) -> Fact:
    tablet.now = tablet.now.replace(year=2026)
    return Tablet.certificate(tablet, "500116001901A3-1", serial=6)


def _carried_on(tablet: Tablet, **changed_members: Any) -> Fact:
    fact = tablet.carry_on(tablet.slip("500116001901A3-1"))
    return changed(tablet, fact, **changed_members)


def _by_a_slip(tablet: Tablet, make: Callable[[Tablet], str]) -> Fact:
    """All that the good slip says, with another in its place."""
    fact = tablet.carry_on(tablet.slip("500116001901A3-1"))
    return changed(tablet, fact, slip=make(tablet))


def _of_another_district(tablet: Tablet) -> str:
    other = key_from(999999)
    days = (date(2021, 1, 1), date(2023, 1, 1))
    tablet.credential = issue_credential(other, tablet.device, point(tablet.key), *days)
    return tablet.slip("500116001901A3-1")


def _slip_past_the_credential(tablet: Tablet) -> str:
    tablet.now = tablet.now.replace(year=2026)
    return tablet.slip("500116001901A3-1")


def _forged_slip(tablet: Tablet) -> str:
    """By a key that the district's word inside is not for."""
    forger = Tablet(secret=9)
    forger.facts, forger.credential, forger.now = tablet.facts, tablet.credential, tablet.now
    return forger.slip("500116001901A3-1")


def _void(tablet: Tablet) -> Fact:
    number = find(tablet, "certificate")["certNo"]
    return tablet.fact("void", "500116001901A3-1", certNo=number, why="other", grounds="")


def _with_children(tablet: Tablet, *children: Fact) -> Fact:
    further = GUIDE.replace("birth-service", "further-birth")
    tablet.application(guide=further, children=children, reason="policy")
    return tablet.facts[-1]


def _publicity(tablet: Tablet, day: str) -> Fact:
    return tablet.fact("publicity", "", kind="board", guide=GUIDE, place="大厅", doneOn=day)


NOWHERE = {"area": "000000", "address": "某省"}
OLD_CHILD = {**CHILD, "bornOn": "1970-01-01"}
Change = Callable[[Tablet], Fact]
REFUSED: list[tuple[str, str, Change]] = [
    ("no type at all", "unknown-type", lambda t: {"_id": find(t, "visit")["_id"], "x": 1}),
    ("a type nobody knows", "unknown-type", lambda t: {**find(t, "visit"), "type": "rumour"}),
    ("a document the hub alone writes", "hub-only", lambda t: t.block()),
    ("a member too many", "shape", lambda t: changed(t, find(t, "visit"), photo="x")),
    ("a float", "shape", lambda t: changed(t, find(t, "visit"), purpose=1)),
    (
        "an id that is not its own",
        "identity",
        lambda t: {**find(t, "visit"), "_id": f"visit:{t.device}:99"},
    ),
    ("another site's fact", "other-site", lambda t: changed(t, find(t, "visit"), site="500116002901")),
    (
        "a device nobody enrolled",
        "unknown-device",
        lambda t: Tablet(f"{SITE}Q7").visit(f"{SITE}Q7-1"),
    ),
    ("a clerk nobody knows", "unknown-clerk", lambda t: changed(t, find(t, "visit"), clerk="ghost")),
    ("a word changed after signing", "signature", lambda t: {**find(t, "visit"), "online": False}),
    (
        "a demand outside the guide",
        "R02",
        lambda t: changed(t, find(t, "notice"), missing=[{"key": "M16:wife", "reason": "not-brought"}]),
    ),
    (
        "a paper outside the guide ticked",
        "R02",
        lambda t: changed(t, find(t, "materials"), shown=["M17:wife"]),
    ),
    (
        "a photograph of what is never kept",
        "R19",
        lambda t: t.fact(
            "copies",
            find(t, "materials")["case"],
            guide=find(t, "materials")["guide"],
            kept=[{"key": "M01:wife", "paper": "A" * 43}],
        ),
    ),
    (
        "a wrong identity number",
        "id-number",
        lambda t: changed(t, find(t, "application"), husband={**MR_ZHAO, "idNo": "999999198803121013"}),
    ),
    (
        "one person as both spouses",
        "same-person",
        lambda t: changed(t, find(t, "application"), wife={**MRS_ZHAO, "idNo": MR_ZHAO["idNo"]}),
    ),
    (
        "husband and wife in each other's place",
        "sex",
        lambda t: changed(t, find(t, "application"), husband=MRS_ZHAO, wife=MR_ZHAO),
    ),
    (
        "a hukou in no province",
        "area",
        lambda t: changed(t, find(t, "application"), wife={**MRS_ZHAO, "hukou": NOWHERE}),
    ),
    ("a child not born yet", "born-later", lambda t: _with_children(t, {**CHILD, "bornOn": "2021-06-15"})),
    ("a child older than its parents", "older-than-parent", lambda t: _with_children(t, OLD_CHILD)),
    ("one child twice", "same-child", lambda t: _with_children(t, CHILD, CHILD)),
    ("R08 publicity on a day to come", "day-to-come", lambda t: _publicity(t, "2021-06-15")),
    (
        "an application under another case",
        "case",
        lambda t: changed(t, find(t, "application"), case="500116001901A3-7"),
    ),
    (
        "a case number of another tablet",
        "number",
        lambda t: changed(t, find(t, "acceptance"), caseNo=Tablet(f"{SITE}B2").acceptance("x")["caseNo"]),
    ),
    (
        "a number outside the block",
        "outside-block",
        lambda t: Tablet.certificate(t, "500116001901A3-1", serial=201),
    ),
    (
        "a token for another certificate",
        "token",
        lambda t: changed(t, find(t, "certificate"), token=Tablet.certificate(t, "x", serial=5)["token"]),
    ),
    ("a day after the credential's last", "expired-credential", lambda t: _in_another_year(t)),
    ("a token with other names", "token", lambda t: _signed_over_other_names(t)),
    ("a time that never was", "shape", lambda t: changed(t, find(t, "visit"), at="2021-99-99T01:00:02.000Z")),
    (
        "a day that never was",
        "shape",
        lambda t: changed(t, find(t, "certificate"), issuedOn="2021-02-30"),
    ),
    ("a slip that was cut off", "slip", lambda t: _by_a_slip(t, lambda t: t.slip("500116001901A3-1")[:-20])),
    (
        "a certificate's token for a slip",
        "slip",
        lambda t: _by_a_slip(t, lambda t: find(t, "certificate")["token"]),
    ),
    ("a slip of another district", "slip", lambda t: _by_a_slip(t, _of_another_district)),
    (
        "a slip printed after the credential's last day",
        "slip",
        lambda t: _by_a_slip(t, _slip_past_the_credential),
    ),
    ("a slip signed by somebody else", "slip", lambda t: _by_a_slip(t, _forged_slip)),
    ("more shown than its slip says", "slip", lambda t: _carried_on(t, shown=["M02:couple"])),
    ("a fence that its slip does not lead to", "slip", lambda t: _carried_on(t, fence=3)),
    ("an acceptance that its slip does not tell", "slip", lambda t: _carried_on(t, dueOn="2021-07-01")),
    ("another couple with the slip", "slip-couple", lambda t: _carried_on(t, wife=OUTSIDE_WIFE)),
    (
        "carried on before the slip was printed",
        "slip-time",
        lambda t: _carried_on(t, at="2021-06-14T01:00:00.000Z"),
    ),
    ("work of the township by a clerk", "role", lambda t: _void(t)),
    (
        "an order by a tablet",
        "hub-only",
        lambda t: {**find(t, "visit"), "_id": "order:decision:500116001901A3-1"},
    ),
    (
        "an application by the guide of another item",
        "other-guide",
        lambda t: changed(t, find(t, "application"), item="only-child"),
    ),
    (
        "a leap second",
        "shape",
        lambda t: changed(t, find(t, "visit"), at="2021-06-30T23:59:60.000Z"),
    ),
    (
        "a promise for a day that never comes",
        "shape",
        lambda t: changed(t, find(t, "acceptance"), dueOn="2021-13-45"),
    ),
    (
        "a time beyond all calendars",
        "shape",
        lambda t: changed(t, find(t, "visit"), at="9999-12-31T23:59:59.999Z"),
    ),
    (
        "children that nobody asked for",
        "not-asked",
        lambda t: changed(t, find(t, "application"), children=[CHILD]),
    ),
    ("a token that is none", "token", lambda t: changed(t, find(t, "certificate"), token="AAAA")),
]


@pytest.mark.parametrize(("rule", "change"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_refused(rule: str, change: Change) -> None:
    tablet = Tablet()
    zhao_story(tablet)
    verdict = judge(arrival(change(tablet)), holdings(tablet))
    assert (verdict.outcome, verdict.rule) == (Outcome.REFUSED, rule)
    assert verdict.reason


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("write-once", {"generation": 2}),
        ("write-once", {"deleted": True}),
        ("write-once", {"others": frozenset({"1-b"})}),
        ("R19", {"has_attachments": True}),
        ("other-site", {"database": "site-500116002901"}),
    ],
)
def test_refused_for_how_it_came(rule: str, change: dict[str, Any]) -> None:
    tablet = Tablet()
    verdict = judge(replace(arrival(tablet.visit("500116001901A3-1")), **change), holdings(tablet))
    assert (verdict.outcome, verdict.rule) == (Outcome.REFUSED, rule)


def test_the_same_revision_again_is_no_second_write() -> None:
    tablet = Tablet()
    again = replace(arrival(tablet.visit("500116001901A3-1")), others=frozenset({"1-a"}))
    assert judge(again, holdings(tablet)).outcome is Outcome.ACCEPTED


@pytest.mark.parametrize("absent", ["guides", "blocks"])
def test_what_names_something_not_here_yet_waits(absent: str) -> None:
    tablet = Tablet()
    zhao_story(tablet)
    nothing: dict[str, Any] = {absent: {}}
    held = replace(holdings(tablet), **nothing)
    outcomes = {judge(arrival(fact), held).outcome for fact in tablet.facts}
    assert outcomes == {Outcome.ACCEPTED, Outcome.WAITING}


@pytest.mark.parametrize(
    ("up_to", "gaps", "is_held", "rule"),
    [(1, "", False, "ended-device"), (3, "", False, "ended-device"), (3, "", True, ""), (3, "2", False, "")],
)
def test_what_was_missing_of_a_device_when_it_ended_is_taken_whenever_it_comes(
    up_to: int, gaps: str, is_held: bool, rule: str
) -> None:
    tablet = Tablet()
    late = tablet.visit(tablet.application())
    held = holdings(tablet)
    device = {**held.devices[tablet.device], "ended": {"why": "lost", "upTo": up_to, "gaps": gaps}}
    came = replace(arrival(late), is_held=is_held)
    assert judge(came, replace(held, devices={tablet.device: device})).rule == rule


@pytest.mark.parametrize(("until", "rule"), [(13, {"expired-credential"}), (14, set[str]())])
def test_a_key_that_ended_before_the_day_vouches_for_no_certificate(until: int, rule: set[str]) -> None:
    tablet = Tablet()
    zhao_story(tablet)
    keys = known(DISTRICT_KEY, until=date(2021, 6, until))
    verdicts = [judge(arrival(fact), replace(holdings(tablet), district_keys=keys)) for fact in tablet.facts]
    assert {verdict.rule for verdict in verdicts} - {""} == rule


def test_a_key_that_ended_before_the_day_vouches_for_no_slip() -> None:
    tablet = Tablet()
    zhao_story(tablet)
    fact = tablet.carry_on(tablet.slip("500116001901A3-1"))
    keys = known(DISTRICT_KEY, until=date(2021, 6, 13))
    assert judge(arrival(fact), holdings(tablet)).rule == ""
    assert judge(arrival(fact), replace(holdings(tablet), district_keys=keys)).rule == "slip"


def test_every_refusal_has_its_sentence() -> None:
    tested = {rule for _, rule, _ in REFUSED} | {"write-once", "R19", "waiting", "ended-device"}
    assert tested == set(SENTENCES)


@pytest.mark.parametrize(
    ("whom", "person", "told"), [("husband", MR_ZHAO, "丈夫"), ("wife", MRS_ZHAO, "妻子")]
)
def test_a_wrong_identity_number_says_whose_it_is(whom: str, person: dict[str, Any], told: str) -> None:
    tablet = Tablet()
    zhao_story(tablet)
    number = person["idNo"]
    mistyped = {**person, "idNo": number[:-1] + ("1" if number[-1] == "0" else "0")}
    wrong = changed(tablet, find(tablet, "application"), **{whom: mistyped})
    verdict = judge(arrival(wrong), holdings(tablet))
    assert (verdict.rule, f"{told}（check-character）" in verdict.reason) == ("id-number", True)
