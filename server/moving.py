"""A district moves from one engine to another: the same documents with the same histories, by replication.

The store they come to says so from before the first of them until the last is there, and the store they left
says where they are from then on (`whereabouts`): no hub is at work on either half.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from schema.facts import fact_types
from schema.receipt import RECEIPT
from server.at_work import nobody_at_work
from server.cannot_serve import AskedWrongly, CannotServe
from server.founding import ensure_database, has_people
from server.rights import kind_of
from server.whereabouts import HOME, moved_sentence, said, say, unsay
from sync.checkpoints import End, Selection, Statistics
from sync.couch_engine import EPOCH
from sync.document import DatabaseInfo, WriteResult
from sync.engine import Engine, OwnDatabase
from sync.errors import SyncError, Unavailable
from sync.patience import Patience
from sync.replicator import Listener, Replicator

NO_EPOCH = Selection("all but the epoch", lambda doc_id: doc_id != EPOCH)
_AT_ONCE = 500
_FIRST = "reference"  # and `hub` last, with the people: who has them has all the rest
Shown = Callable[[str, int, int], None]  # what is done, how much of it, of how much
Waiting = Callable[[Unavailable, float], None]


@dataclass(frozen=True, slots=True)
class Way:
    """The command that goes it, and, for whoever finds the old store, where the documents are and how they
    come back."""

    call: str
    where: str
    back: str


@dataclass(frozen=True, slots=True)
class Moved:
    """What a store holds."""

    databases: int
    documents: int
    deleted: int
    facts: int


async def move(source: Engine, target: Engine, way: Way, shown: Shown, waiting: Waiting) -> Moved:
    """Copy every database; `source` keeps all it had, and says that it is no longer the district's. Called
    again after it was interrupted, it goes on. Raises `CannotServe`."""
    await _check(source, target)
    if not await _is_over(source, target):
        await ensure_database(target, HOME)
        await say(target, "coming", **{"from": source.instance, "call": way.call})
        shown("looking for hubs", 0, 0)
        for engine in (source, target):
            await nobody_at_work(engine)
        shown("looking for hubs", 1, 1)
        reached = await _copy_all(source, target, shown, waiting)
        await _leave(source, target, way, reached)
        await unsay(target, "moved")
        await unsay(target, "coming")
    return await _held_in_all(target)


async def _is_over(source: Engine, target: Engine) -> bool:
    """Whether only whoever called did not hear of it."""
    moved = await said(source, "moved")
    return moved is not None and await said(target, "coming") is None and moved["to"] == target.instance


async def _check(source: Engine, target: Engine) -> None:
    if coming := await said(source, "coming"):
        raise CannotServe(
            f"the documents that should move are not all there yet: end `{coming['call']}` first"
        )
    if not await has_people(source):
        raise CannotServe("there is no district where the documents should come from")
    if (moved := await said(source, "moved")) and moved["to"] != target.instance:
        raise CannotServe(moved_sentence(moved))
    coming, left = await said(target, "coming"), await said(target, "moved")
    if coming and coming["from"] != source.instance:
        raise AskedWrongly("documents of another store are being moved there: empty it first")
    is_known = coming or moved or (left and left["to"] == source.instance)  # begun, done, or coming home
    if not is_known and (await has_people(target) or _FIRST in await target.names()):
        raise AskedWrongly("there is a district already where the documents should go to: empty it first")


async def _copy_all(source: Engine, target: Engine, shown: Shown, waiting: Waiting) -> dict[str, str]:
    """Up to where each database of the source has come."""
    names = sorted(await source.names(), key=lambda name: (name == HOME, name != _FIRST, name))
    held = {name: await _held(source, name) for name in names}
    total = sum(info.doc_count + info.doc_del_count for info in held.values())
    reached: dict[str, str] = {}
    done = 0
    for name in names:
        size = held[name].doc_count + held[name].doc_del_count
        shown("databases", len(reached), len(names))
        tell = partial(_tell, shown, done, size, total)
        reached[name] = await _copy(source, target, name, tell, waiting)
        done += size
        shown("documents", done, total)
    shown("databases", len(names), len(names))
    return reached


def _tell(shown: Shown, before: int, size: int, total: int, done: Statistics, seq: str, pending: int) -> None:
    shown("documents", before + max(0, size - pending), total)


async def _copy(
    source: Engine, target: Engine, name: str, tell: Callable[[Statistics, str, int], None], waiting: Waiting
) -> str:
    here, there = source.database(name), target.database(name)
    await ensure_database(target, name)
    refused: list[WriteResult] = []
    reached = await Replicator(
        End(source, name),
        End(target, name),
        patience=Patience(waiting=waiting),
        listener=Listener(refused.append, tell),
        selection=NO_EPOCH if name == HOME else None,
    ).run()
    await there.set_revs_limit(await here.revs_limit())
    if security := await here.security():
        await there.set_security(security)
    if await said(target, "moved"):
        await _forget_purged(here, there)
    if not await _has_all_of(source, target, name):
        found, wanted = await _held(target, name), await _held(source, name)
        why = (
            f"{refused[0].id} was refused, {refused[0].reason}" if refused else "something was at work on one"
        )
        raise CannotServe(
            f"{name} has {wanted.doc_count} documents and {wanted.doc_del_count} deleted ones, and there are "
            f"{found.doc_count} and {found.doc_del_count} where they went: {why}. Call this again; where "
            "that does not help, empty the store they go to first"
        )
    return reached


async def _has_all_of(source: Engine, target: Engine, name: str) -> bool:
    """A store to which its documents come home may have more: what was lost while they were away."""
    found, wanted = await _held(target, name), await _held(source, name)
    if await said(target, "moved"):
        return found.doc_count >= wanted.doc_count and found.doc_del_count >= wanted.doc_del_count
    return (found.doc_count, found.doc_del_count) == (wanted.doc_count, wanted.doc_del_count)


async def _forget_purged(here: OwnDatabase, there: OwnDatabase) -> None:
    """Of documents that come home: old receipts and papers that were purged while they were away stand there
    still. Replication brings no purge. All else stays, also what may have been lost where it was."""
    ids = sorted(row.id for row in (await there.changes()).changes if _may_be_purged(there.name, row.id))
    for some in (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE)):
        left, kept = await there.leaf_revs(some), await here.leaf_revs(some)
        purged = {
            doc_id: [rev for rev in revs if rev not in kept.get(doc_id, {})] for doc_id, revs in left.items()
        }
        if gone := {doc_id: revs for doc_id, revs in purged.items() if revs}:
            await there.purge(gone)


def _may_be_purged(database: str, doc_id: str) -> bool:
    return kind_of(database) == "papers" or doc_id.startswith(f"{RECEIPT}:")


async def _leave(source: Engine, target: Engine, way: Way, reached: dict[str, str]) -> None:
    """A hub that begins from now on finds the mark; one that began before is found, or what it wrote."""
    await say(source, "moved", to=target.instance, where=way.where, back=way.back)
    try:
        await nobody_at_work(source)
        for name, seq in reached.items():
            if (await source.database(name).changes(seq, limit=1)).changes:
                raise CannotServe(f"a hub has written to {name} meanwhile. Stop it, and call this again")
    except (CannotServe, SyncError):
        await unsay(source, "moved")
        raise


async def _held(engine: Engine, name: str) -> DatabaseInfo:
    """Without the epoch, which belongs to the store."""
    info = await engine.database(name).info()
    epoch = await engine.database(name).get(EPOCH) if name == HOME else None
    return info if epoch is None else replace(info, doc_count=info.doc_count - 1)


async def _held_in_all(engine: Engine) -> Moved:
    names = await engine.names()
    held = [await _held(engine, name) for name in names]
    facts = [await _facts(engine, name) for name in names if name.startswith("site-")]
    return Moved(
        len(held), sum(one.doc_count for one in held), sum(one.doc_del_count for one in held), sum(facts)
    )


async def _facts(engine: Engine, name: str) -> int:
    rows = await engine.database(name).all_docs()
    return sum(row.id.partition(":")[0] in fact_types() for row in rows if row)
