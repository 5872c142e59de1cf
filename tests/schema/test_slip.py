"""The hand-over slip: what strangers hold up for one, and whose word stands for it."""

import base64
from datetime import UTC, date, datetime
from typing import Any

import cbor2
import pytest

from schema.envelope import sign
from schema.sign1 import encode, issue_credential, to_be_signed, write_signed
from schema.slip import BadSlip, read_slip, slip_payload
from tests.story import Story
from tests.tablet import DISTRICT_KEY, DISTRICT_KEYS, key_from, known, point

STRANGER = key_from(77)
YEARS = date(2021, 1, 1), date(2031, 12, 31)
_TWICE = (b"\xd8\x1c\x82" + b"\xd8\x1d\x18%c" % n * 2 for n in range(40))
GIGABYTES = b"\x98%c\xd8\x1c\x80" % 41 + b"".join(_TWICE)  # lists, each with the one before in it twice
IN_A_QR = base64.b32encode(b"\xd2\x84" + GIGABYTES + b"\xa0\x40\x40").rstrip(b"=").decode()


def payload() -> dict[int, Any]:
    story = Story()
    story.opened_and_accepted()
    now = datetime(2021, 6, 8, 9, tzinfo=UTC)
    return slip_payload(story.state, story.guides[story.state["guide"]], now, "ABCDEFGH2345")


def credential(key: Any = DISTRICT_KEY, first: date = YEARS[0], last: date = YEARS[1]) -> bytes:
    return issue_credential(key, "500116001901A3", point(key_from(3)), first, last)


@pytest.mark.parametrize(
    "seconds", [2**56, 2**57, 2**62, 2**63 - 1, 2**64 - 1, -(2**63), 253402300800, -62135596801]
)
@pytest.mark.parametrize("key", [DISTRICT_KEY, STRANGER])
def test_a_time_that_no_calendar_holds_is_no_slip(key: Any, seconds: int) -> None:
    for wrong in ({6: seconds}, {9: ["JS1", seconds, 0, 0]}, {9: ["JS1", 0, 0, seconds]}):
        slip = write_signed({**payload(), **wrong}, credential(key), key_from(3))
        with pytest.raises(BadSlip, match="not-a-slip" if key is DISTRICT_KEY else "unknown-key"):
            read_slip(slip, DISTRICT_KEYS)


def test_what_one_program_holds_and_another_does_not_is_no_slip() -> None:
    late = int(datetime(9999, 12, 31, 16, tzinfo=UTC).timestamp())  # a day later in Shanghai
    for wrong in ({6: late}, {8: 2**53}, {9: ["JS1", 0, 2**53, 0]}):
        with pytest.raises(BadSlip, match="not-a-slip"):
            read_slip(write_signed({**payload(), **wrong}, credential(), key_from(3)), DISTRICT_KEYS)


def printed(**changed: Any) -> str:
    return write_signed(payload(), credential(**changed), key_from(3))


def test_a_slip_counts_on_the_days_of_its_credential_and_of_its_key() -> None:
    day, before, after = date(2021, 6, 8), date(2021, 6, 7), date(2021, 6, 9)
    assert read_slip(printed(first=day, last=day), known(DISTRICT_KEY, day, day))
    for days in ({"first": after}, {"last": before}):
        with pytest.raises(BadSlip, match="expired-credential"):
            read_slip(printed(**days), DISTRICT_KEYS)
    for years in ((YEARS[0], before), (after, YEARS[1])):
        with pytest.raises(BadSlip, match="expired-credential"):
            read_slip(printed(), known(DISTRICT_KEY, *years))


def test_a_day_is_one_of_shanghai() -> None:
    early = {**payload(), 6: int(datetime(2021, 6, 7, 16, 30, tzinfo=UTC).timestamp())}
    slip = write_signed(early, credential(first=date(2021, 6, 8)), key_from(3))
    assert read_slip(slip, DISTRICT_KEYS).issued_at == "2021-06-07T16:30:00.000Z"


def put_together(content: bytes, header: bytes = b"") -> str:
    """Signed by the tablet, whatever its parts are."""
    protected = header or encode({1: -7, -65537: credential()})
    parts = [protected, {}, content, sign(key_from(3), to_be_signed(protected, content))]
    return base64.b32encode(encode(cbor2.CBORTag(18, parts))).rstrip(b"=").decode()


def test_nothing_hides_in_another_form_of_what_is_signed() -> None:
    content = encode(payload())
    assert read_slip(put_together(content), DISTRICT_KEYS).device == "500116001901A3"
    backwards = cbor2.dumps(dict(reversed(payload().items())))
    in_two_bytes = content[:1] + b"\x18" + content[1:]  # the first name
    a_list = cbor2.dumps([None, *payload().values()])
    for other in (backwards, in_two_bytes, content + b"\x00", a_list, b"\x80", b""):
        with pytest.raises(BadSlip, match="not-a-slip"):
            read_slip(put_together(other), DISTRICT_KEYS)


def test_a_few_bytes_do_not_stand_for_gigabytes() -> None:
    for text in (IN_A_QR, put_together(GIGABYTES), put_together(b"\xa0", GIGABYTES)):
        with pytest.raises(BadSlip, match="not-a-slip"):
            read_slip(text, DISTRICT_KEYS)
