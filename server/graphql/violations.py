"""What should not have been: without effect, refused, or kept from happening at a window."""

import re

from sqlalchemy import func, literal, select, union_all
from strawberry import ID

from schema.fold import OUT_OF_ORDER
from schema.graphql.connection import Connection, Direction
from schema.graphql.scalars import DateRange, ViolationKind
from schema.graphql.violation import Violation
from schema.refusals import SENTENCES
from schema.tables import Refusal
from schema.tables import Violation as ViolationRow
from server.gate import NOT_PUBLISHED
from server.graphql.context import Info
from server.graphql.context import area_code as checked
from server.graphql.pages import page_of
from server.graphql.period import during
from sync.errors import BadRequest
from sync.projector.database import table_of, within

VIOLATIONS, REFUSALS = table_of(ViolationRow), table_of(Refusal)
_ALL = union_all(
    select(
        VIOLATIONS.c.id, VIOLATIONS.c.kind, VIOLATIONS.c.rule, VIOLATIONS.c.document, VIOLATIONS.c.detail,
        VIOLATIONS.c.case_id, VIOLATIONS.c.site, VIOLATIONS.c.at, VIOLATIONS.c.by,
    ),
    select(
        REFUSALS.c.id, literal("refused"), REFUSALS.c.rule, REFUSALS.c.doc_id, REFUSALS.c.reason,
        REFUSALS.c.case_id, func.replace(REFUSALS.c.database, "site-", ""), REFUSALS.c.at, REFUSALS.c.by,
    ),
).subquery()  # fmt: skip


async def list_violations(
    info: Info,
    period: DateRange | None = None,
    rule: str | None = None,
    area_code: str | None = None,
    first: int = 50,
    after: str | None = None,
    kind: ViolationKind | None = None,
    case: ID | None = None,
    by: str | None = None,
    direction: Direction = Direction.DESCENDING,
) -> Connection[Violation]:
    context = info.context
    if rule is not None and not _is_rule(rule):
        raise BadRequest(f"There is no rule {rule}: give R01, order, or the code of a refusal.")
    query = select(_ALL)
    if not context.principal.is_administrator:  # who sees what was refused outside any site too
        query = query.where(within(_ALL.c.site, context.principal.area))
    if area_code is not None:
        query = query.where(within(_ALL.c.site, checked(area_code)))
    if period is not None:
        query = query.where(during(_ALL.c.at, period))
    if rule is not None:
        query = query.where(_ALL.c.rule == rule)
    if kind is not None:
        query = query.where(_ALL.c.kind == kind.value)
    if case is not None:
        query = query.where(_ALL.c.case_id == case)
    if by is not None:
        query = query.where(_ALL.c.by == by)
    page = await page_of(context.hub.projection, query, (_ALL.c.at, _ALL.c.id), first, after, direction)
    return page.of(Violation.from_row(row) for row in page.rows)


def _is_rule(rule: str) -> bool:
    return bool(re.fullmatch(r"R[0-9]{2}", rule)) or rule in {OUT_OF_ORDER, NOT_PUBLISHED, *SENTENCES}
