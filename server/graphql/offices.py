"""What is put down about an office itself: its publicity, what it has put right, the limit it promises."""

from datetime import date

from strawberry import ID

from schema.graphql.order import Ordered, TownshipLimit
from schema.graphql.scalars import Item, PublicityKind
from server.desk import known_site, refuse
from server.graphql.context import Info
from server.graphql.named import order_named
from server.graphql.ordering import ordered_at_site
from sync.errors import BadRequest, NotFound
from sync.records import change, read, read_range


async def record_publicity(
    info: Info, site: str, kind: PublicityKind, guide: ID, place: str, done_on: date
) -> Ordered:
    if await read(info.context.hub.engine.database("reference"), str(guide)) is None:
        raise NotFound(f"There is no guide {guide}.")
    return await ordered_at_site(
        info,
        site,
        "publicity",
        kind=kind.value,
        guide=str(guide),
        place=place,
        doneOn=done_on.isoformat(),
    )


async def record_rectification(info: Info, site: str, of: ID, done: str, done_on: date) -> Ordered:
    await order_named(info, of, "finding", "complaint", "self-check")
    return await ordered_at_site(
        info,
        site,
        "rectification",
        of=str(of),
        done=done,
        doneOn=done_on.isoformat(),
    )


async def set_township_limit(info: Info, township: str, item: Item, working_days: int) -> TownshipLimit:
    """Writes `limits` into the documents of all sites of the township: each tablet reads that of its own."""
    context, reference = info.context, info.context.hub.engine.database("reference")
    hall = await known_site(context.hub, context.principal, f"{township}000")
    longest = await _longest(info, item)
    if not 1 <= working_days <= longest:
        proposed = {**hall, "site": hall["code"], "limits": {item.value: working_days}}
        raise await refuse(
            context.hub,
            context.principal,
            proposed,
            "R23",
            f"R23 承诺时限应为 1 至 {longest} 个工作日。",
            english=f"R23 A township promises 1 to {longest} working days.",
            database="reference",
        )
    for site in await read_range(reference, f"site:{township}"):
        limits = {**site.get("limits", {}), item.value: working_days}
        if site.get("limits") != limits:
            await change(reference, site["_id"], limits=limits)
    return TownshipLimit(township=township, item=item, working_days=working_days)


async def _longest(info: Info, item: Item) -> int:
    """The working days that the guide in effect today allows; raises where it is done on the spot."""
    today = info.context.hub.clock.today().isoformat()
    guides = await read_range(info.context.hub.engine.database("reference"), f"guide:{item.value}:")
    in_effect = [guide for guide in guides if guide["effectiveFrom"] <= today]
    if not in_effect:
        raise NotFound(f"There is no guide for {item.value}.")
    days: int = max(in_effect, key=lambda guide: guide["effectiveFrom"])["workingDays"]
    if not days:
        raise BadRequest(f"{item.value} is done on the spot: there is no limit to set.")
    return days
