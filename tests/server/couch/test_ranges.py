"""Parts of an attachment."""

import httpx2
import pytest

from server.couch.ranges import part
from sync.errors import RangeNotSatisfiable

TEN = b"0123456789"


@pytest.mark.parametrize(
    ("header", "content"),
    [
        ("bytes=2-4", b"234"),
        ("bytes=2-", b"23456789"),
        ("bytes=-3", b"789"),
        ("bytes=9-9", b"9"),
        ("bytes=5-100", b"56789"),
        ("bytes=-100", TEN),
    ],
)
def test_some_bytes(header: str, content: bytes) -> None:
    wanted = part(header, len(TEN))
    assert wanted is not None
    assert TEN[wanted] == content


@pytest.mark.parametrize("header", ["", "nonsense", "bytes=0-", "bytes=x-y", "bytes=0-1,4-5", "lines=1-2"])
def test_the_whole(header: str) -> None:
    assert part(header, len(TEN)) is None


@pytest.mark.parametrize("header", ["bytes=10-10", "bytes=100-200", "bytes=4-2", "bytes=-0"])
def test_nothing_is_there(header: str) -> None:
    with pytest.raises(RangeNotSatisfiable):
        part(header, len(TEN))


async def test_over_http(client: httpx2.AsyncClient) -> None:
    await client.put("/papers/x/a", content=TEN)
    whole = await client.get("/papers/x/a")
    assert (whole.status_code, whole.headers["accept-ranges"]) == (200, "bytes")
    some = await client.get("/papers/x/a", headers={"Range": "bytes=2-4"})
    assert (some.status_code, some.content) == (206, b"234")
    assert some.headers["content-range"] == "bytes 2-4/10"
    none = await client.get("/papers/x/a", headers={"Range": "bytes=10-"})
    assert (none.status_code, none.json()["error"]) == (416, "requested_range_not_satisfiable")
