"""What `yici backup` and `yici restore` do: one file from a data directory, and one back from that file."""

import asyncio
import shutil
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from server.archive import (
    FORMAT,
    Counts,
    Manifest,
    Moved,
    NotABackup,
    pack,
    pack_manifest,
    packing,
    read_manifest,
    unpack,
    unpacking,
)
from server.cannot_serve import AskedWrongly, CannotServe
from server.clock import HubClock
from server.device_names import record_restore
from server.durable import sync_folder
from server.own_files import check_not_as_root, check_own
from server.settings import Settings
from server.version import version
from server.whereabouts import check_file_at_home
from sync.couch_engine import CouchEngine
from sync.errors import SyncError
from sync.outranking import begin_anew
from sync.store import EmbeddedEngine
from sync.store.backup import Contents, examine, take
from sync.store.connection import FILE_NAME

_RESTORE_NEXT = (
    ". Nothing was restored: see that the file is there, whole and readable, and the disk has room; "
    "else take the backup before it"
)

Shown = Callable[[str, int, int], None]  # what is being done, bytes done, bytes in all; 0 of 0 when unknown


def back_up(settings: Settings, file: Path, shown: Shown) -> Manifest:
    """Write all documents and keys to `file`, whether a hub is running or not. Raises `CannotServe`.

    `file` appears when it is whole and on the disk. It needs twice its size until then.
    """
    if settings.couchdb_url:
        raise AskedWrongly(
            "the documents are in the CouchDB of YICI_COUCHDB_URL, which is backed up by its own means; "
            f"keep a copy of {settings.keys_dir} beside that"
        )
    if not settings.documents_path.exists():
        raise CannotServe(f"{settings.data_dir} holds no documents")
    with _told(f"{settings.documents_path} cannot be read"):
        settings.documents_path.open("rb").close()
        check_file_at_home(settings.data_dir)
    with _told(f"{file} cannot be written"):
        sync_folder(file.parent)  # where the disk cannot be asked, it is told before and not after
        if file.exists():
            raise AskedWrongly(f"{file} is there already, and a backup overwrites nothing")
    taken = HubClock().text()
    with (
        _told(f"{file} cannot be written"),
        tempfile.TemporaryDirectory(prefix=".yici-backup-", dir=file.parent) as made,
    ):
        folder = Path(made)
        take(settings.data_dir, folder, lambda done, total: shown("copying", done, total))
        shown("checking", 0, 0)
        contents = examine(folder)
        keys = {f"keys/{path.name}": path for path in settings.keys_dir.glob("[!.]*")}
        files = {FILE_NAME: folder / FILE_NAME, **keys}
        moved = _bytes(shown, "packing", sum(path.stat().st_size for path in files.values()))
        with packing(folder / file.name) as tar:
            parts = pack(tar, files, moved)
            manifest = Manifest(FORMAT, contents.instance, taken, _counts(contents), parts, version())
            pack_manifest(tar, manifest)
        (folder / file.name).rename(file)
        sync_folder(file.parent)
    return manifest


def restore(settings: Settings, file: Path, shown: Shown) -> tuple[Manifest, str]:
    """Fill an empty data directory from `file`; the manifest, and the new instance. Raises `CannotServe`.

    The folder of the keys comes first and the documents last, in one step: no hub starts in between.
    """
    if settings.couchdb_url:
        raise AskedWrongly("YICI_COUCHDB_URL is set: a file is restored into a data directory, without it")
    check_own(settings.data_dir)
    check_not_as_root(settings.data_dir)
    with _told(f"{file} cannot be restored", next_=_RESTORE_NEXT), unpacking(file) as tar:
        manifest = read_manifest(tar)
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(settings.data_dir.iterdir()):
            raise AskedWrongly(
                f"{settings.data_dir} is not empty, and nothing is written over: move what is in it away and "
                "keep it, or name an empty directory with --data-dir"
            )
        folder = settings.data_dir / "restoring"
        try:
            settings.keys_dir.mkdir(mode=0o700)
            folder.mkdir(mode=0o700)
            instance = _unpack_all(tar, manifest, settings, folder, shown)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            shutil.rmtree(settings.keys_dir, ignore_errors=True)
            raise
        (folder / FILE_NAME).rename(settings.documents_path)
        folder.rmdir()
    with _told(f"{settings.data_dir} is restored, but the disk does not say that it will keep it"):
        sync_folder(settings.data_dir)
        sync_folder(settings.data_dir.parent)
    return manifest, instance


def _unpack_all(
    tar: tarfile.TarFile, manifest: Manifest, settings: Settings, folder: Path, shown: Shown
) -> str:
    """Keys to their place, documents into `folder`, under a new instance, which is returned."""
    moved = _bytes(shown, "unpacking", sum(part.bytes for part in manifest.files.values()))
    for name, part in manifest.files.items():
        target = folder if name == FILE_NAME else settings.data_dir
        unpack(tar, name, part, target / name, moved)
    sync_folder(settings.keys_dir)
    shown("checking", 0, 0)
    if _counts(examine(folder)) != manifest.databases:
        raise NotABackup("its documents are not those that its manifest counts")
    return asyncio.run(_renewed(folder, manifest.taken))


async def _renewed(data_dir: Path, taken: str) -> str:
    engine = EmbeddedEngine(data_dir)
    try:
        return await under_new_instance(engine, taken)
    finally:
        await engine.close()


async def under_new_instance(engine: EmbeddedEngine | CouchEngine, taken: str) -> str:
    """What was just restored says so, by an instance of its own, which is returned."""
    instance = await engine.renew()
    if {"hub", "reference"} <= set(await engine.names()):
        await begin_anew(engine.database("reference"))
        hub = engine.database("hub")
        await record_restore(hub, instance=instance, taken=taken, at=HubClock().text())
    return instance


def _counts(contents: Contents) -> dict[str, Counts]:
    return {info.name: Counts(info.doc_count, info.doc_del_count) for info in contents.databases}


def _bytes(shown: Shown, what: str, total: int) -> Moved:
    done = 0

    def moved(size: int) -> None:
        nonlocal done
        done += size
        shown(what, done, total)

    return moved


@contextmanager
def _told(what: str, next_: str = "") -> Iterator[None]:
    """Turn what goes wrong into a sentence that begins with `what`, and says what comes `next_`."""
    try:
        yield
    except SyncError as error:
        raise CannotServe(f"{what}: {error.reason}{next_}") from error
    except NotABackup as error:
        raise CannotServe(f"{what}: {error}{next_}") from error
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        raise CannotServe(f"{what}: {error.strerror}{where}{next_}") from error
