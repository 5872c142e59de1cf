"""E21: lost, said at another office, offline. The one that issued it is asked; nobody comes again."""

import pytest

from schema.canonical import canonical
from server.online.papers import Paper, about
from server.workers.elsewhere import Elsewhere
from tests.hub import OTHER_SITE, SITE
from tests.people import OUTSIDE_WIFE
from tests.server.workers.office import Office, at, birth_service
from tests.tablet import Fact, Tablet

HOME = canonical({"recipient": "周芳", "phone": "13900000000", "address": "重庆市江津区几江街道"})


class Lost:
    """A certificate of 德感; the couple stands in 四牌坊, where there is no network."""

    def __init__(self, office: Office, here: Tablet, there: Tablet) -> None:
        self.office, self.here, self.there = office, here, there
        self.certificate = birth_service(there)
        there.printing(self.certificate["case"], "certificate", self.certificate)
        there.handover(self.certificate["case"], self.certificate["certNo"])

    async def tasks(self, site: str) -> list[Fact]:
        return await self.office.demo.documents(f"site-{site}", "task:")

    def reissue(self) -> Fact:
        case, number = self.certificate["case"], self.certificate["certNo"]
        self.there.fact("loss", case, certNo=number)
        return self.there.certificate(case, supersedes=number)


@pytest.fixture
async def lost(office: Office) -> Lost:
    here, there = await office.demo.enrolled_tablet(), await office.demo.enrolled_tablet(OTHER_SITE, 4)
    here.online, here.now, there.now = False, at("2021-06-14T10:00"), at("2021-06-08T09:30")
    return Lost(office, here, there)


@pytest.mark.parametrize("knows_the_number", [True, False])
async def test_e21_r37_the_office_that_issued_it_is_asked_and_the_other_hears_so(
    lost: Lost, knows_the_number: bool
) -> None:
    wish = lost.here.wish(lost.certificate, cert_no=lost.certificate["certNo"] if knows_the_number else "")
    await lost.office.push(lost.there)
    await lost.office.push(lost.here)
    assert await lost.office.work(Elsewhere()) == 2
    assert await lost.office.work(Elsewhere()) == 0
    (asked,), (sent,) = await lost.tasks(OTHER_SITE), await lost.tasks(SITE)
    assert asked["_id"] == f"task:reissue:{wish['_id']}"
    assert (asked["case"], asked["certNo"]) == (lost.certificate["case"], lost.certificate["certNo"])
    assert (asked["wish"], asked["address"], asked["dueOn"]) == (wish["_id"], "A" * 43, "2021-06-18")
    assert (sent["kind"], sent["case"], sent["to"]) == ("reissue-sent", "", OTHER_SITE)
    assert not {"husband", "wife"} & {*asked, *sent}


async def test_e21_where_the_district_has_none_the_office_hears_so_until_one_arrives(lost: Lost) -> None:
    lost.here.wish(lost.certificate)
    await lost.office.push(lost.here)
    assert await lost.office.work(Elsewhere()) == 1
    assert [one["kind"] for one in await lost.tasks(SITE)] == ["no-certificate"]
    await lost.office.push(lost.there)
    assert await lost.office.work(Elsewhere()) == 2
    assert sorted(one["kind"] for one in await lost.tasks(SITE)) == ["no-certificate", "reissue-sent"]
    assert [one["kind"] for one in await lost.tasks(OTHER_SITE)] == ["reissue"]


async def test_another_couples_number_is_mailed_to_nobody(lost: Lost) -> None:
    wish = {**lost.certificate, "wife": OUTSIDE_WIFE}
    lost.here.wish(wish, cert_no=lost.certificate["certNo"])
    await lost.office.push(lost.there)
    await lost.office.push(lost.here)
    await lost.office.work(Elsewhere())
    assert await lost.tasks(OTHER_SITE) == []


@pytest.mark.parametrize("names_it", [True, False])
async def test_what_was_reissued_meanwhile_is_not_issued_again(lost: Lost, names_it: bool) -> None:
    lost.here.wish(lost.certificate, cert_no=lost.certificate["certNo"] if names_it else "")
    lost.there.now = at("2021-06-14T15:00")
    lost.reissue()
    await lost.office.push(lost.there)
    await lost.office.push(lost.here)
    assert await lost.office.work(Elsewhere()) == 1
    assert await lost.tasks(OTHER_SITE) == []
    assert [one["kind"] for one in await lost.tasks(SITE)] == ["reissue-sent"]


async def test_a_wish_that_was_taken_back_asks_nobody(lost: Lost) -> None:
    wish = lost.here.wish(lost.certificate)
    lost.here.fact("wish-over", "", of=wish["_id"])
    await lost.office.push(lost.there)
    await lost.office.push(lost.here)
    assert await lost.office.work(Elsewhere()) == 0


async def test_who_is_asked_reads_the_address_on_record_and_nobody_else_elsewhere(lost: Lost) -> None:
    papers, demo = lost.office.demo.hub.papers, lost.office.demo
    said = about("", SITE, "address", "application/json", "none", "2021-06-14T02:00:00.000Z")
    sealed = papers.sealed(Paper(said, HOME))
    await papers.keep(SITE, [sealed])
    lost.here.wish(lost.certificate, address=sealed.id)
    await lost.office.push(lost.there)
    await lost.office.push(lost.here)
    await demo.settled()
    path = f"/papers/{SITE}/{sealed.id}"
    assert (await demo.get(path, "degan-1")).status_code == 403
    await lost.office.work(Elsewhere())
    await demo.settled()
    answer = await demo.get(path, "degan-1")
    assert (answer.status_code, answer.content) == (200, HOME)
    assert (await demo.get(path, "sipaifang-1")).content == HOME
    records = await demo.documents("hub", "audit:")
    assert [f"paper:{sealed.id}"] in [one["fields"] for one in records if one.get("by") == "degan-1"]
