"""The numbers of a township that are good for nothing: void, or of blocks whose tablet is no more.

One document per township in `reference`, small enough to be on every tablet. A number is named by device,
item and serial, `901A3FS0012`: the device without its township's nine digits, the item's prefix, the serial.

void     numbers, sorted, in one string. `901A3FS0012/k3Jx9aQ_`: the number was used twice, or its tablet is
         in other hands, and only the paper whose token has this digest stands (so that nobody gains anything
         by signing once more)
revoked  ranges, sorted: `901A3FS0041-0200`. Of a tablet that has ended all numbers but those whose papers
         stand, leased or not: whoever has it can sign any
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Self

from cryptography.hazmat.primitives.asymmetric import ec

from schema.areas import township_of
from schema.district_keys import DistrictKeys, is_the_districts, signed_by_district
from schema.envelope import to_base64url
from schema.numbers import PREFIXES, CertificateNumber

_NAME = 7  # characters of `901A3FS`: community, tablet, item
_DIGEST_BYTES = 6


def name_of(device: str, item: str, serial: int) -> str:
    """`500116001901A3FS0012`: what a number is named by, whatever the year on it."""
    return f"{device}{PREFIXES[item]}{serial:04}"


def range_of(device: str, item: str, first: int, last: int) -> str:
    """`500116001901A3FS0041-0200`."""
    return f"{name_of(device, item, first)}-{last:04}"


def digest_of(token: str) -> str:
    """Eight characters that stand for one paper."""
    return to_base64url(sha256(token.encode()).digest()[:_DIGEST_BYTES])


def revocations_members(township: str, void: Mapping[str, str], revoked: Iterable[str]) -> dict[str, Any]:
    """What the document of a township says. `void`: name → digest of the paper that stands, empty for none;
    `revoked`: ranges."""
    names = (f"{name}/{digest}" if digest else name for name, digest in void.items())
    return {
        "type": "revocations",
        "v": 1,
        "township": township,
        "void": " ".join(sorted(name.removeprefix(township) for name in names)),
        "revoked": " ".join(sorted(one.removeprefix(township) for one in revoked)),
    }


def signed_revocations(
    members: Mapping[str, Any], at: str, district_key: ec.EllipticCurvePrivateKey
) -> dict[str, Any]:
    """The document, as the district says it at the moment `at`."""
    document = {"_id": f"revocations:{members['township']}", **members, "at": at}
    return signed_by_district(document, district_key)


def are_the_districts(document: Mapping[str, Any], keys: DistrictKeys) -> bool:
    """Whether it is such a document, and the district signed it. Never raises."""
    return is_the_districts(document, keys) and document.get("type") == "revocations"


@dataclass(frozen=True, slots=True)
class Revocations:
    """Some townships' lists, ready to be asked."""

    _told: Mapping[str, str] = field(default_factory=dict)  # township → when
    _void: Mapping[str, str] = field(default_factory=dict)  # name → digest of the paper that stands
    _ranges: Mapping[str, list[tuple[int, int]]] = field(default_factory=dict)  # device and prefix → serials

    @classmethod
    def of(cls, documents: Iterable[Mapping[str, Any]]) -> Self:
        """Of documents that `are_the_districts`."""
        told: dict[str, str] = {}
        void: dict[str, str] = {}
        ranges: dict[str, list[tuple[int, int]]] = {}
        for document in documents:
            township = document["township"]
            told[township] = document["at"]
            for entry in document["void"].split():
                name, _, digest = entry.partition("/")
                void[township + name] = digest
            for entry in document["revoked"].split():
                block, serials = township + entry[:_NAME], entry[_NAME:]
                first, _, last = serials.partition("-")
                ranges.setdefault(block, []).append((int(first), int(last)))
        return cls(told, void, ranges)

    def as_of(self, device: str) -> str:
        """When the list of the device's township was signed; empty where there is none."""
        return self._told.get(township_of(device), "")

    def reason_against(self, number: CertificateNumber, token: str) -> str:
        """`void`, `used-twice` or `revoked`; empty when there is nothing against the paper."""
        name = name_of(number.device, number.item, number.serial)
        stands = self._void.get(name)
        if stands == "":
            return "void"
        if stands and token and stands != digest_of(token):
            return "used-twice"
        serials = self._ranges.get(name[:-4], [])
        return "revoked" if any(first <= number.serial <= last for first, last in serials) else ""
