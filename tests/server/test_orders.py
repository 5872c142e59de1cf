"""What the hub orders it signs, and takes back from whoever brings it; written once, it stays."""

from datetime import date
from typing import Any

import pytest

from schema.district_keys import DistrictKeys, is_the_districts, key_id
from schema.orders import signed_order
from sync.records import change, read
from tests.hub import SITE, DemoHub
from tests.server.graphql.desk import VOID
from tests.server.workers.office import Office, birth_service
from tests.server.workers.test_revocations import void_order
from tests.tablet import Fact, known


@pytest.fixture
async def certificate(demo: DemoHub) -> Fact:
    """In force."""
    tablet = await demo.enrolled_tablet()
    certificate = birth_service(tablet)
    await Office(demo).push(tablet)
    await demo.settled()
    return certificate


def _keys(demo: DemoHub) -> DistrictKeys:
    return known(demo.hub.district_key, date(2020, 1, 1))


def _brought_back(demo: DemoHub, certificate: Fact, **members: Any) -> Fact:
    """As the hub wrote it before it was restored."""
    return signed_order({**void_order(certificate), **members}, demo.hub.district_key)


async def _void(demo: DemoHub, certificate: Fact, why: str = "CLERICAL_ERROR") -> Fact:
    given = {"certNo": certificate["certNo"], "why": why}
    name = (await demo.ask(VOID, given, user="jijiang"))["voidCertificate"]["order"]
    (order,) = await demo.documents(f"site-{SITE}", name)
    return order


async def test_what_a_desk_orders_is_signed_by_the_district(demo: DemoHub, certificate: Fact) -> None:
    order = await _void(demo, certificate)
    assert order["kid"] == key_id(demo.hub.district_key.public_key()).hex()
    assert is_the_districts(order, _keys(demo))
    assert await _void(demo, certificate) == order, "ordered twice it is one order"


async def test_it_is_no_arrival_of_a_tablet(demo: DemoHub, certificate: Fact) -> None:
    before = await demo.documents("hub", "arrival:")
    assert await demo.push([_brought_back(demo, certificate)]) == []
    assert await demo.documents("hub", "arrival:") == before


async def test_what_was_ordered_anew_in_the_same_words_is_not_told(demo: DemoHub, certificate: Fact) -> None:
    order = await _void(demo, certificate)
    (row,) = await demo.push([_brought_back(demo, certificate, grounds=order["grounds"])])
    assert row["reason"].startswith("write-once ")
    assert await demo.documents("hub", "quarantine:") == []


async def test_what_was_ordered_anew_in_other_words_stands_and_the_other_is_kept(
    demo: DemoHub, certificate: Fact
) -> None:
    stands = await _void(demo, certificate, why="OTHER")
    (row,) = await demo.push([_brought_back(demo, certificate)])
    assert row["reason"].startswith("write-once ")
    (kept,) = await demo.documents("hub", "quarantine:")
    assert (kept["docId"], kept["rule"]) == (stands["_id"], "write-once")
    assert await demo.documents(f"site-{SITE}", stands["_id"]) == [stands]


@pytest.mark.parametrize(("until", "taken"), [("2021-06-14", True), ("2021-06-13", False)])
async def test_the_word_of_a_key_that_ended_counts_for_its_days(
    demo: DemoHub, certificate: Fact, until: str, taken: bool
) -> None:
    reference = demo.hub.engine.database("reference")
    (key,) = await demo.documents("reference", "key:")
    await change(reference, key["_id"], until=until)
    order = _brought_back(demo, certificate)
    assert (await demo.push([order]) == []) is taken
    held = await read(demo.hub.engine.database(f"site-{SITE}"), order["_id"])
    assert (held is not None) is taken
