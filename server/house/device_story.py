"""One tablet's story for an operator: how it stands, what is stuck and why, and what to do about it."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from schema.shanghai import SHANGHAI

SILENT = timedelta(days=3)
SHOWN = 5  # facts of a kind; how many there are is said
LOW = 0.3  # of the leased numbers: the hub leases more by itself below it
Standing = dict[str, Any]  # `deviceStanding` as GraphQL answers it


class Trouble(NamedTuple):
    """What is stuck, and what to do."""

    what: str
    advice: str


def facts_of(standing: Standing) -> Iterator[tuple[str, str]]:
    """How it stands, name and value."""
    device, receipt = standing["device"], standing["receipt"]
    ended, storage = device["ended"], device["storage"]
    yield "tablet", f"{device['device']}  {device['label']}"
    yield "admitted", f"{_time(device['enrolledAt'])} by {device['enrolledBy']}, until {device['expires']}"
    yield "standing", f"ended {_time(ended['at'])}: {ended['why'].lower()}" if ended else "works"
    yield "browser", _storage(storage)
    yield "last push", f"{_time(standing['lastPushAt'])} {standing['lastPushBy']}".rstrip()
    heard = f", {standing['saidWaiting']} facts still to send" if standing["heardAt"] else ""
    yield "last told", _time(standing["heardAt"]) + heard
    yield "received", f"all up to {standing['head']}, latest {standing['latest']}"
    yield "missing", standing["gaps"] or "none"
    yield "receipt", f"up to {receipt['upTo']}, {_time(receipt['at'])}" if receipt else "none yet"
    for stock in standing["stocks"]:
        left = f"{stock['counts']['free']} of {stock['leased']} left"
        yield "numbers", f"{left}, {stock['item'].lower().replace('_', '-')}"


def troubles_of(standing: Standing, now: datetime) -> Iterator[Trouble]:
    """What stands in its way, the gravest first."""
    yield from _of_admission(standing, now.astimezone(SHANGHAI).date())
    yield from _of_alarms(standing)
    yield from _of_refusals(standing)
    yield from _of_waiting(standing)
    yield from _of_what_has_not_come(standing, now)
    yield from _of_answers(standing)


def _of_admission(standing: Standing, today: date) -> Iterator[Trouble]:
    device = standing["device"]
    if device["ended"]:
        why = device["ended"]["why"].lower()
        yield Trouble(
            f"It has ended ({why}): it gets no token, and nothing new of it is taken.",
            "If it is back in the right hands: `readmitDevice`, and it offers again what was refused.",
        )
    elif date.fromisoformat(device["expires"]) < today:
        yield Trouble(
            f"Its credential ended on {device['expires']}: it gets no token.",
            "`readmitDevice` gives it a new one. It keeps what it holds and sends it then.",
        )


def _of_alarms(standing: Standing) -> Iterator[Trouble]:
    for kind, count in Counter(alarm["kind"] for alarm in standing["alarms"]).items():
        at = ", ".join(str(one["seq"]) for one in standing["alarms"] if one["kind"] == kind)
        yield Trouble(
            f"{count} × {kind}, at fact {at}: no one honest tablet writes that.",
            "Its storage was copied or put back. Let it send everything, end it, and enrol it anew.",
        )


def _of_refusals(standing: Standing) -> Iterator[Trouble]:
    refused = standing["refused"]
    if refused:
        named = [f"\n    {one['fact']}  {one['rule']}: {one['reason']}" for one in refused[-SHOWN:]]
        yield Trouble(
            f"{len(refused)} facts were refused, the latest:{''.join(named)}",
            "They are kept in quarantine (`violations`), and the tablet shows them to its clerk. Right the "
            "cause; what was meant is written anew at the window.",
        )


def _of_waiting(standing: Standing) -> Iterator[Trouble]:
    wanted = Counter(one["waitsFor"] for one in standing["waiting"])
    for name, count in wanted.most_common(SHOWN):
        yield Trouble(
            f"{count} facts are kept and wait for {name}.",
            "Publish that guide (`publishGuide`)."
            if name.startswith("guide:")
            else "It comes with the documents of its site, by replication from the hub that wrote it.",
        )


def _of_what_has_not_come(standing: Standing, now: datetime) -> Iterator[Trouble]:
    heard, pushed = standing["heardAt"] or "", standing["lastPushAt"] or ""
    if standing["gaps"]:
        yield Trouble(
            f"Facts {standing['gaps']} are missing, and later ones are here.",
            "Open the app on the tablet with a network until it says that all is sent. If it cannot: its "
            "courier file, `yici import`.",
        )
    if standing["saidWaiting"] and heard > pushed:
        yield Trouble(
            f"At {_time(heard)} it said that {standing['saidWaiting']} facts wait on it; none came since.",
            "Its network breaks while it sends, or something in between takes no large requests: look in the "
            "log for its name, or take its courier file.",
        )
    last = max(heard, pushed, standing["device"]["enrolledAt"])
    if not standing["device"]["ended"] and now - datetime.fromisoformat(last) > SILENT:
        yield Trouble(
            f"Nothing was heard of it since {_time(last)}.",
            "Ask at the office: is it in use, has it a network, does its address of the hub still lead here?",
        )


def _of_answers(standing: Standing) -> Iterator[Trouble]:
    if standing["latest"] and not (standing["receipt"] and standing["receipt"]["isCurrent"]):
        yield Trouble(
            "It has no receipt yet for what the hub holds now.",
            "The hub writes it within a minute; else look at /readyz and in the log for `a worker failed`.",
        )
    for stock in standing["stocks"]:
        if stock["counts"]["free"] < LOW * stock["leased"]:
            item = stock["item"].lower().replace("_", "-")
            yield Trouble(
                f"{stock['counts']['free']} numbers are left for {item}.",
                "The hub leases more by itself; they come when the tablet next replicates.",
            )


def _storage(storage: dict[str, Any] | None) -> str:
    if storage is None:
        return "has not told whether it keeps what it holds"
    kept = "promises to keep what it holds"
    return kept if storage["kept"] else f"does not promise to keep what it holds {storage['reason']}".rstrip()


def _time(moment: str | None) -> str:
    """In the district's time, to the minute."""
    if not moment:
        return "never"
    return datetime.fromisoformat(moment).astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
