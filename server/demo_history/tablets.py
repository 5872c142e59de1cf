"""A synthetic tablet: its key follows from its name, so the same history has the same signatures."""

import hashlib
from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from schema.areas import site_of_device
from schema.envelope import chain_hash, signed_fact, to_base64url
from schema.numbers import PREFIXES, case_number, certificate_number
from schema.shanghai import SHANGHAI
from schema.sign1 import issue_credential, write_signed
from schema.token import write_token
from server.blocks import NUMBERS_IN_A_BLOCK, block_document
from server.clock import rfc3339
from server.enrolment import CREDENTIAL_LIFETIME, device_document
from server.keys import public_point
from sync.records import Document

_P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


class Tablet:
    """Signs and chains facts. `last` is the moment of its last one."""

    def __init__(
        self, device: str, clerk: str, seed: int, district_key: ec.EllipticCurvePrivateKey, enrolled: datetime
    ) -> None:
        self.device, self.site, self.clerk = device, site_of_device(device), clerk
        self.last = self._enrolled = enrolled
        secret = int.from_bytes(hashlib.sha256(f"{seed}:{device}".encode()).digest(), "big")
        self._key = ec.derive_private_key(secret % (_P256_ORDER - 1) + 1, ec.SECP256R1())
        first = enrolled.astimezone(SHANGHAI).date()
        self._until = first + CREDENTIAL_LIFETIME
        point = public_point(self._key)
        self._point = to_base64url(point)
        self._credential = issue_credential(district_key, device, point, first, self._until)
        self._prev = ""
        self.seq = 0
        self._serials: Counter[str] = Counter()
        self._accepted: Counter[date] = Counter()

    @property
    def document(self) -> Document:
        """As an enrolment leaves it in `hub`."""
        return device_document(
            self.device,
            public_key=self._point,
            credential=to_base64url(self._credential),
            label="演示平板",
            by=self.clerk,
            at=rfc3339(self._enrolled),
            expires=self._until.isoformat(),
        )

    def first_blocks(self) -> list[Document]:
        """Its first numbers of every item."""
        return [block_document(self.device, item, 1, rfc3339(self._enrolled)) for item in PREFIXES]

    def fact(
        self, type_: str, case: str | None, moment: datetime, *, online: bool, **members: Any
    ) -> Document:
        """At `moment`, but after its last one. None for the case that this fact opens."""
        self.last = max(moment, self.last + timedelta(seconds=1))
        self.seq += 1
        fact = signed_fact(
            {
                "type": type_,
                "device": self.device,
                "seq": self.seq,
                "v": 1,
                "case": f"{self.device}-{self.seq}" if case is None else case,
                "site": self.site,
                "clerk": self.clerk,
                "at": rfc3339(self.last),
                "online": online,
                "clock": "hub" if online else "device",
                "prev": self._prev,
                **members,
            },
            self._key,
        )
        self._prev = chain_hash(fact)
        return fact

    def next_number(self, item: str, day: date) -> tuple[str, Document | None, str]:
        """A certificate number and the id of its block, and the block itself when it is a new one."""
        self._serials[item] += 1
        serial = self._serials[item]
        n = (serial - 1) // NUMBERS_IN_A_BLOCK + 1
        block = block_document(self.device, item, n, rfc3339(self.last))
        is_new = n > 1 and serial % NUMBERS_IN_A_BLOCK == 1
        return certificate_number(item, self.device, day, serial), block if is_new else None, block["_id"]

    def next_case_number(self, item: str, day: date) -> str:
        self._accepted[day] += 1
        return case_number(item, self.device, day, self._accepted[day])

    def slip(self, payload: dict[int, Any]) -> str:
        """What the QR on a notice or receipt says."""
        return write_signed(payload, self._credential, self._key)

    def token(self, certificate: Document) -> str:
        """What the QR on the sheet says."""
        return write_token(certificate, self._credential, self._key)
