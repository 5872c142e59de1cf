"""The signed token in a certificate's QR, checked with nothing but the district's public key."""

import base64
import contextlib
import random
from datetime import date

import pytest
import segno

from schema.sign1 import issue_credential
from schema.token import BadToken, cut_name, read_token, write_token
from tests.tablet import DISTRICT_KEY, DISTRICT_KEYS, Fact, Tablet, key_from, known, point, zhao_story

# A flipped byte may be one of the name of the key, or of what says how long the credential lasts.
ALTERED = ("credential-signature", "certificate-signature", "other-algorithm", "unknown-key")


def certificate(tablet: Tablet) -> Fact:
    zhao_story(tablet)
    return next(fact for fact in tablet.facts if fact["type"] == "certificate")


def test_a_token_says_what_the_fact_says() -> None:
    fact = certificate(Tablet())
    read = read_token(fact["token"], DISTRICT_KEYS)
    assert (read.number, str(read.issued_on), read.fault) == (fact["certNo"], "2021-06-14", "")
    assert (read.husband, read.husband_id) == ("赵明", "999999********1012")


def test_every_flipped_byte_is_noticed() -> None:
    token = certificate(Tablet())["token"]
    raw = base64.b32decode(token + "=" * (-len(token) % 8))
    for place in range(len(raw)):
        changed = bytearray(raw)
        changed[place] ^= 1
        try:
            fault = read_token(base64.b32encode(changed).rstrip(b"=").decode(), DISTRICT_KEYS).fault
        except BadToken:
            continue
        assert fault in ALTERED, place


def test_another_district_or_another_device_does_not_pass() -> None:
    fact = certificate(Tablet())
    stranger = key_from(77)
    assert read_token(fact["token"], known(stranger)).fault == "unknown-key"
    other = Tablet("500116001901B1", secret=9)
    borrowed = write_token(fact, other.credential, other.key)
    assert read_token(borrowed, DISTRICT_KEYS).fault == "other-device"


def test_a_credential_that_did_not_cover_the_day() -> None:
    tablet = Tablet()
    tablet.credential = issue_credential(
        DISTRICT_KEY, tablet.device, point(tablet.key), date(2021, 1, 1), date(2021, 6, 13)
    )
    assert read_token(certificate(tablet)["token"], DISTRICT_KEYS).fault == "after-credential"


@pytest.mark.parametrize("text", ["", "A", "赵", "AAAA", "====", "A" * 500, "a" * 40, "GEZDGNBV"])
def test_what_is_no_token_is_said_to_be_none(text: str) -> None:
    with pytest.raises(BadToken):
        read_token(text, DISTRICT_KEYS)


def test_no_bytes_whatever_raise_anything_else() -> None:
    """The check is public: it is shown rubbish."""
    token = certificate(Tablet())["token"]
    raw, chance = base64.b32decode(token + "=" * (-len(token) % 8)), random.Random(1)
    for _ in range(3000):
        changed = bytearray(raw[: chance.choice([len(raw), chance.randrange(len(raw))])])
        for _ in range(min(len(changed), 4)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        with contextlib.suppress(BadToken):
            read_token(base64.b32encode(changed).rstrip(b"=").decode(), DISTRICT_KEYS)


def test_names_are_cut_at_forty_bytes_with_a_mark() -> None:
    assert cut_name("赵明") == "赵明"
    assert cut_name("🐟" * 11) == "🐟" * 9 + "…"
    assert len(cut_name("阿" * 14).encode()) <= 40


def test_the_qr_is_at_most_85_modules_wide_at_level_m() -> None:
    tablet = Tablet()
    fact = certificate(tablet)
    long = {**fact, **{whom: {**fact[whom], "name": "阿" * 14} for whom in ("husband", "wife")}}
    token = write_token(long, tablet.credential, tablet.key)
    url = f"HTTPS://YICI.JIANGJIN.EXAMPLE/V/{token}"
    code = segno.make(url, error="m", boost_error=False)
    assert code.mode == "alphanumeric"
    assert code.symbol_size(border=0)[0] <= 85
