"""The QR of a certificate is small enough to be printed and read for years, whatever the names."""

import re

import pytest
import segno
import zxingcpp
from pydantic import ValidationError

from server.settings import LONGEST_PUBLIC_URL, Settings
from tests.prints import addresses, printed, worn

LONGEST_QR, WIDEST = 734, 85  # letters, modules: the most of version 17 at level M
WIDTH = 45  # mm, of the symbol; papers print it wider
URL = "https://yici.example".ljust(LONGEST_PUBLIC_URL, "x")


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return list(addresses("https://yici.jiangjin.example", 20))


def test_with_the_longest_address_and_names_it_stays_within_its_size() -> None:
    sizes = []
    for text in addresses(URL, 20):
        code = segno.make_qr(text, error="m", boost_error=False)
        assert code.mode == "alphanumeric"
        assert code.symbol_size(border=0)[0] <= WIDEST
        sizes.append(len(text))
    assert LONGEST_QR - 4 <= max(sizes) <= LONGEST_QR


@pytest.mark.parametrize("url", [URL + "x", "https://yici.example/~a", "https://市.example", "ftp://a"])
def test_an_address_that_no_paper_can_carry_is_refused(url: str) -> None:
    with pytest.raises(ValidationError, match=re.escape("public_url")):
        Settings(public_url=url)


def test_an_address_is_the_origin_that_browsers_name() -> None:
    assert Settings(public_url="https://yici.example/").public_url == "https://yici.example"


def test_fresh_prints_are_read(texts: list[str]) -> None:
    assert [_read(printed(text, WIDTH)) for text in texts] == texts


def test_worn_prints_are_read(texts: list[str]) -> None:
    assert [_read(worn(printed(text, WIDTH), seed)) for seed, text in enumerate(texts)] == texts


def _read(picture: object) -> str:
    found = zxingcpp.read_barcodes(picture)
    return found[0].text if len(found) == 1 else ""
