"""A hub that was restored from its backup gets back from the tablets what the backup lacks."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.hub import CLERKS, CODES, ENROL, OTHER_SITE, SITE
from tests.live_hub import PASSWORD, LiveHub
from tests.tablet import Tablet

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


END = 'mutation($d: ID!) { endDevice(device: $d, why: LOST, note: "") { pending } }'
READMIT = "mutation($d: ID!) { readmitDevice(device: $d) { pending } }"


@pytest.fixture
def pouch(hub: LiveHub) -> Iterator[subprocess.Popen[str]]:
    program = ["node", str(HERE / "reference.mjs"), hub.url, "district", PASSWORD]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as pouch:
        yield pouch
        pouch.kill()


def shown(pouch: subprocess.Popen[str]) -> dict[str, str]:
    """The revision that a tablet shows of each published document, once it has pulled."""
    go_on(pouch)
    assert pouch.stdout is not None
    revisions: dict[str, str] = json.loads(pouch.stdout.readline())
    return revisions


def published(hub: LiveHub) -> dict[str, Any]:
    return {one["_id"]: one for one in hub.documents("reference")}


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline, "what is waited for does not happen"
        time.sleep(0.05)


def enrol(hub: LiveHub, site: str, secret: int) -> str:
    given = {"code": CODES[site], "key": Tablet(secret=secret).public_key}
    device: str = hub.ask(ENROL, given, CLERKS[site])["enrolDevice"]["device"]
    until(lambda: f"revocations:{site[:9]}" in published(hub))
    return device


def end(hub: LiveHub, device: str) -> None:
    hub.ask(END, {"d": device})
    until(lambda: published(hub)[f"revocations:{device[:9]}"]["revoked"] != "")


def readmit(hub: LiveHub, device: str) -> None:
    hub.ask(READMIT, {"d": device})
    until(lambda: published(hub)[f"revocations:{device[:9]}"]["revoked"] == "")


@pytest.mark.interop
def test_tablets_take_what_a_restored_hub_publishes(
    hub: LiveHub, pouch: subprocess.Popen[str], tmp_path: Path
) -> None:
    """Though they hold later revisions of it, which the hub has forgotten."""
    device = enrol(hub, SITE, 3)
    yici("backup", tmp_path / "hub.tar", hub.data_dir)
    for one in (device, enrol(hub, OTHER_SITE, 4)):
        for _ in range(3):
            end(hub, one)
            readmit(hub, one)
    key = next(one for one in published(hub).values() if one["type"] == "key")
    shorter = httpx2.put(
        f"{hub.url}/couchdb/reference/{key['_id']}",
        json={**key, "until": "2021-12-31"},
        auth=("district", PASSWORD),
    )
    assert shorter.status_code == 201
    lost = shown(pouch)

    hub.stop()
    hub.data_dir.rename(tmp_path / "lost")
    yici("restore", tmp_path / "hub.tar", hub.data_dir)
    hub.start(NOW)
    end(hub, device)
    enrol(hub, OTHER_SITE, 5)
    now = shown(pouch)
    assert now == {name: document["_rev"] for name, document in published(hub).items()}
    changed = {f"revocations:{SITE[:9]}", f"revocations:{OTHER_SITE[:9]}", key["_id"]}
    assert not {name for name in changed if now[name] == lost[name]}
