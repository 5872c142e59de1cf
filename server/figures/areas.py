"""The areas of a level that figures are told of, with their names."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, select

from schema.graphql.site import Area
from schema.tables import Site
from sync.projector.database import table_of, within
from sync.projector.tally import LEVELS
from sync.records import Document

SITES = table_of(Site)


def areas_of(connection: Connection, level: str, area: str, district: Document | None) -> Mapping[str, Area]:
    """By code, in the order of codes: those that have a site within `area`."""
    rows = connection.execute(select(SITES).where(within(SITES.c.code, area)).order_by(SITES.c.code))
    return {row.code[: LEVELS[level]]: _area(level, row, district) for row in rows}


def _area(level: str, row: Row[Any], district: Document | None) -> Area:
    if level == "site":
        return Area(code=row.code, name=row.name, name_en=row.name_en)
    if level == "township":
        return Area(code=row.township, name=row.township_name, name_en=row.township_name_en)
    code = row.code[: LEVELS[level]]
    named = district or {"name": code, "nameEn": code}
    return Area(code=code, name=named["name"], name_en=named["nameEn"])
