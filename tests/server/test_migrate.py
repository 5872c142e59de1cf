"""All documents of a district go to an Apache CouchDB and come back the same."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from server.cli import app
from sync.couch_engine import EPOCH, CouchEngine
from sync.document import Revision
from sync.engine import Engine
from sync.store import EmbeddedEngine
from tests.couch_store import hub_on_couchdb
from tests.couchdb import without_district
from tests.hub import SITE, demo_hub
from tests.tablet import zhao_story

pytestmark = pytest.mark.couchdb
Leaves = dict[str, dict[str, dict[str, dict[str, bool]]]]


@pytest.fixture
def couchdb() -> Iterator[str]:
    with without_district() as url:
        yield url


async def migrate(data_dir: Path, towards: str, couchdb: str) -> Result:
    """The command has an event loop of its own, so a thread of its own here."""
    arguments = ["migrate", towards, "--data-dir", str(data_dir)]
    return await asyncio.to_thread(CliRunner().invoke, app, arguments, env={"YICI_COUCHDB_URL": couchdb})


async def leaves_of(engine: Engine) -> Leaves:
    """By database and document, which revisions are current and which deleted; without the epoch."""
    found: Leaves = {}
    for name in await engine.names():
        database = engine.database(name)
        ids = {row.id for row in (await database.changes()).changes} - {EPOCH}
        found[name] = {
            doc_id: {"leaves": leaves} for doc_id, leaves in (await database.leaf_revs(sorted(ids))).items()
        }
    return found


async def in_directory(data_dir: Path) -> Leaves:
    engine = EmbeddedEngine(data_dir)
    try:
        return await leaves_of(engine)
    finally:
        await engine.close()


async def in_couchdb(url: str) -> Leaves:
    engine = await CouchEngine.open(url)
    try:
        return await leaves_of(engine)
    finally:
        await engine.close()


async def test_a_district_goes_to_couchdb_and_back_with_all_it_has(tmp_path: Path, couchdb: str) -> None:
    async with demo_hub(tmp_path / "old") as old:
        tablet = await old.enrolled_tablet()
        zhao_story(tablet)
        assert await old.push(tablet.facts) == []
        site = old.hub.engine.database(f"site-{SITE}")
        both = [Revision("wish", (f"1-{letter * 32}",), b'{"type":"x"}') for letter in "ab"]
        await site.bulk_docs(both, new_edits=False)  # which disagree
        await site.bulk_docs([Revision("gone", ("1-" + "c" * 32,), b"{}", deleted=True)], new_edits=False)
        await old.settled()
        rows, instance = old.rows(), old.hub.engine.instance
    before = await in_directory(tmp_path / "old")

    gone = await migrate(tmp_path / "old", "couchdb", couchdb)
    assert gone.exit_code == 0, gone.output
    assert await in_couchdb(couchdb) == before
    async with hub_on_couchdb(tmp_path / "old", couchdb) as middle:
        await middle.settled()
        assert middle.rows() == rows
        assert middle.hub.engine.instance != instance

    (tmp_path / "new").mkdir()
    (tmp_path / "old" / "keys").rename(tmp_path / "new" / "keys")
    back = await migrate(tmp_path / "new", "directory", couchdb)
    assert back.exit_code == 0, back.output
    assert await in_directory(tmp_path / "new") == before
    async with demo_hub(tmp_path / "new") as new:
        await new.settled()
        assert new.rows() == rows
        assert await new.hub.engine.database("hub").get(EPOCH) is None
        tablet.visit(f"{tablet.device}-2")
        assert await new.push(tablet.facts[-1:]) == []


async def test_who_is_interrupted_goes_on_and_no_other_district_is_written_over(
    tmp_path: Path, couchdb: str
) -> None:
    for folder in ("here", "elsewhere"):
        async with demo_hub(tmp_path / folder):
            pass
    first = await migrate(tmp_path / "here", "couchdb", couchdb)
    assert first.exit_code == 0, first.output
    again = await migrate(tmp_path / "here", "couchdb", couchdb)
    assert again.exit_code == 0, again.output
    other = await migrate(tmp_path / "elsewhere", "couchdb", couchdb)
    assert other.exit_code == 2
    assert "there is a district already" in other.output
    over = await migrate(tmp_path / "elsewhere", "directory", couchdb)
    assert over.exit_code == 2
    assert "is not written over" in " ".join(over.output.split())
