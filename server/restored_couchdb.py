"""What `yici restore --new-epoch` does: a CouchDB that was restored by its own means says so to everybody."""

import asyncio
from datetime import datetime
from pathlib import Path

from schema.shanghai import SHANGHAI
from server.alone import alone
from server.at_work import nobody_at_work
from server.backup import under_new_instance
from server.cannot_serve import AskedWrongly, CannotServe, not_done
from server.clock import rfc3339
from server.founding import has_people
from server.settings import Settings
from server.whereabouts import check_at_home
from sync.couch_engine import CouchEngine
from sync.errors import SyncError


def begin_new_epoch(settings: Settings, file: Path | None, taken: datetime | None) -> str:
    """The new instance. Hubs are stopped before and started after it. Raises `CannotServe`."""
    if file is not None:
        raise AskedWrongly("--new-epoch is for a CouchDB that was restored already: it takes no file")
    if not settings.couchdb_url:
        raise AskedWrongly("YICI_COUCHDB_URL names no CouchDB")
    if taken is None:
        raise AskedWrongly("--taken says when the backup of CouchDB was taken, 2021-06-08T02:00")
    try:
        with alone(settings):
            return asyncio.run(_renewed(settings, rfc3339(taken.replace(tzinfo=taken.tzinfo or SHANGHAI))))
    except SyncError as error:
        raise not_done(error, f"YICI_COUCHDB_URL: {error.reason}") from error


async def _renewed(settings: Settings, taken: str) -> str:
    engine = await CouchEngine.open(settings.couchdb_url.get_secret_value())
    try:
        if not await has_people(engine):
            raise CannotServe("this CouchDB holds no district: restore its data first")
        await check_at_home(engine)
        await nobody_at_work(engine)
        return await under_new_instance(engine, taken)
    finally:
        await engine.close()
