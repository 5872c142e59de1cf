"""The file of a backup is taken whole or not at all."""

import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from server.archive import (
    FORMAT,
    MANIFEST,
    Counts,
    Manifest,
    NotABackup,
    pack,
    pack_manifest,
    packing,
    read_manifest,
    unpack,
    unpacking,
)

FILES = {
    "documents.sqlite3": b"documents " * 5000,
    "keys/token.pem": b"one key",
    "keys/district.pem": b"another",
}


def _nobody(_: int) -> None:
    """Watches no progress."""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    files = {}
    for name, content in FILES.items():
        files[name] = tmp_path / name.replace("/", "-")
        files[name].write_bytes(content)
    with packing(tmp_path / "hub.tar") as tar:
        parts = pack(tar, files, _nobody)
        pack_manifest(tar, Manifest(FORMAT, "abc", "2021-06-08T01:00:00.000Z", {"hub": Counts(2, 1)}, parts))
    return tmp_path / "hub.tar"


def read(archive: Path) -> dict[str, bytes]:
    """What is taken from it, by name."""
    folder = archive.parent / "read"
    (folder / "keys").mkdir(parents=True)
    with unpacking(archive) as tar:
        manifest = read_manifest(tar)
        for name, part in manifest.files.items():
            unpack(tar, name, part, folder / name, _nobody)
    return {name: (folder / name).read_bytes() for name in manifest.files}


def test_what_was_packed_is_unpacked(archive: Path) -> None:
    assert read(archive) == FILES
    modes = {path.stat().st_mode & 0o777 for path in (archive, *archive.parent.glob("read/*.*"))}
    assert modes == {0o600}


def test_any_tar_program_reads_it(archive: Path) -> None:
    with tarfile.open(archive) as tar:
        names = tar.getnames()
        manifest = json.load(tar.extractfile(names[-1]) or io.BytesIO())
    assert names == [*FILES, MANIFEST]
    assert manifest["taken"] == "2021-06-08T01:00:00.000Z"
    assert manifest["databases"] == {"hub": {"docs": 2, "deleted": 1}}


@pytest.mark.parametrize("kept", range(0, 55_000, 2500))
def test_a_part_of_a_backup_is_none(archive: Path, kept: int) -> None:
    archive.write_bytes(archive.read_bytes()[:kept])
    with pytest.raises(NotABackup, match="no backup, or only a part"):
        read(archive)


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0" * 4000])
def test_another_file_is_none(archive: Path, content: bytes) -> None:
    archive.write_bytes(content)
    with pytest.raises(NotABackup, match="no backup"):
        read(archive)


@pytest.mark.parametrize("name", FILES)
def test_one_changed_byte_is_noticed(archive: Path, name: str) -> None:
    data = bytearray(archive.read_bytes())
    data[data.index(FILES[name])] ^= 1
    archive.write_bytes(data)
    with pytest.raises(NotABackup, match=f"{name} is not what was packed"):
        read(archive)


def _of_a_later_format(manifest: Any) -> None:
    manifest.update(format=2, files=["all new"])


def _without_its_documents(manifest: Any) -> None:
    del manifest["files"]["documents.sqlite3"]


def _that_climbs_out(manifest: Any) -> None:
    manifest["files"]["keys/../../out"] = manifest["files"].pop("keys/token.pem")


def _of_another_shape(manifest: Any) -> None:
    manifest["databases"] = 7


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_of_a_later_format, "format 2; this program reads format 1"),
        (_without_its_documents, "does not hold the files"),
        (_that_climbs_out, "does not hold the files"),
        (_of_another_shape, "manifest.json: Expected"),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(
    archive: Path, change: Callable[[Any], None], told: str
) -> None:
    """The names in the tar follow those in the manifest."""
    with tarfile.open(archive) as tar:
        manifest = json.load(tar.extractfile(MANIFEST) or io.BytesIO())
    change(manifest)
    names = list(manifest["files"])
    with tarfile.open(archive, "w") as tar:
        for name in names:
            tar.addfile(tarfile.TarInfo(name))
        header = tarfile.TarInfo(MANIFEST)
        body = json.dumps(manifest).encode()
        header.size = len(body)
        tar.addfile(header, io.BytesIO(body))
    with pytest.raises(NotABackup, match=told):
        read(archive)
