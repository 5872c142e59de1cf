"""What a serving hub asks of the system."""

import resource
import socket
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import httpx2
import pytest
from structlog.testing import capture_logs

from server.hub import Hub
from server.run import OWN_FILES, _greet, _open_enough_files
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


@pytest.mark.parametrize("is_village", [False, True])
def test_a_hub_that_serves_names_the_address_that_is_its_own(is_village: bool) -> None:
    """The public one of a village hub is the district's."""
    parts: dict[str, Any] = {
        "settings": SimpleNamespace(public_url="https://yici.example"),
        "relay": object() if is_village else None,
        "is_demo": False,
        "engine": SimpleNamespace(instance="a" * 32),
    }
    with socket.create_server(("127.0.0.1", 0)) as listener, capture_logs() as logged:
        _greet(cast(Hub, SimpleNamespace(**parts)), listener)
        port = listener.getsockname()[1]
    (told,) = logged
    assert told["event"] == "serving"
    named = {name: told[name] for name in ("url", "host", "port", "district") if name in told}
    if is_village:
        assert named == {"host": "127.0.0.1", "port": port, "district": "https://yici.example"}
    else:
        assert named == {"url": "https://yici.example"}


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
