"""What `yici migrate` does: all documents from a data directory to an Apache CouchDB, or back.

The store they come to has an instance of its own, by which tablets notice that it is another one and compare
everything once more. The keys stay in the directory.
"""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Literal

from server.alone import alone
from server.cannot_serve import AskedWrongly, CannotServe, not_done
from server.durable import sync_folder
from server.moving import Moved, Shown, Waiting, Way, move
from server.own_files import check_not_as_root, check_own
from server.own_keys import check_own_keys
from server.settings import Settings
from sync.couch_engine import CouchEngine
from sync.errors import SyncError
from sync.store import EmbeddedEngine
from sync.store.connection import FILE_NAME

Towards = Literal["couchdb", "directory"]  # where the documents are to be


def migrate(settings: Settings, towards: Towards, shown: Shown, waiting: Waiting) -> Moved:
    """Copy every database; the source keeps all it had. Called again after it was interrupted, it goes on.
    Raises `CannotServe`."""
    if not settings.couchdb_url:
        raise AskedWrongly("YICI_COUCHDB_URL names no CouchDB")
    if towards == "couchdb" and not settings.documents_path.exists():
        raise CannotServe(f"{settings.data_dir} holds no documents")
    if towards == "directory" and settings.documents_path.exists():
        raise AskedWrongly(
            f"{settings.documents_path} is there already, and is not written over: move it aside, and call "
            "this again"
        )
    check_own(settings.data_dir)
    check_not_as_root(settings.data_dir)
    with alone(settings):
        if towards == "couchdb":
            return _run(settings, settings.data_dir, towards, shown, waiting)
        folder = settings.arriving_path
        done = _run(settings, folder, towards, shown, waiting)
        (folder / FILE_NAME).rename(settings.documents_path)
        folder.rmdir()
        sync_folder(settings.data_dir)
        return done


def _run(settings: Settings, folder: Path, towards: Towards, shown: Shown, waiting: Waiting) -> Moved:
    try:
        return asyncio.run(_migrate(settings, folder, towards, shown, waiting))
    except SyncError as error:
        raise not_done(error, error.reason) from error


async def _migrate(
    settings: Settings, folder: Path, towards: Towards, shown: Shown, waiting: Waiting
) -> Moved:
    async with AsyncExitStack() as closing:
        couchdb = await _couchdb(settings)
        closing.push_async_callback(couchdb.close)
        if towards == "directory":  # before anything is made
            await check_own_keys(couchdb, settings.keys_dir)
        files = EmbeddedEngine(folder)
        closing.push_async_callback(files.close)
        way = _way(settings, towards, couchdb.url)
        if towards == "directory":
            return await move(couchdb, files, way, shown, waiting)
        await check_own_keys(files, settings.keys_dir)
        return await move(files, couchdb, way, shown, waiting)


async def _couchdb(settings: Settings) -> CouchEngine:
    try:
        return await CouchEngine.open(settings.couchdb_url.get_secret_value())
    except SyncError as error:
        raise not_done(error, f"YICI_COUCHDB_URL: {error.reason}") from error


def _way(settings: Settings, towards: Towards, couchdb: str) -> Way:
    """As one reads of it who has found what was left behind."""
    call = f"yici migrate {towards} --data-dir {settings.data_dir}"
    if towards == "couchdb":
        return Way(
            call,
            f"the CouchDB at {couchdb}: set YICI_COUCHDB_URL",
            f"move {FILE_NAME} aside, and call `yici migrate directory`",
        )
    return Way(
        call,
        f"{settings.documents_path.resolve()}: start the hub there, without YICI_COUCHDB_URL",
        "call `yici migrate couchdb` there",
    )
