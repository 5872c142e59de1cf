"""A disk that forgets what nobody asked it to keep.

`PowerCut` stands between SQLite and its files: each time SQLite asks the disk to sync a file, that file's
content is copied to a second folder, and a deleted file leaves that folder only when its directory is synced
too. This folder is therefore what a power cut at that moment could not take away. It works by replacing
function pointers of SQLite's own file system (`xOpen` and `xDelete` of the VFS, `xSync` of each file it
opens), so it needs no compiler, no tracer and no privileges, and the store runs unchanged.
"""

import _sqlite3
import ctypes
import os
import shutil
from pathlib import Path
from threading import get_ident
from typing import Any, ClassVar, Self

_file_p = ctypes.c_void_p
_open_type = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, _file_p, ctypes.c_int, ctypes.c_void_p
)
_delete_type = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int)
_sync_type = ctypes.CFUNCTYPE(ctypes.c_int, _file_p, ctypes.c_int)


class _Vfs(ctypes.Structure):
    """The beginning of `struct sqlite3_vfs`."""

    _fields_ = (
        ("version_size_path", ctypes.c_int * 3),
        ("next", ctypes.c_void_p),
        ("name", ctypes.c_char_p),
        ("data", ctypes.c_void_p),
        ("open", ctypes.c_void_p),
        ("delete", ctypes.c_void_p),
    )


class _Methods(ctypes.Structure):
    """`struct sqlite3_io_methods`: a version and 18 functions, of which `xSync` is the fifth."""

    _fields_ = (
        ("version", ctypes.c_int),
        ("before", ctypes.c_void_p * 4),
        ("sync", ctypes.c_void_p),
        ("after", ctypes.c_void_p * 13),
    )


class _File(ctypes.Structure):
    _fields_ = (("methods", ctypes.POINTER(_Methods)),)


class PowerCut:
    """While entered, `durable` holds what the disk was asked to keep of the files in `folder`."""

    _alive: ClassVar[
        list[Any]
    ] = []  # what SQLite may still call: files outlive the `with` they were opened in

    def __init__(self, folder: Path, durable: Path) -> None:
        self._folder = folder
        self.durable = durable
        durable.mkdir()
        library = ctypes.CDLL(getattr(_sqlite3, "__file__", None))
        library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
        self._vfs = library.sqlite3_vfs_find(None).contents
        self._real_open, self._real_delete = self._vfs.open, self._vfs.delete
        self._open, self._delete = _open_type(self._opened), _delete_type(self._deleted)
        self._alive.append(self)

    def __enter__(self) -> Self:
        self._vfs.open = ctypes.cast(self._open, ctypes.c_void_p).value
        self._vfs.delete = ctypes.cast(self._delete, ctypes.c_void_p).value
        return self

    def __exit__(self, *_: object) -> None:
        self._vfs.open, self._vfs.delete = self._real_open, self._real_delete

    def _opened(self, vfs: int, name: int | None, file: int, flags: int, out: int) -> int:
        status: int = _open_type(self._real_open)(vfs, name, file, flags, out)
        path = Path(os.fsdecode(ctypes.string_at(name))) if name else None  # SQLite keeps the pointer itself
        if status == 0 and path is not None and path.parent == self._folder:
            self._watch(_File.from_address(file), path)
        return status

    def _deleted(self, vfs: int, name: bytes, sync_directory: int) -> int:
        status: int = _delete_type(self._real_delete)(vfs, name, sync_directory)
        path = Path(os.fsdecode(name))
        if status == 0 and sync_directory and path.parent == self._folder:
            (self.durable / path.name).unlink(missing_ok=True)
        return status

    def _keep(self, path: Path) -> None:
        """At once, as a disk does: whoever looks while the next sync is under way sees the last one whole."""
        copy = self.durable.with_name(f"{path.name}.{get_ident()}")
        shutil.copyfile(path, copy)
        copy.replace(self.durable / path.name)

    def _watch(self, file: _File, path: Path) -> None:
        methods = _Methods.from_buffer_copy(file.methods.contents)
        real_sync = _sync_type(methods.sync)

        def sync(handle: int, flags: int) -> int:
            status: int = real_sync(handle, flags)
            if status == 0:
                self._keep(path)
            return status

        ours = _sync_type(sync)
        methods.sync = ctypes.cast(ours, ctypes.c_void_p).value
        file.methods = ctypes.pointer(methods)
        self._alive.extend((ours, methods))
