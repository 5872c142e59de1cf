"""What `yici replicate` does: find the two ends, bring one up to the other, tell how far it is."""

import asyncio
import contextlib
import fcntl
import signal
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from urllib.parse import unquote

from server.cannot_serve import AskedWrongly, CannotServe, not_done
from server.moving import NO_EPOCH
from server.own_files import check_not_as_root, check_own
from server.replication_progress import ReplicationProgress
from server.settings import LOCK_NAME
from server.whereabouts import HOME
from sync.checkpoints import End, Statistics
from sync.continuous import replicate_for_ever
from sync.couch import CouchPeer
from sync.engine import Peer
from sync.errors import SyncError
from sync.patience import Patience
from sync.replicator import Listener, Replicator
from sync.store import EmbeddedEngine
from sync.store.connection import FILE_NAME


def replicate(source: str, target: str, *, continuous: bool) -> Statistics:
    """Bring `target` up to `source`, once or until interrupted, and show it. Raises `CannotServe`."""
    with ReplicationProgress() as progress:
        return asyncio.run(_replicate(source, target, continuous, progress))


def replicate_all(source: str, target: str) -> Statistics:
    """The same for every database of `source`, one after the other; those that `target` lacks are made, and
    its epoch stays its own. Both are a `DATA_DIR` or `https://name:password@host/couchdb`."""
    with ReplicationProgress() as progress:
        return asyncio.run(_replicate_all(source.rstrip("/"), target.rstrip("/"), progress))


async def _replicate_all(source: str, target: str, progress: ReplicationProgress) -> Statistics:
    patience = Patience(waiting=progress.waiting)
    listener = Listener(progress.refused, progress.shown)
    done = Statistics()
    try:
        async with _peer(source) as here, _peer(target) as there:
            names = {name for name in await here.names() if not name.startswith("_")}  # a CouchDB's own
            for name in sorted(names - {*await there.names()}):
                await there.create(name)
            for name in sorted(names):
                progress.begin(name)
                ends = End(here, name), End(there, name)
                selection = NO_EPOCH if name == HOME else None
                await Replicator(
                    *ends, patience=patience, listener=listener, statistics=done, selection=selection
                ).run()
        return done
    except SyncError as error:
        raise not_done(error, error.reason) from error


async def _replicate(source: str, target: str, continuous: bool, progress: ReplicationProgress) -> Statistics:
    patience = Patience(waiting=progress.waiting)
    listener = Listener(progress.refused, progress.shown)
    done = Statistics()
    try:
        if not continuous:
            async with _ends(source, target) as (here, there):
                await Replicator(here, there, patience=patience, listener=listener, statistics=done).run()
            return done
        with contextlib.suppress(asyncio.CancelledError), _until_told_to_stop():
            await replicate_for_ever(
                lambda: _ends(source, target), done, patience=patience, listener=listener
            )
        return done
    except SyncError as error:
        raise not_done(error, error.reason) from error


@contextlib.contextmanager
def _until_told_to_stop() -> Iterator[None]:
    """SIGTERM ends it as Ctrl+C does."""
    task = asyncio.current_task()
    assert task is not None  # noqa: S101 - this runs in one
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, task.cancel)
    try:
        yield
    finally:
        loop.remove_signal_handler(signal.SIGTERM)


@contextlib.asynccontextmanager
async def _ends(source: str, target: str) -> AsyncIterator[tuple[End, End]]:
    async with _end(source) as here, _end(target) as there:
        yield here, there


@contextlib.asynccontextmanager
async def _end(address: str) -> AsyncIterator[End]:
    """`https://name:password@host/couchdb/database`, or `DATA_DIR/database`; a `/` in a name is `%2F`."""
    place, _, name = address.rstrip("/").rpartition("/")
    shown = _shown(f"{place}/{name}")
    if not name or not place or place.endswith("/"):
        raise AskedWrongly(
            f"{shown} names no database: write its address/database or DATA_DIR/database, or give --all"
        )
    async with _peer(place, shown) as peer:
        end = End(peer, unquote(name))
        with _named(shown):
            await end.database.info()
        yield end


@contextlib.asynccontextmanager
async def _peer(place: str, shown: str = "") -> AsyncIterator[Peer]:
    """`https://name:password@host/couchdb`, or a `DATA_DIR`."""
    async with contextlib.AsyncExitStack() as closing:
        with _named(shown or _shown(place)):
            if "://" in place:
                peer: Peer = await CouchPeer.open(place)
            else:
                if not (Path(place) / FILE_NAME).exists():
                    raise CannotServe(f"{_shown(place)} holds no documents")
                closing.enter_context(_no_hub_on(Path(place)))
                peer = EmbeddedEngine(Path(place))
        closing.push_async_callback(peer.close)
        yield peer


@contextlib.contextmanager
def _named(shown: str) -> Iterator[None]:
    """What goes wrong is told with the end it is of."""
    try:
        yield
    except SyncError as error:
        error.reason = f"{shown}: {error.reason}"
        raise


def _shown(place: str) -> str:
    """Never with the password."""
    return place.rpartition("@")[2]


@contextlib.contextmanager
def _no_hub_on(data_dir: Path) -> Iterator[None]:
    """While this lasts no hub runs on the directory: it would hear nothing of what is written beside it."""
    check_own(data_dir)
    check_not_as_root(data_dir)
    with (data_dir / LOCK_NAME).open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)  # both ends may be in one directory
        except BlockingIOError as error:
            raise CannotServe(f"a hub is using {data_dir}: name its address instead") from error
        yield
