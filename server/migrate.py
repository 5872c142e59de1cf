"""What `yici migrate` does: all documents from a data directory to an Apache CouchDB, or back.

They are the same documents with the same histories; the store they come to has an instance of its own, by
which tablets notice that it is another one and compare everything once more. The keys stay in the directory.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from server.alone import alone
from server.cannot_serve import AskedWrongly, CannotServe, not_done
from server.durable import sync_folder
from server.founding import ensure_database, has_people
from server.replication_progress import ReplicationProgress
from server.settings import Settings
from sync.checkpoints import End, Selection, replication_id
from sync.couch_engine import EPOCH, CouchEngine
from sync.engine import Engine
from sync.errors import SyncError
from sync.patience import Patience
from sync.replicator import Listener, Replicator
from sync.store import EmbeddedEngine
from sync.store.connection import FILE_NAME

UNFINISHED = "migrating"  # the folder of a store that is not whole yet: no hub opens it
_NO_EPOCH = Selection("all but the epoch", lambda doc_id: doc_id != EPOCH)
_FIRST, _LAST = "reference", "hub"  # with `hub` come the people: who has them has all the rest


Towards = Literal["couchdb", "directory"]  # where the documents are to be


@dataclass(frozen=True, slots=True)
class Migrated:
    """A database as it is at both ends now."""

    name: str
    docs: int
    deleted: int


def migrate(settings: Settings, towards: Towards) -> list[Migrated]:
    """Copy every database; the source keeps all it had. Called again after it was interrupted, it goes on.
    Raises `CannotServe`."""
    if not settings.couchdb_url:
        raise AskedWrongly("YICI_COUCHDB_URL names no CouchDB")
    if towards == "couchdb" and not settings.documents_path.exists():
        raise CannotServe(f"{settings.data_dir} holds no documents")
    if towards == "directory" and settings.documents_path.exists():
        raise AskedWrongly(f"{settings.documents_path} is there already, and is not written over")
    with alone(settings):
        if towards == "couchdb":
            return _run(settings, settings.data_dir, towards)
        folder = settings.data_dir / UNFINISHED
        folder.mkdir(mode=0o700, exist_ok=True)
        done = _run(settings, folder, towards)
        (folder / FILE_NAME).rename(settings.documents_path)
        folder.rmdir()
        sync_folder(settings.data_dir)
        return done


def _run(settings: Settings, folder: Path, towards: Towards) -> list[Migrated]:
    try:
        with ReplicationProgress() as progress:
            return asyncio.run(_migrate(settings, folder, towards, progress))
    except SyncError as error:
        raise not_done(error, error.reason) from error


async def _migrate(
    settings: Settings, folder: Path, towards: Towards, progress: ReplicationProgress
) -> list[Migrated]:
    async with _both(settings, folder) as (files, couchdb):
        source, target = (files, couchdb) if towards == "couchdb" else (couchdb, files)
        await _check(source, target)
        return [await _copy(source, target, name, progress) for name in _in_order(await source.names())]


@asynccontextmanager
async def _both(settings: Settings, folder: Path) -> AsyncIterator[tuple[Engine, Engine]]:
    async with AsyncExitStack() as closing:
        try:
            couchdb = await CouchEngine.open(settings.couchdb_url.get_secret_value())
        except SyncError as error:
            raise not_done(error, f"YICI_COUCHDB_URL: {error.reason}") from error
        closing.push_async_callback(couchdb.close)
        files = EmbeddedEngine(folder)
        closing.push_async_callback(files.close)
        yield files, couchdb


async def _check(source: Engine, target: Engine) -> None:
    if not await has_people(source):
        raise CannotServe("there is no district where the documents should come from")
    begun = replication_id(End(source, _FIRST), End(target, _FIRST))
    if await has_people(target) and await target.database(_FIRST).get_local(begun) is None:
        raise AskedWrongly("there is a district already where the documents should go to")


def _in_order(names: list[str]) -> list[str]:
    return sorted(names, key=lambda name: (name == _LAST, name != _FIRST, name))


async def _copy(source: Engine, target: Engine, name: str, progress: ReplicationProgress) -> Migrated:
    here, there = source.database(name), target.database(name)
    await ensure_database(target, name)
    progress.begin(name)
    await Replicator(
        End(source, name),
        End(target, name),
        patience=Patience(waiting=progress.waiting),
        listener=Listener(progress.refused, progress.shown),
        selection=_NO_EPOCH if name == _LAST else None,
    ).run()
    await there.set_revs_limit(await here.revs_limit())
    if security := await here.security():
        await there.set_security(security)
    found, wanted = await _held(target, name), await _held(source, name)
    if found != wanted:
        raise CannotServe(
            f"{name} has {wanted.docs} documents and {wanted.deleted} deleted ones, and {found.docs} and "
            f"{found.deleted} have come: a hub is still writing there. Stop it, and call this again"
        )
    return found


async def _held(engine: Engine, name: str) -> Migrated:
    info = await engine.database(name).info()
    epoch = await engine.database(name).get(EPOCH) if name == _LAST else None
    return Migrated(name, info.doc_count - (epoch is not None), info.doc_del_count)
