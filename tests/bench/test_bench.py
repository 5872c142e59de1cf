"""Every row of the benchmark still runs, and a thousand tablets that come back lose nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

from bench.__main__ import measure
from bench.district import Luggage, make_district
from bench.empty_sync import filled, steps_of
from bench.outage import LostOrDoubled, come_back, compare
from bench.scale import FULL, TINY
from bench.servers import hub
from bench.table import Table
from tests.couchdb import one_node

PEAK = 512 * 10**6  # bytes, of a hub to which a thousand tablets come back

pytestmark = pytest.mark.interop


async def _tables(couchdb_url: str) -> list[Table]:
    return [table async for table in measure(TINY, couchdb_url)]


async def test_every_row_runs_on_the_hub() -> None:
    tables = await _tables("")
    assert len(tables) == 16
    assert all(len(row) == len(table.header) for table in tables for row in table.rows)


@pytest.mark.couchdb
async def test_every_row_runs_beside_couchdb() -> None:
    tables = await _tables(one_node())
    assert any(row[0] == "CouchDB" for table in tables for row in table.rows)


async def test_an_empty_sync_reads_the_same_rows_in_any_scope(tmp_path: Path) -> None:
    async with hub(tmp_path / "hub") as server:
        assert server.data_dir is not None
        few, many = [steps_of(server.data_dir, *await filled(server, count)) for count in (10, 2_000)]
    assert abs(few - many) <= 2  # whether the database is the last of its table costs a step


async def test_a_fact_that_did_not_arrive_is_missed(tmp_path: Path) -> None:
    """A fact that no tablet has pushed is found missing; once all have, nothing is."""
    district = await make_district(tmp_path / "hub", TINY)
    async with hub(tmp_path / "hub") as server:
        await come_back(server, district, gated=True)
        one = district.tablets[0]
        invented = replace(one, revs={**one.revs, "visit:nobody:1": "1-a"})
        tablets: list[Luggage] = [invented, *district.tablets[1:]]
        with pytest.raises(LostOrDoubled):
            await compare(server, replace(district, tablets=tablets), gated=True)


@pytest.mark.soak
async def test_a_thousand_tablets_come_back_at_once_and_nothing_is_lost(tmp_path: Path) -> None:
    district = await make_district(tmp_path / "hub", FULL)
    async with hub(tmp_path / "hub") as server:
        returned = await come_back(server, district, gated=True)
    assert returned.sample.units == 20_000
    assert returned.peak <= PEAK
