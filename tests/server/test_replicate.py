"""`yici replicate` between a data directory and a hub, as people call it."""

import asyncio
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from server.cli import app
from sync.couch import CouchPeer
from sync.document import Revision
from sync.store import EmbeddedEngine
from tests.couch_hub import live_couch
from tests.live_hub import free_port


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


async def test_what_cannot_be_reached_is_told_in_a_sentence(papers: str, tmp_path: Path) -> None:
    for source, told in (
        (f"http://me:secret@127.0.0.1:{free_port()}/papers", "cannot be reached"),
        (f"{papers}/nothing", "Database does not exist."),
        (f"{tmp_path}/nowhere/papers", "holds no documents"),
        ("papers", "names no database"),
    ):
        stopped = await replicate(source, f"{papers}/copy")
        assert stopped.exit_code == 1
        assert told in stopped.output
        assert "secret" not in stopped.output
