"""What the district tells a village hub of people and tablets, and nobody else."""

from typing import Any

import pytest

from tests.hub import SITE, TOWNSHIP, DemoHub
from tests.server.house.test_people import CREATE

ADDRESS = """mutation($code: String!, $address: String) { changeSite(code: $code, villageHub: $address) {
  site { villageHub } problems { field code } } }"""


async def _relay(demo: DemoHub, area: str) -> dict[str, Any]:
    """What the hub of an area is told."""
    given = {"name": "hub-1", "shown": "主机", "role": "RELAY", "area": area}
    made = (await demo.ask(CREATE, given))["createPerson"]
    assert not made["problems"], made
    await demo.first_sign_in("hub-1", made["initialPassword"])
    told: dict[str, Any] = (await demo.get("/couchdb/_staff", "hub-1")).json()
    return told


async def test_of_a_site_its_own_clerks_and_tablets(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    await demo.settled()
    told = await _relay(demo, SITE)
    assert told["sites"] == [SITE]
    assert [one["name"] for one in told["people"]] == ["sipaifang-1", "sipaifang-2"]
    assert all(one["password"].startswith("$argon2id$") for one in told["people"])
    assert [one["device"] for one in told["devices"]] == [tablet.device]


async def test_of_a_township_those_of_its_desk_too_and_nobody_above(demo: DemoHub) -> None:
    told = await _relay(demo, TOWNSHIP[:9])
    assert {SITE, TOWNSHIP} <= {*told["sites"]}
    assert [one["name"] for one in told["people"]] == ["jijiang", "sipaifang-1", "sipaifang-2"]


async def test_who_wrote_there_and_works_elsewhere_now_is_known_and_cannot_sign_in(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    tablet.application()
    await demo.push(tablet.facts)
    await demo.ask('mutation { changePerson(name: "sipaifang-1", area: "500116002901") { pending } }')
    await demo.settled()
    people = {one["name"]: one for one in (await _relay(demo, SITE))["people"]}
    assert (people["sipaifang-1"]["password"], people["sipaifang-1"]["role"]) == ("", "clerk")
    assert people["sipaifang-2"]["password"]


@pytest.mark.parametrize(("user", "status"), [("", 401), ("sipaifang-1", 403), ("district", 403)])
async def test_nobody_else_is_told(demo: DemoHub, user: str, status: int) -> None:
    assert (await demo.get("/couchdb/_staff", user)).status_code == status


async def test_tablets_learn_the_address_from_their_site(demo: DemoHub) -> None:
    address = "https://sipaifang.yici.example:8443"
    done = (await demo.ask(ADDRESS, {"code": SITE, "address": f"{address}/"}))["changeSite"]
    assert done == {"site": {"villageHub": address}, "problems": []}
    (office,) = await demo.documents("reference", f"site:{SITE}")
    assert office["villageHub"] == address
    await demo.ask(ADDRESS, {"code": SITE, "address": ""})
    (office,) = await demo.documents("reference", f"site:{SITE}")
    assert "villageHub" not in office


@pytest.mark.parametrize(
    "address", ["http://box", "https://box/app", "https://a:b@box", "javascript:1", "https://box https://c"]
)
async def test_an_address_is_https_and_a_name(demo: DemoHub, address: str) -> None:
    done = (await demo.ask(ADDRESS, {"code": SITE, "address": address}))["changeSite"]
    assert done["problems"] == [{"field": "villageHub", "code": "hub-address"}]
