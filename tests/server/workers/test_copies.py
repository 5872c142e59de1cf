"""A case that several sites work on is the same case on the tablets of each."""

from schema.numbers import certificate_number
from server.workers.copies import Copies
from sync.document import Revision
from tests.hub import OTHER_SITE, SITE, TOWNSHIP
from tests.people import JIANGJIN, MRS_ZHAO, person
from tests.server.workers.office import Office, at, further_birth, online_application
from tests.tablet import zhao_story

IN_TOWN = person("赵明", "999999198803121012", JIANGJIN)


async def test_a_case_carried_on_elsewhere_is_the_same_at_both_sites(office: Office) -> None:
    here, there = await office.demo.enrolled_tablet(), await office.demo.enrolled_tablet(OTHER_SITE, 4)
    case = here.application()
    here.visit(case)
    here.materials(case, "M01:husband", "M01:wife", "M03:couple")
    here.notice(case, "M02:husband", "M02:wife")
    there.now = at("2021-06-14T10:00")
    there.visit(case, "supplement")
    there.materials(case, "M02:husband", "M02:wife")
    there.acceptance(case)
    await office.push(there)
    assert await office.work(Copies()) == 0  # nobody here knows yet what case that is
    await office.push(here)
    assert await office.work(Copies()) == len(here.facts) + len(there.facts)
    case_of_the_hub = await office.folded_by_the_hub(case)
    assert case_of_the_hub["state"] == "accepted"
    assert await office.folded_at(SITE, case) == case_of_the_hub
    assert await office.folded_at(OTHER_SITE, case) == case_of_the_hub
    assert await office.work(Copies()) == 0


async def test_what_is_written_later_follows(office: Office) -> None:
    here, there = await office.demo.enrolled_tablet(), await office.demo.enrolled_tablet(OTHER_SITE, 4)
    case = here.application()
    there.visit(case)
    await office.push(here)
    await office.push(there)
    assert await office.work(Copies()) == 2
    here.materials(case, "M01:husband")
    await office.push(here)
    assert await office.work(Copies()) == 1
    assert await office.folded_at(OTHER_SITE, case) == await office.folded_by_the_hub(case)


async def test_who_writes_without_effect_gets_nothing_of_the_case(office: Office) -> None:
    here, there = await office.demo.enrolled_tablet(), await office.demo.enrolled_tablet(OTHER_SITE, 4)
    case = zhao_story(here)
    for n in (1, 2):
        there.handover(case, certificate_number("birth-service", there.device, there.now.date(), n))
    await office.push(here)
    await office.push(there)
    folded = await office.folded_by_the_hub(case)
    assert len(folded["violations"]) == 2
    await office.work(Copies())
    assert not await office.demo.documents(f"site-{OTHER_SITE}", "copy:")
    assert not await office.demo.documents("hub", "audit:")
    there.visit(case, "supplement")
    await office.push(there)
    await office.work(Copies())
    assert await office.folded_at(OTHER_SITE, case) == await office.folded_by_the_hub(case)


async def test_that_a_case_is_shared_is_on_record_once(office: Office) -> None:
    here, there = await office.demo.enrolled_tablet(), await office.demo.enrolled_tablet(OTHER_SITE, 4)
    case = here.application()
    there.visit(case)
    await office.push(here)
    await office.push(there)
    await office.work(Copies())
    here.visit(case, "supplement")
    await office.push(here)
    await office.work(Copies())
    (record,) = await office.demo.documents("hub", "audit:")
    said = {name: record[name] for name in ("by", "case", "site", "purpose")}
    assert said == {"by": "hub", "case": case, "site": SITE, "purpose": f"shared with {OTHER_SITE}"}
    await office.demo.settled()
    (row,) = (await office.demo.ask("{ audit { edges { node { case by purpose fields } } } }"))["audit"][
        "edges"
    ]
    assert row["node"]["fields"] == [f"copies:{OTHER_SITE}"]


async def test_what_one_site_does_alone_is_copied_nowhere(office: Office) -> None:
    tablet = await office.demo.enrolled_tablet()
    zhao_story(tablet)
    await office.push(tablet)
    assert await office.work(Copies()) == 0


async def test_the_township_sees_what_it_has_to_decide(office: Office) -> None:
    tablet = await office.demo.enrolled_tablet()
    draft = tablet.application(guide="guide:further-birth:2021-7", husband=IN_TOWN)
    await office.push(tablet)
    assert await office.work(Copies()) == 0  # nothing to decide before it is accepted
    case = further_birth(tablet, husband=IN_TOWN, wife=MRS_ZHAO)
    await office.push(tablet)
    assert await office.work(Copies()) == 4
    assert await office.folded_at(TOWNSHIP, case) == await office.folded_by_the_hub(case)
    assert await office.folded_at(TOWNSHIP, draft) is None


async def test_an_online_case_sent_elsewhere_goes_there(office: Office) -> None:
    application = online_application(1, "2021-06-08T09:00")
    routing = {
        **{name: application[name] for name in ("v", "case", "site", "by")},
        "_id": f"order:routing:{application['case']}",
        "type": "routing",
        "at": "2021-06-09T01:00:00.000Z",
        "to": OTHER_SITE,
        "why": "residence",
    }
    await office.write(application, routing)
    assert await office.work(Copies()) == 2
    case = await office.folded_by_the_hub(application["case"])
    assert case["handledBy"] == OTHER_SITE
    assert await office.folded_at(OTHER_SITE, application["case"]) == case


async def test_a_dropped_copy_is_put_again(office: Office) -> None:
    here, there = await office.demo.enrolled_tablet(), await office.demo.enrolled_tablet(OTHER_SITE, 4)
    case = here.application()
    there.visit(case)
    await office.push(here)
    await office.push(there)
    await office.work(Copies())
    database = office.demo.hub.engine.database(f"site-{OTHER_SITE}")
    (copy,) = await database.all_docs(start="copy:", end="copy;")
    assert copy
    gone = Revision(copy.id, (copy.rev,), b"{}", deleted=True, is_edit=True)
    await database.bulk_docs([gone], new_edits=True)
    assert await office.work(Copies()) == 1
    assert await office.folded_at(OTHER_SITE, case) == await office.folded_by_the_hub(case)
