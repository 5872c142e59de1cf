"""An administrator may write anything into `hub` and `reference`: no slip stops the gate or the tables."""

from typing import Any

import pytest

from server.workers.issued import Issued
from sync.records import put_new
from tests.hub import SITE, DemoHub
from tests.server.workers.office import Office
from tests.sync.district import District
from tests.tablet import DISTRICT_KEYS, Tablet, zhao_story

KID = next(kid.hex() for kid in DISTRICT_KEYS)
SITE_MEMBERS = {
    "type": "site",
    "name": "甲",
    "nameEn": "Jia",
    "kind": "community",
    "township": {"code": "500116001", "name": "乙", "nameEn": "Yi"},
}
DEVICE = {
    "_id": "device:500116001901A9",
    "type": "device",
    "device": "500116001901A9",
    "site": SITE,
    "label": "",
    "credential": "",
    "enrolledBy": "",
    "at": "",
    "expires": "2023-01-01",
}
KEY = {"type": "key", "from": "2021-01-01", "until": "2031-12-31"}
PERSON = {"type": "user", "displayName": "", "role": "clerk", "area": SITE, "password": ""}
ARRIVAL = {"type": "arrival", "device": "500116001901A9", "site": SITE, "to": 1, "at": "", "by": ""}

SLIPS: list[tuple[str, list[dict[str, Any]]]] = [
    ("reference", [{"_id": "site:1", "type": "site"}]),
    ("reference", [{"_id": f"site:{word}", "code": "500116001999", **SITE_MEMBERS} for word in "ab"]),
    ("reference", [{"_id": "guide:birth-service:2022-1", "type": "guide", "materials": [{}]}]),
    ("reference", [{"_id": "key:xyz", "kid": "xyz", "publicKey": "AA", **KEY}]),
    ("reference", [{"_id": "key:0a", "kid": "0a", "publicKey": "AA", **KEY}]),
    ("reference", [{"_id": "key:0b", "kid": "0b", **KEY}]),
    ("reference", [{"_id": f"key:{word}", "kid": KID, "publicKey": "BA", **KEY} for word in "ab"]),
    ("hub", [{"_id": "user:x", "type": "user", "name": 7}]),
    ("hub", [{"_id": f"user:{word}", "name": "sipaifang-1", **PERSON} for word in "ab"]),
    ("hub", [{"_id": "device:500116001901A9", "type": "device", "device": "500116001901A9"}]),
    ("hub", [DEVICE]),
    ("hub", [{**DEVICE, "publicKey": "BAAA"}]),
    ("hub", [{**DEVICE, "publicKey": "BAAA", "device": "500116001901A3"}]),
    ("hub", [{"_id": "quarantine:x", "type": "quarantine", "body": "{"}]),
    ("hub", [{"_id": "arrival:x"}]),
    ("hub", [{"_id": "arrival:x", "from": 2**63, **ARRIVAL}]),
]


@pytest.mark.parametrize(("database", "slip"), SLIPS)
async def test_an_administrators_slip_stops_nothing(
    district: District, database: str, slip: list[dict[str, Any]]
) -> None:
    await put_new(district.hub.engine.database(database), slip)
    tablet = await district.tablet()
    case = tablet.application()
    tablet.fact("materials", case, guide="guide:birth-service:2022-1", shown=[], copyOnly=[])
    await district.write(*tablet.facts, Tablet(f"{SITE}A9").visit(case))
    rows = await district.settled()
    assert [row[0] for row in rows["casefile"]] == [case]
    assert await district.rebuilt() == rows


@pytest.mark.parametrize(("database", "slip"), SLIPS)
async def test_a_slip_stops_neither_the_gate_nor_the_check_of_certificates(
    demo: DemoHub, database: str, slip: list[dict[str, Any]]
) -> None:
    tablet = await demo.enrolled_tablet()
    case = zhao_story(tablet)
    await put_new(demo.hub.engine.database(database), slip)
    (refused,) = await demo.push([Tablet(f"{SITE}A9").visit(f"{SITE}A9-1")])
    assert refused["reason"].startswith("unknown-device ")
    assert await demo.push(tablet.facts) == []
    await demo.settled()
    certificate = next(fact for fact in tablet.facts if fact["type"] == "certificate")
    scanned = await demo.client.get(f"/V/{certificate['token']}")
    assert 'role="status">有效<' in scanned.text
    sent = await demo.client.get(f"/H/{tablet.slip(case)}")
    assert (sent.status_code, "code=" in sent.headers["location"]) == (303, True)
    assert await Office(demo).work(Issued()) == 1
    renewed = await demo.client.post("/auth/challenge", json={"device": f"{SITE}A9"})
    given = {"device": f"{SITE}A9", "challenge": renewed.json()["challenge"], "signature": "AA"}
    assert (await demo.client.post("/auth/renew", json=given)).status_code == 401
