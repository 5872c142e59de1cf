"""After a CouchDB was restored by its own means, `yici restore --new-epoch` has all tablets offer again."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from server.cli import app
from tests.couch_store import hub_on_couchdb
from tests.couchdb import without_district
from tests.hub import SITE, demo_hub
from tests.tablet import zhao_story


async def yici(*arguments: str | Path, couchdb: str) -> Result:
    """The command has an event loop of its own, so a thread of its own here."""
    given = [str(argument) for argument in arguments]
    return await asyncio.to_thread(CliRunner().invoke, app, given, env={"YICI_COUCHDB_URL": couchdb})


@pytest.fixture
def couchdb() -> Iterator[str]:
    with without_district() as url:
        yield url


@pytest.mark.couchdb
async def test_what_a_restored_couchdb_lacks_comes_again(tmp_path: Path, couchdb: str) -> None:
    async with hub_on_couchdb(tmp_path / "hub", couchdb) as before:
        tablet = await before.enrolled_tablet()
        zhao_story(tablet)
        assert await before.push(tablet.facts) == []
        await before.settled()
        rows, instance = before.rows(), before.hub.engine.instance
        site = before.hub.engine.database(f"site-{SITE}")
        since = (await site.changes()).last_seq
        await site.put_local("checkpoint", {})
        lost = {fact["_id"] for fact in tablet.facts[4:]}
        held = {row.id: row.rev for row in await site.all_docs() if row}
        await site.purge({doc_id: [held[doc_id]] for doc_id in lost})  # as if its backup were of before

    renewed = await yici(
        "restore",
        "--new-epoch",
        "--taken",
        "2021-06-08T02:00",
        "--data-dir",
        tmp_path / "hub",
        couchdb=couchdb,
    )
    assert renewed.exit_code == 0, renewed.output
    async with hub_on_couchdb(tmp_path / "hub", couchdb) as after:
        site = after.hub.engine.database(f"site-{SITE}")
        assert after.hub.engine.instance != instance
        assert after.hub.engine.instance in renewed.output
        assert await site.get_local("checkpoint") is None
        assert {row.id for row in (await site.changes(since)).changes} >= {
            fact["_id"] for fact in tablet.facts[:4]
        }
        (restore,) = await after.documents("hub", "restore:")
        assert restore["taken"] == "2021-06-07T18:00:00.000Z"
        assert (await after.enrolled_tablet(secret=4)).device == f"{SITE}B2", "nine names were left out"
        assert await after.push(tablet.facts) == []
        await after.settled()
        assert after.rows()["fact"] == rows["fact"]
        assert after.rows()["casefile"] == rows["casefile"]


@pytest.mark.parametrize(
    ("arguments", "url", "told"),
    [
        (["restore"], "", "name the file"),
        (["restore", "--new-epoch"], "", "YICI_COUCHDB_URL names no CouchDB"),
        (["restore", "--new-epoch"], "http://127.0.0.1:9", "--taken says when"),
        (["restore", "--new-epoch", "a.tar"], "http://127.0.0.1:9", "it takes no file"),
        (["restore", "a.tar"], "http://127.0.0.1:9", "into a data directory, without it"),
        (["backup", "a.tar"], "http://127.0.0.1:9", "by its own means"),
        (["migrate", "couchdb"], "", "YICI_COUCHDB_URL names no CouchDB"),
    ],
)
async def test_what_makes_no_sense_is_said_and_nothing_is_done(
    tmp_path: Path, arguments: list[str], url: str, told: str
) -> None:
    refused = await yici(*arguments, "--data-dir", tmp_path / "hub", couchdb=url)
    assert refused.exit_code == 2
    assert told in " ".join(refused.output.split())
    assert not (tmp_path / "hub").exists()


@pytest.mark.parametrize(
    "arguments", [["restore", "--new-epoch", "--taken", "2021-06-08T02:00"], ["migrate", "couchdb"]]
)
@pytest.mark.parametrize("elsewhere", [False, True])
async def test_nothing_is_done_while_a_hub_is_at_work(
    tmp_path: Path, postgresql: str, arguments: list[str], elsewhere: bool
) -> None:
    async with demo_hub(tmp_path / "hub", tables=postgresql) as demo:
        await demo.settled()
        data_dir = tmp_path / "elsewhere" if elsewhere else tmp_path / "hub"
        data_dir.mkdir(exist_ok=True)
        (data_dir / "documents.sqlite3").touch()
        settings = {"YICI_COUCHDB_URL": "http://127.0.0.1:9", "YICI_DATABASE_URL": postgresql}
        given = [*arguments, "--data-dir", str(data_dir)]
        refused = await asyncio.to_thread(CliRunner().invoke, app, given, env=settings)
        assert refused.exit_code == 1
        assert "stop all hubs first" in " ".join(refused.output.split())
