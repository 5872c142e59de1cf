"""The main job as the district sees it, and who may see what of it."""

from datetime import timedelta

import pytest

from tests.hub import OTHER_SITE, SITE, DemoHub
from tests.server.graphql.desk import questions
from tests.tablet import zhao_story

CASE = """query($caseNo: String!) { case(caseNo: $caseNo) {
  id caseNo item state channel openedAt issuedAt site { code name township { name } }
  husband { name idNo hukouArea } wife { name idNo }
  events { at online kind site device clerk }
  visits { n at online purpose clerk }
  notices { n printed missing { key code nameZh nameEn reason } }
  pledges { id spouse signedAt status }
  certificates { certNo issuedOn online printed }
  violations { rule fact refused reason }
  tasks { id kind }
  missing { key }
} }"""
CASES = """query($filter: CaseFilter, $first: Int!, $after: String) {
  cases(filter: $filter, first: $first, after: $after) {
    edges { cursor node { id events { kind } tasks { id } violations { rule } site { name } } }
    pageInfo { hasNextPage endCursor }
  }
}"""


async def test_the_certificate_issued_while_the_network_was_down(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    case_id = zhao_story(tablet)
    assert await demo.push(tablet.facts) == []
    await demo.settled()
    case = (await demo.ask(CASE, {"caseNo": case_id}))["case"]
    assert (case["item"], case["state"], case["site"]["name"]) == ("BIRTH_SERVICE", "CLOSED", "四牌坊社区")
    assert [visit["n"] for visit in case["visits"]] == [1, 2]
    (notice,) = case["notices"]
    assert notice["printed"]
    assert [(entry["key"], entry["nameZh"], entry["reason"]) for entry in notice["missing"]] == [
        ("M02:husband", "户口簿", "COPY_ONLY"),
        ("M02:wife", "户口簿", "COPY_ONLY"),
    ]
    (pledge,) = case["pledges"]
    assert (pledge["spouse"], pledge["status"]) == ("HUSBAND", "UNVERIFIED")
    (certificate,) = case["certificates"]
    assert certificate["issuedOn"] == "2021-06-14"
    assert not certificate["online"]
    assert certificate["printed"]
    assert [event["kind"] for event in case["events"]] == [fact["type"] for fact in tablet.facts]
    assert case["violations"] == []
    for number in (case["caseNo"], certificate["certNo"]):
        assert (await demo.ask(CASE, {"caseNo": number}))["case"] == case
    assert (await demo.ask(CASE, {"caseNo": certificate["certNo"]}, user="degan-1"))["case"] is None


async def test_what_came_before_its_own_time_is_corrected(demo: DemoHub) -> None:
    """The hub's clock stands in June 2021; one tablet's was two days ahead, for a while."""
    tablet = await demo.enrolled_tablet()
    case_id = tablet.application()
    tablet.now, tablet.online = tablet.now + timedelta(days=2), False
    tablet.visit(case_id)
    await demo.push(tablet.facts)
    await demo.settled()
    query = "query($no: String!) { case(caseNo: $no) { events { kind at correctedAt } } }"
    application, visit = (await demo.ask(query, {"no": case_id}))["case"]["events"]
    assert application["correctedAt"] is None
    (arrival,) = await demo.documents("hub", "arrival:")
    assert (visit["at"][:10], visit["correctedAt"]) == ("2021-06-10", arrival["at"])


async def test_people_are_masked(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    case_id = tablet.application()
    await demo.push(tablet.facts)
    await demo.settled()
    case = (await demo.ask(CASE, {"caseNo": case_id}, user="reporter"))["case"]
    assert case["husband"] == {"name": "赵*", "idNo": "999999********1012", "hukouArea": "510000"}
    assert case["wife"] == {"name": "周*", "idNo": "999999********1425"}


@pytest.mark.parametrize(
    ("user", "seen"),
    [
        ("sipaifang-1", {SITE}),
        ("degan-1", {OTHER_SITE}),
        ("jijiang", {SITE}),
        ("district", {SITE, OTHER_SITE}),
        ("reporter", {SITE, OTHER_SITE}),
    ],
)
async def test_everybody_sees_their_own_area(demo: DemoHub, user: str, seen: set[str]) -> None:
    cases = {}
    for site, secret in ((SITE, 3), (OTHER_SITE, 4)):
        tablet = await demo.enrolled_tablet(site, secret)
        cases[site] = tablet.application()
        await demo.push(tablet.facts, site=site, user=tablet.clerk)
    await demo.settled()
    listed = await demo.ask(CASES, {"first": 10}, user=user)
    assert {edge["node"]["id"] for edge in listed["cases"]["edges"]} == {cases[site] for site in seen}
    for site, case_id in cases.items():
        found = (await demo.ask(CASE, {"caseNo": case_id}, user=user))["case"]
        assert (found is not None) == (site in seen)


async def test_pages_stay_good_while_cases_come_in(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    cases = [tablet.application() for _ in range(5)]
    await demo.push(tablet.facts)
    await demo.settled()
    first = (await demo.ask(CASES, {"first": 2}))["cases"]
    assert [edge["node"]["id"] for edge in first["edges"]] == [cases[4], cases[3]]
    assert first["pageInfo"]["hasNextPage"]
    tablet.application()
    await demo.push(tablet.facts[-1:])
    await demo.settled()
    rest = (await demo.ask(CASES, {"first": 9, "after": first["pageInfo"]["endCursor"]}))["cases"]
    assert [edge["node"]["id"] for edge in rest["edges"]] == [cases[2], cases[1], cases[0]]
    assert not rest["pageInfo"]["hasNextPage"]


async def test_filters(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    told_case = tablet.application()
    tablet.notice(told_case, "M01:husband", "M01:wife", "M02:husband", "M02:wife", "M03:couple")
    tablet.now += timedelta(days=3)
    issued_case = zhao_story(tablet)
    await demo.push(tablet.facts)
    await demo.settled()
    rows = [
        ({"state": "NOTIFIED"}, [told_case]),
        ({"state": "CLOSED"}, [issued_case]),
        ({"offlineIssued": True}, [issued_case]),
        ({"offlineIssued": False}, [told_case]),
        ({"unverifiedPledge": True}, [issued_case]),
        ({"item": "BIRTH_SERVICE"}, [issued_case, told_case]),
        ({"areaCode": SITE}, [issued_case, told_case]),
        ({"areaCode": OTHER_SITE}, []),
        ({"openedFrom": "2021-06-09"}, [issued_case]),
        ({"openedTo": "2021-06-08"}, [told_case]),
        ({"openedTo": "2021-06-08", "state": "CLOSED"}, []),
    ]
    for wanted, expected in rows:
        found = (await demo.ask(CASES, {"filter": wanted, "first": 10}))["cases"]["edges"]
        assert [edge["node"]["id"] for edge in found] == expected, wanted


async def test_a_list_asks_the_database_a_fixed_number_of_times(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    for _ in range(12):
        tablet.visit(tablet.application())
    await demo.push(tablet.facts)
    await demo.settled()

    async def queries(first: int) -> int:
        with questions(demo) as asked:
            edges = (await demo.ask(CASES, {"first": first}))["cases"]["edges"]
        assert len(edges) == first
        return len(asked)

    assert await queries(1) == await queries(12) == 6  # cases, and one each for what they show


@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        ("{ cases(first: 101) { edges { cursor } } }", "first must be"),
        ('{ cases(after: "nonsense") { edges { cursor } } }', "not a cursor"),
        ("{ " + " ".join(f"a{n}: siteSync {{ lagHours }}" for n in range(40)) + " }", "aliases"),
        ("{ cases { edges { node { " + "id " * 2500 + "} } } }", "tokens"),
    ],
)
async def test_unreasonable_questions_are_refused(demo: DemoHub, query: str, complaint: str) -> None:
    answer = await demo.graphql(query)
    assert complaint in answer["errors"][0]["message"]


async def test_nobody_is_told_nothing(demo: DemoHub) -> None:
    answer = await demo.graphql("{ cases { edges { cursor } } }", user="")
    told = answer["errors"][0]["extensions"]
    assert (told["code"], told["zh"]) == ("unauthorized", "请先登录。")


async def test_whose_post_it_is_not_is_told_so_in_chinese_too(demo: DemoHub) -> None:
    answer = await demo.graphql("{ complaints { totalCount } }", user="reporter")
    told = answer["errors"][0]["extensions"]
    assert told["code"] == "forbidden"
    assert told["zh"] == "您的岗位是统计员，这件事（complaints）不归这个岗位办。"


@pytest.mark.parametrize(("bound", "day"), [("openedTo", "9999-12-31"), ("openedFrom", "0001-01-01")])
async def test_the_end_of_the_calendar_is_told(demo: DemoHub, bound: str, day: str) -> None:
    answer = await demo.graphql(CASES, {"first": 1, "filter": {bound: day}})
    assert answer["errors"][0]["extensions"]["status"] == 400


async def test_newer_entries_shift_no_page(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    old = [tablet.application() for _ in range(4)]
    await demo.push(tablet.facts)
    await demo.settled()
    page = (await demo.ask(CASES, {"first": 2}))["cases"]
    tablet.now += timedelta(hours=1)
    tablet.application()
    await demo.push(tablet.facts)
    await demo.settled()
    after = page["pageInfo"]["endCursor"]
    rest = (await demo.ask(CASES, {"first": 9, "after": after}))["cases"]
    both = [edge["node"]["id"] for edge in (*page["edges"], *rest["edges"])]
    assert sorted(both) == sorted(old)
