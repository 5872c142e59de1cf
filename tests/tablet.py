"""A tablet in Python: makes signed, chained facts as the app does, for tests of the hub and the vectors."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from schema.continuing import said_by
from schema.district_keys import DistrictKey, DistrictKeys, key_id
from schema.envelope import chain_hash, signed_fact, to_base64url
from schema.fold import fold
from schema.numbers import case_number, certificate_number
from schema.sign1 import issue_credential, write_signed
from schema.slip import read_slip, slip_payload
from schema.token import write_token
from tests.people import MR_ZHAO, MRS_ZHAO, Person

SHANGHAI = ZoneInfo("Asia/Shanghai")
GUIDE_FILES = Path(__file__).parents[1] / "schema" / "guides"
GUIDES: dict[str, Any] = {
    guide["_id"]: guide
    for path in sorted(GUIDE_FILES.glob("*.json"))
    if (guide := json.loads(path.read_text(encoding="utf-8")))
}
GUIDE = "guide:birth-service:2021-7"
ITEMS = {f"guide:{item}:2021-7": item for item in ("birth-service", "further-birth", "only-child")}
Fact = dict[str, Any]


def declared(
    husband: Person,
    wife: Person,
    *,
    same_booklet: bool = False,
    children: tuple[Fact, ...] = (),
    reason: str = "",
    opinion_from: str = "",
) -> Fact:
    """What a couple declares, as a fact has it."""
    return {
        "husband": husband,
        "wife": wife,
        "sameBooklet": same_booklet,
        "children": list(children),
        "reason": reason,
        "opinionFrom": opinion_from,
    }


def key_from(secret: int) -> ec.EllipticCurvePrivateKey:
    """A fixed key, so that a test can be run again to the same bytes but for the signatures."""
    return ec.derive_private_key(secret, ec.SECP256R1())


def point(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


DISTRICT_KEY = key_from(500116)


def known(
    key: ec.EllipticCurvePrivateKey, first: date = date(2021, 1, 1), until: date = date(2031, 12, 31)
) -> DistrictKeys:
    """As whoever has the keys of that district alone."""
    return {key_id(key.public_key()): DistrictKey(point(key), first, until)}


DISTRICT_KEYS = known(DISTRICT_KEY)


class Tablet:
    """One device of one site. Every method makes one fact, appends it to `facts` and returns it."""

    def __init__(self, device: str = "500116001901A3", clerk: str = "sipaifang-1", secret: int = 3) -> None:
        self.device, self.site, self.clerk = device, device[:12], clerk
        self.key = key_from(secret)
        self.credential = issue_credential(
            DISTRICT_KEY, device, point(self.key), date(2021, 1, 1), date(2023, 1, 1)
        )
        self.district_keys = DISTRICT_KEYS
        self.online = True
        self.now = datetime(2021, 6, 8, 9, 0, tzinfo=SHANGHAI)
        self.facts: list[Fact] = []
        self.serial = 0
        self.acceptances = 0

    @property
    def public_key(self) -> str:
        return to_base64url(point(self.key))

    def block(self, first: int = 1, last: int = 200, n: int = 1) -> Fact:
        """The block document the hub would have leased to this tablet."""
        return {
            "_id": f"block:{self.device}:birth-service:{n}",
            "type": "block",
            "v": 1,
            "device": self.device,
            "site": self.site,
            "item": "birth-service",
            "n": n,
            "from": first,
            "to": last,
            "at": "2021-06-01T01:00:00.000Z",
        }

    def fact(self, type_: str, case: str, **members: Any) -> Fact:
        self.now += timedelta(seconds=1)
        at = self.now.astimezone(UTC)
        body = {
            "type": type_,
            "device": self.device,
            "seq": len(self.facts) + 1,
            "v": 1,
            "case": case,
            "site": self.site,
            "clerk": self.clerk,
            "at": f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03}Z",
            "online": self.online,
            "clock": "hub" if self.online else "device",
            "prev": chain_hash(self.facts[-1]) if self.facts else "",
            **members,
        }
        fact = signed_fact(body, self.key)
        self.facts.append(fact)
        return fact

    def application(
        self,
        husband: Person = MR_ZHAO,
        wife: Person = MRS_ZHAO,
        *,
        guide: str = GUIDE,
        **answers: Any,
    ) -> str:
        """Opens a case and returns its id. `answers` to the guide's questions, as `declared` takes them."""
        case = f"{self.device}-{len(self.facts) + 1}"
        members = declared(husband, wife, **answers)
        self.fact("application", case, item=ITEMS[guide], guide=guide, channel="window", **members)
        return case

    def declaration(
        self, case: str, *replaces: str, husband: Person = MR_ZHAO, wife: Person = MRS_ZHAO, **answers: Any
    ) -> Fact:
        members = declared(husband, wife, **answers)
        return self.fact("declaration", case, replaces=list(replaces), guide=self._guide_of(case), **members)

    def _application(self, case: str) -> Fact:
        """As this tablet knows it; the application of another tablet is taken for one of a birth service."""
        return next(
            (fact for fact in self.facts if fact["type"] == "application" and fact["case"] == case),
            {"guide": GUIDE, "item": "birth-service", "children": []},
        )

    def _guide_of(self, case: str) -> str:
        return str(self._application(case)["guide"])

    def slip(self, case: str, code: str = "ABCDEFGH2345") -> str:
        """What the QR of a notice or receipt says of a case, by what this tablet has written of it."""
        known = fold([fact for fact in self.facts if fact["case"] == case], GUIDES)
        assert known
        payload = slip_payload(known, GUIDES[known["guide"]], self.now.astimezone(UTC), code)
        return write_signed(payload, self.credential, self.key)

    def carry_on(self, slip: str, husband: Person = MR_ZHAO, wife: Person = MRS_ZHAO, **answers: Any) -> Fact:
        """Goes on with a case by the slip that the couple brought."""
        read = read_slip(slip, self.district_keys)
        said = said_by(read, GUIDES[read.guide])
        self.now = max(self.now, datetime.fromisoformat(read.issued_at).astimezone(SHANGHAI))
        case = said.pop("case")
        return self.fact("continuation", case, slip=slip, **said, **declared(husband, wife, **answers))

    def visit(self, case: str, purpose: str = "apply") -> Fact:
        return self.fact("visit", case, purpose=purpose)

    def materials(self, case: str, *shown: str, copy_only: tuple[str, ...] = ()) -> Fact:
        return self.fact(
            "materials", case, guide=self._guide_of(case), shown=list(shown), copyOnly=list(copy_only)
        )

    def notice(
        self, case: str, *missing: str, n: int = 1, reason: str = "not-brought", change: str = ""
    ) -> Fact:
        entries = [{"key": key, "reason": reason} for key in missing]
        guide = self._guide_of(case)
        return self.fact("notice", case, n=n, guide=guide, missing=entries, shown=[], change=change)

    def pledge(self, case: str, spouse: str = "husband") -> Fact:
        return self.fact(
            "pledge",
            case,
            spouse=spouse,
            text="2021-1",
            marital="first-marriage",
            children=0,
            phone="",
            strokes=[[10, 10, 60, 40], [70, 12, 70, 60]],
        )

    def inquiry(self, case: str, lookup: str, *, corrected: bool = True) -> Fact:
        return self.fact(
            "inquiry",
            case,
            lookup=lookup,
            office="重庆市江津区白沙镇",
            contact="023-47000000",
            person="李某",
            content="已更正登记" if corrected else "登记无误",
            corrected=corrected,
        )

    def acceptance(self, case: str, working_days: int = 0, due_on: str | None = None) -> Fact:
        """Due on the day itself, where no working days are promised."""
        self.acceptances += 1
        if due_on is None:
            due_on = "" if working_days else self.now.date().isoformat()
        number = case_number(self._application(case)["item"], self.device, self.now.date(), self.acceptances)
        return self.fact("acceptance", case, caseNo=number, workingDays=working_days, dueOn=due_on)

    def certificate(
        self,
        case: str,
        husband: Person = MR_ZHAO,
        wife: Person = MRS_ZHAO,
        serial: int | None = None,
        *,
        block: int = 1,
        supersedes: str = "",
    ) -> Fact:
        self.serial = serial or self.serial + 1
        today, application = self.now.date(), self._application(case)
        item = application["item"]
        members = {
            "item": item,
            "certNo": certificate_number(item, self.device, today, self.serial),
            "block": f"block:{self.device}:{item}:{block}",
            "issuedOn": today.isoformat(),
            "husband": husband,
            "wife": wife,
            "children": application["children"],
            "supersedes": supersedes,
        }
        return self.fact("certificate", case, **members, token=self.token(members))

    def token(self, members: Fact) -> str:
        return write_token(members, self.credential, self.key)

    def printing(self, case: str, paper: str, of: Fact) -> Fact:
        return self.fact("printing", case, paper=paper, of=of["_id"])

    def wish(self, lost: Fact, *, cert_no: str = "", address: str = "A" * 43) -> Fact:
        """The couple lost a certificate that another office issued."""
        couple = {whom: {name: lost[whom][name] for name in ("name", "idNo")} for whom in ("husband", "wife")}
        members = {"item": lost["item"], "certNo": cert_no, "address": address}
        return self.fact("reissue-wish", "", **members, **couple)

    def handover(self, case: str, cert_no: str) -> Fact:
        return self.fact(
            "handover",
            case,
            certNo=cert_no,
            method="on-the-spot",
            papersReturned=True,
            strokes=[[5, 5, 9, 9]],
        )


def zhao_story(tablet: Tablet, husband: Person = MR_ZHAO, wife: Person = MRS_ZHAO) -> str:
    """E01 up to the end: told once on 8 June, issued offline on 14 June. Returns the case id."""
    case = tablet.application(husband, wife)
    tablet.visit(case)
    booklets = ("M02:husband", "M02:wife")
    tablet.materials(case, "M01:husband", "M01:wife", "M03:couple", copy_only=booklets)
    notice = tablet.notice(case, *booklets, reason="copy-only")
    tablet.printing(case, "notice", notice)
    tablet.online, tablet.now = False, datetime(2021, 6, 14, 10, 0, tzinfo=SHANGHAI)
    tablet.visit(case, "supplement")
    tablet.materials(case, *booklets)
    tablet.pledge(case)
    acceptance = tablet.acceptance(case)
    certificate = tablet.certificate(case)
    tablet.printing(case, "receipt", acceptance)
    tablet.printing(case, "certificate", certificate)
    tablet.handover(case, certificate["certNo"])
    return case
