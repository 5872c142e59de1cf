"""One tablet's story for an operator: how it stands, what is stuck and why, and what to do about it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from schema.shanghai import SHANGHAI

SHOWN = 5  # refused facts; how many there are is said
Standing = dict[str, Any]  # `deviceStanding` as GraphQL answers it


class Trouble(NamedTuple):
    """What is stuck, and what to do."""

    what: str
    advice: str


WORDS = {
    "ENDED": (
        "It has ended ({name}): it gets no token, and nothing new of it is taken.",
        "If it is back in the right hands: `readmitDevice`, and it offers again what was refused.",
    ),
    "EXPIRED": (
        "Its credential ended on {about}: it gets no token.",
        "`readmitDevice` gives it a new one. It keeps what it holds and sends it then.",
    ),
    "ALARM": (
        "{count} × {about}, at fact {alarmed}: no one honest tablet writes that.",
        "Its storage was copied or put back. Let it send everything, end it, and enrol it anew.",
    ),
    "REFUSED": (
        "{count} facts were refused, the latest:{refused}",
        "They are kept in quarantine (`violations`), and the tablet shows them to its clerk. What was "
        "refused as unknown-device or ended-device comes again by itself, or by “Offer again” (重新提交) on "
        "the tablet that shows it. Else right the cause; what was meant is written anew at the window.",
    ),
    "WAITS_FOR_GUIDE": (
        "{count} facts are kept and wait for {about}.",
        "Publish that guide (`publishGuide`).",
    ),
    "WAITS_FOR_DOCUMENT": (
        "{count} facts are kept and wait for {about}.",
        "It comes with the documents of its site, by replication from the hub that wrote it.",
    ),
    "GAPS": (
        "Facts {about} are missing, and later ones are here.",
        "Open the app on the tablet with a network until it says that all is sent. If it cannot: its courier "
        "file, `yici import`.",
    ),
    "UNSENT": (
        "At {at} it said that {count} facts wait on it; none came since.",
        "Its network breaks while it sends, or something in between takes no large requests: look in the log "
        "for its name, or take its courier file.",
    ),
    "SILENT": (
        "Nothing was heard of it since {at}.",
        "Ask at the office: is it in use, has it a network, does its address of the hub still lead here?",
    ),
    "NO_RECEIPT": (
        "It has no receipt yet for what the hub holds now.",
        "The hub writes it within a minute; else look at /readyz and in the log for `a worker failed`.",
    ),
    "FEW_NUMBERS": (
        "{count} numbers are left for {name}.",
        "The hub leases more by itself; they come when the tablet next replicates.",
    ),
}


def facts_of(standing: Standing) -> Iterator[tuple[str, str]]:
    """How it stands, name and value."""
    device, receipt = standing["device"], standing["receipt"]
    ended, storage = device["ended"], device["storage"]
    yield "tablet", f"{device['device']}  {device['label']}"
    yield (
        "admitted",
        f"{local_time(device['enrolledAt'])} by {device['enrolledBy']}, until {device['expires']}",
    )
    yield "standing", f"ended {local_time(ended['at'])}: {ended['why'].lower()}" if ended else "works"
    yield "browser", _storage(storage)
    yield "last push", f"{local_time(standing['lastPushAt'])} {standing['lastPushBy']}".rstrip()
    heard = f", {standing['saidWaiting']} facts still to send" if standing["heardAt"] else ""
    yield "last told", local_time(standing["heardAt"]) + heard
    yield "received", f"all up to {standing['head']}, latest {standing['latest']}"
    yield "missing", standing["gaps"] or "none"
    yield "receipt", f"up to {receipt['upTo']}, {local_time(receipt['at'])}" if receipt else "none yet"
    for stock in standing["stocks"]:
        left = f"{stock['counts']['free']} of {stock['leased']} left"
        yield "numbers", f"{left}, {stock['item'].lower().replace('_', '-')}"


def troubles_of(standing: Standing) -> Iterator[Trouble]:
    """What stands in its way, the gravest first."""
    for trouble in standing["troubles"]:
        about, at = trouble["about"], local_time(trouble["at"])
        refused = standing["refused"][-SHOWN:]
        values = {
            **trouble,
            "at": at,
            "name": about.lower().replace("_", "-"),
            "alarmed": ", ".join(str(one["seq"]) for one in standing["alarms"] if one["kind"] == about),
            "refused": "".join(f"\n    {one['fact']}  {one['rule']}: {one['reason']}" for one in refused),
        }
        what, advice = WORDS[trouble["code"]]
        yield Trouble(what.format(**values), advice)


def _storage(storage: dict[str, Any] | None) -> str:
    if storage is None:
        return "has not told whether it keeps what it holds"
    kept = "promises to keep what it holds"
    return kept if storage["kept"] else f"does not promise to keep what it holds {storage['reason']}".rstrip()


def local_time(moment: str | None) -> str:
    """In the district's time, to the minute."""
    if not moment:
        return "never"
    return datetime.fromisoformat(moment).astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
