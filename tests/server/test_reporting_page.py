"""The examples of `docs/reporting.md`, as they stand there: a demo hub has its tables in PostgreSQL."""

import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import URL, create_engine, make_url

from schema.tables.reporting import READER, views
from sync.projector.database import make_anew, open_projection
from tests.live_hub import LiveHub
from tests.postgres import database

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reporting.md").read_text(encoding="utf-8")
MAKES_THE_ACCOUNT = f"create role {READER}"
CASES = 40
ALL_THERE = "select 1 from reporting_cases having count(*) >= %s"


def examples(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


QUERIES = [one for one in examples("sql") if MAKES_THE_ACCOUNT not in one]


@pytest.fixture(scope="module")
def hub(postgres_server: URL, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[LiveHub, str]]:
    """It is started when the account is there; the address of its tables."""
    admin = create_engine(
        postgres_server.set(drivername="postgresql+psycopg"),
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
    )
    (account,) = (one for one in examples("sql") if MAKES_THE_ACCOUNT in one)
    with admin.connect() as connection:
        connection.exec_driver_sql(f"drop role if exists {READER}")
        connection.exec_driver_sql(account)
    live = LiveHub(tmp_path_factory.mktemp("reporting") / "hub")
    with database(postgres_server) as url, pytest.MonkeyPatch.context() as environment:
        environment.setenv("YICI_DATABASE_URL", url)
        live.start("2026-06-30T16:00", CASES)
        with psycopg.connect(url, autocommit=True) as connection:
            for _ in range(600):  # the documents are there, and the tables on their way
                if connection.execute(ALL_THERE, [CASES]).fetchone():
                    break
                time.sleep(0.1)
        yield live, url
        live.stop()
    with admin.connect() as connection:
        connection.exec_driver_sql(f"drop role {READER}")
    admin.dispose()


@pytest.fixture
def reporter(hub: tuple[LiveHub, str]) -> Iterator[psycopg.Connection]:
    address = make_url(hub[1]).set(username=READER, password="choose-one")
    with psycopg.connect(address.render_as_string(hide_password=False)) as connection:
        yield connection


@pytest.mark.parametrize("language", ["python", "sh"])
def test_programs_tell_something(hub: tuple[LiveHub, str], tmp_path: Path, language: str) -> None:
    program = [sys.executable, "-c"] if language == "python" else ["sh", "-ec"]
    assert examples(language)
    for example in examples(language):
        command = [*program, example.replace("http://127.0.0.1:8000", hub[0].url)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, ""), example
        assert len(done.stdout) > 100, example


@pytest.mark.parametrize("query", QUERIES)
def test_queries_tell_something(reporter: psycopg.Connection, query: str) -> None:
    assert reporter.execute(query.encode()).fetchall()


@pytest.mark.parametrize("query", QUERIES)
def test_queries_are_taken_by_sqlite_too(tmp_path: Path, query: str) -> None:
    projection = open_projection(f"sqlite:///{tmp_path / 'tables.sqlite3'}")
    with projection.begin() as connection:
        make_anew(connection, "x")
    projection.dispose()
    with sqlite3.connect(tmp_path / "tables.sqlite3") as file:
        file.execute(query)
    file.close()


def test_the_account_reads_the_views_and_nothing_else(reporter: psycopg.Connection) -> None:
    tables = reporter.execute(
        "select relname, relkind from pg_class where relnamespace = 'public'::regnamespace"
    )
    names = {
        kind: {name for name, other in rows if other == kind} for rows in [tables.fetchall()] for kind in "rv"
    }
    assert names["v"] == {*views("postgresql")}
    for view in names["v"]:
        reporter.execute(f"select * from {view} limit 1".encode())
    for table in names["r"]:
        with pytest.raises(psycopg.errors.InsufficientPrivilege), reporter.transaction():
            reporter.execute(f"select * from {table}".encode())
    for order in (b"create table mine (n int)", b"delete from reporting_cases"):
        with pytest.raises(psycopg.errors.Error), reporter.transaction():
            reporter.execute(order)


def test_the_page_names_every_view_and_column(reporter: psycopg.Connection) -> None:
    for view in views("postgresql"):
        (row,) = [line for line in PAGE.splitlines() if line.startswith(f"| `{view}`")]
        told = {*re.findall(r"`(\w+)`", row)}
        of_site = {"site", "site_name", "township", "township_name", "township_name_en"}
        found = {
            column.name
            for column in reporter.execute(f"select * from {view} limit 0".encode()).description or ()
        }
        assert found - told <= (of_site if "the site's" in row or "the township's" in row else set()), view
