"""First passwords that were made, and may not have arrived."""

from server.house.slips import SECONDS, Slips

AT, LATER = "2021-06-08T01:00:00.000Z", "2021-06-08T01:10:00.000Z"
LI = {"li-1": {"mustChange": True, "passwordAt": AT}}


def test_they_are_told_again_for_an_hour_to_who_made_them() -> None:
    now = [0.0]
    slips = Slips(lambda: now[0])
    slips.keep("jijiang", "the list", {"li-1": "k7mp"}, AT)
    assert slips.again("jijiang", "the list", LI) == {"li-1": "k7mp"}
    assert slips.again("district", "the list", LI) == {}
    assert slips.again("jijiang", "another list", LI) == {}
    now[0] = SECONDS
    assert slips.again("jijiang", "the list", LI) == {}


def test_one_that_counts_no_more_is_not_told() -> None:
    slips = Slips()
    slips.keep("jijiang", "the list", {"li-1": "k7mp"}, AT)
    assert slips.again("jijiang", "the list", {"li-1": {"mustChange": True, "passwordAt": LATER}}) == {}
    assert slips.again("jijiang", "the list", {"li-1": {"passwordAt": LATER}}) == {}
    assert slips.again("jijiang", "the list", {}) == {}
