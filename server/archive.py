"""The file of a backup: a plain tar of documents and keys, and at its end a manifest that proves it whole."""

import hashlib
import os
import re
import shutil
import tarfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO

import msgspec

from server.durable import OWNER_ONLY, owner_only
from sync.store.connection import FILE_NAME

FORMAT = 1
MANIFEST = "manifest.json"
_NAMES = re.compile(rf"{re.escape(FILE_NAME)}|keys/[^/.][^/]*")

Moved = Callable[[int], None]  # so many bytes more


class NotABackup(Exception):
    """The file is something else, of another format, damaged, or a part. Told to the operator."""


class Part(msgspec.Struct, frozen=True):
    """One file in the tar; `sha256` in hexadecimal digits."""

    bytes: int
    sha256: str


class Counts(msgspec.Struct, frozen=True):
    """How many documents a database has."""

    docs: int
    deleted: int


class Manifest(msgspec.Struct, frozen=True):
    """What a backup holds. `taken` is when it was begun: all that was acknowledged before is in it."""

    format: int
    instance: str
    taken: str
    databases: dict[str, Counts]
    files: dict[str, Part]
    version: str = ""  # of the program that wrote it; backups did not always say


class _Format(msgspec.Struct):
    format: int
    version: str = ""


class _Measured:
    """A stream that is hashed and counted as it is read."""

    def __init__(self, stream: IO[bytes], moved: Moved) -> None:
        self._stream = stream
        self._moved = moved
        self._hash = hashlib.sha256()
        self._bytes = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._hash.update(data)
        self._bytes += len(data)
        self._moved(len(data))
        return data

    @property
    def part(self) -> Part:
        return Part(self._bytes, self._hash.hexdigest())


@contextmanager
def packing(archive: Path) -> Iterator[tarfile.TarFile]:
    """A new tar at `archive`, readable by its owner alone, on the disk when this ends."""
    with open(archive, "xb", opener=owner_only) as stream:
        with tarfile.open(fileobj=stream, mode="w") as tar:
            yield tar
        stream.flush()
        os.fsync(stream.fileno())


def pack(tar: tarfile.TarFile, files: Mapping[str, Path], moved: Moved) -> dict[str, Part]:
    """Put `files` into the tar under their names; what the manifest says of them."""
    parts = {}
    for name, path in files.items():
        with path.open("rb") as stream:
            measured = _Measured(stream, moved)
            tar.addfile(_header(name, path.stat().st_size), measured)
        parts[name] = measured.part
    return parts


def pack_manifest(tar: tarfile.TarFile, manifest: Manifest) -> None:
    """Put the manifest into the tar: the last thing, so a part of a backup has none."""
    body = msgspec.json.format(msgspec.json.encode(manifest))
    tar.addfile(_header(MANIFEST, len(body)), BytesIO(body))


@contextmanager
def unpacking(archive: Path) -> Iterator[tarfile.TarFile]:
    """The tar at `archive`; raises `NotABackup` when it turns out to be none."""
    try:
        with tarfile.open(archive, "r:") as tar:
            yield tar
    except tarfile.TarError as problem:
        raise NotABackup(f"it is no backup, or only a part of one: {problem}") from problem


def read_manifest(tar: tarfile.TarFile) -> Manifest:
    """The manifest, which fits the files in the tar; raises `NotABackup`."""
    names = tar.getnames()
    stream = tar.extractfile(MANIFEST) if MANIFEST in names else None
    if stream is None:
        raise NotABackup(f"it is no backup, or only a part of one: it has no {MANIFEST}")
    body = stream.read()
    try:
        found = msgspec.json.decode(body, type=_Format)
        if found.format != FORMAT:
            by = f" and was written by Yici {found.version}" if found.version else ""
            raise NotABackup(f"it has format {found.format}{by}; this program reads format {FORMAT}")
        manifest = msgspec.json.decode(body, type=Manifest)
    except msgspec.MsgspecError as problem:
        raise NotABackup(f"it is damaged: {MANIFEST}: {problem}") from problem
    expected = sorted([*manifest.files, MANIFEST])
    ours = FILE_NAME in manifest.files and all(map(_NAMES.fullmatch, manifest.files))
    if sorted(names) != expected or not ours:
        raise NotABackup(f"it is damaged: it does not hold the files that its {MANIFEST} names")
    return manifest


def unpack(tar: tarfile.TarFile, name: str, part: Part, target: Path, moved: Moved) -> None:
    """Write one file of the tar to `target`, on the disk when this returns; raises `NotABackup`."""
    stream = tar.extractfile(name)
    if stream is None:
        raise NotABackup(f"it is damaged: {name} is no file")
    measured = _Measured(stream, moved)
    with open(target, "xb", opener=owner_only) as out:
        shutil.copyfileobj(measured, out)
        out.flush()
        os.fsync(out.fileno())
    if measured.part != part:
        raise NotABackup(f"it is damaged: {name} is not what was packed")


def _header(name: str, size: int) -> tarfile.TarInfo:
    header = tarfile.TarInfo(name)
    header.size, header.mode, header.mtime = size, OWNER_ONLY, int(time.time())
    return header
