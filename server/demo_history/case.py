"""One case as those see it who work on it: what can be done next, written down with its moment."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from schema.continuing import said_by
from schema.rules import Requirement, copied_keys, declared_facts, missing, pledge_wanted
from schema.slip import read_slip, slip_payload
from server.clock import rfc3339
from server.demo_history.people import Declared
from server.demo_history.places import Site
from server.demo_history.tablets import Tablet
from server.demo_history.world import World, local_day
from server.online.intake import PORTAL_DEVICE
from sync.records import Document

PORTAL = "portal"
_PHOTOGRAPHED = 0.3  # of the cases at whose office copies are kept
_STROKES = [[120, 400, 180, 320, 240, 420], [300, 300, 310, 460, 380, 380]]


class Case:
    """Every method writes one fact or order. `at` is the moment of the last one."""

    def __init__(self, world: World, site: Site, item: str, declared: Declared, turn: str = "") -> None:
        self.world, self.site, self.item, self.turn = world, site, item, turn
        self.office = site  # where it is worked on
        self.declared = declared
        self.guide = world.guides[item]
        self.chance = world.chance
        self.tablet = self.chance.choice(site.tablets)
        self.hall = world.hall_of(site)
        self.id = ""
        self.application = ""
        self.due_on = ""
        self.notices = 0
        self.slip = ""
        self.shown: set[str] = set()
        self.at = world.now

    def fact(self, type_: str, *, by: Site | None = None, **members: Any) -> Document:
        """By the clerk of the case or, with `by`, by the first tablet of another office."""
        site, tablet = (by, by.tablets[0]) if by else (self.office, self.tablet)
        at = max(self.world.now, self.at) + timedelta(seconds=self.chance.randrange(2, 40))
        fact = self.world.fact(site, tablet, type_, self.id or None, at, **members)
        self.at = tablet.last
        return fact

    def order(self, type_: str, key: str = "", by: str = "hub", **members: Any) -> Document:
        """Into the database of the office where the case was opened."""
        self.at = max(self.world.now, self.at) + timedelta(seconds=1)
        return self.world.order(self.site, type_, self.id, self.at, key, by, **members)

    def warning(self, kind: str, of: str = "") -> None:
        """What is late, said by the hub."""
        key = f"{kind}:{of}" if of else kind
        self.order("warning", key, kind=kind, of=of, dueOn="" if of else self.due_on)

    def task(self, kind: str, by: str, days: int, **of: str) -> None:
        """What the office is asked to do about a pledge or a look-up, within so many days."""
        (subject,) = of.values()
        task = {
            "_id": f"task:{kind}:{subject}",
            "type": "task",
            "v": 1,
            "kind": kind,
            "site": self.site.code,
            "case": self.id,
            **of,
            "by": by,
            "at": rfc3339(self.at),
            "dueOn": (local_day(self.at) + timedelta(days=days)).isoformat(),
        }
        self.world.write(f"site-{self.site.code}", task)

    # When it goes on

    def after(self, low: float, high: float) -> datetime:
        """So many hours later."""
        return self.at + timedelta(hours=self.chance.uniform(low, high))

    def someday(self, low: int, high: int) -> datetime:
        """So many days later, when the office is open."""
        return self.world.office_hour(local_day(self.at) + timedelta(days=self.chance.randint(low, high)))

    def heard(self, hours: float) -> datetime:
        """When the hub may answer what was written last: not while the office has no network."""
        return self.office.back_online(self.at + timedelta(hours=self.chance.uniform(0.02, hours)))

    # At the window

    def open(self) -> None:
        members = {"item": self.item, "guide": self.guide["_id"], "channel": "window"}
        application = self.fact("application", **members, **self.declared)
        self.id, self.application = application["case"], application["_id"]
        self.world.known.append((self.site, self.id, local_day(self.at)))

    def open_online(self, delivery: str, uploaded: Sequence[str]) -> None:
        """The hub took it from the portal, with the papers of these keys."""
        reference = self.world.next_reference()
        self.id = f"{PORTAL_DEVICE}-{reference}"
        application = self.order(
            "application",
            by=PORTAL,
            item=self.item,
            guide=self.guide["_id"],
            channel="online",
            reference=reference,
            **self.declared,
            delivery=delivery,
            address=self.sealed("address") if delivery == "mail" else "",
            uploads=self._uploads(uploaded),
        )
        self.application = application["_id"]
        self.world.uploaded.submitted(application)
        self.world.known.append((self.site, self.id, local_day(self.at)))
        why = "applicant-chose" if self.chance.random() < 0.7 else "residence"
        self.order("routing", "received", by=PORTAL, to=self.site.code, why=why)

    def upload(self, keys: Sequence[str]) -> None:
        """What was missing comes by the portal too, in one batch."""
        self.order("uploads", "1", by=PORTAL, uploads=self._uploads(keys))

    def _uploads(self, keys: Sequence[str]) -> list[dict[str, str]]:
        return [{"key": key, "paper": self.sealed(key)} for key in keys]

    def sealed(self, what: str) -> str:
        """The name of a sealed paper."""
        at = rfc3339(max(self.world.now, self.at))
        return self.world.uploaded.seal(self.id, self.site, what, at, self.declared)

    def missing(self) -> list[Requirement]:
        return missing([self.guide], declared_facts(self.declared), self.shown)

    def show(
        self, wanted: Sequence[Requirement], copies: Sequence[Requirement] = (), by: Site | None = None
    ) -> Document:
        """The couple lays `wanted` on the table, and copies alone of `copies`."""
        shown, copy_only = keys_of(wanted), keys_of(copies)
        self.shown |= set(shown)
        return self.fact("materials", by=by, guide=self.guide["_id"], shown=shown, copyOnly=copy_only)

    def untick(self, ticked: Document) -> None:
        """A paper was ticked that did not lie on the table after all."""
        key = ticked["shown"][-1]
        self.fact("untick", of=[ticked["_id"]], keys=[key])
        self.shown.remove(key)

    def photograph(self) -> None:
        """Of what the guide has the office keep, some is photographed in the place of a photocopy."""
        keys = sorted(copied_keys(self.guide) & self.shown)[:2]
        if keys and self.chance.random() < _PHOTOGRAPHED:
            self.fact("copies", guide=self.guide["_id"], kept=self._uploads(keys))

    def notice(self, copies: Sequence[Requirement] = (), *, change: str = "", leave_out: int = 0) -> None:
        """Told all that is missing; `leave_out` so many of it is what no clerk may do."""
        self.notices += not leave_out
        copied = {one.key for one in copies}
        lacking = self.missing()
        entries = [
            {"key": one.key, "reason": "copy-only" if one.key in copied else "not-brought"}
            for one in lacking[: len(lacking) - leave_out]
        ]
        notice = self.fact(
            "notice",
            n=max(self.notices, 1),
            guide=self.guide["_id"],
            missing=entries,
            shown=sorted(self.shown),
            change=change,
        )
        if leave_out:
            self.world.blunders.add(notice["_id"])
        else:
            self.slip = self._slip(entries)
            self.fact("printing", paper="notice", of=notice["_id"])

    def _slip(self, missing: Sequence[Document]) -> str:
        """What the QR of a notice says."""
        case = {
            "id": self.id,
            "item": self.item,
            "guide": self.guide["_id"],
            "fence": 0,
            "acceptedAt": "",
            "notices": [{"missing": missing}],
            "shown": sorted(self.shown),
            "certificates": [],
            **self.declared,
        }
        return self.tablet.slip(slip_payload(case, self.guide, self.at, "A" * 12))

    def carry_on_at(self, office: Site) -> None:
        """The couple bring the notice to another office, which goes on with the case."""
        said = said_by(read_slip(self.slip, self.world.district_keys), self.guide)
        del said["case"]
        self.office, self.tablet = office, office.tablets[0]
        self.fact("continuation", slip=self.slip, **said, **self.declared)

    def accept(self, *, dated: bool = True) -> Document:
        days = self.site.promises if self.guide["workingDays"] else 0
        moment = max(self.world.now, self.at)
        number = self.tablet.next_case_number(self.item, local_day(moment))
        self.due_on = self.world.due_on(moment, days) if dated else ""
        acceptance = self.fact("acceptance", caseNo=number, workingDays=days, dueOn=self.due_on)
        if days:
            self.fact("printing", paper="receipt", of=acceptance["_id"])
        return acceptance

    # The office's own homework

    def another_site(self) -> Site:
        """Any other that is heard of."""
        sites = [site for site in self.world.sites if site.heard_until is None and site is not self.site]
        return self.chance.choice(sites)

    def outsiders(self) -> list[str]:
        """The spouses who are asked for a pledge."""
        return pledge_wanted(self.guide, declared_facts(self.declared))

    def pledge(self, spouse: str) -> Document:
        first = self.declared[spouse]["remarriedAfter"] == "none"
        pledge = self.fact(
            "pledge",
            spouse=spouse,
            text=self.guide["pledge"]["text"],
            marital="first-marriage" if first else "remarried",
            children=len(self.declared["children"]),
            phone="",
            strokes=_STROKES,
        )
        self.fact("printing", paper="pledge", of=pledge["_id"])
        return pledge

    def lookup(self, spouse: str, result: str = "consistent", key: str = "") -> Document:
        found = result != "no-record"
        married = {"divorce": "remarried-after-divorce", "death": "remarried-after-death"}
        return self.order(
            "lookup",
            key or spouse,
            spouse=spouse,
            result=result,
            marital=married.get(self.declared[spouse]["remarriedAfter"], "first-marriage") if found else "",
            children=len(self.declared["children"]) if found else 0,
        )

    def status_proof(self, spouse: str, basis: str, of: Document) -> Document:
        number, block = self.number("status-proof", self.office, self.tablet)
        proof = self.fact(
            "status-proof",
            spouse=spouse,
            basis=basis,
            of=of["_id"],
            certNo=number,
            block=block,
            issuedOn=local_day(max(self.world.now, self.at)).isoformat(),
            marital="再婚" if self.declared[spouse]["remarriedAfter"] != "none" else "初婚",
            children=len(self.declared["children"]),
        )
        self.fact("printing", paper="status-proof", of=proof["_id"])
        return proof

    # The certificate

    def number(self, item: str, site: Site, tablet: Tablet) -> tuple[str, str]:
        """The next one of a tablet, and its block."""
        day = local_day(max(self.world.now, self.at, tablet.last))
        number, fresh, block = tablet.next_number(item, day)
        if fresh:
            self.world.write(f"site-{site.code}", fresh)
        return number, block

    def certificate(self, *, by: Site | None = None, supersedes: str = "") -> Document:
        """Issued and printed."""
        site, tablet = (by, by.tablets[0]) if by else (self.office, self.tablet)
        number, block = self.number(self.item, site, tablet)
        members = {
            "item": self.item,
            "certNo": number,
            "block": block,
            "issuedOn": local_day(max(self.world.now, self.at, tablet.last)).isoformat(),
            "husband": self.declared["husband"],
            "wife": self.declared["wife"],
            "children": self.declared["children"],
            "supersedes": supersedes,
        }
        certificate = self.fact("certificate", by=by, **members, token=tablet.token(members))
        self.fact("printing", by=by, paper="certificate", of=certificate["_id"])
        return certificate

    def hand_over(self, certificate: Document, method: str, by: Site | None = None) -> None:
        number = certificate["certNo"]
        self.fact("handover", by=by, certNo=number, method=method, papersReturned=True, strokes=_STROKES)
        if self.chance.random() < 0.4:
            self.fact("rating", by=by, stars=self.chance.choices((5, 4, 3, 2, 1), (70, 20, 6, 2, 2))[0])


def keys_of(wanted: Sequence[Requirement]) -> list[str]:
    """Of a paper with alternatives, the parts of the first."""
    keys = []
    for one in wanted:
        keys += [f"{one.key}/{part}" for part in one.alternatives[0]] if one.alternatives else [one.key]
    return keys
