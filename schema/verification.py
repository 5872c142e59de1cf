"""Is this certificate good? What can be judged with no network: by the district's keys and lists alone.

One answer of six, each with its reason. The words for people are in `verification.json`; the tablet has its
own program to the same answers.
"""

import json
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from schema.district_keys import DistrictKeys
from schema.numbers import read_certificate_number
from schema.revocations import Revocations
from schema.sign1 import NOT_COVERED
from schema.slip import BadSlip, read_slip
from schema.token import BadToken, Certificate, NoToken, read_token

VALID, VOID, UNKNOWN_YET = "valid", "void", "unknown-yet"
ALTERED, REVOKED_BLOCK, EXPIRED_CREDENTIAL = "altered", "revoked-block", "expired-credential"
NO_LIST = "no-list"  # well signed, and nobody looked whether it is void
NUMBER_ONLY = "number-only"  # it can be one, and nothing is said against it
_BEGINNING = "2KC"  # in base32, of CBOR's tag 18 over a list of four
_OF_A_SLIP = {"unknown-key": "unknown-key", "expired-credential": "slip"}  # by why it is a bad one


@dataclass(frozen=True, slots=True)
class Judgement:
    """`shown` is what the token says, where the district's word stands for it; `as_of` says how old the list
    of revocations is that was looked into, empty for none."""

    reason: str
    shown: Certificate | None = None
    as_of: str = ""

    @property
    def status(self) -> str:
        return status_of(self.reason)


@cache
def words() -> dict[str, Any]:
    """`statuses` and `reasons` with their words in Chinese and English."""
    whole: dict[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
    return whole


def status_of(reason: str) -> str:
    """The answer, of the six, that a reason is one for."""
    status: str = words()["reasons"][reason]["status"]
    return status


def headline_of(reason: str) -> dict[str, str]:
    """What stands above a reason, `zh`, `en` and how it looks: of its status, unless it has its own."""
    own: dict[str, str] | None = words()["reasons"][reason].get("headline")
    return own or words()["statuses"][status_of(reason)]


def token_in(text: str) -> str:
    """The token in what a QR says: it stands there as the end of an address."""
    return text.strip().rpartition("/")[2].upper()


def number_in(text: str) -> str:
    """A number as it was typed: with spaces, in small or in full-width letters."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def judge_token(
    text: str, keys: DistrictKeys, revocations: Revocations | None, number: str = ""
) -> Judgement:
    """`text` of a QR, or the token alone; `number`, where not empty, must be the one in it. Never raises.

    Without `revocations` nobody looks whether the certificate is void.
    """
    token = token_in(text)
    try:
        shown = read_token(token, keys)
    except NoToken:
        return Judgement("truncated" if token.startswith(_BEGINNING) else "not-a-token")
    except BadToken:
        return Judgement(_reason_of_another(token, keys))
    if shown.fault and shown.fault not in NOT_COVERED:
        return Judgement(shown.fault)
    if number and number_in(number) != shown.number:
        return Judgement("other-number")
    if shown.fault:
        return Judgement(shown.fault, shown)
    if revocations is None or not (as_of := revocations.as_of(shown.device)):
        return Judgement(NO_LIST, shown)
    against = revocations.reason_against(read_certificate_number(shown.number), token)
    return Judgement(against or "signed", shown, as_of)


def judge_number(number: str, revocations: Revocations) -> Judgement:
    """What can be said of a number alone. Never raises."""
    try:
        parts = read_certificate_number(number_in(number))
    except ValueError:
        return Judgement("not-a-number")
    against = revocations.reason_against(parts, "")
    return Judgement(against or NUMBER_ONLY, as_of=revocations.as_of(parts.device))


def _reason_of_another(token: str, keys: DistrictKeys) -> str:
    """Of what a device signed that is no certificate."""
    try:
        read_slip(token, keys)
    except BadSlip as bad:
        return _OF_A_SLIP.get(bad.args[0], "not-a-certificate")
    return "slip"
