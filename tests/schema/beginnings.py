"""How far a case has come: where tests of its next step begin."""

from collections.abc import Callable

from tests.people import OUTSIDE_WIFE
from tests.story import TOWNSHIP, Story
from tests.vectors.couples import FURTHER, LOCAL_HUSBAND, ONLY, SICK

Tell = Callable[[Story], object]


def draft(story: Story) -> None:
    story.apply(LOCAL_HUSBAND)


def notified(story: Story) -> None:
    draft(story)
    story.notice()


def told_of_most(story: Story) -> None:
    draft(story)
    story.show("M03:couple")
    story.notice()


def complete(story: Story) -> None:
    draft(story)
    story.show_all()


def complete_further(story: Story) -> None:
    story.apply(LOCAL_HUSBAND, **FURTHER)
    story.show_all()


def accepted(story: Story) -> None:
    story.opened_and_accepted(LOCAL_HUSBAND)


def issued(story: Story) -> None:
    accepted(story)
    story.certify()


def closed(story: Story) -> None:
    issued(story)
    story.fact("handover", certNo=story.last["certNo"])


def withdrawn(story: Story) -> None:
    accepted(story)
    story.fact("withdrawal")


def abandoned(story: Story) -> None:
    notified(story)
    story.order("abandonment")


def online(story: Story) -> None:
    story.apply_online(LOCAL_HUSBAND, uploads=("M01:husband",))


def further(story: Story) -> None:
    story.opened_and_accepted(LOCAL_HUSBAND, **FURTHER)


def sick(story: Story) -> None:
    story.opened_and_accepted(LOCAL_HUSBAND, **SICK)
    _look_both_up(story)


def in_review(story: Story) -> None:
    further(story)
    _look_both_up(story)


def _look_both_up(story: Story) -> None:
    for spouse in ("husband", "wife"):
        story.prove(spouse, "lookup", story.order("lookup", spouse, spouse=spouse))


def granted(story: Story) -> None:
    in_review(story)
    story.take(TOWNSHIP)
    story.fact("decision")


def only_child(story: Story) -> None:
    story.opened_and_accepted(LOCAL_HUSBAND, **ONLY)


def ready_to_mail(story: Story) -> None:
    granted(story)
    story.fact("delivery", method="mail")
    story.certify()


def mailed(story: Story) -> None:
    ready_to_mail(story)
    story.fact("mailing", certNo=number(story))


def void(story: Story) -> None:
    issued(story)
    story.fact("void", certNo=number(story))


def lost(story: Story) -> None:
    closed(story)
    story.fact("loss", certNo=number(story))


def of_an_outsider(story: Story) -> None:
    """She is from outside; what she says of herself is a pledge."""
    story.opened_and_accepted(LOCAL_HUSBAND, OUTSIDE_WIFE, **FURTHER)


def outsiders_certificate(story: Story) -> None:
    story.opened_and_accepted(LOCAL_HUSBAND, OUTSIDE_WIFE)
    story.certify()


def asked_in_vain(story: Story) -> None:
    of_an_outsider(story)
    story.fact("verification", pledge=story.fact("pledge", spouse="wife")["_id"], answered=False)


def answered(story: Story) -> None:
    of_an_outsider(story)
    story.fact("verification", pledge=story.fact("pledge", spouse="wife")["_id"])


def number(story: Story) -> str:
    return str(story.state["certificates"][-1]["certNo"])
