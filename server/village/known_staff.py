"""Brings the people and tablets of a village hub up to what the district told of them."""

from collections.abc import Sequence

import msgspec

from server.founding import ensure_database
from server.online.papers import database_of
from sync.document import Revision
from sync.engine import Engine, Peer
from sync.records import Document, as_document, read_many, revisions_of, write_over

PATH = "/_staff"  # below the root of the protocol
_PEOPLE, _DEVICES = "user:", "device:"
_OFFICES = "offices"  # the `_local` document of `hub` that names them


class Told(msgspec.Struct):
    """As `server.village.staff` tells it."""

    sites: list[str]
    people: list[Document]
    devices: list[Document]


async def offices(here: Peer) -> list[str]:
    """The sites that the district spoke of last, by their codes: an area may grow and shrink."""
    note = await here.database("hub").get_local(_OFFICES) or {}
    return [str(site) for site in note.get("sites", [])]


async def knows(engine: Engine, coming: Sequence[Revision]) -> bool:
    """Whether everybody and every tablet that these documents name is known here."""
    named = set[str]()
    for document in map(as_document, coming):
        named |= {
            f"{kind}{document[member]}"
            for member, kind in (("clerk", _PEOPLE), ("device", _DEVICES))
            if isinstance(document.get(member), str) and document[member]
        }
    return not named - (await read_many(engine.database("hub"), named)).keys()


async def take(engine: Engine, told: Told) -> None:
    """Make what is known here what was told, and a place for every site. Nobody is deleted, since facts of
    the past are judged by them: who is told of no more cannot sign in."""
    hub = engine.database("hub")
    for site in told.sites:
        await ensure_database(engine, f"site-{site}")
        await ensure_database(engine, database_of(site))
    note = await hub.get_local(_OFFICES) or {}
    if note.get("sites") != told.sites:
        await hub.put_local(_OFFICES, {**note, "sites": told.sites})
    held = {**await revisions_of(hub, _PEOPLE), **await revisions_of(hub, _DEVICES)}
    before = {name: as_document(revision) for name, revision in held.items()}
    now = {one["_id"]: one for one in (*told.people, *told.devices)}
    for name, document in before.items():
        if name.startswith(_PEOPLE):
            now.setdefault(name, {**document, "password": ""})
    await write_over(hub, [one for name, one in now.items() if one != before.get(name)], held)
