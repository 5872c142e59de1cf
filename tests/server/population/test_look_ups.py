"""The worker between the cases and the population system."""

import asyncio
from typing import Any

import httpx2
import pytest
from structlog.testing import capture_logs

from schema.district_keys import key_id
from schema.numbers import certificate_number
from server.blocks import lease
from server.population import look_ups
from server.population.http import HttpPopulation
from server.population.look_ups import LookUps
from server.population.rest import Rest
from server.population.simulator import DIVORCED, MARRIED, Simulator
from server.population.system import Found, NoPopulationSystem, Person
from server.workers.running import Workers, run_workers
from server.workers.worker import Parts
from sync.errors import BadRequest, Forbidden, SyncError, Unavailable
from sync.patience import LONGEST_ASKED
from tests.accepted import further_birth
from tests.hub import SITE, DemoHub
from tests.people import JIANGJIN, person
from tests.server.population.fake import MRS, WIFE_ID, FakePopulation, Seconds
from tests.tablet import Tablet, zhao_story

WIVES = [
    person(f"某{n}", number, JIANGJIN)
    for n, number in enumerate(
        (
            "999999199508083281",
            "999999198706052246",
            "999999199007211425",
            "999999199104123224",
            "999999199302023443",
        )
    )
]
CASE = "query($caseNo: String!) { case(caseNo: $caseNo) { state tasks { kind lookup pledge dueOn by } } }"


async def _run(demo: DemoHub, worker: LookUps) -> int:
    """Once; the tables have it when this returns."""
    written = await run_workers(demo.hub.parts, [worker])
    await demo.settled()
    return written


async def _pushed(demo: DemoHub, tablet: Tablet) -> None:
    await demo.push(tablet.facts)
    await demo.settled()


async def _orders(demo: DemoHub) -> dict[str, str]:
    return {one["_id"]: one["result"] for one in await demo.documents(f"site-{SITE}", "order:lookup:")}


async def _tasks(demo: DemoHub) -> list[dict[str, Any]]:
    return await demo.documents(f"site-{SITE}", "task:ask-office:")


@pytest.fixture
def fake() -> FakePopulation:
    return FakePopulation()


@pytest.fixture
async def tablet(demo: DemoHub) -> Tablet:
    return await demo.enrolled_tablet()


async def test_r03_one_order_for_the_city_spouse_of_an_issued_birth_service(
    demo: DemoHub, tablet: Tablet, fake: FakePopulation
) -> None:
    case = zhao_story(tablet)
    await _pushed(demo, tablet)
    assert await _run(demo, LookUps(fake)) == 1
    (order,) = await demo.documents(f"site-{SITE}", "order:lookup:")
    issued = next(fact for fact in tablet.facts if fact["type"] == "certificate")
    assert order["at"] > issued["at"]
    del order["_rev"], order["at"], order["sig"]
    assert order == {
        "_id": f"order:lookup:{case}:wife",
        "type": "lookup",
        "v": 1,
        "case": case,
        "site": SITE,
        "by": "hub",
        "spouse": "wife",
        "result": "consistent",
        "marital": "first-marriage",
        "children": 1,
        "key": "wife",
        "kid": key_id(demo.hub.district_key.public_key()).hex(),
    }
    assert fake.asked == [MRS]
    assert await _tasks(demo) == []


async def test_what_was_asked_is_not_asked_again(demo: DemoHub, tablet: Tablet, fake: FakePopulation) -> None:
    further_birth(tablet)
    await _pushed(demo, tablet)
    assert await _run(demo, LookUps(fake)) == 2
    assert await _run(demo, LookUps(fake)) == 0
    assert len(fake.asked) == 2


async def test_a_doubled_worker_writes_the_same_documents(
    demo: DemoHub, tablet: Tablet, fake: FakePopulation
) -> None:
    further_birth(tablet)
    await _pushed(demo, tablet)
    written = await asyncio.gather(*(_run(demo, LookUps(fake)) for _ in range(3)))
    assert sum(written) == 2
    assert len(await _orders(demo)) == 2


@pytest.mark.parametrize(
    ("found", "result", "marital"), [(DIVORCED, "mismatch", "divorced"), (None, "no-record", "")]
)
async def test_what_does_not_fit_is_a_task_for_the_office_and_for_nobody_else(
    demo: DemoHub, tablet: Tablet, fake: FakePopulation, found: Found | None, result: str, marital: str
) -> None:
    fake.registered[WIFE_ID] = found
    case = zhao_story(tablet)
    await _pushed(demo, tablet)
    assert await _run(demo, LookUps(fake)) == 2
    (order,) = await demo.documents(f"site-{SITE}", "order:lookup:")
    assert (order["result"], order["marital"]) == (result, marital)
    (task,) = await _tasks(demo)
    assert (task["kind"], task["lookup"], task["site"]) == ("ask-office", order["_id"], SITE)
    told = (await demo.ask(CASE, {"caseNo": case}))["case"]
    assert told["state"] == "CLOSED"
    assert told["tasks"] == [
        {
            "kind": "ask-office",
            "lookup": order["_id"],
            "pledge": None,
            "dueOn": "2021-06-15",
            "by": "hub",
        }
    ]


async def test_the_office_asks_before_the_day_the_applicants_were_promised(
    demo: DemoHub, tablet: Tablet, fake: FakePopulation
) -> None:
    fake.registered[WIFE_ID] = None
    further_birth(tablet, working_days=2, due_on="2021-06-10")
    await _pushed(demo, tablet)
    await _run(demo, LookUps(fake))
    assert [task["dueOn"] for task in await _tasks(demo)] == ["2021-06-10"]


async def test_a_corrected_record_is_looked_up_once_more(
    demo: DemoHub, tablet: Tablet, fake: FakePopulation
) -> None:
    fake.registered[WIFE_ID] = None
    case = zhao_story(tablet)
    await _pushed(demo, tablet)
    worker = LookUps(fake)
    await _run(demo, worker)
    first = f"order:lookup:{case}:wife"
    tablet.inquiry(case, first)
    fake.registered[WIFE_ID] = MARRIED
    await _pushed(demo, tablet)
    assert await _run(demo, worker) == 1
    assert await _run(demo, worker) == 0
    assert await _orders(demo) == {first: "no-record", f"{first}-2": "consistent"}
    assert len(await _tasks(demo)) == 1


async def test_a_status_proof_can_rest_on_a_consistent_look_up(
    demo: DemoHub, tablet: Tablet, fake: FakePopulation
) -> None:
    case = further_birth(tablet)
    fake.registered[WIFE_ID] = None
    await lease(demo.hub.engine, demo.hub.clock, device=tablet.device, item="status-proof", n=1)
    await _pushed(demo, tablet)
    await _run(demo, LookUps(fake))
    tablet.now = tablet.now.replace(hour=18)
    proofs = [_proof(tablet, case, who, serial) for serial, who in enumerate(("husband", "wife"), 1)]
    await _pushed(demo, tablet)
    case_row = next(row for row in demo.rows()["casefile"] if row[0] == case)
    fold = case_row[-1]
    assert fold["done"] == ["status-proof:husband"]
    assert [(one["fact"], one["rule"]) for one in fold["violations"]] == [(proofs[1]["_id"], "R04")]


def _proof(tablet: Tablet, case: str, who: str, serial: int) -> dict[str, Any]:
    return tablet.fact(
        "status-proof",
        case,
        spouse=who,
        basis="lookup",
        of=f"order:lookup:{case}:{who}",
        certNo=certificate_number("status-proof", tablet.device, tablet.now.date(), serial),
        block=f"block:{tablet.device}:status-proof:1",
        issuedOn=tablet.now.date().isoformat(),
        marital="初婚",
        children=1,
    )


@pytest.mark.parametrize("problem", [Unavailable("gone"), Forbidden("who are you")])
async def test_while_the_system_does_not_answer_nothing_is_written(
    demo: DemoHub, tablet: Tablet, fake: FakePopulation, problem: SyncError
) -> None:
    case = zhao_story(tablet)
    await _pushed(demo, tablet)
    before = {document["_id"] for document in await demo.documents(f"site-{SITE}")}
    fake.problem, worker = problem, LookUps(fake)
    with capture_logs() as logs:
        for _ in range(3):
            assert await _run(demo, worker) == 0
    assert [(log["event"], log["why"]) for log in logs if "look-ups" in log["event"]] == [
        ("look-ups are queued", problem.reason)
    ]
    assert {document["_id"] for document in await demo.documents(f"site-{SITE}")} == before
    assert (await demo.ask(CASE, {"caseNo": case}))["case"] == {"state": "CLOSED", "tasks": []}
    fake.problem = None
    with capture_logs() as logs:
        assert await _run(demo, worker) == 1
    assert [log["event"] for log in logs if "look-ups" in log["event"]] == ["look-ups go on"]


async def test_after_an_outage_the_oldest_come_first(
    demo: DemoHub, tablet: Tablet, fake: FakePopulation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(look_ups, "AT_A_TIME", 2)
    fake.problem, worker = Unavailable("gone"), LookUps(fake)
    for wife in WIVES:
        further_birth(tablet, wife)
        await _pushed(demo, tablet)
        assert await _run(demo, worker) == 0
    fake.problem = None
    while await _run(demo, worker):
        pass
    numbers = [wife["idNo"] for wife in WIVES]
    assert [person.id_no for person in fake.asked if person.id_no in numbers] == numbers
    assert len(await _orders(demo)) == 10


async def test_one_person_it_cannot_tell_about_holds_up_nobody(demo: DemoHub, tablet: Tablet) -> None:
    further_birth(tablet)
    await _pushed(demo, tablet)
    system, seconds = _Choosy(), Seconds()
    worker = LookUps(system, seconds)
    assert await _run(demo, worker) == 1
    assert worker.trouble is None
    assert await _run(demo, worker) == 0
    assert system.refused == 1
    seconds.passed += 3601
    system.is_choosy = False
    assert await _run(demo, worker) == 1
    assert len(await _orders(demo)) == 2


class _Choosy(FakePopulation):
    """Cannot tell about the wife at first."""

    def __init__(self) -> None:
        super().__init__()
        self.is_choosy, self.refused = True, 0

    async def look_up(self, person: Person) -> Found | None:
        if self.is_choosy and person.id_no == WIFE_ID:
            self.refused += 1
            raise BadRequest("an odd record")
        return await super().look_up(person)


async def test_without_an_address_look_ups_wait_and_the_log_says_so_once(
    demo: DemoHub, tablet: Tablet
) -> None:
    worker = LookUps(NoPopulationSystem())
    with capture_logs() as logs:
        assert await _run(demo, worker) == 0
        assert logs == []
        zhao_story(tablet)
        await _pushed(demo, tablet)
        for _ in range(3):
            assert await _run(demo, worker) == 0
    assert [log["why"] for log in logs if log["event"] == "look-ups are queued"] == [
        "YICI_POPULATION_URL names no population system."
    ]
    assert await _orders(demo) == {}


async def test_an_outage_of_the_simulator_ends_and_the_backlog_drains(demo: DemoHub, tablet: Tablet) -> None:
    simulator, seconds = Simulator(), Seconds()
    transport = httpx2.ASGITransport(simulator.app)
    http = HttpPopulation("http://simulator/", simulator.token, transport=transport, rest=Rest(now=seconds))
    worker = LookUps(http)
    simulator.on = False
    further_birth(tablet)
    await _pushed(demo, tablet)
    assert await _run(demo, worker) == 0
    simulator.on = True
    assert await _run(demo, worker) == 0
    seconds.passed += LONGEST_ASKED
    assert await _run(demo, worker) == 2
    await worker.close()


async def test_a_slow_system_holds_up_no_other_duty(demo: DemoHub, tablet: Tablet) -> None:
    further_birth(tablet)
    await _pushed(demo, tablet)
    silent, other = _Silent(), _Duty()
    workers = Workers(demo.hub.parts, demo.hub.projector, [other], [LookUps(silent)])
    workers.start()
    await silent.asked.wait()
    await other.done.wait()
    await workers.stop()
    assert await _orders(demo) == {}


class _Silent(NoPopulationSystem):
    def __init__(self) -> None:
        self.asked = asyncio.Event()

    async def look_up(self, person: Person) -> Found | None:
        self.asked.set()
        await asyncio.Event().wait()
        return None


class _Duty:
    name = "another duty"

    def __init__(self) -> None:
        self.done = asyncio.Event()

    async def run(self, parts: Parts) -> int:
        self.done.set()
        return 0


async def test_the_demo_looks_people_up_by_itself(demo: DemoHub, tablet: Tablet) -> None:
    case = zhao_story(tablet)
    await _pushed(demo, tablet)
    assert await _run(demo, demo.hub.look_ups) == 1
    assert await _orders(demo) == {f"order:lookup:{case}:wife": "consistent"}
