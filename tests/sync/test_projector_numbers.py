"""What became of each number: one paper has it, whatever order they came in, and twice is an alarm."""

from copy import copy
from datetime import timedelta
from typing import Any

import pytest

from schema.envelope import chain_hash
from schema.numbers import certificate_number
from schema.receipt import write_receipt
from schema.tables import Certificate, NumberStock, NumberUse
from schema.tables import Fact as FactTable
from server.verification import verify_certificate
from sync.projector.database import table_of
from sync.records import put_new
from tests.people import OUTSIDE_WIFE
from tests.server.workers.office import birth_service
from tests.sync.district import HUB_TIME, District, again
from tests.tablet import DISTRICT_KEY, Fact, Tablet, zhao_story


def _spoiled(tablet: Tablet, case: str, serial: int) -> Fact:
    number = certificate_number("birth-service", tablet.device, tablet.now.date(), serial)
    block = f"block:{tablet.device}:birth-service:1"
    return tablet.fact("spoiled", case, item="birth-service", certNo=number, block=block, why="jam")


async def _uses(district: District) -> list[dict[str, Any]]:
    await district.settled()
    query = table_of(NumberUse).select().order_by(table_of(NumberUse).c.seq)
    with district.hub.projection.connect() as connection:
        return [dict(row) for row in connection.execute(query).mappings()]


async def _certificates(district: District) -> list[dict[str, Any]]:
    await district.settled()
    certificates = table_of(Certificate)
    query = certificates.select().join(
        table_of(FactTable), table_of(FactTable).c.id == certificates.c.fact_id
    )
    with district.hub.projection.connect() as connection:
        found = connection.execute(query.order_by(table_of(FactTable).c.seq)).mappings()
        return [dict(row) for row in found]


async def _states(district: District) -> list[tuple[int, str]]:
    return [(use["serial"], use["state"]) for use in await _uses(district)]


async def _stock(district: District) -> dict[str, Any]:
    await district.settled()
    with district.hub.projection.connect() as connection:
        (row,) = connection.execute(table_of(NumberStock).select()).mappings()
        return dict(row)


async def test_a_jammed_sheet_takes_its_number_with_it(district: District) -> None:
    """E20: printer jam; the next number is used, and both are in the register."""
    tablet = await district.tablet()
    certificate = birth_service(tablet)
    _spoiled(tablet, certificate["case"], 1)
    tablet.certificate(certificate["case"])
    await district.write(*tablet.facts)
    assert await _states(district) == [(1, ""), (1, "spoiled"), (2, "issued")]
    stock = await _stock(district)
    assert (stock["leased"], stock["issued"], stock["spoiled"], stock["void"]) == (200, 1, 1, 0)
    assert (await district.settled())["alarm"] == []


async def test_the_number_of_a_spoiled_sheet_is_given_to_no_paper(district: District) -> None:
    tablet = await district.tablet()
    case = birth_service(tablet)["case"]
    spoiled = _spoiled(tablet, case, 2)
    given = tablet.certificate(case, serial=2)
    await district.write(*tablet.facts)
    assert await _states(district) == [(1, "issued"), (2, "spoiled"), (2, "")]
    assert [one["in_force"] for one in await _certificates(district)] == [True, False]
    rows = await district.settled()
    assert {(row[1], row[3]) for row in rows["alarm"]} == {
        ("number-twice", spoiled["seq"]),
        ("number-twice", given["seq"]),
    }
    with district.hub.projection.connect() as connection:
        assert verify_certificate(connection, given["token"], "").reason == "void"
    assert await district.rebuilt() == rows


async def test_a_number_is_void_with_its_certificate(district: District) -> None:
    tablet = await district.tablet()
    certificate = birth_service(tablet)
    tablet.certificate(certificate["case"], supersedes=certificate["certNo"])
    tablet.fact("loss", certificate["case"], certNo=certificate["certNo"])
    reissued = tablet.certificate(certificate["case"], supersedes=certificate["certNo"])
    await district.write(*tablet.facts)
    states = dict(await _states(district))
    assert states[1] == "void"
    assert states[reissued["seq"] and 3] == "issued"


async def test_a_certificate_whose_case_has_not_arrived_is_neither_good_nor_void(district: District) -> None:
    tablet = await district.tablet()
    certificate = birth_service(tablet)
    await district.write(certificate)
    assert await _states(district) == [(1, "awaited")]
    await district.write(*tablet.facts)
    assert await _states(district) == [(1, "issued")]


@pytest.mark.parametrize("later_first", [True, False])
async def test_of_two_papers_with_one_number_the_first_has_it(district: District, later_first: bool) -> None:
    """A cloned tablet: the same serial for two couples, even over the turn of a year."""
    tablet = await district.tablet()
    first = birth_service(tablet)
    tablet.now += timedelta(days=300)
    tablet.serial = 0
    second = birth_service(tablet)
    assert first["certNo"] != second["certNo"]
    parts = [tablet.facts[:5], tablet.facts[5:]]
    for part in reversed(parts) if later_first else parts:
        await district.write(*part)
        await district.settled()
    assert await _states(district) == [(1, "issued"), (1, "")]
    rows = await district.settled()
    certificates = {row[0]: row for row in rows["certificate"]}
    assert [certificates[one["_id"]][7] for one in (first, second)] == [True, False]
    assert {(row[1], row[3]) for row in rows["alarm"]} == {
        ("number-twice", first["seq"]),
        ("number-twice", second["seq"]),
    }
    assert await district.rebuilt() == rows


async def test_who_loses_a_number_has_no_second_certificate(district: District) -> None:
    """Nothing of the couple's cases has changed, but that another paper has the number of one of them."""
    tablet = await district.tablet()
    birth_service(tablet, wife=OUTSIDE_WIFE)
    first = len(tablet.facts)
    tablet.serial = 0
    birth_service(tablet)
    second = birth_service(tablet)
    await district.write(*tablet.facts[first:])
    assert [one["is_double"] for one in await _certificates(district)] == [True, True]
    await district.write(*tablet.facts[:first])
    certificates = await _certificates(district)
    assert [(one["in_force"], one["is_double"]) for one in certificates] == [
        (True, False),
        (False, False),
        (True, False),
    ]
    assert certificates[2]["fact_id"] == second["_id"]
    rows = await district.settled()
    assert await district.rebuilt() == rows


async def test_a_paper_dated_back_takes_no_number_away(district: District) -> None:
    tablet = await district.tablet()
    first = birth_service(tablet)
    tablet.now -= timedelta(days=1)
    tablet.serial = 0
    birth_service(tablet)
    await district.write(*tablet.facts)
    assert await _states(district) == [(1, "issued"), (1, "")]
    rows = await district.settled()
    assert {row[0] for row in rows["certificate"] if row[7]} == {first["_id"]}


@pytest.mark.parametrize("is_answered", [False, True])
async def test_of_a_fork_the_branch_counts_that_the_chain_goes_on_from(
    district: District, is_answered: bool
) -> None:
    """A copied tablet takes a number of the chain that stood for another type of fact. Where it writes a
    whole branch, the one that the hub has answered for counts."""
    tablet = await district.tablet()
    certificate = birth_service(tablet)
    tablet.visit(certificate["case"])
    copied = copy(tablet)
    copied.facts, copied.serial = tablet.facts[:3], 0
    forged = [copied.certificate(certificate["case"])]
    if is_answered:
        forged += [copied.acceptance(certificate["case"]), copied.materials(certificate["case"])]
    assert forged[0]["seq"] < certificate["seq"]
    await district.write(*forged)
    await district.write(*tablet.facts)
    if is_answered:
        await district.settled()
        await put_new(district.site, [_receipt(tablet)])
    good = [use["fact_id"] for use in await _uses(district) if use["state"]]
    assert good == [certificate["_id"]]
    rows = await district.settled()
    (chain,) = rows["chain"]
    assert chain_hash(tablet.facts[-1]) in chain
    assert await district.rebuilt() == rows


def _receipt(tablet: Tablet) -> Fact:
    """The hub has answered for all that the tablet wrote."""
    whole = {
        "head": len(tablet.facts),
        "head_hash": chain_hash(tablet.facts[-1]),
        "latest": len(tablet.facts),
    }
    chain = {
        "device": tablet.device,
        "site": tablet.site,
        **whole,
        "gaps": "",
        "refused": [],
        "state": "0" * 16,
    }
    return write_receipt(chain, instance="0" * 32, at=HUB_TIME, district_key=DISTRICT_KEY)


async def test_what_a_number_stands_on_may_be_taken_back(district: District) -> None:
    """Its case is folded anew when the block that it waited for turns out to be another device's."""
    tablet = await district.tablet()
    zhao_story(tablet)
    await district.write(*tablet.facts)
    assert (await _stock(district))["issued"] == 1
    await district.hub.engine.drop(district.site.name)
    await district.settled()
    rows = await district.settled()
    assert rows["number_use"] == []
    assert rows["number_stock"] == []


async def test_a_clone_with_the_same_fact_twice_counts_once(district: District) -> None:
    tablet = await district.tablet()
    certificate = birth_service(tablet)
    await district.write(*tablet.facts)
    await district.write(again(tablet, certificate, online=not certificate["online"]))
    assert await _states(district) == [(1, "issued")]
    assert (await _stock(district))["issued"] == 1
