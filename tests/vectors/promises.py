"""Scenarios of acceptance: where, by whom, over which channel, and for which day."""

from tests.story import DEGAN, NEXT_TO_IT, SIPAIFANG, Story
from tests.vectors.couples import BAISHA, BOOKLETS, FURTHER, LOCAL_HUSBAND, ONLY_CHILD


def issue_and_hand_over(story: Story, method: str = "on-the-spot") -> str:
    certificate = story.certify()
    story.fact("printing", of=certificate["_id"])
    story.fact("handover", certNo=certificate["certNo"], method=method)
    return str(certificate["certNo"])


def e02(story: Story) -> None:
    story.apply(LOCAL_HUSBAND)
    story.fact("visit")
    story.show_all()
    story.accept()
    issue_and_hand_over(story)


def copies_kept(story: Story) -> None:
    """The wife's card is photographed again at another window: that one is kept."""
    story.apply(LOCAL_HUSBAND, **ONLY_CHILD)
    story.show_all()
    story.photograph("M11:husband", "M11:wife")
    story.accept()
    story.take(DEGAN)
    story.photograph("M11:wife")


def copies_of_what_is_never_kept(story: Story) -> None:
    """Of what is handed back at once, nobody takes a photograph."""
    story.apply(LOCAL_HUSBAND)
    story.show_all()
    story.photograph("M01:husband")


def e11(story: Story) -> None:
    story.take(DEGAN)
    story.apply(BAISHA)
    story.fact("visit")
    story.show_all()
    story.accept()
    issue_and_hand_over(story)


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


def e25(story: Story) -> None:
    story.opened_and_accepted()
    story.fact("withdrawal")
    story.certify()


def e26(story: Story) -> None:
    story.apply(LOCAL_HUSBAND, **FURTHER)
    story.show_all()
    story.accept(working_days=0)
    story.accept(working_days=10, due_on="2021-06-23")


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
