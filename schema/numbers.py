"""Numbers on papers: a certificate's `{prefix2}{site12}{yy}{device2}{serial4}{check}`, a case's has a date.

Both end in an ISO 7064 MOD 37,36 check character, so a mistyped number is found without looking it up.
"""

import re
from dataclasses import dataclass
from datetime import date

from schema.areas import SITE_DIGITS, site_of_device
from schema.checksum import mod_37_36

PREFIXES = {"birth-service": "FS", "further-birth": "ZS", "only-child": "DS", "status-proof": "HY"}
_ITEMS = {prefix: item for item, prefix in PREFIXES.items()}
_CERTIFICATE = re.compile(r"([A-Z]{2})([0-9]{12})([0-9]{2})([0-9A-Z]{2})([0-9]{4})[0-9A-Z]")
_CASE = re.compile(r"([A-Z]{2})([0-9]{12})([0-9]{6})([0-9A-Z]{2})([0-9]{3})[0-9A-Z]")


@dataclass(frozen=True, slots=True)
class CertificateNumber:
    """The parts of a certificate number. `device` is the full device id (site and two characters)."""

    item: str
    device: str
    year: int  # two digits
    serial: int


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """The parts of a case number; `day` is `yymmdd`."""

    item: str
    device: str
    day: str
    serial: int


def certificate_number(item: str, device: str, issued_on: date, serial: int) -> str:
    """`device` is the 14-character device id; `serial` is 1 to 9999 from the device's own block."""
    if not 1 <= serial <= 9999:
        raise ValueError(f"serial {serial} does not fit four digits")
    body = f"{PREFIXES[item]}{site_of_device(device)}{issued_on:%y}{device[SITE_DIGITS:]}{serial:04}"
    return body + mod_37_36(body)


def read_certificate_number(text: str) -> CertificateNumber:
    """Raises `ValueError` when the form or the check character is wrong."""
    prefix, site, year, device, serial = _parts(_CERTIFICATE, text)
    return CertificateNumber(_ITEMS[prefix], site + device, int(year), int(serial))


def case_number(item: str, device: str, accepted_on: date, serial: int) -> str:
    """受理编号; `serial` counts the device's acceptances of that day, 1 to 999."""
    if not 1 <= serial <= 999:
        raise ValueError(f"serial {serial} does not fit three digits")
    body = f"{PREFIXES[item]}{site_of_device(device)}{accepted_on:%y%m%d}{device[SITE_DIGITS:]}{serial:03}"
    return body + mod_37_36(body)


def read_case_number(text: str) -> CaseNumber:
    """Raises `ValueError` when the form or the check character is wrong."""
    prefix, site, day, device, serial = _parts(_CASE, text)
    return CaseNumber(_ITEMS[prefix], site + device, day, int(serial))


def _parts(form: re.Pattern[str], text: str) -> tuple[str, ...]:
    match = form.fullmatch(text)
    if match is None or match[1] not in _ITEMS:
        raise ValueError(f"{text!r} is not one of our numbers")
    if mod_37_36(text[:-1]) != text[-1]:
        raise ValueError(f"the check character of {text!r} is wrong")
    return match.groups()
