"""How a district begins: by these alone, from an empty hub to its first tablet."""

from datetime import date

from strawberry.scalars import JSON

from schema.graphql.kpi import Words
from schema.graphql.problem import Problem
from schema.graphql.publishing import DefaultCalendar
from schema.graphql.set_up import District, FoundedDistrict, SetUp, SetUpName, SetUpStep
from server.founding import guides_of, shipped
from server.graphql.context import Info
from server.house.set_up import set_up
from sync.records import Document, read


async def how_far_set_up(info: Info) -> SetUp:
    hub = info.context.hub
    district, steps = await set_up(hub.engine, hub.clock)
    return SetUp(
        district=_district(district),
        steps=[
            SetUpStep(name=SetUpName(step.name), is_done=step.is_done, detail=Words(zh=step.zh, en=step.en))
            for step in steps
        ],
        is_done=all(step.is_done for step in steps),
    )


async def found_district(
    info: Info,
    code: str,
    name: str,
    name_en: str,
    complaint_phone: str,
    portal: str = "",
    publicity_deadline: date | None = None,
) -> FoundedDistrict:
    wished = {"code": code, "name": name, "nameEn": name_en, "complaintPhone": complaint_phone}
    if publicity_deadline:
        wished["publicityDeadline"] = publicity_deadline.isoformat()
    if portal.strip():
        wished["portal"] = portal
    done = await info.context.hub.offices.found_district(info.context.principal, wished)
    return FoundedDistrict(district=_district(done.document or {}), problems=Problem.of(done.problems))


async def default_guides(info: Info) -> list[JSON]:
    district = await read(info.context.hub.engine.database("reference"), "district") or {}
    return [JSON(guide) for guide in guides_of(district["complaintPhone"])]


async def default_calendar(info: Info, year: int | None = None) -> DefaultCalendar | None:
    wanted = year or info.context.hub.clock.today().year
    table = next((one for one in shipped("calendars") if one["year"] == wanted), None)
    return DefaultCalendar.from_document(table) if table else None


def _district(document: Document) -> District:
    return District(
        code=document.get("code", ""),
        name=document.get("name", ""),
        name_en=document.get("nameEn", ""),
        complaint_phone=document.get("complaintPhone", ""),
        portal=document.get("portal", ""),
        publicity_deadline=date.fromisoformat(document["publicityDeadline"]),
        public_url=document.get("publicUrl", ""),
        is_founded="founded" in document,
    )
