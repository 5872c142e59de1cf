"""What a serving hub asks of the system."""

import resource

import pytest

from server.run import OWN_FILES, _open_enough_files


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
