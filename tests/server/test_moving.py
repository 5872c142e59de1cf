"""A store says that a district is coming, and one that was left that it has gone: no hub works on either."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from server.at_work import AtWork
from server.cannot_serve import AskedWrongly, CannotServe
from server.cli import app
from server.hub import open_engine
from server.moving import Moved, Way, move
from server.settings import Settings
from server.whereabouts import check_at_home
from sync.engine import Engine
from sync.errors import Unavailable
from sync.records import put_new
from sync.store import EmbeddedEngine
from tests.hub import SITE, demo_hub
from tests.live_hub import free_port
from tests.tablet import zhao_story

WAY = Way("yici migrate couchdb", "the CouchDB at couch1", "call `yici migrate directory`")
ADMINISTRATOR = {"YICI_ADMIN_USER": "root", "YICI_ADMIN_PASSWORD": "a long password"}


@pytest.fixture
async def old(tmp_path: Path, furnished: Path) -> Path:
    """The data directory of a district whose hub was stopped."""
    shutil.copytree(furnished, tmp_path / "old")
    return tmp_path / "old"


@asynccontextmanager
async def opened(*folders: Path) -> AsyncIterator[list[Engine]]:
    engines: list[Engine] = [EmbeddedEngine(folder) for folder in folders]
    try:
        yield engines
    finally:
        for engine in engines:
            await engine.close()


async def moved(source: Path, target: Path) -> Moved:
    async with opened(source, target) as (here, there):
        return await move(here, there, WAY, shown=lambda *_: None, waiting=lambda *_: None)


async def yici(*arguments: str | Path | int, **settings: str) -> Result:
    """The command has an event loop of its own, so a thread of its own here."""
    given = [str(argument) for argument in arguments]
    return await asyncio.to_thread(CliRunner().invoke, app, given, env=settings)


def told(result: Result) -> str:
    return " ".join(result.output.split())


@pytest.fixture
async def half(tmp_path: Path, old: Path) -> Path:
    """A store where a move was killed, when it had brought one database."""

    def killed(what: str, done: int, total: int) -> None:
        if (what, done) == ("databases", 1):
            raise Unavailable("killed")

    async with opened(old, tmp_path / "new") as (source, target):
        with pytest.raises(Unavailable):
            await move(source, target, WAY, killed, waiting=lambda *_: None)
    return tmp_path / "new"


@pytest.mark.parametrize("administrator", [{}, ADMINISTRATOR])
async def test_no_hub_founds_a_district_where_one_is_coming(
    half: Path, old: Path, administrator: dict[str, str]
) -> None:
    shutil.copytree(old / "keys", half / "keys")
    refused = await yici("serve", "--data-dir", half, "--port", free_port(), **administrator)
    assert refused.exit_code == 1
    assert "documents are being moved here: end `yici migrate couchdb` first" in told(refused)
    assert (await moved(old, half)).facts == 0
    async with demo_hub(half) as hub:
        await hub.settled()


async def test_a_move_is_counted_and_what_it_left_refuses_hub_backup_and_house(
    tmp_path: Path, old: Path
) -> None:
    async with demo_hub(old) as hub:
        tablet = await hub.enrolled_tablet()
        zhao_story(tablet)
        assert await hub.push(tablet.facts) == []
        names = await hub.hub.engine.names()
    done = await moved(old, tmp_path / "new")
    assert (done.databases, done.facts) == (len(names), len(tablet.facts))
    assert done.documents > done.facts
    for arguments in (
        ["serve", "--port", free_port()],
        ["backup", tmp_path / "nightly.tar"],
        ["user", "reset", "district"],
        ["rebuild"],
        ["new-key"],
    ):
        refused = await yici(*arguments, "--data-dir", old)
        assert refused.exit_code == 1, refused.output
        assert "the documents of this store have moved to the CouchDB at couch1" in told(refused)
        assert "To go back: call `yici migrate directory`" in told(refused)
    assert not (tmp_path / "nightly.tar").exists()
    assert await moved(old, tmp_path / "new") == done, "who did not hear the end calls it again"
    with pytest.raises(CannotServe, match="have moved to the CouchDB at couch1"):
        await moved(old, tmp_path / "third")


async def test_documents_that_come_home_are_at_home(tmp_path: Path, old: Path) -> None:
    """Without a receipt that was purged meanwhile, and with a guide that was lost."""
    site = f"site-{SITE}"
    async with opened(old) as (engine,):
        await put_new(engine.database(site), [{"_id": "receipt:1", "type": "receipt"}])
    await moved(old, tmp_path / "new")
    async with opened(tmp_path / "new") as (engine,):
        receipt = await engine.database(site).get("receipt:1")
        assert receipt
        await engine.database(site).purge({receipt.id: [receipt.rev]})
        await put_new(engine.database("hub"), [{"_id": "task:1", "type": "task"}])
        (guide, *_) = await engine.database("reference").all_docs(start="guide:", limit=1)
        assert guide
        await engine.database("reference").purge({guide.id: [guide.rev]})
    await moved(tmp_path / "new", old)
    async with opened(old, tmp_path / "new") as (here, there):
        await check_at_home(here)
        assert await here.database("hub").get("task:1")
        assert await here.database(site).get("receipt:1") is None
        assert await here.database("reference").get(guide.id)
        with pytest.raises(CannotServe, match="have moved"):
            await check_at_home(there)


async def test_another_district_is_left_alone(tmp_path: Path, old: Path, half: Path, furnished: Path) -> None:
    shutil.copytree(furnished, tmp_path / "other")
    async with opened(tmp_path / "other") as (other,):
        await other.renew()  # type: ignore[attr-defined]
    with pytest.raises(AskedWrongly, match="documents of another store are being moved there"):
        await moved(tmp_path / "other", half)
    with pytest.raises(AskedWrongly, match="there is a district already"):
        await moved(tmp_path / "other", old)
    with pytest.raises(CannotServe, match="not all there yet: end `yici migrate couchdb` first"):
        await moved(half, tmp_path / "third")


@pytest.mark.parametrize("end", ["source", "target"])
async def test_nothing_moves_while_a_hub_is_at_work_on_either_end(
    tmp_path: Path, old: Path, end: str
) -> None:
    async with opened(old, tmp_path / "new") as (source, target):
        await target.create("hub")
        hub = AtWork(source if end == "source" else target, tmp_path, seconds_between=0.05)
        await hub.start()
        with pytest.raises(CannotServe, match="stop all hubs first"):
            await move(source, target, WAY, shown=lambda *_: None, waiting=lambda *_: None)
        await hub.stop()
        await move(source, target, WAY, shown=lambda *_: None, waiting=lambda *_: None)


async def test_what_a_hub_wrote_and_then_stopped_is_noticed(
    tmp_path: Path, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def write(engine: Engine) -> None:
        await put_new(engine.database("reference"), [{"_id": "late", "type": "x"}])

    async with opened(old, tmp_path / "new") as (source, target):

        def shown(what: str, done: int, total: int) -> None:
            if (what, done) == ("databases", total):
                late.append(asyncio.ensure_future(write(source)))

        late: list[asyncio.Future[None]] = []
        with pytest.raises(CannotServe, match="a hub has written to reference meanwhile"):
            await move(source, target, WAY, shown, waiting=lambda *_: None)
        await check_at_home(source)
        await move(source, target, WAY, shown=lambda *_: None, waiting=lambda *_: None)
        assert await target.database("reference").get("late")


@pytest.mark.parametrize("missing", ["keys", "keys/district.pem", "keys/papers.pem"])
async def test_no_keys_are_made_for_documents_that_have_a_district(old: Path, missing: str) -> None:
    for path in [old / missing] if missing != "keys" else (old / "keys").iterdir():
        path.unlink()
    left = sorted((old / "keys").iterdir())
    refused = await yici("serve", "--data-dir", old, "--port", free_port())
    assert refused.exit_code == 1
    assert "whose private key is not in" in told(refused)
    assert "from the data directory of its hub, or from a backup of it" in told(refused)
    assert sorted((old / "keys").iterdir()) == left


async def test_a_hub_that_stopped_opens_its_documents_again(old: Path) -> None:
    engine = await open_engine(Settings(data_dir=old))
    await engine.close()


async def test_keys_without_documents_are_kept(tmp_path: Path, furnished: Path) -> None:
    shutil.copytree(furnished / "keys", tmp_path / "hub" / "keys")
    refused = await yici("serve", "--data-dir", tmp_path / "hub", "--port", free_port(), **ADMINISTRATOR)
    assert refused.exit_code == 1
    assert "If they are in a CouchDB, set YICI_COUCHDB_URL" in told(refused)
    assert "move this directory aside and keep it" in told(refused)


async def test_no_hub_starts_in_a_directory_to_which_documents_are_coming(tmp_path: Path) -> None:
    (tmp_path / "hub" / "migrating").mkdir(parents=True)
    refused = await yici("serve", "--data-dir", tmp_path / "hub", "--port", free_port(), **ADMINISTRATOR)
    assert refused.exit_code == 1
    assert "documents are being moved here: end `yici migrate directory` first" in told(refused)
