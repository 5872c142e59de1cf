"""Where a replication goes on, and what it leaves in both ends."""

from typing import Any

import pytest

from sync.checkpoints import Checkpoints, End, Statistics, common, replication_id
from sync.errors import InstanceChanged
from sync.replicator import Replicator
from tests.sync.ends import fill


async def test_the_identity_is_of_the_databases_and_of_nothing_else(ends: list[End]) -> None:
    source, target = ends
    assert replication_id(source, target) == replication_id(source, target)
    assert replication_id(source, target) != replication_id(target, source)
    assert replication_id(source, target) != replication_id(source, End(target.peer, "other"))


async def test_both_ends_keep_it_in_couchdbs_form(ends: list[End]) -> None:
    source, target = ends
    await fill(source, 3)
    await Replicator(source, target).run()
    there, here = [await end.database.get_local(replication_id(source, target)) for end in ends]
    assert here == there
    assert here is not None
    (entry,) = here["history"]
    assert here["source_last_seq"] == entry["recorded_seq"] == (await source.database.changes()).last_seq
    assert here["session_id"] == entry["session_id"]
    assert {"start_time", "end_time", "start_last_seq", "end_last_seq"} < set(entry)
    assert {"missing_checked", "missing_found", "docs_read", "docs_written", "doc_write_failures"} < set(
        entry
    )


async def test_fifty_sessions_are_remembered(ends: list[End]) -> None:
    source, target = ends
    for n in range(53):
        checkpoints = Checkpoints(source, target)
        assert await checkpoints.resume() == str(n)
        await checkpoints.record(str(n + 1), Statistics())
    log = await target.database.get_local(replication_id(source, target))
    assert log is not None
    assert [entry["recorded_seq"] for entry in log["history"]] == [str(n) for n in range(53, 3, -1)]


async def test_an_end_made_anew_is_filled_from_the_beginning(ends: list[End]) -> None:
    source, target = ends
    await fill(source, 3)
    run = Replicator(source, target)
    await run.run()
    await target.peer.drop("papers")
    await target.peer.create("papers")
    await run.run()
    assert run.statistics.docs_written == 6


async def test_nothing_is_recorded_for_an_end_made_anew_in_the_meantime(ends: list[End]) -> None:
    source, target = ends
    checkpoints = Checkpoints(source, target)
    await checkpoints.resume()
    await checkpoints.record("5", Statistics())
    await target.peer.drop("papers")
    await target.peer.create("papers")
    with pytest.raises(InstanceChanged):
        await checkpoints.record("6", Statistics())
    assert await checkpoints.resume() == "0"


async def test_a_run_that_was_thrown_back_does_not_believe_its_own_earlier_records(ends: list[End]) -> None:
    """The target was restored under its old instance, and the run was killed between the two records."""
    source, target = ends
    name = replication_id(source, target)
    run = Checkpoints(source, target)
    await run.resume()
    await run.record("10", Statistics(missing_checked=10))
    backup = await target.database.get_local(name)
    await run.record("20", Statistics(missing_checked=20))
    here, there = await source.database.get_local(name), await target.database.get_local(name)
    assert backup is not None
    assert here is not None
    assert there is not None
    await target.database.put_local(name, {**backup, "_rev": there["_rev"]})
    assert await run.resume() == "10"
    await run.record("15", Statistics(missing_checked=25))
    now = await source.database.get_local(name)
    assert now is not None
    await source.database.put_local(name, {**here, "_rev": now["_rev"]})
    assert await Checkpoints(source, target).resume() == "10"


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


@pytest.mark.parametrize(
    "history",
    [
        5,
        None,
        {"session_id": "a"},
        ["session_id recorded_seq", 5, None],
        [{"session_id": ["a"], "recorded_seq": "1"}],
        [{"session_id": "a"}],
        [{"session_id": "a", "recorded_seq": "1", "missing_checked": "many"}],
    ],
)
async def test_what_somebody_else_wrote_in_its_place_is_no_history(ends: list[End], history: Any) -> None:
    source, target = ends
    await fill(source, 3)
    for end in ends:
        await end.database.put_local(replication_id(source, target), {"history": history})
    run = Replicator(source, target)
    await run.run()
    assert run.statistics.docs_written == 3
