"""One couple, one item, two certificates: both cases say so, and people decide."""

from server.workers.duplicates import Duplicates
from tests.hub import OTHER_SITE, SITE
from tests.people import OUTSIDE_WIFE
from tests.server.workers.office import Office, at, birth_service
from tests.tablet import Fact, Tablet


async def _two_tablets(office: Office) -> tuple[Tablet, Tablet]:
    """Without a network in 四牌坊 at half past eight, with one in 德感 at eight."""
    here, there = await office.demo.enrolled_tablet(), await office.demo.enrolled_tablet(OTHER_SITE, 4)
    here.online, here.now, there.now = False, at("2021-06-08T08:30"), at("2021-06-08T08:00")
    return here, there


async def _told(office: Office) -> list[Fact]:
    return [one for site in (SITE, OTHER_SITE) for one in await office.orders(site, "duplicate")]


def _order(type_: str, certificate: Fact, site: str) -> Fact:
    return {
        "_id": f"order:{type_}:{certificate['case']}:{certificate['certNo']}",
        "type": type_,
        "v": 1,
        "case": certificate["case"],
        "site": site,
        "at": "2021-06-14T03:00:00.000Z",
        "by": "jijiang",
        "certNo": certificate["certNo"],
    }


def _void(certificate: Fact, site: str) -> Fact:
    return {**_order("void", certificate, site), "why": "clerical-error", "grounds": ""}


async def test_e13_both_cases_name_the_other_and_the_earlier_stays(office: Office) -> None:
    here, there = await _two_tablets(office)
    later, earlier = birth_service(here), birth_service(there)
    await office.push(here)
    assert await office.work(Duplicates()) == 0
    await office.push(there)
    assert await office.work(Duplicates()) == 2
    assert await office.work(Duplicates()) == 0
    told = {order["certNo"]: order for order in await _told(office)}
    assert {order["keep"] for order in told.values()} == {earlier["certNo"]}
    assert told[later["certNo"]]["other"] == earlier["certNo"]
    assert told[later["certNo"]]["otherCase"] == earlier["case"]
    assert told[earlier["certNo"]]["site"] == OTHER_SITE
    case = await office.folded_by_the_hub(later["case"])
    assert [one["keep"] for one in case["duplicates"]] == [earlier["certNo"]]
    assert case["certificates"][0]["void"] == ""


async def test_it_is_over_in_both_cases_when_one_of_them_is_void(office: Office) -> None:
    here, there = await _two_tablets(office)
    later, earlier = birth_service(here), birth_service(there)
    await office.push(here)
    await office.push(there)
    await office.work(Duplicates())
    await office.write(_void(earlier, OTHER_SITE))  # the township keeps the later one
    assert await office.work(Duplicates()) == 2
    assert await office.work(Duplicates()) == 0
    for certificate in (later, earlier):
        assert (await office.folded_by_the_hub(certificate["case"]))["duplicates"] == []


async def test_it_is_over_in_both_cases_when_both_stay(office: Office) -> None:
    here, there = await _two_tablets(office)
    later, earlier = birth_service(here), birth_service(there)
    await office.push(here)
    await office.push(there)
    await office.work(Duplicates())
    both = {"certNo": later["certNo"], "other": earlier["certNo"], "grounds": "双方均需"}
    await office.write({**_order("both-stay", later, SITE), **both})
    await office.work(Duplicates())
    for certificate in (later, earlier):
        assert (await office.folded_by_the_hub(certificate["case"]))["duplicates"] == []


async def test_a_clock_that_was_ahead_takes_nobodys_certificate_away(office: Office) -> None:
    """By the hub both were here at nine: so one was not written at eleven, whatever its tablet says."""
    here, there = await _two_tablets(office)
    here.now, there.now = at("2021-06-08T09:05"), at("2021-06-08T11:00")
    first, _ = birth_service(there), birth_service(here)
    await office.push(there)
    await office.push(here)
    await office.work(Duplicates())
    assert {order["keep"] for order in await _told(office)} == {first["certNo"]}


async def test_at_one_moment_the_site_with_the_lower_code_decides(office: Office) -> None:
    here, there = await _two_tablets(office)
    there.now = here.now
    first, _ = birth_service(here), birth_service(there)
    await office.push(there)
    await office.push(here)
    await office.work(Duplicates())
    assert {order["keep"] for order in await _told(office)} == {first["certNo"]}


async def test_another_couple_is_no_duplicate(office: Office) -> None:
    here, there = await _two_tablets(office)
    birth_service(here)
    birth_service(there, wife=OUTSIDE_WIFE)
    await office.push(here)
    await office.push(there)
    assert await office.work(Duplicates()) == 0


async def test_e27_a_new_one_after_a_void_is_no_duplicate(office: Office) -> None:
    here, there = await _two_tablets(office)
    first = birth_service(here)
    await office.push(here)
    await office.write(_void(first, SITE))
    birth_service(there)
    await office.push(there)
    assert await office.work(Duplicates()) == 0


async def test_three_of_one_couple_are_told_two_by_two(office: Office) -> None:
    here, there = await _two_tablets(office)
    birth_service(here)
    birth_service(here)
    birth_service(there)
    await office.push(here)
    await office.push(there)
    assert await office.work(Duplicates()) == 6
