"""The workers of a hub run by themselves, and one that fails holds up no other."""

import asyncio

from structlog.testing import capture_logs

from server.workers import ALL
from server.workers.running import Workers, run_workers
from server.workers.worker import Parts
from sync.errors import Unavailable
from sync.records import read_range
from tests.hub import OTHER_SITE
from tests.server.workers.office import Office, online_application


class Broken:
    name = "broken"

    async def run(self, parts: Parts) -> int:
        raise ValueError("this worker is broken")


class Waiting:
    name = "waiting"

    async def run(self, parts: Parts) -> int:
        raise Unavailable("No node of CouchDB answers.")


async def test_what_is_pushed_to_one_site_comes_out_at_the_other(office: Office) -> None:
    here, there = await office.demo.enrolled_tablet(), await office.demo.enrolled_tablet(OTHER_SITE, 4)
    case = here.application()
    there.visit(case)
    workers = Workers(office.parts("2021-06-08T10:00"), office.demo.hub.projector, ALL)
    workers.start()
    try:
        await office.push(here)
        await office.push(there)
        database = office.demo.hub.engine.database(f"site-{OTHER_SITE}")
        async with asyncio.timeout(30):
            moved = -1
            while not await read_range(database, "copy:"):
                moved = await office.demo.hub.projector.settled(moved)
    finally:
        await workers.stop()
    assert await office.folded_at(OTHER_SITE, case) == await office.folded_by_the_hub(case)


async def test_one_that_fails_holds_up_no_other(office: Office) -> None:
    await office.write(online_application(1, "2021-06-08T09:00"))
    await office.demo.settled()
    with capture_logs() as told:
        assert await run_workers(office.parts("2021-06-15T09:00"), [Broken(), Waiting(), *ALL]) == 1
    assert [(line["worker"], line["log_level"], line.get("exc_info", False)) for line in told] == [
        ("broken", "error", True),
        ("waiting", "warning", False),
    ]
