"""A district whose documents are written past the gate, for what the tables make of them."""

from typing import Any

import orjson
import sqlalchemy

from schema.envelope import signed_fact, to_base64url
from schema.facts import order_id
from server.hub import Hub
from sync.projector.database import dump
from sync.projector.projector import Projector
from sync.records import put_new
from sync.wire import decode_members, read_document
from tests.hub import CLERKS, SITE, as_revision
from tests.tablet import DISTRICT_KEYS, GUIDE, Fact, Tablet, zhao_story

SITE_DB = f"site-{SITE}"
HUB_TIME = "2021-06-15T00:00:00.000Z"
Rows = dict[str, list[tuple[Any, ...]]]


class District:
    """Documents written straight to the engine, past the gate, and the tables that follow them."""

    def __init__(self, hub: Hub, site: str = SITE) -> None:
        self.hub = hub
        self.code = site
        self.hub_documents = hub.engine.database("hub")
        self.reference = hub.engine.database("reference")
        self.site = hub.engine.database(f"site-{site}")

    async def write(self, *facts: Fact) -> None:
        revisions = [
            read_document(decode_members(orjson.dumps(as_revision(fact))), new_edits=False) for fact in facts
        ]
        await self.site.bulk_docs(revisions, new_edits=False)

    async def tablet(self) -> Tablet:
        """Admitted, with its block and a district key that vouches for it."""
        tablet = Tablet(f"{self.code}A1", CLERKS[self.code])
        await put_new(self.hub_documents, [device_document(tablet)])
        await put_new(self.site, [tablet.block()])
        await put_new(self.reference, [key_document(kid, key.point) for kid, key in DISTRICT_KEYS.items()])
        return tablet

    async def settled(self) -> Rows:
        for name in ("reference", "hub", self.site.name, "hub"):
            assert await self.hub.projector.passed(name, 30)
        return dump(self.hub.projection)

    async def rebuilt(self) -> Rows:
        await self.hub.projector.stop()
        await self.hub.projector.rebuild(lambda *_: None)
        return dump(self.hub.projection)

    def projector(self, projection: sqlalchemy.Engine) -> Projector:
        """Another projector over the same documents."""
        lock = self.hub.settings.data_dir / "another.lock"
        return Projector(self.hub.engine, projection, lock, lambda: HUB_TIME)


def device_document(tablet: Tablet) -> Fact:
    return {
        "_id": f"device:{tablet.device}",
        "type": "device",
        "device": tablet.device,
        "site": tablet.site,
        "label": "",
        "publicKey": tablet.public_key,
        "credential": to_base64url(tablet.credential),
        "enrolledBy": tablet.clerk,
        "at": HUB_TIME,
        "expires": "2023-01-01",
    }


def key_document(kid: bytes, point: bytes) -> Fact:
    name = kid.hex()
    return {
        "_id": f"key:{name}",
        "type": "key",
        "kid": name,
        "publicKey": to_base64url(point),
        "from": "2021-01-01",
        "until": "2031-12-31",
    }


def again(tablet: Tablet, fact: Fact, **members: Any) -> Fact:
    """The fact with other members, signed by its own tablet."""
    body = {name: value for name, value in {**fact, **members}.items() if name not in ("_id", "sig")}
    return signed_fact(body, tablet.key)


async def everything_that_can_happen(district: District) -> None:
    """A finished case, a forgery, a clone, a gap, a broken chain, an edit, a wait, a refused
    demand and a look behind the mask."""
    tablet = await district.tablet()
    case = zhao_story(tablet)
    await district.write(*tablet.facts)
    await district.write({**tablet.visit(case), "online": True, "site": SITE, "purpose": "collect"})
    clone = tablet.visit(case)
    await district.write(clone)
    await district.write(again(tablet, clone, purpose="supplement"))
    tablet.visit(case)  # never arrives
    await district.write(tablet.visit(case), again(tablet, tablet.visit(case), prev=""))
    await district.write(tablet.notice(case, "M16:wife"))
    await district.write(tablet.fact("materials", case, guide=f"{GUIDE}-later", shown=[], copyOnly=[]))
    await district.write(tablet.materials(case))  # after the case was closed
    await put_new(district.site, [lookup(case)])
    await put_new(district.hub_documents, [look_behind_the_mask(case)])
    edited = tablet.visit(case)
    await district.write(edited)
    await edit(district, edited)


def lookup(case: str, spouse: str = "wife", result: str = "consistent") -> Fact:
    """What the population system said of one of the couple, as the hub writes it down."""
    return {
        "_id": order_id("lookup", case, spouse),
        "type": "lookup",
        "v": 1,
        "case": case,
        "site": case[:12],
        "at": HUB_TIME,
        "by": "hub",
        "spouse": spouse,
        "result": result,
        "marital": "",
        "children": 0,
    }


def look_behind_the_mask(case: str) -> Fact:
    """The record of somebody having seen who the people of a case are."""
    return {
        "_id": f"audit:{HUB_TIME}:1",
        "type": "audit",
        "v": 1,
        "at": HUB_TIME,
        "by": "jijiang",
        "role": "township",
        "case": case,
        "site": case[:12],
        "purpose": "to write to them",
        "fields": ["husband.name"],
    }


async def edit(district: District, fact: Fact) -> None:
    """A second revision on top of a fact: what nobody may write."""
    first = as_revision(fact)["_rev"].removeprefix("1-")
    changed = {**fact, "purpose": "apply", "_rev": "2-e", "_revisions": {"start": 2, "ids": ["e", first]}}
    revision = read_document(decode_members(orjson.dumps(changed)), new_edits=False)
    await district.site.bulk_docs([revision], new_edits=False)
