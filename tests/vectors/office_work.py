"""Scenarios of what the office finds out by itself: pledges, look-ups, proofs, the decision."""

from typing import Any

from tests.people import CHILD, MR_ZHAO, OUTSIDE_WIFE, REMARRIED_HUSBAND, REMARRIED_WIFE, SISTER
from tests.story import DEGAN, TOWNSHIP, Story
from tests.vectors.couples import FURTHER, LOCAL_HUSBAND, SICK
from tests.vectors.promises import issue_and_hand_over


def e05(story: Story) -> None:
    story.take(DEGAN)
    story.apply(MR_ZHAO, OUTSIDE_WIFE)
    story.fact("visit")
    story.show_all()
    his = story.fact("pledge")
    story.fact("pledge", spouse="wife")
    story.accept()
    issue_and_hand_over(story)
    story.on("2021-06-09")
    story.fact("verification", pledge=his["_id"])
    story.fact("conclusion", pledge=his["_id"])


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


def e17_before(story: Story) -> None:
    story.opened_and_accepted(LOCAL_HUSBAND, OUTSIDE_WIFE, **FURTHER)
    story.false_pledge("wife")
    story.fact("pledge", spouse="wife")
    story.take(TOWNSHIP)
    story.fact("decision", granted=False, reason="pledge-false", grounds="承诺与核实不符，已听取申辩")


def e17_after(story: Story) -> None:
    story.opened_and_accepted()
    number = issue_and_hand_over(story)
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


def unwanted_pledge(story: Story) -> None:
    story.apply()
    story.fact("pledge", spouse="wife")


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


def foreign_word(story: Story) -> None:
    """A pledge is found wanting for a reason that must not be one: kept, and marked for somebody to read."""
    story.apply()
    pledge = story.fact("pledge")["_id"]
    story.fact("verification", pledge=pledge, content="属流动人口，请回户籍地开具证明")
