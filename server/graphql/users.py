"""The people who work here: listed, and managed by the district and the townships."""

from sqlalchemy import or_, select
from strawberry import ID

from schema.graphql.connection import Connection
from schema.graphql.problem import Problem
from schema.graphql.scalars import Moment
from schema.graphql.user import ChangedPassword, ChangedUser, User, UserRole, UserWithPassword
from schema.house.people import ROLES
from schema.tables import Person
from server.graphql.context import Info, asked, rows_of
from server.graphql.pages import Page, check_first, counter
from server.house.people import Done, Wish
from sync.projector.database import table_of
from sync.projector.kinds import HUB
from sync.records import Document

_PEOPLE = table_of(Person)


async def list_people(
    info: Info,
    area_code: str | None = None,
    role: UserRole | None = None,
    is_suspended: bool | None = None,
    search: str = "",
    first: int = 50,
    after: str | None = None,
) -> Connection[User]:
    """In the order of their names; a cursor is the name it stands after."""
    check_first(first)
    query = select(_PEOPLE).where(
        asked(_PEOPLE.c.area, info.context.principal, area_code), _PEOPLE.c.role.in_(ROLES)
    )
    if role:
        query = query.where(_PEOPLE.c.role == role.value)
    if is_suspended is not None:
        query = query.where(_PEOPLE.c.is_suspended.is_(is_suspended))
    if text := search.strip():
        named = (
            column.icontains(text, autoescape=True) for column in (_PEOPLE.c.name, _PEOPLE.c.display_name)
        )
        query = query.where(or_(*named, _PEOPLE.c.area.startswith(text, autoescape=True)))
    projection = info.context.hub.projection
    count = counter(projection, query)
    if after is not None:
        query = query.where(_PEOPLE.c.name > after)
    rows = await rows_of(projection, query.order_by(_PEOPLE.c.name).limit(first + 1))
    shown = rows[:first]
    page = Page(shown, [row["name"] for row in shown], len(rows) > first, after is None, count)
    return page.of(map(User.from_row, shown))


async def create_person(
    info: Info, name: str, display_name: str, role: UserRole, area: str
) -> UserWithPassword:
    wish = Wish(name.strip(), display_name, role.value, area)
    return await _with_password(info, await info.context.hub.people.create(info.context.principal, wish))


async def change_person(
    info: Info,
    name: ID,
    display_name: str | None = None,
    role: UserRole | None = None,
    area: str | None = None,
) -> ChangedUser:
    """Raises `NotFound`, as all of these do for who is not in one's area."""
    wish = Wish(str(name), display_name, role.value if role else None, area)
    return await _changed(info, await info.context.hub.people.change(info.context.principal, wish))


async def reset_password(info: Info, name: ID) -> UserWithPassword:
    done = await info.context.hub.people.reset_password(info.context.principal, str(name))
    return await _with_password(info, done)


async def suspend_person(info: Info, name: ID, reason: str) -> ChangedUser:
    people = info.context.hub.people
    return await _changed(info, await people.suspend(info.context.principal, str(name), reason))


async def reinstate_person(info: Info, name: ID) -> ChangedUser:
    return await _changed(info, await info.context.hub.people.reinstate(info.context.principal, str(name)))


async def change_password(info: Info, old: str, new: str) -> ChangedPassword:
    context = info.context
    done = await context.hub.people.change_password(context.principal, old, new, context.address)
    signed = None if done.problems else await context.hub.sign_in.renewed(context.principal.name)
    return ChangedPassword(
        problems=Problem.of(done.problems),
        token=signed.token if signed else None,
        expires_at=Moment(signed.expires_at) if signed else None,
    )


async def _changed(info: Info, done: Done) -> ChangedUser:
    return ChangedUser(
        user=_user(done.person), problems=Problem.of(done.problems), pending=await _pending(info, done)
    )


async def _with_password(info: Info, done: Done) -> UserWithPassword:
    return UserWithPassword(
        user=_user(done.person),
        initial_password=done.password or None,
        problems=Problem.of(done.problems),
        pending=await _pending(info, done),
    )


async def _pending(info: Info, done: Done) -> bool:
    return not done.problems and not await info.context.hub.projector.shown("hub")


def _user(person: Document | None) -> User | None:
    return User.from_row(HUB["user"].row(person)) if person else None
