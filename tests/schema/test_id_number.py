"""公民身份号码: what is taken, and what is said of what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.id_number import IdNumber, couple_key, mask_id_number, person_key, read_id_number


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("999999198803121012", IdNumber("", "1988-03-12", "male")),
        ("99999919850101203X", IdNumber("", "1985-01-01", "male")),
        ("999999199007211425", IdNumber("", "1990-07-21", "female")),
        ("999999198803121013", IdNumber("check-character")),
        ("999999198813121012", IdNumber("birth-date")),
        ("99999919850101203x", IdNumber("characters")),
        ("９９９９９９198803121012", IdNumber("characters")),
        ("999999880312101", IdNumber("old-number")),
        ("", IdNumber("length")),
    ],
)
def test_reading(text: str, read: IdNumber) -> None:
    assert read_id_number(text) == read


@given(st.integers(0, 16), st.integers(1, 9))
def test_every_single_wrong_digit_is_found(place: int, shift: int) -> None:
    right = "999999198803121012"
    wrong = right[:place] + str((int(right[place]) + shift) % 10) + right[place + 1 :]
    assert read_id_number(wrong).fault


def test_masking_keeps_the_area_and_the_last_four() -> None:
    assert mask_id_number("999999198803121012") == "999999********1012"


def test_a_couple_is_the_same_whoever_is_named_first() -> None:
    his, hers, another = "999999198803121012", "999999199007211425", "999999199508083281"
    assert couple_key(his, hers) == couple_key(hers, his)
    assert len({couple_key(his, hers), couple_key(his, another), person_key(his), person_key(hers)}) == 4
