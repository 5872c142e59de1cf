"""Tablets learn which couples have a certificate in force, by short hashes, before they print another."""

from typing import Any

import pytest

from schema.id_number import couple_key
from schema.issued import apart, couple_hash
from server.workers.issued import Issued
from sync.records import put_new
from tests.hub import SITE
from tests.people import MR_ZHAO, MRS_ZHAO, OUTSIDE_WIFE
from tests.server.workers.office import Office, at, birth_service
from tests.tablet import Fact

ZHAO = couple_key(MR_ZHAO["idNo"], MRS_ZHAO["idNo"])
OTHERS = couple_key(MR_ZHAO["idNo"], OUTSIDE_WIFE["idNo"])


async def _listed(office: Office, month: str, couple: str) -> bool:
    documents = await office.demo.documents("reference", f"issued:{month}")
    return any(
        couple_hash(one["salt"], couple) in apart(one["items"].get("birth-service", "")) for one in documents
    )


def _void(certificate: Fact) -> Fact:
    return {
        "_id": f"order:void:{certificate['case']}:{certificate['certNo']}",
        "type": "void",
        "v": 1,
        "case": certificate["case"],
        "site": SITE,
        "at": "2021-06-14T03:00:00.000Z",
        "by": "jijiang",
        "certNo": certificate["certNo"],
        "why": "clerical-error",
        "grounds": "",
    }


async def test_who_has_one_in_force_is_listed_in_its_month_once(office: Office) -> None:
    tablet = await office.demo.enrolled_tablet()
    birth_service(tablet)
    await office.push(tablet)
    assert await office.work(Issued()) == 1
    assert await office.work(Issued()) == 0
    assert await _listed(office, "2021-06", ZHAO)
    assert not await _listed(office, "2021-06", OTHERS)
    tablet.now = at("2021-07-02T09:00")
    birth_service(tablet, wife=OUTSIDE_WIFE)
    await office.push(tablet)
    assert await office.work(Issued()) == 1
    assert await _listed(office, "2021-07", OTHERS)
    assert not await _listed(office, "2021-07", ZHAO)


async def test_e27_one_made_void_is_taken_off(office: Office) -> None:
    tablet = await office.demo.enrolled_tablet()
    certificate = birth_service(tablet)
    birth_service(tablet, wife=OUTSIDE_WIFE)
    await office.push(tablet)
    await office.work(Issued())
    await office.write(_void(certificate))
    assert await office.work(Issued()) == 1
    assert not await _listed(office, "2021-06", ZHAO)
    assert await _listed(office, "2021-06", OTHERS)
    birth_service(tablet)
    await office.push(tablet)
    assert await office.work(Issued()) == 1
    assert await _listed(office, "2021-06", ZHAO)
    assert await office.work(Issued()) == 0


async def test_one_whose_number_another_paper_takes_is_taken_off(office: Office) -> None:
    """The paper that was first arrives last: the case of the other one is not folded anew by that."""
    tablet = await office.demo.enrolled_tablet()
    birth_service(tablet)
    first, tablet.facts = tablet.facts, [*tablet.facts]
    tablet.now, tablet.serial = at("2021-07-02T09:00"), 0
    birth_service(tablet, wife=OUTSIDE_WIFE)
    written, tablet.facts = tablet.facts, tablet.facts[len(first) :]
    await office.push(tablet)
    await office.work(Issued())
    assert await _listed(office, "2021-07", OTHERS)
    tablet.facts = written
    await office.push(tablet)
    assert await office.work(Issued()) == 2
    assert await _listed(office, "2021-06", ZHAO)
    assert not await _listed(office, "2021-07", OTHERS)


@pytest.mark.parametrize(
    "members", [{}, {"salt": 7, "items": {}}, {"salt": "", "items": {"birth-service": [8]}}]
)
async def test_a_month_that_somebody_wrote_amiss_is_written_again(
    office: Office, members: dict[str, Any]
) -> None:
    amiss = {"_id": "issued:2021-06", "type": "issued", "month": "2021-06", **members, "more": 1}
    await put_new(office.demo.hub.engine.database("reference"), [amiss])
    tablet = await office.demo.enrolled_tablet()
    birth_service(tablet)
    await office.push(tablet)
    assert await office.work(Issued()) == 1
    assert await office.work(Issued()) == 0
    assert await _listed(office, "2021-06", ZHAO)


async def test_no_identity_number_stands_in_it(office: Office) -> None:
    tablet = await office.demo.enrolled_tablet()
    birth_service(tablet)
    await office.push(tablet)
    await office.work(Issued())
    (document,) = await office.demo.documents("reference", "issued:")
    assert not any(person["idNo"][6:] in str(document) for person in (MR_ZHAO, MRS_ZHAO))
    assert len(document["items"]["birth-service"]) == 8
