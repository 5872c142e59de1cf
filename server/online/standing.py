"""Where a case stands, for somebody who holds its receipt or notice: nothing that names a person."""

import orjson
from sqlalchemy import Connection, or_, select

from schema.graphql.context import Row
from schema.tables import CaseFile, Fact, Guide, Site
from server.online.receipt import is_the_code
from sync.projector.database import table_of
from sync.records import Document

PAPERS = ("acceptance", "notice")  # facts whose printed paper carries the code
_CASES, _FACTS, _GUIDES, _SITES = table_of(CaseFile), table_of(Fact), table_of(Guide), table_of(Site)


def find(connection: Connection, number: str, code: str) -> tuple[Row, Document, str] | None:
    """The fold, its guide and the name of the site that holds it. None for an unknown number and for a
    wrong code alike: a stranger learns nothing from the difference."""
    named = or_(_CASES.c.id == number, _CASES.c.case_no == number)
    for row in connection.execute(select(_CASES.c.id, _CASES.c.fold, _CASES.c.handled_by).where(named)):
        printed = select(_FACTS.c.body).where(
            _FACTS.c.case_id == row.id, _FACTS.c.type.in_(PAPERS), _FACTS.c.waiting_for == ""
        )
        if any(is_the_code(code, orjson.loads(body)) for body in connection.scalars(printed)):
            guide = connection.scalar(select(_GUIDES.c.body).where(_GUIDES.c.id == row.fold["guide"]))
            site = connection.scalar(select(_SITES.c.name).where(_SITES.c.code == row.handled_by))
            return row.fold, guide or {}, site or row.handled_by
    return None
