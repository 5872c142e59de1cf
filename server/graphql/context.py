"""What a GraphQL operation works with: who asks, the hub, and loaders that live as long as one operation."""

import re
from collections import defaultdict
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

import strawberry
from sqlalchemy import Connection, Engine, Select, and_, select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import SQLModel
from strawberry.dataloader import DataLoader

from schema.areas import site_of_device
from schema.graphql.context import Loaders, Row
from schema.tables import (
    CaseFile,
    Certificate,
    Delivery,
    Device,
    Fact,
    Guide,
    Person,
    Refusal,
    Site,
    Task,
    Violation,
)
from server.graphql.area_loaders import area_names, counts_by
from server.hub import Hub
from server.online.papers import Papers
from server.principal import Anonymous, Principal, Role
from server.rights import NotSignedIn
from sync.errors import BadRequest, NotFound
from sync.projector.database import read_tables, table_of, within

_SITES = table_of(Site).c.code
_DEVICES, _PEOPLE = table_of(Device), table_of(Person)
_WORKING_CLERKS = (_PEOPLE.c.role == Role.CLERK, _PEOPLE.c.is_suspended.is_(False))
_AREA = re.compile("[0-9]{6}|[0-9]{9}|[0-9]{12}")


@dataclass(frozen=True, slots=True)
class Context:
    """`principal` raises `Unauthorized` for somebody who has not signed in."""

    hub: Hub
    user: Principal | Anonymous
    loaders: Loaders
    address: str  # the request comes from
    is_live: bool  # over a WebSocket

    @property
    def principal(self) -> Principal:
        if not isinstance(self.user, Principal):
            raise NotSignedIn
        return self.user


Info = strawberry.Info[Context, None]


def make_context(hub: Hub, user: Principal | Anonymous, address: str, *, is_live: bool = False) -> Context:
    """A context for one operation, with empty loaders."""
    projection = hub.projection
    loaders = Loaders(
        sites=DataLoader(load_fn=_one_each(projection, Site, "code")),
        guides=DataLoader(load_fn=_guide_bodies(projection)),
        facts=DataLoader(load_fn=_many_each(projection, Fact, "case_id", "at")),
        arrivals=DataLoader(load_fn=_arrivals(projection)),
        case_numbers=DataLoader(load_fn=_case_numbers(projection)),
        tasks=DataLoader(load_fn=_many_each(projection, Task, "case_id", "at")),
        violations=DataLoader(load_fn=_many_each(projection, Violation, "case_id", "at")),
        refusals=DataLoader(load_fn=_many_each(projection, Refusal, "case_id", "at")),
        certificates=DataLoader(load_fn=_many_each(projection, Certificate, "case_id", "issued_on")),
        area_names=DataLoader(load_fn=area_names(hub)),
        device_counts=DataLoader(load_fn=counts_by(projection, _DEVICES.c.site, _DEVICES.c.ended == "")),
        clerk_counts=DataLoader(load_fn=counts_by(projection, _PEOPLE.c.area, *_WORKING_CLERKS)),
        papers=DataLoader(load_fn=_papers(hub.papers)),
    )
    return Context(hub, user, loaders, address, is_live)


async def rows_of(projection: Engine, query: Select[Any]) -> list[Row]:
    """The rows of one query, read in a thread."""
    return await read_tables(projection, _rows, query)


def _rows(connection: Connection, query: Select[Any]) -> list[Row]:
    return [dict(row) for row in connection.execute(query).mappings()]


def asked(column: ColumnElement[str], principal: Principal, area: str | None) -> ColumnElement[bool]:
    """Whether a code lies in the area somebody asks for, and in his own; raises like `area_code`."""
    own = within(column, principal.area)
    return own if area is None else and_(own, within(column, area_code(area)))


def area_code(text: str) -> str:
    """The text itself; raises `BadRequest` for what names no district, township or site."""
    if not _AREA.fullmatch(text):
        raise BadRequest("An area code has 6 digits for the district, 9 for a township, 12 for a site.")
    return text


async def check_area(context: Context, area: str) -> None:
    """Raises like `area_code`, and `NotFound` for an area where nobody may see a site: nothing is to be read
    off figures that stay at nought because a digit is wrong."""
    sites = select(_SITES).where(asked(_SITES, context.principal, area)).limit(1)
    if not await rows_of(context.hub.projection, sites):
        raise NotFound(f"There is no site in {area} that you may see.")


def _one_each(
    projection: Engine, model: type[SQLModel], key: str
) -> Callable[[list[str]], Coroutine[Any, Any, list[Row | None]]]:
    column = table_of(model).c[key]

    async def load(keys: list[str]) -> list[Row | None]:
        found = await rows_of(projection, select(table_of(model)).where(column.in_(keys)))
        by_key = {row[key]: row for row in found}
        return [by_key.get(wanted) for wanted in keys]

    return load


def _many_each(
    projection: Engine, model: type[SQLModel], key: str, order: str
) -> Callable[[list[str]], Coroutine[Any, Any, list[list[Row]]]]:
    table = table_of(model)
    columns = [column for column in table.c if column.name != "body"]  # nothing shows a whole document

    async def load(keys: list[str]) -> list[list[Row]]:
        query = select(*columns).where(table.c[key].in_(keys)).order_by(table.c[order], *table.primary_key)
        by_key: dict[str, list[Row]] = defaultdict(list)
        for row in await rows_of(projection, query):
            by_key[row[key]].append(row)
        return [by_key[wanted] for wanted in keys]

    return load


def _case_numbers(projection: Engine) -> Callable[[list[str]], Coroutine[Any, Any, list[str | None]]]:
    columns = table_of(CaseFile).c

    async def load(keys: list[str]) -> list[str | None]:
        rows = await rows_of(projection, select(columns.id, columns.case_no).where(columns.id.in_(keys)))
        numbers = {row["id"]: row["case_no"] for row in rows}
        return [numbers.get(case) or None for case in keys]

    return load


def _arrivals(
    projection: Engine,
) -> Callable[[list[tuple[str, int]]], Coroutine[Any, Any, list[str | None]]]:
    columns = table_of(Delivery).c

    async def load(keys: list[tuple[str, int]]) -> list[str | None]:
        devices, seqs = {device for device, _ in keys}, [seq for _, seq in keys]
        query = (
            select(columns.device, columns.first, columns.last, columns.at)
            .where(columns.site.in_(set(map(site_of_device, devices))), columns.device.in_(devices))
            .where(columns.last >= min(seqs), columns.first <= max(seqs))
            .order_by(columns.at)
        )
        runs: dict[str, list[Row]] = defaultdict(list)
        for row in await rows_of(projection, query):
            runs[row["device"]].append(row)
        return [
            next((run["at"] for run in runs[device] if run["first"] <= seq <= run["last"]), None)
            for device, seq in keys
        ]

    return load


def _papers(
    papers: Papers,
) -> Callable[[list[tuple[str, str]]], Coroutine[Any, Any, list[Row | None]]]:
    async def load(keys: list[tuple[str, str]]) -> list[Row | None]:
        by_site: dict[str, list[str]] = defaultdict(list)
        for site, name in keys:
            by_site[site].append(name)
        found = {site: await papers.described(site, names) for site, names in by_site.items()}
        return [found[site].get(name) for site, name in keys]

    return load


def _guide_bodies(projection: Engine) -> Callable[[list[str]], Coroutine[Any, Any, list[Row | None]]]:
    load = _one_each(projection, Guide, "id")

    async def bodies(keys: list[str]) -> list[Row | None]:
        return [row and row["body"] for row in await load(keys)]

    return bodies
