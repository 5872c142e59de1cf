"""What the notice forbids, tried at `/couchdb/` as a tablet that ignores the rules would: it changes nothing.

What one document shows wrong is refused and kept in quarantine. What only the history shows wrong is kept
with the case, counts for nothing, and is listed as a violation.
"""

import json
from typing import Any

import pytest

from tests.hub import SITE, DemoHub
from tests.people import CHILD
from tests.tablet import Fact, Tablet

FURTHER = "guide:further-birth:2021-7"
ONLY = "guide:only-child:2021-7"
KEYS = ("M01:husband", "M01:wife", "M02:husband", "M02:wife", "M03:couple")


async def _refused(demo: DemoHub, fact: Fact, rule: str) -> None:
    """Answered with the rule, kept whole in quarantine, told to the district, and nowhere else."""
    (row,) = await demo.push([fact])
    assert row["reason"].startswith(f"{rule} ")
    (kept,) = await demo.documents("hub", "quarantine:")
    assert (kept["docId"], kept["rule"]) == (fact["_id"], rule)
    await demo.settled()
    assert [refusal[2] for refusal in demo.rows()["refusal"]] == [fact["_id"]]
    assert fact["_id"] not in [one["_id"] for one in await demo.documents(f"site-{SITE}")]


async def _case(demo: DemoHub, case: str) -> dict[str, Any]:
    """Its fold, as the tables have it."""
    await demo.settled()
    folds = [column for row in demo.rows()["casefile"] for column in row if isinstance(column, dict)]
    found: dict[str, Any] = next(fold for fold in folds if fold["id"] == case)
    return found


async def _without_effect(demo: DemoHub, tablet: Tablet, case: str, fact: Fact, rule: str) -> None:
    """Stored, and the case is as it was before but for the violation, which the district sees."""
    assert await demo.push(tablet.facts[:-1]) == []
    before = await _case(demo, case)
    assert await demo.push([fact]) == []
    after = await _case(demo, case)
    assert [(one["fact"], one["rule"]) for one in after["violations"]] == [(fact["_id"], rule)]
    assert {**after, "violations": []} == before
    assert fact["_id"] in [one["_id"] for one in await demo.documents(f"site-{SITE}")]
    assert fact["_id"] in json.dumps(demo.rows()["violation"], default=str)


@pytest.mark.parametrize(
    ("guide", "key"),
    [
        ("guide:birth-service:2021-7", "M17:wife"),
        ("guide:birth-service:2021-7", "M05:couple"),
        (ONLY, "M12:couple"),
        (FURTHER, "M17:husband"),
    ],
    ids=["R21 a photo", "R02 a residence permit", "R31 a marriage certificate", "R28 his photo"],
)
async def test_p1_extra_material(demo: DemoHub, guide: str, key: str) -> None:
    tablet = await demo.enrolled_tablet()
    case = tablet.application(guide=guide)
    await demo.push(tablet.facts)
    await _refused(demo, tablet.notice(case, key), "R02")


@pytest.mark.parametrize("guide", ["guide:birth-service:2021-7", FURTHER, ONLY])
async def test_p2_r03_r07_the_status_proof_asked_of_the_couple(demo: DemoHub, guide: str) -> None:
    tablet = await demo.enrolled_tablet()
    case = tablet.application(guide=guide)
    await demo.push(tablet.facts)
    await _refused(demo, tablet.notice(case, "M16:husband"), "R02")


async def test_p3_r05_where_they_are_from_as_a_reason(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    case = tablet.application()
    await demo.push(tablet.facts)
    await _refused(demo, tablet.notice(case, "M01:wife", reason="migrant"), "shape")


async def test_p3_r05_the_same_in_a_remark_is_marked(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    case = tablet.application()
    pledge = tablet.pledge(case)
    words = {"method": "phone", "office": "x", "contact": "x", "answered": True, "person": ""}
    tablet.fact("verification", case, pledge=pledge["_id"], **words, content="流动人口请回户籍地开具")
    assert await demo.push(tablet.facts) == []
    assert (await _case(demo, case))["remarks"] == [tablet.facts[-1]["_id"]]


async def test_p4_r19_papers_kept(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    fact = tablet.materials(tablet.application(), *KEYS)
    await demo.push(tablet.facts[:1])
    picture = {"booklet.jpg": {"content_type": "image/jpeg", "data": "aGVsbG8="}}
    await _refused(demo, {**fact, "_attachments": picture}, "R19")
    (kept,) = await demo.documents("hub", "quarantine:")
    assert "aGVsbG8=" not in kept["body"]


async def test_p5_r01_told_in_instalments(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    case = tablet.application()
    tablet.materials(case, *KEYS[:4])
    tablet.notice(case, "M03:couple")
    again = tablet.notice(case, "M03:couple", "M01:wife", n=2)
    await _without_effect(demo, tablet, case, again, "R01")


async def test_p5_r01_told_a_part(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    case = tablet.application()
    await _without_effect(demo, tablet, case, tablet.notice(case, "M03:couple"), "R01")


async def test_p6_r23_more_days_than_the_guide_has(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    case = tablet.application(guide=FURTHER, children=(CHILD,), reason="policy")
    await demo.push(tablet.facts)
    await _refused(demo, tablet.acceptance(case, working_days=21), "shape")


async def test_p6_r18_days_where_it_is_done_at_once(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    case = tablet.application()
    tablet.materials(case, *KEYS)
    await _without_effect(demo, tablet, case, tablet.acceptance(case, working_days=20), "R23")


async def test_p7_r33_the_committees_opinion_asked_of_the_couple(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    case = tablet.application(guide=ONLY)
    await demo.push(tablet.facts)
    await _refused(demo, tablet.notice(case, "M23:couple"), "R02")


async def test_p8_r11_a_complaint_is_not_the_offices_to_write(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    case = tablet.application()
    await demo.push(tablet.facts)
    told = {"source": "phone", "cause": "told-in-instalments", "content": "", "receivedOn": "2021-06-08"}
    envelope = {"type": "complaint", "v": 1, "case": case, "site": SITE, "by": "sipaifang-1"}
    at = tablet.facts[-1]["at"]
    await _refused(demo, {"_id": f"order:complaint:{case}:1", **envelope, "at": at, **told}, "hub-only")


async def test_p8_r39_after_acceptance_nothing_is_asked(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    case = tablet.application()
    tablet.materials(case, *KEYS)
    tablet.acceptance(case)
    await _without_effect(demo, tablet, case, tablet.notice(case, "M01:wife"), "order")
