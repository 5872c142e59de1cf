"""Loaders of what is told of an area: its name, and how much there is at a site."""

from collections.abc import Callable, Coroutine
from typing import Any

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.sql.elements import ColumnElement

from schema.areas import TOWNSHIP_DIGITS, desk_of
from schema.tables import Site
from server.hub import Hub
from sync.projector.database import read_tables, table_of
from sync.records import read

_SITES = table_of(Site).c
Names = tuple[str, str]


def area_names(hub: Hub) -> Callable[[list[str]], Coroutine[Any, Any, list[Names]]]:
    """Of districts, townships and sites; what `reference` does not describe is called by its code."""

    async def load(codes: list[str]) -> list[Names]:
        names = await read_tables(hub.projection, _names, [desk_of(code) for code in codes] + codes)
        district = await read(hub.engine.database("reference"), "district")
        if district:
            names[district["code"]] = district["name"], district["nameEn"]
        return [names.get(code) or _of_its_desk(names, code) for code in codes]

    return load


def counts_by(
    projection: Engine, site: ColumnElement[str], *which: ColumnElement[bool]
) -> Callable[[list[str]], Coroutine[Any, Any, list[int]]]:
    """How many rows there are of each site."""

    def count(connection: Connection, codes: list[str]) -> dict[str, int]:
        query = select(site, func.count()).where(site.in_(codes), *which).group_by(site)
        return {row[0]: row[1] for row in connection.execute(query)}

    async def load(codes: list[str]) -> list[int]:
        counted = await read_tables(projection, count, codes)
        return [counted.get(code, 0) for code in codes]

    return load


def _names(connection: Connection, codes: list[str]) -> dict[str, Names]:
    query = select(_SITES.code, _SITES.name, _SITES.name_en).where(_SITES.code.in_(codes))
    return {row.code: (row.name, row.name_en) for row in connection.execute(query)}


def _of_its_desk(names: dict[str, Names], code: str) -> Names:
    is_township = len(code) == TOWNSHIP_DIGITS
    return names.get(desk_of(code), (code, code)) if is_township else (code, code)
