"""What a case is made of, as the district sees it: visits, papers, pledges, certificates, tasks."""

from datetime import date
from typing import Any

import strawberry

from schema.corrected_time import corrected
from schema.graphql.case_number import number_of
from schema.graphql.context import Info, Row
from schema.graphql.scalars import MissingReason, Moment, PledgeStatus, RefusalReason, Spouse
from schema.graphql.site import Site


@strawberry.type
class Event:
    """One fact of the case. `kind` is the type of the document."""

    id: strawberry.ID
    at: Moment
    kind: str
    online: bool
    site: str
    device: str
    clerk: str
    seq: strawberry.Private[int]

    @strawberry.field
    async def corrected_at(self, info: Info) -> Moment | None:
        """When it was here, where it says a later time: its tablet's clock was ahead, and so long ago it
        happened at least. Empty where nothing is known against `at`."""
        arrived = await info.context.loaders.arrivals.load((self.device, self.seq))
        earlier = corrected(self.at, arrived or "")
        return Moment(earlier) if earlier else None


@strawberry.type
class Visit:
    """One time the applicant came to a window."""

    n: int
    at: Moment
    purpose: str
    online: bool
    site: str
    device: str
    clerk: str


@strawberry.type
class Material:
    """A paper of the guide; `key` says whose, `code` which."""

    key: str
    code: str
    name_zh: str
    name_en: str


@strawberry.type
class MissingMaterial(Material):
    """A paper that a notice names."""

    reason: MissingReason


@strawberry.type
class UploadedPaper(Material):
    """A paper of the portal, or one photographed at a window, opened at `/papers/<site>/<paper>` for who
    handles the case. `size` is in bytes; `waiting` when it came by the portal and nobody has looked yet."""

    paper: strawberry.ID
    site: str
    media_type: str
    scan: str
    at: Moment
    size: int
    waiting: bool


@strawberry.type
class Notice:
    """What was told at once that is missing (一次性告知书)."""

    n: int
    at: Moment
    printed: bool
    missing: list[MissingMaterial]


@strawberry.type
class Pledge:
    """承诺书. `id` is what `requestVerification` takes."""

    id: strawberry.ID
    spouse: Spouse
    signed_at: Moment
    status: PledgeStatus

    @classmethod
    def from_fold(cls, pledge: dict[str, Any]) -> "Pledge":
        """From the pledges of a case."""
        return cls(
            id=pledge["id"],
            spouse=Spouse(pledge["spouse"]),
            signed_at=pledge["at"],
            status=PledgeStatus(pledge["status"]),
        )


@strawberry.type
class UnverifiedPledge:
    """A pledge nobody has verified for so many working days; none where a year's table is not known."""

    case: strawberry.ID
    site_code: strawberry.Private[str]
    pledge: Pledge
    working_days: int | None
    case_no: str | None = strawberry.field(resolver=number_of)

    @strawberry.field
    async def site(self, info: Info) -> Site:
        return Site.from_row(self.site_code, await info.context.loaders.sites.load(self.site_code))


@strawberry.type
class Decision:
    """What the township decided, and for which reason it refused."""

    granted: bool
    reason: RefusalReason | None
    grounds: str
    by: str


@strawberry.type
class CaseCertificate:
    """A certificate; `void` says why it is no longer good (`used-twice`: its number is another paper's),
    and is empty while it is."""

    cert_no: str
    issued_on: date
    online: bool
    printed: bool
    void: str


@strawberry.type
class Task:
    """Something the hub asks of the site; it has gone out to the site's tablets."""

    id: strawberry.ID
    kind: str
    pledge: strawberry.ID | None
    lookup: strawberry.ID | None
    by: str
    at: Moment
    due_on: date

    @classmethod
    def from_row(cls, row: Row) -> "Task":
        """From a row of `task`."""
        return cls(
            id=row["id"],
            kind=row["kind"],
            pledge=row["pledge"] or None,
            lookup=row["lookup"] or None,
            by=row["by"],
            at=Moment(row["at"]),
            due_on=date.fromisoformat(row["due_on"]),
        )
