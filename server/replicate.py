"""What `yici replicate` does: find the two ends, bring one up to the other, tell how far it is."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import unquote

from server.run import CannotServe
from sync.checkpoints import End, Statistics
from sync.couch import CouchPeer
from sync.engine import Peer
from sync.errors import SyncError
from sync.replicator import Replicator, Shown, Told
from sync.store import EmbeddedEngine
from sync.store.connection import FILE_NAME


def replicate(source: str, target: str, *, continuous: bool, refused: Told, shown: Shown) -> Statistics:
    """Bring `target` up to `source`, once or until interrupted. Raises `CannotServe`."""
    return asyncio.run(_replicate(source, target, continuous, refused, shown))


async def _replicate(source: str, target: str, continuous: bool, refused: Told, shown: Shown) -> Statistics:
    try:
        async with _end(source) as here, _end(target) as there:
            replicator = Replicator(here, there, refused=refused, shown=shown)
            if not continuous:
                return await replicator.run()
            with contextlib.suppress(asyncio.CancelledError):  # Ctrl+C is how this ends
                await replicator.run_for_ever()
            return replicator.statistics
    except SyncError as error:
        raise CannotServe(error.reason) from error


@contextlib.asynccontextmanager
async def _end(address: str) -> AsyncIterator[End]:
    """`https://name:password@host/couchdb/database`, or `DATA_DIR/database`; a `/` in a name is `%2F`."""
    place, _, name = address.rstrip("/").rpartition("/")
    if not name or not place or place.endswith("/"):
        raise CannotServe(f"{address} names no database: write its address/database or DATA_DIR/database")
    peer = await _peer(place)
    try:
        end = End(peer, unquote(name))
        await end.database.info()
        yield end
    finally:
        await peer.close()


async def _peer(place: str) -> Peer:
    if "://" in place:
        return await CouchPeer.open(place)
    data_dir = Path(place)
    if not (data_dir / FILE_NAME).exists():
        raise CannotServe(f"{data_dir} holds no documents")
    return EmbeddedEngine(data_dir)
