"""The portal is told in order, once, as soon as it listens; nothing waits for it."""

import httpx2
import pytest

from server.online.portal import HttpPortal
from server.online.tell import Tell
from sync.errors import BadRequest, Unavailable
from tests.hub import SITE, DemoHub
from tests.server.online.conftest import ListeningPortal
from tests.server.online.portal import ALL_SHOWN, application, clerks_tablet, issue, mail, submit
from tests.server.workers.office import Office, at

QUEUE = "{ portalQueue { waiting oldestAt fault } }"
MESSAGE = {"id": "message:500116000000YK-1:closed", "case": "500116000000YK-1", "event": "closed"}


async def _closed(demo: DemoHub, office: Office, *references: str) -> None:
    """Cases that went through while the portal did not listen."""
    tablet = await clerks_tablet(demo)
    for reference in references:
        await submit(demo, application(reference))
        case = f"500116000000YK-{reference}"
        mail(tablet, case, issue(tablet, case))
        await office.push(tablet)
        await demo.settled()


async def test_a_portal_that_is_down_is_left_in_peace_and_told_later(
    demo: DemoHub, office: Office, portal: ListeningPortal
) -> None:
    portal.failing = Unavailable("no answer")
    await _closed(demo, office, "1", "2")
    tell = Tell(portal)
    await office.work(tell, tell, now="2021-06-08T12:00")
    assert portal.tried == 1, "one is enough to know"
    await office.work(tell, now="2021-06-08T12:00")
    assert portal.tried == 1
    queue = (await demo.ask(QUEUE))["portalQueue"]
    assert (queue["waiting"], queue["fault"]) == (8, "no answer")
    for now, tried in (("2021-06-08T12:01", 2), ("2021-06-08T12:02", 2), ("2021-06-08T12:03", 3)):
        await office.work(tell, now=now)
        assert portal.tried == tried, "twice as long each time"
    portal.failing = None
    await office.work(tell, now="2021-06-08T12:07")
    for reference in ("1", "2"):
        told = [message["event"] for message in portal.told if message["reference"] == reference]
        assert told == ["accepted", "issued", "mailed-1", "closed"]
    await demo.settled()
    assert (await demo.ask(QUEUE))["portalQueue"] == {"waiting": 0, "oldestAt": None, "fault": None}
    assert await office.work(tell, tell, now="2021-06-09T12:00") == 0, "each once"


async def test_what_the_portal_refuses_holds_up_its_own_case_alone(
    demo: DemoHub, office: Office, portal: ListeningPortal
) -> None:
    portal.failing, portal.refuses = BadRequest("never heard of it"), "issued"
    await _closed(demo, office, "1")
    await office.work(Tell(portal), Tell(portal), now="2021-06-08T12:00")
    assert portal.events == ["accepted"], "in order, or not at all"
    portal.refuses = "nothing"
    await office.work(Tell(portal), now="2021-06-08T12:01")
    assert portal.events == ["accepted", "issued", "mailed-1", "closed"]


async def test_a_case_at_a_window_is_nobodys_news(
    demo: DemoHub, office: Office, portal: ListeningPortal
) -> None:
    tablet = await clerks_tablet(demo)
    issue(tablet, tablet.application())
    await office.push(tablet)
    assert await office.work(Tell(portal), Tell(portal)) == 0
    assert portal.told == []


async def test_a_second_notice_after_the_case_was_laid_aside_is_told(
    demo: DemoHub, office: Office, portal: ListeningPortal
) -> None:
    await submit(demo, application("1", "M01:husband"))
    tablet, case = await clerks_tablet(demo), "500116000000YK-1"
    tablet.materials(case, "M01:husband")
    notice = tablet.notice(case, *ALL_SHOWN[1:])
    await office.push(tablet)
    aside = office.parts("2021-09-10T09:00").order("abandonment", case, SITE, after=notice["at"])
    await office.write(aside)
    await office.work(Tell(portal), Tell(portal), now="2021-09-10T09:01")
    assert portal.events == ["notified-1", "abandoned"]
    tablet.now = at("2021-09-20T09:00")
    tablet.materials(case, *ALL_SHOWN[1:4])
    tablet.notice(case, ALL_SHOWN[4])
    await office.push(tablet)
    await office.work(Tell(portal), Tell(portal), now="2021-09-20T10:00")
    assert portal.events == ["notified-1", "abandoned", "notified-2"]


async def test_messages_that_are_refused_take_nobodys_place(
    demo: DemoHub, office: Office, portal: ListeningPortal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.online.tell.AT_ONCE", 2)
    portal.failing, portal.refuses = BadRequest("never heard of it"), "accepted"
    await _closed(demo, office, "1", "2")
    tell = Tell(portal)
    await office.work(tell, tell, tell, now="2021-06-08T12:00")
    assert (portal.tried, portal.events) == (2, []), "of either case the first, and none behind it"
    await submit(demo, application("3"))
    tablet = await clerks_tablet(demo)
    tablet.now = at("2021-06-08T12:00")
    tablet.fact("withdrawal", "500116000000YK-3")
    await demo.push(tablet.facts)
    await office.work(tell, tell, now="2021-06-08T12:00")
    assert portal.events == ["withdrawn"]


async def test_without_a_portal_nothing_is_tried_and_all_is_sent_once_there_is_one(
    demo: DemoHub, office: Office, portal: ListeningPortal
) -> None:
    await _closed(demo, office, "1")
    for _ in range(8):
        await office.work(Tell(None), now="2021-06-08T12:00")
    await demo.settled()
    queue = (await demo.ask(QUEUE))["portalQueue"]
    assert (queue["waiting"], "YICI_PORTAL_URL" in queue["fault"]) == (4, True)
    assert {one["attempts"] for one in await demo.documents("hub", "message:")} == {0}
    await office.work(Tell(portal), now="2021-06-08T12:00")
    assert portal.events == ["accepted", "issued", "mailed-1", "closed"]


@pytest.mark.parametrize(
    ("status", "problem"),
    [(200, None), (204, None), (400, BadRequest), (404, BadRequest), (429, Unavailable), (503, Unavailable)],
)
async def test_over_http(status: int, problem: type[Exception] | None) -> None:
    asked = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(request)
        return httpx2.Response(status)

    portal = HttpPortal("https://portal.example/yici", httpx2.MockTransport(answer))
    if problem:
        with pytest.raises(problem):
            await portal.tell(MESSAGE)
    else:
        await portal.tell(MESSAGE)
    (request,) = asked
    assert request.headers["idempotency-key"] == MESSAGE["id"]
    assert '"event":"closed"' in request.content.decode().replace(" ", "")


async def test_nobody_answers() -> None:
    def fail(_: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("refused")

    with pytest.raises(Unavailable):
        await HttpPortal("https://portal.example/yici", httpx2.MockTransport(fail)).tell(MESSAGE)
