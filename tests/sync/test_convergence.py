"""Random histories over three peers, replicated in any order, end the same on all three."""

import asyncio
import contextlib
import functools
from collections.abc import AsyncIterator, Awaitable, Callable
from itertools import permutations
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

import httpx2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sync.attachments import Attachment, decode, encode, plain
from sync.checkpoints import End
from sync.couch import CouchPeer
from sync.document import Revision
from sync.engine import Peer
from sync.replicator import Replicator
from sync.store import EmbeddedEngine
from tests.couch_hub import live_couch
from tests.couchdb import one_node
from tests.sync.ends import leaves

DOCUMENTS = ("x", "y", "_design/z", "文/ü")
TYPES = ("application/octet-stream", "text/plain")  # Apache CouchDB packs the second
PEERS = st.integers(0, 2)
WHERE = st.tuples(PEERS, st.sampled_from(DOCUMENTS))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), WHERE, st.sampled_from(["body", "attach", "detach", "delete"])),
        st.tuples(st.just("rivals"), WHERE, st.integers(1, 4)),
        st.tuples(st.just("compact"), PEERS),
        st.tuples(st.just("replicate"), st.sampled_from(list(permutations(range(3), 2)))),
    ),
    max_size=25,
)


async def edit(end: End, doc_id: str, number: int, how: str) -> None:
    """On top of the weakest that is not deleted, so that conflicts live on."""
    held = [leaf for leaf in await end.database.leaves(doc_id) if not leaf.deleted]
    body = b'{"n":%d}' % number
    if not held:
        change = Revision(doc_id, (), body)
    else:
        change = Revision(doc_id, (held[-1].rev,), body, how == "delete", is_edit=True)
        if how in ("body", "attach"):
            change = with_attachments(change, held[-1], number if how == "attach" else None)
    (result,) = await end.database.bulk_docs([change], new_edits=True)
    assert not result.error


def with_attachments(change: Revision, parent: Revision, number: int | None) -> Revision:
    """What the parent has as stubs, and one more unless `number` is None."""
    entries = {name: Attachment(stub=True) for name in decode(parent.attachments)}
    contents = {}
    if number is not None:
        entries[f"a{number % 3}"] = Attachment(TYPES[number % 2], follows=True)
        contents[f"a{number % 3}"] = b"%d " % number * 100
    return replace(change, attachments=encode(entries) if entries else None, contents=contents)


async def rivals(end: End, doc_id: str, number: int, depth: int) -> None:
    """A branch that somebody else wrote, from the root or from any revision known here."""
    held = await end.database.leaves(doc_id)
    trunk = held[0].ancestry[number % len(held[0].ancestry) :] if held else ()
    start = int(trunk[0].partition("-")[0]) if trunk else 0
    branch = [f"{start + step}-{number:016x}{step:016x}" for step in range(depth, 0, -1)]
    arrived = Revision(doc_id, (*branch, *trunk), b'{"rival":%d}' % number)
    (result,) = await end.database.bulk_docs([arrived], new_edits=False)
    assert not result.error


class Place(NamedTuple):
    """A peer, and how whoever runs it has a database compacted: no replicator asks for that."""

    peer: Peer
    compact: Callable[[str], Awaitable[Any]]


async def live(places: list[Place], steps: list[Any]) -> None:
    ends = [End(place.peer, f"converge-{uuid4().hex}") for place in places]
    for end in ends:
        await end.peer.create(end.name)
    try:
        for number, (what, *how) in enumerate(steps):
            await take(places, ends, number, what, how)
        for source, target in [(0, 1), (1, 2), (2, 0), (0, 1)]:
            await Replicator(ends[source], ends[target]).run()
        first, second, third = [await everything(end) for end in ends]
        assert first == second
        assert second == third
    finally:
        for end in ends:
            await end.peer.drop(end.name)


async def take(places: list[Place], ends: list[End], number: int, what: str, how: list[Any]) -> None:
    """One step of a history."""
    match what:
        case "edit":
            (peer, doc_id), change = how
            await edit(ends[peer], doc_id, number, change)
        case "rivals":
            (peer, doc_id), depth = how
            await rivals(ends[peer], doc_id, number, depth)
        case "compact":
            place = how[0]
            await places[place].compact(ends[place].name)
        case "replicate":
            source, target = how[0]
            await Replicator(ends[source], ends[target]).run()


async def everything(end: End) -> dict[str, list[Any]]:
    """Every leaf of every document, the winner first, with history, body, and the attachments' bytes."""
    return {
        doc_id: [(leaf.ancestry, leaf.deleted, leaf.body, attached(leaf)) for leaf in found]
        for doc_id, found in (await leaves(end)).items()
    }


def attached(leaf: Revision) -> dict[str, tuple[str, bytes]]:
    """Types and unpacked bytes. Without digests: Apache CouchDB's are of what it has packed."""
    entries = decode(leaf.attachments)
    return {name: (entry.content_type, plain(entry, leaf.contents[name])) for name, entry in entries.items()}


@contextlib.asynccontextmanager
async def opened(folder: Path, kinds: str) -> AsyncIterator[list[Place]]:
    """One for each word: `embedded`, `hub` over HTTP, `couchdb`."""
    async with contextlib.AsyncExitStack() as stack:
        places = []
        for number, kind in enumerate(kinds.split()):
            if kind == "embedded":
                engine = EmbeddedEngine(folder / f"{number}")
                places.append(Place(engine, lambda name, engine=engine: engine.database(name).compact()))  # type: ignore[misc]
            else:
                hub = live_couch(folder / f"{number}")
                url = one_node() if kind == "couchdb" else await stack.enter_async_context(hub)
                places.append(Place(await CouchPeer.open(url), functools.partial(compact, url)))
            stack.push_async_callback(places[-1].peer.close)
        yield places


async def compact(url: str, name: str) -> None:
    async with httpx2.AsyncClient(headers={"Content-Type": "application/json"}) as client:
        (await client.post(f"{url}/{name}/_compact")).raise_for_status()


def converge(folder: Path, kinds: str, examples: int) -> None:
    with asyncio.Runner() as runner:
        stack = contextlib.AsyncExitStack()
        places = runner.run(stack.enter_async_context(opened(folder, kinds)))

        @settings(max_examples=examples, deadline=None)
        @given(STEPS)
        def random_histories(steps: list[Any]) -> None:
            runner.run(live(places, steps))

        try:
            random_histories()
        finally:
            runner.run(stack.aclose())


def kinds(*examples: int) -> pytest.MarkDecorator:
    """Three of each: all here, one over HTTP, one of them Apache CouchDB; with so many examples."""
    return pytest.mark.parametrize(
        ("kinds", "examples"),
        [
            ("embedded embedded embedded", examples[0]),
            ("embedded embedded hub", examples[1]),
            pytest.param("embedded hub couchdb", examples[2], marks=pytest.mark.couchdb),
        ],
    )


@kinds(30, 10, 10)
def test_random_histories_over_three_peers_converge(tmp_path: Path, kinds: str, examples: int) -> None:
    converge(tmp_path, kinds, examples)


@pytest.mark.soak
@kinds(5000, 2000, 500)
def test_thousands_of_random_histories_converge(tmp_path: Path, kinds: str, examples: int) -> None:
    converge(tmp_path, kinds, examples)
