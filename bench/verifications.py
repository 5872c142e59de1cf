"""Certificates judged with no network: two signatures each, and a list of ten thousand revocations."""

import time
from collections.abc import Iterator
from datetime import timedelta
from statistics import median

from bench.scale import Scale
from bench.table import Table
from schema.numbers import certificate_number
from schema.revocations import Revocations, revocations_members
from schema.verification import judge_token
from tests.tablet import DISTRICT_KEYS, Tablet

_REVOKED = 10_000
_A_DAY = 9_000


def verifications(scale: Scale) -> Table:
    """No token is looked at twice, so that no signature is known already."""
    tokens = list(_tokens(scale.runs * scale.verifications))
    lists = Revocations.of([_township()])
    rates = []
    for run in range(scale.runs):
        some = tokens[run * scale.verifications : (run + 1) * scale.verifications]
        begun = time.perf_counter()
        reasons = {judge_token(token, DISTRICT_KEYS, lists).reason for token in some}
        rates.append(len(some) / (time.perf_counter() - begun))
        if reasons != {"signed"}:
            raise AssertionError(f"not all are good: {reasons}")
    return Table(
        f"Certificates verified offline, beside {_REVOKED:,} revocations",
        ["", "per second", "range"],
        [["one core", f"{median(rates):,.0f}", f"{min(rates):,.0f}–{max(rates):,.0f}"]],
        note=f"Median of {scale.runs} runs over {scale.verifications:,} certificates none of which was seen "
        "before: base32, CBOR, the tablet's signature, revocations. The district's signature over a tablet's "
        "credential is checked once for all its certificates.",
    )


def _tokens(count: int) -> Iterator[str]:
    """Of one tablet that issues on many days."""
    tablet = Tablet()
    fact = tablet.certificate(tablet.application())
    for n in range(count):
        day = tablet.now.date() + timedelta(days=n // _A_DAY)
        number = certificate_number(fact["item"], tablet.device, day, n % _A_DAY + 1)
        yield tablet.token({**fact, "certNo": number, "issuedOn": day.isoformat()})


def _township() -> dict[str, str]:
    names = (f"5001160019{n // 9999:02}B1FS{n % 9999 + 1:04}" for n in range(_REVOKED))
    return {
        **revocations_members("500116001", dict.fromkeys(names, ""), ()),
        "at": "2026-11-23T01:00:00.000Z",
    }
