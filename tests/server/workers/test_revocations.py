"""The lists of what is good for nothing, as every tablet gets them."""

from schema.numbers import certificate_number
from schema.revocations import are_the_districts, digest_of
from server.verification import verify_certificate
from server.workers.revocations import Revocations
from sync.projector.district_keys import district_keys
from sync.projector.revocations import check_revocations
from sync.records import change, put_new, read_range
from tests.hub import OTHER_SITE, SITE
from tests.people import OUTSIDE_WIFE
from tests.server.workers.office import Office, birth_service
from tests.tablet import Fact, Tablet, key_from

END = """mutation($device: ID!) { endDevice(device: $device, why: LOST, note: "") { pending } }"""


def _worker(office: Office) -> Revocations:
    return Revocations(office.demo.hub.district_key)


async def _lists(office: Office) -> dict[str, Fact]:
    found = await read_range(office.demo.hub.engine.database("reference"), "revocations:")
    return {one["township"]: one for one in found}


def void_order(certificate: Fact) -> Fact:
    return {
        "_id": f"order:void:{certificate['case']}:{certificate['certNo']}",
        "type": "void",
        "v": 1,
        "case": certificate["case"],
        "site": certificate["site"],
        "at": "2021-06-14T03:00:00.000Z",
        "by": "jijiang",
        "certNo": certificate["certNo"],
        "why": "clerical-error",
        "grounds": "",
    }


async def test_each_township_with_a_tablet_has_a_list_that_the_district_signed(office: Office) -> None:
    here, _ = await office.demo.enrolled_tablet(), await office.demo.enrolled_tablet(OTHER_SITE, 4)
    birth_service(here)
    await office.push(here)
    assert await office.work(_worker(office)) == 2
    lists = await _lists(office)
    assert {township: one["void"] for township, one in lists.items()} == {"500116001": "", "500116002": ""}
    with office.demo.hub.projection.connect() as connection:
        keys = district_keys(connection)
    assert all(are_the_districts(one, keys) for one in lists.values())


async def test_a_void_certificate_is_listed_and_the_list_is_written_when_it_changes(office: Office) -> None:
    tablet = await office.demo.enrolled_tablet()
    certificate = birth_service(tablet)
    await office.push(tablet)
    await office.work(_worker(office))
    await office.write(void_order(certificate))
    assert await office.work(_worker(office), now="2021-06-17T09:00") == 1
    (listed,) = (await _lists(office)).values()
    assert (listed["void"], listed["at"]) == ("901A1FS0001", "2021-06-17T01:00:00.000Z")


async def test_a_list_without_news_is_signed_anew_once_a_day(office: Office) -> None:
    await office.demo.enrolled_tablet()
    assert await office.work(_worker(office), now="2021-06-16T09:00") == 1
    assert await office.work(_worker(office), now="2021-06-16T23:59") == 0
    assert await office.work(_worker(office), now="2021-06-17T00:00") == 1
    (listed,) = (await _lists(office)).values()
    assert listed["at"] == "2021-06-16T16:00:00.000Z"


async def test_what_is_here_without_its_case_is_not_called_void(office: Office) -> None:
    tablet = await office.demo.enrolled_tablet()
    birth_service(tablet)
    tablet.facts = tablet.facts[-1:]
    await office.push(tablet)
    await office.work(_worker(office))
    assert [one["void"] for one in (await _lists(office)).values()] == [""]


async def test_of_a_clones_numbers_only_the_first_paper_stands(office: Office) -> None:
    tablet = await office.demo.enrolled_tablet()
    clone = Tablet(tablet.device, tablet.clerk)
    clone.key, clone.credential = tablet.key, tablet.credential
    first = birth_service(tablet)
    clone.facts, clone.now = list(tablet.facts), tablet.now
    second = birth_service(clone, wife=OUTSIDE_WIFE)
    assert second["certNo"] == first["certNo"]
    await office.push(clone)
    await office.work(_worker(office))
    (listed,) = (await _lists(office)).values()
    assert listed["void"] == f"901A1FS0001/{digest_of(first['token'])}"


async def test_a_lost_tablets_numbers_are_revoked_but_for_those_it_has_brought(office: Office) -> None:
    tablet = await office.demo.enrolled_tablet()
    certificate = birth_service(tablet)
    await office.push(tablet)
    await office.demo.settled()
    await office.demo.ask(END, {"device": tablet.device}, user="jijiang")
    await office.work(_worker(office))
    (listed,) = (await _lists(office)).values()
    assert listed["void"] == f"901A1FS0001/{digest_of(certificate['token'])}"
    assert listed["revoked"] == "901A1DS0001-9999 901A1FS0002-9999 901A1HY0001-9999 901A1ZS0001-9999"


async def test_a_tablet_that_was_given_back_can_sign_nothing_more(office: Office) -> None:
    tablet = await office.demo.enrolled_tablet()
    birth_service(tablet)
    await office.push(tablet)
    await office.demo.settled()
    await office.demo.ask(END.replace("LOST", "RETIRED"), {"device": tablet.device}, user="jijiang")
    await office.work(_worker(office))
    (listed,) = (await _lists(office)).values()
    assert listed["void"] == ""
    assert listed["revoked"].split()[1] == "901A1FS0002-9999"


async def test_a_paper_that_was_refused_is_void(office: Office) -> None:
    """It is with a couple all the same; the clerk who signed in was taken off the list meanwhile."""
    tablet = await office.demo.enrolled_tablet()
    case = birth_service(tablet)["case"]
    tablet.clerk = "nobody"
    refused = tablet.certificate(case)
    (row,) = await office.demo.push(tablet.facts)
    assert (row["id"], row["reason"].partition(" ")[0]) == (refused["_id"], "unknown-clerk")
    await office.work(_worker(office))
    (listed,) = (await _lists(office)).values()
    assert listed["void"] == "901A1FS0002"
    with office.demo.hub.projection.connect() as connection:
        assert verify_certificate(connection, refused["token"], "").reason == "void"


async def test_a_list_that_somebody_wrote_over_is_written_again(office: Office) -> None:
    tablet = await office.demo.enrolled_tablet()
    certificate = birth_service(tablet)
    await office.push(tablet)
    await office.write(void_order(certificate))
    await office.work(_worker(office))
    await change(office.demo.hub.engine.database("reference"), "revocations:500116001", void="")
    assert await office.work(_worker(office)) == 1
    assert [one["void"] for one in (await _lists(office)).values()] == ["901A1FS0001"]


async def test_a_list_that_somebody_wrote_amiss_is_written_again(office: Office) -> None:
    await office.demo.enrolled_tablet()
    amiss = {"_id": "revocations:500116001", "type": "revocations", "township": "500116001", "more": 1}
    await put_new(office.demo.hub.engine.database("reference"), [amiss])
    assert await office.work(_worker(office)) == 1
    assert await office.work(_worker(office)) == 0


async def _told(office: Office) -> dict[str, tuple[str, str]]:
    """What is to be said by township, as batch after batch has left it; found out anew it is the same."""
    await office.demo.settled()
    left = office.demo.rows()["revocation_list"]
    with office.demo.hub.projection.begin() as connection:
        check_revocations(connection, {"500116001", "500116002"})
    assert office.demo.rows()["revocation_list"] == left
    return {township: (members["void"], members["revoked"]) for township, members, *_ in left}


async def test_what_is_to_be_said_follows_whatever_changes_it(office: Office) -> None:
    demo, here = office.demo, "500116001"
    tablet, other = await demo.enrolled_tablet(), await demo.enrolled_tablet(OTHER_SITE, 4)
    assert await _told(office) == {here: ("", ""), "500116002": ("", "")}
    certificate = birth_service(tablet)
    await office.push(tablet)
    assert (await _told(office))[here] == ("", "")
    await office.write(void_order(certificate))
    assert (await _told(office))[here] == ("901A1FS0001", "")
    jammed = {name: certificate[name] for name in ("item", "block")}
    number = certificate_number("birth-service", tablet.device, tablet.now.date(), 2)
    tablet.fact("spoiled", certificate["case"], **jammed, certNo=number, why="jam")
    await office.push(tablet)
    assert (await _told(office))[here] == ("901A1FS0001 901A1FS0002", "")
    birth_service(other)
    birth_service(other)
    written, other.facts = other.facts, other.facts[-1:]
    await office.push(other)  # the last certificate alone
    await demo.ask(END, {"device": other.device}, user="district")
    assert "FS0001-0001 " in (await _told(office))["500116002"][1]
    other.facts = written
    await office.push(other)
    assert "FS0001" not in (await _told(office))["500116002"][1]
    await office.work(_worker(office))
    assert await office.work(_worker(office)) == 0
    await _told(office)
    again = "mutation($device: ID!) { readmitDevice(device: $device) { pending } }"
    await demo.ask(again, {"device": other.device}, user="district")
    assert (await _told(office))["500116002"] == ("", "")
    assert await office.work(_worker(office)) == 1
    await demo.hub.engine.drop(f"site-{SITE}")
    assert (await _told(office))[here] == ("", "")


async def test_all_lists_are_signed_anew_with_another_key(office: Office) -> None:
    await office.demo.enrolled_tablet()
    assert await office.work(_worker(office)) == 1
    other = Revocations(key_from(77))
    assert await office.work(other) == 1
    assert await office.work(other) == 0
