"""Takes away where a couple wanted mailed what they had lost, fifteen days after nobody needs it any more.

The address was sealed at the office that they stood at, of no case. What is mailed has another, sealed for
its case, which goes with the papers of the case.
"""

import asyncio
from collections import defaultdict

import orjson
from sqlalchemy import Connection, func, select

from schema.id_number import couple_key
from schema.tables import CaseFile, Fact, Order, Task
from server.clock import rfc3339
from server.online.papers import purge
from server.online.purge import KEPT
from server.workers.elsewhere import REISSUE, SENT, task_id
from server.workers.worker import Parts
from sync.projector.database import table_of
from sync.records import Document

_CASES, _FACTS, _ORDERS, _TASKS = table_of(CaseFile), table_of(Fact), table_of(Order), table_of(Task)
_ENDS_A_WISH = ("mailing", "handover", "void")  # in the case that another was to be issued in


class WishAddresses:
    """Purges the address of each wish that was met, taken back, or came to nothing."""

    name = "wish-addresses"

    async def run(self, parts: Parts) -> int:
        """What is gone already is none the worse."""
        last_day = rfc3339(parts.clock.now() - KEPT)
        by_site: dict[str, list[str]] = defaultdict(list)
        for wish in await asyncio.to_thread(_over, parts, last_day):
            by_site[wish["site"]].append(wish["address"])
        return sum([await purge(parts.engine, site, names) for site, names in by_site.items()])


def _over(parts: Parts, last_day: str) -> list[Document]:
    """The wishes that were over by that moment."""
    query = select(_FACTS.c.body).where(
        _FACTS.c.case_id == "", _FACTS.c.type.in_(("reissue-wish", "wish-over")), _FACTS.c.waiting_for == ""
    )
    with parts.projection.connect() as connection:
        told = [orjson.loads(body) for body in connection.scalars(query.order_by(_FACTS.c.id))]
        taken_back = {fact["of"]: str(fact["at"]) for fact in told if fact["type"] == "wish-over"}
        wishes = [fact for fact in told if fact["type"] == "reissue-wish"]
        ends = [taken_back.get(wish["_id"]) or _end(connection, wish) for wish in wishes]
    return [wish for wish, end in zip(wishes, ends, strict=True) if end and end <= last_day]


def _end(connection: Connection, wish: Document) -> str:
    """When the address was needed last; empty while it is."""
    asked = select(_TASKS.c.case_id, _TASKS.c.at).where(_TASKS.c.id == task_id(REISSUE, wish["_id"]))
    if task := connection.execute(asked).one_or_none():
        return _last_of(connection, task.case_id, task.at)
    sent = select(_TASKS.c.at).where(_TASKS.c.id == task_id(SENT, wish["_id"]))
    return connection.scalar(sent) or _applied_anew(connection, wish)  # another had been issued already


def _last_of(connection: Connection, case: str, since: str) -> str:
    """The last letter, hand-over or void notice of a case since then."""
    queries = [
        select(func.max(table.c.at)).where(
            table.c.case_id == case, table.c.type.in_(_ENDS_A_WISH), table.c.at > since
        )
        for table in (_FACTS, _ORDERS)
    ]
    return max(connection.scalar(query) or "" for query in queries)


def _applied_anew(connection: Connection, wish: Document) -> str:
    """Where the district had none of the couple, the office that they stood at has begun a case."""
    couple = couple_key(wish["husband"]["idNo"], wish["wife"]["idNo"])
    query = select(func.min(_CASES.c.opened_at)).where(
        _CASES.c.couple == couple,
        _CASES.c.item == wish["item"],
        _CASES.c.site == wish["site"],
        _CASES.c.opened_at > wish["at"],
    )
    return connection.scalar(query) or ""
