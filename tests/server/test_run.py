"""What a serving hub asks of the system."""

import resource
from pathlib import Path

import httpx2
import pytest

from server.run import OWN_FILES, _open_enough_files
from tests.live_hub import PASSWORD, LiveHub


@pytest.mark.parametrize(
    ("allowed", "at_most", "asked"),
    [
        (1024, 20_000, (5000 + OWN_FILES, 20_000)),
        (1024, 4096, (4096, 4096)),
        (1024, resource.RLIM_INFINITY, (5000 + OWN_FILES, resource.RLIM_INFINITY)),
        (20_000, 20_000, None),
        (resource.RLIM_INFINITY, resource.RLIM_INFINITY, None),
    ],
)
def test_as_many_files_as_connections_where_the_system_allows_it(
    monkeypatch: pytest.MonkeyPatch, allowed: int, at_most: int, asked: tuple[int, int] | None
) -> None:
    set_to = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (allowed, at_most))
    monkeypatch.setattr(resource, "setrlimit", lambda _, limits: set_to.append(limits))
    _open_enough_files(5000)
    assert set_to == ([asked] if asked else [])


@pytest.mark.interop
def test_a_hub_that_is_told_to_stop_lets_go_of_those_who_wait(tmp_path: Path) -> None:
    """And frightens no operator by what it prints."""
    hub = LiveHub(tmp_path / "hub")
    hub.start(now="2021-06-08T09:00")
    feed = f"{hub.url}/couchdb/reference/_changes?feed=continuous&since=now&heartbeat=1000"
    with httpx2.stream("GET", feed, auth=("district", PASSWORD), timeout=30) as tablet:
        lines = tablet.iter_lines()
        assert next(lines) == ""
        hub.stop()
        *_, last = lines
    assert last.startswith('{"last_seq":')
    assert "Traceback" not in next(tmp_path.glob("hub-*.log")).read_text(encoding="utf-8")
