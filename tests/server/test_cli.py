"""The command as people run it: in its own process, with its own environment."""

import contextlib
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from typer.testing import CliRunner

import schema
from server.cli import app
from tests.live_hub import FORKED, free_port, yici

ROOT = {"YICI_ADMIN_USER": "root", "YICI_ADMIN_PASSWORD": "a long password"}
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("YICI_")}


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "server.cli", *arguments]


def _run(*arguments: str, settings: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """To its end."""
    environment = {**CLEAN, **(settings or {})}
    return subprocess.run(_command(*arguments), env=environment, capture_output=True, text=True, timeout=60)


@contextlib.contextmanager
def _running(*arguments: str, until: str, settings: dict[str, str] | None = None) -> Iterator[str]:
    """A serving command; gives what it said up to the line that holds `until`, and stops it kindly."""
    environment = {**CLEAN, **(settings or {})}
    process = subprocess.Popen(
        _command(*arguments), env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    with process:
        assert process.stdout is not None
        try:
            said = ""
            for line in process.stdout:
                said += line
                if until in line:
                    break
            assert until in said
            yield said
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def test_serve_refuses_an_empty_directory_without_an_administrator(tmp_path: Path) -> None:
    refused = _run("serve", "--data-dir", str(tmp_path), "--port", str(free_port()))
    assert refused.returncode == 1
    assert "YICI_ADMIN_USER" in refused.stderr
    assert f"{tmp_path} holds no district" in refused.stderr
    assert "Traceback" not in refused.stderr
    (tmp_path / "file").touch()
    refused = _run("serve", "--data-dir", str(tmp_path / "file"), "--port", str(free_port()))
    assert (refused.returncode, f"{tmp_path / 'file'} is a file" in refused.stderr) == (1, True)
    (tmp_path / "file").unlink()
    assert not list(tmp_path.iterdir())  # and a backup can be restored into it


def test_serve_makes_the_first_administrator_and_needs_no_name_afterwards(tmp_path: Path) -> None:
    for settings in (ROOT, {}):
        port = str(free_port())
        with _running(
            "serve", "--data-dir", str(tmp_path), "--port", port, until="serving", settings=settings
        ):
            address = f"http://127.0.0.1:{port}/couchdb/_all_dbs"
            answer = httpx2.get(address, auth=("root", "a long password"), timeout=30)
            assert answer.json() == ["hub", "reference"]
    modes = {path.name: oct(path.stat().st_mode)[-3:] for path in (tmp_path / "keys").iterdir()}
    assert modes == {"token.pem": "600", "district.pem": "600", "papers.pem": "600"}


def test_demo_prints_what_one_needs_and_rebuild_waits_its_turn(tmp_path: Path) -> None:
    port, data = str(free_port()), str(tmp_path)
    clock = ("--now", "2021-06-08T09:00", "--cases", "0")
    with _running("demo", "--data-dir", data, "--port", port, *clock, until="Ctrl+C") as said:
        for words in (
            f"http://127.0.0.1:{port}/app/",
            "sipaifang-1",
            "1111-1111",
            "密码",
            "2021-06-08T01:00",
        ):
            assert words in said
        busy = _run("rebuild", "--data-dir", data)
        assert busy.returncode == 1
        assert "a hub is already using" in busy.stderr
    assert _run("rebuild", "--data-dir", data).returncode == 0
    no_paper = _run("verify", "RUBBISH", "--data-dir", data)
    assert no_paper.returncode == 4
    assert '"reason": "not-a-token"' in no_paper.stdout


def test_a_village_hub_begins_without_an_administrator_and_names_the_district(tmp_path: Path) -> None:
    begin = ("serve", "--data-dir", str(tmp_path), "--port", str(free_port()))
    upstream = {"YICI_UPSTREAM_URL": f"http://hub:password@127.0.0.1:{free_port()}/couchdb"}
    refused = _run(*begin, settings=upstream)
    assert "YICI_PUBLIC_URL" in refused.stderr
    assert not list(tmp_path.iterdir())
    refused = _run(*begin, settings={**upstream, "YICI_PUBLIC_URL": "https://yici.example"})
    assert "begins when the district has answered it once" in refused.stderr


@pytest.mark.parametrize("password", ["", "short"])
def test_serve_takes_no_administrator_without_a_password_to_speak_of(tmp_path: Path, password: str) -> None:
    administrator = {"YICI_ADMIN_USER": "boss", "YICI_ADMIN_PASSWORD": password}
    refused = _run("serve", "--data-dir", str(tmp_path), "--port", str(free_port()), settings=administrator)
    assert refused.returncode == 1
    assert "YICI_ADMIN_PASSWORD" in refused.stderr
    assert not list(tmp_path.iterdir())


def test_a_taken_port_is_told_in_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        refused = _run("demo", "--data-dir", str(tmp_path), "--port", port, "--cases", "0")
    assert refused.returncode == 1
    assert f"cannot listen on 127.0.0.1, port {port}" in refused.stderr
    assert not list(tmp_path.iterdir())


def test_a_certificate_that_is_none_is_named_before_anything_is_made(tmp_path: Path) -> None:
    wrong = {**ROOT, "YICI_TLS_CERT": str(tmp_path / "none.pem"), "YICI_TLS_KEY": str(tmp_path / "none.key")}
    refused = _run("serve", "--data-dir", str(tmp_path), "--port", str(free_port()), settings=wrong)
    assert refused.returncode == 1
    assert f"YICI_TLS_CERT: {tmp_path / 'none.pem'} cannot be read: No such file" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert not list(tmp_path.iterdir())


def test_a_port_that_is_none_is_told_in_a_sentence(tmp_path: Path) -> None:
    refused = _run("serve", "--data-dir", str(tmp_path), "--port", "99999", settings=ROOT)
    assert refused.returncode == 2
    assert "65535" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_documents_of_a_newer_version_are_left_alone(tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / "documents.sqlite3")) as newer:
        newer.execute("PRAGMA user_version = 99")
    for command in (("serve", "--port", str(free_port())), ("rebuild",), ("user", "list")):
        refused = _run(*command, "--data-dir", str(tmp_path), settings=ROOT)
        assert (refused.returncode, "Traceback" in refused.stderr) == (1, False), refused.stderr
        assert "layout 99 of a newer version" in refused.stderr


def test_verify_without_tables_says_so(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["verify", "RUBBISH", "--data-dir", str(tmp_path)])
    assert result.exit_code == 1
    assert "--data-dir" in result.output
    nothing = _run("rebuild", "--data-dir", str(tmp_path))
    assert nothing.returncode == 1
    assert "holds no documents" in nothing.stderr


@pytest.mark.parametrize("value", ["64M", "0", ""])
def test_a_limit_that_is_none_is_named_in_a_sentence(tmp_path: Path, value: str) -> None:
    wrong = {**ROOT, "YICI_MAX_BODY_BYTES": value}
    refused = _run("serve", "--data-dir", str(tmp_path), "--port", str(free_port()), settings=wrong)
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"yici: YICI_MAX_BODY_BYTES is {value!r}: ")
    assert len(refused.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("YICI_UPSTREAM_URL", "hub-1:horsebattery@hub.example/couchdb"),
        ("YICI_UPSTREAM_URL", "https://hub-1:horsebattery/x@hub.example/couchdb"),
        ("YICI_UPSTREAM_URL", "https://hub-1:12/horsebattery@hub.example/couchdb"),
        ("YICI_COUCHDB_URL", "yici:horsebattery@127.0.0.1:5984"),
        ("YICI_COUCHDB_URL", "http://yici:horsebattery/x@127.0.0.1:5984"),
        ("YICI_COUCHDB_URL", "http://yici:12?horsebattery@127.0.0.1:5984"),
        ("YICI_DATABASE_URL", "yici:horsebattery@127.0.0.1/yici"),
        ("YICI_DATABASE_URL", "postgres://yici:horsebattery@127.0.0.1/yici"),
        ("YICI_DATABASE_URL", "postgresql://yici:secret@horsebattery@127.0.0.1/yici"),
        ("YICI_DATABASE_URL", "postgresql://yici:secret@127.0.0.1:horsebattery/yici"),
        ("YICI_PUBLIC_URL", "name:horsebattery@hub.example"),
        ("YICI_POPULATION_URL", "name:horsebattery@hub.example"),
        ("YICI_POPULATION_URL", "http://127.0.0.1:horsebattery@hub.example"),
        ("YICI_LOGS", "horsebattery"),
    ],
)
def test_no_secret_is_told_of_a_setting_that_cannot_be(tmp_path: Path, variable: str, value: str) -> None:
    wrong = {**CLEAN, **ROOT, "YICI_PUBLIC_URL": "https://yici.example", variable: value}
    command = ["serve", "--data-dir", str(tmp_path), "--port", str(free_port())]
    refused = FORKED.Process(target=yici, args=(command, wrong, tmp_path / "log", ""), daemon=True)
    refused.start()
    refused.join(60)
    told = (tmp_path / "log").read_text()
    assert (refused.exitcode, len(told.splitlines())) == (1, 1), told
    assert told.startswith("yici: ")
    assert variable in told
    assert "horsebattery" not in told


def test_the_version_is_that_of_the_package_and_of_the_checkout() -> None:
    told = _run("--version")
    assert told.returncode == 0
    assert re.fullmatch(r"yici [0-9]+\.[0-9]+\.[0-9]+( \([0-9a-f]{12}(-dirty)?\))?\n", told.stdout)


def test_a_time_that_is_none(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["demo", "--data-dir", str(tmp_path), "--now", "yesterday"])
    assert result.exit_code == 2


def test_the_committed_schema_is_the_schema() -> None:
    committed = (Path(schema.__file__).parent / "schema.graphql").read_text(encoding="utf-8")
    assert CliRunner().invoke(app, ["export-schema"]).stdout.strip() == committed.strip()
