"""The ledger of numbers: it adds up, and shows what stands on two papers."""

from typing import Any

import pytest

from schema.tables import Alarm, NumberStock
from sync.projector.database import table_of
from sync.projector.numbers import TWICE
from sync.projector.stocks import stocks
from tests.hub import OTHER_SITE, SITE, DemoHub
from tests.server.graphql.desk import arrive, problem
from tests.server.workers.office import birth_service

LEDGER = """query($area: String, $item: NumberedItem) { numberLedger(areaCode: $area, item: $item) {
  leased addsUp counts { free issued spoiled void awaited skipped returned lost }
  doubles { number device facts } stocks { device item leased counts { free issued } } } }"""
NOTHING = dict.fromkeys(("free", "issued", "spoiled", "void", "awaited", "skipped", "returned", "lost"), 0)


async def test_what_was_leased_and_what_became_of_it(demo: DemoHub) -> None:
    here, there = await demo.enrolled_tablet(), await demo.enrolled_tablet(OTHER_SITE, 4)
    birth_service(here)
    birth_service(here)
    birth_service(there)
    await arrive(demo, here)
    await arrive(demo, there)
    ledger = (await demo.ask(LEDGER, {"item": "BIRTH_SERVICE"}))["numberLedger"]
    assert (ledger["leased"], ledger["addsUp"], ledger["doubles"]) == (400, True, [])
    assert ledger["counts"] == {**NOTHING, "issued": 3, "free": 397}
    assert [(one["device"], one["counts"]) for one in ledger["stocks"]] == [
        (here.device, {"free": 198, "issued": 2}),
        (there.device, {"free": 199, "issued": 1}),
    ]
    mine = (await demo.ask(LEDGER, user="jijiang"))["numberLedger"]
    assert (mine["leased"], mine["counts"]["issued"]) == (800, 2)  # four items of one tablet
    assert (await problem(demo, LEDGER, {"area": OTHER_SITE}))["code"] == "not_found"


async def test_a_number_of_a_cloned_tablet_is_shown_with_both_papers(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    first = birth_service(tablet)
    tablet.serial = 0
    second = birth_service(tablet)
    await arrive(demo, tablet)
    ledger = (await demo.ask(LEDGER, {"area": SITE}))["numberLedger"]
    assert ledger["doubles"] == [
        {"number": first["certNo"], "device": tablet.device, "facts": [first["_id"], second["_id"]]}
    ]
    assert (ledger["addsUp"], ledger["counts"]["issued"]) == (False, 1)


async def test_what_was_counted_is_held_against_the_numbers_themselves(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    birth_service(tablet)
    await arrive(demo, tablet)
    assert (await demo.ask(LEDGER))["numberLedger"]["addsUp"]
    with demo.hub.projection.begin() as connection:
        connection.execute(table_of(NumberStock).update().values(issued=0, spoiled=1))
    assert not (await demo.ask(LEDGER))["numberLedger"]["addsUp"]


async def test_all_of_a_ledger_is_of_one_moment(demo: DemoHub, monkeypatch: pytest.MonkeyPatch) -> None:
    tablet = await demo.enrolled_tablet()
    birth_service(tablet)
    await arrive(demo, tablet)
    alarm = {"id": f"{TWICE}:x", "kind": TWICE, "device": tablet.device, "seq": 1, "detail": "x"}

    def meanwhile_a_number_is_given_twice(*asked: Any) -> Any:
        held = stocks(*asked)
        with demo.hub.projection.begin() as connection:
            connection.execute(table_of(Alarm).insert(), alarm)
        return held

    with monkeypatch.context() as patch:
        patch.setattr("server.graphql.numbers.stocks", meanwhile_a_number_is_given_twice)
        ledger = (await demo.ask(LEDGER))["numberLedger"]
    assert (ledger["addsUp"], ledger["doubles"]) == (True, [])
    assert not (await demo.ask(LEDGER))["numberLedger"]["addsUp"]


async def test_numbers_wait_for_what_is_missing(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    birth_service(tablet)
    missing = birth_service(tablet)
    birth_service(tablet)
    await demo.push([fact for fact in tablet.facts if fact is not missing])
    await demo.settled()
    counts = (await demo.ask(LEDGER, {"item": "BIRTH_SERVICE"}))["numberLedger"]["counts"]
    assert counts == {**NOTHING, "issued": 2, "awaited": 1, "free": 197}
