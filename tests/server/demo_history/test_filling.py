"""The history in a running hub: served at once, whole after a kill, the same in the tables."""

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import select

from schema.tables import CaseFile
from server.auth.passwords import Passwords
from server.clock import HubClock
from server.demo import PEOPLE
from server.demo_history import writing
from server.graphql.api import api
from server.graphql.context import make_context
from server.hub import Hub, open_hub
from server.online.purge import past_purge
from server.online.uploads import Upload
from server.principal import Principal, Role
from server.settings import Settings
from sync.projector.database import dump, table_of
from sync.records import read, read_range
from tests.hub import CHEAP

CASES = 60
_CASES = table_of(CaseFile)
SAMPLE = """query($period: DateRange!, $size: Int!, $seed: String!, $area: String) {
  inspectionSample(period: $period, size: $size, seed: $seed, areaCode: $area) { id } }"""
Rows = dict[str, list[tuple[Any, ...]]]


@contextlib.asynccontextmanager
async def hub_with(data_dir: Path, cases: int = CASES) -> AsyncIterator[Hub]:
    """Started; its workers stay idle."""
    hub = open_hub(
        Settings(data_dir=data_dir, public_url="http://hub.example"),
        clock=HubClock.starting_at("2026-06-30T16:00"),
        passwords=Passwords(CHEAP),
        demo_cases=cases,
    )
    await hub.start()
    try:
        yield hub
    finally:
        await hub.stop()


async def complete(hub: Hub) -> Rows:
    """The tables, once all is written and in them."""
    assert hub.filling
    await hub.filling.finished()
    await hub.workers.stop()
    for name in [*sorted(await hub.engine.names(), reverse=True), "hub"]:
        assert await hub.projector.passed(name, 30)
    return dump(hub.projection)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def first_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Rows]:
    """The data of a district that was filled to its end, and its tables."""
    data_dir = tmp_path_factory.mktemp("filled") / "hub"
    async with hub_with(data_dir) as hub:
        rows = await complete(hub)
        assert hub.is_ready
    return data_dir, rows


@pytest.fixture
def filled(first_run: tuple[Path, Rows], tmp_path: Path) -> Path:
    """A copy of that data."""
    return shutil.copytree(first_run[0], tmp_path / "hub")


async def test_nothing_is_refused_and_a_rebuild_gives_the_same_rows(filled: Path) -> None:
    async with hub_with(filled) as hub:
        rows = await complete(hub)
        assert not await read_range(hub.engine.database("hub"), "quarantine:")
        assert not rows["refusal"]
        assert not rows["alarm"]
        assert len(rows["casefile"]) >= CASES
        assert len({row[4] for row in rows["site"]}) == 30  # townships
        await hub.projector.stop()
        await hub.projector.rebuild(lambda *_: None)
        assert dump(hub.projection) == rows


async def test_it_is_not_ready_with_papers_past_their_day(tmp_path: Path) -> None:
    async with hub_with(tmp_path / "hub") as hub:
        assert hub.filling
        await hub.filling.finished()
        assert hub.is_ready
        with hub.projection.connect() as tables:
            assert past_purge(tables, hub.clock.today()) == []


async def test_r10_its_inspections_are_drawn_as_anybody_draws_them(filled: Path) -> None:
    async with hub_with(filled) as hub:
        await complete(hub)
        orders = await read_range(hub.engine.database("site-500116000000"), "order:inspection:")
        assert any(order["cases"] for order in orders)
        user = Principal("auditor", Role.AUDITOR, "500116")
        for order in orders:
            period = {"from": order["from"], "to": order["until"]}
            asked = {"period": period, "size": order["size"], "seed": order["seed"], "area": order["area"]}
            answer = await api.execute(SAMPLE, asked, context_value=make_context(hub, user, ""))
            assert answer.data
            assert [case["id"] for case in answer.data["inspectionSample"]] == order["cases"]


async def test_what_came_online_has_its_papers_and_more_can_be_added(filled: Path) -> None:
    async with hub_with(filled) as hub:
        await complete(hub)
        with hub.projection.connect() as connection:
            folds = [fold for fold in connection.scalars(select(_CASES.c.fold)) if fold["uploads"]]
        for fold in folds:
            held = {upload["paper"] for upload in fold["uploads"]}
            submission = await read(hub.engine.database("hub"), f"submission:{fold['id']}")
            assert submission
            assert held <= set(submission["papers"])
            for name in held:
                assert (await hub.papers.opened(fold["site"], name)).endswith(b"IEND\xaeB`\x82")
        told = {**folds[0], "state": "notified"}  # the few that are open now need not be told of anything
        more = Upload(told["uploads"][0]["key"], "image/png", b"")
        order = await hub.intake.add(Principal("portal", Role.PORTAL, "500116"), told, 2, [more])
        assert [one["key"] for one in order["uploads"]] == [more.key]


async def test_a_second_start_writes_nothing_and_the_demo_people_stay_as_they_are(
    first_run: tuple[Path, Rows], filled: Path
) -> None:
    async with hub_with(filled, cases=10) as hub:
        assert hub.filling
        assert hub.filling.is_done
        assert (await complete(hub))["fact"] == first_run[1]["fact"]
        for name, role, area, shown in PEOPLE:
            person = await read(hub.engine.database("hub"), f"user:{name}")
            assert person is not None
            assert (person["role"], person["area"], person["displayName"]) == (role.value, area, shown)


async def test_without_cases_there_are_the_two_communities_alone(tmp_path: Path) -> None:
    async with hub_with(tmp_path / "hub", cases=0) as hub:
        rows = await complete(hub)
        assert [row[0] for row in rows["site"]] == [
            "500116001000",
            "500116001901",
            "500116002000",
            "500116002901",
        ]
        assert not rows["casefile"]


async def test_a_hub_that_was_killed_goes_on_with_the_same_history(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_TOLD_AT_ONCE", 200)
    monkeypatch.setattr(writing, "_HELD_AT_MOST", 200)
    async with hub_with(tmp_path / "hub") as hub:
        stored = writing._store
        first = asyncio.Event()

        async def store_and_tell(*held: Any) -> None:
            await stored(*held)
            first.set()

        monkeypatch.setattr(writing, "_store", store_and_tell)
        await first.wait()
        assert hub.filling
        assert not hub.filling.is_done
        assert not hub.is_ready
    async with hub_with(tmp_path / "hub") as hub:
        rows = await complete(hub)
        assert len(rows["casefile"]) >= CASES
        assert not rows["alarm"], "a fact that was written twice was not the same"
        assert not rows["refusal"]
