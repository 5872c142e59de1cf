"""What a hub that fell left of a submission goes after fifteen days, unless it was sent again."""

import pytest

from server.online.leftovers import Leftovers
from tests.hub import SITE, DemoHub
from tests.server.online.portal import SUBMIT, application, submit
from tests.server.workers.office import Office


async def _falls_over(demo: DemoHub, monkeypatch: pytest.MonkeyPatch) -> None:
    """The papers are kept, the case is not opened."""

    async def written(*_: object) -> None:
        raise OSError("no power")

    with monkeypatch.context() as patched:
        patched.setattr("server.online.intake.put_orders", written)
        answer = await demo.graphql(SUBMIT, {"application": application("1")}, user="portal")
    assert answer["errors"][0]["message"].startswith("The hub failed")
    await demo.settled()


async def _papers(demo: DemoHub) -> int:
    return len(await demo.documents(f"papers-{SITE}"))


async def test_papers_without_a_case(demo: DemoHub, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    await _falls_over(demo, monkeypatch)
    await office.work(Leftovers(), now="2021-06-23T08:59")
    assert await _papers(demo) == 6
    assert await office.work(Leftovers(), Leftovers(), now="2021-06-23T09:05") == 1
    assert await _papers(demo) == 0
    await submit(demo, application("1"))
    assert await _papers(demo) == 6, "it may still be sent again"


async def test_papers_of_a_case_are_not_left_over(
    demo: DemoHub, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _falls_over(demo, monkeypatch)
    await submit(demo, application("1"))
    assert await office.work(Leftovers(), now="2021-07-23T09:00") == 0
    assert await _papers(demo) == 12
