"""Since when each office shows the guide, and in which ways (R14–R16)."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

import orjson
from sqlalchemy import Connection, select

from schema.graphql.scalars import PublicityKind
from schema.tables import District, Fact, Order
from sync.projector.database import table_of, within

DISTRICTS, FACTS, ORDERS = table_of(District), table_of(Fact), table_of(Order)
NEEDED = (
    {PublicityKind.LEAFLET},
    {PublicityKind.SCREEN, PublicityKind.BOARD, PublicityKind.NOTICE_BOARD},
    {PublicityKind.ONLINE_GUIDANCE},
)
Placed = dict[PublicityKind, date]


def deadline_of(connection: Connection) -> date:
    """The day the district has set; where it has set none yet, nobody is late."""
    said = connection.scalar(select(DISTRICTS.c.publicity_deadline))
    return date.fromisoformat(said) if said else date.max


def placements(connection: Connection, area: str) -> Mapping[str, Placed]:
    """By office, the first day of each way; from tablets and from what townships put down."""
    of_tablets = select(FACTS.c.body).where(
        FACTS.c.case_id == "",
        FACTS.c.type == "publicity",
        FACTS.c.waiting_for == "",
        within(FACTS.c.site, area),
    )
    of_desks = select(ORDERS.c.body).where(ORDERS.c.type == "publicity", within(ORDERS.c.site, area))
    placed: dict[str, Placed] = defaultdict(dict)
    for query in (of_tablets, of_desks):
        for body in connection.scalars(query):
            said = orjson.loads(body)
            here, kind = placed[said["site"]], PublicityKind(said["kind"])
            here[kind] = min(here.get(kind, date.max), date.fromisoformat(said["doneOn"]))
    return placed


def done_on(placed: Placed) -> date | None:
    """The day of the last of the ways that are needed; None while one is lacking."""
    firsts = [min((day for kind, day in placed.items() if kind in ways), default=None) for ways in NEEDED]
    days = [day for day in firsts if day]
    return max(days) if len(days) == len(NEEDED) else None
