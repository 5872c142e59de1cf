"""How the hub stands, as numbers: what is behind, what waits, what somebody should look at."""

from datetime import datetime

from sqlalchemy import Connection, func, select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import SQLModel

from schema.district_keys import key_id
from schema.tables import Alarm, Device, Fact, LookUp, Message, NumberStock, Refusal, Site
from server.figures.not_synced import not_synced
from server.forgotten import forgotten_devices
from server.hub import Hub
from server.pages.health import answers, seconds_behind
from server.village.standing import Line, State
from server.workers.receipts import untold
from sync.projector.database import read_tables, table_of
from sync.projector.lag import lag
from sync.projector.postgresql import TablesAway

_FACTS, _STOCKS = table_of(Fact), table_of(NumberStock)
_DEVICES, _MESSAGES, _SITES = table_of(Device), table_of(Message), table_of(Site)


async def standing(hub: Hub) -> dict[str, float]:
    """A number for each of `STANDING`, or for those that can be known while documents or tables are away."""
    documents = await answers(hub.engine.database("hub").info())
    of_hub: dict[str, float] = {
        "ready": hub.is_ready,
        "documents_answer": documents,
        "store_takes_writes": hub.engine.takes_writes,
        "store_writes_waiting": hub.engine.writes_waiting,
        "projector_seconds_behind": seconds_behind(hub) or 0.0,
    }
    if hub.relay:
        of_hub |= _of_relay(await hub.relay.standing.lines(), hub.clock.now())
    try:
        if documents:
            behind = await lag(hub.engine, hub.projection, hub.projector.behind_since)
            of_hub |= {
                "projector_changes_behind": behind.changes,
                "projector_seconds_behind": behind.seconds,
                "forgotten_devices": len(await forgotten_devices(hub)),
            }
        of_tables = await read_tables(hub.projection, _of_tables, hub.clock.now())
        if not hub.relay:
            kid, instance = key_id(hub.district_key.public_key()).hex(), hub.engine.instance
            of_hub["receipts_waiting"] = await read_tables(hub.projection, _untold, kid, instance)
    except TablesAway:
        return {**of_hub, "tables_answer": 0}
    return {**of_hub, **of_tables, "tables_answer": 1}


def _untold(connection: Connection, kid: str, instance: str) -> int:
    return len(connection.execute(untold(kid, instance)).all())


def _of_relay(lines: list[Line], now: datetime) -> dict[str, float]:
    """Since the beginning of time, where the two were never level."""
    since = min((line.last_level_at for line in lines), default="")
    level_at = datetime.fromisoformat(since).timestamp() if since else 0.0
    return {
        "upstream_not_level": sum(line.state is not State.LEVEL for line in lines),
        "upstream_seconds_since_level": now.timestamp() - level_at,
        "upstream_documents_waiting": sum(line.pending for line in lines),
    }


def _of_tables(connection: Connection, now: datetime) -> dict[str, float]:
    def count(model: type[SQLModel], *where: ColumnElement[bool]) -> int:
        return connection.scalar(select(func.count()).select_from(table_of(model)).where(*where)) or 0

    low = select(func.count()).join_from(_STOCKS, _DEVICES, _DEVICES.c.id == _STOCKS.c.device)
    return {
        "facts_waiting": count(Fact, _FACTS.c.waiting_for > ""),
        "quarantined_documents": count(Refusal),
        "alarms": count(Alarm),
        "sites": count(Site, _SITES.c.closed_at == ""),
        "sites_not_synced": len(not_synced(connection, "", now)),
        "number_stocks_low": connection.scalar(low.where(_STOCKS.c.is_low, _DEVICES.c.ended == "")) or 0,
        "messages_unsent": count(Message, _MESSAGES.c.sent_at == ""),
        "look_ups_wanted": count(LookUp),
    }
