"""All stories of the district, told together in the order of time."""

import heapq
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count

from cryptography.hazmat.primitives.asymmetric import ec

from server.demo_history.case import Case
from server.demo_history.office_life import (
    complaints,
    fall_silent,
    inspections,
    office_life,
    outages_end,
    plan_outages,
)
from server.demo_history.places import Site
from server.demo_history.stories import tell
from server.demo_history.world import Plan, Story, World
from sync.records import Document

Written = list[tuple[str, Document]]

# The unusual thing of a case: the item it happens with, and whether one of the couple is of another province.
TURNS: dict[str, tuple[str, bool | None]] = {
    "abandoned": ("birth-service", None),
    "returns": ("birth-service", None),
    "left": ("birth-service", None),
    "attempt": ("birth-service", None),
    "withdrawn": ("birth-service", None),
    "changed-facts": ("birth-service", None),
    "instalments": ("birth-service", None),
    "mistaken-tick": ("birth-service", None),
    "elsewhere": ("birth-service", None),
    "spoiled": ("birth-service", None),
    "loss": ("birth-service", None),
    "lost-elsewhere": ("birth-service", None),
    "clerical-error": ("birth-service", None),
    "applicant-asks": ("birth-service", None),
    "duplicate": ("birth-service", None),
    "both-stay": ("birth-service", None),
    "taken-back": ("birth-service", True),
    "mismatch": ("birth-service", False),
    "false-pledge": ("birth-service", True),
    "unconfirmed": ("birth-service", True),
    "unanswered": ("birth-service", True),
    "asked-to-verify": ("birth-service", True),
    "rerouted": ("birth-service", False),
    "early-proof": ("further-birth", True),
    "false-pledge-refused": ("further-birth", True),
    "never-answered": ("further-birth", True),
    "late-lookup": ("further-birth", False),
    "refused": ("further-birth", False),
    "overdue": ("further-birth", False),
    "undated": ("further-birth", False),
    "waiting-for-sheets": ("further-birth", False),
    "unfetched": ("further-birth", False),
    "returned-mail": ("further-birth", False),
}
_DECK = 100  # among so many cases each turn comes once
_ITEMS, _SHARES = ("birth-service", "further-birth", "only-child"), (68, 18, 14)
_ONLINE = 0.25
_LONGEST_VISIT = timedelta(minutes=30)
_FULL_DAYS = range(5)  # Monday to Friday


class History:
    """Made once for a plan. `begun` counts the cases told of so far."""

    def __init__(
        self,
        plan: Plan,
        district_key: ec.EllipticCurvePrivateKey,
        papers_key: ec.EllipticCurvePublicKey,
    ) -> None:
        self.world = World(plan, district_key, papers_key)
        fall_silent(self.world)
        self.world.admit_tablets()
        self.begun = 0
        self._deck: list[str] = []
        self._numbers = count()
        self._ahead: list[tuple[datetime, int, Story, Site | None]] = []

    def tell(self) -> Iterator[Written]:
        """What is written, moment after moment."""
        world = self.world
        for site in (*world.halls.values(), *world.sites):
            plan_outages(site, world.plan, world.chance)
            self._go_on(office_life(world, site), site)
            self._go_on(outages_end(world, site), site)
        self._go_on(complaints(world), None)
        self._go_on(inspections(world), None)
        self._put(self._arrivals(), world.plan.since, None)
        while self._ahead:
            world.now, _, story, office = heapq.heappop(self._ahead)
            self._go_on(story, office)
            yield world.fetch()
        world.all_arrive()
        yield world.fetch()

    def _arrivals(self) -> Story:
        """One couple after the other comes to an office."""
        world = self.world
        for moment, site in self._starts():
            yield moment
            self.begun += 1
            story, office = self._new_case(site)
            self._go_on(story, office)
        world.now = world.plan.until

    def _starts(self) -> list[tuple[datetime, Site]]:
        world = self.world
        days = [
            day
            for n in range((world.plan.until - world.plan.since).days)
            if (day := (world.plan.since + timedelta(days=n)).date()).weekday() in _FULL_DAYS
        ]
        loads = [site.load for site in world.sites]
        sites = world.chance.choices(world.sites, loads, k=world.plan.cases)
        return sorted(
            ((world.office_hour(world.chance.choice(days)), site) for site in sites),
            key=lambda start: (start[0], start[1].code),
        )

    def _new_case(self, site: Site) -> tuple[Story, Site]:
        world, chance, turn = self.world, self.world.chance, self._turn()
        item, outside = TURNS[turn] if turn else (chance.choices(_ITEMS, _SHARES)[0], None)
        online = turn == "rerouted" or (not turn and chance.random() < _ONLINE)
        couple = world.registry.couple(item, site.township["name"], outside=False if online else outside)
        if turn == "changed-facts":
            couple["husband"]["remarriedAfter"] = "none"
        return tell(Case(world, site, item, couple, turn), online=online), site

    def _turn(self) -> str:
        if not self._deck:
            self._deck = [*TURNS, *[""] * (_DECK - len(TURNS))]
            self.world.chance.shuffle(self._deck)
        return self._deck.pop()

    def _go_on(self, story: Story, site: Site | None) -> None:
        moment = next(story, None)
        if moment is not None:
            self._put(story, moment, site)

    def _put(self, story: Story, moment: datetime, site: Site | None) -> None:
        """What comes after the end, or when nothing is heard of the office any more, is not told."""
        end = site.heard_until if site and site.heard_until else self.world.plan.until
        moment = max(moment, self.world.now)
        if moment < end - _LONGEST_VISIT:
            heapq.heappush(self._ahead, (moment, next(self._numbers), story, site))
