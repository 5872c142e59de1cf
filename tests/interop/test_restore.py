"""A hub that was restored from its backup gets back from the tablets what the backup lacks."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests.live_hub import PASSWORD, LiveHub

HERE = Path(__file__).parent
NOW = "2021-06-08T09:00"


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[LiveHub]:
    hub = LiveHub(tmp_path / "data")
    hub.start(NOW)
    for name in ("live", "plain"):
        httpx2.put(f"{hub.url}/couchdb/{name}", auth=("district", PASSWORD)).raise_for_status()
    yield hub
    hub.stop()


@pytest.fixture
def tablets(hub: LiveHub) -> Iterator[subprocess.Popen[str]]:
    program = ["node", str(HERE / "restore.mjs"), hub.url, "live", "plain", "district", PASSWORD]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as tablets:
        yield tablets
        tablets.kill()


def have(tablets: subprocess.Popen[str], step: str) -> None:
    """Until the tablets say so; an empty line is their end."""
    assert tablets.stdout is not None
    assert tablets.stdout.readline().strip() == step


def go_on(tablets: subprocess.Popen[str]) -> None:
    assert tablets.stdin is not None
    print(file=tablets.stdin, flush=True)


def yici(command: str, file: Path, data_dir: Path) -> None:
    arguments = [sys.executable, "-m", "server.cli", command, str(file), "--data-dir", str(data_dir)]
    done = subprocess.run(arguments, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


@pytest.mark.interop
def test_what_a_backup_lacks_comes_again(
    hub: LiveHub, tablets: subprocess.Popen[str], tmp_path: Path
) -> None:
    have(tablets, "pushed")
    yici("backup", tmp_path / "hub.tar", hub.data_dir)
    go_on(tablets)
    have(tablets, "pushed more")
    hub.stop()
    hub.data_dir.rename(tmp_path / "lost")
    yici("restore", tmp_path / "hub.tar", hub.data_dir)
    hub.start(NOW)
    go_on(tablets)
    have(tablets, "pushed again")
    go_on(tablets)
    assert tablets.wait(30) == 0
