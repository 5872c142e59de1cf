"""Scenarios of certificates: issued twice, stolen, jammed, lost, void, mailed, issued anew."""

from tests.story import DEGAN, NEXT_TO_IT, SIPAIFANG, Story
from tests.vectors.couples import LOCAL_HUSBAND
from tests.vectors.promises import e02


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


def e21_mailed(story: Story) -> None:
    """They said so at another office; where it was issued another is made and mailed."""
    e02(story)
    lost = story.last["certNo"]
    story.on("2021-08-02")
    story.fact("loss", certNo=lost)
    again = story.certify(supersedes=lost)
    story.fact("printing", paper="certificate", of=again["_id"])
    story.fact("delivery", method="mail")
    story.fact("mailing", certNo=again["certNo"])
    story.fact("tracking", certNo=again["certNo"])


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


def e22_at_the_window(story: Story) -> None:
    """They came back with it, and nobody of the township is asked first."""
    e02(story)
    wrong = story.last["certNo"]
    story.on("2021-06-09")
    story.take(NEXT_TO_IT, online=False)
    story.fact("visit", purpose="collect")
    story.declare(husband={**LOCAL_HUSBAND, "name": "陈岗"})
    story.fact("void-request", certNo=wrong)
    right = story.certify(supersedes=wrong)
    story.fact("handover", certNo=right["certNo"])


def e27(story: Story) -> None:
    e22(story)
    number = story.state["certificates"][-1]["certNo"]
    story.order("void", number, by="jijiang", certNo=number, why="applicant-asks")
    story.certify()


def withdrawn_after_issue(story: Story) -> None:
    story.opened_and_accepted(LOCAL_HUSBAND)
    story.certify()
    story.take(NEXT_TO_IT, online=False)
    story.fact("withdrawal")


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
