"""The shape of a case as it is folded: all its members, as they stand when it begins."""

from collections.abc import Mapping
from typing import Any

from schema.areas import site_of_device
from schema.rules import DECLARED

Case = dict[str, Any]
Fact = Mapping[str, Any]


def opened(application: Fact) -> Case:
    """A case as it begins. Lists are in the order of the facts that fill them."""
    return _begun(application, site=application["site"], channel=application["channel"], fence=0)


def carried_on(continuation: Fact) -> Case:
    """A case whose application is not here: another office goes on by a slip that tells what it needs."""
    site, fence = site_of_device(continuation["case"]), continuation["fence"] - 1
    return {
        **_begun(continuation, site=site, channel="window", fence=fence),
        "declarations": [],  # its own is added as what it is
    }


def site_of(document_id: str) -> str:
    """Where a fact was written, by its `_id`; empty for an order."""
    site = site_of_device(document_id.split(":")[1])
    return site if site.isdigit() else ""


def _begun(application: Fact, *, site: str, channel: str, fence: int) -> Case:
    return {
        "id": application["case"],
        "item": application["item"],
        "guide": application["guide"],
        "channel": channel,
        "site": site,
        "handledBy": site,
        "heldBy": site,
        "fence": fence,
        "state": "none",
        "caseNo": "",
        "acceptance": "",
        "openedAt": application["at"],
        "acceptedAt": "",
        "decidedAt": "",
        "issuedAt": "",
        "closedAt": "",
        "workingDays": 0,
        "dueOn": "",
        **{name: application[name] for name in DECLARED},
        "declarations": [declaration_of(application, [])],
        "conflict": [],
        "ticks": [],
        "shown": [],
        "missing": [],
        "uploads": [],
        "copies": [],
        "homework": [],
        "done": [],
        "visits": [],
        "notices": [],
        "pledges": [],
        "lookups": [],
        "proofs": [],
        "decision": None,
        "certificates": [],
        "spoiled": [],
        "delivery": "",
        "address": "",
        "mailings": [],
        "stars": 0,
        "voidRequests": [],
        "duplicates": [],
        "warnings": [],
        "remarks": [],
        "attempts": [],
        "violations": [],
    }


def declaration_of(fact: Fact, replaces: list[str]) -> dict[str, Any]:
    """What a fact declares, and which declarations its writer knew and means to replace."""
    declared = {name: fact[name] for name in DECLARED}
    return {"id": fact["_id"], "at": fact["at"], "replaces": replaces, "declared": declared}
