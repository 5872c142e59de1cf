"""Scenarios of a case that another office carries on by the slip on a notice or a receipt."""

from tests.people import OUTSIDE_WIFE
from tests.story import DEGAN, SIPAIFANG, TOWNSHIP, Story
from tests.tablet import Fact
from tests.vectors.couples import BOOKLETS


def _notified(story: Story) -> str:
    story.apply()
    story.fact("visit")
    story.show_all(*BOOKLETS)
    story.notice()
    return story.slip()


def _accepted(story: Story) -> str:
    story.opened_and_accepted()
    return story.slip()


def _without_the_first_office(story: Story) -> None:
    """As long as its tablet has no network, nobody else knows what it wrote."""
    story.tablets[SIPAIFANG].facts.clear()


def notified_here_unknown_there(story: Story) -> None:
    slip = _notified(story)
    story.take(DEGAN, online=False)
    story.carry_on(slip)
    _without_the_first_office(story)
    story.show(*BOOKLETS)
    story.accept()
    story.certify()


def accepted_here_unknown_there(story: Story) -> None:
    slip = _accepted(story)
    story.take(DEGAN, online=False)
    story.carry_on(slip)
    _without_the_first_office(story)
    story.certify()


def further_birth_unknown_there(story: Story) -> None:
    story.opened_and_accepted(item="further-birth", reason="policy")
    slip = story.slip()
    story.take(DEGAN, online=False)
    story.carry_on(slip)
    _without_the_first_office(story)


def said_otherwise_there(story: Story) -> None:
    """She moved, and the second office wrote it down: the certificate of either is for this couple."""
    slip = _accepted(story)
    story.take(DEGAN, online=False)
    wife = story.application["wife"]
    story.carry_on(slip, wife={**wife, "residence": {"area": "500116", "address": "德感街道南北大道2号"}})
    story.take(SIPAIFANG, online=False)
    story.certify(wife=wife)


def slip_used_twice(story: Story) -> None:
    slip = _accepted(story)
    story.take(DEGAN, online=False)
    story.carry_on(slip)
    story.take(TOWNSHIP, online=False)
    story.carry_on(slip)


def back_again(story: Story) -> None:
    """To the other office and back, each time by a new slip."""
    slip = _notified(story)
    story.take(DEGAN, online=False)
    story.carry_on(slip)
    story.show(BOOKLETS[0])
    story.notice()
    slip = story.slip()
    story.take(SIPAIFANG, online=False)
    story.carry_on(slip)
    story.show(*BOOKLETS)
    story.accept()
    story.certify()


def for_another_couple(story: Story) -> None:
    slip = _accepted(story)
    story.take(DEGAN, online=False)
    story.carry_on(slip, wife=OUTSIDE_WIFE)


def after_a_withdrawal(story: Story) -> None:
    slip = _accepted(story)
    story.fact("withdrawal")
    story.take(DEGAN, online=False)
    story.carry_on(slip)


def issued_by_both(story: Story) -> None:
    """The second office issued first; neither knew of the other."""
    _both_issue(story)
    story.fact("handover", certNo=story.last["certNo"])


def issued_by_both_and_made_void(story: Story) -> None:
    """The township says of the later one why it is void; lost, the earlier one can be issued anew."""
    first, second = _both_issue(story)
    story.fact("void-request", certNo=second["certNo"], why="duplicate")
    story.order("void", second["certNo"], by="jijiang", certNo=second["certNo"], why="duplicate")
    story.certify(supersedes=second["certNo"])
    story.take(DEGAN)
    story.fact("loss", certNo=first["certNo"])
    story.certify(supersedes=first["certNo"])


def _both_issue(story: Story) -> tuple[Fact, Fact]:
    slip = _accepted(story)
    story.take(DEGAN, online=False)
    story.carry_on(slip)
    first = story.certify()
    story.take(SIPAIFANG, online=False)
    return first, story.certify()


def jammed_elsewhere(story: Story) -> None:
    """What was issued there stands no more: here a certificate is in force."""
    slip = _accepted(story)
    story.take(DEGAN, online=False)
    story.carry_on(slip)
    story.spoil(story.certify())
    story.take(SIPAIFANG, online=False)
    story.certify()
