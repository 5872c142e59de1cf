"""Somebody writes of whom a village hub has not heard: it asks, waits while nobody answers, then judges."""

from functools import partial
from pathlib import Path

from server.village.staff import BEHIND
from tests.hub import SITE, DemoHub, as_revision, running
from tests.server.village.cut import Clock, Road, is_level, open_village, standing, until
from tests.tablet import Tablet


async def test_a_tablet_is_told_to_wait_and_not_that_it_is_refused(road: Road, village: DemoHub) -> None:
    await road.cut()
    new = await road.district.enrolled_tablet(secret=9)
    new.application()
    assert await _push(village, new) == (503, "30")
    await road.mend()

    async def is_taken() -> bool:
        return (await _push(village, new))[0] == 201

    await until(is_taken)


async def test_what_others_wrote_does_not_wait_with_it(road: Road, village: DemoHub, tablet: Tablet) -> None:
    await road.cut()
    tablet.application()
    stranger = Tablet(tablet.device, "nobody-knows")
    stranger.facts, stranger.credential = list(tablet.facts), tablet.credential
    stranger.application()
    assert (await _push(village, stranger))[0] == 503
    assert await _has(village, tablet.facts[0]["_id"])
    assert not await _has(village, stranger.facts[1]["_id"])
    assert not await village.hub.engine.database("hub").all_docs(start="quarantine:", end="quarantine;")


async def test_who_is_not_fit_for_it_is_refused_and_the_district_judges_too(
    road: Road, village: DemoHub, tablet: Tablet
) -> None:
    """Else the tablet would wait for ever."""
    case = tablet.application()
    number = tablet.certificate(case, serial=1)["certNo"]
    void = tablet.fact("void", case, certNo=number, why="other", grounds="")
    (row,) = await village.push(tablet.facts)
    assert (row["error"], row["reason"].partition(" ")[0]) == ("forbidden", "role")

    async def is_judged() -> bool:
        kept = await road.district.documents("hub", "quarantine:")
        return [(one["docId"], one["rule"]) for one in kept] == [(void["_id"], "role")]

    await until(is_judged)
    await until(lambda: is_level(village))


async def test_of_a_new_tablet_it_hears_at_once_by_the_numbers_that_come_down_for_it(
    tmp_path: Path, road: Road, clock: Clock, tablet: Tablet, password: str
) -> None:
    """So that it is known though the road is cut a moment after it was admitted."""
    hub = open_village(tmp_path / "village", road.port, password, clock, seconds_between=3600)
    async with running(hub) as village:
        await until(lambda: is_level(village))
        new = await road.district.enrolled_tablet(secret=9)

        async def is_known() -> bool:
            return await village.hub.engine.database("hub").get(f"device:{new.device}") is not None

        await until(is_known)


async def test_a_fact_waits_while_the_tables_by_which_the_district_tells_are_behind(
    road: Road, village: DemoHub
) -> None:
    await road.district.hub.projector.stop()
    new = await road.district.enrolled_tablet(secret=9)
    new.application()
    assert not await road.district.push(new.facts)

    async def is_said() -> bool:
        return (await standing(village, "hub"))["reason"] == BEHIND

    await until(is_said)
    assert not await _has(village, new.facts[0]["_id"])
    await road.district.hub.projector.start()
    await until(partial(_has, village, new.facts[0]["_id"]))
    await village.settled()
    assert not village.rows()["refusal"]


async def test_whom_the_district_knows_and_never_spoke_of_it_takes(
    road: Road, village: DemoHub, tablet: Tablet
) -> None:
    tablet.clerk = "degan-1"
    tablet.application()
    (row,) = await village.push(tablet.facts)
    assert row["reason"].partition(" ")[0] == "unknown-clerk"
    await until(partial(_has, road.district, tablet.facts[0]["_id"]))
    await until(partial(_has, village, tablet.facts[0]["_id"]))
    await until(lambda: is_level(village))
    await village.settled()
    assert [one[0] for one in village.rows()["fact"]] == [tablet.facts[0]["_id"]]


async def _push(village: DemoHub, tablet: Tablet) -> tuple[int, str]:
    """The status, and after how many seconds to come again."""
    facts = {"new_edits": False, "docs": [as_revision(fact) for fact in tablet.facts]}
    headers = await village.bearer("sipaifang-1")
    answer = await village.client.post(f"/couchdb/site-{SITE}/_bulk_docs", json=facts, headers=headers)
    return answer.status_code, answer.headers.get("retry-after", "")


async def _has(hub: DemoHub, doc_id: str) -> bool:
    return await hub.hub.engine.database(f"site-{SITE}").get(doc_id) is not None
