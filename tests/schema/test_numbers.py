"""Numbers on papers and their check characters."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.checksum import mod_37_36
from schema.numbers import (
    CertificateNumber,
    case_number,
    certificate_number,
    read_case_number,
    read_certificate_number,
)

DEVICE = "500116001901A3"
DAY = date(2021, 6, 14)


@pytest.mark.parametrize(
    ("body", "check"),
    [("FS50011600190121A30001", "6"), ("DS50011600190121A30001", "5"), ("ZS50011600100021Z10001", "B")],
)
def test_check_characters_known_from_the_standard(body: str, check: str) -> None:
    assert mod_37_36(body) == check
    assert mod_37_36("A12425GABC1234002") == "M"


@given(st.integers(1, 9999))
def test_a_certificate_number_is_read_back(serial: int) -> None:
    number = certificate_number("birth-service", DEVICE, DAY, serial)
    assert read_certificate_number(number) == CertificateNumber("birth-service", DEVICE, 21, serial)


@given(st.integers(0, 22), st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
def test_every_single_wrong_character_is_found(place: int, wrong: str) -> None:
    right = certificate_number("birth-service", DEVICE, DAY, 1)
    changed = right[:place] + wrong + right[place + 1 :]
    if changed != right:
        with pytest.raises(ValueError, match=r"\S"):
            read_certificate_number(changed)


def test_a_case_number_is_read_back() -> None:
    read = read_case_number(case_number("birth-service", DEVICE, DAY, 7))
    assert (read.item, read.device, read.day, read.serial) == ("birth-service", DEVICE, "210614", 7)


@pytest.mark.parametrize("serial", [0, 10_000])
def test_a_serial_that_does_not_fit_is_refused(serial: int) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        certificate_number("birth-service", DEVICE, DAY, serial)
    with pytest.raises(ValueError, match="does not fit"):
        case_number("birth-service", DEVICE, DAY, serial)
