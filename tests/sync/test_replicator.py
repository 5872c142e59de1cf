"""Two databases end up with the same leaves, whatever happened on the way."""

from collections.abc import Sequence
from itertools import count
from pathlib import Path

import pytest

from sync import replicator
from sync.checkpoints import End, Selection
from sync.couch import CouchPeer
from sync.document import Revision
from sync.errors import InvalidDocument, TooLarge, Unavailable
from sync.patience import Patience
from sync.replicator import Listener, Replicator
from tests.couch_hub import live_couch
from tests.sync.ends import IMPATIENT, Counted, Picky, fill, leaves, stores, substitute

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
    run = Replicator(source, target)
    await run.run()
    assert await leaves(target) == await leaves(source)
    done = run.statistics
    assert (done.missing_found, done.docs_read, done.docs_written, done.doc_write_failures) == (5, 5, 5, 0)
    assert done.bytes_read > sum(len(revision.body) for revision in CONFLICTS)


async def test_of_a_selection_only_what_it_wants_travels_and_others_are_not_taken_for_done(
    ends: list[End],
) -> None:
    source, target = ends
    await fill(source, 3)
    await Replicator(source, target, selection=Selection("d1 alone", lambda name: name == "d1")).run()
    assert [*await leaves(target)] == ["d1"]
    await Replicator(source, target).run()
    assert await leaves(target) == await leaves(source)


async def test_what_is_about_to_be_written_is_told_before_it_is_there(ends: list[End]) -> None:
    source, target = ends
    await fill(source, 2)
    seen: list[tuple[list[str], int]] = []

    async def arriving(revisions: list[Revision]) -> None:
        seen.append(([one.id for one in revisions], (await target.database.info()).doc_count))

    await Replicator(source, target, listener=Listener(arriving=arriving)).run()
    assert seen == [(["d0", "d1"], 0)]


async def test_a_second_run_goes_on_where_the_first_ended(ends: list[End]) -> None:
    source, target = ends
    await fill(source, 3)
    await Replicator(source, target).run()
    second = Replicator(source, target)
    await second.run()
    assert second.statistics.missing_checked == 0
    await source.database.bulk_docs([Revision("new", (), b"{}")], new_edits=True)
    await second.run()
    assert second.statistics.missing_checked == 1


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


async def test_what_is_refused_is_told_and_stops_nothing(ends: list[End]) -> None:
    source = ends[0]
    target = substitute(ends[1], lambda held: Picky(held, lambda revisions: {"d2"}))
    await fill(source, 5)
    told: list[str] = []
    run = Replicator(source, target, listener=Listener(refused=lambda result: told.append(result.id)))
    await run.run()
    assert (run.statistics.docs_written, run.statistics.doc_write_failures, told) == (4, 1, ["d2"])
    assert set(await leaves(target)) == {"d0", "d1", "d3", "d4"}


@pytest.mark.parametrize("failure", [TooLarge, InvalidDocument])
async def test_a_batch_the_target_will_not_take_goes_in_halves_down_to_the_document_at_fault(
    ends: list[End], failure: type[TooLarge | InvalidDocument]
) -> None:
    source = ends[0]
    asked: list[int] = []

    def judge(revisions: Sequence[Revision]) -> set[str]:
        asked.append(len(revisions))
        if len(revisions) > 4 or "d7" in {revision.id for revision in revisions}:
            raise failure("no")
        return set()

    target = substitute(ends[1], lambda held: Picky(held, judge))
    await fill(source, 16)
    told: list[str] = []
    run = Replicator(
        source, target, listener=Listener(refused=lambda result: told.append(f"{result.id} {result.error}"))
    )
    await run.run()
    assert asked[:3] == [16, 8, 4]
    assert told == [f"d7 {failure.error}"]
    assert set(await leaves(target)) == {f"d{n}" for n in range(16)} - {"d7"}
    again = Replicator(source, target)
    await again.run()
    assert again.statistics.missing_checked == 0


async def test_a_revision_that_is_gone_when_it_is_fetched_is_counted_and_stops_nothing(
    ends: list[End],
) -> None:
    """Listed, then purged: nobody can have it any more."""
    source, target = ends
    await fill(source, 3)

    class Forgetful(Counted):
        async def open_revs(self, wanted: Sequence[tuple[str, str | None]], **asked: object) -> object:
            found = await self._held.open_revs(wanted, latest=True)
            return [[held for held in revisions if held.id != "d1"] for revisions in found]

    run = Replicator(substitute(source, Forgetful), target)
    await run.run()
    assert (run.statistics.docs_read, run.statistics.docs_written, run.statistics.docs_gone) == (2, 2, 1)
    assert set(await leaves(target)) == {"d0", "d2"}


async def test_memory_is_bounded_from_the_first_batch_on(
    ends: list[End], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replicator, "BYTES", 1000)
    monkeypatch.setattr(replicator, "LARGEST", 2000)
    source = ends[0]
    sizes: list[tuple[int, int]] = []

    def measure(revisions: Sequence[Revision]) -> set[str]:
        sizes.append((len(revisions), sum(len(revision.body) for revision in revisions)))
        return set()

    target = substitute(ends[1], lambda held: Picky(held, measure))
    await fill(source, 40, b'{"n":"%d' + b"x" * 300 + b'"}')
    await source.database.bulk_docs([Revision("e", (), b'{"n":"' + b"x" * 9000 + b'"}')], new_edits=True)
    await fill_small(source, 40)
    await Replicator(source, target).run()
    assert await leaves(target) == await leaves(source)
    assert all(size <= 2000 or count == 1 for count, size in sizes)
    assert max(count for count, _ in sizes) > 5


async def fill_small(end: End, count: int) -> None:
    await end.database.bulk_docs([Revision(f"s{n}", (), b"{}") for n in range(count)], new_edits=True)


async def test_the_same_over_http_where_a_large_answer_is_cut_off(
    ends: list[End], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replicator, "LARGEST", 2000)
    source, target = ends
    await fill(source, 30, b'{"n":"%d' + b"x" * 300 + b'"}')
    async with live_couch(tmp_path / "hub") as url:
        peer = await CouchPeer.open(url)
        await peer.create("papers")
        hub = End(peer, "papers")
        await Replicator(source, hub).run()
        with pytest.raises(TooLarge):
            await hub.database.open_revs([(f"d{n}", None) for n in range(30)], at_most=2000)
        await Replicator(hub, target).run()
        await peer.close()
    assert await leaves(target) == await leaves(source)


@pytest.mark.parametrize("answered", [False, True], ids=["before", "after"])
async def test_killed_at_any_call_it_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answered: bool
) -> None:
    """For every n: the nth call fails, before it was done or after it with its answer lost; started again
    the replication ends with both sides equal."""
    monkeypatch.setattr(replicator, "CHANGES", 10)
    monkeypatch.setattr(replicator, "FIRST_DOCUMENTS", 4)
    monkeypatch.setattr(replicator, "DOCUMENTS", 4)
    for n in count():
        async with stores(tmp_path / str(n), "here", "there") as (source, target):
            await source.database.bulk_docs(CONFLICTS, new_edits=False)
            await fill(source, 20)
            if not await cut_off(source, target, n, answered):
                break
            await Replicator(source, target, patience=IMPATIENT).run()
            assert await leaves(target) == await leaves(source)
            last = Replicator(source, target)
            await last.run()
            assert last.statistics.missing_checked == 0
    assert n > 20


async def cut_off(source: End, target: End, n: int, answered: bool) -> bool:
    """Replicate until the call number `n` fails; False when there are not so many."""
    calls = iter([*range(n), -1])

    def fail(_: str) -> None:
        if next(calls, 0) == -1:
            raise Unavailable("the power is gone")

    def faulty(end: End) -> End:
        how = {"after" if answered else "before": fail}
        return substitute(end, lambda held: Counted(held, **how))

    try:
        await Replicator(faulty(source), faulty(target), patience=IMPATIENT).run()
    except Unavailable:
        return True
    return False


async def test_a_passing_fault_at_every_call_needs_no_second_start(ends: list[End]) -> None:
    source, target = ends
    await source.database.bulk_docs(CONFLICTS, new_edits=False)
    await fill(source, 50)
    waited: list[float] = []
    failed: set[str] = set()

    def once(operation: str) -> None:
        if operation not in failed:
            failed.add(operation)
            raise Unavailable("busy", retry_after=7)

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    patient = Patience(sleep=sleep, chance=lambda: 0.0)
    faulty = [substitute(end, lambda held: Counted(held, before=once)) for end in ends]
    await Replicator(faulty[0], faulty[1], patience=patient).run()
    assert await leaves(target) == await leaves(source)
    assert failed == {"get_local", "changes", "revs_diff", "open_revs", "contents", "bulk_docs", "put_local"}
    assert waited == [7.5] * len(failed)
