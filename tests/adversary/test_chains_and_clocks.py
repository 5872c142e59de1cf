"""Tablets that were copied, receipts that nobody gave, times that cannot be."""

from datetime import timedelta

from schema.envelope import fact_signature_is_good, from_base64url, to_base64url
from schema.numbers import read_certificate_number
from schema.revocations import Revocations as Lists
from server.verification import verify_certificate
from server.workers.receipts import Receipts
from server.workers.revocations import Revocations
from sync.projector.database import dump
from tests.adversary.table import attempt
from tests.hub import DemoHub
from tests.people import OUTSIDE_WIFE
from tests.server.workers.office import Office, birth_service
from tests.sync.district import again
from tests.tablet import point

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of the curve P-256
ON_THE_TABLET = "the tablet's status bar and screen 同步与本机"


@attempt(
    "a copied tablet writes its own fact under a number that was given",
    answered="refused: `write-once`, kept; the receipt's head is not the copy's, which issues no more",
    seen=f"alarm `clone` of `siteSync`; {ON_THE_TABLET}",
)
async def test_a_copied_tablet(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    case = tablet.application()
    visit = tablet.visit(case)
    await demo.push(tablet.facts)
    (row,) = await demo.push([again(tablet, visit, purpose="collect")])
    assert row["reason"].startswith("write-once")
    await Office(demo).work(Receipts(demo.hub.district_key))
    (receipt,) = await demo.documents(f"site-{tablet.site}", "receipt:")
    assert receipt["head"] == tablet.visit(case)["prev"]
    assert [row[1] for row in dump(demo.hub.projection)["alarm"]] == ["clone"]


@attempt(
    "a genuine fact pushed once more with a second signature made of its first, or other spare bits in it",
    answered="refused: `write-once`, `signature`; no alarm, no number is given twice",
    seen="quarantine in `hub`",
)
async def test_a_signature_made_of_another(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    certificate = birth_service(tablet)
    await demo.push(tablet.facts)
    for fact in (tablet.facts[0], certificate):
        signature = from_base64url(fact["sig"])
        n_minus_s = ORDER - int.from_bytes(signature[32:], "big")
        twin = {**fact, "sig": to_base64url(signature[:32] + n_minus_s.to_bytes(32, "big"))}
        assert fact_signature_is_good(twin, point(tablet.key))
        (row,) = await demo.push([twin])
        assert row["reason"].startswith("write-once ")
        other = {**fact, "sig": fact["sig"][:-1] + chr(ord(fact["sig"][-1]) + 1)}
        assert not fact_signature_is_good(other, point(tablet.key))
        assert await demo.push([other])
    await demo.settled()
    rows = demo.rows()
    assert rows["alarm"] == []
    assert {row[0] for row in rows["certificate"] if row[7]} == {certificate["_id"]}


@attempt(
    "a copied tablet's paper, dated back to before the honest one with its number",
    answered="void: `used-twice`; the honest one stays valid",
    seen="GraphQL `numberLedger { doubles }`, alarms of `siteSync`, `/verify`",
)
async def test_a_paper_that_is_dated_back(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    honest = birth_service(tablet)
    tablet.now, tablet.serial = tablet.now - timedelta(hours=2), 0
    forged = birth_service(tablet, wife=OUTSIDE_WIFE)
    assert (forged["certNo"], forged["at"] < honest["at"]) == (honest["certNo"], True)
    await demo.push(tablet.facts)
    await demo.settled()
    with demo.hub.projection.connect() as connection:
        found = [verify_certificate(connection, one["token"], "").reason for one in (honest, forged)]
    assert found == ["in-force", "used-twice"]


@attempt(
    "a paper whose fact the hub refuses, printed all the same",
    answered="void: `void`, and on the list of revocations",
    seen="GraphQL `numberLedger`; `/verify`, GraphQL `verifyCertificate`, `yici verify`",
)
async def test_a_paper_that_was_refused(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    case = birth_service(tablet)["case"]
    tablet.clerk = "nobody"
    refused = tablet.certificate(case)
    (row,) = await demo.push(tablet.facts)
    assert row["reason"].startswith("unknown-clerk ")
    await Office(demo).work(Revocations(demo.hub.district_key))
    lists = Lists.of(await demo.documents("reference", "revocations:"))
    assert lists.reason_against(read_certificate_number(refused["certNo"]), refused["token"]) == "void"
    with demo.hub.projection.connect() as connection:
        assert verify_certificate(connection, refused["token"], "").reason == "void"
    await demo.settled()
    before = demo.rows()
    await demo.hub.projector.stop()
    await demo.hub.projector.rebuild(lambda *_: None)
    assert demo.rows() == before


@attempt(
    "a tablet writes a receipt for what it never sent",
    answered="refused: `hub-only`; on a tablet one that the district did not sign is none",
    seen="the tablet's refusals; quarantine in `hub`",
)
async def test_a_receipt_of_ones_own(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    tablet.application()
    await demo.push(tablet.facts)
    await Office(demo).work(Receipts(demo.hub.district_key))
    (receipt,) = await demo.documents(f"site-{tablet.site}", "receipt:")
    forged = {name: value for name, value in receipt.items() if name != "_rev"}
    (row,) = await demo.push([{**forged, "_id": f"{forged['_id']}0", "upTo": 9}])
    assert row["reason"].startswith("hub-only")


@attempt(
    "a fact dated two days after it came",
    answered="kept as it was signed; its time is corrected to when it was here",
    seen="GraphQL `events { correctedAt }`",
)
async def test_a_time_that_cannot_be(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    tablet.now, tablet.online = tablet.now + timedelta(days=2), False
    case = tablet.application()
    await demo.push(tablet.facts)
    await demo.settled()
    query = "query($no: String!) { case(caseNo: $no) { events { at correctedAt } } }"
    (event,) = (await demo.ask(query, {"no": case}))["case"]["events"]
    assert event["correctedAt"] < event["at"]
