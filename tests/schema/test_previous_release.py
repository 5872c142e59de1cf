"""What the release before this one wrote is still read: by the gate alone, and by the fold with its case."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from schema.district_keys import DistrictKey
from schema.envelope import from_base64url, signed_fact, to_base64url
from schema.facts import fact_types, order_fault
from schema.fold import fold
from schema.judge import Arrival, Holdings, Outcome, judge
from server.founding import shipped

PREVIOUS = Path(__file__).parents[1] / "vectors" / "previous"
DOCUMENTS: dict[str, dict[str, Any]] = {
    path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(PREVIOUS.glob("*.json"))
}
FACTS = [
    name for name, document in DOCUMENTS.items() if document["type"] in fact_types() and "sig" in document
]
ORDERS = [name for name, document in DOCUMENTS.items() if document["_id"].startswith("order:")]
KEY = ec.generate_private_key(ec.SECP256R1())
POINT = KEY.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
_VALID = (date.fromisoformat(DOCUMENTS["key"]["from"]), date.fromisoformat(DOCUMENTS["key"]["until"]))
KEYS = {
    bytes.fromhex(DOCUMENTS["key"]["kid"]): DistrictKey(
        from_base64url(DOCUMENTS["key"]["publicKey"]), *_VALID
    )
}
GUIDES = {guide["_id"]: guide for guide in shipped("guides")}


def test_there_is_one_of_each() -> None:
    assert len(FACTS) > 30
    assert len(ORDERS) > 15


@pytest.mark.parametrize("name", FACTS)
def test_the_gate_takes_an_old_tablets_fact(name: str) -> None:
    """It may wait for the block of its numbers. What was signed with a key that is gone is signed anew."""
    written = DOCUMENTS[name]
    fact = signed_fact({key: value for key, value in written.items() if key not in ("_id", "sig")}, KEY)
    assert fact["_id"] == written["_id"]
    device = {**DOCUMENTS["device"], **{member: fact[member] for member in ("device", "site")}}
    device["publicKey"] = to_base64url(POINT)
    holdings = Holdings(
        devices={fact["device"]: device}, guides=GUIDES, people={fact["clerk"]: ""}, district_keys=KEYS
    )
    verdict = judge(Arrival(fact, f"site-{fact['site']}", "1-a"), holdings)
    assert verdict.outcome is not Outcome.REFUSED, verdict


@pytest.mark.parametrize("name", ORDERS)
def test_an_old_order_has_a_shape_that_is_known(name: str) -> None:
    assert order_fault(DOCUMENTS[name]) == ""


@pytest.mark.parametrize("name", [name for name in (*FACTS, *ORDERS) if DOCUMENTS[name].get("case")])
def test_it_is_folded_into_its_case(name: str) -> None:
    application = DOCUMENTS["application"]
    document = {**DOCUMENTS[name], "case": application["case"]}
    case = fold([application, document], GUIDES)
    assert case is not None
    assert case["guide"] == application["guide"]
