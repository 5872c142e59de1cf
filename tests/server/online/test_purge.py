"""Papers go fifteen days after the end of a case, whatever end it was."""

import pytest

from server.online.purge import Purge
from server.online.tell import Tell
from tests.hub import SITE, DemoHub
from tests.server.online.conftest import ListeningPortal
from tests.server.online.portal import ALL_SHOWN, application, clerks_tablet, issue, submit
from tests.server.workers.office import Office, at

CASE = "500116000000YK-1"


async def _papers(demo: DemoHub) -> int:
    return len(await demo.documents(f"papers-{SITE}"))


async def test_withdrawn(demo: DemoHub, office: Office, portal: ListeningPortal) -> None:
    await submit(demo, application("1"))
    tablet = await clerks_tablet(demo)
    tablet.now = at("2021-06-09T09:00")
    tablet.fact("withdrawal", CASE)
    await office.push(tablet)
    await office.work(Tell(portal), Purge(), now="2021-06-24T08:59")
    assert await _papers(demo) == 6
    await office.work(Purge(), now="2021-06-24T09:01")
    assert await _papers(demo) == 0


async def test_laid_aside(demo: DemoHub, office: Office, portal: ListeningPortal) -> None:
    await submit(demo, application("1", "M01:husband"))
    tablet = await clerks_tablet(demo)
    tablet.materials(CASE, "M01:husband")
    tablet.notice(CASE, *ALL_SHOWN[1:])
    await office.push(tablet)
    parts = office.parts("2021-09-10T09:00")
    (opened,) = await demo.documents(f"site-{SITE}", "order:application:")
    await office.write(parts.order("abandonment", CASE, SITE, after=opened["at"]))
    await office.work(Tell(portal), Purge(), now="2021-09-25T08:59")
    assert await _papers(demo) == 2
    await office.work(Purge(), now="2021-09-25T09:01")
    assert await _papers(demo) == 0


@pytest.mark.parametrize("is_issued", [False, True])
async def test_an_open_case_keeps_its_papers(
    demo: DemoHub, office: Office, portal: ListeningPortal, is_issued: bool
) -> None:
    await submit(demo, application("1"))
    tablet = await clerks_tablet(demo)
    if is_issued:
        issue(tablet, CASE)
        await office.push(tablet)
    assert await office.work(Tell(portal), Purge(), now="2022-06-08T09:00") == 2 * is_issued
    assert await _papers(demo) == 6


async def test_not_before_the_portal_is_going_to_be_told(
    demo: DemoHub, office: Office, portal: ListeningPortal
) -> None:
    """A site was cut off for longer than papers are kept: its news must not go with the papers."""
    await submit(demo, application("1"))
    tablet = await clerks_tablet(demo)
    tablet.now = at("2021-06-09T09:00")
    tablet.fact("withdrawal", CASE)
    await office.push(tablet)
    await office.work(Purge(), now="2021-07-24T09:00")
    assert await _papers(demo) == 6
    await office.work(Tell(portal), Purge(), Tell(portal), now="2021-07-24T09:00")
    assert (await _papers(demo), portal.events) == (0, ["withdrawn"])


async def test_killed_between_the_papers_and_the_order(
    demo: DemoHub, office: Office, portal: ListeningPortal, monkeypatch: pytest.MonkeyPatch
) -> None:
    await submit(demo, application("1"))
    tablet = await clerks_tablet(demo)
    tablet.fact("withdrawal", CASE)
    await office.push(tablet)
    await office.work(Tell(portal))

    async def killed(*_: object) -> int:
        raise OSError("no power")

    with monkeypatch.context() as patched:
        patched.setattr("server.online.purge.write_orders", killed)
        with pytest.raises(OSError, match="no power"):
            await office.work(Purge(), now="2021-07-24T09:00")
    assert (await _papers(demo), await office.orders(type_="purge")) == (0, [])
    await office.work(Purge(), now="2021-07-24T09:01")
    (order,) = await office.orders(type_="purge")
    assert len(order["papers"]) == 6


async def test_a_case_at_a_window_has_nothing_to_purge(demo: DemoHub, office: Office) -> None:
    tablet = await clerks_tablet(demo)
    tablet.fact("withdrawal", tablet.application())
    await office.push(tablet)
    assert await office.work(Purge(), now="2022-06-08T09:00") == 0
