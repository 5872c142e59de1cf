"""What every hub has from its first start: its two databases, the district, its key, the guides."""

from datetime import date
from pathlib import Path
from typing import Any

import orjson
from cryptography.hazmat.primitives.asymmetric import ec

import schema
from schema.district_keys import key_id
from schema.envelope import to_base64url
from server.auth.passwords import Passwords
from server.keys import public_point
from server.principal import Role
from sync.engine import Engine
from sync.errors import DatabaseExists
from sync.records import Document, change, put_new, read

KEY_YEARS = 10
DISTRICT = {
    "_id": "district",
    "type": "district",
    "code": "500116",
    "name": "重庆市江津区",
    "nameEn": "Jiangjin District, Chongqing",
    "complaintPhone": "023-47292152",
    "publicityDeadline": "2021-07-16",
    "portal": "https://zwykb.cq.gov.cn/",
}


async def found(
    engine: Engine, district_key: ec.EllipticCurvePrivateKey, public_url: str, key_from: date
) -> None:
    """Make what is missing; a hub that was founded before only learns what is new, and a changed public
    address."""
    for name in ("hub", "reference"):
        await ensure_database(engine, name)
    reference = engine.database("reference")
    published = await read(reference, "district")
    district = published or {**DISTRICT, "publicUrl": public_url}
    guides = guides_of(district["complaintPhone"])
    key = key_document(district_key, key_from)
    await put_new(reference, [district, key, *guides, *shipped("calendars")])
    current = {"publicityDeadline": DISTRICT["publicityDeadline"], **district, "publicUrl": public_url}
    if current != district:
        await change(reference, "district", **current)


async def has_people(engine: Engine) -> bool:
    """Whether anybody can sign in: a hub without an administrator is of no use."""
    if "hub" not in await engine.names():
        return False
    return bool(await engine.database("hub").all_docs(start="user:", end="user;", limit=1))


async def add_person(
    engine: Engine,
    passwords: Passwords,
    *,
    name: str,
    password: str,
    role: Role,
    area: str,
    display_name: str,
) -> None:
    """Add somebody who can sign in; whoever has the name already keeps everything."""
    hub = engine.database("hub")
    if await read(hub, f"user:{name}"):
        return
    person = {
        "_id": f"user:{name}",
        "type": "user",
        "name": name,
        "displayName": display_name,
        "role": role.value,
        "area": area,
        "password": await passwords.hash(password),
    }
    await put_new(hub, [person])


async def ensure_database(engine: Engine, name: str) -> None:
    """Create it unless it is there."""
    try:
        await engine.create(name)
    except DatabaseExists:
        return


def shipped(kind: str) -> list[Document]:
    """The `guides` or `calendars` that come with this version, as documents."""
    paths = sorted((Path(schema.__file__).parent / kind).glob("*.json"))
    documents: list[dict[str, Any]] = [orjson.loads(path.read_bytes()) for path in paths]
    return documents


def guides_of(complaint_phone: str) -> list[Document]:
    """The guides that come with this version, as a district with that number has them."""
    return [{**guide, "complaintPhone": complaint_phone} for guide in shipped("guides")]


def key_document(key: ec.EllipticCurvePrivateKey, valid_from: date) -> Document:
    """The public half of a district key, as `reference` has it."""
    kid = key_id(key.public_key()).hex()
    return {
        "_id": f"key:{kid}",
        "type": "key",
        "kid": kid,
        "publicKey": to_base64url(public_point(key)),
        "from": valid_from.isoformat(),
        "until": f"{valid_from.year + KEY_YEARS}-12-31",
    }
