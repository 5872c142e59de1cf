"""A case as the district sees it: the fold of its facts, with personal data masked."""

from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import Any

import strawberry

from schema.graphql.casework import (
    CaseCertificate,
    Decision,
    Event,
    Material,
    MissingMaterial,
    Notice,
    Pledge,
    Task,
    UploadedPaper,
    Visit,
)
from schema.graphql.context import Info
from schema.graphql.people import Applicant, mask_numbers
from schema.graphql.scalars import (
    CaseState,
    Channel,
    Item,
    MissingReason,
    Moment,
    RefusalReason,
    moment,
)
from schema.graphql.site import Site
from schema.graphql.violation import Violation
from schema.waiting_uploads import is_waiting, last_look


@strawberry.type
class Case:
    """`caseNo` is given on acceptance; `id` is there from the first visit."""

    fold: strawberry.Private[dict[str, Any]]
    id: strawberry.ID
    case_no: str | None
    item: Item
    guide: str
    channel: str
    state: CaseState
    opened_at: Moment
    accepted_at: Moment | None
    due_on: date | None
    decided_at: Moment | None
    issued_at: Moment | None
    closed_at: Moment | None
    husband: Applicant
    wife: Applicant
    shown: list[str]
    carried_on: int  # how often another office went on with it, by the slip on a paper

    @classmethod
    def from_fold(cls, fold: dict[str, Any]) -> "Case":
        """From the fold of its facts."""
        return cls(
            fold=fold,
            id=fold["id"],
            case_no=fold["caseNo"] or None,
            item=Item(fold["item"]),
            guide=fold["guide"],
            channel=fold["channel"],
            state=CaseState(fold["state"]),
            opened_at=Moment(fold["openedAt"]),
            accepted_at=moment(fold["acceptedAt"]),
            due_on=date.fromisoformat(fold["dueOn"]) if fold["dueOn"] else None,
            decided_at=moment(fold["decidedAt"]),
            issued_at=moment(fold["issuedAt"]),
            closed_at=moment(fold["closedAt"]),
            husband=Applicant.from_person(fold["husband"]),
            wife=Applicant.from_person(fold["wife"]),
            shown=fold["shown"],
            carried_on=fold["fence"],
        )

    @strawberry.field
    async def site(self, info: Info) -> Site:
        code = self.fold["site"]
        return Site.from_row(code, await info.context.loaders.sites.load(code))

    @strawberry.field
    async def held_by(self, info: Info) -> Site:
        """The office that went on with it last; where nobody carried it on, the one it was opened at."""
        code = self.fold["heldBy"]
        return Site.from_row(code, await info.context.loaders.sites.load(code))

    @strawberry.field
    async def events(self, info: Info) -> list[Event]:
        return [
            Event(
                id=row["id"],
                at=Moment(row["at"]),
                kind=row["type"],
                online=row["online"],
                site=row["site"],
                device=row["device"],
                clerk=row["clerk"],
                seq=row["seq"],
            )
            for row in await info.context.loaders.facts.load(str(self.id))
        ]

    @strawberry.field
    def visits(self) -> list[Visit]:
        return [Visit(**visit) for visit in self.fold["visits"]]

    @strawberry.field
    async def missing(self, info: Info) -> list[Material]:
        """What the applicant still has to show."""
        names = await _names(info, self.guide)
        return [Material(**_material(entry["key"], names)) for entry in self.fold["missing"]]

    @strawberry.field
    async def uploads(self, info: Info) -> list[UploadedPaper]:
        """What came by the portal and is not purged yet."""
        looked = last_look(await info.context.loaders.facts.load(str(self.id)))
        uploads = [{**one, "site": self.fold["site"]} for one in self.fold["uploads"]]
        return await self._papers(info, uploads, lambda paper: is_waiting(paper, looked))

    @strawberry.field
    async def copies(self, info: Info) -> list[UploadedPaper]:
        """What was photographed at a window because the guide keeps a copy, but for photographs that are
        still on the tablet."""
        copies = self.fold.get("copies", [])  # a case that nothing was written in since has none in its row
        return await self._papers(info, copies, lambda _: False)

    async def _papers(
        self, info: Info, named: list[dict[str, str]], waits: Callable[[dict[str, Any]], bool]
    ) -> list[UploadedPaper]:
        names = await _names(info, self.guide)
        papers = await info.context.loaders.papers.load_many([(one["site"], one["paper"]) for one in named])
        return [
            UploadedPaper(
                **_material(one["key"], names),
                paper=strawberry.ID(one["paper"]),
                site=one["site"],
                media_type=paper["mediaType"],
                scan=paper["scan"],
                at=Moment(paper["at"]),
                size=paper["size"],
                waiting=waits(paper),
            )
            for one, paper in zip(named, papers, strict=True)
            if paper
        ]

    @strawberry.field
    async def notices(self, info: Info) -> list[Notice]:
        names = await _names(info, self.guide)
        return [
            Notice(
                n=notice["n"],
                at=notice["at"],
                printed=notice["printed"],
                missing=[
                    MissingMaterial(**_material(entry["key"], names), reason=MissingReason(entry["reason"]))
                    for entry in notice["missing"]
                ],
            )
            for notice in self.fold["notices"]
        ]

    @strawberry.field
    def pledges(self) -> list[Pledge]:
        return [Pledge.from_fold(pledge) for pledge in self.fold["pledges"]]

    @strawberry.field
    def decision(self) -> Decision | None:
        decision = self.fold["decision"]
        if decision is None:
            return None
        return Decision(
            granted=decision["granted"],
            reason=RefusalReason(decision["reason"]) if decision["reason"] else None,
            grounds=mask_numbers(decision["grounds"]),
            by=decision["by"],
        )

    @strawberry.field
    async def certificates(self, info: Info) -> list[CaseCertificate]:
        rows = await info.context.loaders.certificates.load(str(self.id))
        in_force = {row["fact_id"] for row in rows if row["in_force"]}
        return [
            CaseCertificate(
                cert_no=certificate["certNo"],
                issued_on=date.fromisoformat(certificate["issuedOn"]),
                online=certificate["online"],
                printed=certificate["printed"],
                void=certificate["void"] or ("" if certificate["id"] in in_force else "used-twice"),
            )
            for certificate in self.fold["certificates"]
        ]

    @strawberry.field
    async def violations(self, info: Info) -> list[Violation]:
        loaders, case = info.context.loaders, str(self.id)
        stored, refused = await loaders.violations.load(case), await loaders.refusals.load(case)
        return [Violation.from_row(row) for row in stored] + [Violation.from_refusal(row) for row in refused]

    @strawberry.field
    async def tasks(self, info: Info) -> list[Task]:
        return [Task.from_row(row) for row in await info.context.loaders.tasks.load(str(self.id))]


async def _names(info: Info, guide_id: str) -> dict[str, dict[str, str]]:
    """Names by material code."""
    guide = await info.context.loaders.guides.load(guide_id)
    return {material["code"]: material["name"] for material in guide["materials"]} if guide else {}


def _material(key: str, names: dict[str, dict[str, str]]) -> dict[str, str]:
    code = key.partition(":")[0]
    name = names.get(code, {"zh": code, "en": code})
    return {"key": key, "code": code, "name_zh": name["zh"], "name_en": name["en"]}


@strawberry.input
class CaseFilter:
    """All that are given must hold. Days are of Asia/Shanghai, both included."""

    area_code: str | None = None  # 6 digits for the district, 9 for a township, 12 for a site
    item: Item | None = None
    state: CaseState | None = None
    opened_from: date | None = None
    opened_to: date | None = None
    offline_issued: bool | None = None
    unverified_pledge: bool | None = None
    channel: Channel | None = None
    items: list[Item] | None = None
    states: list[CaseState] | None = None
    due_from: date | None = None
    due_to: date | None = None
    closed_from: date | None = None
    closed_to: date | None = None
    visits_at_least: int | None = None
    overdue: bool | None = None


@strawberry.enum
class CaseOrder(Enum):
    """What cases are sorted by; those of one place by their ids."""

    OPENED_AT = "opened_at"
    DUE_ON = "due_on"
    CLOSED_AT = "closed_at"
    VISITS = "visits"
