"""A case told by several hands, tablets of any site and the hub: for tests of the rules and the vectors."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from schema.case import Case
from schema.continuing import said_by
from schema.facts import order_id
from schema.fold import fold
from schema.numbers import case_number, certificate_number
from schema.rules import declared_facts, requirements
from schema.sign1 import write_signed
from schema.slip import read_slip, slip_payload
from tests.people import MR_ZHAO, MRS_ZHAO, Person
from tests.tablet import DISTRICT_KEYS, SHANGHAI, Fact, Tablet, declared

GUIDE_FILES = Path(__file__).parents[1] / "schema" / "guides"
ITEMS = ("birth-service", "further-birth", "only-child")
SIPAIFANG = "500116001901A3"  # a tablet of 四牌坊社区
NEXT_TO_IT = "500116001901B4"  # another at the same window
DEGAN = "500116002901C5"  # one of another community
TOWNSHIP = "500116001000Z1"  # the township's own
PORTAL = "500116000000YK"
CLERKS = {SIPAIFANG: "sipaifang-1", NEXT_TO_IT: "sipaifang-2", DEGAN: "degan-1", TOWNSHIP: "jijiang"}

MEMBERS: dict[str, Fact] = {
    "visit": {"purpose": "apply"},
    "attempt": {"rule": "R02", "code": "M17"},
    "pledge": {
        "spouse": "husband",
        "text": "2021-1",
        "marital": "first-marriage",
        "children": 0,
        "phone": "",
        "strokes": [[10, 10, 60, 40]],
    },
    "verification": {
        "method": "phone",
        "office": "武侯区卫生健康局",
        "contact": "028-12345678",
        "answered": True,
        "person": "值班员",
        "content": "与承诺一致",
    },
    "conclusion": {"result": "consistent", "evidence": ""},
    "confirmation": {"agrees": True, "corrected": False},
    "lookup": {"spouse": "wife", "result": "consistent", "marital": "初婚", "children": 0},
    "inquiry": {
        "office": "重庆市江津区白沙镇",
        "contact": "023-47000000",
        "person": "李某",
        "content": "已更正登记",
        "corrected": True,
    },
    "status-proof": {"spouse": "wife", "basis": "lookup", "marital": "初婚", "children": 0},
    "children-proof": {"basis": "lookup", "common": 0},
    "opinion": {"basis": "own-residents", "of": "", "office": "", "content": ""},
    "decision": {"granted": True, "appraisal": "", "reason": "", "grounds": "依据条例"},
    "spoiled": {"why": "jam"},
    "printing": {"paper": "certificate"},
    "delivery": {"method": "pick-up", "address": ""},
    "handover": {"method": "on-the-spot", "papersReturned": True, "strokes": [[5, 5, 9, 9]]},
    "mailing": {"carrier": "邮政", "tracking": "EMS1"},
    "tracking": {"state": "delivered"},
    "rating": {"stars": 5},
    "void-request": {"why": "clerical-error", "grounds": ""},
    "void": {"why": "clerical-error", "grounds": ""},
    "uploads": {"uploads": []},
    "routing": {"to": "500116001901", "why": "applicant-chose"},
    "warning": {"of": "", "dueOn": "", "kind": "overdue"},
    "purge": {"papers": []},
}


def shipped(item: str) -> Fact:
    guide: Fact = json.loads((GUIDE_FILES / f"{item}.json").read_text(encoding="utf-8"))
    return guide


GUIDES = {guide["_id"]: guide for guide in map(shipped, ITEMS)}


def newer_guide(item: str, day: str, *, without: tuple[str, ...] = (), more: Fact | None = None) -> Fact:
    """A later version of a shipped guide, in effect from `day`: without some materials, with one more."""
    guide = GUIDES[f"guide:{item}:2021-7"]
    materials = [one for one in guide["materials"] if one["code"] not in without] + ([more] if more else [])
    head = {"_id": f"guide:{item}:{day}", "version": day, "effectiveFrom": day}
    return {**guide, **head, "materials": materials}


class Story:
    """One case. What is written comes from the tablet in hand (`pen`), at the time of the story (`now`)."""

    def __init__(self, device: str = SIPAIFANG, *, make: type[Tablet] = Tablet) -> None:
        self._make = make
        self.tablets: dict[str, Tablet] = {}
        self.orders: list[Fact] = []
        self.now = datetime(2021, 6, 8, 9, 0, tzinfo=SHANGHAI)
        self.case = ""
        self.brought = ""  # a slip that the couple have in hand
        self.application: Fact = {}
        self.guides: dict[str, Any] = dict(GUIDES)
        self.take(device)

    @property
    def documents(self) -> list[Fact]:
        return [fact for tablet in self.tablets.values() for fact in tablet.facts] + self.orders

    @property
    def state(self) -> Case:
        """The case as it stands; it must stand."""
        case = fold(self.documents, self.guides)
        assert case is not None
        return case

    @property
    def last(self) -> Fact:
        return self.pen.facts[-1]

    def rules_broken(self) -> list[str]:
        return [violation["rule"] for violation in self.state["violations"]]

    def take(self, device: str, clerk: str = "", *, online: bool = True) -> None:
        """Go on at this tablet, in this clerk's hands."""
        if device not in self.tablets:
            self.tablets[device] = self._make(device, secret=3 + len(self.tablets))
        self.pen = self.tablets[device]
        self.pen.clerk, self.pen.online = clerk or CLERKS.get(device, "sipaifang-1"), online

    def on(self, day: str, hour: int = 10) -> None:
        self.now = datetime.combine(date.fromisoformat(day), datetime.min.time(), SHANGHAI).replace(hour=hour)

    def fact(self, type_: str, **members: Any) -> Fact:
        self.pen.now = self.now
        written = self.pen.fact(type_, self.case, **{**MEMBERS.get(type_, {}), **members})
        self.now = self.pen.now
        return written

    def order(self, type_: str, key: str = "", *, by: str = "hub", **members: Any) -> Fact:
        self.now += timedelta(seconds=1)
        order = {
            "_id": order_id(type_, self.case, key),
            "type": type_,
            "v": 1,
            "case": self.case,
            "site": self.pen.site,
            "at": f"{self.now.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.000Z",
            "by": by,
            **MEMBERS.get(type_, {}),
            **members,
        }
        self.orders.append(order)
        return order

    def apply(
        self,
        husband: Person = MR_ZHAO,
        wife: Person = MRS_ZHAO,
        *,
        item: str = "birth-service",
        guide: str = "2021-7",
        **answers: Any,
    ) -> None:
        """At the window, in the tablet in hand. `answers` as `declared` takes them."""
        self.case = f"{self.pen.device}-{len(self.pen.facts) + 1}"
        head = {"item": item, "guide": f"guide:{item}:{guide}", "channel": "window"}
        self.application = self.fact("application", **head, **declared(husband, wife, **answers))

    def apply_online(
        self,
        husband: Person = MR_ZHAO,
        wife: Person = MRS_ZHAO,
        *,
        item: str = "birth-service",
        reference: int = 1,
        delivery: str = "mail",
        uploads: tuple[str, ...] = (),
        **answers: Any,
    ) -> None:
        """By 渝快办; `uploads` are keys of the guide."""
        self.case = f"{PORTAL}-{reference}"
        papers = [{"key": key, "paper": f"{n:043}"} for n, key in enumerate(uploads)]
        members: Fact = {
            "item": item,
            "guide": f"guide:{item}:2021-7",
            "channel": "online",
            "reference": reference,
            "delivery": delivery,
            "address": "A" * 43 if delivery == "mail" else "",
            "uploads": papers,
        }
        self.application = self.order("application", **members, **declared(husband, wife, **answers))

    def slip(self) -> str:
        """The QR of the paper that the tablet in hand has just printed, as it stood on that tablet."""
        payload = slip_payload(self.state, self.guides[self.state["guide"]], self.now, "ABCDEFGH2345")
        self.now += timedelta(seconds=1)
        return write_signed(payload, self.pen.credential, self.pen.key)

    def carry_on(self, slip: str, **changed: Any) -> Fact:
        """At the tablet in hand, by what the couple brought; they say what they said before, or otherwise."""
        read = read_slip(slip, DISTRICT_KEYS)
        said = said_by(read, self.guides[read.guide]) | {"slip": slip}
        names = ("husband", "wife", "sameBooklet", "children", "reason", "opinionFrom")
        members = {name: self.application[name] for name in names}
        self.case = said.pop("case")
        return self.fact("continuation", **{**said, **members, **changed})

    def declare(self, *replaces: Fact, **changed: Any) -> Fact:
        """The application's answers but for what has changed."""
        names = ("guide", "husband", "wife", "sameBooklet", "children", "reason", "opinionFrom")
        members = {name: self.application[name] for name in names}
        known = [one["_id"] for one in replaces or (self.application,)]
        return self.fact("declaration", replaces=known, **{**members, **changed})

    def show(self, *keys: str, copy_only: tuple[str, ...] = ()) -> Fact:
        guide = self.application["guide"]
        return self.fact("materials", guide=guide, shown=list(keys), copyOnly=list(copy_only))

    def untick(self, *keys: str) -> Fact:
        """In every tick that this tablet has seen of these papers."""
        ticks = [one for one in self.state["ticks"] if {*one["shown"]} & {*keys}]
        return self.fact("untick", of=[one["id"] for one in ticks], keys=list(keys))

    def photograph(self, *keys: str) -> Fact:
        """For copies of these papers."""
        kept = [{"key": key, "paper": f"{len(self.documents):020}{n:023}"} for n, key in enumerate(keys)]
        return self.fact("copies", guide=self.application["guide"], kept=kept)

    def all_keys(self) -> list[str]:
        """What must be ticked for the list to be whole: of each paper the first way to show it."""
        guide = self.guides[self.application["guide"]]
        keys: list[str] = []
        for one in requirements(guide, declared_facts(self.state)):
            first = one.alternatives[0] if one.alternatives else ()
            keys += [f"{one.key}/{part}" for part in first] or [one.key]
        return keys

    def show_all(self, *but: str) -> Fact:
        return self.show(*(key for key in self.all_keys() if key not in but))

    def notice(self, *keys: str, reason: str = "not-brought", change: str = "") -> Fact:
        """Of everything that is missing, unless keys are named."""
        wanted = keys or tuple(one["key"] for one in self.state["missing"])
        entries = [{"key": key, "reason": reason} for key in wanted]
        n = 1 + sum(fact["type"] == "notice" for fact in self.documents)
        guide = self.application["guide"]
        return self.fact("notice", n=n, guide=guide, missing=entries, shown=[], change=change)

    def accept(self, working_days: int | None = None, due_on: str | None = None) -> Fact:
        self.pen.acceptances += 1
        days = self.guides[self.application["guide"]]["workingDays"] if working_days is None else working_days
        today = self.now.date()
        number = case_number(self.application["item"], self.pen.device, today, self.pen.acceptances)
        due = ("" if days else today.isoformat()) if due_on is None else due_on
        return self.fact("acceptance", caseNo=number, workingDays=days, dueOn=due)

    def opened_and_accepted(self, *couple: Person, item: str = "birth-service", **answers: Any) -> None:
        self.apply(*couple, item=item, **answers)
        self.show_all()
        self.accept()

    def _next_number(self, item: str) -> Fact:
        self.pen.serial += 1
        today = self.now.date()
        return {
            "certNo": certificate_number(item, self.pen.device, today, self.pen.serial),
            "block": f"block:{self.pen.device}:{item}:1",
        }

    def certify(self, *, supersedes: str = "", **changed: Any) -> Fact:
        """For the couple as the case has them."""
        case = self.state
        members = {name: case[name] for name in ("item", "husband", "wife", "children")}
        issued = {"issuedOn": self.now.date().isoformat(), "supersedes": supersedes}
        face = {**members, **self._next_number(case["item"]), **issued, **changed}
        return self.fact("certificate", **face, token=self.pen.token(face))

    def prove(self, spouse: str, basis: str, of: Fact, **said: Any) -> Fact:
        """A 婚育情况证明."""
        issued = {**self._next_number("status-proof"), "issuedOn": self.now.date().isoformat()}
        return self.fact("status-proof", spouse=spouse, basis=basis, of=of["_id"], **issued, **said)

    def spoil(self, certificate: Fact | None = None) -> Fact:
        item = self.application["item"]
        sheet = certificate or self._next_number(item)
        return self.fact("spoiled", item=item, certNo=sheet["certNo"], block=sheet["block"])

    def verified_pledge(self, spouse: str) -> Fact:
        """Signed, rung up, found consistent: the conclusion."""
        pledge = self.fact("pledge", spouse=spouse)
        self.fact("verification", pledge=pledge["_id"])
        return self.fact("conclusion", pledge=pledge["_id"])

    def false_pledge(self, spouse: str = "husband") -> Fact:
        """Signed, answered by letter, found false by the clerk and confirmed by the township."""
        pledge = self.fact("pledge", spouse=spouse)
        self.fact("verification", pledge=pledge["_id"], method="letter", content="育有二孩")
        found = self.fact("conclusion", pledge=pledge["_id"], result="false", evidence="复函：育有二孩")
        self.order("confirmation", found["_id"], by="jijiang", conclusion=found["_id"])
        return pledge
