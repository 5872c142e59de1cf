"""How much is carried about: all of it for the table, next to nothing to see that every row still runs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    runs: int  # alternating between the servers, after one that is not counted
    documents: int  # of 1 KB
    gated: int  # signed facts in one run, a multiple of 200
    few: int  # documents in the small scope of an empty sync
    many: int  # and in the large one
    asks: int  # empty syncs of each
    pushers: int  # connections that push one document at a time
    pushes: int  # of each
    outages: int  # runs of the tablets that come back
    sites: int
    tablets: int  # of each site
    facts: int  # of each tablet
    feeds: int
    wakes: int  # writes that wake all feeds
    pouchdb: int  # documents
    verifications: int  # of certificates, in one run
    local_cases: tuple[int, int]  # on a tablet in a browser: of a season, and of years
    issues: int  # of certificates on it, and openings of it
    tabled_cases: tuple[int, int]  # in the tables alone
    tabled_asks: int  # of each question about them
    rebuilt_cases: tuple[int, int]  # with all their documents
    stored_cases: int  # whose bytes are counted
    costed_tablets: int  # whose push is taken apart into its costs
    districts: int  # of the simulated city
    offered: int  # documents at once, to know what one costs
    polls: int  # longpolls that wait together
    poll_ms: int  # for so long
    asked: int  # small requests of each kind, to know what one costs


FULL = Scale(
    runs=5,
    documents=20_000,
    gated=2_000,
    few=1_000,
    many=100_000,
    asks=1_000,
    pushers=64,
    pushes=50,
    outages=5,
    sites=100,
    tablets=10,
    facts=20,
    feeds=200,
    wakes=20,
    pouchdb=5_000,
    verifications=2_000,
    local_cases=(200, 2_000),
    issues=10,
    tabled_cases=(10_000, 1_000_000),
    tabled_asks=15,
    rebuilt_cases=(10_000, 100_000),
    stored_cases=2_000,
    costed_tablets=200,
    districts=38,
    offered=500,
    polls=500,
    poll_ms=2_000,
    asked=2_000,
)
TINY = Scale(
    runs=1,
    documents=1_000,
    gated=200,
    few=10,
    many=1_000,
    asks=5,
    pushers=4,
    pushes=3,
    outages=1,
    sites=3,
    tablets=2,
    facts=20,
    feeds=5,
    wakes=2,
    pouchdb=50,
    verifications=20,
    local_cases=(2, 5),
    issues=1,
    tabled_cases=(100, 1_000),
    tabled_asks=1,
    rebuilt_cases=(5, 10),
    stored_cases=20,
    costed_tablets=3,
    districts=1,
    offered=10,
    polls=5,
    poll_ms=100,
    asked=30,
)
