"""An unmodified PouchDB 9 in Node replicates with the real hub."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests.live_hub import PASSWORD, LiveHub

HERE = Path(__file__).parent


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[LiveHub]:
    hub = LiveHub(tmp_path / "data")
    hub.start("2021-06-08T09:00")
    yield hub
    hub.stop()


@pytest.mark.interop
def test_pouchdb_replicates_both_ways(hub: LiveHub) -> None:
    """5,000 documents up, 5,000 down, edits, deletions and conflicts among them, then two tablets live."""
    httpx2.put(f"{hub.url}/couchdb/interop", auth=("district", PASSWORD)).raise_for_status()
    address = hub.url.replace("://", f"://district:{PASSWORD}@") + "/couchdb"
    run = subprocess.run(
        ["node", HERE / "replicate.mjs", address, "interop"], capture_output=True, text=True, timeout=300
    )
    assert run.returncode == 0, run.stderr[-3000:]
    leaves, winners = 10_000 + 2 * 375, 10_000 - 2 * 500 + 2 * 125
    assert json.loads(run.stdout) == {"leaves": leaves, "winners": winners}
