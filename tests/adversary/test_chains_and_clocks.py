"""Tablets that were copied, receipts that nobody gave, times that cannot be."""

from datetime import timedelta

from server.workers.receipts import Receipts
from sync.projector.database import dump
from tests.adversary.table import attempt
from tests.hub import DemoHub
from tests.server.workers.office import Office
from tests.sync.district import again

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
