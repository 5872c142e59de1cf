"""A district on paper: its tablets come back after an outage, each as the app does.

What they do is that of `clients/sample_app/src/hub`: `sync.ts`, `hubFetch.ts`, `liveReplication.ts`.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from random import Random

from bench.costs import Costs
from bench.model_hub import Answer, Attempt, Clock, ModelHub, Process
from server.crowd import SECONDS_TO_WAIT

BATCH = 50  # facts, `batch_size` of the push
COMPARED = 100  # documents at once where everything is compared, once a day
TRIES = 4
PROBE = (4.0, 8.0)  # seconds between two looks whether the hub is there
LONGEST_BACK_OFF = 60.0
POLL = 25.0  # seconds
FEEDS = 2  # of a tablet: its site, and `reference`
ORDERS = 0.2  # the district's orders for a fact: measured, 235 for 1,192 facts


@dataclass(frozen=True, slots=True)
class Outage:
    """Who comes back with what, over what network."""

    sites: int
    tablets: int  # of each site
    cases: float  # of a site in the time that it was away, on average
    facts: int  # of a case; of a tablet, where it is bare
    within: float  # seconds in which all are back
    round_trip: float = 0.15  # seconds
    rate: float = 125_000.0  # bytes a second, up and down
    held: int = 0  # documents on a tablet, which it compares once a day
    processes: int = 1
    connections: int = 5000
    is_bare: bool = False  # as the bench's tablets: they push in one batch, listen to nothing, know no probe
    seed: int = 1


class Overfull(Exception):
    """Not to be simulated."""


class LostOrDoubled(Exception):
    """The model itself is wrong."""


@dataclass(slots=True)
class Returned:
    """How it went. Seconds from a tablet's network to the receipt on the tablet."""

    tablets: int
    facts: int
    waits: list[float]
    answered: float  # the moment of the last push's answer
    answered_work: float
    finished: float
    hub: ModelHub

    def wait(self, share: float) -> float:
        """That of so many tablets is not longer."""
        return self.waits[max(0, math.ceil(len(self.waits) * share) - 1)] if self.waits else 0.0


@dataclass(slots=True)
class _Tablet:
    site: int
    facts: int
    random: Random
    came: float = 0.0
    not_before: float = 0.0
    taken: set[int] = field(default_factory=set)  # places in its chain that the hub has
    tabled: int = 0
    receipted: float | None = None
    is_live: bool = False
    is_fetching: bool = False
    to_fetch: int = 0


class District:
    def __init__(self, outage: Outage, costs: Costs) -> None:
        self.outage, self.costs, self.clock = outage, costs, Clock()
        self.hub = ModelHub(
            self.clock, outage.processes, outage.connections, costs.alone, others=self._listening
        )
        if FEEDS * outage.sites * outage.tablets >= outage.connections * outage.processes:
            raise Overfull("more feeds than the hubs hold open: nobody would be served")
        self._live = 0
        self._answered = self._answered_work = 0.0
        self.tablets = [*_tablets(outage)]
        self._of_site: dict[int, list[_Tablet]] = defaultdict(list)
        for tablet in self.tablets:
            self._of_site[tablet.site].append(tablet)

    def run(self) -> Returned:
        """Raises `LostOrDoubled` unless each fact is in the tables once and has its receipt."""
        for tablet in self.tablets:
            self.clock.start(self._back(tablet))
        self.clock.run()
        for tablet in self.tablets:
            if not tablet.facts == len(tablet.taken) == tablet.tabled:
                raise LostOrDoubled(f"{tablet.facts} made, {len(tablet.taken)} held, {tablet.tabled} tabled")
            if tablet.facts and tablet.receipted is None:
                raise LostOrDoubled("a tablet was told nothing")
        receipted = [(one.receipted, one.came) for one in self.tablets if one.receipted is not None]
        waits = sorted(at - came for at, came in receipted)
        facts = sum(one.facts for one in self.tablets)
        last = max((at for at, _ in receipted), default=0.0)
        return Returned(len(self.tablets), facts, waits, self._answered, self._answered_work, last, self.hub)

    def _listening(self) -> float:
        return self._live * FEEDS * self.costs.poll / POLL

    def _back(self, tablet: _Tablet) -> Process:
        random, sleep = tablet.random, self.clock.sleep
        tablet.came = random.uniform(0, self.outage.within)
        yield sleep(tablet.came)
        if self.outage.is_bare:
            yield from self._until_done(tablet, self._push)
            return
        yield sleep(random.uniform(0, PROBE[1]))
        yield from self._until_done(tablet, self._signed_in)
        for what in (self._push, self._pull):
            self.clock.start(self._until_done(tablet, what))

    def _until_done(self, tablet: _Tablet, what: Callable[[_Tablet], Attempt]) -> Process:
        """As PouchDB tries again: twice as long each time, up to a minute."""
        delay = 1.0
        while not (yield from what(tablet)):
            delay = min(LONGEST_BACK_OFF, 2 * delay)
            yield self.clock.sleep(delay * tablet.random.uniform(0.75, 1.25))

    def _signed_in(self, tablet: _Tablet) -> Attempt:
        ask = partial(self._ask, tablet)
        return (yield from ask(self.costs.renewal)) and (yield from ask(self.costs.request))

    def _push(self, tablet: _Tablet) -> Attempt:
        costs, ask, facts = self.costs, partial(self._ask, tablet), tablet.facts
        small = costs.request
        if not ((yield from ask(small)) and (yield from ask(small))):
            return False
        size = max(1, facts) if self.outage.is_bare else BATCH
        for first in range(0, facts, size):
            batch = range(first, min(first + size, facts))
            if not (yield from ask(small + costs.offered * len(batch))):
                return False
            missing = [place for place in batch if place not in tablet.taken]
            if missing:
                take = partial(self._take, tablet, missing)
                sent = len(missing) * costs.fact_bytes
                if not (yield from ask(small + costs.taken * len(missing), sent, take)):
                    return False
            if not (yield from ask(small)):
                return False
        self._answered, self._answered_work = self.clock.now, self.hub.worked
        if self.outage.is_bare:
            return True
        return (yield from self._compare(tablet))

    def _compare(self, tablet: _Tablet) -> Attempt:
        """What no receipt covers is offered at each start, and everything once a day."""
        for documents in (tablet.facts, self.outage.held + tablet.facts):
            for first in range(0, documents, COMPARED):
                count = min(COMPARED, documents - first)
                cost = self.costs.request + self.costs.offered * count
                if not (yield from self._ask(tablet, cost, 70 * count)):
                    return False
        return True

    def _pull(self, tablet: _Tablet) -> Attempt:
        """Of the site and of `reference`, up to the longpolls, which are then always open."""
        for _ in range(3 * FEEDS):
            if not (yield from self._ask(tablet, self.costs.request)):
                return False
        self._listen(tablet)
        self._wake(tablet)
        return True

    def _listen(self, tablet: _Tablet) -> None:
        if not tablet.is_live:
            tablet.is_live = True
            self._live += 1
            self.hub.listening += FEEDS

    def _take(self, tablet: _Tablet, places: list[int]) -> None:
        """At the hub: what it has already it does not take again."""
        new = [place for place in places if place not in tablet.taken]
        tablet.taken.update(new)
        if not new:
            return
        self._publish(tablet, len(new), but=tablet)

        def told() -> None:
            tablet.tabled += len(new)
            self._publish(tablet, 1 + round(ORDERS * len(new)))
            if self.outage.is_bare and tablet.tabled == tablet.facts:
                tablet.receipted = self.clock.now

        self.hub.table(self.costs.tabled * len(new), told)

    def _publish(self, tablet: _Tablet, documents: int, but: _Tablet | None = None) -> None:
        for one in self._of_site[tablet.site]:
            if one is not but:
                one.to_fetch += documents
                self._wake(one)

    def _wake(self, tablet: _Tablet) -> None:
        if tablet.is_live and tablet.to_fetch and not tablet.is_fetching:
            tablet.is_fetching = True
            self.clock.start(self._until_done(tablet, self._fetch))

    def _fetch(self, tablet: _Tablet) -> Attempt:
        """The longpoll answers, the documents are fetched, and how far one came is noted."""
        costs = self.costs
        while tablet.to_fetch:
            count, tabled = tablet.to_fetch, tablet.tabled
            fetching = costs.poll + costs.request + costs.fetched * count
            if not (yield from self._ask(tablet, fetching, count * costs.fact_bytes)):
                return False
            if not (yield from self._ask(tablet, costs.request)):
                return False
            tablet.to_fetch -= count
            if tablet.receipted is None and 0 < tabled == tablet.facts:
                tablet.receipted = self.clock.now
        tablet.is_fetching = False
        return True

    def _ask(
        self, tablet: _Tablet, cost: float, size: int = 0, then: Callable[[], None] = lambda: None
    ) -> Attempt:
        """As `hubFetch`: whoever is told to wait comes again when he was told to, or up to twice as late."""
        outage, clock = self.outage, self.clock
        for _ in range(TRIES):
            if tablet.not_before > clock.now:
                yield clock.sleep(tablet.not_before - clock.now)
            yield clock.sleep(outage.round_trip + (self.costs.small_bytes + size) / outage.rate)
            answer = yield self.hub.ask(cost, then)
            if answer is not Answer.COME_AGAIN:
                return answer is Answer.DONE
            tablet.not_before = clock.now + SECONDS_TO_WAIT * tablet.random.uniform(1, 2)
        return False


def _tablets(outage: Outage) -> Iterator[_Tablet]:
    """Each has a chance of its own, so that more sites change nothing for these."""
    for site in range(outage.sites):
        random = Random(f"{outage.seed}:{site}")
        cases = [0] * outage.tablets
        for _ in range(_poisson(random, outage.cases)):
            cases[random.randrange(outage.tablets)] += 1
        for n, count in enumerate(cases):
            facts = outage.facts * (1 if outage.is_bare else count)
            yield _Tablet(site, facts, Random(f"{outage.seed}:{site}:{n}"))


def _poisson(random: Random, mean: float) -> int:
    """Knuth's way."""
    count, left = 0, random.random()
    while left > math.exp(-mean):
        left *= random.random()
        count += 1
    return count
