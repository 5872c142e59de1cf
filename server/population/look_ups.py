"""Looks up, in the population system, the spouses whose cases want it.

While the system does not answer, nothing is written and nobody is asked for anything: the look-ups stay
wanted. What does not fit becomes a task for the office (协查), which asks another office; never one for the
applicants.
"""

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import structlog
from sqlalchemy import select

from schema.tables import CaseFile, Guide, LookUp
from server.population.comparing import result_of
from server.population.system import Found, Person, PopulationSystem
from server.workers.worker import Parts, write_orders
from sync.errors import BadRequest, SyncError
from sync.projector.database import table_of
from sync.records import Document

AT_A_TIME = 40  # asked for in one run; what is left moves the worker to run again
SECONDS_ASIDE = 3600.0  # before it is asked again what the system cannot tell
DAYS_TO_ASK = timedelta(days=7)  # another office

log = structlog.get_logger("population")
_CASES, _GUIDES, _WANTED = table_of(CaseFile), table_of(Guide), table_of(LookUp)
_OTHER = {"husband": "wife", "wife": "husband"}


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A row of `wanted_look_up` with its case's fold, and whether its guide asks for children."""

    id: str
    site: str
    spouse: str
    since: str
    case: Mapping[str, Any]
    asks_children: bool

    @property
    def person(self) -> Person:
        person, other = self.case[self.spouse], self.case[_OTHER[self.spouse]]
        return Person(person["name"], person["idNo"], other["idNo"])


class LookUps:
    """Writes `lookup` orders and `ask-office` tasks. `trouble` is why the system does not answer, if so."""

    name = "look-ups"

    def __init__(self, population: PopulationSystem, now: Callable[[], float] = time.monotonic) -> None:
        self.trouble: SyncError | None = None
        self._population = population
        self._now = now
        self._aside: dict[str, float] = {}  # what the system could not tell, until when

    async def run(self, parts: Parts) -> int:
        """Ask for the oldest, and write what is answered."""
        wanted = await asyncio.to_thread(self._oldest, parts)
        if not wanted:
            return 0
        answers = await asyncio.gather(*map(self._ask, wanted))
        self._notice([answer for answer in answers if isinstance(answer, SyncError)])
        documents = [
            document
            for one, answer in zip(wanted, answers, strict=True)
            if not isinstance(answer, SyncError)
            for document in _documents(parts, one, answer)
        ]
        return await write_orders(parts, documents)

    async def close(self) -> None:
        await self._population.close()

    async def _ask(self, wanted: _Wanted) -> Found | SyncError | None:
        try:
            return await self._population.look_up(wanted.person)
        except BadRequest as problem:
            log.warning("a look-up is set aside", lookup=wanted.id, why=problem.reason)
            self._aside[wanted.id] = self._now() + SECONDS_ASIDE
            return problem
        except SyncError as problem:
            return problem

    def _notice(self, problems: list[SyncError]) -> None:
        """Log once that look-ups wait, and once that they go on."""
        trouble = next((one for one in problems if not isinstance(one, BadRequest)), None)
        if type(trouble) is not type(self.trouble):
            if trouble:
                log.warning("look-ups are queued", why=trouble.reason)
            else:
                log.info("look-ups go on")
        self.trouble = trouble

    def _oldest(self, parts: Parts) -> list[_Wanted]:
        self._aside = {name: until for name, until in self._aside.items() if until > self._now()}
        query = (
            select(_WANTED, _CASES.c.fold)
            .join(_CASES, _CASES.c.id == _WANTED.c.case_id)
            .where(_WANTED.c.id.not_in(self._aside))
            .order_by(_WANTED.c.since, _WANTED.c.id)
            .limit(AT_A_TIME)
        )
        with parts.projection.connect() as connection:
            rows = connection.execute(query).all()
            named = {row.fold["guide"] for row in rows}
            guides = connection.execute(select(_GUIDES).where(_GUIDES.c.id.in_(named))).all()
        asking = {row.id for row in guides if any(one["key"] == "children" for one in row.body["questions"])}
        return [
            _Wanted(row.id, row.site, row.spouse, row.since, row.fold, row.fold["guide"] in asking)
            for row in rows
        ]


def _documents(parts: Parts, wanted: _Wanted, found: Found | None) -> Iterator[Document]:
    result = result_of(wanted.case, wanted.spouse, found, asks_children=wanted.asks_children)
    said = parts.order(
        "lookup",
        wanted.case["id"],
        wanted.site,
        after=wanted.since,
        spouse=wanted.spouse,
        result=result,
        marital=found.marital if found else "",
        children=found.children if found else 0,
    )
    order = {**said, "_id": wanted.id}
    yield order
    if result != "consistent":
        yield {
            "_id": f"task:ask-office:{wanted.id}",
            "type": "task",
            "v": 1,
            "kind": "ask-office",
            "site": wanted.site,
            "case": wanted.case["id"],
            "lookup": wanted.id,
            "by": "hub",
            "at": order["at"],
            "dueOn": _due_on(parts.clock.today(), wanted.case).isoformat(),
        }


def _due_on(today: date, case: Mapping[str, Any]) -> date:
    """In a week, or by the day the applicants were promised if they still wait and that is sooner."""
    in_a_week, promised = today + DAYS_TO_ASK, case["dueOn"]
    if case["issuedAt"] or promised < today.isoformat():
        return in_a_week
    return min(in_a_week, date.fromisoformat(promised))
