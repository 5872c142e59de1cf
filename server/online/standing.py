"""Where a case stands, for somebody who holds its receipt or notice: nothing that names a person."""

import orjson
from sqlalchemy import Connection, or_, select

from schema.case import site_of
from schema.graphql.context import Row
from schema.tables import CaseFile, Fact, Guide, Site
from server.online.receipt import is_the_code
from sync.projector.database import table_of
from sync.records import Document

PAPERS = ("acceptance", "notice")  # facts whose printed paper carries the code
_CASES, _FACTS, _GUIDES, _SITES = table_of(CaseFile), table_of(Fact), table_of(Guide), table_of(Site)


def find(connection: Connection, number: str, code: str) -> tuple[Row, Document, str, str] | None:
    """The fold, its guide, the name of the site that holds it, and of the one where the certificate waits to
    be fetched (empty where none does). None for an unknown number and for a wrong code alike: a stranger
    learns nothing from the difference."""
    named = or_(_CASES.c.id == number, _CASES.c.case_no == number)
    for row in connection.execute(select(_CASES.c.id, _CASES.c.fold, _CASES.c.handled_by).where(named)):
        printed = select(_FACTS.c.body).where(
            _FACTS.c.case_id == row.id, _FACTS.c.type.in_(PAPERS), _FACTS.c.waiting_for == ""
        )
        if any(is_the_code(code, orjson.loads(body)) for body in connection.scalars(printed)):
            guide = connection.scalar(select(_GUIDES.c.body).where(_GUIDES.c.id == row.fold["guide"]))
            place = waits_at(row.fold)
            codes = (row.handled_by, place)
            rows = connection.execute(select(_SITES.c.code, _SITES.c.name).where(_SITES.c.code.in_(codes)))
            names = {site.code: site.name for site in rows}
            office, place_name = (names.get(code, code) for code in codes)
            return row.fold, guide or {}, office, place_name
    return None


def waits_at(fold: Row) -> str:
    """The code of the office that issued the certificate in force, where it is printed and to be fetched."""
    if fold["delivery"] == "mail":
        return ""
    in_force = [one for one in fold["certificates"] if not one["void"]][-1:]
    return "".join(site_of(one["id"]) for one in in_force if one["printed"] and not one["handedOver"])
