"""Sheets against numbers: what was never printed, and what was printed again."""

from tests.hub import OTHER_SITE, DemoHub
from tests.server.graphql.desk import arrive
from tests.server.papers.test_routes import of
from tests.server.workers.office import birth_service

JOURNAL = """query($area: String, $item: NumberedItem) { printJournal(areaCode: $area, item: $item) {
  numbers sheets neverPrintedCount printedAgainCount
  neverPrinted { number item fact case site device printed } printedAgain { number printed } } }"""


async def test_sheets_are_reconciled_with_numbers(demo: DemoHub) -> None:
    here, there = await demo.enrolled_tablet(), await demo.enrolled_tablet(OTHER_SITE, 4)
    once, again, never = (birth_service(here) for _ in range(3))
    for certificate in (once, again, again):
        here.printing(certificate["case"], "certificate", certificate)
    here.printing(never["case"], "receipt", never)  # another paper, and none of the number's sheets
    elsewhere = birth_service(there)
    await arrive(demo, here)
    await arrive(demo, there)
    journal = (await demo.ask(JOURNAL, {"item": "BIRTH_SERVICE"}))["printJournal"]
    assert (journal["numbers"], journal["sheets"]) == (4, 3)
    assert (journal["neverPrintedCount"], journal["printedAgainCount"]) == (2, 1)
    assert {one["number"] for one in journal["neverPrinted"]} == {never["certNo"], elsewhere["certNo"]}
    assert journal["printedAgain"] == [{"number": again["certNo"], "printed": 2}]
    mine = (await demo.ask(JOURNAL, user="jijiang"))["printJournal"]
    assert mine["neverPrinted"] == [
        {
            "number": never["certNo"],
            "item": "BIRTH_SERVICE",
            "fact": never["_id"],
            "case": never["case"],
            "site": here.site,
            "device": here.device,
            "printed": 0,
        }
    ]
    assert (await demo.ask(JOURNAL, {"item": "ONLY_CHILD"}))["printJournal"]["numbers"] == 0


async def test_a_spoiled_sheet_is_no_paper_that_is_missing(demo: DemoHub) -> None:
    """Its number is in the ledger as spoiled; the one in its place was printed."""
    tablet = await demo.enrolled_tablet()
    first = birth_service(tablet)
    spoiled = {name: first[name] for name in ("item", "certNo", "block")}
    tablet.fact("spoiled", first["case"], **spoiled, why="jam")
    second = tablet.certificate(first["case"], supersedes=first["certNo"])
    tablet.printing(first["case"], "certificate", second)
    await arrive(demo, tablet)
    journal = (await demo.ask(JOURNAL))["printJournal"]
    assert (journal["numbers"], journal["sheets"], journal["neverPrinted"]) == (1, 1, [])


async def test_what_the_hub_made_is_a_sheet_too(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    certificate = birth_service(tablet)
    tablet.printing(certificate["case"], "certificate", certificate)
    await arrive(demo, tablet)
    for kind, status in (("certificate", 200), ("receipt", 404)):
        assert (await demo.get(of(kind, certificate), "sipaifang-1")).status_code == status
    await demo.settled()
    journal = (await demo.ask(JOURNAL))["printJournal"]
    assert (journal["sheets"], journal["neverPrintedCount"], journal["printedAgainCount"]) == (2, 0, 1)
    assert journal["printedAgain"] == [{"number": certificate["certNo"], "printed": 2}]
