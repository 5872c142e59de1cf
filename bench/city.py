"""A city on paper: what a day, a case and an outage come to, from what was measured in the same run.

All that is assumed and not measured is named in capitals here.
"""

import asyncio
import math
import shutil
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.costs import BROWSER, Costs, measure, until_told
from bench.district import District as Tablets
from bench.model_district import COMPARED, FEEDS, ORDERS, POLL, District, Outage, Returned
from bench.outage import push
from bench.rebuild import make_cases
from bench.samples import Stopwatch
from bench.scale import Scale
from bench.servers import hub
from bench.sizes import Sizes, sizes_of
from bench.table import Table
from server.auth.tokens import LIFETIME
from server.run import rebuild_projection
from server.settings import Settings

CITY_SITES = 11_000
SMALLEST = 100  # sites of a district; the others are evenly more, up to 479 of 38
TABLETS = 2  # of a site
CASES = 1  # of a site on a working day
FACTS = 12  # of a case: 11.6 in a hundred thousand of them
OPEN_HOURS, WORKING_DAYS = 8, 250
AWAY_DAYS = 3
HELD_DAYS = 45  # so long a case is on a tablet
PHOTOGRAPHS = 1  # kept of a case, on average
PHOTOGRAPH_BYTES = 300_000  # at most
HOUR = 3_600.0
SLOW_RATE, SLOW_TRIP = 16_000.0, 0.6  # bytes a second, seconds
PROVINCE_CITIES = 5
FEW_CONNECTIONS = 1_950  # of a hub, which holds two feeds of each tablet open


async def city(prepared: Path, district: Tablets, scale: Scale, folder: Path) -> AsyncIterator[Table]:
    costs = await measure(prepared, district, scale)
    sizes = await _sizes(folder, scale)
    yield _constants(costs, sizes)
    yield await _check(prepared, district, scale, costs)
    yield _returns(costs, scale)
    yield _needs(costs, sizes)


def districts_of(count: int) -> list[int]:
    """Sites of each."""
    mean = CITY_SITES / 38
    step = 2 * (mean - SMALLEST) / max(1, count - 1)
    return [round(SMALLEST + step * n) for n in range(count)]


async def _sizes(folder: Path, scale: Scale) -> Sizes:
    await make_cases(folder, scale.stored_cases)
    await asyncio.to_thread(rebuild_projection, Settings(data_dir=folder), lambda name, stored, left: None)
    return sizes_of(folder)


def cpu_of_day(costs: Costs) -> dict[str, float]:
    """Seconds of the hub's processor for one tablet that is open for `OPEN_HOURS`."""
    facts, compared = _facts_of_day(), _held() / COMPARED
    fetched = _fetched_of_day()
    return {
        "polls": FEEDS * OPEN_HOURS * HOUR / POLL * costs.poll,
        "renewals": OPEN_HOURS * HOUR / LIFETIME.total_seconds() * costs.renewal,
        "facts": facts * (2 * costs.request + costs.alone),
        "fetching": fetched * (costs.poll + 2 * costs.request + costs.fetched),
        "comparing": compared * costs.request + _held() * costs.offered,
    }


def bytes_of_day(costs: Costs) -> float:
    """Up and down, of one tablet, without photographs."""
    facts, fetched = _facts_of_day(), _fetched_of_day()
    polls = FEEDS * OPEN_HOURS * HOUR / POLL * costs.poll_bytes
    sent = facts * (3 * costs.small_bytes + costs.fact_bytes)
    return polls + sent + fetched * (3 * costs.small_bytes + costs.fact_bytes) + _held() * 70


def _facts_of_day() -> float:
    return CASES * FACTS / TABLETS


def _fetched_of_day() -> float:
    """The other tablets' facts, the district's orders, a receipt for each fact: each by itself."""
    facts = _facts_of_day()
    return facts * (TABLETS - 1) + facts * TABLETS * (ORDERS + 1)


def _held() -> int:
    """Documents on a tablet."""
    return round(CASES * FACTS * (1 + ORDERS) * HELD_DAYS)


def _constants(costs: Costs, sizes: Sizes) -> Table:
    day = cpu_of_day(costs)
    rows = {
        "a small request, ms": 1e3 * costs.request,
        "a longpoll that brings nothing, ms": 1e3 * costs.poll,
        "a renewal, challenge and signature, ms": 1e3 * costs.renewal,
        "a fact taken, ms": 1e3 * costs.taken,
        "a fact in tables and receipt, of many, ms": 1e3 * costs.tabled,
        "a fact by itself, up to its receipt, ms": 1e3 * costs.alone,
        "a document compared, µs": 1e6 * costs.offered,
        "a document fetched, µs": 1e6 * costs.fetched,
        "a hub at rest, ms a second": 1e3 * costs.idle,
        **{f"a tablet's day: {what}, s": seconds for what, seconds in day.items()},
        "a tablet's day, s": sum(day.values()),
        "a tablet's day on the network, MB": bytes_of_day(costs) / 1e6,
        "a case: documents": sizes.documents,
        "a case in the store, KB": sizes.store_bytes / 1e3,
        "a case in the tables, KB": sizes.table_bytes / 1e3,
        "a hub after a return, MB": costs.memory / 1e6,
        "a feed that waits, KB": costs.feed_memory / 1e3,
    }
    note = (
        f"Processor time of the hub's process. Sizes are those of {sizes.cases:,} cases. A day is "
        f"{OPEN_HOURS} h with the app unlocked, {TABLETS} tablets and {CASES} case a site, {FACTS} facts a "
        f"case, each sent and fetched by itself; {BROWSER} bytes of a browser's headers are assumed."
    )
    table = Table("What a tablet and a case cost a hub", ["", "each"], note=note)
    table.rows += [
        [what, f"{value:,.3g}" if value < 100 else f"{value:,.0f}"] for what, value in rows.items()
    ]
    return table


async def _check(prepared: Path, district: Tablets, scale: Scale, costs: Costs) -> Table:
    """The bench's own tablets, in the model and before a real hub."""
    folder = prepared.with_name("check")
    shutil.copytree(prepared, folder)
    try:
        async with hub(folder) as server:
            with Stopwatch(server) as watch:
                await asyncio.gather(*(push(server, one, Counter(), True) for one in district.tablets))
                answered = watch.until_now(1)
                await until_told(server, len(district.tablets))
            told = watch.sample(1)
    finally:
        shutil.rmtree(folder)
    bare = Outage(
        sites=len(district.sites),
        tablets=len(district.tablets) // len(district.sites),
        cases=0,
        facts=scale.facts,
        within=0,
        round_trip=0,
        rate=math.inf,
        is_bare=True,
    )
    model = District(bare, costs).run()
    table = Table(
        f"The model beside a hub: {len(district.tablets):,} tablets at once",
        ["", "hub", "model", "error"],
        note=f"Constants of {scale.costed_tablets} tablets. The model gives a hub one core; a real one also "
        "works on others, for the disk and for signatures.",
    )
    for what, real, modelled in (
        ("CPU s up to the last answer", answered.cpu, model.answered_work),
        ("CPU s up to all receipts", told.cpu, model.hub.worked),
        ("s up to the last answer", answered.seconds, model.answered),
        ("s up to all receipts", told.seconds, model.finished),
    ):
        table.rows.append([what, f"{real:.1f}", f"{modelled:.1f}", f"{modelled / real - 1:+.0%}"])
    return table


def outage_of(sites: int) -> Outage:
    return Outage(sites, TABLETS, CASES * AWAY_DAYS, FACTS, within=HOUR, held=_held())


def _returns(costs: Costs, scale: Scale) -> Table:
    sites = districts_of(scale.districts)
    largest, middle = sites[-1], sites[len(sites) // 2]

    def returned(sites: int, **changed: Any) -> Returned:
        return District(replace(outage_of(sites), seed=sites, **changed), costs).run()

    within_the_hour = [returned(one) for one in sites]
    ten_times = 10 * CASES * AWAY_DAYS
    few = f"largest, in one moment, {FEW_CONNECTIONS:,} connections"
    rows = {
        f"smallest district, {sites[0]} sites": within_the_hour[:1],
        f"middle district, {middle} sites": within_the_hour[len(sites) // 2 :][:1],
        f"largest district, {largest} sites": within_the_hour[-1:],
        f"city of {len(sites)}, {sum(sites):,} sites": within_the_hour,
        "largest, back within a minute": [returned(largest, within=60)],
        "largest, back in one moment": [returned(largest, within=0)],
        "largest, in the hour, ten times the cases": [returned(largest, cases=ten_times)],
        "largest, in one moment, ten times the cases": [returned(largest, cases=ten_times, within=0)],
        few: [returned(largest, within=0, connections=FEW_CONNECTIONS)],
        "largest, in the hour, slow networks": [returned(largest, rate=SLOW_RATE, round_trip=SLOW_TRIP)],
    }
    table = Table(
        f"The return after an outage of {AWAY_DAYS} days",
        ["", "facts", "s: half", "95 %", "last", "queue", "busiest minute", "told to wait", "CPU s"],
        note="Simulated, one hub a district. Seconds from a tablet's own network to the receipt for all it "
        "wrote; the longest queue and the busiest minute of any hub, of its one core. Each fact was in the "
        "tables once.",
    )
    table.rows += [[what, *_cells(returns)] for what, returns in rows.items()]
    return table


def _cells(returns: Sequence[Returned]) -> list[str]:
    waits = sorted(wait for one in returns for wait in one.waits)
    whole = replace(returns[0], waits=waits)
    busiest = max(one.hub.busiest_minute for one in returns)
    return [
        f"{sum(one.facts for one in returns):,}",
        *(f"{whole.wait(share):,.1f}" for share in (0.5, 0.95, 1)),
        f"{max(one.hub.longest for one in returns):,}",
        f"{busiest:.0%}",
        f"{sum(one.hub.told_to_wait for one in returns):,}",
        f"{sum(one.hub.worked for one in returns):,.0f}",
    ]


def _needs(costs: Costs, sizes: Sizes) -> Table:
    """On average while offices are open; what an outage asks beyond it is in the table before."""
    day_cpu, day_bytes = sum(cpu_of_day(costs).values()), bytes_of_day(costs)
    photographs = CASES * PHOTOGRAPHS * PHOTOGRAPH_BYTES
    table = Table(
        "What it comes to",
        [
            "",
            "tablets",
            "cases a year",
            "cores",
            "feeds MB",
            "store GB",
            "tables GB",
            "photographs GB",
            "Mbit/s",
        ],
        note=f"Cores and Mbit/s on average in {OPEN_HOURS} open hours, GB a year of {WORKING_DAYS} working "
        f"days; {PHOTOGRAPHS} photograph a case, of {PHOTOGRAPH_BYTES // 1000} kB.",
    )
    for what, sites in (
        ("village: an office", 1),
        ("middle district", round(CITY_SITES / 38)),
        ("largest district", districts_of(38)[-1]),
        ("city", CITY_SITES),
        ("province", PROVINCE_CITIES * CITY_SITES),
    ):
        tablets, cases = sites * TABLETS, sites * CASES * WORKING_DAYS
        per_second = (tablets * day_bytes + sites * photographs) / (OPEN_HOURS * HOUR)
        gigabytes = (sizes.store_bytes, sizes.table_bytes, PHOTOGRAPHS * PHOTOGRAPH_BYTES)
        cells = [f"{tablets:,}", f"{cases:,}", f"{tablets * day_cpu / (OPEN_HOURS * HOUR):,.2f}"]
        cells += [f"{tablets * FEEDS * costs.feed_memory / 1e6:,.1f}"]
        cells += [f"{cases * one / 1e9:,.2f}" for one in gigabytes]
        table.rows.append([what, *cells, f"{per_second * 8 / 1e6:,.2f}"])
    return table
