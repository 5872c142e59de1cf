"""Lists of revocations: short, signed, and each number named whatever the year on it."""

from datetime import date

import orjson
import pytest

from schema.district_keys import DistrictKey, key_id
from schema.numbers import CertificateNumber
from schema.revocations import (
    Revocations,
    are_the_districts,
    digest_of,
    range_of,
    revocations_members,
    signed_revocations,
)
from tests.tablet import DISTRICT_KEY, Fact, key_from, point

TOWNSHIP = "500116001"
AT = "2021-06-15T01:00:00.000Z"
KEYS = {
    key_id(DISTRICT_KEY.public_key()): DistrictKey(point(DISTRICT_KEY), date(2021, 1, 1), date(2031, 12, 31))
}


def number(serial: int, year: int = 21, item: str = "birth-service") -> CertificateNumber:
    return CertificateNumber(item, "500116001901A3", year, serial)


def document() -> Fact:
    void = {"500116001901A3FS0012": "", "500116001901A3FS0013": digest_of("THE FIRST")}
    revoked = [range_of("500116001901A3", "birth-service", 41, 200)]
    return signed_revocations(revocations_members(TOWNSHIP, void, revoked), AT, DISTRICT_KEY)


def test_a_number_is_void_whatever_the_year_on_it() -> None:
    lists = Revocations.of([document()])
    assert lists.reason_against(number(12), "ANY") == "void"
    assert lists.reason_against(number(12, 26), "") == "void"
    assert lists.reason_against(number(12, item="only-child"), "ANY") == ""
    assert lists.reason_against(number(11), "ANY") == ""


def test_of_a_number_used_twice_one_paper_stands() -> None:
    lists = Revocations.of([document()])
    assert lists.reason_against(number(13), "THE FIRST") == ""
    assert lists.reason_against(number(13), "THE CLONE'S") == "used-twice"
    assert lists.reason_against(number(13), "") == ""


@pytest.mark.parametrize(("serial", "reason"), [(40, ""), (41, "revoked"), (200, "revoked"), (201, "")])
def test_a_range_is_revoked_to_both_its_ends(serial: int, reason: str) -> None:
    assert Revocations.of([document()]).reason_against(number(serial), "ANY") == reason


def test_only_the_districts_word_counts_and_only_in_its_days() -> None:
    signed = document()
    assert are_the_districts(signed, KEYS)
    assert are_the_districts({**signed, "_rev": "3-x"}, KEYS)
    emptied = {**signed, "void": ""}
    strangers = signed_revocations(revocations_members(TOWNSHIP, {}, []), AT, key_from(77))
    late = signed_revocations(revocations_members(TOWNSHIP, {}, []), "2032-01-01T01:00:00.000Z", DISTRICT_KEY)
    for one in (emptied, strangers, late, {**signed, "sig": "?"}, {**signed, "kid": "x"}, {}, {"kid": 1}):
        assert not are_the_districts(one, KEYS), one


def test_ten_thousand_revocations_travel_in_two_hundred_kilobytes() -> None:
    """Of them all papers of ten stolen tablets that used up their first blocks."""
    void = {
        f"{TOWNSHIP}9{site:02}{letter}1FS{serial:04}": digest_of("ANY") if serial < 400 else ""
        for site in range(1, 6)
        for letter in "AB"
        for serial in range(1, 2000, 2)
    }
    assert len(void) == 10_000
    whole = signed_revocations(revocations_members(TOWNSHIP, void, []), AT, DISTRICT_KEY)
    assert len(orjson.dumps(whole)) <= 200_000
    lists = Revocations.of([whole])
    assert all(
        lists.reason_against(CertificateNumber("birth-service", name[:14], 21, int(name[-4:])), "OTHER")
        for name in void
    )
