"""The district's word to a tablet that it has ended: signed, so that nobody else can stop or wipe one."""

from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from schema.district_keys import signed_by_district


def ending(
    device: Mapping[str, Any], answers: str, at: str, district_key: ec.EllipticCurvePrivateKey
) -> dict[str, Any]:
    """From the document of a device that has ended. With `wipe` the tablet deletes what it holds.

    `answers`: the signature by which it asked, so that nobody can repeat the word once it is admitted again;
    `at`: now.
    """
    ended = device["ended"]
    said = {
        "type": "ending",
        "v": 1,
        "device": device["device"],
        "why": ended["why"],
        "wipe": ended["wipe"],
        "answers": answers,
        "at": at,
    }
    return signed_by_district(said, district_key)
