"""The cases that every program must see alike, E01 to E27 and the ways to go wrong, by their names."""

from collections.abc import Callable

from tests.story import Story
from tests.vectors import carried_on
from tests.vectors.office_work import (
    asked_another_office,
    e05,
    e06,
    e08,
    e17_after,
    e17_before,
    e18,
    foreign_word,
    pledges_that_came_to_nothing,
    remarried_further_birth,
    unwanted_pledge,
)
from tests.vectors.promises import both_accept, e02, e11, e15, e16, e19, e25, e26, promised_for_a_wrong_day
from tests.vectors.sheets import (
    e13_earlier,
    e13_later,
    e13_one_case,
    e14,
    e20,
    e21,
    e22,
    e27,
    jammed_after_a_false_pledge,
    sent_back_twice,
    withdrawn_after_issue,
)
from tests.vectors.told_once import (
    accepted_too_early,
    e01,
    e01b,
    e03,
    e04,
    e05b,
    e07,
    e09,
    e10,
    e12,
    e23,
    e24_less,
    e24_more,
    told_after_acceptance,
)

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
    "carried on: told there, unknown here": carried_on.notified_here_unknown_there,
    "carried on: accepted there, unknown here": carried_on.accepted_here_unknown_there,
    "carried on: further birth": carried_on.further_birth_unknown_there,
    "carried on: said otherwise": carried_on.said_otherwise_there,
    "carried on: slip used twice": carried_on.slip_used_twice,
    "carried on: there and back": carried_on.back_again,
    "carried on: for another couple": carried_on.for_another_couple,
    "carried on: after a withdrawal": carried_on.after_a_withdrawal,
    "carried on: issued by both": carried_on.issued_by_both,
    "carried on: issued by both, the later made void": carried_on.issued_by_both_and_made_void,
    "carried on: jammed elsewhere": carried_on.jammed_elsewhere,
}


def told(name: str) -> Story:
    """The story whose name begins so."""
    story = Story()
    next(tell for title, tell in SCENARIOS.items() if title.startswith(name))(story)
    return story
