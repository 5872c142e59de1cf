"""Where the stories happen: the offices, their calendar and rules, the present moment, and what was written.

A story is a generator that writes what happens now and yields the moment at which it goes on. All stories of
the district are told together in the order of time, so each tablet's chain comes out as a tablet makes it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from random import Random
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from schema.calendar import Calendars, due_on
from schema.district_keys import DistrictKey, key_id
from schema.facts import order_id
from schema.orders import signed_order
from schema.rules import Guide
from schema.shanghai import SHANGHAI
from server.clock import rfc3339
from server.demo_history.people import Registry
from server.demo_history.places import Site, halls_and_sites
from server.demo_history.tablets import Tablet
from server.demo_history.uploaded import Uploaded
from server.founding import shipped
from server.keys import public_point
from sync.records import Document

Story = Iterator[datetime]
_FIRST_REFERENCE = 9_000_000_001  # far from any that somebody makes up who tries the demo
_SATURDAY = 5
_PAUSE = timedelta(minutes=30)  # of a tablet, after which what it brought is one arrival


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be told: so many cases, between two moments, by the dice of `seed`."""

    cases: int
    seed: int
    since: datetime
    until: datetime


class World:
    """`now` is the moment told of, `known` the cases opened at a window so far and their day, `blunders` the
    ids of facts that no clerk should have written: the fold gives them no effect."""

    def __init__(
        self,
        plan: Plan,
        district_key: ec.EllipticCurvePrivateKey,
        papers_key: ec.EllipticCurvePublicKey,
    ) -> None:
        self.plan = plan
        self.uploaded = Uploaded(plan.seed, papers_key)
        self.now = plan.since
        self.chance = Random(plan.seed)  # noqa: S311 - dice, not secrets
        self._written: list[tuple[str, Document]] = []
        self.blunders: set[str] = set()
        self.guides: dict[str, Guide] = {guide["item"]: guide for guide in shipped("guides")}
        self.calendars: Calendars = {table["year"]: table for table in shipped("calendars")}
        self.registry = Registry(self.chance, plan.since.date())
        self.halls, self.sites = halls_and_sites()
        self.district = Site("500116000000", "江津区", "Jiangjin District", "district", {}, 0)
        self.known: list[tuple[Site, str, date]] = []
        self._district_key = district_key
        self.district_keys = {
            key_id(district_key.public_key()): DistrictKey(public_point(district_key), date.min, date.max)
        }
        self._runs: dict[str, tuple[Tablet, int]] = {}  # first fact of a tablet that has not arrived yet
        self._references = count(_FIRST_REFERENCE)
        for place in (*self.halls.values(), *self.sites):
            self._open(place, district_key)

    def _open(self, site: Site, district_key: ec.EllipticCurvePrivateKey) -> None:
        """Admit the tablets of an office: one, or two where many people come."""
        hall = site.kind == "township"
        town = site.township["nameEn"].split()[0].lower()
        known = {"500116001901": ["sipaifang-1", "sipaifang-2"], "500116002901": ["degan-1"]}
        two = site.load > 1
        names = [town] if hall else [f"{town}-{site.code[-3:]}-{n}" for n in range(1, 2 + two)]
        site.clerks = known.get(site.code, names)
        enrolled = self.plan.since - timedelta(days=3, minutes=self.chance.randrange(300))
        for n, clerk in enumerate(site.clerks[: 1 + two], start=1):
            tablet = Tablet(f"{site.code}A{n}", clerk, self.plan.seed, district_key, enrolled)
            site.tablets.append(tablet)
            for block in tablet.first_blocks():
                self.write(f"site-{site.code}", block)

    def admit_tablets(self) -> None:
        """Each was heard of within the last hour, but for those of offices that fell silent."""
        for site in (*self.halls.values(), *self.sites):
            for tablet in site.tablets:
                minutes = int(tablet.device, 36) % 60
                at = (site.heard_until or self.plan.until) - timedelta(minutes=minutes)
                self.write("hub", {**tablet.document, "heard": {"waiting": 0, "at": rfc3339(at)}})

    def write(self, database: str, document: Document) -> None:
        self._written.append((database, document))

    def fetch(self) -> list[tuple[str, Document]]:
        """What was written since the last time."""
        written, self._written = self._written, []
        return written

    def fact(
        self, site: Site, tablet: Tablet, type_: str, case: str | None, at: datetime, **members: Any
    ) -> Document:
        """Signed, and on its way to the hub."""
        begun = self._runs.get(tablet.device)
        if begun and at - tablet.last > _PAUSE:
            self._arrive(site, tablet, begun[1])
            begun = None
        online = site.is_online(max(at, tablet.last))
        fact = tablet.fact(type_, case, at, online=online, **members)
        site.cut_off_cases += case is None and not online
        if begun is None:
            self._runs[tablet.device] = (tablet, tablet.seq)
        self.write(f"site-{site.code}", fact)
        return fact

    def _arrive(self, site: Site, tablet: Tablet, first: int) -> None:
        """A little later, or when the network is back."""
        at = site.back_online(tablet.last) + timedelta(seconds=self.chance.randrange(1, 20))
        self.write(
            "hub",
            {
                "_id": f"arrival:{tablet.device}:{first}-{tablet.seq}",
                "type": "arrival",
                "device": tablet.device,
                "site": site.code,
                "from": first,
                "to": tablet.seq,
                "at": rfc3339(at),
                "by": tablet.device,
            },
        )

    def all_arrive(self) -> None:
        """What is still on its way when the story ends."""
        for site in (*self.halls.values(), *self.sites):
            for tablet in site.tablets:
                if tablet.device in self._runs:
                    self._arrive(site, *self._runs[tablet.device])

    def order(
        self, site: Site, type_: str, case: str, at: datetime, key: str, by: str, **members: Any
    ) -> Document:
        """What the hub writes into a case or, where `case` is empty, for an office."""
        order = {
            "_id": order_id(type_, case, key if case else f"{site.code}-{key}"),
            "type": type_,
            "v": 1,
            "case": case,
            "site": site.code,
            "at": rfc3339(at),
            "by": by,
            **members,
        }
        self.write(f"site-{site.code}", signed_order(order, self._district_key))
        return order

    def next_reference(self) -> int:
        """Of an application that came online."""
        return next(self._references)

    def hall_of(self, site: Site) -> Site:
        return self.halls[site.township["code"]]

    def due_on(self, accepted: datetime, working_days: int) -> str:
        return due_on(self.calendars, local_day(accepted), working_days)

    def office_hour(self, day: date) -> datetime:
        """A moment of that day, or of the Monday after it, when the office is open."""
        while day.weekday() >= _SATURDAY:
            day += timedelta(days=1)
        minutes = self.chance.randrange(9 * 60, 17 * 60)
        start = datetime(day.year, day.month, day.day, tzinfo=SHANGHAI)
        return start + timedelta(minutes=minutes, seconds=self.chance.randrange(60))


def local_day(moment: datetime) -> date:
    """As papers are dated."""
    return moment.astimezone(SHANGHAI).date()
