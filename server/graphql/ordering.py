"""What a desk orders, and what it is shown of it."""

from typing import Any

from strawberry import ID

from schema.graphql.order import Ordered
from server.desk import Written, case_in_hand, order_at_site
from server.graphql.cases import find_case
from server.graphql.context import Info


async def ordered_at_site(
    info: Info, site: str, type_: str, case: str | None = None, key: str = "", **members: Any
) -> Ordered:
    """Write what changes no case, though it may be about one. Raises like `case_in_hand` and
    `order_at_site`."""
    hub, principal = info.context.hub, info.context.principal
    held = await case_in_hand(hub, principal, case) if case else None
    about = held.fold["id"] if held else ""
    return await shown(info, await order_at_site(hub, principal, site, type_, key=key, case=about, **members))


async def shown(info: Info, written: Written) -> Ordered:
    """What was written, with its case as it is now."""
    order, context = written.order, info.context
    case = order["case"] and await find_case(context.hub.projection, context.principal, order["case"])
    return Ordered(order=ID(order["_id"]), pending=written.pending, case=case or None)
