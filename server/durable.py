"""Files that are their owner's alone, and folders that keep what was made in them."""

import os
from pathlib import Path

OWNER_ONLY = 0o600


def owner_only(path: str, flags: int) -> int:
    """The `opener` of a file that nobody else may read."""
    return os.open(path, flags, OWNER_ONLY)


def sync_folder(folder: Path) -> None:
    """Ask the disk to keep what was made, renamed or removed in `folder`."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
