"""Each device is told what the hub holds of its chain, and the district signs for it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

import pytest

from schema.envelope import fact_signature_is_good
from schema.receipt import MOST_REFUSED
from server.keys import public_point
from server.workers.receipts import Receipts
from sync.projector.database import dump
from sync.records import read_range
from sync.store.engine import EmbeddedEngine
from tests.hub import SITE, DemoHub
from tests.server.workers.office import Office, StandingClock
from tests.sync.district import again
from tests.tablet import Fact, Tablet, key_from


@pytest.fixture
async def tablet(demo: DemoHub) -> Tablet:
    tablet = await demo.enrolled_tablet()
    case = tablet.application()
    for _ in range(5):
        tablet.visit(case)
    return tablet


class Counter:
    """Takes facts from tablets and gives receipts for them."""

    def __init__(self, demo: DemoHub) -> None:
        self.demo = demo
        self.office = Office(demo)
        self.worker = Receipts(demo.hub.district_key)

    async def push(self, facts: Sequence[Fact]) -> list[Fact]:
        """What is held of receipts after some facts have come, the newest last."""
        await self.demo.push(facts)
        await self.office.work(self.worker)
        return await self.receipts()

    async def receipts(self) -> list[Fact]:
        held = await read_range(self.demo.hub.engine.database(f"site-{SITE}"), "receipt:")
        return sorted(held, key=lambda receipt: (receipt["upTo"], receipt["latest"]))


@pytest.fixture
def counter(demo: DemoHub) -> Counter:
    return Counter(demo)


async def test_a_receipt_tells_up_to_where_all_is_here(counter: Counter, tablet: Tablet) -> None:
    (receipt,) = await counter.push(tablet.facts)
    assert (receipt["device"], receipt["upTo"], receipt["latest"]) == (tablet.device, 6, 6)
    assert (receipt["gaps"], receipt["refused"]) == ("", [])
    assert receipt["head"] == tablet.visit("")["prev"]
    assert receipt["instance"] == counter.demo.hub.engine.instance
    assert fact_signature_is_good(receipt, public_point(counter.demo.hub.district_key))
    assert not fact_signature_is_good({**receipt, "upTo": 7}, public_point(counter.demo.hub.district_key))


async def test_all_is_told_once_more_when_the_district_signs_with_another_key(
    counter: Counter, tablet: Tablet
) -> None:
    """Of the key before it no word of later days may count: `yici new-key --old-until`."""
    (before,) = await counter.push(tablet.facts)
    another = key_from(77)
    assert await counter.office.work(Receipts(another)) == 1
    assert await counter.office.work(Receipts(another)) == 0
    (after,) = [one for one in await counter.receipts() if one["_id"] != before["_id"]]
    assert (after["upTo"], after["head"]) == (before["upTo"], before["head"])
    assert fact_signature_is_good(after, public_point(another))


async def test_it_stops_at_a_hole_and_names_it(counter: Counter, tablet: Tablet) -> None:
    first, second, third, *_, last = tablet.facts
    (receipt,) = await counter.push([first, second, last])
    assert (receipt["upTo"], receipt["latest"], receipt["gaps"]) == (2, 6, "3-5")
    *_, receipt = await counter.push([third])
    assert (receipt["upTo"], receipt["gaps"]) == (3, "4-5")


async def test_what_was_refused_counts_as_received_and_is_named(counter: Counter, tablet: Tablet) -> None:
    refused = again(tablet, tablet.notice(tablet.facts[0]["case"], "M16:wife"))
    (receipt,) = await counter.push([*tablet.facts[:-1], refused])
    assert (receipt["upTo"], [one["id"] for one in receipt["refused"]]) == (7, [refused["_id"]])
    assert receipt["refused"][0]["rule"] == "R02"


async def test_no_more_are_named_than_a_receipt_may_hold(counter: Counter, tablet: Tablet) -> None:
    case = tablet.facts[0]["case"]
    refused = [tablet.notice(case, "M16:wife") for _ in range(MOST_REFUSED + 1)]
    (receipt,) = await counter.push(tablet.facts)
    assert [one["id"] for one in receipt["refused"]] == [one["_id"] for one in refused[1:]]


async def test_of_a_clone_the_head_is_the_others(counter: Counter, tablet: Tablet) -> None:
    """One tablet was copied: both wrote a fact of the same number."""
    ours = tablet.facts[-1]
    await counter.push(tablet.facts)
    receipts = await counter.push([again(tablet, ours, purpose="collect")])
    following = tablet.visit(ours["case"])
    assert {receipt["head"] for receipt in receipts} == {following["prev"]}
    rows = dump(counter.demo.hub.projection)["alarm"]
    assert [(row[1], row[4]) for row in rows] == [("clone", ours["_id"])]


async def test_nothing_new_nothing_written_and_older_ones_are_purged(
    counter: Counter, tablet: Tablet
) -> None:
    for n in range(1, len(tablet.facts) + 1):
        receipts = await counter.push(tablet.facts[:n])
        assert [receipt["upTo"] for receipt in receipts] == [n - 1, n][-n:]
    assert await counter.office.work(counter.worker) == 0
    rows = dump(counter.demo.hub.projection)
    assert [row[3] for row in rows["receipt"]] == [6]
    await counter.demo.hub.projector.stop()
    await counter.demo.hub.projector.rebuild(lambda *_: None)
    assert dump(counter.demo.hub.projection) == rows


async def test_twice_at_once_is_one_receipt(counter: Counter, tablet: Tablet) -> None:
    """The tables have not moved yet when it runs again, and its clock has."""
    await counter.push(tablet.facts[:2])
    await counter.demo.push(tablet.facts)
    await counter.demo.settled()
    await counter.demo.hub.projector.stop()
    hub = counter.demo.hub
    for minute in (1, 2):
        await counter.worker.run(replace(hub.parts, clock=StandingClock(f"2021-06-15T10:0{minute}")))
    assert [one["at"][:16] for one in await counter.receipts()] == ["2021-06-15T01:00", "2021-06-15T02:01"]


async def test_a_restored_store_gives_receipts_of_its_own(counter: Counter, tablet: Tablet) -> None:
    (before,) = await counter.push(tablet.facts)
    hub = counter.demo.hub
    await hub.projector.stop()
    await cast(EmbeddedEngine, hub.engine).renew()
    await hub.projector.start()
    await counter.office.work(counter.worker)
    after = [one for one in await counter.receipts() if one["instance"] == hub.engine.instance]
    assert [(one["upTo"], one["head"]) for one in after] == [(6, before["head"])]
    assert after[0]["_id"] != before["_id"]


async def test_no_tablet_writes_receipts(counter: Counter, tablet: Tablet) -> None:
    (receipt,) = await counter.push(tablet.facts)
    (row,) = await counter.demo.push([{**receipt, "_id": f"{receipt['_id']}0"}])
    assert row["reason"].startswith("hub-only")
