"""People who work here and sign in, as whoever manages them sees them. Nobody sees a password's hash."""

from enum import Enum

import strawberry

from schema.graphql.context import Info, Row
from schema.graphql.problem import Problem
from schema.graphql.scalars import Moment, moment
from schema.graphql.site import Area


@strawberry.enum
class UserRole(Enum):
    """The posts: the district's, a township's (9 digits), a clerk's (12), and those who only read. `PORTAL`
    is the city's web page, `RELAY` a village hub (9 or 12)."""

    ADMINISTRATOR = "administrator"
    TOWNSHIP = "township"
    CLERK = "clerk"
    REPORTER = "reporter"
    AUDITOR = "auditor"
    PORTAL = "portal"
    RELAY = "relay"


@strawberry.type
class User:
    """Somebody who can sign in, unless suspended, and works for a district, township or site (`area`).
    `createdAt` is null where nobody noted it, as is `suspendedAt` of a suspension of long ago;
    `mustChangePassword` until the first password is replaced."""

    area_code: strawberry.Private[str]
    name: strawberry.ID
    display_name: str
    role: UserRole
    is_suspended: bool
    suspended_at: Moment | None
    suspended_reason: str
    created_at: Moment | None
    must_change_password: bool

    @strawberry.field
    async def area(self, info: Info) -> Area:
        code = self.area_code
        name, name_en = await info.context.loaders.area_names.load(code)
        return Area(code=code, name=name, name_en=name_en)

    @classmethod
    def from_row(cls, row: Row) -> "User":
        """From a row of `Person`."""
        return cls(
            area_code=row["area"],
            name=strawberry.ID(row["name"]),
            display_name=row["display_name"],
            role=UserRole(row["role"]),
            is_suspended=row["is_suspended"],
            suspended_at=moment(row["suspended_at"]),
            suspended_reason=row["suspended_reason"],
            created_at=moment(row["created_at"]),
            must_change_password=row["must_change"],
        )


@strawberry.type
class ChangedUser:
    """As somebody is now. With problems nothing was written, and `user` is as before. `pending` when queries
    do not show it yet."""

    user: User | None
    problems: list[Problem]
    pending: bool


@strawberry.type
class UserWithPassword:
    """The same with a password for the next sign-in, which is shown this once and kept nowhere."""

    user: User | None
    initial_password: str | None
    problems: list[Problem]
    pending: bool


@strawberry.type
class ChangedPassword:
    """Without problems the new password counts, and the old one no more, nor a token that was given for it:
    `token` is to go on with, until `expiresAt`."""

    problems: list[Problem]
    token: str | None
    expires_at: Moment | None
