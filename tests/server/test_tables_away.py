"""A hub whose tables are in PostgreSQL, when that is away, or another hub's."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy
from sqlalchemy import create_engine, make_url, text

from server.cannot_serve import CannotServe
from server.run import rebuild_projection
from server.settings import Settings
from sync.projector.database import dump
from sync.projector.postgresql import TablesAway
from sync.projector.sole import ProjectionIsBusy
from tests.hub import SITE, DemoHub, demo_hub, open_demo
from tests.tablet import zhao_story

COUNT = "{ cases { edges { node { state } } } }"


@pytest.fixture
async def demo(tmp_path: Path, postgresql: str) -> AsyncIterator[DemoHub]:
    async with demo_hub(tmp_path / "hub", tables=postgresql) as hub:
        yield hub


@contextmanager
def away(url: str) -> Iterator[None]:
    """Every connection to a database is cut, and no new one is let in."""
    address = make_url(url).set(drivername="postgresql+psycopg")
    admin = create_engine(address.set(database="postgres"), isolation_level="AUTOCOMMIT")
    name = address.database

    def let_in(is_allowed: bool) -> None:
        with admin.connect() as connection:
            connection.execute(text(f"alter database {name} allow_connections {is_allowed}"))
            connection.execute(
                text("select pg_terminate_backend(pid) from pg_stat_activity where datname = :name"),
                {"name": name},
            )

    try:
        let_in(False)
        yield
    finally:
        let_in(True)
        admin.dispose()


async def test_tablets_are_served_while_the_tables_are_away_and_nothing_is_missing_after(
    demo: DemoHub, postgresql: str
) -> None:
    tablet = await demo.enrolled_tablet()
    zhao_story(tablet)
    await demo.push(tablet.facts[:3])
    await demo.settled()
    with away(postgresql):
        assert await demo.push(tablet.facts[3:]) == []
        answer = await demo.client.post(
            "/graphql", json={"query": COUNT}, headers=await demo.bearer("district")
        )
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        assert answer.json()["errors"][0]["extensions"]["code"] == "service_unavailable"
        page = await demo.client.get("/.well-known/district-keys.json")
        assert (page.status_code, page.headers["Retry-After"]) == (503, "5")
        assert (await demo.get("/healthz")).status_code == 200
        assert (await demo.get(f"/couchdb/site-{SITE}", "district")).status_code == 200
    await demo.settled()
    assert (await demo.ask(COUNT))["cases"]["edges"] == [{"node": {"state": "CLOSED"}}]
    rows = demo.rows()
    await demo.hub.projector.stop()
    await demo.hub.projector.rebuild(lambda *_: None)
    assert demo.rows() == rows


async def test_a_hub_starts_without_its_tables_and_fills_them_later(tmp_path: Path, postgresql: str) -> None:
    hub = open_demo(tmp_path, tables=postgresql)
    try:
        with away(postgresql):
            await hub.start()
            await hub.workers.stop()
            assert not hub.is_ready
        assert await hub.projector.passed("reference", 30)
        assert dump(hub.projection)["site"]
    finally:
        await hub.stop()


async def test_a_second_hub_elsewhere_says_that_the_tables_are_anothers(
    demo: DemoHub, tmp_path: Path, postgresql: str
) -> None:
    await demo.settled()
    rows = demo.rows()
    other = open_demo(tmp_path / "elsewhere", tables=postgresql)
    try:
        with pytest.raises(ProjectionIsBusy, match="another hub"):
            await other.start()
    finally:
        await other.stop()
    assert demo.rows() == rows


async def test_who_lost_the_lock_writes_nothing_to_tables_that_are_anothers(
    demo: DemoHub, tmp_path: Path, postgresql: str
) -> None:
    """Its connection was cut, and another hub was the faster one."""
    await demo.settled()
    sole, tablet = demo.hub.projector._sole, await demo.enrolled_tablet()
    await demo.settled()
    with away(postgresql):
        pass
    async with demo_hub(tmp_path / "elsewhere", tables=postgresql) as other:
        await other.settled()
        for fault in (TablesAway, ProjectionIsBusy):
            with pytest.raises(fault), sole.begin() as connection:
                connection.execute(text("delete from person"))
        assert other.rows()["person"]
        tablet.application()
        await demo.push(tablet.facts)
    await demo.settled()
    assert demo.rows()["casefile"]


async def test_a_nul_that_somebody_wrote_does_not_hold_up_the_tables(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    case = tablet.application()
    tablet.fact("attempt", case, rule="R02", code="M01\0")
    await demo.push(tablet.facts)
    await demo.settled()
    assert [row[4] for row in demo.rows()["violation"]] == ["M01\ufffd"]


async def test_every_text_is_ordered_by_its_characters(demo: DemoHub) -> None:
    query = """select table_name, column_name
      from information_schema.columns natural join information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE'
        and data_type in ('text', 'character varying') and collation_name is distinct from 'C'"""
    with demo.hub.projection.connect() as connection:
        assert connection.execute(sqlalchemy.text(query)).all() == []


def test_a_rebuild_tells_what_it_cannot_reach(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, database_url="postgresql://yici@127.0.0.1:9/yici")
    settings.documents_path.touch()
    with pytest.raises(CannotServe, match="the database of the tables is away"):
        rebuild_projection(settings, lambda *_: None)
