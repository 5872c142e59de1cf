"""Papers that are shown to somebody without a network: he has the district's keys and its lists, no more."""

import base64
import random
from collections.abc import Iterable
from datetime import date
from typing import Any

import cbor2
import pytest

from schema.district_keys import DistrictKey, as_jwks, from_jwks, key_id
from schema.revocations import (
    Revocations,
    are_the_districts,
    digest_of,
    range_of,
    revocations_members,
    signed_revocations,
)
from schema.sign1 import issue_credential
from schema.token import certificate_payload, write_token
from schema.verification import NO_LIST, Judgement, judge_number, judge_token
from tests.adversary.table import attempt
from tests.people import OUTSIDE_WIFE
from tests.tablet import DISTRICT_KEY, Fact, Tablet, key_from, point
from tests.vectors.verifications import flipped, put_together

OLD_KEY, STRANGER = key_from(500115), key_from(77)
AT = "2021-06-15T01:00:00.000Z"
KEYS = {
    key_id(DISTRICT_KEY.public_key()): DistrictKey(point(DISTRICT_KEY), date(2021, 1, 1), date(2031, 12, 31)),
    key_id(OLD_KEY.public_key()): DistrictKey(point(OLD_KEY), date(2020, 1, 1), date(2021, 3, 31)),
}
YEARS = date(2021, 1, 1), date(2023, 1, 1)
SHOWN = "verify screen, `/verify`, GraphQL, `yici verify`"


def paper(tablet: Tablet | None = None, serial: int = 1, **couple: Any) -> tuple[Tablet, Fact]:
    tablet = tablet or Tablet()
    return tablet, tablet.certificate(tablet.application(**couple), serial=serial, **couple)


def look(text: str, number: str = "", lists: Iterable[Fact] = ()) -> str:
    """The answer and its reason; nobody is named where the district's word does not stand for it."""
    good = [one for one in (lists or [signed()]) if are_the_districts(one, KEYS)]
    judged = judge_token(text, KEYS, Revocations.of(good), number)
    is_theirs = judged.reason == NO_LIST or judged.status not in ("altered", "unknown-yet")
    assert judged.shown is None or is_theirs
    return said(judged)


def said(judged: Judgement) -> str:
    return f"{judged.status}: {judged.reason}"


def signed(void: dict[str, str] | None = None, *revoked: str, key: Any = DISTRICT_KEY) -> Fact:
    return signed_revocations(revocations_members("500116001", void or {}, revoked), AT, key)


def vouched(key: Any, first: date, last: date) -> str:
    """A paper of a tablet that somebody else than usual vouches for, or for other days."""
    tablet, fact = paper()
    return write_token(fact, issue_credential(key, tablet.device, point(tablet.key), first, last), tablet.key)


@attempt(
    "a certificate with a chain of keys of one's own, down to an invented district",
    answered="unknown-yet: `unknown-key` – it might be another district's – and no name is shown",
    seen=SHOWN,
)
def test_an_invented_district() -> None:
    assert look(vouched(STRANGER, *YEARS)) == "unknown-yet: unknown-key"


@attempt("a paper of another district", answered="unknown-yet: `unknown-key`", seen=SHOWN)
def test_another_district() -> None:
    tablet = Tablet("500117001901A1", secret=11)
    tablet.credential = issue_credential(STRANGER, tablet.device, point(tablet.key), *YEARS)
    assert look(paper(tablet)[1]["token"]) == "unknown-yet: unknown-key"


@attempt(
    "the same, with the credential saying that the real district's key signed it",
    answered="altered: `credential-signature`",
    seen=SHOWN,
)
def test_a_credential_in_the_districts_name() -> None:
    tablet, fact = paper()
    real, forged = (
        cbor2.loads(issue_credential(key, tablet.device, point(tablet.key), *YEARS))
        for key in (DISTRICT_KEY, STRANGER)
    )
    credential = cbor2.dumps([real[0], {}, forged[2], forged[3]], canonical=True)
    assert look(write_token(fact, credential, tablet.key)) == "altered: credential-signature"


@attempt("a credential whose last day was moved on", answered="altered: `credential-signature`", seen=SHOWN)
def test_a_credential_made_longer() -> None:
    tablet, fact = paper()
    parts = cbor2.loads(tablet.credential)
    longer = cbor2.dumps({**cbor2.loads(parts[2]), 3: 99_999}, canonical=True)
    credential = cbor2.dumps([parts[0], {}, longer, parts[3]], canonical=True)
    assert look(write_token(fact, credential, tablet.key)) == "altered: credential-signature"


@attempt("another name in a genuine QR", answered="altered: `certificate-signature`", seen=SHOWN)
def test_another_name() -> None:
    _, fact = paper()
    other = certificate_payload({**fact, "wife": OUTSIDE_WIFE})
    message = cbor2.loads(base64.b32decode(fact["token"] + "=" * (-len(fact["token"]) % 8))).value
    changed = cbor2.CBORTag(18, [message[0], {}, cbor2.dumps(other, canonical=True), message[3]])
    text = base64.b32encode(cbor2.dumps(changed, canonical=True)).rstrip(b"=").decode()
    assert look(text) == "altered: certificate-signature"
    assert look(fact["token"]) == "valid: signed"


@attempt(
    "any one byte of a genuine QR changed, each in turn",
    answered="altered or unknown-yet; never valid",
    seen=SHOWN,
)
def test_every_byte() -> None:
    token = paper()[1]["token"]
    size = len(base64.b32decode(token + "=" * (-len(token) % 8)))
    answers = {look(flipped(token, place)).partition(":")[0] for place in range(size)}
    assert answers == {"altered", "unknown-yet"}


@attempt(
    "a genuine credential copied onto a paper that one's own key signed",
    answered="altered: `certificate-signature`",
    seen=SHOWN,
)
def test_a_borrowed_credential() -> None:
    tablet, fact = paper()
    assert look(write_token(fact, tablet.credential, STRANGER)) == "altered: certificate-signature"


@attempt(
    "a tablet of the district writes a number of another one's",
    answered="altered: `other-device`",
    seen=SHOWN,
)
def test_another_tablets_number() -> None:
    fact, other = paper()[1], Tablet("500116001901B1", secret=9)
    assert look(write_token(fact, other.credential, other.key)) == "altered: other-device"


@attempt("a QR that was not scanned whole", answered="altered: `truncated`, scan it again", seen=SHOWN)
def test_truncated() -> None:
    token = paper()[1]["token"]
    assert {look(token[:length]) for length in range(3, len(token), 7)} == {"altered: truncated"}


@attempt("letters put behind a genuine QR", answered="altered: `truncated`", seen=SHOWN)
def test_letters_behind() -> None:
    token = paper()[1]["token"]
    assert {look(token + more) for more in ("A", "=", "AAAAAAAA", " X")} == {"altered: truncated"}


@attempt(
    "members that nobody signed in the message's open header", answered="altered: `truncated`", seen=SHOWN
)
def test_an_open_header() -> None:
    tablet, fact = paper()
    header = {1: -7, -65537: tablet.credential}
    text = put_together(certificate_payload(fact), header, tablet.key, unprotected={3: "valid"})
    assert look(text) == "altered: truncated"


@attempt("the algorithm `none`, or another one", answered="altered: `other-algorithm`", seen=SHOWN)
@pytest.mark.parametrize("algorithm", [0, -8, -36, 5])
def test_another_algorithm(algorithm: int) -> None:
    tablet, fact = paper()
    header = {1: algorithm, -65537: tablet.credential}
    assert look(put_together(certificate_payload(fact), header, tablet.key)) == "altered: other-algorithm"


@attempt(
    "something else that a genuine tablet has signed, shown as a certificate",
    answered="altered: `not-a-certificate`",
    seen=SHOWN,
)
def test_something_else_signed() -> None:
    tablet, _ = paper()
    text = put_together({1: f"{tablet.device}-1", 2: 18_000}, {1: -7, -65537: tablet.credential}, tablet.key)
    assert look(text) == "altered: not-a-certificate"


@attempt(
    "an address, a poem, nothing, ten thousand letters", answered="unknown-yet: `not-a-token`", seen=SHOWN
)
def test_no_token() -> None:
    texts = ["", "https://example.com/", "床前明月光", "A" * 10_000, "\x00", "/V/"]
    assert {look(text) for text in texts} == {"unknown-yet: not-a-token"}


@attempt("rubbish of every kind, three thousand times", answered="one of the six; no error", seen="tests")
def test_rubbish() -> None:
    token, chance = paper()[1]["token"], random.Random(2)
    raw = base64.b32decode(token + "=" * (-len(token) % 8))
    for _ in range(3_000):
        changed = bytearray(raw[: chance.choice([len(raw), chance.randrange(len(raw))])])
        for _ in range(min(len(changed), 4)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        assert not look(base64.b32encode(changed).rstrip(b"=").decode()).startswith("valid") or changed == raw


@attempt("a credential past its date", answered="expired-credential: `after-credential`", seen=SHOWN)
def test_a_credential_past_its_date() -> None:
    text = vouched(DISTRICT_KEY, date(2021, 1, 1), date(2021, 6, 7))
    assert look(text) == "expired-credential: after-credential"


@attempt(
    "a date of issue before the tablet was admitted",
    answered="expired-credential: `before-credential`",
    seen=SHOWN,
)
def test_a_date_before_admission() -> None:
    text = vouched(DISTRICT_KEY, date(2021, 6, 9), date(2023, 1, 1))
    assert look(text) == "expired-credential: before-credential"


@attempt("a paper by a district key that was ended", answered="expired-credential: `key-over`", seen=SHOWN)
def test_a_key_that_was_ended() -> None:
    assert look(vouched(OLD_KEY, *YEARS)) == "expired-credential: key-over"


@attempt("a void certificate", answered="void: `void`", seen=SHOWN)
def test_void() -> None:
    assert look(paper()[1]["token"], lists=[signed({"500116001901A3FS0001": ""})]) == "void: void"


@attempt(
    "a void certificate made out anew with another year on its number", answered="void: `void`", seen=SHOWN
)
def test_void_in_another_year() -> None:
    tablet = Tablet()
    tablet.now = tablet.now.replace(year=2022)
    fact = paper(tablet)[1]
    assert "22" in fact["certNo"][14:16]
    assert look(fact["token"], lists=[signed({"500116001901A3FS0001": ""})]) == "void: void"


@attempt(
    "the second paper of a number, by a cloned tablet, signed as often as it likes",
    answered="void: `used-twice`; the first stays valid",
    seen=SHOWN,
)
def test_a_clones_paper() -> None:
    first, second = paper()[1]["token"], paper(wife=OUTSIDE_WIFE)[1]["token"]
    lists = [signed({"500116001901A3FS0001": digest_of(first)})]
    assert look(first, lists=lists) == "valid: signed"
    assert look(second, lists=lists) == "void: used-twice"


@attempt("a paper printed with a stolen tablet's numbers", answered="revoked-block: `revoked`", seen=SHOWN)
def test_a_stolen_tablets_number() -> None:
    lists = [signed({}, range_of("500116001901A3", "birth-service", 1, 200))]
    assert look(paper()[1]["token"], lists=lists) == "revoked-block: revoked"


@attempt(
    "a list of revocations from which a number was taken out",
    answered="the list counts as none: unknown-yet, `no-list` says that nobody looked; `yici verify` exits 1",
    seen=SHOWN,
)
def test_a_shortened_list() -> None:
    shortened = {**signed({"500116001901A3FS0001": ""}), "void": ""}
    assert look(paper()[1]["token"], lists=[shortened]) == "unknown-yet: no-list"


@attempt(
    "a void certificate beside a file of lists from which its township's was left out",
    answered="unknown-yet: `no-list`; `yici verify` exits 4",
    seen=SHOWN,
)
def test_a_list_left_out() -> None:
    elsewhere = signed_revocations(revocations_members("500116002", {}, []), AT, DISTRICT_KEY)
    assert look(paper()[1]["token"], lists=[elsewhere]) == "unknown-yet: no-list"


@attempt(
    "a list of revocations that somebody else signed, in the district's name or his own",
    answered="the list counts as none",
    seen=SHOWN,
)
def test_a_strangers_list() -> None:
    forged = signed({"500116001901A3FS0001": ""}, key=STRANGER)
    named = {**forged, "kid": signed()["kid"]}
    assert look(paper()[1]["token"], lists=[forged, named]) == "unknown-yet: no-list"


@attempt(
    "a file of keys in which one's own key has the name of the district's",
    answered="the file is not taken; `yici verify` exits 1",
    seen="`yici verify`",
)
def test_a_key_under_the_districts_name() -> None:
    (real, _), (own,) = (
        as_jwks(KEYS)["keys"],
        as_jwks({key_id(STRANGER.public_key()): DistrictKey(point(STRANGER), *YEARS)})["keys"],
    )
    with pytest.raises(ValueError, match="another key"):
        from_jwks({"keys": [{**own, "kid": real["kid"]}]})


@attempt(
    "the QR of one certificate beside the number of another", answered="altered: `other-number`", seen=SHOWN
)
def test_another_number() -> None:
    tablet, fact = paper()
    other = tablet.certificate(fact["case"], serial=9)["certNo"]
    assert look(fact["token"], other) == "altered: other-number"


@attempt(
    "a number made up, or mistyped", answered="unknown-yet: `not-a-number` by its check character", seen=SHOWN
)
def test_a_number_made_up() -> None:
    number = paper()[1]["certNo"]
    for place in range(len(number)):
        other = "1" if number[place] != "1" else "2"
        mistyped = number[:place] + other + number[place + 1 :]
        assert said(judge_number(mistyped, Revocations())) == "unknown-yet: not-a-number"
