"""The road is cut for ten days; the office works on against its own hub, and then both join."""

from pathlib import Path

from server.workers.receipts import Receipts
from server.workers.running import run_workers
from sync.projector.database import dump
from tests.hub import PASSWORD, SIGN_IN, SITE, DemoHub, open_demo, running
from tests.schema.test_publication import next_version
from tests.server.graphql.test_publishing import GUIDE
from tests.server.house.test_people import SUSPEND
from tests.server.village.cut import Clock, Road, account, standing, until, village_hub
from tests.tablet import zhao_story


async def test_after_ten_days_the_district_has_every_fact_once(tmp_path: Path) -> None:
    clock = Clock()
    async with running(open_demo(tmp_path / "district", clock=clock)) as district:
        road, password = Road(district), await account(district)
        tablets = [await district.enrolled_tablet(secret=secret) for secret in (3, 4, 5)]
        await district.settled()
        await road.mend()
        async with village_hub(tmp_path / "village", road, password, clock) as village:
            await until(lambda: _is(village, "LEVEL"))
            await road.cut()
            await until(lambda: _is(village, "AWAY"))

            clock.forward(days=4)
            village.forget_tokens()
            for tablet in tablets:
                zhao_story(tablet)
                assert not await village.push(tablet.facts), "taken by the hub of the office"
            facts = {fact["_id"] for tablet in tablets for fact in tablet.facts}
            told = await standing(village)
            assert (told["pending"], str(told["lastLevelAt"])[:10]) == (len(facts), "2021-06-08")
            await until(lambda: _says(village, "cannot be reached"))

            district.forget_tokens()
            await district.ask(SUSPEND, {"name": "sipaifang-2"})
            law = next_version()
            await district.ask(GUIDE, {"guide": law})
            assert await _signs_in(village, "sipaifang-2"), "nobody has told the office yet"
            clock.forward(days=6)
            village.forget_tokens()
            await road.mend()

            await until(lambda: _holds(district, facts))
            await district.settled()
            await run_workers(district.hub.parts, [Receipts(district.hub.district_key)])
            receipts = {one for one in await _ids(district) if one.startswith("receipt:")}
            assert {one.split(":")[1] for one in receipts} == {one.device for one in tablets}
            await until(lambda: _holds(village, receipts))
            await until(lambda: _is(village, "LEVEL"))
            await until(lambda: _is_out(village, "sipaifang-2"))
            await until(lambda: _holds(village, {law["_id"]}, "reference"))

            for each in (district, village):
                assert not [one for one in await _ids(each, "hub") if one.startswith("quarantine:")]
                database = each.hub.engine.database(f"site-{SITE}")
                assert {len(await database.leaves(one)) for one in facts} == {1}
        await road.cut()
        await district.settled()
        shown = district.rows()
        assert sum(row[0] in facts for row in shown["fact"]) == len(facts)
        await district.hub.projector.stop()
        await district.hub.projector.rebuild(lambda *_: None)
        assert dump(district.hub.projection) == shown


async def _ids(hub: DemoHub, database: str = f"site-{SITE}") -> list[str]:
    """Whoever may see them."""
    return [row.id for row in await hub.hub.engine.database(database).all_docs() if row]


async def _holds(hub: DemoHub, wanted: set[str], database: str = f"site-{SITE}") -> bool:
    return wanted <= {*await _ids(hub, database)}


async def _is(village: DemoHub, state: str) -> bool:
    return (await standing(village))["state"] == state


async def _says(village: DemoHub, reason: str) -> bool:
    return reason in str((await standing(village))["reason"])


async def _signs_in(village: DemoHub, name: str) -> bool:
    return "errors" not in await village.graphql(SIGN_IN, {"u": name, "p": PASSWORD}, user="")


async def _is_out(village: DemoHub, name: str) -> bool:
    return not await _signs_in(village, name)
