"""Where people can work, as `reference` says."""

from schema.house.people import Places
from sync.engine import Engine
from sync.projector.kinds import REFERENCE
from sync.records import read, read_range

SITE = "site:"


async def places_of(engine: Engine) -> Places:
    """The district and its offices; what has not the form of one is none."""
    reference = engine.database("reference")
    district = await read(reference, "district") or {}
    offices = [one for one in await read_range(reference, SITE) if REFERENCE["site"].is_whole(one)]
    return Places(district.get("code", ""), {office["code"]: office for office in offices})


async def has_any_office(engine: Engine) -> bool:
    """Whether the district has begun."""
    return bool(await engine.database("reference").all_docs(start=SITE, end=SITE + "\uffff", limit=1))
