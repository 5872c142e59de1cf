"""One real hub for all foreign clients, where each makes databases of its own; and offices."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
import pytest

from tests.interop.office import Office
from tests.live_hub import PASSWORD, LiveHub

HERE = Path(__file__).parent
SECONDS = 300  # a script that is not done by then has failed


RunsNode = Callable[[str], Any]


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the hub speaks CouchDB's protocol, with an administrator's name and password in it."""
    hub = LiveHub(tmp_path_factory.mktemp("hub") / "data")
    hub.start("2021-06-08T09:00")
    yield hub.url.replace("://", f"://district:{PASSWORD}@") + "/couchdb"
    hub.stop()


@pytest.fixture
def name() -> str:
    """Of a database nobody else has."""
    return f"plain-{uuid4().hex}"


@pytest.fixture
def node(address: str, name: str) -> RunsNode:
    """Runs a script of this folder with the hub's address and the name; what it prints, which is JSON."""

    def run(script: str) -> Any:
        command = ["node", str(HERE / script), address, name]
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
        assert done.returncode == 0, done.stderr[-3000:]
        return msgspec.json.decode(done.stdout)

    return run


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A hub of its own with two tablets."""
    office = Office(tmp_path)
    yield office
    office.close()
