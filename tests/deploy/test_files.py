"""What deploys a hub says nothing that is not so: of settings, of paths, of secrets, of rights."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from server.settings import Settings

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNITS = ("yici.service", "yici-backup.service", "yici-backup.timer")
NEEDS_SYSTEMD = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd here")
MOST_EXPOSED = {"yici.service": 1.5, "yici-backup.service": 0.6}  # of 10


def text(name: str) -> str:
    return (DEPLOY / name).read_text()


@pytest.fixture
def compose() -> Any:
    return yaml.safe_load(text("compose.yaml"))


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """Where they are as they are installed, but that the program is one that is here."""
    for name in UNITS:
        (tmp_path / name).write_text(text(name).replace("/opt/yici/.venv/bin/yici", "/bin/true"))
    return tmp_path


def analysed(*arguments: str | Path) -> str:
    command = ["systemd-analyze", "--man=no", "--no-pager", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stderr + done.stdout


@NEEDS_SYSTEMD
def test_systemd_finds_nothing_wrong_with_the_units(units: Path) -> None:
    assert analysed("verify", *(units / name for name in UNITS)) == ""


@NEEDS_SYSTEMD
@pytest.mark.parametrize("name", MOST_EXPOSED)
def test_the_services_are_locked_in(units: Path, name: str) -> None:
    told = analysed("security", "--offline=yes", units / name)
    exposure = re.search(r"Overall exposure level for \S+: ([0-9.]+)", told)
    assert exposure is not None
    assert float(exposure[1]) <= MOST_EXPOSED[name]


@pytest.mark.parametrize("name", ["compose.yaml", "yici.env.example", "yici.service", "Containerfile"])
def test_every_setting_that_is_named_is_one(name: str) -> None:
    known = {f"YICI_{field.upper()}" for field in Settings.model_fields}
    its_own = {"YICI_HOST", "YICI_HUBS"}  # of the compose file and the proxy
    assert {*re.findall(r"\bYICI_[A-Z_]+\b", text(name))} <= known | its_own


def test_whatever_the_compose_file_asks_for_is_in_its_example_and_no_secret_is(compose: Any) -> None:
    example = dict(
        line.split("=", 1) for line in text("compose.env.example").splitlines() if line[:1] not in ("", "#")
    )
    assert {*re.findall(r"\$\{([A-Z_]+)", text("compose.yaml"))} == {*example}
    for name, value in {
        **example,
        **dict(re.findall(r"^#?(YICI_[A-Z_]+)=(.*)$", text("yici.env.example"), re.MULTILINE)),
    }.items():
        assert not value or "PASSWORD" not in name
        assert not value or "TOKEN" not in name
    assert set(compose["services"]) == {"proxy", "hub-1", "hub-2", "couchdb", "postgresql"}


def test_nobody_reaches_documents_and_tables_but_hubs(compose: Any) -> None:
    services = compose["services"]
    assert {name for name, one in services.items() if "ports" in one} == {"proxy"}
    assert {name for name, one in services.items() if "back" in one["networks"]} == {
        "hub-1", "hub-2", "couchdb", "postgresql",
    }  # fmt: skip
    assert compose["networks"]["back"]["internal"]
    assert "back" not in services["proxy"]["networks"]
    for hub in ("hub-1", "hub-2"):
        assert services[hub]["read_only"]
        assert services[hub]["cap_drop"] == ["ALL"]
        assert services[hub]["volumes"] == ["keys:/var/lib/yici"], "all hubs have the same keys"


def test_the_image_is_made_of_what_is_here_and_runs_as_nobody_in_particular() -> None:
    lines = re.sub(r"\\\n", " ", text("Containerfile"))
    for given in re.findall(r"^COPY (?!--from)(.+)$", lines, re.MULTILINE):
        for source in given.split()[:-1]:
            assert (ROOT / source).exists(), source
            first = source.split("/")[0] if not source.startswith("clients/") else "clients/sample_app"
            assert f"!{first}\n" in (ROOT / ".dockerignore").read_text(), source
    last = lines[lines.rindex("\nFROM ") :]
    user = re.search(r"^USER (\d+)", last, re.MULTILINE)
    assert user is not None
    assert int(user[1]) > 0
    assert not re.search(r"(PASSWORD|TOKEN|SECRET)", lines)


def test_a_hub_that_catches_up_is_not_taken_for_a_dead_one(compose: Any) -> None:
    for hub in ("hub-1", "hub-2"):
        (asked,) = re.findall(
            r"127\.0\.0\.1:8000(/\w+)", " ".join(compose["services"][hub]["healthcheck"]["test"])
        )
        assert asked == "/healthz"


def test_the_backup_is_of_the_documents_that_the_hub_has() -> None:
    """With other settings it would go on with a store that the hub has left."""
    of_hub, of_backup = (
        [line for line in text(name).splitlines() if line.startswith("EnvironmentFile=")]
        for name in ("yici.service", "yici-backup.service")
    )
    assert of_hub == of_backup != []
