"""Two databases end up with the same leaves, whatever happened on the way."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync import replicator
from sync.checkpoints import Checkpoints, End, common, replication_id
from sync.contents import with_contents
from sync.couch import CouchPeer
from sync.document import Revision, WriteResult
from sync.engine import Database, Peer
from sync.errors import SyncError, Unavailable
from sync.replicator import Replicator
from sync.store import EmbeddedEngine
from tests.couch_hub import live_couch


@contextlib.asynccontextmanager
async def stores(folder: Path, *names: str) -> AsyncIterator[list[End]]:
    """Embedded stores of these names, each with an empty database `papers`."""
    engines = [EmbeddedEngine(folder / name) for name in names]
    for engine in engines:
        await engine.create("papers")
    try:
        yield [End(engine, "papers") for engine in engines]
    finally:
        for engine in engines:
            await engine.close()


@pytest.fixture
async def ends(tmp_path: Path) -> AsyncIterator[list[End]]:
    async with stores(tmp_path, "here", "there") as ends:
        yield ends


async def leaves(end: End) -> dict[str, list[Revision]]:
    """All leaves of all documents, with the contents of their attachments."""
    page = await end.database.changes()
    held = {change.id: await end.database.leaves(change.id) for change in page.changes}
    return {
        doc_id: [await with_contents(end.database, leaf) for leaf in found] for doc_id, found in held.items()
    }


async def fill(end: End, count: int) -> None:
    await end.database.bulk_docs(
        [Revision(f"d{n}", (), b'{"n":%d}' % n) for n in range(count)], new_edits=True
    )


NOTE = b'{"n":{"content_type":"text/plain","follows":true}}'
CONFLICTS = [
    Revision("x", ("2-b", "1-a"), b'{"by":"b"}'),
    Revision("x", ("2-c", "1-a"), b'{"by":"c"}'),
    Revision("y", ("2-d", "1-a"), b"{}", deleted=True),
    Revision("z", ("1-a",), b"{}", attachments=NOTE, contents={"n": "一".encode()}),
    Revision("_design/d", ("1-a",), b'{"language":"javascript"}'),
]


async def test_conflicts_deletions_and_attachments_travel(ends: list[End]) -> None:
    source, target = ends
    await source.database.bulk_docs(CONFLICTS, new_edits=False)
    done = await Replicator(source, target).run()
    assert await leaves(target) == await leaves(source)
    assert (done.missing_found, done.docs_read, done.docs_written, done.doc_write_failures) == (5, 5, 5, 0)


async def test_a_second_run_goes_on_where_the_first_ended(ends: list[End]) -> None:
    source, target = ends
    await fill(source, 3)
    await Replicator(source, target).run()
    assert (await Replicator(source, target).run()).missing_checked == 0
    await source.database.bulk_docs([Revision("new", (), b"{}")], new_edits=True)
    assert (await Replicator(source, target).run()).missing_checked == 1


async def test_a_hub_is_pulled_from_and_pushed_to_over_http(ends: list[End], tmp_path: Path) -> None:
    source, target = ends
    await source.database.bulk_docs(CONFLICTS, new_edits=False)
    await fill(source, 30)
    async with live_couch(tmp_path / "hub") as url:
        peer = await CouchPeer.open(url)
        await peer.create("papers")
        hub = End(peer, "papers")
        await Replicator(source, hub).run()
        await Replicator(hub, target).run()
        assert await leaves(hub) == await leaves(target) == await leaves(source)
        await peer.close()


class _Stand(EmbeddedEngine):
    """Gives another database than its own."""

    def __init__(self, peer: Peer, database: Database) -> None:
        self.instance = peer.instance
        self._stands_for = database

    def database(self, name: str) -> Any:
        return self._stands_for


class _Spoilt:
    """A database of which some `bulk_docs` go wrong."""

    def __init__(self, held: Database) -> None:
        self._held = held
        self.name = held.name
        self.failures: Iterator[SyncError | None] = iter(())
        self.forbids: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._held, name)

    async def bulk_docs(self, revisions: Sequence[Revision], *, new_edits: bool) -> list[WriteResult]:
        failure = next(self.failures, None)
        if failure is not None:
            raise failure
        admitted = [revision for revision in revisions if revision.id not in self.forbids]
        written = {each.id: each for each in await self._held.bulk_docs(admitted, new_edits=new_edits)}
        no = WriteResult("", "", "forbidden", "no")
        return [written.get(revision.id) or replace(no, id=revision.id) for revision in revisions]


def spoilt(end: End) -> tuple[End, _Spoilt]:
    database = _Spoilt(end.database)
    return End(_Stand(end.peer, database), end.name), database


async def test_what_is_refused_is_told_and_stops_nothing(ends: list[End]) -> None:
    source, (target, database) = ends[0], spoilt(ends[1])
    await fill(source, 5)
    database.forbids = {"d2"}
    told: list[str] = []
    done = await Replicator(source, target, refused=lambda result: told.append(result.id)).run()
    assert (done.docs_written, done.doc_write_failures, told) == (4, 1, ["d2"])
    assert set(await leaves(target)) == {"d0", "d1", "d3", "d4"}


async def test_cut_off_in_the_middle_it_loses_and_doubles_nothing(
    ends: list[End], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replicator, "CHANGES", 10)
    monkeypatch.setattr(replicator, "DOCUMENTS", 4)
    source, (target, database) = ends[0], spoilt(ends[1])
    await fill(source, 40)
    database.failures = iter([None] * 5 + [Unavailable("the power is gone")])
    with pytest.raises(Unavailable):
        await Replicator(source, target).run()
    assert len(await leaves(target)) == 4 + 4 + 2 + 4 + 4
    rest = await Replicator(source, target).run()
    assert (rest.missing_checked, rest.missing_found) == (30, 22)
    assert await leaves(target) == await leaves(source)


async def test_it_comes_back_by_itself_and_follows_what_is_written(ends: list[End]) -> None:
    source, (target, database) = ends[0], spoilt(ends[1])
    await fill(source, 3)
    database.failures = iter([Unavailable("not yet")] * 3)
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    following = asyncio.ensure_future(Replicator(source, target).run_for_ever(pause))
    await arrival(target, 3)
    await source.database.bulk_docs([Revision("late", (), b"{}")], new_edits=True)
    await arrival(target, 4)
    following.cancel()
    await asyncio.wait([following])
    assert [0.5 * 2**n <= seconds <= 2**n for n, seconds in enumerate(pauses)] == [True] * 3


async def arrival(end: End, count: int) -> None:
    """Until the database has so many documents."""
    since = "0"
    while (await end.database.info()).doc_count < count:
        await end.database.wait(since, 30)
        since = (await end.database.changes()).last_seq


async def test_large_documents_go_in_small_batches(ends: list[End], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replicator, "BYTES", 100)
    runs = replicator._by_size([Revision(f"d{n}", ("1-a",), b"x" * 40) for n in range(5)])
    assert [len(run) for run in runs] == [2, 2, 1]
    source, target = ends
    await fill(source, 300)
    await Replicator(source, target).run()
    assert await leaves(target) == await leaves(source)


async def test_the_identity_is_of_the_databases_and_of_nothing_else(ends: list[End]) -> None:
    source, target = ends
    assert replication_id(source, target) == replication_id(source, target)
    assert replication_id(source, target) != replication_id(target, source)
    assert replication_id(source, target) != replication_id(source, End(target.peer, "other"))


async def test_an_end_made_anew_is_filled_from_the_beginning(ends: list[End]) -> None:
    source, target = ends
    await fill(source, 3)
    await Replicator(source, target).run()
    await target.peer.drop("papers")
    await target.peer.create("papers")
    assert await Checkpoints(source, target).resume() == "0"
    assert (await Replicator(source, target).run()).docs_written == 3


def session(name: str, seq: str, checked: int = 0) -> dict[str, Any]:
    return {"session_id": name, "recorded_seq": seq, "missing_checked": checked}


@pytest.mark.parametrize(
    ("source", "target", "since"),
    [
        ([], [], "0"),
        ([session("a", "5")], [], "0"),
        ([session("a", "5")], [session("b", "5")], "0"),
        ([session("a", "5")], [session("a", "5")], "5"),
        ([session("b", "9"), session("a", "5")], [session("a", "5")], "5"),
        ([session("a", "5")], [session("c", "9"), session("a", "5")], "5"),
        ([session("a", "9", 9)], [session("a", "5", 5)], "5"),
        ([session("a", "5", 5)], [session("a", "9", 9)], "5"),
    ],
)
def test_ends_agree_on_the_last_session_both_remember(
    source: list[dict[str, Any]], target: list[dict[str, Any]], since: str
) -> None:
    assert common({"history": source}, {"history": target})[0] == since


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), st.integers(0, 2), st.sampled_from("xyz"), st.booleans()),
        st.tuples(st.just("replicate"), st.sampled_from(list(permutations(range(3), 2)))),
    ),
    max_size=25,
)


async def edit(end: End, doc_id: str, body: bytes, deleted: bool) -> None:
    """On top of the weakest leaf, so that conflicts live on."""
    held = await end.database.leaves(doc_id)
    change = (
        Revision(doc_id, (held[-1].rev,), body, deleted, is_edit=True) if held else Revision(doc_id, (), body)
    )
    (result,) = await end.database.bulk_docs([change], new_edits=True)
    assert not result.error


async def live(steps: list[Any]) -> None:
    with TemporaryDirectory() as folder:
        async with stores(Path(folder), "a", "b", "c") as peers:
            for number, (what, *how) in enumerate(steps):
                if what == "edit":
                    await edit(peers[how[0]], how[1], b'{"n":%d}' % number, how[2])
                else:
                    source, target = how[0]
                    await Replicator(peers[source], peers[target]).run()
            for source, target in [(0, 1), (1, 2), (2, 0), (0, 1)]:
                await Replicator(peers[source], peers[target]).run()
            first, second, third = [await leaves(peer) for peer in peers]
            assert first == second == third


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_random_histories_over_three_peers_converge(steps: list[Any]) -> None:
    asyncio.run(live(steps))
