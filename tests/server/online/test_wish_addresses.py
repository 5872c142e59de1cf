"""Where to mail what was lost elsewhere is forgotten fifteen days after nobody needs it any more."""

import pytest

from schema.canonical import canonical
from server.online.papers import Paper, about
from server.online.wish_addresses import WishAddresses
from server.workers.elsewhere import Elsewhere
from tests.hub import OTHER_SITE, SITE, DemoHub
from tests.server.workers.office import Office, at
from tests.server.workers.test_elsewhere import Lost
from tests.tablet import Fact

HOME = canonical({"recipient": "周芳", "phone": "13900000000", "address": "重庆市江津区几江街道"})
LONG_AFTER = "2022-06-14T09:00"


class Wished(Lost):
    """Their address lies sealed at the office that they stood at."""

    async def wish(self) -> Fact:
        said = about("", SITE, "address", "application/json", "none", "2021-06-14T02:00:00.000Z")
        sealed = self.office.demo.hub.papers.sealed(Paper(said, HOME))
        await self.office.demo.hub.papers.keep(SITE, [sealed])
        return self.here.wish(self.certificate, address=sealed.id)

    async def sent_on(self) -> None:
        await self.office.push(self.there)
        await self.office.push(self.here)
        await self.office.work(Elsewhere())

    async def held_at(self, now: str) -> bool:
        await self.office.work(WishAddresses(), now=now)
        return bool(await self.office.demo.documents(f"papers-{SITE}"))


@pytest.fixture
async def wished(demo: DemoHub) -> Wished:
    here, there = await demo.enrolled_tablet(), await demo.enrolled_tablet(OTHER_SITE, 4)
    here.online, here.now, there.now = False, at("2021-06-14T10:00"), at("2021-06-08T09:30")
    return Wished(Office(demo), here, there)


async def test_mailed(wished: Wished) -> None:
    await wished.wish()
    await wished.sent_on()
    assert await wished.held_at(LONG_AFTER)
    wished.there.now = at("2021-06-16T10:00")
    another = wished.reissue()
    case, number = another["case"], another["certNo"]
    wished.there.fact("mailing", case, certNo=number, carrier="中国邮政", tracking="EM123456789CN")
    await wished.office.push(wished.there)
    assert await wished.held_at("2021-07-01T09:59")
    assert not await wished.held_at("2021-07-01T10:05")
    assert await wished.office.work(WishAddresses(), now=LONG_AFTER) == 0


async def test_issued_again_before_anybody_was_asked(wished: Wished) -> None:
    await wished.wish()
    wished.there.now = at("2021-06-14T15:00")
    wished.reissue()
    await wished.sent_on()
    assert await wished.held_at("2021-06-30T08:59")
    assert not await wished.held_at("2021-06-30T09:05")


async def test_taken_back(wished: Wished) -> None:
    wish = await wished.wish()
    wished.here.fact("wish-over", "", of=wish["_id"])
    await wished.office.push(wished.here)
    assert await wished.held_at("2021-06-29T09:59")
    assert not await wished.held_at("2021-06-29T10:05")


async def test_the_district_has_none_and_they_apply_anew(wished: Wished) -> None:
    await wished.wish()
    await wished.office.push(wished.here)
    await wished.office.work(Elsewhere())
    assert await wished.held_at(LONG_AFTER)
    wished.here.now = at("2021-06-20T10:00")
    wished.here.application()
    await wished.office.push(wished.here)
    assert await wished.held_at("2021-07-05T09:59")
    assert not await wished.held_at("2021-07-05T10:05")
