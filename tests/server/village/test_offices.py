"""The district gives a village hub an office, and takes it away."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from server.house.queries import DEVICE
from server.workers.receipts import Receipts
from server.workers.running import run_workers
from tests.hub import SITE, TOWNSHIP, DemoHub, as_revision
from tests.server.village.cut import Clock, Road, account, is_level, until, village_hub
from tests.tablet import Tablet

AREA = (
    """mutation($area: String!) { changePerson(name: "hub-sipaifang", area: $area) { problems { code } } }"""
)
OFFICES = "{ upstream { databases { database } } }"
ALL = TOWNSHIP[:9]


@pytest.fixture
async def password(road: Road) -> str:
    """Of a village hub of a whole township."""
    return await account(road.district, ALL)


async def test_an_office_that_was_taken_away_is_asked_for_no_more_and_its_papers_stay(
    road: Road, village: DemoHub, tablet: Tablet
) -> None:
    tablet.application()
    assert not await village.push(tablet.facts)
    await until(partial(_has, road.district, tablet.facts[0]["_id"]))
    with capture_logs() as told:
        await _area(road.district, TOWNSHIP)
        await until(
            partial(_follows, village, {"hub", "reference", f"site-{TOWNSHIP}", f"papers-{TOWNSHIP}"})
        )
        await until(lambda: _is_level(village))
    assert await _has(village, tablet.facts[0]["_id"])
    assert sorted({one["database"] for one in told if "taken" in one["event"]}) == [
        f"papers-{SITE}",
        f"site-{SITE}",
    ]


async def test_what_was_refused_of_a_former_office_goes_up_when_it_is_an_office_again(
    road: Road, village: DemoHub, tablet: Tablet
) -> None:
    case = tablet.application()
    await road.cut()
    forged = [{**tablet.facts[0], "sig": "A" * 86}]
    assert await village.push(forged)
    await _area(road.district, TOWNSHIP)
    await road.mend()
    await until(partial(_follows, village, {"hub", "reference", f"site-{TOWNSHIP}", f"papers-{TOWNSHIP}"}))
    await until(lambda: _is_level(village))
    assert not await road.district.documents("hub", "quarantine:")
    await _area(road.district, SITE)

    async def is_handed_up() -> bool:
        kept = await road.district.documents("hub", "quarantine:")
        return [one["rev"] for one in kept] == [as_revision(forged[0])["_rev"]]

    await until(is_handed_up)
    tablet.visit(case)
    assert not await village.push(tablet.facts)
    await until(partial(_has, road.district, tablet.facts[1]["_id"]))
    await until(lambda: _is_level(village))


async def test_a_start_in_an_outage_does_not_begin_with_a_former_office(
    tmp_path: Path, road: Road, clock: Clock, tablet: Tablet, password: str
) -> None:
    theirs = {"hub", "reference", f"site-{SITE}", f"papers-{SITE}"}
    async with village_hub(tmp_path / "village", road, password, clock) as village:
        await until(lambda: is_level(village))
        await _area(road.district, SITE)
        await until(partial(_follows, village, theirs))
    await road.cut()
    async with village_hub(tmp_path / "village", road, password, clock) as village:
        assert await _follows(village, theirs)


async def test_the_desk_of_the_township_sees_how_a_tablet_stands(
    road: Road, village: DemoHub, tablet: Tablet
) -> None:
    district = road.district
    tablet.application()
    assert not await district.push(tablet.facts)
    await district.settled()
    await run_workers(district.hub.parts, [Receipts(district.hub.district_key)])

    async def receipt() -> Any:
        told = await village.ask(DEVICE, {"device": tablet.device}, user="jijiang")
        return told["deviceStanding"]["receipt"]

    async def is_told() -> bool:
        return await receipt() is not None

    await until(is_told)
    assert (await receipt())["isCurrent"]
    await road.cut()
    tablet.application()
    assert not await village.push(tablet.facts)
    await village.settled()
    told = await receipt()
    assert (told["upTo"], told["isCurrent"]) == (1, False)


async def _area(district: DemoHub, area: str) -> None:
    assert not (await district.ask(AREA, {"area": area}))["changePerson"]["problems"]


async def _rows(village: DemoHub) -> list[dict[str, Any]]:
    """As its metrics tell them: nobody works there who could ask."""
    assert village.hub.relay
    return [
        {"database": line.database, "state": line.state.name}
        for line in await village.hub.relay.standing.lines()
    ]


async def _follows(village: DemoHub, wanted: set[str]) -> bool:
    return {row["database"] for row in await _rows(village)} == wanted


async def _is_level(village: DemoHub) -> bool:
    return {row["state"] for row in await _rows(village)} == {"LEVEL"}


async def _has(hub: DemoHub, doc_id: str) -> bool:
    return await hub.hub.engine.database(f"site-{SITE}").get(doc_id) is not None
