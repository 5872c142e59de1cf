"""The district writes a complaint down, the township answers, and a similar one does not go unseen."""

from typing import Any

import pytest

from sync.records import put_new
from tests.hub import OTHER_SITE, SITE, DemoHub
from tests.server.graphql.desk import orders, problem, questions

FILE = """mutation($site: String!, $cause: Cause!, $content: String!, $case: ID) {
  fileComplaint(site: $site, case: $case, source: SUNSHINE_CHONGQING, cause: $cause,
    content: $content, receivedOn: "2021-06-08") { order pending case { id } } }"""
REPLY = """mutation($complaint: ID!, $content: String! = "已整改并致歉") {
  replyToComplaint(complaint: $complaint, content: $content, outcome: UPHELD) { order } }"""
WITHDRAW = """mutation($complaint: ID!, $reason: String! = "重复登记") {
  withdrawComplaint(complaint: $complaint, reason: $reason) { order } }"""
COMPLAINTS = """query($area: String, $period: DateRange, $first: Int! = 50) {
  complaints(areaCode: $area, period: $period, first: $first) {
  edges { node { id case source cause content receivedOn by similarBefore site { name }
    reply { content outcome by } withdrawal { reason by } } } } }"""


FIGURES = """{ kpi(names: [COMPLAINTS, SIMILAR_COMPLAINTS], level: DISTRICT,
  period: {from: "2021-06-01", to: "2021-06-30"}) { kpi { name } numerator } }"""


async def _open(demo: DemoHub) -> list[Any]:
    query = "{ complaints(answered: false) { edges { node { id } } } }"
    return [edge["node"] for edge in (await demo.ask(query))["complaints"]["edges"]]


async def _file(demo: DemoHub, site: str = SITE, cause: str = "TOLD_IN_INSTALMENTS", **more: Any) -> str:
    asked = {"site": site, "cause": cause, "content": "1次就能办好的证，跑了3次", **more}
    return str((await demo.ask(FILE, asked))["fileComplaint"]["order"])


async def _list(demo: DemoHub, user: str = "district", **asked: Any) -> list[Any]:
    edges = (await demo.ask(COMPLAINTS, asked, user=user))["complaints"]["edges"]
    return [edge["node"] for edge in edges]


@pytest.mark.parametrize("number", ["999999198803121012", "99999919880312101x", "13800000000"])
async def test_a_number_of_somebody_is_not_written_down(demo: DemoHub, number: str) -> None:
    asked = {"site": SITE, "cause": "ATTITUDE", "content": f"申请人{number}说态度差"}
    told = await problem(demo, FILE, asked, user="district")
    assert (told["code"], "leave it out" in told["message"]) == ("bad_request", True)
    complaint = await _file(demo)
    told = await problem(demo, REPLY, {"complaint": complaint, "content": f"已致电{number}"}, user="jijiang")
    assert told["code"] == "bad_request"
    (listed,) = await _list(demo)
    assert listed["reply"] is None


async def test_r42_a_complaint_and_its_answer(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    case = tablet.application()
    await demo.push(tablet.facts)
    await demo.settled()
    complaint = await _file(demo, case=case)
    await demo.ask(REPLY, {"complaint": complaint}, user="jijiang")
    (listed,) = await _list(demo, "jijiang")
    assert listed == {
        "id": complaint,
        "case": case,
        "source": "SUNSHINE_CHONGQING",
        "cause": "TOLD_IN_INSTALMENTS",
        "content": "1次就能办好的证，跑了3次",
        "receivedOn": "2021-06-08",
        "by": "district",
        "similarBefore": 0,
        "site": {"name": "四牌坊社区"},
        "reply": {"content": "已整改并致歉", "outcome": "UPHELD", "by": "jijiang"},
        "withdrawal": None,
    }


async def test_r42_no_complaint_is_received_on_a_day_to_come(demo: DemoHub) -> None:
    to_come = FILE.replace("2021-06-08", "2099-01-01")
    asked = {"site": SITE, "cause": "OTHER", "content": "尚未收到"}
    assert (await problem(demo, to_come, asked, user="district"))["code"] == "bad_request"
    assert await _list(demo) == []


@pytest.mark.parametrize("content", ["", " \u3000"])
async def test_a_complaint_says_something(demo: DemoHub, content: str) -> None:
    asked = {"site": SITE, "cause": "OTHER", "content": content}
    assert (await problem(demo, FILE, asked, user="district"))["code"] == "bad_request"
    assert await _list(demo) == []


async def test_a_complaint_is_about_a_case_that_the_site_worked_on(demo: DemoHub) -> None:
    tablet = await demo.enrolled_tablet()
    case = tablet.application()
    await demo.push(tablet.facts)
    await demo.settled()
    asked = {"site": OTHER_SITE, "cause": "OTHER", "content": "跑了三次", "case": case}
    assert (await problem(demo, FILE, asked, user="district"))["code"] == "bad_request"
    assert await _list(demo) == []


async def test_filed_twice_is_filed_once_and_answered_once(demo: DemoHub) -> None:
    complaint = await _file(demo)
    assert await _file(demo) == complaint
    await demo.ask(REPLY, {"complaint": complaint}, user="jijiang")
    other = {"complaint": complaint, "content": "不属实"}
    assert (await problem(demo, REPLY, other))["code"] == "conflict"
    assert len(await _list(demo)) == 1


async def test_complaints_of_two_sites_on_one_day_are_answered_each(demo: DemoHub) -> None:
    complaint = await _file(demo)
    (stored,) = await orders(demo, "complaint")
    ids = [f"order:complaint::{site}:2021-06-08" for site in ("500116001901", "500116001902")]
    await put_new(demo.hub.engine.database(f"site-{SITE}"), [{**stored, "_id": name} for name in ids])
    await demo.settled()
    for name in (complaint, *ids):
        await demo.ask(REPLY, {"complaint": name, "content": f"回应 {name}"}, user="jijiang")
    replies = {one["id"]: one["reply"]["content"] for one in await _list(demo)}
    assert replies == {name: f"回应 {name}" for name in (complaint, *ids)}


async def test_r11_a_similar_complaint_is_counted(demo: DemoHub) -> None:
    await _file(demo)
    second = await _file(demo, content="又要我回户籍地开证明")
    other = await _file(demo, cause="NETWORK")
    elsewhere = await _file(demo, OTHER_SITE)
    similar = {one["id"]: one["similarBefore"] for one in await _list(demo)}
    assert (similar[second], similar[other], similar[elsewhere]) == (1, 0, 0)


async def test_what_was_filed_wrongly_is_withdrawn_stays_on_record_and_counts_no_more(demo: DemoHub) -> None:
    wrong = await _file(demo, content="投诉错了单位")
    right = await _file(demo)
    assert (await problem(demo, WITHDRAW, {"complaint": wrong}, user="jijiang"))["code"] == "forbidden"
    assert (await problem(demo, WITHDRAW, {"complaint": wrong, "reason": " "}, user="district"))["code"] == (
        "bad_request"
    )
    for _ in range(2):
        await demo.ask(WITHDRAW, {"complaint": wrong})
    listed = {one["id"]: one for one in await _list(demo)}
    assert listed[wrong]["withdrawal"] == {"reason": "重复登记", "by": "district"}
    assert (listed[right]["withdrawal"], listed[right]["similarBefore"]) == (None, 0)
    assert [one["id"] for one in await _open(demo)] == [right]
    figures = await demo.ask(FIGURES)
    assert [(row["kpi"]["name"], row["numerator"]) for row in figures["kpi"]] == [
        ("COMPLAINTS", 1),
        ("SIMILAR_COMPLAINTS", 0),
    ]
    told = await problem(demo, REPLY, {"complaint": wrong}, user="jijiang")
    assert (told["code"], "withdrawn" in told["message"]) == ("conflict", True)
    same = {"site": SITE, "cause": "TOLD_IN_INSTALMENTS", "content": "投诉错了单位"}
    assert (await problem(demo, FILE, same, user="district"))["code"] == "conflict"


async def test_everybody_keeps_to_their_area(demo: DemoHub) -> None:
    here, there = await _file(demo), await _file(demo, OTHER_SITE)
    assert [one["id"] for one in await _list(demo, "jijiang")] == [here]
    assert [one["id"] for one in await _list(demo, area=OTHER_SITE)] == [there]
    assert (await problem(demo, REPLY, {"complaint": there}))["code"] == "not_found"
    wrong = {"site": "500116009901", "cause": "OTHER", "content": "x"}
    assert (await problem(demo, FILE, wrong, user="district"))["code"] == "not_found"


async def test_a_complaint_is_asked_for_by_the_day_it_was_written_down(demo: DemoHub) -> None:
    await _file(demo)
    assert len(await _list(demo, period={"from": "2021-06-08", "to": "2021-06-08"})) == 1
    assert await _list(demo, period={"from": "2021-06-09", "to": "2021-06-30"}) == []


async def test_a_list_asks_the_database_a_fixed_number_of_times(demo: DemoHub) -> None:
    for number in range(6):
        await _file(demo, content=f"第 {number} 次")

    async def queries(first: int) -> int:
        with questions(demo) as asked:
            answer = await demo.ask(COMPLAINTS, {"first": first})
        assert len(answer["complaints"]["edges"]) == first
        return len(asked)

    assert await queries(1) == await queries(6) == 4  # complaints, replies, those before, sites


async def test_complaints_are_found_by_what_they_are_and_whether_they_wait(demo: DemoHub) -> None:
    await demo.settled()
    waiting = await _file(demo, cause="OVERDUE")
    answered = await _file(demo, cause="OTHER", content='"cause":"overdue"')
    await demo.ask(REPLY, {"complaint": answered}, user="jijiang")
    for asked, wanted in (
        ("answered: false", [waiting]),
        ("answered: true", [answered]),
        ("cause: OVERDUE", [waiting]),
        ("source: PHONE", []),
        ("direction: ASCENDING", [waiting, answered]),
    ):
        found = await demo.ask(f"{{ complaints({asked}) {{ edges {{ node {{ id }} }} }} }}")
        assert [edge["node"]["id"] for edge in found["complaints"]["edges"]] == wanted
