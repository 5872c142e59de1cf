"""What a couple at a window does to their case: they come, say, show, and go on at another office."""

from typing import Any

from schema.case import Case, Fact, declaration_of


def visit(case: Case, fact: Fact) -> None:
    visit = {name: fact[name] for name in ("at", "site", "device", "clerk", "online", "purpose")}
    case["visits"].append({"n": len(case["visits"]) + 1, **visit})


def show(case: Case, fact: Fact) -> None:
    case["ticks"].append({"id": fact["_id"], "at": fact["at"], "shown": sorted(fact["shown"])})
    _look(case)


def untick(case: Case, fact: Fact) -> None:
    """Only in the ticks that its writer saw: what another tablet saw of the same paper still counts."""
    for one in case["ticks"]:
        if one["id"] in fact["of"]:
            one["shown"] = [key for key in one["shown"] if key not in fact["keys"]]
    _look(case)


def _look(case: Case) -> None:
    case["shown"] = sorted({key for one in case["ticks"] for key in one["shown"]})


def declare(case: Case, fact: Fact) -> None:
    """The newest declaration stands, unless another one replaced the same and says otherwise.

    Then the facts before both stand, until a person has seen both and declares anew: what two tablets did not
    know of each other is never used against the couple.
    """
    case["declarations"].append(declaration_of(fact, fact["replaces"]))
    heads = _heads(case)
    standing = heads[-1]
    if any(head["declared"] != standing["declared"] for head in heads):
        case["conflict"] = [head["id"] for head in heads]
        known = set.intersection(*(set(head["replaces"]) for head in heads)) or {
            case["declarations"][0]["id"]
        }
        standing = [one for one in case["declarations"] if one["id"] in known][-1]
    else:
        case["conflict"] = []
    case.update(standing["declared"])


def carry_on(case: Case, fact: Fact) -> None:
    """Another office goes on by a slip. What the slip says counts until it arrives by itself."""
    case["heldBy"], case["fence"] = fact["site"], fact["fence"]
    visit(case, {**fact, "purpose": "collect" if fact["caseNo"] else "supplement"})
    show(case, fact)
    if fact["missing"] and not case["notices"]:
        notice = {"id": fact["_id"], "n": 1, "at": fact["at"], "missing": fact["missing"], "change": ""}
        case["notices"].append({**notice, "printed": True})
    if fact["caseNo"] and not case["acceptedAt"]:
        case["acceptance"] = fact["_id"]
        for name in ("acceptedAt", "caseNo", "workingDays", "dueOn"):
            case[name] = fact[name]
    declare(case, {**fact, "replaces": [head["id"] for head in _heads(case)]})


def _heads(case: Case) -> list[dict[str, Any]]:
    """The declarations that no other one replaced."""
    replaced = {name for one in case["declarations"] for name in one["replaces"]}
    return [one for one in case["declarations"] if one["id"] not in replaced]
