"""That a data directory is this user's: what root leaves in the directory of a hub, the hub cannot use."""

import os
import pwd
from collections.abc import Iterator
from pathlib import Path

from server.cannot_serve import CannotServe
from sync.store.connection import FILE_NAME

_TO_READ = os.R_OK
_TO_CHANGE = os.R_OK | os.W_OK
_FOLDER = os.X_OK


def check_own(data_dir: Path) -> None:
    """Raises `CannotServe` where this user may not use a file of it, and where it is no directory."""
    if data_dir.is_file():
        raise CannotServe(f"{data_dir} is a file: a data directory is a folder")
    for path, needed in _files(data_dir):
        if path.exists() and not _may(path, needed):
            owner, me = _name(path.stat().st_uid), _name(os.geteuid())
            if owner == me:
                raise CannotServe(f"{path} is yours ({me}), and its mode or its disk forbids to use it")
            raise CannotServe(
                f"{path} is {owner}'s, and {me} cannot use it: run this as {owner} (runuser -u {owner} …). "
                f"Where the hub runs as {me}, first give it back: chown -R {me} {data_dir}"
            )


def check_not_as_root(data_dir: Path) -> None:
    """Raises `CannotServe` where root would leave files of its own in the directory of a hub."""
    if os.geteuid() != 0 or not data_dir.exists() or data_dir.stat().st_uid == 0:
        return
    owner = _name(data_dir.stat().st_uid)
    raise CannotServe(
        f"{data_dir} is {owner}'s, and a hub cannot use what root leaves there: run this as {owner} "
        f"(runuser -u {owner} …)"
    )


def _files(data_dir: Path) -> Iterator[tuple[Path, int]]:
    """Each with what the hub must be allowed to do with it; a folder before what is in it."""
    yield data_dir, _TO_READ | _FOLDER
    if (data_dir / FILE_NAME).exists() or not (data_dir / "keys").exists():
        yield data_dir, _TO_CHANGE  # where documents are elsewhere, keys may be mounted to be read
    for pattern in (f"{FILE_NAME}*", "projection.*"):
        for path in sorted(data_dir.glob(pattern)):
            yield path, _TO_CHANGE
    yield data_dir / "keys", _TO_READ | _FOLDER
    for path in sorted(data_dir.glob("keys/*.pem")):
        yield path, _TO_READ


def _may(path: Path, needed: int) -> bool:
    """As a file would be opened. Old sandboxes know no question about the user one has changed to."""
    return os.access(path, needed, effective_ids=os.geteuid() != os.getuid())


def _name(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:  # of another machine, or outside the container
        return str(user)
