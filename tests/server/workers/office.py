"""The demo district at work: tablets of two communities, the hub's workers, and a clock that stands still."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from schema.calendar import due_on
from schema.fold import fold
from schema.rules import declared_facts, requirements
from schema.shanghai import SHANGHAI
from server.clock import HubClock, rfc3339
from server.workers.worker import Parts, Worker
from sync.records import put_new, read_range
from tests.hub import CLERKS, SITE, DemoHub
from tests.people import MR_ZHAO, MRS_ZHAO
from tests.tablet import Fact, Tablet
from tests.vectors.generate import guide, shipped_calendars

FURTHER_BIRTH = "guide:further-birth:2021-7"
PORTAL = "500116000000YK"  # the pseudo-device of online applications


class StandingClock(HubClock):
    """Shows one moment."""

    def __init__(self, text: str) -> None:
        super().__init__(datetime.fromisoformat(text).replace(tzinfo=SHANGHAI))

    def now(self) -> datetime:
        assert self._start
        return self._start


class Office:
    """A hub, what tablets write to it, and what its workers make of that."""

    def __init__(self, demo: DemoHub) -> None:
        self.demo = demo

    def parts(self, now: str) -> Parts:
        return replace(self.demo.hub.parts, clock=StandingClock(now))

    async def work(self, *workers: Worker, now: str = "2021-06-15T09:00") -> int:
        """Run each once, each with the tables up to date; how many documents they wrote."""
        written = 0
        for worker in workers:
            await self.demo.settled()
            written += await worker.run(self.parts(now))
        return written

    async def push(self, tablet: Tablet) -> None:
        """All facts of a tablet, through the gate."""
        assert not [
            row
            for row in await self.demo.push(tablet.facts, site=tablet.site, user=CLERKS[tablet.site])
            if "error" in row
        ]

    async def write(self, *orders: Fact) -> None:
        """What the hub has written for somebody."""
        for order in orders:
            await put_new(self.demo.hub.engine.database(f"site-{order['site']}"), [order])

    async def orders(self, site: str = SITE, type_: str = "") -> list[Fact]:
        found = await read_range(self.demo.hub.engine.database(f"site-{site}"), f"order:{type_}")
        return [one for one in found if one["by"] == "hub"]

    async def folded_by_the_hub(self, case: str) -> Any:
        await self.demo.settled()
        rows = [row for row in self.demo.rows()["casefile"] if row[0] == case]
        return next(column for row in rows for column in row if isinstance(column, dict))

    async def folded_at(self, site: str, case: str) -> Any:
        """What a tablet of a site makes of what its database holds."""
        documents = await read_range(self.demo.hub.engine.database(f"site-{site}"), "")
        guides = await read_range(self.demo.hub.engine.database("reference"), "guide:")
        mine = [one for one in documents if one.get("case") == case and one["type"] != "task"]
        return fold(mine, {one["_id"]: one for one in guides})


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def everything_shown(guide_id: str, declaration: Fact) -> Sequence[str]:
    """The keys of one complete set of papers."""
    law = guide(guide_id.split(":")[1])
    return [
        key
        for one in requirements(law, declared_facts(declaration))
        for key in ([f"{one.key}/{part}" for part in one.alternatives[0]] if one.alternatives else [one.key])
    ]


def further_birth(tablet: Tablet, due: str = "", /, **couple: Any) -> str:
    """A couple of Jiangjin asks for a further birth; accepted for twenty working days."""
    case = tablet.application(guide=FURTHER_BIRTH, reason="policy", **couple)
    tablet.visit(case)
    tablet.materials(case, *everything_shown(FURTHER_BIRTH, tablet.facts[-2]))
    tablet.acceptance(case, 20, due or due_on(shipped_calendars(), tablet.now.date(), 20))
    return case


def birth_service(tablet: Tablet, **couple: Any) -> Fact:
    """Everything in one visit; the certificate."""
    case = tablet.application(**couple)
    tablet.visit(case)
    tablet.materials(case, *everything_shown("guide:birth-service:2021-7", tablet.facts[-2]))
    tablet.acceptance(case)
    return tablet.certificate(case, **couple)


def online_application(reference: int, opened: str, site: str = SITE) -> Fact:
    """What the portal's intake writes: the case is the site's from its first moment."""
    case = f"{PORTAL}-{reference}"
    return {
        "_id": f"order:application:{case}",
        "type": "application",
        "v": 1,
        "case": case,
        "site": site,
        "at": rfc3339(at(opened)),
        "by": "hub",
        "item": "birth-service",
        "guide": "guide:birth-service:2021-7",
        "channel": "online",
        "reference": reference,
        "husband": MR_ZHAO,
        "wife": MRS_ZHAO,
        "sameBooklet": False,
        "children": [],
        "reason": "",
        "opinionFrom": "",
        "delivery": "mail",
        "address": "",
        "uploads": [],
    }
