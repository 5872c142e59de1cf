"""Tells the portal each change of its cases: queued in `hub`, sent in order, tried again until it is taken.

    {"_id": "message:<case>:<event>", "type": "message", "v": 1, "case": "…", "reference": "…", "item": "…",
     "n": 1, "told": {…}, "at": "…", "sentAt": "", "attempts": 0, "nextAt": "", "fault": "", "down": false}

`told` is one of `schema/events.py`. `down` when nobody answered, and then all messages rest.
"""

import asyncio
from datetime import timedelta

from sqlalchemy import exists, select, tuple_

from schema.events import events, message_id
from schema.graphql.context import Row
from schema.tables import CaseFile, Message
from server.clock import rfc3339
from server.online.portal import Portal
from server.online.told import all_told
from server.workers.worker import Parts
from sync.errors import BadRequest, Unavailable
from sync.projector.database import table_of
from sync.records import Document, change, put_new, read

AT_ONCE = 100
LONGEST_REST = 360  # minutes
_CASES, _MESSAGES = table_of(CaseFile), table_of(Message)
_PLACE = (_MESSAGES.c.at, _MESSAGES.c.n, _MESSAGES.c.id)  # in the queue


class Tell:
    """Queues messages and sends them; with no portal it only queues, and all goes out once there is one."""

    name = "tell"

    def __init__(self, portal: Portal | None) -> None:
        self._portal = portal

    async def run(self, parts: Parts) -> int:
        """Queue what is not queued yet, and send what is due. That the portal is down is no failure here."""
        queued = await put_new(parts.engine.database("hub"), await asyncio.to_thread(_untold, parts))
        return len(queued) + (await self._send(parts, self._portal) if self._portal else 0)

    async def _send(self, parts: Parts, portal: Portal) -> int:
        sent = 0
        behind: set[str] = set()  # cases one message of which was refused: the later ones wait behind it
        for row in await asyncio.to_thread(_due, parts):
            if row["case_id"] in behind:
                continue
            try:
                sent += await _tell(parts, portal, row["id"])
            except BadRequest as fault:
                behind.add(row["case_id"])
                await _rest(parts, row["id"], str(fault), down=False)
            except Unavailable as fault:
                await _rest(parts, row["id"], str(fault), down=True)
                break
        return sent


async def _tell(parts: Parts, portal: Portal, message: str) -> bool:
    """Whether there was still something to send: the tables may be behind."""
    hub = parts.engine.database("hub")
    held = await read(hub, message)
    if held is None or held["sentAt"]:
        return False
    head = {name: held[name] for name in ("case", "reference", "item")}
    await portal.tell({"id": message, **head, **held["told"]})
    await change(hub, message, sentAt=parts.clock.text(), fault="", down=False)
    return True


async def _rest(parts: Parts, message_id: str, fault: str, *, down: bool) -> None:
    """A minute at first, twice as long each time."""
    hub = parts.engine.database("hub")
    message = await read(hub, message_id) or {"attempts": 0}
    minutes = min(2 ** message["attempts"], LONGEST_REST)
    next_at = rfc3339(parts.clock.now() + timedelta(minutes=minutes))
    attempts = message["attempts"] + 1
    await change(hub, message_id, attempts=attempts, nextAt=next_at, fault=fault, down=down)


def _untold(parts: Parts) -> list[Document]:
    """Messages for the cases that have papers: all online ones, until they are purged."""
    with parts.projection.connect() as connection:
        rows = connection.execute(select(_CASES.c.fold).where(_CASES.c.has_papers.is_(True), ~all_told()))
        cases = [row.fold for row in rows]
    return [_message(parts, case, n, told) for case in cases for n, told in enumerate(events(case), 1)]


def _message(parts: Parts, case: Row, n: int, told: Document) -> Document:
    return {
        "_id": message_id(case["id"], told["event"]),
        "type": "message",
        "v": 1,
        "case": case["id"],
        "reference": case["id"].partition("-")[2],
        "item": case["item"],
        "n": n,
        "told": told,
        "at": told["at"] or parts.clock.text(),
        "sentAt": "",
        "attempts": 0,
        "nextAt": "",
        "fault": "",
        "down": False,
    }


def _due(parts: Parts) -> list[Row]:
    """What may be sent now, the oldest first: none while the portal is left in peace, and none behind one of
    its case that rests. What rests takes nobody's place."""
    unsent, now = _MESSAGES.c.sent_at == "", parts.clock.text()
    earlier = _MESSAGES.alias()
    place = tuple_(earlier.c.at, earlier.c.n, earlier.c.id) < tuple_(*_PLACE)
    rests = (
        earlier.c.case_id == _MESSAGES.c.case_id,
        earlier.c.sent_at == "",
        earlier.c.next_at > now,
        place,
    )
    query = select(_MESSAGES.c.id, _MESSAGES.c.case_id).where(
        unsent, _MESSAGES.c.next_at <= now, ~exists().where(*rests)
    )
    is_down = select(_MESSAGES.c.id).where(unsent, _MESSAGES.c.down.is_(True), _MESSAGES.c.next_at > now)
    with parts.projection.connect() as connection:
        if connection.execute(is_down.limit(1)).first():
            return []
        return [dict(row) for row in connection.execute(query.order_by(*_PLACE).limit(AT_ONCE)).mappings()]
