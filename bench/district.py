"""A data directory with sites and admitted tablets, and what those tablets carry home."""

import hashlib
import itertools
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric import ec
from pydantic import SecretStr

from bench.papers import BATCH
from bench.scale import Scale
from bench.servers import PASSWORD, USER
from schema.envelope import to_base64url
from schema.sign1 import issue_credential
from server.clock import HubClock
from server.founding import ensure_database
from server.hub import Hub, open_engine, open_hub
from server.principal import Principal, Role
from server.settings import Settings
from sync.records import put_new
from tests.people import SICHUAN, couple
from tests.tablet import Fact, Tablet, point, zhao_story

_FROM, _UNTIL = date(2021, 1, 1), date(2023, 1, 1)
_NO_PASSWORD = "-"  # fits no hash: these clerks sign in by their tablets alone
_GATED_FACTS = 200  # of one tablet
_COUPLES = itertools.count()


@dataclass(frozen=True, slots=True)
class Luggage:
    """What one tablet brings to its site after an outage."""

    device: str
    site: str
    bearer: str
    key: ec.EllipticCurvePrivateKey
    revs: dict[str, str]  # of its facts, by id
    offer: bytes  # for `_revs_diff`
    facts: bytes  # for `_bulk_docs`


@dataclass(frozen=True, slots=True)
class District:
    sites: list[str]
    tablets: list[Luggage]
    gated: list[tuple[str, list[bytes]]]  # for each run a site of its own and bodies for `_bulk_docs`
    gated_facts: int  # in each run


async def make_district(
    data_dir: Path, scale: Scale, *, couchdb_url: str = "", database_url: str = ""
) -> District:
    """Founds a hub in `data_dir`, or in a CouchDB whose keys are there, and leaves it closed."""
    settings = Settings(
        data_dir=data_dir,
        couchdb_url=SecretStr(couchdb_url),
        database_url=database_url,
        public_url="http://127.0.0.1",
        admin_user=USER,
        admin_password=SecretStr(PASSWORD),
    )
    async with _opened(settings, HubClock.starting_at(f"{_FROM}T00:00")):
        pass  # the district's key counts from the day its tablets were admitted
    async with _opened(settings, HubClock()) as hub:
        return await _furnish(hub, scale)


@asynccontextmanager
async def _opened(settings: Settings, clock: HubClock) -> AsyncIterator[Hub]:
    hub = open_hub(settings, await open_engine(settings), clock=clock)
    await hub.start()
    try:
        yield hub
    finally:
        await hub.stop()


async def _furnish(hub: Hub, scale: Scale) -> District:
    codes = _site_codes()
    sites = [next(codes) for _ in range(scale.sites)]
    luggage = []
    for site in sites:
        tablets = await _admit(hub, site, scale.tablets)
        luggage += [_pack(hub, tablet, scale.facts) for tablet in tablets]
    gated = []
    for _ in range(scale.runs + 1):
        site = next(codes)
        facts = []
        for tablet in await _admit(hub, site, scale.gated // _GATED_FACTS):
            facts += _history(tablet, _GATED_FACTS)
        gated.append((site, [_bulk(facts[n : n + BATCH]) for n in range(0, len(facts), BATCH)]))
    return District(sites, luggage, gated, scale.gated // _GATED_FACTS * _GATED_FACTS)


def _site_codes() -> Iterator[str]:
    """Ten communities in each township."""
    return (f"500116{township:03}{community}" for township in range(1, 100) for community in range(901, 911))


async def _admit(hub: Hub, site: str, count: int) -> list[Tablet]:
    """The tablets of a new site, each with its numbers, and one clerk for all of them."""
    clerk = f"clerk-{site}"
    tablets = []
    for n in range(count):
        tablet = Tablet(f"{site}{'ABCDEFGHJK'[n // 10]}{n % 10}", clerk, secret=int(site) * 100 + n)
        own = point(tablet.key)
        tablet.credential = issue_credential(hub.district_key, tablet.device, own, _FROM, _UNTIL)
        tablets.append(tablet)
    await ensure_database(hub.engine, f"site-{site}")
    await put_new(hub.engine.database(f"site-{site}"), [tablet.block() for tablet in tablets])
    await put_new(hub.engine.database("hub"), [_clerk(clerk, site), *map(_device, tablets)])
    return tablets


def _clerk(name: str, site: str) -> Fact:
    return {
        "_id": f"user:{name}",
        "type": "user",
        "name": name,
        "displayName": name,
        "role": Role.CLERK.value,
        "area": site,
        "password": _NO_PASSWORD,
    }


def _device(tablet: Tablet) -> Fact:
    return {
        "_id": f"device:{tablet.device}",
        "type": "device",
        "device": tablet.device,
        "site": tablet.site,
        "label": "bench",
        "publicKey": tablet.public_key,
        "credential": to_base64url(tablet.credential),
        "enrolledBy": tablet.clerk,
        "at": "2021-01-01T00:00:00.000Z",
        "expires": "9999-12-31",
    }


def _history(tablet: Tablet, count: int) -> list[Fact]:
    """As many facts as are asked for, of cases that go all the way to a certificate, each of another couple:
    else all would be duplicates of each other."""
    while len(tablet.facts) < count:
        zhao_story(tablet, *couple(next(_COUPLES), SICHUAN))
    return tablet.facts[:count]


def _pack(hub: Hub, tablet: Tablet, count: int) -> Luggage:
    facts = _history(tablet, count)
    token = hub.tokens.sign(Principal(tablet.device, Role.DEVICE, tablet.site)).token
    revs = {fact["_id"]: _rev(fact) for fact in facts}
    offer = msgspec.json.encode({name: [rev] for name, rev in revs.items()})
    return Luggage(tablet.device, tablet.site, f"Bearer {token}", tablet.key, revs, offer, _bulk(facts))


def _bulk(facts: list[Fact]) -> bytes:
    return msgspec.json.encode({"new_edits": False, "docs": [_as_sent(fact) for fact in facts]})


def _as_sent(fact: Fact) -> Fact:
    rev = _rev(fact)
    return {**fact, "_rev": rev, "_revisions": {"start": 1, "ids": [rev.partition("-")[2]]}}


def _rev(fact: Fact) -> str:
    """As PouchDB names revisions: by their content."""
    digest = hashlib.md5(msgspec.json.encode(fact, order="sorted"), usedforsecurity=False)
    return f"1-{digest.hexdigest()}"
