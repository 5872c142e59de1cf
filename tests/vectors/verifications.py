"""Certificates good and bad, and what can be said of each with no network: for the hub and for the tablet."""

import base64
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import cbor2

from schema.district_keys import DistrictKey, key_id
from schema.envelope import compressed, sign, to_base64url
from schema.numbers import certificate_number
from schema.revocations import (
    Revocations,
    are_the_districts,
    digest_of,
    range_of,
    revocations_members,
    signed_revocations,
)
from schema.sign1 import issue_credential, to_be_signed
from schema.token import certificate_payload, write_token
from schema.verification import judge_number, judge_token
from tests.tablet import DISTRICT_KEY, SHANGHAI, Fact, Tablet, key_from, point

OLD_KEY, STRANGER = key_from(500115), key_from(77)
AT = "2021-06-15T01:00:00.000Z"
KEYS = {
    key_id(DISTRICT_KEY.public_key()): DistrictKey(point(DISTRICT_KEY), date(2021, 1, 1), date(2031, 12, 31)),
    key_id(OLD_KEY.public_key()): DistrictKey(point(OLD_KEY), date(2020, 1, 1), date(2021, 3, 31)),
}
# In days since 1970-01-01: what no calendar of four digits has, and the days beside.
_DAYS = {
    "0000-12-31": -719163, "0001-01-01": -719162, "9999-12-31": 2932896, "10000-01-01": 2932897,
    "a day of 2^53": 2**53,
}  # fmt: skip
_HERE, _NO_LIST = "500116001901A3", "500116002901A1"


def paper(serial: int, device: str = _HERE, day: str = "2021-06-14") -> tuple[Tablet, Fact]:
    """A tablet, and what it is about to certify."""
    tablet = Tablet(device)
    tablet.now = datetime.fromisoformat(f"{day}T10:00").replace(tzinfo=SHANGHAI)
    return tablet, tablet.certificate(tablet.application(), serial=serial)


def good(serial: int, device: str = _HERE) -> str:
    return str(paper(serial, device)[1]["token"])


def by_key(key: Any, serial: int, first: date, last: date, day: str = "2021-06-14") -> str:
    """Of a tablet that `key` vouches for, from `first` to `last`."""
    tablet, fact = paper(serial, day=day)
    return write_token(fact, issue_credential(key, tablet.device, point(tablet.key), first, last), tablet.key)


def slip(key: Any = DISTRICT_KEY, first: date = date(2021, 1, 1), last: date = date(2023, 1, 1)) -> str:
    """The QR of a receipt of 14 June 2021, by a tablet that `key` vouches for."""
    tablet = paper(1)[0]
    tablet.credential = issue_credential(key, tablet.device, point(tablet.key), first, last)
    return tablet.slip(tablet.facts[0]["case"])


def put_together(payload: dict[int, Any], header: dict[int, Any], key: Any, **more: Any) -> str:
    """A token by the letter, whatever its parts are."""
    protected, content = (cbor2.dumps(one, canonical=True) for one in (header, payload))
    signature = sign(key, to_be_signed(protected, content))
    message = cbor2.CBORTag(18, [protected, more.get("unprotected", {}), content, signature])
    return base64.b32encode(cbor2.dumps(message, canonical=True)).rstrip(b"=").decode()


def flipped(token: str, place: int) -> str:
    """One byte from the end is another one."""
    raw = bytearray(base64.b32decode(token + "=" * (-len(token) % 8)))
    raw[place] ^= 1
    return base64.b32encode(raw).rstrip(b"=").decode()


def shown() -> Iterator[tuple[str, str, str]]:
    """What it is, the text, and the number given beside it."""
    years = date(2021, 1, 1), date(2023, 1, 1)
    tablet, fact = paper(1)
    token, payload = fact["token"], certificate_payload(fact)
    header = {1: -7, -65537: tablet.credential}
    other = Tablet("500116001901B1", secret=9)
    yield "good", token, ""
    yield "the whole address", f"HTTPS://YICI.EXAMPLE/V/{token}", ""
    yield "in small letters, with space around", f"  {token.lower()}\n", ""
    yield "with its number", token, fact["certNo"]
    yield "with another number", token, certificate_number("birth-service", _HERE, date(2021, 6, 14), 9)
    yield "void", good(12), ""
    yield "used twice, the one that stands", good(13), ""
    yield "used twice, the other", by_key(DISTRICT_KEY, 13, *years, day="2021-06-15"), ""
    yield "of a lost tablet's block", good(41), ""
    yield "the last before that block", good(40), ""
    yield "of a township without a list", good(1, _NO_LIST), ""
    yield "of another district", by_key(STRANGER, 1, *years), ""
    yield "credential over", by_key(DISTRICT_KEY, 1, date(2021, 1, 1), date(2021, 6, 13)), ""
    yield "credential's last day", by_key(DISTRICT_KEY, 1, date(2021, 1, 1), date(2021, 6, 14)), ""
    yield "credential not begun", by_key(DISTRICT_KEY, 1, date(2021, 6, 15), date(2023, 1, 1)), ""
    yield "old key, in its days", by_key(OLD_KEY, 1, *years, day="2021-03-31"), ""
    yield "old key, after them", by_key(OLD_KEY, 1, *years, day="2021-04-01"), ""
    yield "another tablet's credential", write_token(fact, other.credential, other.key), ""
    yield "a credential and another one's key", write_token(fact, tablet.credential, other.key), ""
    yield "last byte flipped", flipped(token, -1), ""
    yield "a byte of a name flipped", flipped(token, -80), ""
    yield "first byte flipped", flipped(token, 0), ""
    yield "second byte flipped", flipped(token, 1), ""
    for length in (3, 8, 100, len(token) // 2, len(token) - 5, len(token) - 1):
        yield f"the first {length} letters", token[:length], ""
    yield "another letter for the last", token[:-1] + ("A" if token[-1] != "A" else "B"), ""
    yield "with letters behind", token + "AAAAAAAA", ""
    yield "with padding", token + "=", ""
    yield "algorithm none", put_together(payload, {**header, 1: 0}, tablet.key), ""
    yield "algorithm ES512", put_together(payload, {**header, 1: -36}, tablet.key), ""
    yield "something unprotected", put_together(payload, header, tablet.key, unprotected={1: 1}), ""
    yield "a number for a name", put_together({**payload, 3: 7}, header, tablet.key), ""
    yield "half a day", put_together({**payload, 2: 18000.5}, header, tablet.key), ""
    for name, day in _DAYS.items():
        yield f"issued on {name}", put_together({**payload, 2: day}, header, tablet.key), ""
    for area in (2**53 - 1, 2**53, 2**64, -(2**53)):
        yield f"an area of {area}", put_together({**payload, 7: area}, header, tablet.key), ""
    for last in (2**53 - 1, 2**53, 2**64):
        word = put_together(payload, {1: -7, -65537: _word_until(last)}, tablet.key)
        yield f"vouched for until day {last}", word, ""
    yield "no wife", put_together({n: v for n, v in payload.items() if n != 5}, header, tablet.key), ""
    yield (
        "a wrong check character",
        put_together({**payload, 1: fact["certNo"][:-1] + "*"}, header, tablet.key),
        "",
    )
    yield "a ninth member behind", put_together({**payload, 9: "x"}, header, tablet.key), ""
    yield "no credential", put_together(payload, {1: -7}, tablet.key), ""
    yield "a point off the curve", put_together(payload, {1: -7, -65537: _off_the_curve()}, tablet.key), ""
    yield "a slip", slip(), ""
    yield "a slip's whole address", f"HTTPS://YICI.EXAMPLE/H/{slip()}", ""
    yield "a slip after its credential", slip(first=date(2021, 1, 1), last=date(2021, 6, 13)), ""
    yield "a slip of another district", slip(key=STRANGER), ""
    yield "a slip, altered", flipped(slip(), -1), ""
    yield "a slip cut off", slip()[:200], ""
    for text in ("", "RUBBISH", "赵", "0189", "2KC", "https://example.com/", "A" * 700):
        yield f"no token: {text[:20]}", text, ""


def _off_the_curve() -> bytes:
    """A credential that the district signed for what is no key."""
    return _credential({1: b"\x02" + b"\xff" * 32, 2: _HERE, 3: 19000, 4: 18000})


def _word_until(last: int) -> bytes:
    return _credential({1: compressed(Tablet(_HERE).key.public_key()), 2: _HERE, 3: last, 4: 18000})


def _credential(word: dict[int, Any]) -> bytes:
    """By the district, whatever it says."""
    protected = cbor2.dumps({1: -7, 4: key_id(DISTRICT_KEY.public_key())}, canonical=True)
    content = cbor2.dumps(word, canonical=True)
    signature = sign(DISTRICT_KEY, to_be_signed(protected, content))
    return cbor2.dumps([protected, {}, content, signature], canonical=True)


def lists() -> list[dict[str, Any]]:
    """The township's, and one that nobody of the district signed."""
    void = {f"{_HERE}FS0012": "", f"{_HERE}FS0013": digest_of(good(13))}
    revoked = [range_of(_HERE, "birth-service", 41, 200)]
    own = signed_revocations(revocations_members(_HERE[:9], void, revoked), AT, DISTRICT_KEY)
    forged = signed_revocations(revocations_members(_NO_LIST[:9], {}, []), AT, STRANGER)
    return [own, forged, {**forged, "kid": own["kid"]}]


def verification_vectors() -> dict[str, Any]:
    revocations = Revocations.of(one for one in lists() if are_the_districts(one, KEYS))
    rows = []
    for name, text, number in shown():
        judged = judge_token(text, KEYS, revocations, number)
        read = judged.shown
        rows.append(
            {
                "name": name, "text": text, "number": number,
                "status": judged.status, "reason": judged.reason, "asOf": judged.as_of,
                "certNo": read.number if read else "",
                "issuedOn": str(read.issued_on) if read else "",
                "people": [read.husband, read.husband_id, read.wife, read.wife_id] if read else [],
            }
        )  # fmt: skip
    numbers = []
    for serial in (1, 12, 13, 41):
        number = certificate_number("birth-service", _HERE, date(2021, 6, 14), serial)
        numbers += [number, number[:-1] + "*"]
    numbers.append(f" {number[:2].lower()} {number[2:14]}\u3000{number[14:]} ")
    numbers.append("ＦＳ" + number[2:])
    return {
        "keys": [
            {
                "kid": kid.hex(), "publicKey": to_base64url(key.point),
                "from": str(key.first), "until": str(key.until),
            }
            for kid, key in KEYS.items()
        ],
        "revocations": lists(),
        "rows": rows,
        "numbers": [
            {"number": one, "reason": judged.reason, "asOf": judged.as_of}
            for one in numbers
            if (judged := judge_number(one, revocations))
        ],
    }  # fmt: skip
