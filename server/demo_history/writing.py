"""Puts the history of the demo district into its hub, once, as replicating tablets would have brought it."""

import asyncio
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import orjson
from cryptography.hazmat.primitives.asymmetric import ec

from schema.shanghai import SHANGHAI
from server.clock import HubClock, rfc3339
from server.demo_history.history import History, Written
from server.demo_history.people import display_name
from server.demo_history.world import Plan, World, local_day
from server.founding import DISTRICT, ensure_database
from server.online.papers import Papers
from server.principal import Role
from sync.document import Revision
from sync.engine import Engine
from sync.records import Document, change, put_new, read

SEED = 20210608
HALF_A_YEAR = timedelta(days=182)
_FIRST_GUIDES = datetime(2021, 1, 1, tzinfo=SHANGHAI)
DAYS_TO_PUT_UP = timedelta(days=10)  # most offices show the guide by then
_LEAST = timedelta(days=7)
_MARK = "demo:history"
_TOLD_AT_ONCE, _HELD_AT_MOST = 2_000, 20_000  # documents


async def plan_history(engine: Engine, clock: HubClock, cases: int) -> Plan | None:
    """A half year with so many cases that ends now, or what was begun before and not finished.

    None when there is nothing to write: it is all there, or nothing is wanted.
    """
    hub = engine.database("hub")
    mark = await read(hub, _MARK)
    if mark is None:
        until = clock.now().replace(microsecond=0)
        since = max(until - HALF_A_YEAR, _FIRST_GUIDES.astimezone(UTC))
        if not cases or until - since < _LEAST:
            return None
        mark = {
            "_id": _MARK,
            "type": "demo",
            "cases": cases,
            "seed": SEED,
            "since": rfc3339(since),
            "until": rfc3339(until),
            "done": False,
        }
        await put_new(hub, [mark])
    if mark["done"]:
        return None
    since, until = (datetime.fromisoformat(mark[name]) for name in ("since", "until"))
    return Plan(mark["cases"], mark["seed"], since, until)


async def open_offices(
    engine: Engine, papers: Papers, plan: Plan, district_key: ec.EllipticCurvePrivateKey, password: str
) -> History:
    """The sites with their databases, people (`password` is its hash) and tablets. No case yet."""
    history = await asyncio.to_thread(History, plan, district_key, papers.public_key)
    offices = [*history.world.halls.values(), *history.world.sites]
    reference = engine.database("reference")
    await put_new(reference, [office.document for office in offices])
    in_time = max(date.fromisoformat(DISTRICT["publicityDeadline"]), local_day(plan.since) + DAYS_TO_PUT_UP)
    await change(reference, "district", publicityDeadline=in_time.isoformat())
    await asyncio.gather(
        *(ensure_database(engine, f"site-{place.code}") for place in (*offices, history.world.district))
    )
    await put_new(engine.database("hub"), list(_people(history.world, password)))
    held: dict[str, list[Document]] = defaultdict(list)
    _sort_in(held, history.world.fetch())
    await _store(engine, held)
    return history


async def write_cases(engine: Engine, papers: Papers, history: History, show: Callable[[int], None]) -> None:
    """Write what happens; `show` is told how many cases have begun. Done again, it changes nothing."""
    told = history.tell()
    held: dict[str, list[Document]] = defaultdict(list)
    count = 0
    while written := await asyncio.to_thread(_next, told):
        _sort_in(held, written)
        count += len(written)
        if count > _HELD_AT_MOST:
            await _store(engine, held)
            count = 0
        show(history.begun)
    await _store(engine, held)
    await put_new(engine.database("hub"), history.world.uploaded.submissions())
    await _keep(papers, history)
    await change(engine.database("hub"), _MARK, done=True)


async def _keep(papers: Papers, history: History) -> None:
    by_site: dict[str, list[Revision]] = defaultdict(list)
    for site, paper in history.world.uploaded.left():
        by_site[site].append(paper)
    await asyncio.gather(*(papers.keep(site, some) for site, some in by_site.items()))


def _people(world: World, password: str) -> Iterator[Document]:
    for office in (*world.halls.values(), *world.sites):
        is_hall = office.kind == "township"
        for name in office.clerks:
            yield {
                "_id": f"user:{name}",
                "type": "user",
                "name": name,
                "displayName": f"{office.name}办" if is_hall else display_name(name),
                "role": (Role.TOWNSHIP if is_hall else Role.CLERK).value,
                "area": office.township["code"] if is_hall else office.code,
                "password": password,
            }


def _next(told: Iterator[Written]) -> Written:
    """So much of it as is worth a thread's while; nothing at the end."""
    some: Written = []
    for written in told:
        some += written
        if len(some) >= _TOLD_AT_ONCE:
            break
    return some


def _sort_in(held: dict[str, list[Document]], written: Written) -> None:
    for database, document in written:
        held[database].append(document)


async def _store(engine: Engine, held: dict[str, list[Document]]) -> None:
    """As replication does it: each with the revision its content gives it, so that twice is once."""
    await asyncio.gather(
        *(
            engine.database(database).bulk_docs([_revision(one) for one in documents], new_edits=False)
            for database, documents in held.items()
        )
    )
    held.clear()


def _revision(document: Document) -> Revision:
    body = orjson.dumps({name: value for name, value in document.items() if name != "_id"})
    digest = hashlib.md5(body, usedforsecurity=False).hexdigest()
    return Revision(document["_id"], (f"1-{digest}",), body)
