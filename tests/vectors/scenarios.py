"""The cases that every program must see alike, E01 to E27 and the ways to go wrong, each told as a story."""

from collections.abc import Callable
from typing import Any

from tests.people import (
    CHILD,
    JIANGJIN,
    MR_ZHAO,
    MRS_ZHAO,
    OUTSIDE_WIFE,
    REMARRIED_HUSBAND,
    REMARRIED_WIFE,
    SICHUAN,
    SISTER,
    WIDOWER,
    person,
)
from tests.story import DEGAN, NEXT_TO_IT, SIPAIFANG, TOWNSHIP, Story, newer_guide

LOCAL_HUSBAND = person("陈刚", "999999198803121012", JIANGJIN)
OUTSIDE_HUSBAND = person("郑涛", "999999199302023419", SICHUAN)
BAISHA = person("何伟", "999999198803121012", {"area": "500116", "address": "重庆市江津区白沙镇"})
FURTHER: dict[str, Any] = {"item": "further-birth", "children": (CHILD,), "reason": "policy"}
SICK: dict[str, Any] = {**FURTHER, "reason": "sick-child"}
ONLY: dict[str, Any] = {
    "item": "only-child",
    "children": (CHILD,),
    "opinion_from": "committee",
    "same_booklet": True,
}
BOOKLETS = ("M02:husband", "M02:wife")
LIFTED = newer_guide("birth-service", "2021-06-10", without=("M03",))
STRICTER = newer_guide(
    "birth-service",
    "2021-06-11",
    more={
        "code": "M05",
        "name": {"zh": "居住证", "en": "Residence permit"},
        "for": ["couple"],
        "when": True,
        "anyOf": [],
        "obtainedBy": "applicant",
        "count": 1,
        "copies": 0,
        "keeps": "nothing",
    },
)


def e01(story: Story) -> None:
    _told_of_the_booklets(story)
    story.on("2021-06-14")
    story.take(SIPAIFANG, online=False)
    _come_back_and_finish(story)


def e01b(story: Story) -> None:
    _told_of_the_booklets(story)
    story.on("2021-06-14")
    story.take(DEGAN, online=False)
    _come_back_and_finish(story)


def _told_of_the_booklets(story: Story) -> None:
    story.apply()
    story.fact("visit")
    story.show_all(*BOOKLETS)
    notice = story.notice(reason="copy-only")
    story.fact("printing", paper="notice", of=notice["_id"])


def _come_back_and_finish(story: Story) -> None:
    story.fact("visit", purpose="supplement")
    story.show(*BOOKLETS)
    story.fact("pledge")
    story.accept()
    _issue_and_hand_over(story)


def _issue_and_hand_over(story: Story, method: str = "on-the-spot") -> str:
    certificate = story.certify()
    story.fact("printing", of=certificate["_id"])
    story.fact("handover", certNo=certificate["certNo"], method=method)
    return str(certificate["certNo"])


def e02(story: Story) -> None:
    story.apply(LOCAL_HUSBAND)
    story.fact("visit")
    story.show_all()
    story.accept()
    _issue_and_hand_over(story)


def e03(story: Story) -> None:
    story.apply(MR_ZHAO, REMARRIED_WIFE)
    story.fact("visit")
    story.show_all("M04:wife/divorce-agreement")
    story.notice()
    story.fact("visit", purpose="supplement")
    story.show("M04:wife/court-judgment")
    story.accept()


def e04(story: Story) -> None:
    story.apply(WIDOWER, same_booklet=True)
    story.show("M01:husband", "M01:wife", "M02:couple", "M03:couple")
    story.accept()
    story.certify()


def e05(story: Story) -> None:
    story.take(DEGAN)
    story.apply(MR_ZHAO, OUTSIDE_WIFE)
    story.fact("visit")
    story.show_all()
    his = story.fact("pledge")
    story.fact("pledge", spouse="wife")
    story.accept()
    _issue_and_hand_over(story)
    story.on("2021-06-09")
    story.fact("verification", pledge=his["_id"])
    story.fact("conclusion", pledge=his["_id"])


def e05b(story: Story) -> None:
    story.apply()
    story.show("M01:husband", "M02:husband", "M03:couple")
    story.notice()


def e06(story: Story) -> None:
    story.opened_and_accepted(LOCAL_HUSBAND, OUTSIDE_WIFE, **FURTHER)
    _see_to_both(story)
    story.take(TOWNSHIP)
    story.on("2021-06-18")
    story.fact("decision")
    story.fact("delivery", method="mail")
    sheet = story.certify()
    story.fact("mailing", certNo=sheet["certNo"])
    story.fact("tracking", certNo=sheet["certNo"])


def _see_to_both(story: Story) -> None:
    """He is of the city, she is not."""
    story.prove("husband", "lookup", story.order("lookup", "husband", spouse="husband"))
    story.prove("wife", "pledge", story.verified_pledge("wife"))


def e07(story: Story) -> None:
    story.apply(LOCAL_HUSBAND, **SICK)
    story.show_all("M18:couple/appraisal-by-city", "M17:wife")
    story.notice()


def e08(story: Story) -> None:
    story.opened_and_accepted(LOCAL_HUSBAND, **SICK)
    for spouse in ("husband", "wife"):
        story.prove(spouse, "lookup", story.order("lookup", spouse, spouse=spouse))
    story.take(TOWNSHIP)
    story.fact("decision", appraisal="not-eligible")
    refusal: dict[str, Any] = {
        "granted": False,
        "appraisal": "not-eligible",
        "reason": "appraisal-not-eligible",
    }
    story.order("decision", by="jijiang", **refusal, grounds="鉴定结论不符合再生育条件；可以申请复核。")


def e09(story: Story) -> None:
    story.apply(LOCAL_HUSBAND, **ONLY)
    story.show_all("M11:wife", "M22:couple")
    story.notice()


def e10(story: Story) -> None:
    story.apply(LOCAL_HUSBAND, **ONLY)
    story.show_all()
    story.fact("attempt", rule="R33", code="M23")
    story.notice("M23:couple")
    story.accept()
    story.fact("opinion")
    _issue_and_hand_over(story)


def e11(story: Story) -> None:
    story.take(DEGAN)
    story.apply(BAISHA)
    story.fact("visit")
    story.show_all()
    story.accept()
    _issue_and_hand_over(story)


def e12(story: Story) -> None:
    story.apply()
    story.show("M01:husband", "M01:wife", "M03:couple")
    first = story.notice()
    one = story.declare(sameBooklet=True)
    story.take(NEXT_TO_IT)
    story.show(*BOOKLETS)
    other = story.declare(wife={**MRS_ZHAO, "remarriedAfter": "divorce"})
    story.notice("M04:wife")
    picked = story.declare(one, other, wife={**MRS_ZHAO, "remarriedAfter": "divorce"})
    assert first["at"] < picked["at"]
    story.notice("M04:wife", change=picked["_id"])


def e13_earlier(story: Story) -> None:
    story.take(SIPAIFANG, online=False)
    e02(story)
    number = story.last["certNo"]
    story.on("2021-06-16")
    story.order("duplicate", "DS1", certNo=number, other=_later_number(), otherCase=f"{DEGAN}-1", keep=number)


def e13_later(story: Story) -> None:
    story.take(DEGAN)
    story.on("2021-06-09")
    e02(story)
    number, other = story.last["certNo"], "FS50011600190121A300016"
    story.on("2021-06-16")
    story.order("duplicate", "DS1", certNo=number, other=other, otherCase=f"{SIPAIFANG}-1", keep=other)
    story.order("void", number, by="jijiang", certNo=number, why="duplicate", grounds="先发者有效")


def _later_number() -> str:
    story = Story()
    e13_later(story)
    return str(story.state["certificates"][0]["certNo"])


def e13_one_case(story: Story) -> None:
    story.apply(LOCAL_HUSBAND)
    story.show_all()
    story.accept()
    story.take(SIPAIFANG, online=False)
    first = story.certify()
    story.take(NEXT_TO_IT, online=False)
    second = story.certify()
    for certificate in (first, second):
        story.fact("handover", certNo=certificate["certNo"])
    number = second["certNo"]
    story.order("void", number, by="jijiang", certNo=number, why="duplicate", grounds="重复发放")


def e14(story: Story) -> None:
    e02(story)
    number = story.last["certNo"]
    story.order("void", number, by="jijiang", certNo=number, why="block-stolen", grounds="平板失窃，号段作废")


def e15(story: Story) -> None:
    """The second tablet's clock is three days slow; what it writes comes after what it has seen."""
    story.apply(LOCAL_HUSBAND)
    story.show_all()
    story.take(NEXT_TO_IT, online=False)
    story.accept()
    certificate = story.certify(issuedOn="2021-06-05")
    story.fact("handover", certNo=certificate["certNo"])


def e16(story: Story) -> None:
    story.take(SIPAIFANG, online=False)
    story.on("2021-06-14")
    story.opened_and_accepted(LOCAL_HUSBAND, **FURTHER, same_booklet=True)
    story.on("2021-06-24")
    story.take(SIPAIFANG)
    accepted = story.state["acceptance"]
    story.order("due", accepted, of=accepted, dueOn="2021-07-12")
    for spouse in ("husband", "wife"):
        story.prove(spouse, "lookup", story.order("lookup", spouse, spouse=spouse))


def e17_before(story: Story) -> None:
    story.opened_and_accepted(LOCAL_HUSBAND, OUTSIDE_WIFE, **FURTHER)
    story.false_pledge("wife")
    story.fact("pledge", spouse="wife")
    story.take(TOWNSHIP)
    story.fact("decision", granted=False, reason="pledge-false", grounds="承诺与核实不符，已听取申辩")


def e17_after(story: Story) -> None:
    story.opened_and_accepted()
    number = _issue_and_hand_over(story)
    story.false_pledge()
    story.order("void", number, by="jijiang", certNo=number, why="false-pledge", grounds="已听取申辩")


def e18(story: Story) -> None:
    story.opened_and_accepted(LOCAL_HUSBAND, OUTSIDE_WIFE, **FURTHER)
    story.prove("husband", "lookup", story.order("lookup", "husband", spouse="husband"))
    pledge = story.fact("pledge", spouse="wife")["_id"]
    for day in ("2021-06-09", "2021-06-10"):
        story.on(day)
        story.fact("verification", pledge=pledge, answered=False, person="", content="无人接听")
    story.fact("conclusion", pledge=pledge, result="unreachable")
    for day, kind in (("2021-06-16", "pledge-5"), ("2021-06-23", "pledge-10")):
        story.on(day)
        story.order("warning", kind, kind=kind, of=pledge)
    story.fact("verification", pledge=pledge, method="letter", answered=True)
    story.prove("wife", "pledge", story.fact("conclusion", pledge=pledge))


def e19(story: Story) -> None:
    story.take(DEGAN)
    story.on("2021-06-14")
    story.apply_online(LOCAL_HUSBAND, uploads=("M01:husband", "M01:wife", *BOOKLETS, "M03:couple"))
    story.order("routing", "1", to="500116002901")
    story.on("2021-06-17")
    story.show_all()
    story.accept()
    certificate = story.certify()
    story.fact("mailing", certNo=certificate["certNo"])
    story.on("2021-07-05")
    story.order("purge")


def e20(story: Story) -> None:
    story.opened_and_accepted(LOCAL_HUSBAND)
    jammed = story.certify()
    story.spoil(jammed)
    good = story.certify(supersedes=jammed["certNo"])
    story.fact("handover", certNo=good["certNo"])


def e21(story: Story) -> None:
    e02(story)
    lost = story.last["certNo"]
    story.on("2021-08-02")
    story.take(DEGAN, online=False)
    story.fact("visit", purpose="collect")
    story.fact("loss", certNo=lost)
    again = story.certify(supersedes=lost)
    story.fact("handover", certNo=again["certNo"])


def e22(story: Story) -> None:
    e02(story)
    wrong = story.last["certNo"]
    story.on("2021-06-09")
    story.fact("visit", purpose="collect")
    story.fact("void-request", certNo=wrong)
    story.order("void", wrong, by="jijiang", certNo=wrong, grounds="姓名录入有误")
    story.declare(husband={**LOCAL_HUSBAND, "name": "陈岗"})
    right = story.certify(supersedes=wrong)
    story.fact("handover", certNo=right["certNo"])


def e23(story: Story) -> None:
    story.apply()
    story.show("M01:husband", "M01:wife", "M02:husband", "M03:couple")
    story.notice("M02:wife")
    story.notice("M02:wife", "M03:couple")


def e24_more(story: Story) -> None:
    story.guides[STRICTER["_id"]] = STRICTER
    e01(story)


def e24_less(story: Story) -> None:
    story.guides[LIFTED["_id"]] = LIFTED
    story.apply()
    story.show("M01:husband", "M01:wife")
    story.notice()
    story.on("2021-06-14")
    story.fact("visit", purpose="supplement")
    story.show(*BOOKLETS)
    story.accept()


def e25(story: Story) -> None:
    story.opened_and_accepted()
    story.fact("withdrawal")
    story.certify()


def e26(story: Story) -> None:
    story.apply(LOCAL_HUSBAND, **FURTHER)
    story.show_all()
    story.accept(working_days=0)
    story.accept(working_days=10, due_on="2021-06-23")


def e27(story: Story) -> None:
    e22(story)
    number = story.state["certificates"][-1]["certNo"]
    story.order("void", number, by="jijiang", certNo=number, why="applicant-asks")
    story.certify()


def accepted_too_early(story: Story) -> None:
    story.apply()
    story.show("M01:husband")
    story.accept()


def told_after_acceptance(story: Story) -> None:
    story.opened_and_accepted()
    story.notice("M03:couple")


def unwanted_pledge(story: Story) -> None:
    story.apply()
    story.fact("pledge", spouse="wife")


def both_accept(story: Story) -> None:
    story.apply()
    story.show_all()
    story.take(NEXT_TO_IT, online=False)
    story.accept()
    story.take(SIPAIFANG)
    story.accept()


def promised_for_a_wrong_day(story: Story) -> None:
    story.apply(LOCAL_HUSBAND, **FURTHER)
    story.show_all()
    accepted = story.accept(due_on="2021-07-01")
    story.order("due", accepted["_id"], of=accepted["_id"], dueOn="2021-07-07")


def pledges_that_came_to_nothing(story: Story) -> None:
    """Taken back, then one that was an honest error, then one of somebody distrusted."""
    story.opened_and_accepted(LOCAL_HUSBAND, OUTSIDE_WIFE, **FURTHER)
    back = story.fact("pledge", spouse="wife")
    story.fact("pledge-withdrawal", pledge=back["_id"])
    story.fact("verification", pledge=back["_id"])
    erred = story.fact("pledge", spouse="wife")
    story.fact("verification", pledge=erred["_id"])
    story.fact("pledge-withdrawal", pledge=erred["_id"])
    found = story.fact("conclusion", pledge=erred["_id"], result="false", evidence="复函：育有一孩")
    story.order("confirmation", found["_id"], by="jijiang", conclusion=found["_id"], corrected=True)
    third = story.fact("pledge", spouse="wife")["_id"]
    story.order("distrust", third, pledge=third, of=f"pledge:{DEGAN}:7")
    story.fact("verification", pledge=third)


def withdrawn_after_issue(story: Story) -> None:
    story.opened_and_accepted(LOCAL_HUSBAND)
    story.certify()
    story.take(NEXT_TO_IT, online=False)
    story.fact("withdrawal")


def remarried_further_birth(story: Story) -> None:
    story.opened_and_accepted(
        REMARRIED_HUSBAND, REMARRIED_WIFE, item="further-birth", children=(CHILD, SISTER), reason="policy"
    )
    for spouse in ("husband", "wife"):
        found = story.order("lookup", spouse, spouse=spouse)
        story.prove(spouse, "lookup", found)
    story.fact("children-proof", of=found["_id"])


def asked_another_office(story: Story) -> None:
    """A look-up that does not fit the offices settle among themselves; of one that fits nobody asks."""
    story.apply(LOCAL_HUSBAND)
    differs = story.order("lookup", "1", result="mismatch")
    story.fact("inquiry", lookup=differs["_id"])
    fits = story.order("lookup", "2")
    story.fact("inquiry", lookup=fits["_id"])


def jammed_after_a_false_pledge(story: Story) -> None:
    """No way to a new certificate, nor does the first word it was void for go away."""
    story.opened_and_accepted()
    issued = story.certify()
    pledge = story.false_pledge()["_id"]
    void = {"by": "jijiang", "certNo": issued["certNo"]}
    story.order("void", "1", **void, why="false-pledge")
    story.spoil(issued)
    story.order("void", "2", **void, why="clerical-error")
    story.order("distrust", pledge, pledge=pledge, of=f"pledge:{DEGAN}:7")
    story.certify(supersedes=issued["certNo"])


def sent_back_twice(story: Story) -> None:
    """The post's last word about the second letter comes after they fetched it at the window."""
    story.apply_online(LOCAL_HUSBAND)
    story.show_all()
    story.accept()
    number = story.certify()["certNo"]
    for tracking in ("EMS1", "EMS2"):
        story.fact("mailing", certNo=number, tracking=tracking)
        story.fact("tracking", certNo=number, state="returned")
    story.fact("handover", certNo=number, method="pick-up")
    story.fact("tracking", certNo=number, state="returned")


def foreign_word(story: Story) -> None:
    """A pledge is found wanting for a reason that must not be one: kept, and marked for somebody to read."""
    story.apply()
    pledge = story.fact("pledge")["_id"]
    story.fact("verification", pledge=pledge, content="属流动人口，请回户籍地开具证明")


SCENARIOS: dict[str, Callable[[Story], None]] = {
    "E01 told once, issued offline": e01,
    "E01b finished at another site, offline": e01b,
    "E02 one visit, all there": e02,
    "E03 divorce certificate without the agreement": e03,
    "E04 widower": e04,
    "E05 both from outside, issued where they live": e05,
    "E05b wife's papers missing": e05b,
    "E06 further birth, she is from outside": e06,
    "E07 appraisal by a hospital only": e07,
    "E08 appraisal says not eligible": e08,
    "E09 only child, her card and the photo missing": e09,
    "E10 an employer's opinion cannot be demanded": e10,
    "E11 accepted where they live": e11,
    "E12 two tablets declare otherwise": e12,
    "E13 issued twice: the earlier": e13_earlier,
    "E13 issued twice: the later": e13_later,
    "E13 issued twice in one case": e13_one_case,
    "E14 stolen block": e14,
    "E15 slow clock": e15,
    "E16 ten days without a network": e16,
    "E17 false pledge found before the decision": e17_before,
    "E17 false pledge found after the certificate": e17_after,
    "E18 nobody answers the phone": e18,
    "E19 online during an outage": e19,
    "E20 jammed sheet": e20,
    "E21 lost, issued again elsewhere": e21,
    "E22 name put right": e22,
    "E23 second notice with a new item": e23,
    "E24 newer guide asks for more": e24_more,
    "E24 newer guide asks for less": e24_less,
    "E25 withdrawn after acceptance": e25,
    "E26 compressed limit": e26,
    "E27 voided and issued anew": e27,
    "accepted with something missing": accepted_too_early,
    "notice after acceptance": told_after_acceptance,
    "pledge that nobody wants": unwanted_pledge,
    "two tablets accept": both_accept,
    "promised for a wrong day": promised_for_a_wrong_day,
    "pledges that came to nothing": pledges_that_came_to_nothing,
    "jammed after a false pledge": jammed_after_a_false_pledge,
    "sent back twice": sent_back_twice,
    "withdrawn after the certificate": withdrawn_after_issue,
    "further birth of two who married again": remarried_further_birth,
    "asked another office about a look-up": asked_another_office,
    "a word that must be no reason": foreign_word,
}


def told(name: str) -> Story:
    """The story whose name begins so."""
    story = Story()
    next(tell for title, tell in SCENARIOS.items() if title.startswith(name))(story)
    return story
