"""What cases are folded from, read off the tables."""

from collections import defaultdict
from collections.abc import Iterable

import orjson
from sqlalchemy import Connection, select

from schema.calendar import Calendars
from schema.rules import Guide as GuideBody
from schema.tables import Calendar, Fact, Guide, Order
from sync.projector.database import in_parts, table_of
from sync.records import Document

_FACTS, _ORDERS, _GUIDES = table_of(Fact), table_of(Order), table_of(Guide)
_CALENDARS = table_of(Calendar)


def documents_of(connection: Connection, cases: Iterable[str]) -> dict[str, list[Document]]:
    """Accepted facts and orders by case."""
    documents: dict[str, list[Document]] = defaultdict(list)
    for some in in_parts(cases):
        accepted = select(_FACTS.c.case_id, _FACTS.c.body).where(
            _FACTS.c.case_id.in_(some), _FACTS.c.waiting_for == ""
        )
        ordered = select(_ORDERS.c.case_id, _ORDERS.c.body).where(_ORDERS.c.case_id.in_(some))
        for row in (*connection.execute(accepted), *connection.execute(ordered)):
            documents[row.case_id].append(orjson.loads(row.body))
    return documents


def guides_of(connection: Connection) -> dict[str, GuideBody]:
    """All guides by id."""
    return {row.id: row.body for row in connection.execute(select(_GUIDES.c.id, _GUIDES.c.body))}


def calendars_of(connection: Connection) -> Calendars:
    """The tables of working days by year."""
    return {row.body["year"]: row.body for row in connection.execute(select(_CALENDARS.c.body))}
