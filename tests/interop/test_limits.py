"""The tablet app's own `fetch` and a real hub whose limits it meets all the time: everything arrives."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests.live_hub import PASSWORD, LiveHub

HERE = Path(__file__).parent
LOW = {"BATCH_DOCUMENTS": 7, "DOCUMENT_BYTES": 1000, "WRITES": 2, "REQUESTS": 3}


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LiveHub]:
    for name, most in LOW.items():
        monkeypatch.setenv(f"YICI_MAX_{name}", str(most))
    hub = LiveHub(tmp_path / "data")
    hub.start("2021-06-08T09:00")
    yield hub
    hub.stop()


@pytest.mark.interop
def test_a_tablet_lives_with_the_limits_of_its_hub(hub: LiveHub) -> None:
    """A batch of too many, a document too large among others, and 30 pushes at once where 2 may."""
    httpx2.put(f"{hub.url}/couchdb/papers", auth=("district", PASSWORD)).raise_for_status()
    run = subprocess.run(
        ["node", HERE / "limits.mjs", f"{hub.url}/couchdb", hub.sign_in("district")],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr[-3000:]
    met = json.loads(run.stdout)
    assert met["413"] > 10  # halves of 100, down to 7; and 21 with one that is too large
    assert met["429"] > 10
    stored = {document["_id"]: document["_rev"] for document in hub.documents("papers")}
    expected = {f"batch/{n}" for n in range(100)} | {f"beside/{n}" for n in range(20)}
    expected |= {f"storm-{pusher}/{n}" for pusher in range(30) for n in range(5)}
    assert set(stored) == expected
    assert {rev.partition("-")[0] for rev in stored.values()} == {"1"}
