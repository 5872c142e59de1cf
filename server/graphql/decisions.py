"""What a township decides: to grant or refuse, that a pledge is false, that a certificate is void."""

from typing import Any

from sqlalchemy import select
from strawberry import ID

from schema.graphql.order import Ordered
from schema.graphql.scalars import Appraisal, RefusalReason, VoidReason
from schema.tables import Certificate, Fact
from server.desk import CaseInHand, case_in_hand, order_in_case
from server.graphql.cases import case_of_certificate
from server.graphql.context import Info, rows_of
from server.graphql.ordering import shown
from sync.errors import BadRequest, NotFound
from sync.projector.database import table_of

FACTS, CERTIFICATES = table_of(Fact), table_of(Certificate)


async def decide(
    info: Info,
    case: ID,
    granted: bool,
    reason: RefusalReason | None = None,
    appraisal: Appraisal | None = None,
    grounds: str = "",
) -> Ordered:
    if granted and reason is not None:
        raise BadRequest("A reason is given for a refusal alone.")
    context = info.context
    held = await case_in_hand(context.hub, context.principal, str(case))
    return await _ordered(
        info,
        held,
        "decision",
        granted=granted,
        reason=reason.value if reason else "",
        appraisal=appraisal.value if appraisal else "",
        grounds=grounds,
    )


async def confirm_false_pledge(
    info: Info, pledge: ID, agrees: bool = True, corrected: bool = False
) -> Ordered:
    context = info.context
    found = select(FACTS.c.case_id).where(FACTS.c.id == pledge, FACTS.c.type == "pledge")
    held = await _case_of(info, await rows_of(context.hub.projection, found), f"There is no pledge {pledge}.")
    signed = next((one for one in held.fold["pledges"] if one["id"] == pledge), None)
    if signed is None:
        raise NotFound(f"The pledge {pledge} has no effect in its case.")
    if signed["conclusion"] is None:
        raise BadRequest("Nobody has come to a conclusion about this pledge.")
    conclusion = signed["conclusion"]["id"]
    said = {"conclusion": conclusion, "agrees": agrees, "corrected": corrected}
    return await _ordered(info, held, "confirmation", conclusion, **said)


async def void_certificate(info: Info, cert_no: str, why: VoidReason, grounds: str = "") -> Ordered:
    """Of a number on two papers the one that has it: the other is void anyway."""
    rows = await rows_of(info.context.hub.projection, case_of_certificate(cert_no))
    held = await _case_of(info, rows, f"There is no certificate {cert_no}.")
    return await make_void(info, held, cert_no, why, grounds)


async def make_void(info: Info, held: CaseInHand, cert_no: str, why: VoidReason, grounds: str) -> Ordered:
    """Write that a certificate of a case is void; its holder is told why."""
    if why is VoidReason.OTHER and not grounds.strip():
        raise BadRequest("grounds says why, for a reason that is none of the list.")
    return await _ordered(info, held, "void", cert_no, certNo=cert_no, why=why.value, grounds=grounds)


async def _case_of(info: Info, rows: list[dict[str, Any]], reason: str) -> CaseInHand:
    if not rows:
        raise NotFound(reason)
    try:
        return await case_in_hand(info.context.hub, info.context.principal, rows[0]["case_id"])
    except NotFound as error:
        raise NotFound(reason) from error  # nobody learns the name of a case that is not his


async def _ordered(info: Info, held: CaseInHand, type_: str, key: str = "", **members: Any) -> Ordered:
    context = info.context
    written = await order_in_case(context.hub, context.principal, held, type_, key, **members)
    return await shown(info, written)
