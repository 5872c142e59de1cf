"""What a desk orders, and what it is shown of it."""

from typing import Any

from strawberry import ID

from schema.graphql.order import Ordered
from server.desk import CaseInHand, Written, case_in_hand, order_at_site
from server.graphql.cases import find_case
from server.graphql.context import Info
from sync.errors import BadRequest


async def ordered_at_site(
    info: Info, site: str, type_: str, case: str | None = None, key: str = "", **members: Any
) -> Ordered:
    """Write what changes no case, though it may be about one. Raises like `case_in_hand` and
    `order_at_site`, and `BadRequest` for a case that the site has not worked on."""
    hub, principal = info.context.hub, info.context.principal
    held = await case_in_hand(hub, principal, case) if case else None
    if held and site not in _sites_of(held):
        raise BadRequest(f"The site {site} has not worked on the case {case}.")
    about = held.fold["id"] if held else ""
    return await shown(info, await order_at_site(hub, principal, site, type_, key=key, case=about, **members))


def _sites_of(held: CaseInHand) -> set[str]:
    """Where a case was opened, where it is handled, and where anything was done about it."""
    done = {one["site"] for one in held.documents if "device" in one}
    return {held.fold["site"], held.fold["handledBy"], *done}


async def shown(info: Info, written: Written) -> Ordered:
    """What was written, with its case as it is now."""
    order = written.order
    case = order["case"] and await find_case(info, order["case"])
    return Ordered(order=ID(order["_id"]), pending=written.pending, case=case or None)
