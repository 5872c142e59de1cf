"""A village hub relays and decides nothing: who it lets in, what it refuses, how it begins and goes on."""

import asyncio
from functools import partial
from pathlib import Path

import pytest

from schema.envelope import from_base64url, sign, to_base64url
from server.cannot_serve import CannotServe
from server.workers.receipts import Receipts
from server.workers.running import run_workers
from tests.hub import PASSWORD, SIGN_IN, SITE, DemoHub, as_revision, open_demo
from tests.live_hub import free_port
from tests.server.online.test_papers import push, sealed_page
from tests.server.village.cut import (
    APP,
    Clock,
    Road,
    is_level,
    open_village,
    standing,
    until,
    village_hub,
)
from tests.tablet import Tablet

MOVE = """mutation { changePerson(name: "sipaifang-2", area: "500116002901") { problems { code } } }"""


async def test_it_begins_only_when_the_district_has_answered_once(tmp_path: Path, clock: Clock) -> None:
    hub = open_village(tmp_path / "village", free_port(), "nobody's", clock)
    with pytest.raises(CannotServe, match="begins when the district has answered it once"):
        await hub.start()
    await hub.stop()


async def test_it_goes_on_from_what_it_has_when_it_is_started_in_an_outage(
    tmp_path: Path, road: Road, clock: Clock, tablet: Tablet, password: str
) -> None:
    async with village_hub(tmp_path / "village", road, password, clock) as village:
        await until(lambda: is_level(village))
    await road.cut()
    clock.forward(hours=5)
    async with village_hub(tmp_path / "village", road, password, clock) as village:
        tablet.application()
        assert not await village.push(tablet.facts)
        told = await standing(village)
        assert (told["pending"], str(told["lastLevelAt"])[:13]) == (1, "2021-06-08T01")


async def test_it_holds_no_key_of_the_district_and_orders_nothing(village: DemoHub) -> None:
    keys = village.hub.settings.keys_dir
    assert [path.name for path in keys.iterdir()] == ["token.pem"]
    query = f"""mutation {{ createPairingCode(site: "{SITE}") {{ code }} }}"""
    assert await _code(village, query, "sipaifang-1") == "forbidden", "which is the district's to say first"
    query = 'mutation { changePassword(old: "yici-demo", new: "another one") { token } }'
    assert await _code(village, query, "sipaifang-1") == "at_the_district"
    for path in (f"/papers/{SITE}/x", "/exports/city.xlsx"):
        assert (await village.get(path, "sipaifang-1")).status_code == 404


async def test_only_people_of_its_own_offices_can_sign_in(road: Road, village: DemoHub) -> None:
    for name, is_right in (
        ("sipaifang-1", True),
        ("degan-1", False),
        ("district", False),
        ("jijiang", False),
    ):
        answer = await village.graphql(SIGN_IN, {"u": name, "p": PASSWORD}, user="")
        assert ("errors" not in answer) is is_right, name
    assert not (await road.district.ask(MOVE))["changePerson"]["problems"]

    async def is_out() -> bool:
        return "errors" in await village.graphql(SIGN_IN, {"u": "sipaifang-2", "p": PASSWORD}, user="")

    await until(is_out)


async def test_a_sealed_paper_goes_up_and_is_kept_no_longer_than_until_it_is_there(
    road: Road, village: DemoHub
) -> None:
    paper = await sealed_page(road.district)
    await road.cut()
    assert await push(village, paper) == []
    assert (await standing(village, f"papers-{SITE}"))["pending"] == 1
    await road.mend()

    async def has_gone() -> bool:
        return not await village.hub.engine.database(f"papers-{SITE}").all_docs()

    await until(has_gone)
    assert [one["_id"] for one in await road.district.documents(f"papers-{SITE}")] == [paper["_id"]]


async def test_receipts_come_down_and_only_the_last_two_of_a_tablet_stay(
    road: Road, village: DemoHub, tablet: Tablet
) -> None:
    district, told = road.district, []
    for _ in range(4):
        tablet.application()
        await district.push(tablet.facts)
        await district.settled()
        await run_workers(district.hub.parts, [Receipts(district.hub.district_key)])
        told = await _receipts(district)
        await until(partial(_has_receipts, village, told))
    assert len(told) == 2

    async def only_these_stay() -> bool:
        return await _receipts(village) == told

    await until(only_these_stay)


async def test_what_people_open_is_at_the_district(village: DemoHub) -> None:
    assert (await village.client.get("/")).headers["location"] == APP
    assert (await village.client.get("/app/")).status_code == 404


async def test_a_district_never_becomes_a_village_hub_nor_the_other_way_round(
    tmp_path: Path, road: Road, village: DemoHub, clock: Clock
) -> None:
    with pytest.raises(CannotServe, match="is a district's"):
        open_village(tmp_path / "district", road.port, "", clock)
    with pytest.raises(CannotServe, match="is a village hub's"):
        open_demo(tmp_path / "village")


async def test_what_a_new_tablet_wrote_does_not_come_down_before_the_tablet_is_known(
    road: Road, village: DemoHub
) -> None:
    new = await road.district.enrolled_tablet(secret=9)
    new.application()
    assert not await road.district.push(new.facts)

    async def has_come() -> bool:
        return await village.hub.engine.database(f"site-{SITE}").get(new.facts[0]["_id"]) is not None

    await until(has_come)
    await village.settled()
    assert [row[0] for row in village.rows()["fact"]] == [new.facts[0]["_id"]]
    assert not village.rows()["refusal"]


async def test_several_who_hear_of_somebody_new_at_once_do_not_come_in_each_others_way(
    road: Road, village: DemoHub
) -> None:
    await road.cut()
    new = await road.district.enrolled_tablet(secret=9)
    await road.district.settled()
    await road.mend()
    assert village.hub.relay
    await asyncio.gather(*(village.hub.relay.hear_of_staff() for _ in range(5)))
    assert await village.hub.engine.database("hub").get(f"device:{new.device}")


async def test_what_it_refuses_reaches_the_district_which_judges_for_itself(
    road: Road, village: DemoHub, tablet: Tablet
) -> None:
    tablet.application()
    forged = {**tablet.facts[0], "sig": "A" * 86}
    (row,) = await village.push([forged])
    assert row["error"] == "forbidden"

    async def has_it() -> bool:
        kept = await road.district.documents("hub", "quarantine:")
        return [one["rev"] for one in kept] == [as_revision(forged)["_rev"]]

    await until(has_it)
    await until(lambda: is_level(village))


async def test_a_deletion_that_it_refuses_is_offered_as_a_deletion(
    road: Road, village: DemoHub, tablet: Tablet
) -> None:
    """Else the district would take it for the fact, which nobody wrote there."""
    tablet.application()
    (row,) = await village.push([{**tablet.facts[0], "_deleted": True}])
    assert row["reason"].partition(" ")[0] == "write-once"

    async def has_it() -> bool:
        kept = await road.district.documents("hub", "quarantine:")
        return [(one["rule"], one.get("deleted")) for one in kept] == [("write-once", True)]

    await until(has_it)
    assert not await road.district.hub.engine.database(f"site-{SITE}").leaves(tablet.facts[0]["_id"])
    await until(lambda: is_level(village))


async def test_what_the_district_refuses_holds_up_nothing(
    road: Road, village: DemoHub, tablet: Tablet
) -> None:
    tablet.application()
    end = f'endDevice(device: "{tablet.device}", why: STOLEN, note: "", wipe: false) {{ pending }}'
    await road.cut()
    assert not await village.push(tablet.facts), "the office has not heard of it"
    await road.district.ask(f"mutation {{ {end} }}")
    await road.mend()
    await until(lambda: is_level(village))
    (kept,) = await road.district.documents("hub", "quarantine:")
    assert (kept["docId"], kept["rule"]) == (tablet.facts[0]["_id"], "ended-device")


async def test_a_password_of_its_own_that_counts_no_more_is_said_and_not_the_end(
    road: Road, village: DemoHub, tablet: Tablet
) -> None:
    """What tablets bring it meanwhile it takes, and hands up when it is let in again."""
    await road.district.ask('mutation { suspendPerson(name: "hub-sipaifang", reason: "换新") { pending } }')

    async def is_refused() -> bool:
        return (await standing(village, "hub"))["state"] == "REFUSED"

    await until(is_refused)
    assert "suspended" in str((await standing(village, "hub"))["reason"])
    visit = tablet.visit(f"{tablet.device}-1")
    assert await village.push([visit]) == []
    assert not await road.district.documents(f"site-{SITE}", visit["_id"])
    await road.district.ask('mutation { reinstatePerson(name: "hub-sipaifang") { pending } }')
    await until(lambda: is_level(village))
    assert await road.district.documents(f"site-{SITE}", visit["_id"])


async def test_a_tablet_renews_its_token_there_with_its_device_key(village: DemoHub, tablet: Tablet) -> None:
    challenge = (await village.client.post("/auth/challenge", json={"device": tablet.device})).json()[
        "challenge"
    ]
    signature = to_base64url(sign(tablet.key, f"yici-renew:{challenge}".encode()))
    answer = {"device": tablet.device, "challenge": challenge, "signature": signature, "waiting": "3"}
    renewed = (await village.client.post("/auth/renew", json=answer)).json()
    assert from_base64url(renewed["credential"]) == tablet.credential
    headers = {"Authorization": f"Bearer {renewed['token']}"}
    assert (await village.client.get(f"/couchdb/site-{SITE}", headers=headers)).status_code == 200
    await until(lambda: is_level(village))


async def test_exactly_the_app_may_use_it_across_origins(village: DemoHub) -> None:
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
    for origin, allowed in ((APP, APP), ("https://elsewhere.example", None), (f"{APP}.cn", None)):
        answer = await village.client.options("/couchdb/reference", headers={"Origin": origin, **asked})
        assert answer.headers.get("access-control-allow-origin") == allowed
        answer = await village.client.get("/couchdb/reference", headers={"Origin": origin})
        assert (answer.status_code, answer.headers.get("access-control-allow-origin")) == (401, allowed)
    answer = await village.client.get("/couchdb/", headers={"Origin": APP})
    assert "X-Hub-Instance" in answer.headers["access-control-expose-headers"]


async def test_how_it_stands_is_in_its_metrics_too(road: Road, village: DemoHub, tablet: Tablet) -> None:
    await road.cut()
    tablet.application()
    await village.push(tablet.facts)
    page = (await village.client.get("/metrics", headers={"Authorization": "Bearer m"})).text
    assert "\nyici_upstream_documents_waiting 1.0\n" in page


async def _receipts(hub: DemoHub) -> list[str]:
    rows = await hub.hub.engine.database(f"site-{SITE}").all_docs(start="receipt:", end="receipt;")
    return [row.id for row in rows if row]


async def _has_receipts(hub: DemoHub, wanted: list[str]) -> bool:
    return {*wanted} <= {*await _receipts(hub)}


async def _code(village: DemoHub, query: str, user: str) -> str:
    (error,) = (await village.graphql(query, user=user))["errors"]
    code: str = error["extensions"]["code"]
    return code
