"""Two certificates of one couple: shown to people, and one of them made void by a person."""

import asyncio
from typing import Any

import orjson
from sqlalchemy import select
from strawberry import ID

from schema.areas import site_of_device
from schema.graphql.duplicate import DuplicatePair
from schema.graphql.order import Ordered
from schema.graphql.scalars import DateRange, DuplicateStatus, Moment, VoidReason
from schema.graphql.site import Site
from schema.numbers import read_certificate_number
from schema.tables import Certificate, Order
from server.desk import case_in_hand, order_in_case
from server.graphql.context import Info, asked, rows_of
from server.graphql.decisions import make_void
from server.graphql.named import order_named
from server.graphql.ordering import shown
from server.graphql.period import during
from server.workers.duplicates import open_pairs
from sync.errors import BadRequest, Conflict
from sync.projector.database import in_parts, read_tables, table_of

OPEN, RESOLVED = DuplicateStatus.OPEN, DuplicateStatus.RESOLVED
ORDERS, CERTIFICATES = table_of(Order), table_of(Certificate)


async def list_duplicates(
    info: Info,
    status: DuplicateStatus | None = None,
    area_code: str | None = None,
    period: DateRange | None = None,
) -> list[DuplicatePair]:
    seen = asked(ORDERS.c.site, info.context.principal, area_code)
    query = select(ORDERS.c.body).where(ORDERS.c.type == "duplicate", seen)
    if period is not None:
        query = query.where(during(ORDERS.c.at, period))
    projection = info.context.hub.projection
    rows = await rows_of(projection, query.order_by(ORDERS.c.at, ORDERS.c.id))
    orders = [orjson.loads(row["body"]) for row in rows]
    once = {frozenset((order["certNo"], order["other"])): order for order in reversed(orders)}
    undecided = await read_tables(projection, open_pairs, orders)
    good = await _in_force(info, {number for pair in once for number in pair})
    pairs = await asyncio.gather(  # so that their sites are read together
        *(_pair(info, order, OPEN if pair in undecided else RESOLVED, good) for pair, order in once.items())
    )
    return [pair for pair in reversed(pairs) if status is None or pair.status is status]


async def resolve_duplicate(info: Info, duplicate: ID, keep: str | None = None, grounds: str = "") -> Ordered:
    context = info.context
    order = await order_named(info, duplicate, "duplicate")
    cases = {order["certNo"]: order["case"], order["other"]: order["otherCase"]}
    if keep is None:
        return await _both_stay(info, order, grounds)
    if keep not in cases:
        raise BadRequest("keep names one of the two certificates.")
    if keep not in await _in_force(info, {keep}):
        raise Conflict(f"{keep} is not in force.")
    (to_void,) = cases.keys() - {keep}
    held = await case_in_hand(context.hub, context.principal, cases[to_void])
    return await make_void(info, held, to_void, VoidReason.DUPLICATE, grounds)


async def _both_stay(info: Info, order: dict[str, Any], grounds: str) -> Ordered:
    """Somebody has seen both sheets and says why neither is one too many."""
    context = info.context
    pair = {name: order[name] for name in ("certNo", "other")}
    if not {*pair.values()} <= await _in_force(info, {*pair.values()}):
        raise Conflict("One of the two is not in force any more.")
    held = await case_in_hand(context.hub, context.principal, order["case"])
    key = ":".join(sorted(pair.values()))
    written = await order_in_case(
        context.hub, context.principal, held, "both-stay", key, **pair, grounds=grounds
    )
    return await shown(info, written)


async def _in_force(info: Info, numbers: set[str]) -> set[str]:
    query, found = select(CERTIFICATES.c.number).where(CERTIFICATES.c.in_force), set[str]()
    for some in in_parts(numbers):
        some_of_them = query.where(CERTIFICATES.c.number.in_(some))
        found |= {row["number"] for row in await rows_of(info.context.hub.projection, some_of_them)}
    return found


async def _pair(info: Info, order: dict[str, Any], status: DuplicateStatus, good: set[str]) -> DuplicatePair:
    own, other = order["certNo"], order["other"]
    return DuplicatePair(
        id=order["_id"],
        cert_no=own,
        case=order["case"],
        other=other,
        other_case=order["otherCase"],
        keep=order["keep"],
        in_force=own in good,
        other_in_force=other in good,
        site=await _issued_at(info, own),
        other_site=await _issued_at(info, other),
        status=status,
        found_at=Moment(order["at"]),
    )


async def _issued_at(info: Info, number: str) -> Site:
    code = site_of_device(read_certificate_number(number).device)
    return Site.from_row(code, await info.context.loaders.sites.load(code))
