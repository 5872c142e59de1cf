"""What one node of a CouchDB cannot answer is asked of the next, but what may be written already."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest

from sync import couch_nodes
from sync.couch_nodes import Nodes
from sync.errors import BadRequest, Unavailable
from tests.live_hub import free_port
from tests.sync.test_couch_http import Answers, server

Answer = tuple[int, dict[str, str], bytes]
DONE: Answer = (200, {}, b'{"done":"yes"}')
BUSY: Answer = (503, {}, b'{"error":"service_unavailable","reason":"Starting."}')
ACCEPTED: Answer = (202, {}, b'{"done":"yes"}')
OLD, NEW = b'{"new_edits":false,"docs":[]}', b'{"new_edits":true,"docs":[]}'


@asynccontextmanager
async def cluster(*nodes: Answers) -> AsyncIterator[Nodes]:
    """A node without answers is not there."""
    async with AsyncExitStack() as stack:
        urls = [
            await stack.enter_async_context(server(answers)) if answers else _nowhere() for answers in nodes
        ]
        client = Nodes(urls)
        stack.push_async_callback(client.close)
        yield client


def _nowhere() -> str:
    return f"http://127.0.0.1:{free_port()}"


async def write(nodes: Nodes, body: bytes) -> dict[str, str]:
    return await nodes.post("/papers/_bulk_docs", body, dict[str, str])


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(couch_nodes, "FIRST_PAUSE", 0.001)


@pytest.mark.parametrize("body", [OLD, NEW])
async def test_a_node_that_is_not_there_is_passed_over(body: bytes) -> None:
    async with cluster([], [DONE]) as nodes:
        assert await write(nodes, body) == {"done": "yes"}


async def test_a_node_that_starts_again_is_asked_again() -> None:
    async with cluster([BUSY, BUSY, DONE]) as nodes:
        assert await write(nodes, OLD) == {"done": "yes"}


async def test_a_new_edit_that_was_sent_is_not_sent_again() -> None:
    async with cluster([BUSY], [DONE]) as nodes:
        with pytest.raises(Unavailable, match="Starting"):
            await write(nodes, NEW)


async def test_what_too_few_nodes_keep_is_not_kept() -> None:
    async with cluster([ACCEPTED, DONE]) as nodes:
        assert await write(nodes, OLD) == {"done": "yes"}
    async with cluster([ACCEPTED, DONE]) as nodes:
        with pytest.raises(Unavailable, match="Too few"):
            await write(nodes, NEW)


async def test_a_compaction_is_accepted_and_done_later() -> None:
    async with cluster([ACCEPTED]) as nodes:
        assert await nodes.post("/papers/_compact", b"", dict[str, str]) == {"done": "yes"}


async def test_who_finds_no_node_says_so_in_the_end() -> None:
    async with cluster([], []) as nodes:
        with pytest.raises(Unavailable, match="cannot be reached"):
            await write(nodes, OLD)


def test_an_address_is_needed() -> None:
    with pytest.raises(BadRequest):
        Nodes([])
