"""Tablets that a restored hub does not know, and of which it hears all the same: by what others offer."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from schema.tables import Device, Fact, Refusal
from server.hub import Hub
from sync.projector.database import read_tables, table_of
from sync.records import read_range

_DEVICES, _FACTS, _REFUSALS = table_of(Device), table_of(Fact), table_of(Refusal)
_RULE = "unknown-device"


@dataclass(slots=True)
class Forgotten:
    """`refused`: how many facts of it were offered and are not taken; `at`: the last of them."""

    device: str
    refused: int = 0
    at: str = ""


async def forgotten_devices(hub: Hub) -> list[Forgotten]:
    """In the order of their names; none of a hub that was never restored, where a name that nobody knows was
    made up."""
    if not await read_range(hub.engine.database("hub"), "restore:"):
        return []
    return await read_tables(hub.projection, _offered_in_vain)


def _offered_in_vain(connection: Connection) -> list[Forgotten]:
    taken = select(_FACTS.c.id).where(_FACTS.c.id == _REFUSALS.c.doc_id).exists()
    offered = select(_REFUSALS.c.doc_id, func.max(_REFUSALS.c.at).label("at")).where(
        _REFUSALS.c.rule == _RULE, ~taken
    )
    found = dict[str, Forgotten]()
    for fact, at in connection.execute(offered.group_by(_REFUSALS.c.doc_id)):
        device = fact.split(":")[1]
        one = found.setdefault(device, Forgotten(device))
        one.refused, one.at = one.refused + 1, max(one.at, at)
    known = set(connection.scalars(select(_DEVICES.c.id).where(_DEVICES.c.id.in_(found))))
    return [found[device] for device in sorted(found.keys() - known)]
