"""All documents of a district go to an Apache CouchDB and come back the same."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from server.at_work import nobody_at_work
from server.cannot_serve import CannotServe
from server.cli import app
from sync.couch_engine import EPOCH, CouchEngine
from sync.document import Revision
from sync.engine import Engine
from sync.store import EmbeddedEngine
from tests.couch_store import hub_on_couchdb
from tests.couchdb import without_district
from tests.hub import SITE, demo_hub
from tests.live_hub import free_port
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


def told(result: Result) -> str:
    return " ".join(result.output.split())


async def test_it_ends_with_what_is_there_and_what_comes_next(tmp_path: Path, couchdb: str) -> None:
    async with demo_hub(tmp_path / "hub") as demo:
        tablet = await demo.enrolled_tablet()
        zhao_story(tablet)
        assert await demo.push(tablet.facts) == []
        names = await demo.hub.engine.names()
    gone = await migrate(tmp_path / "hub", "couchdb", couchdb)
    assert f"All is there: {len(names)} databases with" in told(gone)
    assert f"{len(tablet.facts)} of them facts" in told(gone)
    assert "Start hubs with YICI_COUCHDB_URL set" in told(gone)
    assert not [name for name in names if name.startswith("site-") and name in gone.output], (
        "no line for each"
    )
    refused = await asyncio.to_thread(
        CliRunner().invoke, app, ["backup", "--data-dir", str(tmp_path / "hub"), str(tmp_path / "a.tar")]
    )
    assert refused.exit_code == 1
    assert "have moved to the CouchDB at http" in told(refused)
    assert "password" not in refused.output


async def test_nothing_goes_without_the_keys_of_the_district(tmp_path: Path, couchdb: str) -> None:
    async with hub_on_couchdb(tmp_path / "hub", couchdb):
        pass
    async with demo_hub(tmp_path / "other"):
        pass
    (tmp_path / "back").mkdir()
    without = await migrate(tmp_path / "back", "directory", couchdb)
    assert without.exit_code == 1
    assert "whose private key is not in" in told(without)
    (tmp_path / "other" / "keys").rename(tmp_path / "back" / "keys")
    others = await migrate(tmp_path / "back", "directory", couchdb)
    assert others.exit_code == 1
    assert "of another district than the keys" in told(others)
    assert not (tmp_path / "back" / "migrating").exists()


@pytest.mark.parametrize(
    "arguments", [["migrate", "directory"], ["restore", "--new-epoch", "--taken", "2021-06-08T02:00"]]
)
async def test_a_hub_elsewhere_is_noticed_by_the_documents(
    tmp_path: Path, couchdb: str, arguments: list[str]
) -> None:
    """Its tables are in another directory, and no PostgreSQL knows of it."""
    async with hub_on_couchdb(tmp_path / "hub", couchdb) as demo:
        shutil.copytree(tmp_path / "hub" / "keys", tmp_path / "back" / "keys")
        given = [*arguments, "--data-dir", str(tmp_path / "back")]
        refused = await asyncio.to_thread(CliRunner().invoke, app, given, env={"YICI_COUCHDB_URL": couchdb})
        assert refused.exit_code == 1
        assert "stop all hubs first" in told(refused)
        engine = await CouchEngine.open(couchdb)
        assert engine.instance == demo.hub.engine.instance
        await engine.close()
    done = await asyncio.to_thread(CliRunner().invoke, app, given, env={"YICI_COUCHDB_URL": couchdb})
    assert done.exit_code == 0, done.output


@contextmanager
def serving(data_dir: Path, couchdb: str) -> Iterator[None]:
    """A hub in its own process, told to stop in the end."""
    given = ["serve", "--data-dir", str(data_dir), "--port", str(free_port())]
    administrator = {"YICI_ADMIN_USER": "root", "YICI_ADMIN_PASSWORD": "a long password"}
    settings = {**os.environ, **administrator, "YICI_COUCHDB_URL": couchdb}
    command = [sys.executable, "-m", "server.cli", *given]
    with subprocess.Popen(command, env=settings, stderr=subprocess.PIPE, text=True) as hub:
        assert hub.stderr is not None
        assert any("serving" in line for line in hub.stderr)
        yield
        hub.send_signal(signal.SIGTERM)


async def test_a_hub_that_was_told_to_stop_is_not_waited_for(tmp_path: Path, couchdb: str) -> None:
    with serving(tmp_path, couchdb):
        engine = await CouchEngine.open(couchdb)
        with pytest.raises(CannotServe, match="stop all hubs first"):
            await nobody_at_work(engine)
    await asyncio.wait_for(nobody_at_work(engine, seconds=600), 30)
    await engine.close()
