"""What the release before has written opens in this one: its backup is restored, its tables are made anew,
its tablets go on. `make.py` made it there."""

import asyncio
import json
import lzma
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from schema.tables import CaseFile, Projection, Refusal
from schema.tables import Fact as FactRow
from server.cli import app
from sync.projector.database import table_of
from tests.hub import OTHER_SITE, SITE, DemoHub, demo_hub, open_demo
from tests.tablet import Fact, Tablet

HERE = Path(__file__).parent
BEFORE = HERE / "before.tar.xz"


@pytest.fixture
async def data_dir(tmp_path: Path) -> Path:
    file = tmp_path / "before.tar"
    file.write_bytes(lzma.decompress(BEFORE.read_bytes()))
    arguments = ["restore", str(file), "--data-dir", str(tmp_path / "hub")]
    done = await asyncio.to_thread(CliRunner().invoke, app, arguments)
    assert done.exit_code == 0, done.output
    return tmp_path / "hub"


def column(demo: DemoHub, query: Any) -> list[Any]:
    with demo.hub.projection.connect() as connection:
        return list(connection.execute(query))


async def facts_of(demo: DemoHub, site: str) -> list[Fact]:
    """Without their revisions, as tablets wrote them."""
    documents = await demo.documents(f"site-{site}")
    facts = [one for one in documents if "device" in one and "seq" in one and "sig" in one]
    return [{name: value for name, value in one.items() if name != "_rev"} for one in facts]


async def test_its_cases_are_what_they_were_and_none_of_its_facts_is_lost(data_dir: Path) -> None:
    async with demo_hub(data_dir) as demo:
        await demo.settled()
        cases, facts, refusals = table_of(CaseFile), table_of(FactRow), table_of(Refusal)
        states = dict(tuple(row) for row in column(demo, select(cases.c.id, cases.c.state)))
        assert states == json.loads((HERE / "expected.json").read_text())
        written = {one["_id"] for site in (SITE, OTHER_SITE) for one in await facts_of(demo, site)}
        counted = column(demo, select(facts.c.id, facts.c.waiting_for))
        assert {row.id for row in counted} == written
        assert {row.waiting_for for row in counted} == {""}
        assert len(column(demo, select(refusals.c.id))) == 1
        rows = demo.rows()
        await demo.hub.projector.stop()
        await demo.hub.projector.rebuild(lambda *_: None)
        assert demo.rows() == rows


async def test_a_tablet_of_then_goes_on(data_dir: Path) -> None:
    async with demo_hub(data_dir) as demo:
        (device,) = await demo.documents("hub", f"device:{SITE}")
        tablet = Tablet(device["device"], "sipaifang-1", 3)
        tablet.facts = sorted(
            (one for one in await facts_of(demo, SITE) if one["device"] == tablet.device),
            key=lambda one: int(one["seq"]),
        )
        last = tablet.facts[-1]
        fact = tablet.visit(last["case"])
        assert fact["seq"] == last["seq"] + 1
        assert await demo.push([fact]) == []


async def test_tables_of_the_release_before_are_made_anew(data_dir: Path) -> None:
    """Where the hub is brought up to date in its place, its tables are there, and of another version."""
    async with demo_hub(data_dir) as demo:
        await demo.settled()
        rows = demo.rows()
        with demo.hub.projection.begin() as connection:
            connection.execute(table_of(CaseFile).delete())
            identity = f"27:{demo.hub.engine.instance}"
            connection.execute(table_of(Projection).update().values(identity=identity))
    hub = open_demo(data_dir)
    await hub.start()
    try:
        assert await hub.projector.passed(f"site-{SITE}", 30)
        assert await hub.projector.passed("hub", 30)
        await hub.projector.settled(-1)
        cases = table_of(CaseFile)
        with hub.projection.connect() as connection:
            assert len(connection.execute(select(cases)).all()) == len(rows["casefile"])
    finally:
        await hub.stop()
