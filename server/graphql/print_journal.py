"""What came out of printers against what has a number: sheets that are missing, and sheets too many."""

from sqlalchemy import Engine, and_, func, select
from sqlalchemy.sql.elements import ColumnElement
from strawberry import ID

from schema.graphql.numbers import NumberedItem, PrintedNumber, PrintJournal
from schema.graphql.scalars import Moment
from schema.stock import AWAITED, ISSUED, VOID
from schema.tables import Audit, NumberUse
from server.audit import PRINTING
from server.graphql.context import Info, asked, rows_of
from sync.projector.database import table_of

AT_MOST = 500
_USES, _AUDIT = table_of(NumberUse), table_of(Audit)
_PAPER = _AUDIT.c.fields[0].as_string().label("paper")
_COUNT = func.count().label("n")
_MADE = select(_PAPER, _COUNT).where(_AUDIT.c.purpose == PRINTING).group_by(_PAPER).subquery()
_PRINTED = _USES.c.printed + func.coalesce(_MADE.c.n, 0)
_PRINTINGS = _USES.outerjoin(_MADE, _MADE.c.paper == _USES.c.type + ":" + _USES.c.fact_id)
_NEVER = and_(_USES.c.state == ISSUED, _PRINTED == 0)
_IS_PAPER = _USES.c.state.in_((ISSUED, VOID, AWAITED))
_AGAIN = and_(_IS_PAPER, _PRINTED > 1)


async def print_journal(
    info: Info, area_code: str | None = None, item: NumberedItem | None = None
) -> PrintJournal:
    projection = info.context.hub.projection
    where = asked(_USES.c.site, info.context.principal, area_code)
    if item:
        where = and_(where, _USES.c.item == item.value)
    counts = select(
        func.count().label("numbers"),
        func.coalesce(func.sum(_PRINTED), 0).label("sheets"),
        func.count().filter(_NEVER).label("never"),
        func.count().filter(_AGAIN).label("again"),
    ).select_from(_PRINTINGS)
    (counted,) = await rows_of(projection, counts.where(where, _IS_PAPER))
    return PrintJournal(
        numbers=counted["numbers"],
        sheets=counted["sheets"],
        never_printed_count=counted["never"],
        printed_again_count=counted["again"],
        never_printed=await _listed(projection, and_(where, _NEVER)),
        printed_again=await _listed(projection, and_(where, _AGAIN)),
    )


async def _listed(projection: Engine, where: ColumnElement[bool]) -> list[PrintedNumber]:
    query = (
        select(_USES, _PRINTED.label("sheets"))
        .select_from(_PRINTINGS)
        .where(where)
        .order_by(_USES.c.at, _USES.c.fact_id)
        .limit(AT_MOST)
    )
    return [
        PrintedNumber(
            number=row["number"],
            item=NumberedItem(row["item"]),
            fact=ID(row["fact_id"]),
            case=ID(row["case_id"]),
            site=row["site"],
            device=row["device"],
            at=Moment(row["at"]),
            printed=row["sheets"],
        )
        for row in await rows_of(projection, query)
    ]
