"""What tablets and desks noted of an office itself: facts of the one say what orders of the other do."""

from typing import Any

from sqlalchemy import CompoundSelect, select, union_all

from schema.tables import Fact, Order
from server.graphql.context import Info, asked
from sync.projector.database import table_of

_FACTS, _ORDERS = table_of(Fact), table_of(Order)
SELF_CHECK, RECTIFICATION = "self-check", "rectification"


def noted(info: Info, type_: str, area_code: str | None = None) -> CompoundSelect[Any]:
    """Their `id`, `at` and `body`."""
    facts = (_FACTS.c.case_id == "", _FACTS.c.waiting_for == "")
    return union_all(
        *(
            select(table.c.id, table.c.at, table.c.body).where(
                table.c.type == type_, *which, asked(table.c.site, info.context.principal, area_code)
            )
            for table, which in ((_FACTS, facts), (_ORDERS, ()))
        )
    )
