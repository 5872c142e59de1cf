"""What the district tells a village hub of its people and tablets: whom to let in, whose facts to take.

It is told whole each time, so that who was suspended or works elsewhere now is never missed. Only the people
of its own offices come with a password's hash; who wrote facts there and works elsewhere is known by name and
post.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, or_, select
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from schema.areas import SITE_DIGITS, TOWNSHIP_DIGITS, desk_of
from schema.tables import Device, Fact, Person, Site
from server.hub import Hub
from server.principal import Principal, Role
from sync.errors import Forbidden, Unauthorized, Unavailable
from sync.projector.database import read_tables, table_of, within
from sync.records import Document, read_many

_SITES, _PEOPLE, _DEVICES, _FACTS = table_of(Site), table_of(Person), table_of(Device), table_of(Fact)
BEHIND = "The tables are behind the documents; who works where is told when they are not."
_SECONDS = 5.0  # that somebody waits for them
_OF_NO_USE = ("heard", "storage")  # what a tablet tells the district of itself: it changes by the hour


async def staff(request: Request) -> Response:
    """`{sites, people, devices}` of the area of a village hub; Unauthorized and Forbidden for others, and
    Unavailable while the tables lack what has been written: who is left out would not be let in there, and
    the facts of a new tablet would come down before it is known."""
    hub: Hub = request.app.state.hub
    user = request.user
    if not isinstance(user, Principal):
        raise Unauthorized("Sign in first.")
    if user.role is not Role.RELAY:
        raise Forbidden("Only a village hub is told this.")
    theirs = [name for name in await hub.engine.names() if name.startswith(f"site-{user.area}")]
    if not await hub.projector.have_all(("reference", "hub", *theirs), _SECONDS):
        raise Unavailable(BEHIND)
    sites, own, authors, devices = await read_tables(hub.projection, _names, user.area)
    documents = hub.engine.database("hub")
    people = await read_many(documents, [f"user:{name}" for name in sorted({*own, *authors})])
    tablets = await read_many(documents, [f"device:{name}" for name in devices])
    told = {
        "sites": sites,
        "people": [_person(one, own) for one in people.values()],
        "devices": [_without(one, _OF_NO_USE) for one in tablets.values()],
    }
    return JSONResponse(told, headers={"Cache-Control": "no-store"})


def _names(connection: Connection, area: str) -> tuple[list[str], list[str], list[str], list[str]]:
    """The sites of an area; who works there; who has written facts there; the tablets."""

    def listed(column: ColumnElement[str], *where: ColumnElement[bool]) -> list[str]:
        return list(connection.scalars(select(column).where(*where).distinct().order_by(column)))

    desk = area[:TOWNSHIP_DIGITS]
    at_the_window = (_PEOPLE.c.role == Role.CLERK) & within(_PEOPLE.c.area, area)
    at_the_desk = (_PEOPLE.c.role == Role.TOWNSHIP) & (_PEOPLE.c.area == desk)
    works = or_(at_the_window, at_the_desk) if _has_the_desk(area) else at_the_window
    return (
        listed(_SITES.c.code, within(_SITES.c.code, area)),
        listed(_PEOPLE.c.name, works),
        listed(_FACTS.c.clerk, within(_FACTS.c.site, area)),
        listed(_DEVICES.c.id, within(_DEVICES.c.site, area)),
    )


def _has_the_desk(area: str) -> bool:
    """Whether the township's own desk is one of the offices."""
    return len(area) < SITE_DIGITS or area == desk_of(area)


def _person(person: Document, own: Iterable[str]) -> dict[str, Any]:
    return person if person["name"] in own else {**person, "password": ""}


def _without(document: Document, members: Iterable[str]) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name not in members}
