"""Sends on what a couple said at another office: that their certificate is lost, and where to mail another.

The office that issued it is asked. Where the district has none of the couple, the office that they stood at
is told; should one arrive after all, it is sent on then.
"""

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import orjson
from sqlalchemy import Connection, exists, literal, select

from schema.id_number import couple_key
from schema.tables import Certificate, Fact, Task
from server.workers.worker import Parts, write_orders
from sync.projector.database import table_of
from sync.records import Document

DAYS_TO_ANSWER = timedelta(days=3)
REISSUE, SENT, NONE = "reissue", "reissue-sent", "no-certificate"
_FACTS, _CERTIFICATES, _TASKS = table_of(Fact), table_of(Certificate), table_of(Task)


class Elsewhere:
    """Writes `reissue` tasks, and at the office that took the wish `reissue-sent` or `no-certificate`."""

    name = "elsewhere"

    async def run(self, parts: Parts) -> int:
        """One task for each wish at either office."""
        return await write_orders(parts, await asyncio.to_thread(_tasks, parts))


def task_id(kind: str, wish: str) -> str:
    return f"task:{kind}:{wish}"


def _tasks(parts: Parts) -> list[Document]:
    with parts.projection.connect() as connection:
        return [
            task
            for wish in _wishes(connection)
            for task in _tasks_of(parts, wish, _in_force(connection, wish))
        ]


def _wishes(connection: Connection) -> list[Document]:
    """Those that were not sent on yet, and that nobody took back."""
    is_sent = exists().where(_TASKS.c.id == literal(task_id(SENT, "")) + _FACTS.c.id)
    of_no_case = _FACTS.c.case_id == "", _FACTS.c.type.in_(("reissue-wish", "wish-over"))
    query = select(_FACTS.c.body).where(*of_no_case, _FACTS.c.waiting_for == "", ~is_sent)
    told = [orjson.loads(body) for body in connection.scalars(query.order_by(_FACTS.c.id))]
    over = {fact["of"] for fact in told if fact["type"] == "wish-over"}
    return [fact for fact in told if fact["type"] == "reissue-wish" and fact["_id"] not in over]


def _in_force(connection: Connection, wish: Document) -> Document | None:
    """The couple's certificate of the item: the one they name, else the latest. A number alone is not
    believed: another couple's certificate is mailed to nobody."""
    couple = couple_key(wish["husband"]["idNo"], wish["wife"]["idNo"])
    certificates = _CERTIFICATES.c
    query = (
        select(_FACTS.c.body)
        .join(_CERTIFICATES, _FACTS.c.id == certificates.fact_id)
        .where(certificates.couple == couple, certificates.item == wish["item"], certificates.in_force)
        .order_by((certificates.number == wish["certNo"]).desc(), _FACTS.c.at.desc(), _FACTS.c.id)
        .limit(1)
    )
    body = connection.scalar(query)
    return orjson.loads(body) if body else None


def _tasks_of(parts: Parts, wish: Document, found: Document | None) -> Iterator[Document]:
    if found is None:
        yield _task(parts, NONE, wish, wish["site"])
        return
    if not _is_met(wish, found):
        about = {"case": found["case"], "certNo": found["certNo"], "address": wish["address"]}
        yield _task(parts, REISSUE, wish, found["site"], **about)
    yield _task(parts, SENT, wish, wish["site"], to=found["site"])


def _is_met(wish: Document, found: Document) -> bool:
    """Another was issued in the place of the one that was lost since they said so."""
    is_later = found["supersedes"] and found["at"] > wish["at"]
    return bool(is_later and found["certNo"] != wish["certNo"])


def _task(parts: Parts, kind: str, wish: Document, site: str, **about: str) -> Document:
    return {
        "_id": task_id(kind, wish["_id"]),
        "type": "task",
        "v": 1,
        "kind": kind,
        "site": site,
        "case": "",
        "wish": wish["_id"],
        "by": "hub",
        "at": parts.clock.text_after(wish["at"]),
        "dueOn": (parts.clock.today() + DAYS_TO_ANSWER).isoformat(),
        **about,
    }
