"""What the table of a case forbids: it leads nowhere, for the reason it says."""

from functools import cache
from typing import Any

import pytest

from schema.fold import case_machine, fold
from tests.people import CHILD, OUTSIDE_WIFE
from tests.schema.beginnings import (
    Tell,
    accepted,
    answered,
    asked_in_vain,
    closed,
    complete,
    complete_further,
    draft,
    further,
    granted,
    in_review,
    issued,
    lost,
    mailed,
    notified,
    number,
    of_an_outsider,
    only_child,
    outsiders_certificate,
    ready_to_mail,
    sick,
    told_of_most,
    void,
    withdrawn,
)
from tests.story import SIPAIFANG, Story
from tests.tablet import Fact
from tests.vectors.histories import Scribe

UNHEARD = f"declaration:{SIPAIFANG}:99"
NO_SHEET = "FS50011600190121A399990"


def _remarried(story: Story, *replaces: Fact) -> Fact:
    return story.declare(*replaces, wife={**story.application["wife"], "remarriedAfter": "divorce"})


def _twice(story: Story, slip: str) -> None:
    story.carry_on(slip)
    story.carry_on(slip)


def _receipt_alone(story: Story) -> None:
    """The couple were accepted at a window whose acceptance has not arrived."""
    accepted(story)
    slip = story.slip()
    story.pen.facts.pop()
    story.brought = slip


def _brought(story: Story) -> str:
    return story.brought


def _pledge(story: Story) -> str:
    return str(story.state["pledges"][-1]["id"])


FORBIDDEN: dict[str, tuple[Tell, Tell, str]] = {
    "R19 no photograph of what is handed back at once": (
        draft, lambda s: s.photograph("M01:husband"), "R19"
    ),
    "R19 no photograph of what stays here itself": (
        only_child, lambda s: s.photograph("M22:couple"), "R19"
    ),
    "R39 no notice after acceptance": (accepted, lambda s: s.notice("M03:couple"), "order"),
    "R39 no notice after the certificate": (issued, lambda s: s.notice("M03:couple"), "order"),
    "R39 no papers after acceptance": (accepted, lambda s: s.show("M03:couple"), "order"),
    "R39 no other answers after acceptance": (accepted, lambda s: s.declare(sameBooklet=True), "R39"),
    "R39 no other child after acceptance": (
        only_child,
        lambda s: s.declare(children=[{**CHILD, "name": "钱小芳", "bornOn": "2019-03-02"}]),
        "R39",
    ),
    "R39 nothing to hand over before a certificate": (
        accepted, lambda s: s.fact("handover", certNo="FS50011600190121A300016"), "order"
    ),
    "R39 not another couple's certificate": (
        issued, lambda s: s.fact("handover", certNo="FS50011600190121A399990"), "R39"
    ),
    "R39 not handed over twice": (closed, lambda s: s.fact("handover", certNo=number(s)), "R39"),
    "R21 not accepted with something missing": (draft, lambda s: s.accept(), "R21"),
    "R01 no notice of nothing": (draft, lambda s: (s.show_all(), s.notice("M03:couple")), "R01"),
    "R01 no notice of a part": (draft, lambda s: s.notice("M03:couple"), "R01"),
    "R01 no second notice of more": (
        notified, lambda s: s.notice("M01:husband", "M17:wife"), "R01"
    ),
    "R01 no more is asked for a change that nobody declared": (
        told_of_most,
        lambda s: (_remarried(s), s.notice(change=UNHEARD)),
        "R01",
    ),
    "R02 R03 no notice of what is in no guide": (draft, lambda s: s.notice("M16:wife"), "R01"),
    "R22 no certificate before the decision": (further, lambda s: s.certify(), "R22"),
    "R33 no certificate before the opinion": (only_child, lambda s: s.certify(), "R33"),
    "R29 no grant without an eligible appraisal": (sick, lambda s: s.fact("decision"), "R29"),
    "R29 no grant against the appraisal": (
        sick, lambda s: s.fact("decision", appraisal="not-eligible"), "R29"
    ),
    "R27 no grant before the homework": (further, lambda s: s.fact("decision"), "order"),
    "R18 nobody decides what needs no decision": (
        accepted, lambda s: s.fact("decision", granted=False, reason="not-eligible"), "R18"
    ),
    "R05 no refusal without a reason": (
        in_review, lambda s: s.fact("decision", granted=False), "R05"
    ),
    "R05 no refusal without grounds": (
        in_review,
        lambda s: s.fact("decision", granted=False, reason="not-eligible", grounds="  "),
        "R05",
    ),
    "R04 no refusal for a pledge that nobody found false": (
        in_review, lambda s: s.fact("decision", granted=False, reason="pledge-false"), "R04"
    ),
    "R23 no promise of no day": (
        complete_further,
        lambda s: s.accept(working_days=0),
        "R23",
    ),
    "R18 no promise of days where it is done at once": (
        complete, lambda s: s.accept(working_days=1), "R23"
    ),
    "R19 no certificate for another couple": (
        accepted, lambda s: s.certify(wife=OUTSIDE_WIFE), "R19"
    ),
    "R19 no certificate with another child": (
        accepted, lambda s: s.certify(children=[CHILD]), "R19"
    ),
    "R20 nothing mailed unless they chose it": (
        granted, lambda s: s.fact("mailing", certNo=s.certify()["certNo"]), "R20"
    ),
    "R20 only the ways of the guide": (accepted, lambda s: s.fact("delivery", method="mail"), "R20"),
    "R01 nothing replaced that nobody declared": (
        draft, lambda s: s.declare({"_id": UNHEARD}, sameBooklet=True), "R01"
    ),
    "R01 nothing replaced that nobody declared, after acceptance": (
        accepted, lambda s: s.declare({"_id": UNHEARD}), "R01"
    ),
    "R01 no tick taken back of which a notice told": (
        told_of_most, lambda s: s.untick("M03:couple"), "R01"
    ),
    "R01 no tick taken back that nobody made": (
        draft, lambda s: s.fact("untick", of=[f"materials:{SIPAIFANG}:99"], keys=["M03:couple"]), "R01"
    ),
    "R39 no tick taken back after acceptance": (
        accepted, lambda s: s.untick("M03:couple"), "order"
    ),
    "R01 no notice that names nothing": (
        complete,
        lambda s: s.fact(
            "notice", n=1, guide=s.application["guide"], missing=[], shown=[], change=""
        ),
        "R01",
    ),
    "R01 no more is asked unless it says what changed": (
        told_of_most, lambda s: (_remarried(s), s.notice()), "R01"
    ),
    "R01 no more is asked for a change they were told of": (
        draft,
        lambda s: (
            told := s.declare(sameBooklet=True),
            s.notice(),
            _remarried(s, told),
            s.notice(change=told["_id"]),
        ),
        "R01",
    ),
    "R04 no pledge of a resident of the city": (accepted, lambda s: s.fact("pledge"), "R04"),
    "R04 no second pledge after a false one": (
        of_an_outsider, lambda s: (s.false_pledge("wife"), s.fact("pledge", spouse="wife")), "R04"
    ),
    "R04 no pledge taken back once it is verified": (
        of_an_outsider,
        lambda s: s.fact("pledge-withdrawal", pledge=s.verified_pledge("wife")["pledge"]),
        "R04",
    ),
    "R04 nobody asks again what is verified": (
        of_an_outsider,
        lambda s: s.fact("verification", pledge=s.verified_pledge("wife")["pledge"]),
        "R04",
    ),
    "R04 one conclusion of one pledge": (
        of_an_outsider,
        lambda s: s.fact("conclusion", pledge=s.verified_pledge("wife")["pledge"]),
        "R04",
    ),
    "R04 no conclusion when nobody answered": (
        asked_in_vain, lambda s: s.fact("conclusion", pledge=_pledge(s)), "R04"
    ),
    "R04 not false without evidence": (
        answered, lambda s: s.fact("conclusion", pledge=_pledge(s), result="false"), "R04"
    ),
    "R04 nobody confirms what he found himself": (
        answered,
        lambda s: s.fact(
            "confirmation",
            conclusion=s.fact(
                "conclusion", pledge=_pledge(s), result="false", evidence="复函"
            )["_id"],
        ),
        "R04",
    ),
    "R03 no other office is asked of what fits": (
        accepted, lambda s: s.fact("inquiry", lookup=s.order("lookup", "1")["_id"]), "R03"
    ),
    "R04 no proof of status on a pledge alone": (
        answered, lambda s: s.prove("wife", "pledge", {"_id": _pledge(s)}), "R04"
    ),
    "R25 no proof of children on a look-up that does not fit": (
        further,
        lambda s: s.fact("children-proof", of=s.order("lookup", "1", result="mismatch")["_id"]),
        "R25",
    ),
    "R33 no opinion of nobody": (only_child, lambda s: s.fact("opinion", basis="phone"), "R33"),
    "R39 the first certificate takes nobody's place": (
        accepted, lambda s: s.certify(supersedes=NO_SHEET), "R39"
    ),
    "R39 nor does the first one after a decision": (
        granted, lambda s: s.certify(supersedes=NO_SHEET), "R39"
    ),
    "R19 no certificate for another couple after the decision": (
        granted, lambda s: s.certify(wife=OUTSIDE_WIFE), "R19"
    ),
    "R19 no second certificate for another couple": (
        closed, lambda s: s.certify(wife=OUTSIDE_WIFE), "R19"
    ),
    "R19 no certificate for another couple in the place of a lost one": (
        lost, lambda s: s.certify(wife=OUTSIDE_WIFE, supersedes=number(s)), "R19"
    ),
    "R04 no second certificate after a false pledge": (
        outsiders_certificate, lambda s: (s.false_pledge("wife"), s.certify()), "R04"
    ),
    "R04 none in the place of a lost one after a false pledge": (
        outsiders_certificate,
        lambda s: (
            s.false_pledge("wife"),
            s.fact("loss", certNo=number(s)),
            s.certify(supersedes=number(s)),
        ),
        "R04",
    ),
    "R39 nothing takes the place of what is in force": (
        issued, lambda s: s.certify(supersedes=number(s)), "R39"
    ),
    "R39 no void certificate is handed over": (
        void, lambda s: s.fact("handover", certNo=number(s)), "R39"
    ),
    "R39 no void certificate is mailed": (
        ready_to_mail,
        lambda s: (
            s.fact("void", certNo=number(s)),
            s.fact("mailing", certNo=number(s)),
        ),
        "R39",
    ),
    "R39 nothing is mailed that is in the post": (
        mailed, lambda s: s.fact("mailing", certNo=number(s)), "R39"
    ),
    "R20 nothing comes back that was not mailed": (
        issued, lambda s: s.fact("tracking", certNo=number(s)), "R20"
    ),
    "R39 no void certificate is lost": (void, lambda s: s.fact("loss", certNo=number(s)), "R39"),
    "R39 nobody asks to make void what is void": (
        void, lambda s: s.fact("void-request", certNo=number(s)), "R39"
    ),
    "R39 nothing is made void that was not issued": (
        issued, lambda s: s.fact("void", certNo=NO_SHEET), "R39"
    ),
    "R04 nothing is void for a pledge that nobody found false": (
        issued, lambda s: s.fact("void", certNo=number(s), why="false-pledge"), "R04"
    ),
    "R37 nobody else's case goes on": (
        notified, lambda s: s.carry_on(s.slip(), wife=OUTSIDE_WIFE), "other-couple"
    ),
    "R37 nobody else's case goes on after acceptance": (
        accepted, lambda s: s.carry_on(s.slip(), wife=OUTSIDE_WIFE), "other-couple"
    ),
    "R37 nobody else's case goes on by a receipt that came first": (
        _receipt_alone, lambda s: s.carry_on(_brought(s), wife=OUTSIDE_WIFE), "other-couple"
    ),
    "R37 a notice is used once": (notified, lambda s: _twice(s, s.slip()), "replayed-slip"),
    "R37 a receipt is used once": (accepted, lambda s: _twice(s, s.slip()), "replayed-slip"),
    "R37 a receipt that came first is used once": (
        _receipt_alone,
        lambda s: (s.carry_on(s.slip()), s.carry_on(_brought(s))),
        "replayed-slip",
    ),
    "R46 nothing goes on after a withdrawal": (withdrawn, lambda s: s.certify(), "order"),
}  # fmt: skip


def _told(name: str) -> Story:
    start, step, _ = FORBIDDEN[name]
    story = Story(make=Scribe)
    start(story)
    step(story)
    return story


@pytest.mark.parametrize("name", FORBIDDEN)
def test_has_no_effect_and_is_recorded(name: str) -> None:
    story, rule = _told(name), FORBIDDEN[name][2]
    forbidden = story.last
    assert [(one["fact"], one["rule"]) for one in story.state["violations"]] == [(forbidden["_id"], rule)]
    without = fold([one for one in story.documents if one is not forbidden], story.guides)
    assert without == {**story.state, "violations": []}


TOLD = cache(lambda: [_told(name) for name in FORBIDDEN])
GUARDED = [(row, guard) for row in case_machine() for guard in row["guards"]]


def _answer(story: Story) -> object:
    """None where a guard was all that kept a case from being told at all."""
    try:
        return story.state
    except (LookupError, StopIteration):
        return None


@pytest.mark.parametrize(
    ("row", "guard"),
    GUARDED,
    ids=[f"{row['on']} {row['to']} {guard['name']}" for row, guard in GUARDED],
)
def test_no_guard_can_be_left_out(
    row: dict[str, Any], guard: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stories = [story for story in TOLD() if story.last["type"] == row["on"]]
    guarded = [_answer(story) for story in stories]
    monkeypatch.setitem(row, "guards", [one for one in row["guards"] if one is not guard])
    assert [_answer(story) for story in stories] != guarded
