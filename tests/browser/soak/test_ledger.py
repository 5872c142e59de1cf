"""A proof that cannot fail proves nothing: whatever is amiss between tablets and hub is found."""

from typing import Any

from tests.browser.soak.ledger import Held, is_fact, what_is_wrong

SITE = "500116001901"
DEVICE, COLLEAGUE = f"{SITE}A1", f"{SITE}A2"
NUMBER = "FS50011600190121A10001X"


def _fact(kind: str, seq: int, device: str = DEVICE, **fields: Any) -> dict[str, Any]:
    return {"_id": f"{kind}:{device}:{seq}", "type": kind, "device": device, "seq": seq, **fields}


HELD = [_fact("application", 1), _fact("visit", 2), _fact("certificate", 3, certNo=NUMBER)]
IDS = frozenset(fact["_id"] for fact in HELD)
TABLET = Held(DEVICE, IDS, frozenset({NUMBER}))
OTHER = Held(COLLEAGUE, IDS)


def _wrong(documents: list[dict[str, Any]], *tablets: Held, quarantine: Any = ()) -> list[str]:
    return what_is_wrong(tablets or (TABLET, OTHER), {SITE: documents}, quarantine)


def test_nothing_is_wrong_where_all_have_the_same() -> None:
    orders = [{"_id": "due:1", "type": "due"}]
    assert _wrong(HELD + orders) == []


def test_a_fact_that_the_hub_does_not_have_is_found() -> None:
    assert _wrong(HELD[:1] + HELD[2:])[0] == f"visit:{DEVICE}:2 is not at the hub"


def test_the_last_fact_of_all_is_missed_too() -> None:
    assert f"certificate:{DEVICE}:3 is not at the hub" in _wrong(HELD[:2])
    assert f"{NUMBER} was shown and is not at the hub" in _wrong(HELD[:2])


def test_a_fact_that_its_tablet_lost_is_found() -> None:
    lost = Held(DEVICE, IDS - {f"visit:{DEVICE}:2"})
    assert _wrong(HELD, lost) == [f"visit:{DEVICE}:2 is not on the tablet that wrote it"]


def test_a_fact_that_did_not_come_to_a_colleague_is_found() -> None:
    behind = Held(COLLEAGUE, IDS - {f"visit:{DEVICE}:2"})
    assert _wrong(HELD, TABLET, behind) == [f"visit:{DEVICE}:2 has not come to {COLLEAGUE}"]


def test_a_gap_and_a_number_given_twice_are_found() -> None:
    again = _fact("certificate", 5, certNo=NUMBER)
    tablet = Held(DEVICE, IDS | {again["_id"]})
    assert _wrong([*HELD, again], tablet) == [
        f"{NUMBER} is on 2 certificates",
        f"the numbers of {DEVICE} are [1, 2, 3, 5]",
    ]


def test_a_fact_that_is_at_two_sites_and_one_that_was_refused_are_found() -> None:
    at_hub = {SITE: HELD, "500116002901": HELD[:1]}
    refused = [{"_id": "quarantine:1", "code": "bad_signature", "reason": "not signed"}]
    assert what_is_wrong([TABLET], at_hub, refused) == [
        f"application:{DEVICE}:1 is at the hub 2 times",
        "refused: quarantine:1 bad_signature not signed",
    ]


def test_only_facts_are_counted_by_their_ids() -> None:
    assert is_fact(f"visit:{DEVICE}:2")
    for other in (f"block:{DEVICE}:birth-service:1", "copy:x", f"due:{DEVICE}-1", f"receipt:{DEVICE}:12:ab"):
        assert not is_fact(other)
