"""A sample that anybody can draw again, and what was found."""

from typing import Any

from schema.sampling import drawn_by
from tests.hub import OTHER_SITE, DemoHub
from tests.server.graphql.desk import VIOLATIONS, orders, problem
from tests.server.graphql.test_complaints import COMPLAINTS

JUNE = {"from": "2021-06-01", "to": "2021-06-30"}
DRAW = """mutation($period: DateRange!, $size: Int!, $seed: String!, $area: String) {
  drawInspection(period: $period, size: $size, seed: $seed, areaCode: $area) {
    id area seed size cases by findings { content } } }"""
SAMPLE = """query($period: DateRange!, $size: Int!, $seed: String!) {
  inspectionSample(period: $period, size: $size, seed: $seed) { id } }"""
FIND = """mutation($inspection: ID, $case: ID, $site: String! = "500116001901") {
  recordFinding(site: $site, inspection: $inspection,
  case: $case, cause: TOLD_IN_INSTALMENTS, content: "告知书未一次列全") { order } }"""
INSPECTIONS = "{ inspections { edges { node { id seed from to cases findings { case cause content } } } } }"


async def _cases(demo: DemoHub, count: int = 12) -> list[str]:
    tablet = await demo.enrolled_tablet()
    cases = [tablet.application() for _ in range(count)]
    await demo.push(tablet.facts)
    await demo.settled()
    return cases


async def _draw(demo: DemoHub, seed: str = "2021-06", size: int = 4, **more: Any) -> Any:
    return (await demo.ask(DRAW, {"period": JUNE, "size": size, "seed": seed, **more}))["drawInspection"]


async def test_r10_the_same_seed_and_period_give_the_same_cases(demo: DemoHub) -> None:
    cases = await _cases(demo)
    first = await _draw(demo)
    assert len(first["cases"]) == 4
    assert set(first["cases"]) <= set(cases)
    assert await _draw(demo) == first
    asked = {"period": JUNE, "size": 4, "seed": "2021-06"}
    again = (await demo.ask(SAMPLE, asked, user="auditor"))["inspectionSample"]
    assert [one["id"] for one in again] == first["cases"]
    assert (await _draw(demo, seed="2021-07"))["cases"] != first["cases"]
    (stored,) = await demo.documents("site-500116000000", f"{first['id']}")
    assert (stored["seed"], stored["cases"], stored["by"]) == ("2021-06", first["cases"], "district")


async def test_what_was_drawn_is_found_again_when_more_cases_have_come(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    opened = [tablet.application() for _ in range(24)]
    first = drawn_by("2021-06", opened, 24)
    late = {first[0]}  # comes before all others
    await demo.push(fact for fact in tablet.facts if fact["case"] not in late)
    await demo.settled()
    drawn = set((await _draw(demo))["cases"])
    await demo.push(fact for fact in tablet.facts if fact["case"] in late)
    await demo.settled()

    async def sample(size: int) -> set[str]:
        asked = {"period": JUNE, "size": size, "seed": "2021-06"}
        return {one["id"] for one in (await demo.ask(SAMPLE, asked))["inspectionSample"]}

    assert not drawn <= await sample(4)
    assert drawn <= await sample(1000)  # as the desk asks


async def test_only_cases_of_the_period_and_area_are_drawn(demo: DemoHub) -> None:
    await _cases(demo, 3)
    assert (await _draw(demo, period={"from": "2021-07-01", "to": "2021-07-31"}))["cases"] == []
    assert (await _draw(demo, area="500116002"))["cases"] == []
    assert len((await _draw(demo, area="500116001"))["cases"]) == 3


async def test_findings_stand_with_their_inspection(demo: DemoHub) -> None:
    await _cases(demo)
    drawn = await _draw(demo)
    found = {"inspection": drawn["id"], "case": drawn["cases"][0]}
    await demo.ask(FIND, found)
    await demo.ask(FIND, found)  # twice is once
    await demo.settled()
    (edge,) = (await demo.ask(INSPECTIONS, user="auditor"))["inspections"]["edges"]
    assert edge["node"]["from"] == "2021-06-01"
    assert len((await _draw(demo))["findings"]) == 1  # drawn again, it is shown as it stands
    assert edge["node"]["findings"] == [
        {"case": drawn["cases"][0], "cause": "TOLD_IN_INSTALMENTS", "content": "告知书未一次列全"}
    ]


async def test_a_finding_names_an_inspection_that_was_drawn(demo: DemoHub) -> None:
    found = {"inspection": "order:inspection::nonsense"}
    assert (await problem(demo, FIND, found, user="district"))["code"] == "not_found"


async def test_a_finding_is_about_a_case_that_was_drawn_and_that_the_site_worked_on(demo: DemoHub) -> None:
    cases = await _cases(demo)
    drawn = await _draw(demo)
    left_out = {"inspection": drawn["id"], "case": next(one for one in cases if one not in drawn["cases"])}
    elsewhere = {"case": cases[0], "site": OTHER_SITE}
    for found in (left_out, elsewhere):
        assert (await problem(demo, FIND, found, user="district"))["code"] == "bad_request"
    await demo.settled()
    assert await orders(demo, "finding") + await orders(demo, "finding", OTHER_SITE) == []


async def test_no_period_ends_before_it_begins(demo: DemoHub) -> None:
    asked = {"period": {"from": "2021-06-30", "to": "2021-06-01"}, "size": 1, "seed": "x"}
    opened = """{ cases(filter: {openedFrom: "2021-06-30", openedTo: "2021-06-01"}) {
      edges { cursor } } }"""
    for query in (DRAW, SAMPLE, VIOLATIONS, COMPLAINTS, opened):
        told = await problem(demo, query, asked, user="district")
        assert (told["code"], "before it begins" in told["message"]) == ("bad_request", True)


async def test_a_sample_has_a_size(demo: DemoHub) -> None:
    for size in (0, 1001):
        told = await problem(demo, DRAW, {"period": JUNE, "size": size, "seed": "x"}, user="district")
        assert told["code"] == "bad_request"
