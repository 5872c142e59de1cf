"""Signatures and the chain of a device's facts."""

import pytest

from schema.envelope import chain_hash, fact_signature_is_good, from_base64url, to_base64url
from tests.tablet import Tablet, point, zhao_story


def test_a_signature_holds_for_its_own_key_alone() -> None:
    tablet, other = Tablet(), Tablet(secret=4)
    fact = tablet.visit("500116001901A3-1")
    assert fact_signature_is_good(fact, point(tablet.key))
    assert not fact_signature_is_good(fact, point(other.key))


@pytest.mark.parametrize(
    "change", [{"online": False}, {"seq": 2}, {"sig": "A" * 86}, {"sig": "x"}, {"new": 1}]
)
def test_any_change_breaks_the_signature(change: dict[str, object]) -> None:
    tablet = Tablet()
    fact = {**tablet.visit("500116001901A3-1"), **change}
    assert not fact_signature_is_good(fact, point(tablet.key))


def test_each_fact_carries_the_hash_of_the_one_before() -> None:
    tablet = Tablet()
    zhao_story(tablet)
    previous = ["", *(chain_hash(fact) for fact in tablet.facts[:-1])]
    assert [fact["prev"] for fact in tablet.facts] == previous
    assert [fact["seq"] for fact in tablet.facts] == list(range(1, len(tablet.facts) + 1))


def test_base64url_takes_nothing_else() -> None:
    assert from_base64url(to_base64url(b"\xff\xfe\x00")) == b"\xff\xfe\x00"
    with pytest.raises(ValueError, match=r"\S"):
        from_base64url("not base64!")


def test_bytes_are_written_in_one_way_alone() -> None:
    """The last letter of 64 bytes has four bits to spare."""
    written = to_base64url(bytes(64))
    assert written[-1] == "A"
    for spare in "BCDEFGHIJKLMNOP":
        with pytest.raises(ValueError, match="one way"):
            from_base64url(written[:-1] + spare)
