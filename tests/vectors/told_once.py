"""Scenarios of what is missing: told once, seen alike at every window, never more than the guide asks."""

from tests.people import MR_ZHAO, MRS_ZHAO, REMARRIED_WIFE, WIDOWER
from tests.story import DEGAN, NEXT_TO_IT, SIPAIFANG, Story
from tests.vectors.couples import BOOKLETS, LIFTED, LOCAL_HUSBAND, ONLY, SICK, STRICTER
from tests.vectors.promises import issue_and_hand_over


def e01(story: Story) -> None:
    _told_of_the_booklets(story)
    story.on("2021-06-14")
    story.take(SIPAIFANG, online=False)
    _come_back_and_finish(story)


def e01b(story: Story) -> None:
    _told_of_the_booklets(story)
    slip = story.slip()
    story.on("2021-06-14")
    story.take(DEGAN, online=False)
    story.carry_on(slip)
    _finish(story)


def _told_of_the_booklets(story: Story) -> None:
    story.apply()
    story.fact("visit")
    story.show_all(*BOOKLETS)
    notice = story.notice(reason="copy-only")
    story.fact("printing", paper="notice", of=notice["_id"])


def _come_back_and_finish(story: Story) -> None:
    story.fact("visit", purpose="supplement")
    _finish(story)


def _finish(story: Story) -> None:
    story.show(*BOOKLETS)
    story.fact("pledge")
    story.accept()
    issue_and_hand_over(story)


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


def e05b(story: Story) -> None:
    story.apply()
    story.show("M01:husband", "M02:husband", "M03:couple")
    story.notice()


def e07(story: Story) -> None:
    story.apply(LOCAL_HUSBAND, **SICK)
    story.show_all("M18:couple/appraisal-by-city", "M17:wife")
    story.notice()


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
    issue_and_hand_over(story)


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


def ticked_by_mistake(story: Story) -> None:
    """It is found out before the notice, which so tells all; after the second visit it is found out again."""
    story.apply()
    story.show_all("M02:wife")
    story.untick("M03:couple")
    story.notice()
    story.fact("visit", purpose="supplement")
    story.show("M02:wife", "M03:couple")
    story.untick("M02:wife")
    story.notice()
    story.fact("visit", purpose="supplement")
    story.show("M02:wife")
    story.accept()


def unticked_too_late(story: Story) -> None:
    """A notice says that it was shown; then the case is accepted."""
    story.apply()
    story.show_all("M02:wife")
    story.notice()
    story.untick("M03:couple")
    story.show("M02:wife")
    story.accept()
    story.untick("M02:wife")


def seen_at_both_windows(story: Story) -> None:
    """One tablet takes its own tick back and knows nothing of the other's."""
    story.apply()
    first = story.show("M01:husband", "M01:wife")
    story.take(NEXT_TO_IT)
    story.show("M01:wife")
    story.take(SIPAIFANG)
    story.fact("untick", of=[first["_id"]], keys=["M01:husband", "M01:wife"])


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


def accepted_too_early(story: Story) -> None:
    story.apply()
    story.show("M01:husband")
    story.accept()


def told_after_acceptance(story: Story) -> None:
    story.opened_and_accepted()
    story.notice("M03:couple")
