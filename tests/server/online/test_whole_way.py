"""From the portal to the applicant's letter box, and the papers gone: E19 and E20 among it."""

from datetime import datetime

from server.online.purge import Purge
from server.online.tell import Tell
from tests.hub import SITE, DemoHub
from tests.server.online.conftest import ListeningPortal
from tests.server.online.portal import ALL_SHOWN, application, clerks_tablet, issue, mail, submit, where
from tests.server.workers.office import Office, at

CASE = "500116000000YK-2021060800001"


async def test_submitted_issued_mailed_told_and_purged(
    demo: DemoHub, office: Office, portal: ListeningPortal
) -> None:
    await submit(demo)
    tablet = await clerks_tablet(demo)
    tablet.now = at("2021-06-08T11:00")
    mail(tablet, CASE, issue(tablet, CASE))
    await office.push(tablet)
    await office.work(Tell(portal), Tell(portal), now="2021-06-08T11:05")
    assert portal.events == ["accepted", "issued", "mailed-1", "closed"]
    assert portal.told[2] | {"at": ""} == {
        "id": f"message:{CASE}:mailed-1",
        "case": CASE,
        "reference": "2021060800001",
        "item": "birth-service",
        "event": "mailed-1",
        "at": "",
        "carrier": "中国邮政",
        "tracking": "EM123456789CN",
    }
    stood = await where(demo)
    assert (stood["state"], stood["mailings"][0]["tracking"]) == ("CLOSED", "EM123456789CN")
    papers = {paper["_id"] for paper in await demo.documents(f"papers-{SITE}")}
    assert len(papers) == 6
    await office.work(Purge(), now="2021-06-23T11:00")  # fifteen days less a few seconds
    assert {paper["_id"] for paper in await demo.documents(f"papers-{SITE}")} == papers
    assert await office.work(Purge(), Purge(), now="2021-06-23T11:01") == 1
    assert await demo.documents(f"papers-{SITE}") == []
    (order,) = await office.orders(type_="purge")
    assert set(order["papers"]) == papers
    fold = await office.folded_by_the_hub(CASE)
    assert (fold["uploads"], fold["address"], fold["state"]) == ([], "", "closed")
    assert fold == await office.folded_at(SITE, CASE)
    assert fold["violations"] == []


async def test_e19_an_application_that_arrives_during_an_outage(
    demo: DemoHub, office: Office, portal: ListeningPortal
) -> None:
    """The clock started when the portal was answered; the network's delay can be told from it."""
    await submit(demo)
    tablet = await clerks_tablet(demo)
    await office.work(Tell(portal), now="2021-06-10T09:00")
    assert portal.told == []
    tablet.online, tablet.now = (
        False,
        at("2021-06-12T16:00"),
    )  # the order came in the morning, then the line broke
    issue(tablet, CASE)
    tablet.now = at("2021-06-14T09:00")
    await office.push(tablet)
    await office.work(Tell(portal), Tell(portal), now="2021-06-14T09:00")
    assert portal.events == ["accepted", "issued"]
    fold = await office.folded_by_the_hub(CASE)
    assert fold["openedAt"].startswith("2021-06-08T01:0")
    waited = datetime.fromisoformat(fold["acceptedAt"]) - datetime.fromisoformat(fold["openedAt"])
    assert waited.days == 4
    assert not fold["certificates"][0]["online"]


async def test_e20_a_spoiled_sheet_is_no_second_news(
    demo: DemoHub, office: Office, portal: ListeningPortal
) -> None:
    await submit(demo)
    tablet = await clerks_tablet(demo)
    spoiled = issue(tablet, CASE)
    block = next(fact["block"] for fact in tablet.facts if fact["type"] == "certificate")
    tablet.fact("spoiled", CASE, item="birth-service", certNo=spoiled, block=block, why="jam")
    number = tablet.certificate(CASE, supersedes=spoiled)["certNo"]
    mail(tablet, CASE, number)
    await office.push(tablet)
    await office.work(Tell(portal), Tell(portal))
    assert portal.events == ["accepted", "issued", "mailed-1", "closed"]
    fold = await office.folded_by_the_hub(CASE)
    assert [(one["certNo"], one["void"]) for one in fold["certificates"]] == [
        (spoiled, "spoiled"),
        (number, ""),
    ]


async def test_told_once_with_all_that_is_missing(
    demo: DemoHub, office: Office, portal: ListeningPortal
) -> None:
    await submit(demo, application("2021060800001", "M01:husband"))
    tablet = await clerks_tablet(demo)
    tablet.materials(CASE, "M01:husband")
    tablet.notice(CASE, *ALL_SHOWN[1:])
    await office.push(tablet)
    await office.work(Tell(portal), Tell(portal), Tell(portal))
    (told,) = portal.told
    assert told["event"] == "notified-1"
    assert [one["key"] for one in told["missing"]] == list(ALL_SHOWN[1:])
    text = str(told)
    assert not any(name in text for name in ("赵明", "周芳", "999999", "几江"))
