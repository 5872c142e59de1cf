"""What every peer promises, and every engine besides.

The test of a peer subclasses `PeerContract`, that of an engine `EngineContract`, and gives it the fixture
`engine`. A peer may hold databases of others: each test makes its own, under names nobody else has.
"""

import asyncio
import gzip
from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
from msgspec.structs import replace

from sync.attachments import decode, md5
from sync.contents import with_contents
from sync.document import Revision, WriteResult
from sync.engine import Database, Engine, OwnDatabase, Peer
from sync.errors import BadRequest, Conflict, DatabaseExists, MissingAttachment, NotFound
from sync.wire import write_document

BODY = '{"乡镇":"几江","big":123456789012345678901234567890,"one":1.0,"z":1,"a":2}'.encode()


def new(doc_id: str, body: bytes = BODY) -> Revision:
    """A document nobody has written yet."""
    return Revision(doc_id, (), body)


def edit(doc_id: str, parent: str, body: bytes = b"{}", *, deleted: bool = False) -> Revision:
    return Revision(doc_id, (parent,), body, deleted, is_edit=True)


def arrived(doc_id: str, *path: str, body: bytes = b"{}", deleted: bool = False) -> Revision:
    """A revision as a replicator brings it, newest of its path first."""
    return Revision(doc_id, path, body, deleted)


async def write(database: Database, *revisions: Revision) -> list[str]:
    """Revision ids of new edits that all succeed."""
    results = await database.bulk_docs(revisions, new_edits=True)
    assert [result.error for result in results] == [""] * len(revisions)
    return [result.rev for result in results]


async def take_in(database: Database, *revisions: Revision) -> None:
    results = await database.bulk_docs(revisions, new_edits=False)
    assert results == [WriteResult(revision.id, revision.rev) for revision in revisions]


class PeerContract:
    @pytest.fixture
    async def name(self, engine: Peer) -> AsyncIterator[str]:
        """How the names of this test's databases begin; all of them are dropped in the end."""
        name = f"contract-{uuid4().hex}"
        yield name
        for made in await engine.names():
            if made.startswith(name):
                await engine.drop(made)

    @pytest.fixture
    async def database(self, engine: Peer, name: str) -> Database:
        await engine.create(name)
        return engine.database(name)

    async def test_databases_come_and_go(self, engine: Peer, name: str) -> None:
        first, second = f"{name}-a", f"{name}-b/c+d"
        await engine.create(second)
        await engine.create(first)
        assert [made for made in await engine.names() if made.startswith(name)] == [first, second]
        with pytest.raises(DatabaseExists):
            await engine.create(first)
        await engine.drop(first)
        with pytest.raises(NotFound):
            await engine.drop(first)
        with pytest.raises(NotFound):
            await engine.database(first).info()

    @pytest.mark.parametrize("wrong", ["", "Upper", "1st", "_mine", "a b", "中文"])
    async def test_a_database_needs_a_name_couchdb_would_take(self, engine: Peer, wrong: str) -> None:
        with pytest.raises(BadRequest):
            await engine.create(wrong)

    async def test_every_operation_needs_the_database(self, engine: Peer) -> None:
        nowhere = engine.database("nowhere")
        for asked in (
            nowhere.get("x"),
            nowhere.leaves("x"),
            nowhere.bulk_docs([new("x")], new_edits=True),
            nowhere.bulk_get([("x", None)]),
            nowhere.open_revs([("x", None)]),
            nowhere.contents(arrived("x", "1-a"), ["note"]),
            nowhere.revs_diff({"x": ["1-a"]}),
            nowhere.changes(),
            nowhere.wait("0", 1),
            nowhere.all_docs(),
            nowhere.get_local("x"),
            nowhere.put_local("x", {}),
        ):
            with pytest.raises(NotFound):
                await asked

    async def test_a_body_comes_back_as_it_was_written(self, database: Database) -> None:
        (rev,) = await write(database, new("x"))
        assert rev.startswith("1-")
        assert await database.get("x") == Revision("x", (rev,), BODY)

    async def test_an_unknown_document_is_none(self, database: Database) -> None:
        assert await database.get("x") is None
        assert await database.get("x", "1-a") is None
        assert await database.leaves("x") == []

    async def test_an_edit_needs_a_leaf_to_stand_on(self, database: Database) -> None:
        (first,) = await write(database, new("x"))
        (second,) = await write(database, edit("x", first, b'{"n":2}'))
        refused = [new("x"), edit("x", first), edit("x", "1-other")]
        results = await database.bulk_docs(refused, new_edits=True)
        assert [result.error for result in results] == ["conflict"] * 3
        assert await database.get("x") == Revision("x", (second, first), b'{"n":2}')
        assert await database.get("x", first) == Revision("x", (first,), BODY)

    async def test_two_rows_of_a_batch_may_follow_each_other(self, database: Database) -> None:
        results = await database.bulk_docs([new("x"), new("x"), new("y")], new_edits=True)
        assert [result.error for result in results] == ["", "conflict", ""]

    async def test_the_same_edit_has_the_same_id_everywhere(self, engine: Peer, database: Database) -> None:
        await engine.create(f"{database.name}-other")
        (first,) = await write(database, new("x"))
        assert await write(engine.database(f"{database.name}-other"), new("x")) == [first]
        assert await write(database, new("y", b'{"a":1}')) != await write(database, new("z", b'{"a":2}'))

    async def test_a_deleted_document_can_be_written_again(self, database: Database) -> None:
        (first,) = await write(database, new("x"))
        (second,) = await write(database, edit("x", first, deleted=True))
        held = await database.get("x")
        assert held is not None
        assert held.deleted
        (third,) = await write(database, new("x"))
        assert await database.get("x") == Revision("x", (third, second, first), BODY)

    async def test_foreign_revisions_are_taken_as_they_stand(self, database: Database) -> None:
        await take_in(database, arrived("x", "3-c", "2-b", "1-a", body=b'{"n":3}'))
        await take_in(database, arrived("x", "3-c", "2-b", "1-a", body=b'{"n":3}'))
        assert await database.get("x") == Revision("x", ("3-c", "2-b", "1-a"), b'{"n":3}')
        assert await database.get("x", "2-b") is None

    async def test_rivals_are_leaves_with_one_winner(self, database: Database) -> None:
        await take_in(
            database,
            arrived("x", "2-b", "1-a", body=b'{"n":"b"}'),
            arrived("x", "2-c", "1-a", body=b'{"n":"c"}'),
            arrived("x", "3-d", "2-d", "1-a", deleted=True),
        )
        assert [leaf.rev for leaf in await database.leaves("x")] == ["2-c", "2-b", "3-d"]
        assert await database.get("x") == Revision("x", ("2-c", "1-a"), b'{"n":"c"}')
        assert await database.get("x", "2-b") == Revision("x", ("2-b", "1-a"), b'{"n":"b"}')
        await write(database, edit("x", "2-c", deleted=True))
        held = await database.get("x")
        assert held is not None
        assert held.rev == "2-b"

    async def test_many_are_fetched_in_the_order_asked(self, database: Database) -> None:
        await take_in(database, arrived("x", "2-b", "1-a"), arrived("x", "1-a"), arrived("y", "1-q"))
        asked = [("y", None), ("x", "1-a"), ("x", "2-b"), ("x", "9-z"), ("n", None)]
        found = await database.bulk_get(asked)
        assert [held and held.rev for held in found] == ["1-q", "1-a", "2-b", None, None]

    async def test_all_that_replaced_a_revision_is_fetched(self, database: Database) -> None:
        await take_in(database, arrived("x", "2-b", "1-a"), arrived("x", "1-a"), arrived("x", "2-c", "1-a"))
        await take_in(database, arrived("x", "3-d", "2-d", "1-a", deleted=True), arrived("y", "1-q"))

        async def found(*asked: tuple[str, str | None], latest: bool = False) -> list[list[str]]:
            return [[held.rev for held in row] for row in await database.open_revs(asked, latest=latest)]

        asked = (("x", "1-a"), ("x", "2-b"), ("y", "1-q"), ("x", "9-z"), ("n", "1-a"))
        assert await found(*asked) == [["1-a"], ["2-b"], ["1-q"], [], []]
        assert await found(*asked, latest=True) == [["2-c", "2-b", "3-d"], ["2-b"], ["1-q"], [], []]
        assert await found(("x", None), ("n", None)) == [["2-c", "2-b", "3-d"], []]

    async def test_the_difference_names_what_is_missing(self, database: Database) -> None:
        await take_in(database, arrived("x", "2-b", "1-a"), arrived("y", "1-q"))
        wanted = {"x": ["1-a", "2-b", "3-c"], "y": ["1-q"], "n": ["1-n", "2-n"]}
        assert await database.revs_diff(wanted) == {
            "x": {"missing": ["3-c"], "possible_ancestors": ["2-b"]},
            "n": {"missing": ["1-n", "2-n"]},
        }

    async def test_a_sender_learns_of_all_leaves_it_may_build_on(self, database: Database) -> None:
        await take_in(database, arrived("x", "3-c", "2-b", "1-a"), arrived("x", "2-d", "1-a", deleted=True))
        (found,) = (await database.revs_diff({"x": ["2-b", "3-e", "2-f"]})).values()
        assert sorted(found["missing"]) == ["2-f", "3-e"]
        assert found["possible_ancestors"] == ["2-d"]
        (found,) = (await database.revs_diff({"x": ["4-e"]})).values()
        assert sorted(found["possible_ancestors"]) == ["2-d", "3-c"]

    async def test_the_feed_has_each_document_once_at_its_latest_change(self, database: Database) -> None:
        (first,) = await write(database, new("x"))
        await write(database, new("y"))
        (second,) = await write(database, edit("x", first, deleted=True))
        page = await database.changes()
        assert [(row.id, row.deleted) for row in page.changes] == [("y", False), ("x", True)]
        assert page.changes[1].revs == (second,)
        assert page.pending == 0
        assert (await database.changes(page.last_seq)).changes == []

    async def test_the_feed_comes_in_pages(self, database: Database) -> None:
        await write(database, *(new(f"d{n}") for n in range(5)))
        seen, since = [], "0"
        for pending in (3, 1, 0):
            page = await database.changes(since, limit=2)
            assert page.pending == pending
            seen += [row.id for row in page.changes]
            since = page.last_seq
        assert seen == [f"d{n}" for n in range(5)]
        backwards = await database.changes(descending=True, limit=2)
        assert [row.id for row in backwards.changes] == ["d4", "d3"]

    async def test_the_feed_shows_documents_and_all_leaves_when_asked(self, database: Database) -> None:
        await take_in(database, arrived("x", "2-b", "1-a", body=BODY), arrived("x", "2-a", "1-a"))
        (plain,) = (await database.changes()).changes
        assert (plain.revs, plain.document) == (("2-b",), None)
        (full,) = (await database.changes(include_docs=True, all_leaves=True)).changes
        assert full.revs == ("2-b", "2-a")
        assert full.document is not None
        assert full.document.body == BODY

    async def test_the_feed_can_be_of_some_documents_only(self, database: Database) -> None:
        await write(database, new("x"), new("y"), new("z"))
        page = await database.changes(doc_ids=["z", "x", "n"])
        assert [row.id for row in page.changes] == ["x", "z"]
        assert (await database.changes(page.last_seq)).changes == []

    async def test_now_is_the_end_of_the_feed(self, database: Database) -> None:
        await write(database, new("x"))
        page = await database.changes("now")
        assert page.changes == []
        await write(database, new("y"))
        assert [row.id for row in (await database.changes(page.last_seq)).changes] == ["y"]

    async def test_a_token_of_another_history_starts_from_the_beginning(
        self, engine: Peer, database: Database
    ) -> None:
        await write(database, new("x"), new("y"))
        foreign = (await database.changes()).last_seq
        await engine.drop(database.name)
        await engine.create(database.name)
        await write(database, new("a"), new("b"), new("c"))
        assert [row.id for row in (await database.changes(foreign)).changes] == ["a", "b", "c"]

    async def test_waiting_ends_with_the_next_change(self, database: Database) -> None:
        start = (await database.changes()).last_seq
        waiting = asyncio.ensure_future(database.wait(start, 60))
        await write(database, new("x"))
        assert await waiting
        assert await database.wait(start, 60)
        assert not await database.wait((await database.changes()).last_seq, 0.01)

    async def test_ranges_by_id(self, database: Database) -> None:
        revs = await write(database, *(new(doc_id) for doc_id in ("a", "b", "c", "d", "中")))
        await write(database, edit("c", revs[2], deleted=True))

        async def ids(**asked: str | int | bool) -> list[str]:
            return [row.id for row in await database.all_docs(**asked) if row]  # type: ignore[arg-type] # asked by name

        assert await ids() == ["a", "b", "d", "中"]
        assert await ids(descending=True) == ["中", "d", "b", "a"]
        assert await ids(start="b", end="d") == ["b", "d"]
        assert await ids(start="b", end="d", inclusive_end=False) == ["b"]
        assert await ids(start="d", end="a", descending=True, inclusive_end=False) == ["d", "b"]
        assert await ids(skip=1, limit=2) == ["b", "d"]

    async def test_documents_by_a_list_of_keys(self, database: Database) -> None:
        await take_in(database, arrived("x", "1-a", body=BODY), arrived("y", "1-b", deleted=True))
        rows = await database.all_docs(keys=["y", "n", "x"], include_docs=True)
        assert rows == [arrived("y", "1-b", deleted=True), None, arrived("x", "1-a", body=BODY)]

    async def test_counts(self, database: Database) -> None:
        (rev,) = await write(database, new("x"))
        await take_in(database, arrived("y", "1-a"), arrived("z", "1-a", deleted=True))
        await write(database, edit("x", rev, deleted=True))
        held = await database.info()
        assert (held.name, held.doc_count, held.doc_del_count) == (database.name, 1, 2)
        assert (await database.changes(held.update_seq)).changes == []

    async def test_local_documents_stay_and_never_travel(self, database: Database) -> None:
        assert await database.get_local("checkpoint") is None
        rev = await database.put_local("checkpoint", {"last_seq": "3-x"})
        rev = await database.put_local("checkpoint", {"_rev": rev, "last_seq": "4-x"})
        expected = {"_id": "_local/checkpoint", "_rev": rev, "last_seq": "4-x"}
        assert await database.get_local("checkpoint") == expected
        assert (await database.changes()).changes == []
        await database.delete_local("checkpoint")
        with pytest.raises(NotFound):
            await database.delete_local("checkpoint")

    async def test_attachments_travel_with_their_document(self, engine: Peer, database: Database) -> None:
        scan = bytes(range(256)) * 40
        member = b'{"note":{"content_type":"text/plain","revpos":1,"follows":true},"scan":{"follows":true}}'
        contents = {"note": "一次办".encode(), "scan": scan}
        await take_in(database, replace(arrived("x", "1-a"), attachments=member, contents=contents))
        held = await with_stubs(database, "x")
        copy = engine.database(f"{database.name}-copy")
        await engine.create(copy.name)
        await take_in(copy, await with_contents(database, held))
        assert await with_stubs(copy, "x") == held
        assert (await copy.contents(held, ["scan"])) == {"scan": scan}

    async def test_a_stub_keeps_what_the_document_had(self, database: Database) -> None:
        member = b'{"note":{"content_type":"image/png","revpos":1,"follows":true}}'
        await take_in(database, replace(arrived("x", "1-a"), attachments=member, contents={"note": b"\0"}))
        first = await with_stubs(database, "x")
        await write(database, replace(edit("x", "1-a", b'{"n":2}'), attachments=first.attachments))
        second = await with_stubs(database, "x")
        assert second.attachments == first.attachments
        assert await database.contents(second, ["note"]) == {"note": b"\0"}
        other = replace(new("y"), attachments=first.attachments)
        with pytest.raises(MissingAttachment):
            await database.bulk_docs([other], new_edits=True)
        (third,) = await write(database, edit("x", second.rev))
        assert await database.get("x") == Revision("x", (third, *second.ancestry), b"{}")

    async def test_packed_attachments_stay_packed(self, database: Database) -> None:
        packed = gzip.compress(b"long " * 100, mtime=0)
        member = b'{"note":{"content_type":"text/plain","revpos":1,"follows":true,"encoding":"gzip"}}'
        await take_in(database, replace(arrived("x", "1-a"), attachments=member, contents={"note": packed}))
        held = await with_stubs(database, "x")
        entry = decode(held.attachments)["note"]
        assert (entry.encoding, entry.length, entry.encoded_length) == ("gzip", 500, len(packed))
        assert entry.digest == md5(packed)
        assert await database.contents(held, ["note"]) == {"note": packed}
        full = await with_contents(database, held)
        assert b'"data":"bG9uZyBsb25nIG' in write_document(full)

    @pytest.mark.parametrize("doc_id", ["_design/x/y", "文/书 ?&#%", "a+b"])
    async def test_every_document_can_have_attachments(self, database: Database, doc_id: str) -> None:
        member, contents = b'{"\xe4\xb8\x80/a ?":{"follows":true}}', {"一/a ?": b"\0"}
        await take_in(database, replace(arrived(doc_id, "1-a"), attachments=member, contents=contents))
        held = await with_stubs(database, doc_id)
        assert await database.contents(held, ["一/a ?"]) == contents

    async def test_a_large_attachment(self, database: Database) -> None:
        scan = b"\xff\xd8" + bytes(20 * 2**20)
        member = b'{"scan":{"content_type":"image/jpeg","revpos":1,"follows":true}}'
        await take_in(database, replace(arrived("x", "1-a"), attachments=member, contents={"scan": scan}))
        held = await with_stubs(database, "x")
        assert decode(held.attachments)["scan"].length == len(scan)
        assert (await database.contents(held, ["scan"]))["scan"] == scan


async def with_stubs(database: Database, doc_id: str) -> Revision:
    """The winner, whose attachments are all stubs."""
    held = await database.get(doc_id)
    assert held is not None
    assert all(entry.stub for entry in decode(held.attachments).values())
    return held


class EngineContract(PeerContract):
    @pytest.fixture
    async def own(self, engine: Engine, database: Database) -> OwnDatabase:
        return engine.database(database.name)

    async def test_an_edit_of_nothing_is_a_conflict(self, database: Database) -> None:
        """Apache CouchDB takes it."""
        (result,) = await database.bulk_docs([edit("x", "1-a")], new_edits=True)
        assert result.error == "conflict"
        assert await database.get("x") is None

    async def test_a_local_document_is_replaced_by_who_knows_it(self, database: Database) -> None:
        """Apache CouchDB lets the last one win."""
        rev = await database.put_local("checkpoint", {})
        await database.put_local("checkpoint", {"_rev": rev})
        with pytest.raises(Conflict):
            await database.put_local("checkpoint", {"_rev": rev})

    async def test_updates_name_the_databases_that_change(self, engine: Engine, database: Database) -> None:
        updates = engine.updates()
        await write(database, new("x"))
        async for name in updates:
            if name == database.name:
                break

    async def test_compaction_keeps_leaves_and_history(self, own: OwnDatabase) -> None:
        (first,) = await write(own, new("x"))
        (second,) = await write(own, edit("x", first))
        await take_in(own, arrived("y", "1-a", body=b'{"n":1}'), arrived("y", "1-b"))
        compaction = own.compact()
        assert (await own.info()).compact_running
        await compaction
        assert not (await own.info()).compact_running
        assert await own.get("x", first) is None
        kept = await own.get("x")
        assert kept is not None
        assert kept.ancestry == (second, first)
        assert {leaf.rev for leaf in await own.leaves("y")} == {"1-a", "1-b"}
        assert await own.revs_diff({"x": [first, second]}) == {}

    async def test_hundreds_are_purged_at_once(self, own: OwnDatabase) -> None:
        written = await own.bulk_docs([Revision(f"d{n}", (), b"{}") for n in range(250)], new_edits=True)
        asked = {one.id: [one.rev] for one in written}
        assert await own.purge(asked) == asked
        assert (await own.info()).doc_count == 0

    async def test_a_purged_document_was_never_there(self, own: OwnDatabase) -> None:
        await take_in(own, arrived("x", "2-b", "1-a"), arrived("y", "1-a"))
        asked = {"x": ["2-b", "9-z", "2-b"], "n": ["1-a"]}
        assert await own.purge(asked) == {"x": ["2-b"], "n": []}
        assert await own.get("x") is None
        assert [row.id for row in (await own.changes()).changes] == ["y"]
        held = await own.info()
        assert (held.doc_count, held.doc_del_count, held.purge_seq) == (1, 0, "2")
        assert await own.revs_diff({"x": ["2-b", "1-a"]}) == {"x": {"missing": ["2-b", "1-a"]}}
        await take_in(own, arrived("x", "2-b", "1-a"))
        assert await own.get("x") == arrived("x", "2-b", "1-a")

    async def test_purging_takes_a_branch_and_leaves_the_others(self, own: OwnDatabase) -> None:
        await take_in(own, arrived("x", "1-a"), arrived("x", "2-b", "1-a", deleted=True))
        await take_in(own, arrived("x", "3-c", "2-c", "1-a"))
        before = (await own.changes()).last_seq
        assert await own.purge({"x": ["2-c", "1-a"]}) == {"x": []}, "only leaves are purged"
        assert (await own.changes(before)).changes == []
        assert await own.purge({"x": ["3-c"]}) == {"x": ["3-c"]}
        (row,) = (await own.changes(before)).changes
        assert (row.revs, row.deleted) == (("2-b",), True)
        assert await own.get("x", "1-a") == arrived("x", "1-a")
        assert await own.get("x", "3-c") is None

    async def test_histories_are_cut_at_the_limit(self, own: OwnDatabase) -> None:
        assert await own.revs_limit() == 1000
        await own.set_revs_limit(2)
        assert await own.revs_limit() == 2
        await take_in(own, arrived("x", "3-c", "2-b", "1-a"))
        (fourth,) = await write(own, edit("x", "3-c"))
        held = await own.get("x")
        assert held is not None
        assert held.ancestry == (fourth, "3-c")

    async def test_what_is_cut_off_again_is_no_change(self, own: OwnDatabase) -> None:
        await own.set_revs_limit(2)
        long = arrived("x", "3-c", "2-b", "1-a")
        await take_in(own, long)
        before = (await own.changes()).last_seq
        await take_in(own, long)
        assert (await own.changes(before)).changes == []

    async def test_the_leaves_of_many_documents(self, own: OwnDatabase) -> None:
        await take_in(own, arrived("x", "1-a"), arrived("x", "1-b", deleted=True), arrived("y", "2-c", "1-c"))
        assert await own.leaf_revs(["y", "x", "n"]) == {"x": {"1-a": False, "1-b": True}, "y": {"2-c": False}}

    async def test_the_security_object_is_kept(self, own: OwnDatabase) -> None:
        assert await own.security() == {}
        await own.set_security({"members": {"names": ["几江"]}})
        assert await own.security() == {"members": {"names": ["几江"]}}

    async def test_local_documents_by_id(self, own: OwnDatabase) -> None:
        for doc_id in ("a", "b", "c"):
            await own.put_local(doc_id, {"of": doc_id})

        def local(doc_id: str) -> dict[str, str]:
            return {"_id": f"_local/{doc_id}", "_rev": "0-1", "of": doc_id}

        assert await own.local_docs() == [local("a"), local("b"), local("c")]
        assert await own.local_docs(start="b", descending=True) == [local("b"), local("a")]
        assert await own.local_docs(skip=1, limit=1) == [local("b")]
        assert await own.local_docs(keys=["c", "n", "a"]) == [local("c"), None, local("a")]

    async def test_every_operation_of_its_own_needs_the_database(self, engine: Engine) -> None:
        nowhere = engine.database("nowhere")
        for asked in (
            nowhere.local_docs(),
            nowhere.leaf_revs([]),
            nowhere.compact(),
            nowhere.purge({}),
            nowhere.revs_limit(),
            nowhere.set_revs_limit(1),
            nowhere.security(),
            nowhere.set_security({}),
        ):
            with pytest.raises(NotFound):
                await asked
