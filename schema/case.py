"""The shape of a case as it is folded: all its members, as they stand when it begins."""

from collections.abc import Mapping
from typing import Any

from schema.rules import DECLARED

Case = dict[str, Any]
Fact = Mapping[str, Any]


def opened(application: Fact) -> Case:
    """A case as it begins. Lists are in the order of the facts that fill them."""
    return {
        "id": application["case"],
        "item": application["item"],
        "guide": application["guide"],
        "channel": application["channel"],
        "site": application["site"],
        "handledBy": application["site"],
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
        "shown": [],
        "missing": [],
        "uploads": [],
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
