"""The district's keys as a file that anybody can keep."""

from datetime import date

import pytest

from schema.district_keys import DistrictKey, as_jwks, from_jwks, key_id
from tests.tablet import DISTRICT_KEY, key_from, point

OTHER = key_from(77)
KEYS = {
    key_id(DISTRICT_KEY.public_key()): DistrictKey(point(DISTRICT_KEY), date(2021, 1, 1), date(2031, 12, 31)),
    key_id(OTHER.public_key()): DistrictKey(point(OTHER), date(2026, 11, 23), date(2036, 12, 31)),
}


def test_what_is_written_is_what_is_read() -> None:
    assert from_jwks(as_jwks(KEYS)) == KEYS
    assert [key["from"] for key in as_jwks(KEYS)["keys"]] == ["2021-01-01", "2026-11-23"]


def test_a_key_under_the_name_of_another_is_not_taken() -> None:
    first, second = as_jwks(KEYS)["keys"]
    with pytest.raises(ValueError, match="is another key"):
        from_jwks({"keys": [{**first, "kid": second["kid"]}]})


@pytest.mark.parametrize("jwks", [{}, {"keys": [{}]}, {"keys": [{"x": "A", "y": "A"}]}, [], {"keys": ["x"]}])
def test_what_is_no_set_of_keys_is_said_to_be_none(jwks: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whichever it is
        from_jwks(jwks)  # type: ignore[arg-type]
