"""`yici replicate` between a data directory and a hub, as people call it."""

import asyncio
import fcntl
import signal
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from server.cli import app
from server.settings import LOCK_NAME
from sync.couch import CouchPeer
from sync.document import Revision
from sync.store import EmbeddedEngine
from tests.couch_hub import live_couch
from tests.live_hub import PASSWORD, LiveHub, free_port


async def replicate(source: str, target: str) -> Result:
    """The command has an event loop of its own, so a thread of its own here."""
    return await asyncio.to_thread(CliRunner().invoke, app, ["replicate", source, target])


@pytest.fixture
async def papers(tmp_path: Path) -> str:
    """A data directory with three documents in `papers` and an empty `copy`; its path."""
    engine = EmbeddedEngine(tmp_path / "data")
    await engine.create("papers")
    await engine.create("copy")
    await engine.database("papers").bulk_docs(
        [Revision(f"d{n}", (), b"{}") for n in range(3)], new_edits=True
    )
    await engine.close()
    return str(tmp_path / "data")


async def count(data_dir: str, database: str) -> int:
    engine = EmbeddedEngine(Path(data_dir))
    try:
        return (await engine.database(database).info()).doc_count
    finally:
        await engine.close()


async def test_papers_go_to_a_hub_and_back(papers: str, tmp_path: Path) -> None:
    async with live_couch(tmp_path / "hub") as url:
        hub = await CouchPeer.open(url)
        await hub.create("b/c")
        await hub.close()
        up = await replicate(f"{papers}/papers", f"{url}/b%2Fc")
        assert up.exit_code == 0, up.output
        assert "docs_written         3" in up.output
        down = await replicate(f"{url}/b%2Fc", f"{papers}/copy")
        assert down.exit_code == 0, down.output
    assert await count(papers, "copy") == 3


async def test_all_databases_of_a_store_at_once(papers: str, tmp_path: Path) -> None:
    """Those that the other lacks are made; what it has besides stays."""
    other = EmbeddedEngine(tmp_path / "other")
    await other.create("hub")
    await other.close()

    async def everything(*ends: str) -> Result:
        return await asyncio.to_thread(CliRunner().invoke, app, ["replicate", "--all", *ends])

    async with live_couch(tmp_path / "hub") as url:
        for source, target in ((papers, url), (url, f"{tmp_path / 'other'}/")):
            done = await everything(source, target)
            assert done.exit_code == 0, done.output
            assert "docs_written         3" in done.output
    assert await count(str(tmp_path / "other"), "papers") == 3
    assert await count(str(tmp_path / "other"), "hub") == await count(str(tmp_path / "other"), "copy") == 0
    nowhere = await everything(papers, str(tmp_path / "nowhere"))
    assert (nowhere.exit_code, f"{tmp_path / 'nowhere'} holds no documents" in nowhere.output) == (1, True)
    for_ever = await everything("--continuous", papers, papers)
    assert for_ever.exit_code == 2


@pytest.mark.parametrize(
    "address",
    [
        "root:horsebattery@hub.example/couchdb/papers",
        "https://root:horsebattery/top@hub.example",
        "http://root:horsebattery/x@hub.example/couchdb/papers",
        "http://root:12?horsebattery@hub.example/couchdb/papers",
    ],
)
async def test_an_address_that_is_none_is_told_without_its_password(papers: str, address: str) -> None:
    refused = await replicate(address, f"{papers}/copy")
    assert refused.exit_code in (1, 2)
    assert refused.output.startswith("yici: ")
    assert "horsebattery" not in refused.output


async def test_a_directory_that_a_hub_works_in_is_left_alone(papers: str) -> None:
    with (Path(papers) / LOCK_NAME).open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for ends in ((f"{papers}/papers", f"{papers}/copy"), (f"{papers}/copy", f"{papers}/papers")):
            stopped = await replicate(*ends)
            assert stopped.exit_code == 1
            assert f"a hub is using {papers}" in stopped.output
    assert (await replicate(f"{papers}/papers", f"{papers}/copy")).exit_code == 0
    assert await count(papers, "copy") == 3


async def test_what_cannot_be_reached_is_told_in_a_sentence(papers: str, tmp_path: Path) -> None:
    async with live_couch(tmp_path / "hub") as url:
        address = url.replace("://", "://me:secret@")
        for source, code, told in (
            (f"http://me:secret@127.0.0.1:{free_port()}/papers", 1, "cannot be reached"),
            (f"{address}/nothing", 2, "Database does not exist."),
            (f"{address.removesuffix('/couchdb')}/wrong/papers", 2, "There is no CouchDB at"),
            (f"{address.replace('http', 'https')}/papers", 1, "cannot be trusted"),
            (f"{papers}/nothing", 2, "Database does not exist."),
            (f"{tmp_path}/nowhere/papers", 1, "holds no documents"),
            ("papers", 2, "names no database"),
        ):
            stopped = await replicate(source, f"{papers}/copy")
            assert stopped.exit_code == code
            assert told in stopped.output
            assert len(stopped.output.splitlines()) == 1
            assert "secret" not in stopped.output


@pytest.mark.interop
async def test_a_wrong_password_is_told_with_the_end_it_is_for(papers: str, tmp_path: Path) -> None:
    hub = LiveHub(tmp_path / "hub")
    await asyncio.to_thread(hub.start, "2021-06-08T09:00")
    address = hub.url.replace("://", "://district:wrong@") + "/couchdb/hub"
    stopped = await replicate(address, f"{papers}/copy")
    hub.stop()
    assert stopped.exit_code == 1
    assert "/couchdb/hub: Name or password is incorrect." in stopped.output


@pytest.mark.interop
async def test_a_document_the_target_refuses_is_named_and_the_exit_status_says_so(
    papers: str, tmp_path: Path
) -> None:
    hub = LiveHub(tmp_path / "hub")
    await asyncio.to_thread(hub.start, "2021-06-08T09:00")
    address = hub.url.replace("://", f"://sipaifang-1:{PASSWORD}@") + "/couchdb/site-500116001901"
    done = await replicate(f"{papers}/papers", address)
    hub.stop()
    assert done.exit_code == 2
    assert "refused d0: forbidden" in done.output
    assert "doc_write_failures   3" in done.output


@pytest.mark.interop
async def test_a_continuous_one_survives_a_killed_hub_and_ends_when_told(papers: str, tmp_path: Path) -> None:
    hub = LiveHub(tmp_path / "hub")
    await asyncio.to_thread(hub.start, "2021-06-08T09:00")
    address = hub.url.replace("://", f"://district:{PASSWORD}@") + "/couchdb"
    peer = await CouchPeer.open(address)
    await peer.create("papers")
    command = [sys.executable, "-m", "server.cli", "replicate", "--continuous"]
    running = await asyncio.create_subprocess_exec(
        *command, f"{address}/papers", f"{papers}/copy", stdout=PIPE, stderr=PIPE
    )
    assert running.stderr is not None
    assert running.stdout is not None
    await peer.database("papers").bulk_docs([Revision("x", (), b"{}")], new_edits=True)
    await line_with(running.stderr, "written 1")
    await asyncio.to_thread(hub.kill)
    await line_with(running.stderr, "Trying again")
    await asyncio.to_thread(hub.start, "2021-06-08T10:00")
    await peer.database("papers").bulk_docs([Revision("y", (), b"{}")], new_edits=True)
    await line_with(running.stderr, "written 2")
    running.send_signal(signal.SIGTERM)
    told, _ = await running.communicate()
    assert running.returncode == 0
    assert "docs_written         2" in told.decode()
    await peer.close()
    hub.stop()
    assert await count(papers, "copy") == 2


async def line_with(output: asyncio.StreamReader, text: str) -> None:
    """Until a line of it has the text; an output that ends without it fails the test."""
    while text not in (line := (await output.readline()).decode()):
        assert line, f"it ended before it said {text!r}"
